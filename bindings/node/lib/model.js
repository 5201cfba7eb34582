// Snapshots of rows, and writers that make the next one.
import { StelselError, addressOf, cText, checkedText, words } from './border.js';
import { Stream } from './arrow_read.js';
import { sourceOf } from './arrow_write.js';
import { HANDLE, Handle, handleOf } from './handle.js';

export class Snapshot {
  #model;
  #handle;

  constructor(model, raw) {
    this.#model = model;
    this.#handle = new Handle(raw, 'snapshot', model.release).of(this);
  }

  get raw() {
    return this.#handle.open();
  }

  get [HANDLE]() {
    return this.#handle;
  }

  get tables() {
    return Array.from({ length: Number(this.#model.table_count(this.raw)) }, (_, at) => this.#model.table_name(this.raw, at));
  }

  schema(table) {
    const found = this.#model.schema(this.raw, table);
    if (found === null) throw new StelselError(5, `no table is called '${table}'`);
    return JSON.parse(found);
  }

  rowCount(table) {
    const count = Number(this.#model.row_count(this.raw, table));
    if (count < 0) throw new StelselError(5, `no table is called '${table}'`);
    return count;
  }

  get revision() {
    return Number(this.#model.revision(this.raw));
  }

  stream(table, columns = null) {
    const out = new Stream();
    const names = columns?.map((name) => cText(checkedText(name))) ?? [];
    const pointers = words(Math.max(names.length, 1));
    names.forEach((name, at) => {
      pointers[at] = addressOf(name);
    });
    const wanted = columns === null ? null : addressOf(pointers);
    this.#model.stream(this.raw, table, wanted, names.length, out.address);
    return out;
  }

  asOf(day) {
    const out = words(1);
    this.#model.as_of(this.raw, day, addressOf(out));
    return new Snapshot(this.#model, out[0]);
  }

  diff(before, table) {
    const [upserts, erasures] = [new Stream(), new Stream()];
    const then = before === null || before === undefined ? null : handleOf(before).open();
    this.#model.diff(then, this.raw, table, upserts.address, erasures.address);
    return { upserts, erasures };
  }

  close() {
    this.#handle.close();
  }

  [Symbol.dispose]() {
    this.close();
  }
}

export class Writer {
  #model;
  #known;
  #ownsKnown;
  #handle;

  #engine;
  #keeps;

  /** By an engine's writer(): `known` is the snapshot whose tables it may fill, `engine` its inside, and `keeps` the
   * engine itself. */
  constructor(engine, keeps, base, known) {
    const { model } = engine.services;
    const out = words(1);
    model.begin(engine.host, base?.raw ?? null, addressOf(out));
    this.#engine = engine;
    this.#keeps = keeps;
    this.#model = model;
    this.#known = known;
    this.#ownsKnown = known !== base;
    this.#handle = new Handle(out[0], 'writer', model.abandon, engine.family).of(this);
  }

  upsert(table, rows) {
    this.#write(this.#model.upsert, table, rows);
  }

  erase(table, keys) {
    this.#write(this.#model.erase, table, keys);
  }

  // Rows may come from code that ends this writer or its engine: not while it is in use.
  #write(call, table, rows) {
    this.#handle.hold();
    this.#engine.begin();
    try {
      this.#fill(call, table, rows);
    } finally {
      this.#engine.end();
      this.#handle.unhold();
    }
  }

  #fill(call, table, rows) {
    const { raw } = this.#handle;
    if (rows instanceof Stream) return call(raw, table, rows.address);
    const source = this.#sourceOf(table, rows);
    try {
      return call(raw, table, source.address);
    } catch (error) {
      if (source.failure === null) throw error;
      throw source.failure instanceof StelselError ? source.failure : new StelselError(error.code, error.message, { cause: source.failure });
    }
  }

  // The first row is asked for here.
  #sourceOf(table, rows) {
    try {
      return sourceOf(this.#typesOf(table), rows);
    } catch (error) {
      throw error instanceof StelselError ? error : new StelselError(3, `${error?.message ?? error}`, { cause: error });
    }
  }

  #typesOf(table) {
    const stream = this.#known.stream(table);
    try {
      return stream.types;
    } finally {
      stream.close();
    }
  }

  commit() {
    const out = words(1);
    this.#model.commit(this.#handle.take(), addressOf(out));
    this.#forget();
    return new Snapshot(this.#model, out[0]);
  }

  #forget() {
    if (this.#ownsKnown) this.#known.close();
  }

  close() {
    this.#handle.close();
    this.#forget();
  }

  [Symbol.dispose]() {
    this.close();
  }
}
