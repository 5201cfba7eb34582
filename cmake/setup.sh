# Shared by examples/run, tests/run and .ci/run, which source it from the root of the project.

# Compiled files serve every checkout and preset of the same source, wherever it stands.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1

# Installs the Debian packages of cmake/debian-packages.txt that are missing, as root or with sudo. One with a command
# behind a colon is missing only when that command is: it may come from elsewhere, and then the package would be in its
# way.
install_packages() {
  local wanted missing=() package
  wanted=$(grep -v '^#' cmake/debian-packages.txt)
  for package in $wanted; do
    case $package in *:*) command -v "${package#*:}" >/dev/null && continue ;; esac
    package=${package%%:*}
    dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null | grep -q '^ii' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  echo "Installing from Debian: ${missing[*]}"
  local as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# build PRESET [TARGET...]: configures once, then builds what changed. Says little unless it fails.
build() {
  local preset=$1 log
  shift
  log=build/$preset.log
  mkdir -p build
  if [ ! -f "build/$preset/build.ninja" ]; then
    cmake --preset "$preset" >"$log" 2>&1 || { cat "$log"; return 1; }
  fi
  echo "Building ($preset) ..."
  cmake --build --preset "$preset" ${1:+--target "$@"} >"$log" 2>&1 || { tail -n 60 "$log"; return 1; }
}

# run_tests PRESET [CTEST ARGUMENT...]: runs them, shows what failed, and ends with CTest's own summary.
run_tests() {
  local preset=$1 log status=0
  shift
  log=build/$preset.tests.log
  echo "Testing ($preset) ..."
  ctest --preset "$preset" -j "$(nproc)" "$@" >"$log" 2>&1 || status=$?
  [ $status -eq 0 ] || grep -v ' Passed \|^ *Start ' "$log"
  grep 'tests passed' "$log" || true
  return $status
}
