# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tests wait for conditions; a guard far above what is expected ends a wait that is in vain."""

import os
import time

GUARD = 180 if os.environ.get("RECTO_TEST_SANITIZED") == "1" else 60


def wait_for(what, condition, explain=None, guard=GUARD):
    """Gives what `condition` gives as soon as that is true."""
    end = time.monotonic() + guard
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError("waited in vain for %s%s" % (
                what, ": " + explain() if explain else ""))
        time.sleep(0.02)


def stays(what, condition, seconds=1.0, explain=None):
    """That a condition holds for a while; for what must not happen later."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert condition(), "%s did not last%s" % (what, ": " + explain() if explain else "")
        time.sleep(0.02)
