#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
#
# check-format.sh SOURCE: C files are laid out as .clang-format says, all text files as
# .editorconfig does, and every one opens with its license. `check-format.sh SOURCE --fix` lays
# the C files out.
set -eu

cd -- "$1"
files() { find app engine ui tests -name '*.[ch]' -type f; }

status=0
# Versions of clang-format differ in details; this is the one of Debian 13.
version=$(clang-format --version | sed 's/.*version \([0-9]*\).*/\1/')
if [ "$version" != 19 ]; then
  echo "clang-format is $version and not 19: the layout of C files is not checked"
elif [ "${2-}" = --fix ]; then
  files | xargs clang-format -i
elif ! said=$(files | xargs clang-format --dry-run --Werror 2>&1); then
  echo "$said" | sed -n 's/: error: .*//p' | cut -d : -f 1 | uniq -c |
    sed 's/^ *\([0-9]*\) \(.*\)/\2: laid out otherwise in \1 places; --fix lays it out/'
  status=1
fi

for file in $(find app data engine flatpak po tests ui .ci dev meson.build meson.options \
  README.md HACKING.md .clang-format .editorconfig .gitignore -type f \
  ! -path '*/__pycache__/*' ! -name '*.png' ! -path 'tests/documents/*' ! -name LINGUAS ! -name POTFILES.in); do
  if ! head -n 3 -- "$file" | grep -q 'SPDX-License-Identifier: AGPL-3.0-or-later'; then
    echo "$file: opens without its license"
    status=1
  fi
  if [ "${file%.md}" = "$file" ] && grep -nE '[[:blank:]]+$' "$file" /dev/null; then
    status=1
  fi
  if [ -n "$(tail -c 1 -- "$file")" ]; then
    echo "$file: the last line has no end"
    status=1
  fi
done
exit $status
