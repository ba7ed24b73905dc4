# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a test of the window needs, in one place."""

import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(1, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "documents"))

import gi  # noqa: E402

gi.require_version("Atspi", "2.0")

import processes  # noqa: E402, F401
from program import Program, document  # noqa: E402, F401
from session import only_in_plain_builds, run  # noqa: E402, F401
from waiting import GUARD, stays, wait_for  # noqa: E402, F401
