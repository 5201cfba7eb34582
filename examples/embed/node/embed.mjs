// stelsel in a Node.js program: open it, fill it from files and from objects, check, ask, report, store.
//
//     npm install stelsel (bindings/node)
//     node embed.mjs LANDSCAPE PLUGINS STORE
import { Engine } from 'stelsel';

const [landscape, plugins, store] = process.argv.slice(2);

// 3. Fill it from your own objects: one row, and a million.
function withObjects(engine, base) {
  const start = performance.now();
  const writer = engine.writer(base);
  try {
    writer.upsert('region', [{ region: 'voorbeeld', name: 'Voorbeeld', illustratief: true }]);
    const count = 1_000_000;
    const same = (value) => Array(count).fill(value);
    writer.upsert('agreement_status', {
      region: same('voorbeeld'),
      agreement_topic: same('A1'),
      domain: same('BW'),
      observed_on: same('2021-10-01'),
      sequence: Array.from({ length: count }, (_, i) => i + 1),
      topic_version: same(1),
      status: Array.from({ length: count }, (_, i) => (i % 2 === 0 ? 'ja' : 'nee')),
      illustratief: same(true),
    });
    const next = writer.commit();
    console.error(`a million rows written in ${((performance.now() - start) / 1000).toFixed(2)} s`);
    return next;
  } finally {
    writer.close();
  }
}

// 5. Ask it something. A value goes in by name, never into the text.
async function ask(engine, snapshot) {
  const question = 'SELECT count(*) AS n, sum(sequence) AS total FROM agreement_status WHERE region = :region';
  for (const row of await engine.query(snapshot, question, { set: { region: 'voorbeeld' } })) {
    console.log('query:', row.n, row.total);
  }
  // A table without a copy: a column is a BigInt64Array over stelsel's own memory.
  const start = performance.now();
  let total = 0n;
  for (const batch of snapshot.stream('agreement_status', ['sequence']).batches()) {
    for (const sequence of batch.column('sequence').data) total += sequence;
    batch.close();
  }
  console.error(`and read in ${((performance.now() - start) / 1000).toFixed(3)} s`);
  console.log('sequence:', `${total}`);
}

async function run(engine) {
  // 2. Fill it from files: a folder of CSV files, a workbook, a store.
  const read = await engine.read(landscape);
  const { findings } = read;
  console.log('regions:', read.snapshot.rowCount('region'));

  const snapshot = withObjects(engine, read.snapshot);
  console.log('statuses:', snapshot.rowCount('agreement_status'));

  // 4. Check it, and read what is wrong and where.
  await engine.check(snapshot, { asOf: '2021-12-31', findings });
  console.log('errors:', findings.errors);
  const found = [...findings].find((finding) => finding.rule === 'core/contradicting_observations');
  console.log('finding:', found.severity, found.table, found.field, found.key);

  await ask(engine, snapshot);

  // 6. Report into memory, and commit to a store.
  const page = await engine.report('reporting/region', snapshot, { asOf: '2021-12-31', set: { region: 'voorbeeld' } });
  console.log('report:', page.toString('utf8', 0, 15));
  const done = await engine.commit(snapshot, `sqlite:${store}`, { message: 'an example', author: 'example' });
  console.log('revision:', done.revision, 'rows:', done.written);
}

// 1. Open an engine. It finds plugins, and loads one when it is first needed.
try {
  const engine = new Engine({ plugins: [plugins], language: 'en' });
  try {
    await run(engine);
  } finally {
    engine.close();
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
