// stelsel in this process: the main jobs.
import { resolve } from 'node:path';

import { addressOf, load, optionsOf, words } from './border.js';
import { Stream } from './arrow_read.js';
import { Inside } from './calls.js';
import { Findings } from './findings.js';
import { handleOf } from './handle.js';
import { Snapshot, Writer } from './model.js';

const forgotten = new FinalizationRegistry((inside) => inside.forget());

export class Engine {
  #inside;
  #engine;

  constructor({ plugins = [], packs = [], lock, language = 'nl', log, library } = {}) {
    const options = optionsOf({
      plugins: plugins.map((path) => resolve(path)),
      packs: packs.map((path) => resolve(path)),
      lock: lock && resolve(lock),
      language,
      log,
    });
    this.#inside = new Inside(load(library), options, language);
    this.#engine = this.#inside.services.engine;
    forgotten.register(this, this.#inside, this);
  }

  get language() {
    return this.#inside.language;
  }

  async read(source, { set, threads, findings, progress } = {}) {
    const found = findings ?? new Findings(this.#inside, this);
    const out = words(1);
    const options = optionsOf({ set, threads });
    const { host } = this.#inside;
    await this.#inside.during(progress, (raw) =>
      this.#engine.read.later(host, source, options, found.raw, raw, addressOf(out)), found);
    return { snapshot: this.#snapshot(out), findings: found };
  }

  writer(base) {
    if (base !== undefined && base !== null) handleOf(base);
    return new Writer(this.#inside, this, base, base ?? this.#empty());
  }

  async check(snapshot, { asOf, packs, set, threads, findings, progress } = {}) {
    const found = findings ?? new Findings(this.#inside, this);
    const options = optionsOf({ as_of: asOf, packs, set, threads });
    const { host } = this.#inside;
    await this.#inside.during(progress, (raw) =>
      this.#engine.check.later(host, snapshot.raw, options, found.raw, raw), snapshot, found);
    return found;
  }

  async query(snapshot, text, { language = 'sql', asOf, set, progress } = {}) {
    const options = optionsOf({ as_of: asOf, lang: this.language, set });
    return this.#streamed(progress, (host, raw, out) =>
      this.#engine.query.later(host, language, snapshot.raw, text, options, raw, out), snapshot);
  }

  async calculate(id, snapshot, { asOf, set, progress }) {
    const options = optionsOf({ as_of: asOf, lang: this.language, set });
    return this.#streamed(progress, (host, raw, out) =>
      this.#engine.calculate.later(host, id, snapshot.raw, options, raw, out), snapshot);
  }

  async report(id, snapshot, { asOf, format = 'html', set, write, file, progress }) {
    const { host } = this.#inside;
    const options = optionsOf({ format, as_of: asOf, lang: this.language, set });
    return this.#inside.during(progress, (raw) => {
      const fill = (output) => this.#engine.run.later(host, id, snapshot.raw, options, output, raw);
      if (file !== undefined) return this.#inside.toFile(file, fill);
      return write ? this.#inside.writing(write, fill) : this.#inside.collect(fill);
    }, snapshot);
  }

  async commit(snapshot, target, { message, author, set, progress } = {}) {
    const done = words(4);
    new Uint32Array(done.buffer)[0] = done.byteLength;
    const options = optionsOf({ message, author, set });
    const { host } = this.#inside;
    await this.#inside.during(progress, (raw) =>
      this.#engine.commit_with.later(host, snapshot.raw, target, options, raw, addressOf(done)), snapshot);
    return { written: Number(done[1]), erased: Number(done[2]), revision: Number(done[3]) };
  }

  async history(source) {
    return this.#streamed(undefined, (host, _, out) => this.#engine.history.later(host, source, out));
  }

  async verify(source, { progress } = {}) {
    const { host } = this.#inside;
    await this.#inside.during(progress, (raw) => this.#engine.verify.later(host, source, raw));
  }

  async backup(source, path, { progress } = {}) {
    const { host } = this.#inside;
    await this.#inside.during(progress, (raw) => this.#engine.backup.later(host, source, path, raw));
  }

  log(level, text) {
    this.#inside.log(level, text);
  }

  close() {
    this.#inside.close();
    forgotten.unregister(this);
  }

  [Symbol.dispose]() {
    this.close();
  }

  async #streamed(progress, call, ...used) {
    const out = new Stream();
    const { host } = this.#inside;
    await this.#inside.during(progress, (raw) => call(host, raw, out.address), ...used);
    return out;
  }

  #snapshot(out) {
    return new Snapshot(this.#inside.services.model, out[0]);
  }

  // Its tables are known, and have no rows.
  #empty() {
    const { host, services } = this.#inside;
    const out = words(1);
    services.model.begin(host, null, addressOf(out));
    services.model.commit(out[0], addressOf(out));
    return this.#snapshot(out);
  }
}
