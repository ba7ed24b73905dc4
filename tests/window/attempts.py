# SPDX-License-Identifier: AGPL-3.0-or-later
"""Running a module's tests of the window, told as TAP.

They go through an X server, a window manager, buses and assistive technology, none of which says
when it is done with something. What fails has one more attempt, with all of these made anew, and it
is said that it needed that. There is none where the program warned, crashed or damaged its memory:
once is too often.
"""

import os
import re
import signal
import subprocess
import sys
import traceback

import processes
from session import Session, Skipped, Warned

# In the environment of a second attempt.
_SECOND = "RECTO_TEST_SECOND_ATTEMPT"


def describe(function):
    """test_G_15_stopping_shows_no_dialog is “G-15 stopping shows no dialog”."""
    name = function.__name__.removeprefix("test_")
    return re.sub(r"\b([A-Z]) (\d+)\b", r"\1-\2", name.replace("_", " "))


def _keep_evidence(session, name):
    folder = os.environ.get("RECTO_TEST_PICTURES")
    if folder:
        os.makedirs(folder, exist_ok=True)
        session.screen.save(os.path.join(folder, name + ".ppm"))


def _say(text):
    """As comments, as far as it is none."""
    for line in text.splitlines():
        print(line if line.startswith("# ") else "# " + line, flush=True)


class _Attempts:
    def __init__(self, tests, make_session):
        self.tests = tests
        self.make_session = make_session
        self.environment = dict(os.environ)
        self.n_told = 0
        self.failed = 0
        self.again = []

    def tell(self, good, test, note=""):
        self.n_told += 1
        self.failed += 0 if good else 1
        print("%s %d - %s%s" % ("ok" if good else "not ok", self.n_told, describe(test), note),
              flush=True)

    def attempt(self, session, test):
        try:
            test(session)
            session.end_without_warnings()
        except Skipped as reason:
            self.tell(True, test, " # SKIP %s" % reason)
        except Exception as error:  # pylint: disable=broad-except
            _keep_evidence(session, test.__name__)
            _say(traceback.format_exc())
            # What they say at their end counts, too.
            session.end_programs()
            if _SECOND in os.environ or isinstance(error, Warned) or session.warned \
                    or session.damaged:
                self.tell(False, test)
            else:
                self.again.append(test)
                _say("to be tried once more: " + describe(test))
        else:
            self.tell(True, test)
        session.end_programs()
        session.warned, session.damaged = [], False

    def attempt_again(self, test):
        """In a process of its own: libatspi keeps to the first bus that it finds."""
        done = subprocess.run([sys.executable, sys.argv[0], "=" + test.__name__],
                              env={**self.environment, _SECOND: "1"}, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
                              errors="replace", preexec_fn=processes.end_with_parent)
        good = done.returncode == 0 and "\nok 1 " in done.stdout
        if good:
            _say("failed once: " + describe(test))
        else:
            _say(re.sub(r"^(TAP version|1\.\.1|not ok)\b.*\n", "", done.stdout, flags=re.M))
        self.tell(good, test)

    def run(self):
        session = self.make_session()
        try:
            for test in self.tests:
                self.attempt(session, test)
        finally:
            session.close()
        for test in self.again:
            self.attempt_again(test)


def _is_chosen(name, words):
    return not words or any(name == word[1:] if word[0] == "=" else word in name for word in words)


def run(module, make_session=Session):
    """Run the module's functions test_…, each in a session that holds no other program.

    Words on the command line choose those whose names contain one of them, or, behind a "=", are
    that.
    """
    tests = [value for name, value in vars(module).items() if name.startswith("test_")
             and _is_chosen(name, sys.argv[1:])]
    # So that what was started is ended, also where this takes too long for who started it.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(1))
    print("TAP version 13\n1..%d" % len(tests), flush=True)
    attempts = _Attempts(tests, make_session)
    attempts.run()
    sys.exit(1 if attempts.failed else 0)
