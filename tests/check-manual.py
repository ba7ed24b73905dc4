#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""check-manual.py RECTO MANUAL: the manual page tells of each option of the program, and of no other.

It also tells of the version, and man(1) has nothing to say against it, where that is installed.
"""

import re
import shutil
import subprocess
import sys

OPTION = re.compile(r"--([a-z][a-z-]+)")
# The toolkit's and the application's own, told of by --help-all only.
OF_OTHERS = {"help-all", "help-gapplication", "gapplication-service"}


def options_of_program(program):
    done = subprocess.run([program, "--help"], check=True, stdout=subprocess.PIPE, text=True)
    return set(OPTION.findall(done.stdout)) - OF_OTHERS


def options_of_manual(text):
    """Those that have a paragraph of their own."""
    section = text.split(".SH OPTIONS", 1)[1].split(".SH ", 1)[0]
    return {name for line in section.splitlines() if line.startswith(".B")
            for name in OPTION.findall(line.replace("\\", ""))}


def main():
    program, manual = sys.argv[1:]
    with open(manual, encoding="utf-8") as file:
        text = file.read()
    wrong = []
    version = subprocess.run([program, "--version"], check=True, stdout=subprocess.PIPE,
                             text=True).stdout.strip()
    if version not in text.splitlines()[1]:
        wrong.append("it is not the manual of " + version)
    offered, told = options_of_program(program), options_of_manual(text)
    wrong += ["--%s is not told of" % name for name in sorted(offered - told)]
    wrong += ["there is no --%s" % name for name in sorted(told - offered)]
    if shutil.which("groff"):
        done = subprocess.run(["groff", "-man", "-ww", "-z", "-Tutf8", manual], check=True,
                              stderr=subprocess.PIPE, text=True)
        wrong += done.stderr.splitlines()
    for line in wrong:
        print("%s: %s" % (manual, line))
    print("%d options, %d wrong" % (len(offered), len(wrong)))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
