// stelsel in Node.js. A call that fails throws StelselError; one that returns a promise rejects with it.

/** What stelsel could not do, in one sentence. `cause` is what a callback threw. */
export class StelselError extends Error {
  /** A number of enum stelsel_code in stelsel.h. */
  readonly code: number;
  /** What it means: 'not found', 'invalid argument', ... */
  readonly reason: string;
}

/** Told what is done, how far, and of how much (0: not known). What it throws cancels the call. */
export type Progress = (what: string, done: number, total: number) => void;

/** A parameter of a report, a calculation, a rule or a query. */
export type Parameters = Record<string, string | number | bigint | boolean>;

/**
 * A value of a row. Whole numbers are numbers, or bigints where a number is not exact; decimals are texts such as
 * '1234.50', dates '2021-12-31', moments '2021-12-31T12:00:00Z'. What is written may also be a Date for a moment, and a
 * number for a decimal.
 */
export type Value = string | number | bigint | boolean | Date | null | undefined;
export type Row = Record<string, string | number | bigint | boolean | null>;
/** Rows to write: objects with the same fields, columns of one length by name, or a stream, which is then used up. */
export type Rows = Iterable<Record<string, Value>> | Record<string, ArrayLike<Value>> | Stream;

export interface ColumnType {
  readonly name: string;
  /** As Arrow writes it: u, l, b, d:19,S, tdD, tsu:UTC, g, or i where there is a dictionary. */
  readonly format: string;
  readonly dictionary: ColumnType | null;
}

/** One column of a batch. Its typed arrays are views of stelsel's own memory, only to be read. */
export class Column {
  readonly name: string;
  readonly format: string;
  readonly length: number;
  /** Of the first row in `validity`. */
  readonly offset: number;
  /** A bit a row, the lowest first, set where there is a value; null where all have one. */
  readonly validity: Uint8Array | null;
  /** The values of a column of numbers, dates (days), moments (microseconds) or indices. */
  readonly data: BigInt64Array | Int32Array | Float64Array;
  /** Texts in UTF-8, and where each begins in them, with the end of the last. */
  readonly bytes: Uint8Array;
  readonly offsets: Int32Array;
  /** What the indices in `data` stand for; null for a column without. */
  readonly dictionary: Column | null;
  /** All values, as copies. */
  values(): Row[string][];
  [Symbol.iterator](): Iterator<Row[string]>;
}

/**
 * Some rows of a stream. Its memory is released by close(), after which no view of it may be used; or by itself, when
 * neither it nor a view can be reached any more.
 */
export class Batch {
  readonly length: number;
  readonly columns: Column[];
  column(name: string): Column;
  close(): void;
  [Symbol.dispose](): void;
}

/** Rows as an Arrow C stream. Works once. Iterating gives them as objects; batches() gives views without copies. */
export class Stream {
  readonly columns: string[];
  readonly types: ColumnType[];
  /** Of the ArrowArrayStream, for another library that takes it. */
  readonly address: bigint;
  batches(): IterableIterator<Batch>;
  rows(): Row[];
  [Symbol.iterator](): IterableIterator<Row>;
  close(): void;
  [Symbol.dispose](): void;
}

/** All rows at one moment; never changes. Stays good after its engine. */
export class Snapshot {
  /** Tables that are known, each after those it refers to. */
  readonly tables: string[];
  /** Of the store that it was read from; 0 of anything else. */
  readonly revision: number;
  /** The Table Schema of a table. */
  schema(table: string): any;
  rowCount(table: string): number;
  /** The rows of a table: all columns, or these in this order. */
  stream(table: string, columns?: string[] | null): Stream;
  /** What held on that day. */
  asOf(day: string): Snapshot;
  /** What leads from `before` (null: nothing) to this. */
  diff(before: Snapshot | null, table: string): { upserts: Stream; erasures: Stream };
  close(): void;
  [Symbol.dispose](): void;
}

/** Makes the next snapshot, on the thread that calls; used up by commit(). */
export class Writer {
  /** Adds rows, each replacing the row that has its key. */
  upsert(table: string, rows: Rows): void;
  /** Removes rows by key; only the columns of the key are looked at. */
  erase(table: string, keys: Rows): void;
  /** The next snapshot. It is not stored: that is the engine's commit. */
  commit(): Snapshot;
  /** Throws away what was not committed. */
  close(): void;
  [Symbol.dispose](): void;
}

export type Severity = 'fatal' | 'error' | 'warning' | 'info';

/** Something that a rule found wrong, and where. What is not known is null. */
export interface Finding {
  rule: string;
  severity: Severity;
  message: string;
  file: string | null;
  line: number | null;
  column: number | null;
  cell: string | null;
  row: number | null;
  field: string | null;
  table: string | null;
  key: string | null;
  region: string | null;
  revision: string | null;
}

/** What is wrong with a source. Iterating gives those that are kept; all are counted. */
export class Findings {
  /** Errors and fatal ones: the data is wrong, or could not be judged. */
  readonly errors: number;
  count(severity: Severity): number;
  stream(): Stream;
  [Symbol.iterator](): IterableIterator<Finding>;
  /** With their totals, as text, ndjson, json, sarif or junit; `values`: cells instead of their shape. */
  write(format?: string, options?: { values?: boolean }): Promise<Buffer>;
  close(): void;
  [Symbol.dispose](): void;
}

export interface EngineOptions {
  /** Folders that hold folders of plugins. */
  plugins?: string[];
  /** Folders of one plugin each. */
  packs?: string[];
  /** A file of sha256 sums: nothing else is loaded. */
  lock?: string;
  language?: 'nl' | 'en';
  /** What goes to standard error. */
  log?: 'off' | 'error' | 'warning' | 'info' | 'debug';
  /** Where libstelsel is; without it $STELSEL_LIBRARY, or where the system finds it. */
  library?: string;
}

interface Asked {
  asOf?: string;
  set?: Parameters;
  progress?: Progress;
}

/** stelsel in this process. Several may be open at once. Calls that return a promise work on another thread. */
export class Engine {
  constructor(options?: EngineOptions);
  readonly language: string;
  /** Reads [FORMAT:]PATH[@REVISION]. What is wrong with the data is in the findings. */
  read(
    source: string,
    options?: { set?: Parameters; threads?: number; findings?: Findings; progress?: Progress },
  ): Promise<{ snapshot: Snapshot; findings: Findings }>;
  /** Writes on `base`, or from nothing. */
  writer(base?: Snapshot): Writer;
  /** Runs the rules, and those of packs that are named; adds to `findings` if given. */
  check(snapshot: Snapshot, options?: Asked & { packs?: string[]; threads?: number; findings?: Findings }): Promise<Findings>;
  /** The answer to a question; `set` binds the query's :name. */
  query(snapshot: Snapshot, text: string, options?: Asked & { language?: string }): Promise<Stream>;
  /** The table that calculation PLUGIN/NAME works out. */
  calculate(id: string, snapshot: Snapshot, options: Asked & { asOf: string }): Promise<Stream>;
  /** Report PLUGIN/NAME as html, or in another format; into `write` piece by piece, or into a file, whole or not at all. */
  report(id: string, snapshot: Snapshot, options: Asked & { asOf: string; format?: string }): Promise<Buffer>;
  report(
    id: string,
    snapshot: Snapshot,
    options: Asked & { asOf: string; format?: string } & ({ write: (bytes: Uint8Array) => void } | { file: string }),
  ): Promise<void>;
  /** Makes `target` hold what the snapshot holds: whole, or not at all. */
  commit(
    snapshot: Snapshot,
    target: string,
    options?: { message?: string; author?: string; set?: Parameters; progress?: Progress },
  ): Promise<{ written: number; erased: number; revision: number }>;
  /** The revisions of a store, the oldest first. */
  history(source: string): Promise<Stream>;
  /** Goes through a whole store; rejects when something is damaged. */
  verify(source: string, options?: { progress?: Progress }): Promise<void>;
  /** Copies a store with all its revisions. */
  backup(source: string, path: string, options?: { progress?: Progress }): Promise<void>;
  /** Puts a line into stelsel's log; no cell values or personal data. */
  log(level: 'debug' | 'info' | 'warning' | 'error', line: string): void;
  /** When no call is running. Closes findings and writers; snapshots and streams stay good. */
  close(): void;
  [Symbol.dispose](): void;
}
