// describe.js FOLDER: describes the files of a Dutch spreadsheet in FOLDER as the library does, which
// writes out every default, and puts the description beside them.
const fs = require('fs');
const {Package} = require('datapackage');

const dialect = {delimiter: ';'};

async function main(folder) {
  const pack = await Package.load({
    name: 'spreadsheet',
    resources: [
      {name: 'region', path: 'data/region.csv', dialect},
      {name: 'waiting_time', path: 'data/waiting_time.csv', dialect},
      // The library describes no resource of several paths by itself: this one takes the other's schema.
      {name: 'municipality', path: 'data/municipality_1.csv', dialect},
    ],
  }, {basePath: folder});
  await pack.infer();
  const description = pack.descriptor;
  const [, waiting, municipality] = description.resources;
  const months = waiting.schema.fields.find(({name}) => name === 'months');
  Object.assign(months, {type: 'number', decimalChar: ','});
  municipality.encoding = 'utf-8';  // which it guesses wrongly from a few letters
  municipality.path = ['data/municipality_1.csv', 'data/municipality_2.csv'];

  const described = await Package.load(description, {basePath: folder, strict: true});
  const [row] = await described.getResource('waiting_time').read({keyed: true});
  if (row.months !== 1234.5) throw new Error(`the library itself reads ${row.months}`);
  fs.writeFileSync(`${folder}/datapackage.json`, JSON.stringify(described.descriptor, null, 2));
}

main(process.argv[2]).catch((error) => {
  console.error(error.message, ...(error.errors || []).map((e) => e.message));
  process.exitCode = 1;
});
