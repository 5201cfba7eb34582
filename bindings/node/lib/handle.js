// What stelsel gave and wants back.
import { StelselError } from './border.js';

/** The name under which an object has its handle. */
export const HANDLE = Symbol('handle');

const forgotten = new FinalizationRegistry((handle) => handle.close());

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
    this.raw = null;
    this.#family?.delete(this);
    forgotten.unregister(this);
    return raw;
  }

  /** A call on another thread begins to use it, and ends. */
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
