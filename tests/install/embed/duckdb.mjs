// Streams of stelsel, handed to DuckDB by its C interface (duckdb_arrow_scan), give there what stelsel's own query gives:
// for each table with rows, of each column how many, how many different, the sum or the first and the last; and how
// often each value of a code comes.
//
//     node duckdb.mjs LIBDUCKDB PLUGINS SOURCE...
import assert from 'node:assert/strict';
import koffi from 'koffi';
import { Engine } from 'stelsel';

const [path, plugins, ...sources] = process.argv.slice(2);
const library = koffi.load(path);
const c = Object.fromEntries([
  ['duckdb_open', 'int', ['str', 'void *']],
  ['duckdb_connect', 'int', ['void *', 'void *']],
  ['duckdb_query', 'int', ['void *', 'str', 'void *']],
  ['duckdb_arrow_scan', 'int', ['void *', 'str', 'void *']],
  ['duckdb_result_error', 'str', ['void *']],
  ['duckdb_row_count', 'uint64_t', ['void *']],
  ['duckdb_column_count', 'uint64_t', ['void *']],
  ['duckdb_value_varchar', 'void *', ['void *', 'uint64_t', 'uint64_t']],
  ['duckdb_free', 'void', ['void *']],
  ['duckdb_destroy_result', 'void', ['void *']],
  ['duckdb_disconnect', 'void', ['void *']],
  ['duckdb_close', 'void', ['void *']],
].map(([name, result, given]) => [name.slice(7), library.func(name, result, given)]));

const RESULT_SIZE = 64; // more than a duckdb_result has
const [database, connection] = [new BigUint64Array(new ArrayBuffer(8)), new BigUint64Array(new ArrayBuffer(8))];
assert.equal(c.open(null, database), 0);
assert.equal(c.connect(database[0], connection), 0);

function text(result, column, row) {
  const address = c.value_varchar(result, column, row);
  if (address === null) return null;
  const value = koffi.decode.string(address);
  c.free(address);
  return value;
}

/** The answer of DuckDB, all as text. */
function ask(question) {
  const result = new Uint8Array(new ArrayBuffer(RESULT_SIZE));
  const failed = c.query(connection[0], question, result);
  assert.equal(failed, 0, failed ? `${question}: ${c.result_error(result)}` : '');
  const [rows, columns] = [Number(c.row_count(result)), Number(c.column_count(result))];
  const all = Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (__, column) => text(result, column, row)));
  c.destroy_result(result);
  return all;
}

/** The answer of stelsel, likewise. */
async function askStelsel(engine, snapshot, question) {
  const stream = await engine.query(snapshot, question);
  const names = stream.columns;
  return stream.rows().map((row) => names.map((name) => (row[name] === null ? null : `${row[name]}`)));
}

/** What is asked of a column: in DuckDB and in SQL of stelsel, where an exact number stands in a twin. */
function asked({ name, format, dictionary }) {
  const both = [`count(${name})`, `count(DISTINCT ${name})`];
  if (format === 'l') return { theirs: [...both, `sum(${name})`], ours: [...both, `sum(${name})`], kind: 'integer' };
  if (format === 'b') return { theirs: [...both, `sum(${name}::int)`], ours: [...both, `sum(${name})`], kind: 'boolean' };
  if (format === 'tdD') {
    const ends = ['min', 'max'].map((f) => `CAST(${f}(${name}) AS VARCHAR)`);
    return { theirs: [...both, ...ends], ours: [...both, `min(${name})`, `max(${name})`], kind: 'date' };
  }
  if (format.startsWith('d:')) {
    const scale = Number(format.split(',')[1]);
    const sum = `CAST(sum(${name}) * ${10 ** scale} AS HUGEINT)`;
    return { theirs: [...both, sum], scale, ours: null, kind: 'decimal' };
  }
  const ends = [`min(${name})`, `max(${name})`];
  return { theirs: [...both, ...ends], ours: [...both, ...ends], kind: dictionary ? 'code' : 'text' };
}

// The twin that holds the decimal exactly: X_cent of an amount, X_scaled of another number.
function twinned(schema, name) {
  const field = schema.fields.find((one) => one.name === name);
  const twin = `${name}_${field['stelsel:unit'] === 'EUR' ? 'cent' : 'scaled'}`;
  return [`count(${name})`, `count(DISTINCT ${twin})`, `sum(${twin})`];
}

const seen = { nulls: 0 };
const quoted = (name) => `"${name}"`;

/** Takes a table over into DuckDB through a stream of its rows. */
function take(snapshot, table) {
  const stream = snapshot.stream(table);
  const { types } = stream;
  assert.equal(c.arrow_scan(connection[0], `${table}_stream`, stream.address), 0, `${table} is not scanned`);
  ask(`CREATE OR REPLACE TABLE ${quoted(table)} AS SELECT * FROM ${quoted(`${table}_stream`)}`);
  ask(`DROP VIEW ${quoted(`${table}_stream`)}`);
  return types;
}

async function compareColumn(engine, snapshot, table, schema, type) {
  const { theirs, ours, kind } = asked({ ...type, name: quoted(type.name) });
  const own = ours ?? twinned(schema, type.name);
  const [there] = ask(`SELECT count(*), ${theirs} FROM ${quoted(table)}`);
  const [here] = await askStelsel(engine, snapshot, `SELECT count(*) AS n0, ${own.map((one, i) => `${one} AS n${i + 1}`)} FROM ${table}`);
  assert.deepEqual(there, here, `${table}.${type.name} (${type.format})`);
  seen[kind] = (seen[kind] ?? 0) + 1;
  if (there[0] !== there[1]) seen.nulls += 1;
  if (kind === 'code' || kind === 'boolean') await compareGroups(engine, snapshot, table, type.name);
}

async function compareGroups(engine, snapshot, table, name) {
  const order = (rows) => rows.map((row) => row.join(' ')).sort();
  const number = (rows) => rows.map(([value, n]) => [value === 'true' ? '1' : value === 'false' ? '0' : value, n]);
  const question = `SELECT "${name}" AS v, count(*) AS n FROM ${table} GROUP BY 1`;
  const there = ask(`SELECT CAST("${name}" AS VARCHAR) AS v, count(*) AS n FROM "${table}" GROUP BY 1`);
  assert.deepEqual(order(number(there)), order(number(await askStelsel(engine, snapshot, question))), `${table} by ${name}`);
}

async function compare(engine, snapshot, table) {
  const types = take(snapshot, table);
  const schema = snapshot.schema(table);
  for (const type of types) await compareColumn(engine, snapshot, table, schema, type);
}

/** The comparison can fail: DuckDB sees one cent more than was there. */
async function canFail(engine, snapshot, table) {
  const writer = engine.writer(snapshot);
  const [row] = snapshot.stream(table).rows();
  writer.upsert(table, [{ ...row, amount: row.amount.replace(/.$/, (digit) => (digit === '9' ? '8' : `${Number(digit) + 1}`)) }]);
  take(writer.commit(), table);
  const type = { name: 'amount', format: 'd:19,2' };
  await assert.rejects(compareColumn(engine, snapshot, table, snapshot.schema(table), type), assert.AssertionError);
}

const engine = new Engine({ plugins: [plugins], language: 'en' });
let tables = 0;
for (const source of sources) {
  const { snapshot } = await engine.read(source);
  for (const table of snapshot.tables.filter((name) => snapshot.rowCount(name) > 0)) {
    await compare(engine, snapshot, table);
    tables += 1;
  }
  if (snapshot.rowCount('inkoop_tariff') > 0) await canFail(engine, snapshot, 'inkoop_tariff');
}
c.disconnect(connection);
c.close(database);
engine.close();
for (const kind of ['code', 'text', 'integer', 'decimal', 'boolean', 'date', 'nulls']) assert.ok(seen[kind] > 0, `no ${kind} was compared`);
console.log(`${tables} tables are the same in DuckDB:`, JSON.stringify(seen));
