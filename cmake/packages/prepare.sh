#!/usr/bin/env bash
# prepare.sh TREE PACKAGE VERSION MAINTAINER: adds to what CMake installed in TREE the files that every Debian package has, and
# makes modes and times the same wherever and whenever it is built. SOURCE_DATE_EPOCH is the time.
set -euo pipefail
scripts=$(cd "$(dirname "$0")" && pwd)
source=$scripts/../..
tree=$1 package=$2 version=$3 maintainer=$4
[ -d "$tree/usr" ] || { echo "$tree has nothing installed" >&2; exit 1; }
doc=$tree/usr/share/doc/$package

# The licence is not one of those that Debian has in common-licenses, so that its text stands here.
copyright() {
  echo 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/'
  echo 'Upstream-Name: stelsel'
  printf '\nFiles: *\nCopyright: %s %s\nLicense: EUPL-1.2\n' "$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y)" "${maintainer% <*}"
  [ "$package" != stelsel ] || printf '%s\n %s\n %s\n' \
    'Comment: The rows of usr/share/stelsel/landscape are facts from public documents, which' \
    'source_document.csv lists; each row names its document and section. Rows that were made up' 'as an example say so.'
  printf '\nLicense: EUPL-1.2\n'
  sed 's/[[:space:]]*$//; s/^$/./; s/^/ /' "$source/LICENSE"
}

# The changes of the packaging; those of stelsel itself are its own CHANGELOG.md.
debian_changelog() {
  case $maintainer in *\>) ;; *) maintainer+=' <>' ;; esac
  printf 'stelsel (%s) unstable; urgency=medium\n\n  * Packages of stelsel %s; changelog.gz tells what changed.\n\n' \
    "$version" "${version%-*}"
  printf ' -- %s  %s\n' "$maintainer" "$(LC_ALL=C date -u -R -d "@$SOURCE_DATE_EPOCH")"
}

# What lintian would say and is meant to be so.
overrides() {
  echo '# These packages do not go to the archive of Debian, which has no bug for them to close.'
  echo "$package: initial-upload-closes-no-bugs *"
  case $maintainer in *\>) return ;; esac
  echo '# publiccode.yml names the maintainers without an address, and none is made up here.'
  echo "$package: malformed-contact *"
  echo "$package: bogus-mail-host-in-debian-changelog *"
}

# man_pages: of what the programs say of themselves.
man_pages() {
  local program
  for program in "$tree"/usr/bin/*; do
    [ -f "$program" ] || continue
    mkdir -p "$tree/usr/share/man/man1"
    bash "$scripts/man.sh" "$program" "$version" | gzip -9nc >"$tree/usr/share/man/man1/${program##*/}.1.gz"
  done
}

mkdir -p "$doc"
copyright >"$doc/copyright"
gzip -9nc <"$source/CHANGELOG.md" >"$doc/changelog.gz"
debian_changelog | gzip -9nc >"$doc/changelog.Debian.gz"
mkdir -p "$tree/usr/share/lintian/overrides"
overrides >"$tree/usr/share/lintian/overrides/$package"
man_pages
find "$tree" -type f \( -path '*/usr/bin/*' -o -name '*.so*' \) \
  -exec strip --strip-unneeded --remove-section=.comment --remove-section=.note {} +
find "$tree" -type d -exec chmod 755 {} +
find "$tree" -type f ! -path '*/usr/bin/*' -exec chmod 644 {} +
find "$tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
