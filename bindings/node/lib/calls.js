// What an engine lends to its calls: progress, and outputs that hand bytes to JavaScript.
import koffi from 'koffi';

import { StelselError, addressOf, proto, words } from './border.js';
import { handleOf } from './handle.js';

// A function that works on later would fail where nobody looks.
function atOnce(result, what) {
  if (typeof result?.then !== 'function') return;
  result.then(undefined, () => {});
  throw new StelselError(3, `${what} must not be async`);
}

const LEVELS = { debug: 1, info: 2, warning: 3, error: 4 };

// Calls `run` with the address of a C function that calls `call`, and what was thrown in it. No
// exception crosses the border: `onError` says what stelsel gets instead.
async function lending(letters, call, onError, run) {
  const thrown = [];
  const guarded = (...given) => {
    try {
      return call(...given);
    } catch (error) {
      thrown.push(error);
      return onError();
    }
  };
  const address = koffi.register(guarded, koffi.pointer(proto(letters)));
  try {
    return await run(address);
  } catch (error) {
    if (thrown.length === 0) throw error;
    throw new StelselError(error.code, error.message, { cause: thrown[0] });
  } finally {
    koffi.unregister(address);
  }
}

/** An engine as its calls see it. */
export class Inside {
  /** Findings and writers, which go before the engine. */
  family = new Set();
  running = 0;
  #forgotten = false;

  constructor(library, options, language) {
    this.language = language;
    this.library = library;
    this.raw = library.openHost(options);
    this.services = library.services(this.raw);
  }

  get host() {
    if (this.raw === null) throw new StelselError(9, 'the engine was closed');
    return this.raw;
  }

  log(level, text) {
    if (!Object.hasOwn(LEVELS, level)) throw new StelselError(3, `no level is called '${level}'`);
    this.services.log.log(this.host, LEVELS[level], text);
  }

  /** Runs `call`, on a thread of koffi's, with a progress that tells `tell`, which may be undefined. What the call
   * uses is not released before it has ended, also when it is closed or forgotten meanwhile. */
  async during(tell, call, ...used) {
    const handles = used.map(handleOf);
    for (const handle of handles) handle.hold();
    this.begin();
    try {
      return await (tell ? this.#telling(tell, call) : call(null));
    } finally {
      this.end();
      for (const handle of handles) handle.unhold();
    }
  }

  begin() {
    this.running += 1;
  }

  end() {
    this.running -= 1;
    if (this.#forgotten && this.running === 0) this.close();
  }

  /** Nobody can reach the engine any more, nor what belongs to it. */
  forget() {
    this.#forgotten = true;
    if (this.running === 0) this.close();
  }

  async #telling(tell, call) {
    const service = this.services.progress;
    const out = words(1);
    let stopped = false;
    const each = (_, what, done, total) => {
      if (!stopped) atOnce(tell(what, Number(done), Number(total)), 'progress');
    };
    const stop = () => {
      stopped = true;
      service.cancel(out[0]);
    };
    return lending('vpsll', each, stop, async (address) => {
      service.make(this.host, address, null, addressOf(out));
      try {
        return await call(out[0]);
      } finally {
        service.release(out[0]);
      }
    });
  }

  /** Hands what `fill` writes into an output to `write`, piece by piece. */
  async writing(write, fill) {
    const take = (_, bytes, count) => {
      atOnce(write(new Uint8Array(koffi.view(bytes, Number(count))).slice()), 'write');
      return 0;
    };
    const made = (address, out) => this.services.output.to_function(this.host, address, null, out);
    return lending('ippz', take, () => 1, (address) => this.#filling((out) => made(address, out), fill));
  }

  async toFile(path, fill) {
    return this.#filling((out) => this.services.output.to_file(this.host, path, out), fill);
  }

  async #filling(make, fill) {
    const out = words(1);
    make(addressOf(out));
    try {
      await fill(out[0]);
      await this.services.output.commit.later(out[0]);
    } finally {
      this.services.output.release(out[0]);
    }
  }

  /** All that `fill` writes, as one Buffer. */
  async collect(fill) {
    const parts = [];
    await this.writing((bytes) => parts.push(bytes), fill);
    return Buffer.concat(parts);
  }

  close() {
    if (this.raw === null) return;
    if (this.running > 0) throw new StelselError(9, 'the engine cannot be closed: a call is running');
    for (const handle of this.family) handle.close();
    this.library.close(this.raw);
    this.raw = null;
  }
}
