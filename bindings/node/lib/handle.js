// What stelsel gave and wants back.
import { StelselError } from './border.js';

const forgotten = new FinalizationRegistry((handle) => handle.close());

/** One object of the library. `family`, if given, is a Set of what must go before its engine. */
export class Handle {
  #release;
  #family;

  constructor(raw, release, family = null) {
    this.raw = raw;
    this.#release = release;
    this.#family = family;
    family?.add(this);
  }

  /** Closes it when `owner` is forgotten. */
  of(owner) {
    forgotten.register(owner, this, this);
    return this;
  }

  open(what) {
    if (this.raw === null) throw new StelselError(9, `the ${what} was closed`);
    return this.raw;
  }

  /** Gives up the object, which somebody else ends. */
  take(what) {
    const raw = this.open(what);
    this.raw = null;
    this.#family?.delete(this);
    forgotten.unregister(this);
    return raw;
  }

  close() {
    if (this.raw !== null) this.#release(this.take());
  }
}
