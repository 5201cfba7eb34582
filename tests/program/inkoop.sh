# Inkoop at a shell: what is contracted, what it costs and what comes up, and open contracting data there and back.
. "$(dirname "$0")/expect.sh"
inkoop=$2/examples/inkoop
day=(--as-of 2024-10-01 --lang en)

# The example is sound, and its made-up rows show what the rules are for.
fine check "$inkoop" "${day[@]}"
expect_out "Nothing wrong was found"
fine check "$inkoop" "${day[@]}" --pack inkoop
expect_out "Contract bt_02 pays 63.00 for 02A16; the fair price is 66.84."
expect_out "0 errors, 4 warnings, 0 remarks."
fine check "$inkoop" "${day[@]}" --pack inkoop --set inkoop/not_multi_year/least_months=73
expect_out "[inkoop/not_multi_year]"

# What a finding names is said; other texts from the data would be shown as their shape.
run check "$2/tests/corpus/inkoop_against_its_rules" --pack inkoop --lang en --as-of 2021-07-01
expect_status 1
expect_out "Contract c4 says nothing of opzegtermijn; in region noord"
expect_out "Variant y of choice k2 has no score on a, which counts."

# Calculations, with their reasons.
calculated() { fine calculate "inkoop/$1" "$inkoop" "${day[@]}" --set region=ijssel_vecht --format csv "${@:2}"; }
calculated choice
expect_out "variant,sas,,100,,820,1,eerste,Has the most points."
expect_out "valt_af,Falls off: scores below the least on Bepalen met hoeveel aanbieders een overeenkomst wordt gesloten."
expect_true grep -q '^ijssel_vecht,contractering_bw,gewicht,subsidie,aantal_aanbieders,[0-9]*,.*keert,"At weight' out
calculated coverage
expect_out "Covered, but not without Aanbieder DD."
expect_out "Too few: 15 places."
expect_true [ "$(grep -c ',geen,' out)" = 3 ]
calculated calendar
expect_out "2025-06-30,ijssel_vecht,verlenging_melden,bw_01,,Tell of the extension: bw_01 (extensions left: 1),false"
expect_out "2024-06-30,ijssel_vecht,verlenging_melden,bw_02,,Tell of the extension: bw_02 (extensions left: 2),true"
calculated calendar --set months=1
expect_not_out "^2025-"
calculated tariff
expect_out "02A16,tarief,2024,63.00,66.84,-3.84,,onder,"
expect_out "indexatie,2025,75.06,,,4.1100,gecorrigeerd,"
expect_out "4190.00,,,,afgesproken,A tariff was agreed for this year already."
expect_out "onbekend,\"Without a forecast there is no amount. Lacking: staff 2027 forecast,"
calculated ceiling
expect_out "bw_01,aanbieder_aa,2024,6000000.00,4455702.40,9,74.26,5940936.53,2024-10-01,melden,"
could_not_run 'no region is called `nergens`; with procedures are' calculate inkoop/coverage "$inkoop" "${day[@]}" --set region=nergens

# The procedure by which a region buys is a fact with a source; amounts are not.
fine query "$inkoop" --as-of 2024-10-01 --format csv \
  "SELECT count(*) AS n FROM inkoop_tariff WHERE illustratief IS NOT 1"
expect_true [ "$(tail -n 1 out)" = 0 ]
fine query "$inkoop" --as-of 2024-10-01 --format csv \
  "SELECT DISTINCT region FROM inkoop_procedure WHERE source_document IS NOT NULL ORDER BY 1"
expect_true [ "$(tr '\n' ' ' <out)" = "region ijssel_vecht west_brabant_west zkijh " ]

# Open contracting data: a subsidy has no release and that is said; all comes back, and is a fixed point.
run copy "$inkoop" ocds:package.ocds.json --lang en
expect_status 0
expect_err "subsidies are outside OCDS; left out: 1"
expect_err "not taken along, with their rows: inkoop_required_supply (9), inkoop_ceiling (3),"
expect_true node -e '
const p = JSON.parse(require("fs").readFileSync("package.ocds.json"));
const sas = p.releases.find((r) => r.ocid === "ocds-a1b2c3-ijssel_vecht-sas_bw_2023");
const fail = (what) => { console.log(what); process.exit(1); };
if ("procurementMethod" in sas.tender) fail("SAS has a method");
if (!sas.tender.procurementMethodDetails.startsWith("SAS")) fail("SAS is not described");
if (!sas.parties.some((party) => party.identifier?.scheme === "NL-KVK" && party.identifier.id === "90000011")) fail("no KvK");
if (sas.contracts.find((c) => c.id === "bw_01").items[0].unit.value.amount !== 3850) fail("no amount");
if (p.releases.some((r) => r.ocid.includes("subsidie")) || p.stelsel.left_out.length !== 1) fail("the subsidy");'
run check package.ocds.json "${day[@]}"
expect_status 0
expect_out "Procedures that are subsidies, without a release in the package:"
expect_out "Not taken along in the package: inkoop_required_supply,"
run copy package.ocds.json ocds:again.ocds.json
expect_status 0
expect_true [ -z "$(grep 'not taken along' err)" ]
expect_true cmp <(sed 's/,"tables_left_out":\[[^]]*\]//' package.ocds.json) again.ocds.json
run check package.ocds.json --pack inkoop "${day[@]}"
expect_out "0 errors, 3 warnings, 2 remarks."
run copy package.ocds.json back
expect_status 0
for table in procedure lot lot_product product contract contract_version contract_party contract_condition \
             contracted_supply tariff lot_funding publication choice variant criterion score index_figure client_stop; do
  expect_true cmp <(sort "$inkoop/inkoop_$table.csv") <(sort "back/inkoop_$table.csv")
done
expect_true cmp "$inkoop/provider.csv" back/provider.csv

# The prefix is a parameter, too.
run copy "$inkoop" ocds:other.ocds.json --set-target ocid_prefix=ocds-zzzzzz
expect_status 0
expect_true grep -q '"ocid":"ocds-zzzzzz-zkijh-bw_2018"' other.ocds.json
run copy "$inkoop" ocds:other.ocds.json --set-target ocid_prefix=none
expect_status 2
expect_err 'parameter `ocid_prefix`'
run copy "$inkoop" other --set-target ocid_prefix=ocds-zzzzzz
expect_status 2
expect_err "takes no parameters"

# An open house gives each provider an award of its own, but one to those who are admitted together.
cp -r "$inkoop" open && sed -i '/sas_bw_2023/s/,sas,/,open_house,/' open/inkoop_procedure.csv
run copy open ocds:open.ocds.json
expect_status 0
expect_true node -e '
const p = JSON.parse(require("fs").readFileSync("open.ocds.json"));
const r = p.releases.find((one) => one.ocid.endsWith("sas_bw_2023"));
const [award] = r.awards.filter((a) => a.id.startsWith("bw_01"));
process.exit(award.id === "bw_01" && award.suppliers.length === 2 ? 0 : 1)'
sed -i 's/combinant/hoofdaannemer/' open/inkoop_contract_party.csv
run copy open ocds:open.ocds.json
expect_status 0
expect_true node -e '
const p = JSON.parse(require("fs").readFileSync("open.ocds.json"));
const r = p.releases.find((one) => one.ocid.endsWith("sas_bw_2023"));
const ok = r.tender.procurementMethod === "open" && r.tender.techniques.frameworkAgreement.method === "withoutReopeningCompetition" &&
  r.awards.filter((a) => a.id.startsWith("bw_01/")).length === 2 && r.awards.every((a) => a.suppliers.length === 1);
process.exit(ok ? 0 : 1)'

# An amount that a number of JSON does not hold, and a code of one's own, come back as they were.
cp -r "$inkoop" exact && sed -i '2s/,[0-9.]*,2/,1234567890123456.78,2/' exact/inkoop_tariff.csv
printf '%s\n' unit,name,illustratief '77,Eigen eenheid,true' >exact/inkoop_unit.csv
run copy exact ocds:exact.ocds.json
expect_status 0
run copy exact.ocds.json exact_back
expect_status 0
expect_true cmp <(sort exact/inkoop_tariff.csv) <(sort exact_back/inkoop_tariff.csv)
expect_true grep -q '1234567890123456.78' exact_back/inkoop_tariff.csv
expect_true grep -q '^77,Eigen eenheid' exact_back/inkoop_unit.csv

# Two providers with one number, a party in two periods, one that is only named: all come back.
cp -r "$inkoop" odd && sed -i 's/90000022/90000011/' odd/provider.csv
printf '%s\n' 'ijssel_vecht,bw_02,aanbieder_cc,2,hoofdaannemer,,2024-01-01,,,,,true' \
  'ijssel_vecht,bt_01,aanbieder_hh,1,onderaannemer,aanbieder_ee,,,,,,true' >>odd/inkoop_contract_party.csv
sed -i 's/^west_brabant_west,West-Brabant West,/&ijssel_vecht/' odd/region.csv
run copy odd ocds:odd.ocds.json
expect_status 0
run copy odd.ocds.json odd_back
expect_status 0
for table in provider inkoop_contract_party region; do
  expect_true cmp <(sort odd/$table.csv) <(sort odd_back/$table.csv)
done

# Files that are none, also large ones, are told with their place and soon.
truncate -s 2G zeros.ocds.json
run check zeros.ocds.json "${day[@]}"
expect_status 1
expect_out "[inkoop/ocds_package]"
head -c 3000 package.ocds.json >cut.ocds.json
run check cut.ocds.json "${day[@]}"
expect_status 1
expect_out "[inkoop/ocds_cut_short]"
# A package is read a release at a time: with 400 MB of blanks between two of them it takes no memory to speak of.
{ head -n 3 package.ocds.json && head -c 400000000 /dev/zero | tr '\0' ' ' && sed -n '4,$p' package.ocds.json; } >large.ocds.json
expect_called="check large.ocds.json, in 300 MB"
(ulimit -v 300000 && timeout 120 "$stelsel" check large.ocds.json "${day[@]}" >out 2>err </dev/null)
status=$?
expect_status 0
expect_out "Procedures that are subsidies, without a release in the package:"
rm -f large.ocds.json zeros.ocds.json

# Reports.
for format in html md; do
  fine report inkoop/choice "$inkoop" "${day[@]}" --set region=ijssel_vecht --format $format
  expect_out "SAS-procedure"
  fine report inkoop/region "$inkoop" "${day[@]}" --set region=ijssel_vecht --format $format
  expect_out "illustratief"
  expect_out "Nachtopvang"
  fine report inkoop/calendar "$inkoop" "${day[@]}" --format $format
  expect_out "bw_01"
done
# What is no file, and what a release must not say of itself.
mkdir folder.ocds.json && mkfifo pipe.ocds.json
could_not_run "not a regular file" check folder.ocds.json
could_not_run "neither a file nor a folder" check ocds:pipe.ocds.json
echo '{"releases":[7, {"ocid":"ocds-a","stelsel":{"region":"x","stelsel:line":"9"},"tender":{"id":"1"}}]}' >odd.ocds.json
run check odd.ocds.json --lang en
expect_status 1
expect_out "release should be this: object. [inkoop/ocds_type]"
finish
