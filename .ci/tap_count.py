# SPDX-License-Identifier: AGPL-3.0-or-later
"""Counting the cases of TAP output. As a program: pass TAP on from standard input, and sum it up."""

import re
import sys

TAP_LINE = re.compile(r"^( *)(not ok|ok)\b(.*)$")


def count_cases(output):
    """Passed, failed and skipped cases of TAP output; a line that only sums up a group is none."""
    counts = {"ok": 0, "not ok": 0, "skip": 0}
    groups = set()
    for line in output.splitlines():
        match = TAP_LINE.match(line)
        if match is None:
            continue
        indent, verdict, rest = len(match[1]), match[2], match[3]
        is_sum = any(deeper > indent for deeper in groups)
        groups = {depth for depth in groups if depth <= indent} | {indent}
        if is_sum:
            continue
        counts["skip" if re.search(r"# *SKIP", rest, re.I) else verdict] += 1
    return counts["ok"], counts["not ok"], counts["skip"]


def summary(passed, failed, skipped):
    return "%d passed, %d failed%s" % (passed, failed, ", %d skipped" % skipped if skipped else "")


def main():
    lines = []
    for line in sys.stdin:
        print(line, end="", flush=True)
        lines.append(line)
    output = "".join(lines)
    passed, failed, skipped = count_cases(output)
    # Who ends before its plan is over has failed.
    plan = re.search(r"^1\.\.(\d+)", output, re.M)
    failed += max(0, int(plan[1]) - passed - failed - skipped) if plan else 1
    print(summary(passed, failed, skipped))
    return 0 if failed == 0 and passed + skipped > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
