# What happens to stores in this world: written by an earlier or a later version, write-protected, in use, damaged.
. "$(dirname "$0")/expect.sh"

sql() { sqlite3 -bail "$1" "$2" || fault "sqlite3 cannot: $2"; }
store() { cp made.sqlite "$1"; }
run copy "$landscape" sqlite:made.sqlite
expect_status 0

# A store of an earlier version, whose providers had no kvk_number yet.
earlier() {
  sql "$1" "ALTER TABLE provider DROP COLUMN kvk_number; ALTER TABLE stelsel_past_provider DROP COLUMN kvk_number;
    UPDATE stelsel_table SET version = 0, schema = json_set(json_remove(schema, (SELECT fullkey FROM json_tree(schema)
      WHERE type = 'object' AND json_extract(value, '\$.name') = 'kvk_number')), '\$.\"stelsel:version\"', 0)
    WHERE name = 'provider'"
}
store earlier.sqlite
earlier earlier.sqlite
fine check earlier.sqlite --as-of 2021-12-31
run diff earlier.sqlite made.sqlite --table provider
expect_status 0
# The first commit brings it forward, and keeps it as it was.
cp -r "$landscape" changed
sed -i '2s/^\([^,]*,[^,]*\),/\1 anders,/' changed/region.csv
run copy changed sqlite:earlier.sqlite
expect_status 0
expect_true test -f earlier.sqlite.before-2
expect_true [ "$(sql earlier.sqlite "SELECT count(*) FROM pragma_table_info('provider') WHERE name = 'kvk_number'")" = 1 ]
expect_true [ "$(sql earlier.sqlite.before-2 "SELECT count(*) FROM pragma_table_info('provider') WHERE name = 'kvk_number'")" = 0 ]
fine check earlier.sqlite@1 --as-of 2021-12-31

# A store of a later version: what is not known of it is told, and nothing is written.
store later.sqlite
sql later.sqlite "ALTER TABLE region ADD COLUMN colour TEXT; ALTER TABLE stelsel_past_region ADD COLUMN colour TEXT;
  UPDATE stelsel_table SET version = 99, schema = json_set(schema, '\$.\"stelsel:version\"', 99, '\$.fields[#]',
    json('{\"name\": \"colour\", \"type\": \"string\"}')) WHERE name = 'region'"
cp later.sqlite before
run check later.sqlite --as-of 2021-12-31
expect_status 1
expect_out colour
could_not_run 'was stored by a newer version' copy changed sqlite:later.sqlite
could_not_run 'was stored by a newer version' history later.sqlite --verify
cmp -s later.sqlite before || fault "a store of a later version was changed"
sql later.sqlite 'PRAGMA user_version = 3'
could_not_run 'was made by a newer version of stelsel' copy changed sqlite:later.sqlite
sql later.sqlite "UPDATE stelsel_store SET value = 3 WHERE key = 'readable_by'"
could_not_run 'that this one cannot read' check later.sqlite

# Somebody else is writing: told after five seconds of waiting.
store used.sqlite
mkfifo hold
sqlite3 used.sqlite <hold >/dev/null 2>&1 &
exec 3>hold
echo 'BEGIN EXCLUSIVE;' >&3
sleep 0.5
could_not_run 'is in use by somebody else' copy changed sqlite:used.sqlite
echo 'ROLLBACK;' >&3
exec 3>&-
wait
run copy changed sqlite:used.sqlite
expect_status 0

# Write-protected, for somebody who is not the superuser.
if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null; then
  store protected.sqlite
  chmod 444 protected.sqlite
  chmod 755 .
  as_nobody() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
  if as_nobody test -r protected.sqlite && as_nobody test -x "$stelsel"; then
    program=$stelsel
    printf '#!/bin/sh\nexec setpriv --reuid=65534 --regid=65534 --clear-groups "%s" "$@"\n' "$program" >nobody
    chmod 755 nobody
    stelsel=$PWD/nobody
    could_not_run 'is write-protected' copy changed sqlite:protected.sqlite
    fine history protected.sqlite
    stelsel=$program
  fi
fi

# Without room: a small disk of its own, where that may be made.
if [ "$(id -u)" -eq 0 ] && unshare -m true 2>/dev/null; then
  mkdir -p disk
  cat >small <<EOF
#!/bin/sh
exec unshare -m sh -c 'mount -t tmpfs -o size=3m tmpfs disk && cp made.sqlite disk/ && head -c 4000000 /dev/zero >disk/rest 2>/dev/null
  "\$0" "\$@" || exit \$?' "$stelsel" "\$@"
EOF
  chmod 755 small
  program=$stelsel
  stelsel=$PWD/small
  could_not_run 'there is no room' copy changed sqlite:disk/made.sqlite
  stelsel=$program
fi

# A page of it is not what it was: told, in one sentence.
store damaged.sqlite
size=$(stat -c %s damaged.sqlite)
for at in $((size / 2)) $((size / 3)) $((size * 3 / 4)); do
  head -c 4096 /dev/urandom | dd of=damaged.sqlite bs=1 seek=$((at / 4096 * 4096)) conv=notrunc status=none
done
run history damaged.sqlite --verify
expect_status 2
expect_one_sentence
store short.sqlite
truncate -s $((size / 2)) short.sqlite
could_not_run short.sqlite history short.sqlite --verify

finish
