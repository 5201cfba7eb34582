#!/usr/bin/env bash
# Makes the Debian packages twice, looks what is in them, and, as root, uses them in a clean root.
. "$SOURCE/tests/install/common.sh"

clean "$WORK"
"$SOURCE/cmake/packages/build" "$WORK/packages" >build.log 2>&1 || fail "$(tail -n 40 build.log)"
# Once more from the same build, by somebody with another mask, language and place in the world.
(umask 077; export TZ=Asia/Tokyo LANG=C LC_ALL=C; "$SOURCE/cmake/packages/build" "$WORK/again" >again.log 2>&1) || fail "$(cat again.log)"
diff <(cd packages && sha256sum -- *) <(cd again && sha256sum -- *) || fail "packages are not the same when made again"

expected='libstelsel-dev libstelsel1 stelsel stelsel-plugin-reporting stelsel-plugin-sql stelsel-plugin-storage-postgres'
expected+=' stelsel-plugin-storage-sqlite stelsel-plugin-survey'
found=$(for file in packages/*.deb; do dpkg-deb -f "$file" Package; done | LC_ALL=C sort | xargs)
[ "$found" = "$expected" ] || fail "packages: $found"

for file in packages/*.deb; do
  package=$(dpkg-deb -f "$file" Package)
  tree=$WORK/trees/$package
  mkdir -p "$tree"
  dpkg-deb -x "$file" "$tree"
  for doc in copyright changelog.gz changelog.Debian.gz; do
    [ -s "$tree/usr/share/doc/$package/$doc" ] || fail "$package has no $doc"
  done
  expect 'EUROPEAN UNION PUBLIC LICENCE v. 1.2' "$tree/usr/share/doc/$package/copyright"
  find "$tree" -mindepth 1 ! -path "$tree/usr" ! -path "$tree/usr/*" | grep . && fail "$package has files outside /usr"
  find "$tree" ! -type l \( -perm /022 -o -perm /7000 \) | grep . && fail "$package has files that others can write"
  (cd "$tree" && find . -type f -printf '%P\n' | LC_ALL=C sort) >files.txt
  dpkg-deb -I "$file" md5sums | cut -c 35- | LC_ALL=C sort | diff files.txt - || fail "md5sums of $package are not of its files"
done
# What an installed file says of where it was built.
grep -rlF -e "$SOURCE" -e "$BUILD" trees && fail "these files have a path of the build"
find trees \( -path '*/usr/bin/*' -o -name '*.so*' \) -type f -exec readelf -d {} + | grep -E 'RPATH|RUNPATH' &&
  fail "what is packaged looks for libraries where it was built"

# A plugin that links what the program does not is in a package of its own.
needed() { readelf -d "$@" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | LC_ALL=C sort -u; }
plugins=usr/lib/$(dpkg-architecture -qDEB_HOST_MULTIARCH)/stelsel/plugins
comm -23 <(needed trees/stelsel/"$plugins"/*/*.so) <(needed trees/stelsel/usr/bin/stelsel) | grep . &&
  fail "a plugin in the package stelsel needs these"
[ -f "trees/stelsel-plugin-storage-postgres/$plugins/storage_postgres/storage_postgres.so" ] || fail "no storage_postgres.so"
dpkg-deb -f packages/libstelsel1_*.deb Depends | grep -E 'libpq|sqlite|xlsxwriter' && fail "the library depends on what plugins need"
dpkg-deb -I packages/libstelsel1_*.deb shlibs >shlibs.txt
expect 'libstelsel 1 libstelsel1 (>= ' shlibs.txt
dpkg-deb -I packages/libstelsel1_*.deb triggers >triggers.txt
expect 'activate-noawait ldconfig' triggers.txt

python3 "$here/packages_sbom.py" packages || fail "the SBOM is wrong"
gzip -dc trees/stelsel/usr/share/man/man1/stelsel.1.gz >stelsel.1
for text in '.SS copy' '\-\-as\-of' 'Exit status'; do expect "$text" stelsel.1; done
if command -v lintian >/dev/null; then
  lintian --allow-root --fail-on error,warning packages/*.deb >lintian.txt 2>&1 || fail "$(cat lintian.txt)"
else
  echo 'not looked at by lintian, which is not there'
fi

if [ "$(id -u)" -ne 0 ] || ! command -v debootstrap >/dev/null || ! unshare --mount true; then
  echo 'not used in a clean root: that takes root, debootstrap and a mount namespace'
  exit 0
fi
. "$here/packages_root.sh"
