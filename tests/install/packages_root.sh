# Sourced by packages.sh: a clean root of Debian in which the packages are installed from Debian's own, used, and purged. The
# bare root and what it once fetched stay in $WORK.root for the next run.
cache=$WORK.root
root=$WORK/root

# in_root COMMAND...: with /proc, in a mount namespace of its own, so that nothing stays mounted here.
in_root() {
  unshare --mount --propagation private bash -c '
    mount -t proc proc "$1/proc" && mount --bind "$2" "$1/var/cache/apt/archives" && shift 2 && exec chroot "$0" "$@"' \
    "$root" "$root" "$cache/archives" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
}
# installs PACKAGE...: as somebody does, from the folder of our packages and Debian.
installs() { in_root apt-get install -y -q --no-install-recommends "$@" >>apt.txt 2>&1 || fail "$(tail -n 40 apt.txt)"; }
# ours PATTERN: the files of our packages, as the root has them.
ours() { (cd "$root" && find packages -name "$1" -printf '/%p\n'); }
# listing: every file that is not of a log or of apt itself.
listing() {
  in_root find / -xdev \( -path /proc -o -path /var/log -o -path /var/cache -o -path /var/lib/apt -o -path /packages \
    -o -path /tmp \) -prune -o -printf '%y %p\n' | LC_ALL=C sort
}

# What this machine's apt knows as Debian: suites and mirrors, told one a line.
sources=$(apt-get indextargets --format 'deb $(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' 'Origin: Debian' | LC_ALL=C sort -u)
suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
mirror=$(awk -v suite="$suite" '$3 == suite { print $2; exit }' <<<"$sources")
[ -n "$mirror" ] || fail "apt of this machine knows no mirror of $suite"
if [ ! -f "$cache/made" ]; then
  rm -rf --one-file-system "$cache"
  mkdir -p "$cache/archives/partial"
  debootstrap --variant=minbase "$suite" "$cache/base" "$mirror" >debootstrap.txt 2>&1 || fail "$(tail -n 20 debootstrap.txt)"
  touch "$cache/made"
fi
cp -a "$cache/base" "$root"
echo "$sources" >"$root/etc/apt/sources.list"
# Nothing here outlives the test, so that nothing need reach the disk; what was fetched is kept.
echo force-unsafe-io >"$root/etc/dpkg/dpkg.cfg.d/test"
echo 'Acquire::Languages "none";' >"$root/etc/apt/apt.conf.d/test"
mkdir "$root/packages" && cp packages/*.deb "$root/packages"
in_root apt-get update -q >apt.txt 2>&1 || fail "$(cat apt.txt)"

# shellcheck disable=SC2046 # a word a file
installs $(ours 'stelsel*.deb')
in_root stelsel --version >version.txt
grep -qxE 'stelsel [0-9.]+' version.txt || fail "$(cat version.txt)"
in_root sh -c 'cd /tmp && stelsel check /usr/share/stelsel/landscape --as-of 2021-12-31 --lang en' >check.txt 2>&1 || fail "$(cat check.txt)"
expect '0 errors' check.txt
in_root sh -c 'cd /tmp && stelsel check /usr/share/stelsel/landscape --pack nvo --as-of 2021-12-31 --format ndjson' >nvo.txt 2>&1 || true
expect '"nvo/' nvo.txt
in_root stelsel copy /usr/share/stelsel/landscape sqlite:/tmp/landscape.sqlite >copy.txt
expect 'revisie 1' copy.txt
in_root stelsel report reporting/national /tmp/landscape.sqlite --as-of 2021-12-31 --format html >report.html
grep -q '</html>' report.html || fail "no report was made"
in_root stelsel query sqlite:/tmp/landscape.sqlite --as-of 2021-12-31 'SELECT count(*) AS n FROM region' >query.txt
grep -qxE ' *[1-9][0-9]*' query.txt || fail "$(cat query.txt)"
in_root stelsel plugin list --lang en >plugins.txt
for plugin in finance inkoop nvo postgresql: reporting/national sqlite: survey; do expect "$plugin" plugins.txt; done

# The integrator: the program of the README, by CMake and by pkg-config, in C++ and in C.
# shellcheck disable=SC2046
installs $(ours 'lib*.deb') g++ cmake ninja-build pkg-config
mkdir "$root/tmp/my" && block cpp 1 >"$root/tmp/my/main.cc" && cp "$SOURCE/tests/border/embed.c" "$root/tmp/my"
{ printf 'cmake_minimum_required(VERSION 3.25)\nproject(my_program CXX)\nadd_executable(my_program main.cc)\n' && block cmake 1; } \
  >"$root/tmp/my/CMakeLists.txt"
cat >"$root/tmp/my/build.sh" <<'END'
set -eux
mkdir -p /tmp/my/examples && ln -s /usr/share/stelsel/landscape /tmp/my/examples/landscape
cd /tmp/my
cmake -G Ninja -B build && cmake --build build && build/my_program
cc -std=c11 $(pkg-config --cflags stelsel) embed.c -o embed $(pkg-config --libs stelsel) && ./embed examples/landscape
[ "$(pkg-config --variable=plugindir stelsel)" -ef "/usr/lib/$(gcc -print-multiarch)/stelsel/plugins" ]
END
in_root bash /tmp/my/build.sh >my.txt 2>&1 || fail "$(tail -n 40 my.txt)"
expect '0 errors, ' my.txt
grep -qx '0 errors' my.txt || fail "$(cat my.txt)"

# Purged, nothing of ours is left.
# shellcheck disable=SC2086 # a word a package
in_root apt-get purge -y -q $found >>apt.txt 2>&1 || fail "$(tail -n 40 apt.txt)"
listing >purged.txt
grep -i stelsel purged.txt && fail "these are left after purge"
in_root dpkg-query -W '*stelsel*' 2>/dev/null | grep . && fail "dpkg still knows these"
rm -rf --one-file-system "$root"
