// What stelsel gave and wants back.
import { StelselError } from './border.js';

/** The name under which an object has its handle. */
export const HANDLE = Symbol('handle');

const forgotten = new FinalizationRegistry((handle) => handle.close());

/** The handle of what a caller gives; throws when that is something else, such as a promise. */
export function handleOf(one) {
  const handle = one?.[HANDLE];
  const kind = one instanceof Promise ? 'a promise of one' : typeof one;
  if (!handle) throw new StelselError(3, `a snapshot (or findings) of stelsel is needed, not ${kind}`);
  return handle;
}

/** One object of the library. `family`, if given, is a Set of what must go before its engine. */
export class Handle {

  #what;
  #release;
  #family;
  #users = 0;
  #closing = false;

  constructor(raw, what, release, family = null) {
    this.raw = raw;
    this.#what = what;
    this.#release = release;
    this.#family = family;
    family?.add(this);
  }

  /** Closes it when `owner` is forgotten. */
  of(owner) {
    forgotten.register(owner, this, this);
    return this;
  }

  open() {
    if (this.raw === null || this.#closing) throw new StelselError(9, `the ${this.#what} was closed`);
    return this.raw;
  }

  /** Gives up the object, which somebody else ends. */
  take() {
    const { raw } = this;
    if (raw === null) this.open();
    if (this.#users > 0) throw new StelselError(9, `the ${this.#what} is in use: a call is running`);
    this.raw = null;
    this.#family?.delete(this);
    forgotten.unregister(this);
    return raw;
  }

  /** A call begins to use it, and ends: one on another thread, or one that may run code of the caller. */
  hold() {
    this.open();
    this.#users += 1;
  }

  unhold() {
    this.#users -= 1;
    if (this.#closing) this.close();
  }

  close() {
    this.#closing = true;
    if (this.raw !== null && this.#users === 0) this.#release(this.take());
  }
}
