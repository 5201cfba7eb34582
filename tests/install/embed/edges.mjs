// What goes wrong comes out as one exception, nothing crosses the border, and values come back as they were.
import { Engine, StelselError } from 'stelsel';

const [landscape, plugins] = process.argv.slice(2);

async function said(what, call, because = false) {
  try {
    await call();
    console.log(`${what}: nothing`);
  } catch (error) {
    if (!(error instanceof StelselError)) throw error;
    console.log(`${what}: ${error.reason}${because ? ` because of ${error.cause?.message}` : ''}`);
  }
}

function boom() {
  throw new Error('boom');
}

function* spoilt(row) {
  yield row;
  boom();
}

try {
  new Engine({ library: '/nowhere/libstelsel.so' });
} catch (error) {
  console.log(`no library: ${error.reason}: ${error.message.split(' (')[0]}`);
}
await said('bad engine option', () => new Engine({ language: 'de' }));
const engine = new Engine({ plugins: [plugins], language: 'en' });
await said('missing source', () => engine.read('/nowhere'));
const { snapshot } = await engine.read(landscape);
await said('bad day', () => engine.check(snapshot, { asOf: 'gisteren' }));
await said('unknown table', () => snapshot.rowCount('nowhere'));
await said('unknown column', () => snapshot.stream('region', ['nowhere']));

function tariff(sequence, amount, from, to, explanation, illustratief) {
  return {
    region: 'ijssel_vecht', contract: 'één', product: 'p', sequence, amount, valid_from: from, valid_to: to, explanation,
    illustratief,
  };
}

function upsert(rows) {
  const writer = engine.writer(snapshot);
  try {
    writer.upsert('inkoop_tariff', rows);
    return writer.commit();
  } finally {
    writer.close();
  }
}

const good = tariff(1, '1234.56', '2023-01-01', null, 'Één € 😀', true);
await said('unknown field', () => upsert([{ ...good, nowhere: 1 }]));
await said('wrong date', () => upsert([{ ...good, valid_from: '2023-02-30' }]));
await said('wrong boolean', () => upsert([{ ...good, illustratief: 'false' }]));
await said('too many decimals', () => upsert([{ ...good, amount: '0.001' }]));
await said('rows not alike', () => upsert([good, { region: 'x' }]));
await said('rows that throw', () => upsert(spoilt(good)), true);
await said('progress that throws', () => engine.read(landscape, { progress: boom }), true);

const report = (write) =>
  engine.report('reporting/region', snapshot, { asOf: '2021-12-31', set: { region: 'ijssel_vecht' }, write });
try {
  await report(boom);
} catch (error) {
  console.log(`output that throws: cancelled or failed because of ${error.cause?.message}`);
}
const writer = engine.writer(snapshot);
writer.commit().close();
await said('committed writer', () => writer.upsert('region', []));
const stream = snapshot.stream('region');
stream.rows();
await said('used stream', () => stream.rows());
const batch = snapshot.stream('region').batches().next().value;
batch.close();
await said('closed batch', () => batch.columns);
console.log(`no rows: ${upsert([]).rowCount('inkoop_tariff')}`);
const filled = upsert([
  good,
  tariff(2, -0.05, '0001-01-01', '9999-12-31', null, false),
  tariff(3, '92233720368547758.07', null, null, '', null),
]);
for (const row of filled.stream('inkoop_tariff')) {
  const cells = ['sequence', 'amount', 'valid_from', 'valid_to', 'explanation', 'illustratief'];
  console.log(cells.map((name) => `${row[name]}`).join(' '));
}
const eraser = engine.writer(filled);
const { region, contract, product, sequence } = good;
eraser.erase('inkoop_tariff', [{ region, contract, product, sequence }]);
console.log(`erased: ${eraser.commit().rowCount('inkoop_tariff')}`);
const fewer = snapshot.asOf('2020-12-31').rowCount('agreement_status') < snapshot.rowCount('agreement_status');
console.log('as of 2020-12-31:', fewer ? 'fewer rows' : 'all rows');
const long = { ...good, explanation: 'x'.repeat(5_000_000) };
const before = process.memoryUsage.rss();
for (let i = 0; i < 60; ++i) upsert([long]).close();
console.log('memory stays:', process.memoryUsage.rss() - before < 200 * 1024 * 1024);
const told = [];
await engine.read(landscape, { progress: (what) => told.push(what) });
console.log('told:', told.length > 0);
const parts = [];
await report((bytes) => parts.push(bytes));
console.log('written:', Buffer.concat(parts).equals(await report()));
engine.close();
await said('closed engine', () => engine.read(landscape));
