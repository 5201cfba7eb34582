// What is wrong with a source, and where.
import { StelselError, addressOf, optionsOf, words } from './border.js';
import { Stream } from './arrow_read.js';
import { HANDLE, Handle } from './handle.js';

const SEVERITIES = { fatal: 1, error: 2, warning: 3, info: 4 };

export class Findings {
  #engine;
  #service;
  #handle;

  #keeps;

  /** By an engine; `engine` is its inside, for the language and the outputs, and `keeps` the engine itself. */
  constructor(engine, keeps, mostPerRule = 0) {
    const out = words(1);
    engine.services.findings.make(engine.host, mostPerRule, addressOf(out));
    this.#engine = engine;
    this.#keeps = keeps;
    this.#service = engine.services.findings;
    this.#handle = new Handle(out[0], 'findings', this.#service.release, engine.family).of(this);
  }

  get raw() {
    return this.#handle.open();
  }

  get [HANDLE]() {
    return this.#handle;
  }

  count(severity) {
    if (!Object.hasOwn(SEVERITIES, severity)) throw new StelselError(3, `no severity is called '${severity}'`);
    return Number(this.#service.count(this.raw, SEVERITIES[severity]));
  }

  get errors() {
    return this.count('error') + this.count('fatal');
  }

  stream() {
    const out = new Stream();
    this.#service.stream(this.raw, this.#engine.language, out.address);
    return out;
  }

  [Symbol.iterator]() {
    return this.stream()[Symbol.iterator]();
  }

  async write(format = 'text', { values = false } = {}) {
    const options = optionsOf({ lang: this.#engine.language, values });
    const { raw } = this;
    return this.#engine.during(undefined, () =>
      this.#engine.collect((output) => this.#service.write.later(raw, format, options, output)), this);
  }

  close() {
    this.#handle.close();
  }

  [Symbol.dispose]() {
    this.close();
  }
}
