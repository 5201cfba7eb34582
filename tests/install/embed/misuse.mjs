// What nobody should do ends in an error that says so, and not in a crash or in other numbers. Each block is a claim; a
// claim that does not hold ends the program.
import assert from 'node:assert/strict';

import { Engine, StelselError } from 'stelsel';

const [landscape, plugins] = process.argv.slice(2);
const open = () => new Engine({ plugins: [plugins], language: 'en' });
const engine = open();
const { snapshot, findings } = await engine.read(landscape);

const refusal = (saying) => (error) => error instanceof StelselError && error.message.includes(saying);
const refuses = (call, saying) => assert.throws(call, refusal(saying));
const rejects = (call, saying) => assert.rejects(call, refusal(saying));
const memory = () => process.memoryUsage().rss >> 20;

// What is no text, or one that the library would cut.
refuses(() => snapshot.rowCount(5), 'a text is needed, not a number');
refuses(() => snapshot.asOf(2021), 'a text is needed');
refuses(() => engine.writer().upsert(5, []), 'a text is needed');
refuses(() => engine.log('info', 7), 'a text is needed');
refuses(() => snapshot.rowCount('region\0x'), 'NUL');
refuses(() => snapshot.stream('region', ['\ud800']), 'surrogate');
await rejects(() => engine.read(5), 'a text is needed');
await rejects(() => engine.query(snapshot, 5), 'a text is needed');
await rejects(() => engine.commit(snapshot, 'sqlite:nul.sqlite\0.bak'), 'NUL');

// What is no snapshot.
refuses(() => engine.writer(engine.read(landscape)), 'not a promise of one');
refuses(() => snapshot.diff(engine, 'region'), 'not object');
await rejects(() => engine.check(undefined), 'not undefined');
refuses(() => findings.count('toString'), 'no severity');

// Values that stelsel cannot keep as they are.
const key = { region: 'ijssel_vecht', contract: 'a', product: 'p', sequence: 1, illustratief: true, amount: '1' };
function stored(more) {
  const writer = engine.writer(snapshot);
  writer.upsert('inkoop_tariff', [{ ...key, ...more }]);
  return writer.commit().stream('inkoop_tariff').rows()[0];
}
for (const sequence of [2n ** 64n + 5n, -(2n ** 63n) - 1n, -(2n ** 63n)]) {
  refuses(() => stored({ sequence }), 'sequence in row 1');
}
for (const amount of ['9'.repeat(200), `${2n ** 128n + 100n}`, '9'.repeat(500)]) refuses(() => stored({ amount }), 'out of range');
refuses(() => stored({ amount: '1E+99999999' }), 'no decimal number');
refuses(() => stored({ explanation: { a: 1 } }), 'explanation in row 1: {"a":1} is no text');
refuses(() => stored({ explanation: 'ja\ud800' }), 'surrogate');
refuses(() => stored({ illustratief: 'ja' }), "illustratief in row 1: 'ja' is no boolean");
assert.equal(stored({ explanation: 5 }).explanation, '5');

// Parameters keep their type.
const [row] = (await engine.query(snapshot, 'SELECT 5 > :n AS a, typeof(:t) AS b', { set: { n: 1, t: '1' } })).rows();
assert.deepEqual(row, { a: 1, b: 'text' });

// A batch that is closed below its columns.
const [batch] = snapshot.stream('region').batches();
const column = batch.columns[0];
batch.close();
for (const look of [(c) => c.length, (c) => c.offset, (c) => c.validity, (c) => c.values(), (c) => c.dictionary]) {
  refuses(() => look(column), 'closed');
}
refuses(() => batch.length, 'closed');

// The first row is asked for before the library is called: what it throws is a cause like any other.
const lost = (function* rows() { throw new RangeError('lost'); })();
assert.throws(() => engine.writer().upsert('region', lost), (error) => error.cause instanceof RangeError);

// Nothing ends what a call uses.
const region = { region: 'a', name: 'A', illustratief: true };
function* rowsThat(call, saying) {
  refuses(call, saying);
  yield region;
}
const writer = engine.writer();
writer.upsert('region', rowsThat(() => writer.commit(), 'in use'));
writer.upsert('region', rowsThat(() => engine.close(), 'a call is running'));
assert.equal(writer.commit().rowCount('region'), 1);
const closing = engine.writer();
closing.upsert('region', (function* rows() {
  closing.close(); // after the call
  yield region;
})());
refuses(() => closing.commit(), 'closed');

// What would work on later would fail where nobody looks.
await rejects(() => engine.read(landscape, { progress: async () => { throw new Error('lost'); } }), '');
const asked = { asOf: '2021-12-31', write: async () => { throw new Error('lost'); } };
await assert.rejects(() => engine.report('reporting/national', snapshot, asked), (error) => error.cause.message.includes('async'));

// Memory stays: of engines that are forgotten, and of columns before one that cannot be converted.
const before = memory();
for (let i = 0; i < 200; ++i) {
  open().writer();
  if (i % 20 === 19) {
    globalThis.gc();
    await new Promise((resolve) => { setTimeout(resolve, 5); });
  }
}
const spoilt = { region: Array(20000).fill('a'.repeat(1000)), name: Array(20000).fill('A'), illustratief: Array(20000).fill('no') };
for (let i = 0; i < 20; ++i) {
  refuses(() => engine.writer().upsert('region', spoilt), 'no boolean');
  globalThis.gc();
}
assert.ok(memory() - before < 250, `${memory() - before} MiB more`);
engine.close();
console.log('misuse is refused');
