// Rows out of stelsel, as an Arrow C stream: read batch by batch, without copying.
import koffi from 'koffi';

import { StelselError, addressOf, proto, words, wordsAt } from './border.js';

// Words of the Arrow structs.
const SCHEMA = { format: 0, name: 1, children: 5, count: 4, dictionary: 6, release: 7, size: 9 };
const ARRAY = { length: 0, nulls: 1, offset: 2, buffers: 5, children: 6, dictionary: 7, release: 8, size: 10 };
const STREAM = { getSchema: 0, getNext: 1, getLastError: 2, release: 3, size: 5 };

// The errno of a stream as a code of stelsel.h.
const ERRNO = { 11: 14, 12: 8, 13: 7, 22: 3, 38: 12, 74: 15, 125: 1 };
const DAY = 86_400_000;
const WIDE = { l: BigInt64Array, g: Float64Array, tdD: Int32Array, 'tsu:UTC': BigInt64Array, i: Int32Array };

function release(raw, word) {
  if (raw[word] === 0n) return;
  koffi.call(raw[word], proto('vp'), addressOf(raw));
  raw[word] = 0n;
}

// What nobody closed goes with what last looked at it.
const forgotten = new FinalizationRegistry(({ raw, word }) => release(raw, word));
// The batch whose memory an ArrayBuffer shows.
const owners = new WeakMap();

const isSet = (bits, at) => (bits[at >> 3] >> (at & 7)) & 1;

/** A Number where it is exact, else a BigInt. */
const numberOf = (value) => {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
};

function decimalText(scaled, scale) {
  if (scale === 0) return `${scaled}`;
  const digits = `${scaled < 0n ? -scaled : scaled}`.padStart(scale + 1, '0');
  return `${scaled < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

const dateText = (days) => new Date(days * DAY).toISOString().slice(0, 10);

function timeText(micros) {
  const seconds = micros / 1_000_000n - (micros % 1_000_000n < 0n ? 1n : 0n);
  const rest = micros - seconds * 1_000_000n;
  const text = new Date(Number(seconds) * 1000).toISOString().slice(0, 19);
  return rest === 0n ? `${text}Z` : `${text}.${`${rest}`.padStart(6, '0')}Z`;
}

// What the schema of a stream says of one column.
function typeAt(address) {
  const raw = wordsAt(address, SCHEMA.size);
  const inner = raw[SCHEMA.dictionary];
  return {
    name: koffi.decode.string(raw[SCHEMA.name]),
    format: koffi.decode.string(raw[SCHEMA.format]),
    dictionary: inner === 0n ? null : typeAt(inner),
  };
}

function typesOf(raw) {
  const count = Number(raw[SCHEMA.count]);
  return count === 0 ? [] : [...wordsAt(raw[SCHEMA.children], count)].map(typeAt);
}

export class Column {
  #raw;
  #batch;
  #type;

  constructor(type, address, batch) {
    this.#raw = wordsAt(address, ARRAY.size);
    this.#batch = batch;
    this.#type = type;
  }

  get name() {
    return this.#type.name;
  }

  get format() {
    return this.#type.format;
  }

  get length() {
    this.#batch.mustBeOpen();
    return Number(this.#raw[ARRAY.length]);
  }

  get #offset() {
    this.#batch.mustBeOpen();
    return Number(this.#raw[ARRAY.offset]);
  }

  #buffer(index, size) {
    this.#batch.mustBeOpen();
    const address = wordsAt(this.#raw[ARRAY.buffers], index + 1)[index];
    if (address === 0n || size === 0) return new ArrayBuffer(0);
    const view = koffi.view(address, size);
    owners.set(view, this.#batch);
    return view;
  }

  get validity() {
    this.#batch.mustBeOpen();
    if (this.#raw[ARRAY.nulls] === 0n || wordsAt(this.#raw[ARRAY.buffers], 1)[0] === 0n) return null;
    return new Uint8Array(this.#buffer(0, (this.#offset + this.length + 7) >> 3));
  }

  get offset() {
    return this.#offset;
  }

  get data() {
    const Kind = WIDE[this.format];
    if (!Kind) throw new StelselError(3, `column ${this.name} (${this.format}) is no array of numbers`);
    return this.#numbers(Kind, this.#offset + this.length).subarray(this.#offset);
  }

  get bytes() {
    if (this.format !== 'u') throw new StelselError(3, `column ${this.name} (${this.format}) is no text`);
    return new Uint8Array(this.#buffer(2, this.offsets.at(-1) ?? 0));
  }

  get offsets() {
    return this.#numbers(Int32Array, this.#offset + this.length + 1).subarray(this.#offset);
  }

  get dictionary() {
    this.#batch.mustBeOpen();
    const address = this.#raw[ARRAY.dictionary];
    return address === 0n ? null : new Column(this.#type.dictionary, address, this.#batch);
  }

  #numbers(Kind, count) {
    return new Kind(this.#buffer(1, count * Kind.BYTES_PER_ELEMENT));
  }

  values() {
    const all = this.#decoded();
    const bits = this.validity;
    if (bits === null) return all;
    return all.map((value, at) => (isSet(bits, this.#offset + at) ? value : null));
  }

  [Symbol.iterator]() {
    return this.values()[Symbol.iterator]();
  }

  #decoded() {
    if (this.length === 0) return [];
    if (this.#type.dictionary) return this.#entries();
    if (this.format === 'u') return this.#texts();
    if (this.format === 'b') return this.#booleans();
    if (this.format.startsWith('d:')) return this.#decimals(Number(this.format.split(',')[1]));
    const to = { l: numberOf, tdD: dateText, 'tsu:UTC': timeText }[this.format] ?? ((value) => value);
    return Array.from(this.data, to);
  }

  #entries() {
    const entries = this.#batch.entriesOf(this.#raw[ARRAY.dictionary], () => this.dictionary.values());
    return Array.from(this.data, (index) => entries[index] ?? null);
  }

  #texts() {
    const decoder = new TextDecoder();
    const [{ offsets }, bytes] = [this, this.bytes];
    return Array.from({ length: this.length }, (_, at) => decoder.decode(bytes.subarray(offsets[at], offsets[at + 1])));
  }

  #booleans() {
    const bits = new Uint8Array(this.#buffer(1, (this.#offset + this.length + 7) >> 3));
    return Array.from({ length: this.length }, (_, at) => isSet(bits, this.#offset + at) === 1);
  }

  #decimals(scale) {
    const halves = this.#numbers(BigInt64Array, 2 * (this.#offset + this.length)).subarray(2 * this.#offset);
    return Array.from({ length: this.length }, (_, at) =>
      decimalText((halves[2 * at + 1] << 64n) | BigInt.asUintN(64, halves[2 * at]), scale));
  }
}

export class Batch {
  #raw;
  #types;
  #entries = new Map();

  constructor(types, raw) {
    this.#types = types;
    this.#raw = raw;
    forgotten.register(this, { raw, word: ARRAY.release }, this);
  }

  get length() {
    this.mustBeOpen();
    return Number(this.#raw[ARRAY.length]);
  }

  get columns() {
    this.mustBeOpen();
    if (this.#types.length === 0) return [];
    const children = wordsAt(this.#raw[ARRAY.children], this.#types.length);
    return this.#types.map((type, at) => new Column(type, children[at], this));
  }

  column(name) {
    const found = this.columns.find((column) => column.name === name);
    if (!found) throw new StelselError(5, `no column is called '${name}'`);
    return found;
  }

  /** The values of a dictionary, decoded once. */
  entriesOf(address, decode) {
    if (!this.#entries.has(address)) this.#entries.set(address, decode());
    return this.#entries.get(address);
  }

  mustBeOpen() {
    if (this.#raw[ARRAY.release] === 0n) throw new StelselError(9, 'the batch was closed');
  }

  close() {
    forgotten.unregister(this);
    release(this.#raw, ARRAY.release);
  }

  [Symbol.dispose]() {
    this.close();
  }
}

export class Stream {
  #raw = words(STREAM.size);
  #types = null;

  constructor() {
    forgotten.register(this, { raw: this.#raw, word: STREAM.release }, this);
  }

  get address() {
    return addressOf(this.#raw);
  }

  /** The types of the columns: name, format and dictionary. */
  get types() {
    this.#mustBeOpen();
    if (this.#types === null) {
      const raw = words(SCHEMA.size);
      this.#check(koffi.call(this.#raw[STREAM.getSchema], proto('ipp'), this.address, addressOf(raw)));
      this.#types = typesOf(raw);
      release(raw, SCHEMA.release);
    }
    return this.#types;
  }

  get columns() {
    return this.types.map((type) => type.name);
  }

  *batches() {
    const { types } = this;
    try {
      for (let raw = this.#next(); raw[ARRAY.release] !== 0n; raw = this.#next()) yield new Batch(types, raw);
    } finally {
      this.close();
    }
  }

  #next() {
    this.#mustBeOpen();
    const raw = words(ARRAY.size);
    this.#check(koffi.call(this.#raw[STREAM.getNext], proto('ipp'), this.address, addressOf(raw)));
    return raw;
  }

  *[Symbol.iterator]() {
    for (const batch of this.batches()) {
      try {
        const names = this.#types.map((type) => type.name);
        const columns = batch.columns.map((column) => column.values());
        for (let at = 0; at < batch.length; ++at) {
          yield Object.fromEntries(names.map((name, i) => [name, columns[i][at]]));
        }
      } finally {
        batch.close();
      }
    }
  }

  rows() {
    return [...this];
  }

  #mustBeOpen() {
    if (this.#raw[STREAM.release] === 0n) throw new StelselError(9, 'the stream was used already');
  }

  #check(code) {
    if (code === 0) return;
    const text = koffi.call(this.#raw[STREAM.getLastError], proto('sp'), this.address);
    throw new StelselError(ERRNO[code] ?? 2, text ?? 'a stream of rows failed');
  }

  close() {
    forgotten.unregister(this);
    release(this.#raw, STREAM.release);
  }

  [Symbol.dispose]() {
    this.close();
  }
}
