#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""check-template.py SOURCE [--fix]: po/recto.pot holds every string to translate, as it is now.

Every string is told where it stands, by file, and what its translators were told. With --fix the
template is written anew.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

KEYWORDS = ("_", "N_", "C_:1c,2", "NC_:1c,2", "ngettext:1,2", "g_dngettext:2,3",
            "g_dpgettext2:2c,3")
HEADER = "# SPDX-License-Identifier: AGPL-3.0-or-later"
OF_THE_DAY = re.compile(r'^"(POT-Creation-Date|Project-Id-Version): .*\\n"\n', re.M)


def extract(source):
    with tempfile.TemporaryDirectory() as folder:
        template = os.path.join(folder, "recto.pot")
        done = subprocess.run(
            ["xgettext", "--package-name=recto", "--from-code=UTF-8", "--add-comments=Translators:",
             "--add-location=file", "--files-from=po/POTFILES.in", "--output=" + template,
             "--keyword"]
            + ["--keyword=" + keyword for keyword in KEYWORDS],
            cwd=source, check=True, stderr=subprocess.PIPE, text=True,
            env=dict(os.environ, LC_ALL="C.UTF-8"))
        # It does not know of Blueprint, which reads like C to it.
        told = [line for line in done.stderr.splitlines() if "extension" not in line]
        with open(template, encoding="utf-8") as file:
            # Its first lines are a form to be filled in.
            return "%s\n%s" % (HEADER, file.read().split("#\n", 1)[1]), told


def without_the_day(text):
    return OF_THE_DAY.sub("", text)


def main():
    source = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    path = source / "po" / "recto.pot"
    now, told = extract(source)
    for line in told:
        print(line)
    kept = path.read_text(encoding="utf-8") if path.exists() else ""
    fresh = without_the_day(kept) == without_the_day(now)
    if not fresh and "--fix" in sys.argv:
        path.write_text(now, encoding="utf-8")
        fresh = True
    print("%d strings to translate%s" % (now.count("\nmsgid ") - 1,
                                        "" if fresh else "; po/recto.pot is not fresh: --fix"))
    return 0 if fresh else 1


if __name__ == "__main__":
    sys.exit(main())
