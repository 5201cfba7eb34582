// stelsel in Node.js. Types and what each call does: index.d.ts; ownership and threads: README.md.
export { Batch, Column, Stream } from './lib/arrow_read.js';
export { StelselError } from './lib/border.js';
export { Engine } from './lib/engine.js';
export { Findings } from './lib/findings.js';
export { Snapshot, Writer } from './lib/model.js';
