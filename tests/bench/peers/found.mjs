// found.mjs: the totals of peer.cc or duckdb.mjs as one line, for comparison.
import {readFileSync} from 'node:fs';

const [{totals}, asOf] = readFileSync(0, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
const rules = Object.entries(totals.rules).sort().map(([rule, count]) => `${rule} ${count}`);
console.log([...rules, `as of: ${asOf.subjects} subjects, ${asOf.ja} ja`].join(', '));
