# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a failed test program said of its failures, in a few lines."""

import re

_FAILED = re.compile(r" *not ok\b|Bail out!")
_COMMENT = re.compile(r"# ?(.*)")
_PLACE = re.compile(r' *File ".*/(tests/.*)", line (\d+), in (test_\w+)')
_ERROR = re.compile(r"[\w.]+(Error|Exception|Exit|Interrupt)\b")
_TO_BE_TRIED_AGAIN = re.compile(r"to be tried once more: (.*)")
_FAILED_ONCE = re.compile(r"failed once: (.*)")
_MOST_LINES = 15
_LONGEST = 400


def _reason(comments):
    """Of a Python program's traceback: where it was in the test, and what was wrong."""
    places = [found for found in map(_PLACE.match, comments) if found]
    began = next((i for i, line in enumerate(comments) if _ERROR.match(line)), 0)
    where = ["%s:%s: in %s" % places[-1].groups()] if places else []
    return where + comments[began:]


def failures(output):
    """For each failed case its line, and before it the reason where that was told before it."""
    comments, told = [], []
    for line in output.splitlines():
        comment = _COMMENT.match(line)
        if comment:
            comments = [] if _TO_BE_TRIED_AGAIN.match(comment[1]) else comments + [comment[1]]
            continue
        if _FAILED.match(line):
            told.append([line.strip()] + _reason(comments))
        comments = []
    return told


def failed_once(output):
    """For each case that passed at its second attempt: its name, and the reason of the first."""
    comments, reasons, told = [], {}, []
    for line in output.splitlines():
        comment = _COMMENT.match(line)
        if not comment:
            comments = []
            continue
        tried, failed = _TO_BE_TRIED_AGAIN.match(comment[1]), _FAILED_ONCE.match(comment[1])
        if tried:
            reasons[tried[1]], comments = _reason(comments), []
        elif failed:
            told.append([failed[1]] + reasons.get(failed[1], []))
        else:
            comments.append(comment[1])
    return told


def _show(told):
    return ["  " + (line if len(line) <= _LONGEST else line[:_LONGEST] + "…")
            for lines in told for line in lines[:_MOST_LINES]]


def explain_failed_once(stdout):
    return _show(failed_once(stdout))


def explain(stdout, stderr):
    """The lines to be shown; the last of all that was said, where no case of it failed."""
    told = failures(stdout)
    if not told:
        told = [[line for line in (stdout + "\n" + stderr).splitlines() if line.strip()][-_MOST_LINES:]]
    return _show(told)
