// The border of stelsel (stelsel.h) by koffi: the library, its tables of functions, memory and errors.
// Nothing here releases anything; the other modules do.
import koffi from 'koffi';

const VERSION_MAJOR = 1;

const CODES = {
  1: 'cancelled', 2: 'unknown', 3: 'invalid argument', 5: 'not found', 6: 'already exists',
  7: 'permission denied', 8: 'resource exhausted', 9: 'failed precondition', 10: 'aborted',
  11: 'out of range', 12: 'unimplemented', 13: 'internal', 14: 'unavailable', 15: 'data loss',
};

export class StelselError extends Error {
  constructor(code, text, options) {
    super(text, options);
    this.name = 'StelselError';
    this.code = code;
    this.reason = CODES[code] ?? 'unknown';
  }
}

// ---- Memory ----
// Every struct that crosses is an ArrayBuffer of 64-bit words, which V8 does not move. Whoever hands
// out its address keeps the buffer.

export const words = (count) => new BigUint64Array(new ArrayBuffer(count * 8));
export const addressOf = (array) => koffi.address(array.buffer ?? array);
/** A text that the library reads to its end, and as it is; no text stays none. */
export function checkedText(value) {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'string') throw new StelselError(3, `a text is needed, not a ${typeof value}`);
  if (value.includes('\0')) throw new StelselError(3, 'a text with a NUL character was given');
  if (!value.isWellFormed()) throw new StelselError(3, 'a text with half a character (a lone surrogate) was given');
  return value;
}
/** A text as C has it. */
export const cText = (value) => new Uint8Array(Buffer.from(`${value}\0`));
/** The same words, where stelsel keeps them. */
export const wordsAt = (address, count) => new BigUint64Array(koffi.view(address, count * 8));

const ERROR_SIZE = 4096;

function newError() {
  const raw = new ArrayBuffer(ERROR_SIZE);
  new Uint32Array(raw)[0] = ERROR_SIZE;
  return raw;
}

function thrown(raw) {
  const text = new Uint8Array(raw, 8);
  return new StelselError(new Int32Array(raw)[1], new TextDecoder().decode(text.subarray(0, text.indexOf(0))));
}

// ---- Functions ----

const TYPES = { v: 'void', i: 'int32_t', l: 'int64_t', z: 'size_t', s: 'str', p: 'void *', e: 'void *' };
const protos = new Map();

/** A function type by its letters: the result, then the arguments. */
export function proto(letters) {
  if (!protos.has(letters)) {
    const [result, ...given] = [...letters].map((letter) => TYPES[letter]);
    protos.set(letters, koffi.proto(result, given));
  }
  return protos.get(letters);
}

// Each table in the order of stelsel.h; an `e` at the end is the error, which callers leave out.
const SERVICES = {
  'host.model/1': {
    retain: 'vp', release: 'vp', table_count: 'zp', table_name: 'spz', schema: 'sps', row_count: 'lps',
    stream: 'ipspzpe', as_of: 'ipspe', begin: 'ipppe', upsert: 'ipspe', erase: 'ipspe', commit: 'ippe',
    abandon: 'vp', diff: 'ippsppe', keep: 'ippppppe', revision: 'lp',
  },
  'host.findings/1': { make: 'iplpe', release: 'vp', count: 'lpi', stream: 'ipspe', write: 'ipsspe' },
  'host.output/1': { write: 'ippze', to_file: 'ipspe', to_function: 'ippppe', commit: 'ipe', release: 'vp' },
  'host.log/1': { log: 'vpis' },
  'host.progress/1': { advance: 'vpsll', cancelled: 'ip', make: 'ippppe', cancel: 'vp', release: 'vp' },
  'host.engine/1': {
    read: 'ipsspppe', check: 'ippsppe', run: 'ipspsppe', commit: 'ippssppe', calculate: 'ipspsppe',
    query: 'ipspssppe', commit_with: 'ippssppe', history: 'ipspe', verify: 'ipspe', backup: 'ipsspe',
  },
};

/** A table's functions by name. One that fails throws. */
function tableOf(address, members) {
  const size = koffi.decode.uint32(address);
  const table = {};
  let offset = 8;
  for (const [name, letters] of Object.entries(members)) {
    const pointer = offset + 8 <= size ? koffi.decode(address + BigInt(offset), 'void *') : null;
    table[name] = pointer === null ? missing(name) : callable(koffi.decode(pointer, proto(letters)), letters);
    offset += 8;
  }
  return table;
}

function missing(name) {
  const refuse = () => {
    throw new StelselError(12, `this stelsel has no ${name}: its library is older`);
  };
  refuse.later = async () => refuse();
  return refuse;
}

// On this thread, or with `later` on one of koffi's, so that the event loop runs on.
function callable(native, letters) {
  const canFail = letters.endsWith('e');
  // As a text koffi would take a number for an address.
  const texts = [...letters.slice(1)].flatMap((letter, at) => (letter === 's' ? [at] : []));
  const check = (given) => {
    for (const at of texts) given[at] = checkedText(given[at]);
  };
  const now = (...given) => {
    check(given);
    if (!canFail) return native(...given);
    const error = newError();
    if (native(...given, koffi.address(error)) !== 0) throw thrown(error);
    return undefined;
  };
  now.later = (...given) => {
    check(given);
    const error = newError();
    return new Promise((resolve, reject) => {
      native.async(...given, koffi.address(error), (fault, code) => {
        if (fault) reject(fault);
        else if (code !== 0) reject(thrown(error));
        else resolve();
      });
    });
  };
  return now;
}

// ---- The library ----

// One load for each name, so that several engines share it.
const loaded = new Map();

function loadOne(names, from) {
  const refused = [];
  for (const name of names) {
    try {
      return koffi.load(name);
    } catch (error) {
      refused.push(error.message.replace(/^Failed to load shared library: /, ''));
    }
  }
  throw new StelselError(5, `the stelsel library was not found: tried ${names.join(' and ')}, ${from} ` +
    `(${refused.join('; ')}); set STELSEL_LIBRARY to its path`);
}

function places(path) {
  if (path) return [[path], 'as asked for'];
  if (process.env.STELSEL_LIBRARY) return [[process.env.STELSEL_LIBRARY], 'from STELSEL_LIBRARY'];
  return [['libstelsel.so.1', 'libstelsel.so'], 'where the system looks'];
}

/** The library at `path`; else at $STELSEL_LIBRARY; else where the system finds it. */
export function load(path) {
  const [names, from] = places(path);
  if (!loaded.has(names[0])) loaded.set(names[0], new Library(names, from));
  return loaded.get(names[0]);
}

class Library {
  constructor(names, from) {
    const raw = loadOne(names, from);
    const version = raw.func('stelsel_version', 'uint32_t', [])();
    if (version >>> 16 !== VERSION_MAJOR) {
      throw new StelselError(9, `${names[0]} has another major version of the border`);
    }
    this.open = raw.func('stelsel_open', 'void *', ['str', 'void *']);
    this.service = raw.func('stelsel_service', 'void *', ['void *', 'str']);
    this.close = raw.func('stelsel_close', 'void', ['void *']);
  }

  openHost(options) {
    const error = newError();
    const host = this.open(options, koffi.address(error));
    if (host === null) throw thrown(error);
    return host;
  }

  services(host) {
    return Object.fromEntries(Object.entries(SERVICES).map(([id, members]) => {
      const address = this.service(host, id);
      if (address === null) throw new StelselError(12, `this stelsel has no ${id}`);
      return [id.slice(5, -2), tableOf(address, members)];
    }));
  }
}

function plain(_, value) {
  if (typeof value !== 'bigint') return value;
  if (!Number.isSafeInteger(Number(value))) throw new StelselError(3, `${value} is too large for a parameter`);
  return Number(value);
}

/** The members that say something, as one JSON object. */
export function optionsOf(members) {
  return JSON.stringify(members, (name, value) => (value === null ? undefined : plain(name, value)));
}
