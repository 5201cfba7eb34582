#!/usr/bin/env bash
# finish.sh PACKAGE.deb...: packs each once more with dpkg-deb, which gives the same bytes for the same files and times. The
# ldconfig that CPack calls in scripts of its own is what the trigger does.
set -euo pipefail
export DPKG_DEB_THREADS_MAX=1

# installed_size TREE: in KiB, each file rounded up, a link not followed.
installed_size() {
  find "$1" -mindepth 1 -path "$1/DEBIAN" -prune -o -printf '%y %s\n' |
    awk '{ sum += $1 == "f" ? int(($2 + 1023) / 1024) : 1 } END { print sum }'
}

for package; do
  tree=$package.tree
  dpkg-deb --raw-extract "$package" "$tree"
  if [ -f "$tree/DEBIAN/triggers" ]; then rm -f "$tree/DEBIAN/postinst" "$tree/DEBIAN/postrm"; fi
  sed -i "s/^Installed-Size: .*/Installed-Size: $(installed_size "$tree")/" "$tree/DEBIAN/control"
  find "$tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
  dpkg-deb --root-owner-group -Zxz --build "$tree" "$package"
  rm -rf "$tree"
done
