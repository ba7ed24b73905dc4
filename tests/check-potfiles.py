#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""check-potfiles.py SOURCE: po/POTFILES.in lists exactly the files that have text to translate.

With --fix after SOURCE it writes the list.
"""

import pathlib
import re
import sys

MARKED = re.compile(r"\b(?:_|C_|N_|NC_|ngettext|g_dngettext|g_dpgettext2|gettext)\s*\(\s*[\"']")
MERGED = ("data/*.desktop.in", "data/*.metainfo.xml.in", "data/*.gschema.xml")


def marked_files(source):
    found = {path for pattern in MERGED for path in source.glob(pattern)}
    for folder in ("app", "engine", "ui"):
        for pattern in ("*.c", "*.h", "*.blp"):
            found |= {path for path in (source / folder).rglob(pattern)
                      if MARKED.search(path.read_text(encoding="utf-8"))}
    return sorted(str(path.relative_to(source)) for path in found)


def main():
    source = pathlib.Path(sys.argv[1])
    potfiles = source / "po" / "POTFILES.in"
    marked = marked_files(source)
    if sys.argv[2:] == ["--fix"]:
        potfiles.write_text("".join(name + "\n" for name in marked), encoding="utf-8")
    listed = [line for line in potfiles.read_text(encoding="utf-8").split("\n")
              if line and not line.startswith("#")]
    for name in sorted(set(marked) - set(listed)):
        print("%s has text to translate, and po/POTFILES.in does not list it" % name)
    for name in sorted(set(listed) - set(marked)):
        print("po/POTFILES.in lists %s, which has no text to translate" % name)
    print("%d files with text to translate" % len(marked))
    return 0 if listed == marked else 1


if __name__ == "__main__":
    sys.exit(main())
