#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""check-rows.py SOURCE [--fix]: each row of the cancel contract has a test that names it.

A row is named by a path given to g_test_add…() ("/task/P-3/…"), directly or by a macro that has
ADD in its name and may put the beginning before it ("P-3/…"), or by a Python function or method
"test_P_3_…". The file must be listed in a meson.build, so that it is run. Comments do not count.

tests/contract/table.md lists all of that; --fix writes it anew.
"""

import ast
import pathlib
import re
import sys

N_ROWS = {"P": 7, "A": 8, "H": 11, "S": 10, "G": 15}
ROW = re.compile(r"[GPAHS]-[0-9]+")
COMMENT = re.compile(r'/\*.*?\*/|//[^\n]*|("(?:\\.|[^"\\\n])*")', re.S)
ADDED = re.compile(r'\b(?:g_test_add\w*|\w*ADD\w*)\s*\(\s*"([^"]*)"')
NAMED = re.compile(r"_([GPAHS])_([0-9]+)(?=_|$)")
HEADING = """<!-- SPDX-License-Identifier: AGPL-3.0-or-later -->
<!-- Made by check-rows.py --fix from the names of the tests. -->

# Which test shows which row of the cancel contract

| row | test | what it covers |
|---|---|---|
"""


def rows_of_c(text):
    """(row, claim) for each test that a C file adds."""
    code = COMMENT.sub(lambda found: found[1] or " ", text)
    for path in ADDED.findall(code):
        parts = path.split("/")[2 if path.startswith("/") else 0:]
        claim = " ".join(part for part in parts if not ROW.fullmatch(part)).replace("-", " ")
        yield from ((part, claim) for part in parts if ROW.fullmatch(part))


def rows_of_python(text):
    """(row, claim) for each test function of a Python file."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, kinds) and node.name.startswith("test_"):
            claim = NAMED.sub("", node.name).removeprefix("test_").replace("_", " ")
            yield from (("%s-%s" % row, claim) for row in NAMED.findall(node.name))


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
    """Each row that some test names, with (file, claim) of those tests."""
    found = {}
    for read, pattern in ((rows_of_c, "*.c"), (rows_of_python, "*.py")):
        for path in sorted(tests.rglob(pattern)):
            rows = list(read(path.read_text(encoding="utf-8")))
            if rows and not is_run(path, tests):
                print("%s names rows and is in no meson.build" % path.relative_to(tests))
                continue
            for row, claim in rows:
                found.setdefault(row, set()).add((str(path.relative_to(tests)), claim))
    return found


def read_rows(path):
    """What is due and what comes later, each by its id."""
    due, later = {}, {}
    for line in path.read_text(encoding="utf-8").splitlines():
        words = line.split(None, 2 if line.startswith("later ") else 1)
        if words and not line.startswith("#"):
            (later if words[0] == "later" else due)[words[-2]] = words[-1]
    return due, later


def in_order(rows):
    return sorted(rows, key=lambda row: ("PAHSG".index(row[0]), int(row[2:])))


def make_table(due, later, found):
    lines = []
    for row in in_order(due.keys() | later.keys()):
        if row in due:
            lines.append("| **%s** | | **%s** |" % (row, due[row]))
            lines += ["| %s | %s | %s |" % (row, name, claim)
                      for name, claim in sorted(found.get(row, ()))]
        if row in later:
            lines.append("| **%s** | later | %s |" % (row, later[row]))
    return HEADING + "\n".join(lines) + "\n"


def check(due, later, found):
    wrong = ["%s has no test: %s" % (row, due[row]) for row in due if row not in found]
    wrong += ["%s is no row that is due: named by %s" % (row, ", ".join(sorted(
        name for name, claim in found[row]))) for row in sorted(found.keys() - due.keys())]
    every = {"%s-%d" % (kind, i + 1) for kind, n in N_ROWS.items() for i in range(n)}
    wrong += ["%s is not in rows.txt" % row for row in in_order(every - due.keys() - later.keys())]
    return wrong


def main():
    tests = pathlib.Path(sys.argv[1]) / "tests"
    due, later = read_rows(tests / "contract" / "rows.txt")
    found = find_tests(tests)
    wrong = check(due, later, found)
    table = tests / "contract" / "table.md"
    text = make_table(due, later, found)
    if "--fix" in sys.argv[2:]:
        table.write_text(text, encoding="utf-8")
    elif not table.exists() or table.read_text(encoding="utf-8") != text:
        wrong.append("table.md is not up to date: run check-rows.py . --fix")
    print("\n".join(wrong + ["%d rows, %d wrong" % (len(due), len(wrong))]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
