# What `ocds:` writes is valid against the official schema of OCDS 1.1 with its lots and techniques extensions, as ajv
# judges. Skipped, by name, when the schema or npm is not there.
. "$(dirname "$0")/expect.sh"
. "$2/tests/program/npm.sh"
reference=$(realpath -m "${STELSEL_REFERENCE_DIR:-$2/../shared/reference}/ocds")
if [ ! -f "$reference/release-schema.json" ]; then
  echo "skipped: there is no reference data (STELSEL_REFERENCE_DIR)"
  exit 77
fi
npm_install ajv@8.17.1 ajv-draft-04@1.0.0 ajv-formats@3.0.1
cat >"$modules/judge.cjs" <<'END'
const {readFileSync} = require('fs');
const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
const Ajv = require('ajv-draft-04');
const [folder, file] = process.argv.slice(2);
// An extension is a merge patch of the release schema.
const merge = (to, from) => {
  for (const [key, value] of Object.entries(from)) {
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) to[key] = merge(to[key] ?? {}, value);
    else to[key] = value;
  }
  return to;
};
const release = read(`${folder}/release-schema.json`);
for (const extension of ['lots', 'techniques']) merge(release, read(`${folder}/ocds_${extension}_extension.json`));
// It names a definition of another extension, which nothing here uses.
release.definitions.SubmissionTerms ??= {};
const ajv = new Ajv({strict: false, allErrors: true});
require('ajv-formats')(ajv);
ajv.addSchema(release);
const valid = ajv.compile(read(`${folder}/release-package-schema.json`));
if (!valid(read(file))) {
  for (const error of valid.errors.slice(0, 10)) console.log(error.instancePath, error.message);
  process.exit(1);
}
END
judge() {
  expect_called="ajv $1"
  timeout 120 node "$modules/judge.cjs" "$reference" "$1" >out 2>err
  status=$?
}

run copy "$2/examples/inkoop" ocds:package.ocds.json
expect_status 0
judge package.ocds.json
expect_status 0
cp -r "$2/examples/inkoop" open
sed -i '/sas_bw_2023/s/,sas,/,open_house,/; s/,aanbesteding,/,europese_aanbesteding,/' open/inkoop_procedure.csv
sed -i 's/90000022/90000011/' open/provider.csv
echo 'ijssel_vecht,bw_02,aanbieder_cc,2,hoofdaannemer,,2024-01-01,,,,,true' >>open/inkoop_contract_party.csv
run copy open ocds:open.ocds.json
expect_status 0
judge open.ocds.json
expect_status 0

# The test can fail, and where the official schema finds fault so do we.
spoilt() {
  sed "0,/$1/s//$2/" package.ocds.json >spoilt.ocds.json
  judge spoilt.ocds.json
  expect_status 1
  expect_out "$3"
  run check spoilt.ocds.json --as-of 2024-10-01
  expect_status 1
  expect_out "[inkoop/ocds_"
}
spoilt '"date":"2024-06-10T00:00:00Z"' '"date":"10 juni"' /releases/0/date
spoilt '"tag":\["planning"' '"tag":["sold"' /releases/0/tag/0
spoilt '"initiationType":"tender",' '' initiationType
spoilt '"lots":\[{"id":"ambulant"' '"lots":[{"id":7' /tender/lots/0/id
finish
