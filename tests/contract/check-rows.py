#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""check-rows.py SOURCE: each row of the cancel contract has a test that names it.

A row is named by a path given to g_test_add…() ("/task/P-3/…"), directly or by a macro that has
ADD in its name, or by a Python function or method "test_P_3_…". The file must be listed in a
meson.build, so that it is run. Comments do not count.
"""

import ast
import pathlib
import re
import sys

ROW = re.compile(r"[GPAHS]-[0-9]+")
COMMENT = re.compile(r'/\*.*?\*/|//[^\n]*|("(?:\\.|[^"\\\n])*")', re.S)
ADDED = re.compile(r'\b(?:g_test_add\w*|\w*ADD\w*)\s*\(\s*"(/[^"]*)"')
NAMED = re.compile(r"_([GPAHS])_([0-9]+)(?=_|$)")


def rows_of_c(text):
    """The rows in the paths of the tests that a C file adds."""
    code = COMMENT.sub(lambda found: found[1] or " ", text)
    return {part for path in ADDED.findall(code) for part in path.split("/") if ROW.fullmatch(part)}


def rows_of_python(text):
    """The rows in the names of the test functions of a Python file."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    names = [node.name for node in ast.walk(ast.parse(text)) if isinstance(node, kinds)]
    return {"%s-%s" % row for name in names if name.startswith("test_")
            for row in NAMED.findall(name)}


def is_run(path, tests):
    """Whether a meson.build beside or above the file lists it: by its name, or by what is behind
    "test-" in that."""
    names = {path.name, path.stem, path.stem.removeprefix("test-")}
    for folder in path.parents:
        listing = folder / "meson.build"
        text = listing.read_text(encoding="utf-8") if listing.exists() else ""
        if any("'%s'" % name in text or "/%s'" % name in text for name in names):
            return True
        if folder == tests:
            return False
    return False


def find_tests(tests):
    """Each row that some test names, with the files of those tests."""
    found = {}
    for read, pattern in ((rows_of_c, "*.c"), (rows_of_python, "*.py")):
        for path in sorted(tests.rglob(pattern)):
            rows = read(path.read_text(encoding="utf-8"))
            if rows and not is_run(path, tests):
                print("%s names rows and is in no meson.build" % path.relative_to(tests))
                continue
            for row in rows:
                found.setdefault(row, []).append(str(path.relative_to(tests)))
    return found


def main():
    tests = pathlib.Path(sys.argv[1]) / "tests"
    lines = (tests / "contract" / "rows.txt").read_text(encoding="utf-8").splitlines()
    rows = dict(line.split(None, 1) for line in lines if line and not line.startswith("#"))
    found = find_tests(tests)
    wrong = 0
    for row, about in rows.items():
        if row not in found:
            print("%s has no test: %s" % (row, about))
            wrong += 1
    for row in sorted(found.keys() - rows.keys()):
        print("%s is no row that is due: named by %s" % (row, ", ".join(found[row])))
        wrong += 1
    if not rows:
        sys.exit("rows.txt lists nothing")
    print("%d rows, %d wrong" % (len(rows), wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
