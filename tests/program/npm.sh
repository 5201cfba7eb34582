# Sourced after expect.sh. `npm_install PACKAGE@VERSION...` puts them into $modules, which stays for the next run; the
# test is skipped, by name, where they cannot be had.
modules=$work.npm
npm_install() {
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    echo "skipped: node and npm are not there"
    exit 77
  fi
  [ "$(cat "$modules/installed" 2>/dev/null)" != "$*" ] || return 0
  rm -rf "$modules" && mkdir -p "$modules"
  npm install --prefix "$modules" --ignore-scripts --no-save --no-package-lock --no-audit --no-fund \
    --loglevel=error "$@" >npm.log 2>&1 || { cat npm.log; echo "skipped: npm did not install $*"; exit 77; }
  echo "$*" >"$modules/installed"
}
# npm_ci FOLDER: the same by the package.json and the lock in it, which has the hashes of the packages.
npm_ci() {
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    echo "skipped: node and npm are not there"
    exit 77
  fi
  cmp -s "$1/package-lock.json" "$modules/installed" && return 0
  rm -rf "$modules" && mkdir -p "$modules" && cp "$1/package.json" "$1/package-lock.json" "$modules"
  npm ci --prefix "$modules" --ignore-scripts --no-audit --no-fund --loglevel=error >npm.log 2>&1 ||
    { cat npm.log; echo "skipped: npm did not install what $1 names"; exit 77; }
  cp "$1/package-lock.json" "$modules/installed"
}
