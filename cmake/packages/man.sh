#!/usr/bin/env bash
# man.sh PROGRAM VERSION: a manual page of what PROGRAM says with --help, and what its commands say.
set -euo pipefail
program=$1 version=$2
name=${program##*/}
day=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%d)

# verbatim: lines as they are, for roff.
verbatim() {
  printf '.nf\n'
  sed 's/\\/\\e/g; s/-/\\-/g; s/^\([.'"'"']\)/\\\&\1/'
  printf '.fi\n'
}

help=$("$program" --help 2>&1) || true
printf '.TH %s 1 %s "stelsel %s"\n' "${name^^}" "$day" "${version%-*}"
printf '.SH NAME\n'
case $help in
  "$name - "*) awk -v RS= 'NR == 1 { gsub(/\n/, " "); sub(/ - /, " \\- "); print }' <<<"$help" ;;
  *) printf '%s \\- row types of C++ from table schemas, for plugins of stelsel\n' "$name" ;;
esac
printf '.SH DESCRIPTION\n'
awk -v RS= -v ORS='\n\n' -v name="$name" 'index($0, name " - ") != 1' <<<"$help" | verbatim
commands=$(awk '/^Commands:/ { inside = 1; next } /^$/ { inside = 0 } inside { print $1 }' <<<"$help")
[ -z "$commands" ] || printf '.SH COMMANDS\n'
for command in $commands; do
  printf '.SS %s\n' "$command"
  "$program" "$command" --help | verbatim
done
