# Shared by the scripts of this folder. CMakeLists.txt sets PREFIX (where stelsel was installed), WORK
# (an own folder), SOURCE, BUILD, CMAKE, GENERATOR, CC, CXX and their flags.
set -euo pipefail
here=$SOURCE/tests/install

fail() {
  echo "$*" >&2
  exit 1
}

# clean FOLDER: makes it, empty.
clean() {
  rm -rf "$1"
  mkdir -p "$1"
  cd "$1"
}

# block LANGUAGE N [PAGE]: the Nth block of code in that language of the README, or of another page.
block() {
  awk -v start='```'"$1" -v wanted="$2" '
    $0 == start { inside = ++seen == wanted; next }
    $0 == "```" { inside = 0 }
    inside { print; found = 1 }
    END { exit !found }' "$SOURCE/${3:-README.md}" || fail "${3:-README.md} has no block $2 of $1"
}

# build FOLDER: configures and builds the project in FOLDER into FOLDER/build, with the installed
# stelsel only.
build() {
  "$CMAKE" -S "$1" -B "$1/build" -G "$GENERATOR" -DCMAKE_PREFIX_PATH="$PREFIX" \
    -DCMAKE_FIND_USE_PACKAGE_REGISTRY=OFF || fail "$1 does not configure"
  "$CMAKE" --build "$1/build" || fail "$1 does not build"
}

# expect TEXT FILE: FILE must have a line with TEXT.
expect() {
  grep -qF -- "$1" "$2" || fail "$(cat "$2")"$'\n'"-- has no line with: $1"
}
