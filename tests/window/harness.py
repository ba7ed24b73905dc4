# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a test of the window needs, in one place."""

import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(1, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "documents"))

import gi  # noqa: E402

gi.require_version("Atspi", "2.0")

from gi.repository import Atspi  # noqa: E402

import processes  # noqa: E402, F401
from attempts import run  # noqa: E402, F401
from program import Program, document  # noqa: E402, F401
from session import only_in_plain_builds  # noqa: E402, F401
from waiting import GUARD, stays, wait_for  # noqa: E402, F401

# It takes who does not answer within a second for gone; on a busy machine that is usual.
Atspi.set_timeout(GUARD * 1000, GUARD * 1000)
