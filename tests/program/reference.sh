# The municipalities of the landscape beside the reference data: the same codes, ends and names. Skipped, by name, when
# the folder of reference data is not there.
. "$(dirname "$0")/expect.sh"
reference=${STELSEL_REFERENCE_DIR:-$2/../shared/reference}/data/gemeenten.csv
if [ ! -f "$reference" ]; then
  echo "skipped: there is no reference data (STELSEL_REFERENCE_DIR)"
  exit 77
fi

sql() { sqlite3 municipalities.sqlite "$@"; }
sql ".import --csv '$reference' reference" ".import --csv '$landscape/municipality.csv' ours" \
  ".import --csv '$landscape/municipality_succession.csv' succession"
expect_called="sqlite3, over the landscape and the reference data" status=0
: >out && : >err
nothing() {
  local rows
  rows=$(sql "$1")
  [ -z "$rows" ] || fault "$2: $rows"
}
expect_true [ "$(sql 'select count(*) from reference')" -gt 400 ]
nothing "select gm_code from reference except select municipality from ours" "not in the landscape"
nothing "select municipality from ours except select gm_code from reference" "not in the reference data"
nothing "select municipality from ours join reference on gm_code = municipality where valid_to <> geldig_tot" "another end"
# StatLine adds a province or region to names that occur, or occurred, twice.
nothing "select municipality || ' ' || name || ' / ' || naam from ours join reference on gm_code = municipality
         where name <> naam and not naam like name || ' (%)'" "another name"
nothing "select municipality from ours where valid_to <> ''
         except select municipality from succession" "ended without a successor"
# A successor is there on the day on which the other ends.
nothing "select s.municipality || ' by ' || s.successor from succession s
         join ours gone on gone.municipality = s.municipality join ours next on next.municipality = s.successor
         where next.valid_from > gone.valid_to or (next.valid_to <> '' and next.valid_to <= gone.valid_to)" "not there then"
nothing "select municipality from succession group by municipality
         having (count(*) = 1) <> (min(part) = 'geheel')" "whole or part"
finish
