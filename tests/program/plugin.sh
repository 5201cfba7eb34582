# Plugins: what was found, a folder of one's own, and what is refused and why.
. "$(dirname "$0")/expect.sh"

# What was built with the program is found by it, from any folder and by any way it is called.
fine plugin list --lang en
expect_out "reporting/national"
expect_out "sqlite:"
ln -s "$stelsel" elsewhere
built=$stelsel stelsel=./elsewhere
fine plugin list
expect_out "reporting/region"
stelsel=$built

fine plugin info reporting --lang en
expect_out "reporting 0."
expect_out "EUPL-1.2"
expect_out "region="
could_not_run "no plugin is called \`nothing\`; looked in " plugin info nothing
expect_true grep -qE "and found ([a-z_]+, )*reporting, " err
could_not_run "plugin needs \`list\`, \`info ID\`, \`check FOLDER\`, \`lock\` or \`new KIND NAME\`" plugin
could_not_run "plugin needs \`list\`, \`info ID\`, \`check FOLDER\`, \`lock\` or \`new KIND NAME\`" plugin install
could_not_run "ID is missing" plugin info
cannot_write plugin list

# A pack: a folder with a description and a table, no code. Its folder may be given relative to where one is.
pack() {
  mkdir -p "$1/$2/schema"
  cat >"$1/$2/plugin.json" <<END
{"id": "$2", "version": "1.0.0", "border": "1.0", "title": {"nl": "Plekken", "en": "Places"}, "licence": "CC0-1.0"}
END
  cat >"$1/$2/schema/$2_place.json" <<END
{"name": "$2_place", "title": "Place", "description": "A place.",
 "stelsel:nl": {"title": "Plek", "description": "Een plek."}, "primaryKey": ["place"],
 "fields": [{"name": "place", "type": "string", "constraints": {"required": true}, "title": "Place",
             "description": "Short name.", "stelsel:nl": {"title": "Plek", "description": "Korte naam."}}]}
END
}
pack packs places
for folder in packs ./packs/ "$PWD/packs"; do
  fine --plugins "$folder" plugin list --lang en
  expect_out "places"
done
fine tables places_place --plugins packs --lang en
expect_out "places_place: Place"
mkdir data
printf 'place\nhier\n' >data/places_place.csv
fine check data --plugins packs --as-of 2021-12-31 --lang en
expect_out "Nothing wrong was found in data."
run check data --as-of 2021-12-31 --lang en
expect_out "[core/unknown_table]"
fine copy data sqlite:places.sqlite --plugins packs
fine copy sqlite:places.sqlite back --plugins packs
expect_same data/places_place.csv back/places_place.csv

# An empty folder brings nothing; one that is not there is a mistake.
mkdir none
fine --plugins none plugin list
could_not_run "$PWD/nowhere" --plugins nowhere plugin list

# The same id twice is refused, naming both.
pack twice places
could_not_run "plugin places is there twice" --plugins packs --plugins twice plugin list
expect_err "$PWD/packs/places"
expect_err "$PWD/twice/places"

# What is wrong with a description is told with its file.
pack broken places
echo '{"id": "places",' >broken/places/plugin.json
could_not_run "$PWD/broken/places/plugin.json" --plugins broken plugin list
pack newer places
sed -i 's/"1.0",/"9.0",/' newer/places/plugin.json
could_not_run "border version 9.0" --plugins newer plugin list

# Code is loaded only from where nobody else can write.
built=$(dirname "$stelsel")/../lib/stelsel/plugins
mkdir -p bin lib/stelsel
cp "$stelsel" bin/stelsel
cp -RL "$built" lib/stelsel/plugins
chmod -R go-w lib
stelsel=$PWD/bin/stelsel
fine report reporting/national "$landscape" --as-of 2021-12-31 --format md
chmod o+w lib/stelsel/plugins/reporting
could_not_run "lib/stelsel/plugins/reporting" report reporting/national "$landscape" --as-of 2021-12-31
chmod o-w lib/stelsel/plugins/reporting
chmod o+w lib/stelsel/plugins/reporting/reporting.so
could_not_run "reporting.so" report reporting/national "$landscape" --as-of 2021-12-31
chmod o-w lib/stelsel/plugins/reporting/reporting.so

# A lock lets pass what stood there when it was written, and nothing else.
fine plugin lock -o lock
expect_true sha256sum --quiet --check --strict <(sed "s|  |  lib/stelsel/plugins/|" lock)
fine --lock lock report reporting/national "$landscape" --as-of 2021-12-31 --format md
pack packs more
could_not_run "packs/more/plugin.json is not used: the lock file" --lock lock --plugins packs plugin list
printf ' ' >>lib/stelsel/plugins/reporting/reporting.so
fine --lock lock plugin list
could_not_run "reporting.so has sha256" --lock lock report reporting/national "$landscape" --as-of 2021-12-31
chmod o+w lock
could_not_run "lock can be written by any user" --lock lock plugin list
could_not_run "nowhere" --lock nowhere plugin list

# No variable of the environment says where plugins are, so nobody can lead a program of more rights than his to
# other plugins; and such a program loads none that belong to whoever calls it.
fine plugin list
cp out before
for name in STELSEL_PLUGINS STELSEL_PLUGIN_PATH LD_LIBRARY_PATH XDG_DATA_HOME XDG_DATA_DIRS HOME; do
  export "$name=$PWD/packs"
  fine plugin list
  expect_same out before
  unset "$name"
done
nobody=65534
if [ "$(id -u)" -eq 0 ] && setpriv --reuid $nobody --regid $nobody --clear-groups true 2>/dev/null; then
  place=$(mktemp -d /var/tmp/stelsel-privileged-XXXXXX)
  chmod 755 "$place"
  mkdir "$place/bin" "$place/own"
  cp "$stelsel" "$place/bin/stelsel"
  chmod 4755 "$place/bin/stelsel"
  cp -R packs/places "$place/own/places"
  chown -R $nobody:$nobody "$place/own"
  setpriv --reuid $nobody --regid $nobody --clear-groups "$place/bin/stelsel" --plugins "$place/own" plugin list \
    >out 2>err </dev/null
  status=$? expect_called="--plugins OWN plugin list, as a program of root called by nobody"
  expect_status 2
  expect_err "belongs to another user"
  rm -rf "$place"
else
  echo "not tried: a program of more rights than its caller's, which takes root"
fi
finish
