// check.js PACKAGE: validates the description, reads every resource with casting, and follows its
// references. Prints how many rows each has; ends with 1 when something is wrong.
const {Package} = require('datapackage');

// The library holds that a reference of several fields is broken when one of them is empty. To Table
// Schema, as to SQL, it then refers to nothing.
function isPartlyEmpty({fields}, row) {
  const empty = fields.filter((field) => row[field] === null).length;
  return empty > 0 && empty < fields.length;
}

// One reference at a time: the library puts the row that is found in place of the value, where a
// second reference of the same field then finds no value any more. It keeps the rows of the tables
// that the first reading refers to, so that one is with all references.
async function brokenReferences(resource, rows) {
  const problems = [];
  await resource.read({relations: true, forceCast: true});
  for (const key of resource.schema.foreignKeys) {
    resource.descriptor.schema.foreignKeys = [key];
    resource.commit();
    const related = await resource.read({relations: true, forceCast: true});
    problems.push(...related
      .filter((row) => row instanceof Error && !isPartlyEmpty(key, rows[row.rowNumber - 2]))
      .map((error) => `${resource.name}: ${error.message}`));
  }
  return problems;
}

async function problemsOf(resource) {
  const rows = await resource.read({keyed: true});
  console.log(`${resource.name} ${rows.length}`);
  return brokenReferences(resource, rows);
}

async function main(path) {
  const pack = await Package.load(path);
  const problems = pack.errors.map((error) => error.message);
  if (!pack.valid && problems.length === 0) problems.push('the package is not valid');
  for (const resource of pack.resources) {
    try {
      problems.push(...await problemsOf(resource));
    } catch (error) {
      problems.push(`${resource.name}: ${error.message}`, ...(error.errors || []).map((e) => e.message));
    }
  }
  for (const problem of problems) console.error(problem);
  return problems.length === 0 && pack.resources.length > 0 ? 0 : 1;
}

main(process.argv[2])
  .catch((error) => { console.error(error.message); return 1; })
  .then((status) => { process.exitCode = status; });
