// Rows into stelsel: an Arrow C stream that is filled from JavaScript values while stelsel reads it.
import koffi from 'koffi';

import { StelselError, addressOf, cText, proto, words, wordsAt } from './border.js';
import { buffersOf, placeOfWrong } from './columns_out.js';

const BATCH_ROWS = 65536;
const EINVAL = 22;
const NULLABLE = 2n;

// What stelsel holds, by the number in private_data: all that its pointers lead to.
const held = new Map();
let numbers = 0n;

function hold(...things) {
  held.set(++numbers, things);
  return numbers;
}

const heldBy = (address, word) => held.get(wordsAt(address, word + 1)[word]);

// ---- The functions that stelsel calls: made once for all streams ----

let functions = null;

function register() {
  const make = (letters, call) => koffi.register(call, koffi.pointer(proto(letters)));
  functions ??= {
    getSchema: make('ipp', (stream, out) => heldBy(stream, 4)[0].getSchema(out)),
    getNext: make('ipp', (stream, out) => heldBy(stream, 4)[0].getNext(out)),
    getLastError: make('pp', (stream) => heldBy(stream, 4)[0].lastError()),
    releaseStream: make('vp', (stream) => drop(stream, 3)),
    releaseSchema: make('vp', (schema) => drop(schema, 7, 5)),
    releaseArray: make('vp', (array) => drop(array, 8, 6)),
  };
  return functions;
}

// `word` is where its release stands, and `children` where they are, which go with it unless they were moved.
function drop(address, word, children) {
  const raw = wordsAt(address, word + 2);
  const below = children ? wordsAt(raw[children], Number(raw[4])) : [];
  for (const child of below) if (wordsAt(child, word + 1)[word] !== 0n) drop(child, word, children);
  held.delete(raw[word + 1]);
  raw[word] = 0n;
}

// ---- Structs ----

function pointersTo(structs) {
  const pointers = words(Math.max(structs.length, 1));
  structs.forEach((raw, at) => {
    pointers[at] = addressOf(raw);
  });
  return pointers;
}

function fillSchema(out, name, format, children) {
  const kept = [cText(format), cText(name), pointersTo(children)];
  out.fill(0n);
  out[0] = addressOf(kept[0]);
  out[1] = addressOf(kept[1]);
  out[3] = NULLABLE;
  out[4] = BigInt(children.length);
  out[5] = addressOf(kept[2]);
  out[7] = functions.releaseSchema;
  out[8] = hold(kept, children);
  return out;
}

function fillArray(out, length, { buffers, nulls }, children) {
  const kept = [words(buffers.length), pointersTo(children)];
  buffers.forEach((buffer, at) => {
    kept[0][at] = buffer === null ? 0n : addressOf(buffer);
  });
  out.fill(0n);
  out[0] = BigInt(length);
  out[1] = BigInt(nulls);
  out[3] = BigInt(buffers.length);
  out[4] = BigInt(children.length);
  out[5] = addressOf(kept[0]);
  out[6] = addressOf(kept[1]);
  out[8] = functions.releaseArray;
  out[9] = hold(kept, buffers, children);
}

/** A stream of batches, each a list of columns of values. */
export class Source {
  #types;
  #batches;
  #error = cText('');
  #rows = 0; // that were given already
  raw = words(5);
  failure = null;

  constructor(types, batches) {
    this.#types = types;
    this.#batches = batches;
    const { getSchema, getNext, getLastError, releaseStream } = register();
    this.raw.set([getSchema, getNext, getLastError, releaseStream, hold(this)]);
  }

  get address() {
    return addressOf(this.raw);
  }

  // No exception crosses the border: it is told as an error, and kept to be its cause.
  #guarded(fill) {
    try {
      fill();
      return 0;
    } catch (error) {
      this.failure = error;
      this.#error = cText(error?.message ?? error);
      return EINVAL;
    }
  }

  getSchema(out) {
    return this.#guarded(() => {
      const children = this.#types.map(({ name, format }) => fillSchema(words(9), name, format, []));
      fillSchema(wordsAt(out, 9), '', '+s', children);
    });
  }

  getNext(out) {
    wordsAt(out, 10).fill(0n);
    return this.#guarded(() => {
      const { value: columns, done } = this.#batches.next();
      if (done) return;
      const children = this.#childrenOf(columns);
      this.#rows += columns[0].length;
      fillArray(wordsAt(out, 10), columns[0].length, { buffers: [null], nulls: 0 }, children);
    });
  }

  // Those before one that cannot be converted are given back here: nobody else has them yet.
  #childrenOf(columns) {
    const children = [];
    try {
      columns.forEach((values, at) => {
        const child = words(10);
        fillArray(child, values.length, this.#buffersOf(this.#types[at], values), []);
        children.push(child);
      });
      return children;
    } catch (error) {
      for (const child of children) drop(addressOf(child), 8, 6);
      throw error;
    }
  }

  #buffersOf({ name, format }, values) {
    try {
      return buffersOf(format, values);
    } catch (error) {
      const row = this.#rows + placeOfWrong(format, values) + 1;
      throw new StelselError(3, `${name} in row ${row}: ${error.message}`, { cause: error });
    }
  }

  lastError() {
    return addressOf(this.#error);
  }
}

// ---- Rows and columns ----

function typesFor(known, names) {
  return names.map((name) => {
    const type = known.find((one) => one.name === name);
    if (!type) throw new StelselError(3, `the table has no field '${name}'`);
    return { name, format: type.dictionary ? 'u' : type.format };
  });
}

function* slices(columns, count) {
  for (let begin = 0; begin < count; begin += BATCH_ROWS) {
    const end = Math.min(begin + BATCH_ROWS, count);
    yield columns.map((values) => values.slice(begin, end));
  }
}

function sourceOfColumns(known, columns) {
  const types = typesFor(known, Object.keys(columns));
  const all = Object.values(columns).map((values) => (typeof values.slice === 'function' ? values : [...values]));
  if (new Set(all.map((values) => values.length)).size !== 1) throw new StelselError(3, 'the columns need one length');
  return new Source(types, slices(all, all[0].length));
}

function checked(row, names) {
  if (Object.keys(row).length !== names.length || !names.every((name) => name in row)) {
    throw new StelselError(3, 'each row needs the same fields as the first');
  }
  return row;
}

function* batchesOfRows(first, rest, names) {
  let columns = names.map(() => []);
  for (let step = first; !step.done; step = rest.next()) {
    const row = checked(step.value, names);
    names.forEach((name, at) => columns[at].push(row[name]));
    if (columns[0].length < BATCH_ROWS) continue;
    yield columns;
    columns = names.map(() => []);
  }
  if (columns[0].length > 0) yield columns;
}

function sourceOfRows(known, rows) {
  const iterator = rows[Symbol.iterator]();
  const first = iterator.next();
  const names = first.done ? known.map(({ name }) => name) : Object.keys(first.value);
  return new Source(typesFor(known, names), batchesOfRows(first, iterator, names));
}

/** Rows as objects, or columns by name, as a stream for a table with these types. */
export function sourceOf(known, rows) {
  return typeof rows[Symbol.iterator] === 'function' ? sourceOfRows(known, rows) : sourceOfColumns(known, rows);
}
