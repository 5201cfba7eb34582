// The buffers of a column, from JavaScript values.
import { StelselError } from './border.js';

const DAY = 86_400_000;
const none = (value) => value === null || value === undefined;

function wrong(value, wanted) {
  return new StelselError(3, `${typeof value === 'object' ? JSON.stringify(value) : `'${value}'`} is no ${wanted}`);
}

function bitsOf(count, isOne) {
  const bits = new Uint8Array(new ArrayBuffer((count + 7) >> 3));
  for (let at = 0; at < count; ++at) if (isOne(at)) bits[at >> 3] |= 1 << (at & 7);
  return bits;
}

// ---- Texts ----

const encoder = new TextEncoder();

/** Bytes that grow; most texts are ASCII and short, for which a loop is the quickest. */
class Texts {
  bytes = new Uint8Array(new ArrayBuffer(65536));
  end = 0;

  #reserve(more) {
    if (this.end + more <= this.bytes.length) return;
    const bytes = new Uint8Array(new ArrayBuffer(Math.max(this.bytes.length * 2, this.end + more)));
    bytes.set(this.bytes.subarray(0, this.end));
    this.bytes = bytes;
  }

  add(text) {
    this.#reserve(text.length * 3);
    for (let i = 0; i < text.length; ++i) {
      const unit = text.charCodeAt(i);
      if (unit > 127) return this.#addRest(text.slice(i), i);
      this.bytes[this.end + i] = unit;
    }
    this.end += text.length;
    return this.end;
  }

  #addRest(text, before) {
    if (!text.isWellFormed()) throw new StelselError(3, 'a text has half a character (a lone surrogate)');
    this.end += before;
    this.end += encoder.encodeInto(text, this.bytes.subarray(this.end)).written;
    return this.end;
  }
}

function textOf(value) {
  if (typeof value === 'string') return value;
  if (!['number', 'bigint', 'boolean'].includes(typeof value)) throw wrong(value, 'text');
  return `${value}`;
}

function textBuffers(values) {
  const offsets = new Int32Array(new ArrayBuffer((values.length + 1) * 4));
  const texts = new Texts();
  for (let at = 0; at < values.length; ++at) {
    offsets[at + 1] = none(values[at]) ? texts.end : texts.add(textOf(values[at]));
  }
  return [offsets, texts.bytes];
}

// ---- Numbers, dates and times ----

/** As a number of stelsel: what does not fit into 64 bits, or means none there, is refused. */
function inRange(number, value) {
  if (BigInt.asIntN(64, number) !== number || number === -(2n ** 63n)) {
    throw new StelselError(3, `${`${value}`.slice(0, 40)} is out of range`);
  }
  return number;
}

function wide(count, words) {
  return new BigInt64Array(new ArrayBuffer(count * words * 8));
}

function integerBuffer(values) {
  const out = wide(values.length, 1);
  const halves = new Int32Array(out.buffer); // BigInt is slow
  for (let at = 0; at < values.length; ++at) {
    const value = values[at];
    if (typeof value === 'bigint') out[at] = inRange(value, value);
    else if (Number.isSafeInteger(value)) {
      halves[2 * at] = value;
      halves[2 * at + 1] = Math.floor(value / 4294967296);
    } else if (!none(value)) throw wrong(value, 'whole number');
  }
  return out;
}

function scaled(value, scale) {
  const parts = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(`${value}`);
  if (!parts) throw wrong(value, 'decimal number');
  const decimals = (parts[3] ?? '').replace(/0+$/, '');
  if (decimals.length > scale) throw new StelselError(3, `${value} has more than ${scale} decimals`);
  if (parts[2].length > 400) throw new StelselError(3, `a number of ${parts[2].length} digits is out of range`);
  const number = BigInt(parts[2] + decimals.padEnd(scale, '0'));
  return inRange(parts[1] === '-' ? -number : number, value);
}

function decimalBuffer(values, scale) {
  const out = wide(values.length, 2);
  values.forEach((value, at) => {
    if (none(value)) return;
    const number = scaled(value, scale);
    out[2 * at] = BigInt.asIntN(64, number);
    out[2 * at + 1] = number >> 64n;
  });
  return out;
}

function daysOf(value) {
  const millis = /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : NaN;
  // A day that is not there, such as 30 February, is moved by Date.
  if (Number.isNaN(millis) || new Date(millis).toISOString().slice(0, 10) !== value) throw wrong(value, 'date');
  return millis / DAY;
}

function microsOf(value) {
  const text = value instanceof Date ? value.toISOString() : value;
  const parts = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?Z$/.exec(text);
  const millis = parts ? Date.parse(`${parts[1]}${parts[2]}Z`) : NaN;
  if (Number.isNaN(millis)) throw wrong(value, 'moment in UTC');
  daysOf(parts[1]);
  return BigInt(millis) * 1000n + BigInt((parts[3] ?? '').padEnd(6, '0'));
}

function converted(out, values, convert) {
  values.forEach((value, at) => {
    if (!none(value)) out[at] = convert(value);
  });
  return out;
}

function booleanBuffer(values) {
  return bitsOf(values.length, (at) => {
    if (!none(values[at]) && typeof values[at] !== 'boolean') throw wrong(values[at], 'boolean');
    return values[at];
  });
}

function dataBuffers(format, values) {
  switch (format) {
    case 'u': return textBuffers(values);
    case 'b': return [booleanBuffer(values)];
    case 'l': return [integerBuffer(values)];
    case 'tdD': return [converted(new Int32Array(new ArrayBuffer(values.length * 4)), values, daysOf)];
    case 'tsu:UTC': return [converted(wide(values.length, 1), values, microsOf)];
    default: return [decimalBuffer(values, Number(format.split(',')[1]))];
  }
}

/** Where in the values the first is that a column cannot have. */
export function placeOfWrong(format, values) {
  return values.findIndex((value) => {
    try {
      buffersOf(format, [value]);
      return false;
    } catch {
      return true;
    }
  });
}

/** The buffers of a column, of which the first (or null) says which values there are, and its nulls. */
export function buffersOf(format, values) {
  let nulls = 0;
  for (let at = 0; at < values.length; ++at) if (none(values[at])) ++nulls;
  const valid = nulls > 0 ? bitsOf(values.length, (at) => !none(values[at])) : null;
  return { buffers: [valid, ...dataBuffers(format, values)], nulls };
}
