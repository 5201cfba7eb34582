// duckdb.mjs FOLDER DAY [totals]: what peer.cc does, by DuckDB in memory with two threads.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';

const require = createRequire(`${process.env.PEERS_MODULES}/`);
const {DuckDBInstance} = require('@duckdb/node-api');
const [folder, day, totals] = process.argv.slice(2);

// The columns that the made files have, typed as their schemas say. A value outside an enum must be kept for the checks
// to find, and a date as sources give it as it is, so that both are text.
const tables = {
  region: 'region VARCHAR, name VARCHAR, illustratief BOOLEAN',
  municipality: 'municipality VARCHAR, name VARCHAR, illustratief BOOLEAN',
  region_municipality: 'region VARCHAR, municipality VARCHAR, sequence BIGINT, role VARCHAR, illustratief BOOLEAN',
  agreement_topic: 'agreement_topic VARCHAR, name VARCHAR, answer VARCHAR',
  agreement_topic_wording: 'agreement_topic VARCHAR, topic_version BIGINT, wording VARCHAR, illustratief BOOLEAN',
  source_document: 'source_document VARCHAR, title VARCHAR',
  agreement_status: `region VARCHAR, agreement_topic VARCHAR, domain VARCHAR, observed_on VARCHAR, sequence BIGINT,
    topic_version BIGINT, status VARCHAR, observed_by VARCHAR, explanation VARCHAR, source_document VARCHAR,
    section VARCHAR, illustratief BOOLEAN`,
};
// What can be ranked and dated. The made dates are all days.
const observation = `CREATE VIEW observation AS
  SELECT *, list_position(['nee', 'in_ontwikkeling', 'ja'], status) AS rank, date_diff('day', DATE '1970-01-01',
    observed_on::DATE) AS day
  FROM agreement_status WHERE observed_on IS NOT NULL AND status IN ('nee', 'in_ontwikkeling', 'ja')`;
// Without a rank counts as above all, so that it is taken only when nothing else is as late.
const asOf = `SELECT count(*), count(*) FILTER (status = 'ja') FROM (
  SELECT arg_max(coalesce(status, ''), date_diff('day', DATE '1970-01-01', observed_on::DATE) * 4
    - coalesce(list_position(['nee', 'in_ontwikkeling', 'ja'], status), 4)) AS status
  FROM agreement_status WHERE observed_on IS NOT NULL AND observed_on::DATE <= DATE '${day}'
  GROUP BY region, agreement_topic, domain)`;

const instance = await DuckDBInstance.create(':memory:', {threads: '2'});
const connection = await instance.connect();
const rowsOf = async (sql) => (await connection.runAndReadAll(sql)).getRows();

async function load() {
  for (const [table, columns] of Object.entries(tables)) {
    await connection.run(`CREATE TABLE ${table} (${columns})`);
    await connection.run(`COPY ${table} FROM '${folder}/${table}.csv'
      (FORMAT csv, HEADER, DELIMITER ',', QUOTE '"', ESCAPE '"', AUTO_DETECT false)`);
  }
  await connection.run(observation);
}

async function check() {
  const found = {};
  const sql = readFileSync(new URL('checks.sql', import.meta.url), 'utf8');
  for (const query of sql.split(/;\s*\n/).filter((text) => text.trim() !== '')) {
    // What makes a table gives no count.
    const [[rule, count]] = await rowsOf(query);
    if (count > 0) found[rule] = Number(count);
  }
  return found;
}

async function time(step, work) {
  const begin = process.hrtime.bigint();
  await work();
  const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
  console.log(JSON.stringify({program: 'duckdb', step, seconds, peak_kib: process.resourceUsage().maxRSS}));
}

if (totals) {
  await load();
  console.log(JSON.stringify({totals: {rules: await check()}}));
  const [[subjects, ja]] = await rowsOf(asOf);
  console.log(JSON.stringify({subjects: Number(subjects), ja: Number(ja)}));
} else {
  await time('load', load);
  await time('check', check);
  await time('as of', () => rowsOf(asOf));
}
