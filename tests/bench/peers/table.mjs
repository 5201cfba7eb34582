// table.mjs FILE: lines of JSON with program, step, seconds and peak_kib, as a table of medians.
import {readFileSync} from 'node:fs';

const rows = readFileSync(process.argv[2], 'utf8').trim().split('\n').map((line) => JSON.parse(line));
const median = (values) => values.sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
const of = (step, program, what) =>
  median(rows.filter((row) => row.step === step && row.program === program).map((row) => row[what]));
const distinct = (what) => [...new Set(rows.map((row) => row[what]))];

const line = (...cells) => console.log(`| ${cells.join(' | ')} |`);
line('step', 'program', 'seconds', 'to stelsel', 'peak MiB');
line('---', '---', '--:', '--:', '--:');
for (const step of distinct('step')) {
  for (const program of distinct('program')) {
    const seconds = of(step, program, 'seconds');
    if (seconds === undefined) continue;
    const ratio = seconds / of(step, 'stelsel', 'seconds');
    line(step, program, seconds.toFixed(3), ratio.toFixed(2), Math.round(of(step, program, 'peak_kib') / 1024));
  }
}
