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
