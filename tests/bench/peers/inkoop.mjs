// inkoop.mjs FOLDER RUNS: what inkoop_bench measures, in SQL by DuckDB in memory with two threads.
import {createRequire} from 'node:module';

const require = createRequire(`${process.env.PEERS_MODULES}/`);
const {DuckDBInstance} = require('@duckdb/node-api');
const [folder, runs] = process.argv.slice(2);
const day = "DATE '2024-10-01'";

const types = {
  amount: 'DECIMAL(19,2)', share: 'DECIMAL(19,2)', sequence: 'BIGINT', year: 'BIGINT', version: 'BIGINT', places: 'BIGINT',
  term_months: 'BIGINT', extensions: 'BIGINT', extension_months: 'BIGINT', valid_from: 'DATE', valid_to: 'DATE',
  agreed_on: 'DATE', duty_to_accept: 'BOOLEAN', end_date: 'BOOLEAN', illustratief: 'BOOLEAN',
};
const tables = {
  region: 'region name', municipality: 'municipality name', region_municipality: 'region municipality sequence role',
  provider: 'provider name provider_kind', facility_kind: 'facility_kind name',
  inkoop_procedure: 'region procedure name kind',
  inkoop_lot: `region procedure lot name facility_kind execution_variant term_months extensions extension_months
    duty_to_accept`,
  inkoop_product: 'region product name product_category unit frequency end_date',
  inkoop_lot_product: 'region procedure lot product',
  inkoop_cost_element: 'region product element sequence amount share valid_from',
  inkoop_contract: 'region contract procedure lot name valid_from valid_to duty_to_accept',
  inkoop_contract_version: 'region contract version kind agreed_on valid_from valid_to',
  inkoop_contract_condition: 'region contract clause value',
  inkoop_contract_party: 'region contract provider sequence role subcontractor_of',
  inkoop_contracted_supply: 'region contract provider facility_kind sequence scale municipality places',
  inkoop_ceiling: 'region contract provider year amount',
  inkoop_tariff: 'region contract product sequence amount valid_from valid_to',
  inkoop_required_supply: 'region facility_kind sequence scale places',
};

const coverage = `
WITH there AS (
  SELECT s.region, s.facility_kind, s.scale, CASE s.scale WHEN 'lokaal' THEN s.municipality END AS municipality,
    count(*) AS facilities, sum(s.places) AS places
  FROM inkoop_contracted_supply s JOIN inkoop_contract c USING (region, contract)
  WHERE c.valid_from <= ${day} AND c.valid_to > ${day} GROUP BY ALL),
asked AS (
  SELECT r.region, r.facility_kind, r.scale, m.municipality, r.places FROM inkoop_required_supply r
  JOIN region_municipality m USING (region) WHERE r.scale = 'lokaal'
  UNION ALL SELECT region, facility_kind, scale, NULL, places FROM inkoop_required_supply WHERE scale = 'regionaal')
SELECT 'coverage ' || CASE WHEN t.facilities IS NULL THEN 'geen' WHEN t.places >= a.places THEN 'gedekt' ELSE 'tekort' END,
  count(*)
FROM asked a LEFT JOIN there t ON t.region = a.region AND t.facility_kind = a.facility_kind AND t.scale = a.scale
  AND t.municipality IS NOT DISTINCT FROM a.municipality
GROUP BY 1`;

// Of each rule the number of rows that fail it. References, keys and overlaps are among them.
const inForce = `valid_from <= ${day} AND valid_to > ${day}`;
const rules = {
  'core/overlap': `SELECT count(*) FROM inkoop_tariff a JOIN inkoop_tariff b USING (region, contract, product)
    WHERE a.sequence < b.sequence AND a.valid_from < b.valid_to AND b.valid_from < a.valid_to`,
  'core/period_reversed': `SELECT count(*) FROM inkoop_tariff WHERE valid_from >= valid_to`,
  'core/primary-key': `SELECT coalesce(sum(n - 1), 0) FROM (
    SELECT count(*) AS n FROM inkoop_tariff GROUP BY region, contract, product, sequence)`,
  'core/foreign-key': `SELECT
    (SELECT count(*) FROM inkoop_tariff ANTI JOIN inkoop_contract USING (region, contract))
    + (SELECT count(*) FROM inkoop_tariff ANTI JOIN inkoop_product USING (region, product))
    + (SELECT count(*) FROM inkoop_contract ANTI JOIN inkoop_lot USING (region, procedure, lot))
    + (SELECT count(*) FROM inkoop_contract_party ANTI JOIN provider USING (provider))
    + (SELECT count(*) FROM inkoop_contract_party ANTI JOIN inkoop_contract USING (region, contract))
    + (SELECT count(*) FROM inkoop_contracted_supply ANTI JOIN inkoop_contract USING (region, contract))`,
  'inkoop/conditions_differ': `WITH held AS (
      SELECT region, clause, value FROM inkoop_contract_condition JOIN inkoop_contract USING (region, contract) WHERE ${inForce}),
    counted AS (SELECT region, clause, value, count(*) AS n FROM held GROUP BY ALL),
    all_of AS (SELECT region, clause, sum(n) AS n FROM counted GROUP BY ALL)
    SELECT coalesce(sum(c.n), 0) FROM counted c JOIN all_of a USING (region, clause) WHERE c.n * 2 <= a.n`,
  'inkoop/condition_missing': `WITH held AS (SELECT region, contract FROM inkoop_contract WHERE ${inForce}),
    clauses AS (SELECT region, clause, count(DISTINCT contract) AS n FROM inkoop_contract_condition
      JOIN held USING (region, contract) GROUP BY ALL),
    all_of AS (SELECT region, count(*) AS n FROM held GROUP BY ALL)
    SELECT count(*) FROM held JOIN clauses c USING (region) JOIN all_of a USING (region)
    ANTI JOIN inkoop_contract_condition o ON o.region = held.region AND o.contract = held.contract AND o.clause = c.clause
    WHERE c.n * 2 > a.n`,
  'inkoop/not_multi_year': `SELECT count(*) FROM inkoop_contract c JOIN inkoop_lot l USING (region, procedure, lot)
    WHERE ${inForce} AND datesub('month', c.valid_from, c.valid_to) + l.extensions * l.extension_months < 24`,
  'inkoop/framework_over_48_months': `SELECT count(*) FROM inkoop_lot l LEFT JOIN (
      SELECT region, procedure, lot, max(datesub('month', valid_from, valid_to)) AS months FROM inkoop_contract GROUP BY ALL)
    USING (region, procedure, lot)
    WHERE execution_variant <> 'taakgericht' AND greatest(term_months + extensions * extension_months, months) > 48`,
  'inkoop/ceiling_with_task': `SELECT count(*) FROM inkoop_ceiling JOIN inkoop_contract USING (region, contract)
    JOIN inkoop_lot USING (region, procedure, lot) WHERE execution_variant = 'taakgericht'`,
  'inkoop/extension_beyond_agreed': `SELECT count(*) FROM (
      SELECT *, row_number() OVER (PARTITION BY region, contract ORDER BY version) AS number
      FROM inkoop_contract_version WHERE kind = 'verlenging') v
    JOIN inkoop_contract c USING (region, contract) JOIN inkoop_lot l USING (region, procedure, lot)
    WHERE number > l.extensions`,
  'inkoop/extension_too_long': `SELECT count(*) FROM inkoop_contract_version v
    JOIN inkoop_contract c USING (region, contract) JOIN inkoop_lot l USING (region, procedure, lot)
    WHERE v.kind = 'verlenging' AND datesub('month', v.valid_from, v.valid_to) > l.extension_months`,
  'inkoop/tariff_under_fair_price': `WITH fair AS (
      SELECT region, product, round(sum(amount) FILTER (element = 'personeel')
        * (1 + coalesce(sum(share) FILTER (element = 'overhead'), 0) / 100), 2) AS price
      FROM inkoop_cost_element WHERE valid_from <= ${day} GROUP BY ALL)
    SELECT count(*) FROM inkoop_tariff t JOIN fair USING (region, product) JOIN inkoop_contract c USING (region, contract)
    WHERE t.valid_from <= ${day} AND t.valid_to > ${day} AND c.valid_from <= ${day} AND c.valid_to > ${day} AND amount < price`,
  'inkoop/tariff_outside_lot': `SELECT count(*) FROM inkoop_tariff t JOIN inkoop_contract c USING (region, contract)
    SEMI JOIN inkoop_lot_product l ON l.region = c.region AND l.procedure = c.procedure AND l.lot = c.lot
    ANTI JOIN inkoop_lot_product p ON p.region = c.region AND p.procedure = c.procedure AND p.lot = c.lot
      AND p.product = t.product
    WHERE t.valid_from <= ${day} AND t.valid_to > ${day} AND c.valid_from <= ${day} AND c.valid_to > ${day}`,
  'inkoop/unit_does_not_fit': `SELECT count(*) FROM inkoop_lot_product JOIN inkoop_lot USING (region, procedure, lot)
    JOIN inkoop_product USING (region, product) WHERE execution_variant = 'inspanningsgericht' AND unit IN ('82', '83')
    OR execution_variant = 'outputgericht' AND unit IN ('01', '04', '14', '16', '84')`,
  'inkoop/week_without_end_date': `SELECT count(*) FROM inkoop_product WHERE frequency = '2' AND end_date IS NOT TRUE`,
  'inkoop/subcontractor_circle': `WITH RECURSIVE works AS (
      SELECT region, contract, provider, subcontractor_of AS upper FROM inkoop_contract_party WHERE subcontractor_of IS NOT NULL
      UNION SELECT w.region, w.contract, w.provider, p.subcontractor_of FROM works w JOIN inkoop_contract_party p
        ON p.region = w.region AND p.contract = w.contract AND p.provider = w.upper WHERE p.subcontractor_of IS NOT NULL)
    SELECT count(*) FROM works WHERE provider = upper`,
  'inkoop/duty_lifted_without_stop': `SELECT count(*) FROM inkoop_contract c JOIN inkoop_lot l USING (region, procedure, lot)
    WHERE ${inForce} AND l.duty_to_accept AND c.duty_to_accept IS FALSE`,
  'inkoop/one_provider_for_kind': `SELECT count(*) FROM (
    SELECT region, facility_kind FROM inkoop_contracted_supply JOIN inkoop_contract USING (region, contract) WHERE ${inForce}
    GROUP BY ALL HAVING count(DISTINCT provider) = 1)`,
};

async function time(step, work) {
  const begin = process.hrtime.bigint(), before = process.cpuUsage();
  await work();
  const used = process.cpuUsage(before), cpu = (used.user + used.system) / 1e6;
  const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
  console.log(JSON.stringify({program: 'duckdb', step, seconds, cpu, peak_kib: process.resourceUsage().maxRSS}));
}

let found = {};
for (let i = 0; i < Number(runs); ++i) {
  const instance = await DuckDBInstance.create(':memory:', {threads: '2'});
  const connection = await instance.connect();
  const rowsOf = async (sql) => (await connection.runAndReadAll(sql)).getRows();
  await time('load', async () => {
    for (const [table, fields] of Object.entries(tables)) {
      const columns = `${fields} illustratief`.split(/\s+/).map((field) => `"${field}" ${types[field] ?? 'VARCHAR'}`);
      await connection.run(`CREATE TABLE ${table} (${columns})`);
      await connection.run(`COPY ${table} FROM '${folder}/${table}.csv'
        (FORMAT csv, HEADER, DELIMITER ',', QUOTE '"', ESCAPE '"', AUTO_DETECT false)`);
    }
  });
  found = {};
  const covered = async () => { for (const [what, n] of await rowsOf(coverage)) found[what] = Number(n); };
  const checked = async () => {
    for (const [rule, sql] of Object.entries(rules)) {
      const [[n]] = await rowsOf(sql);
      if (Number(n) > 0) found[rule] = Number(n);
    }
  };
  await time('coverage and rules', async () => { await time('coverage', covered); await time('rules', checked); });
}
console.log(JSON.stringify({found}));
