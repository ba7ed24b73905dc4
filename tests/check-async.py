#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""check-async.py SOURCE: each asynchronous call of the engine's public headers can be cancelled.

It takes a GCancellable, calls back with a GAsyncReadyCallback, and has a `_finish`.
"""

import pathlib
import re
import sys
import unittest

# These are cancelled in another way.
EXCEPTIONS = {
    "recto_task_run_async": "its task is there before, and has a cancellable",
}
# These are ended by the `_finish` of another call.
FINISHED_BY = {
    "recto_document_open_styled_async": "recto_document_open_finish",
}
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.S)
CALL = re.compile(r"\b(recto_\w+_(?:async|finish))\s*\(([^;{]*)\)\s*;")
SOURCE = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")


def read_calls():
    """The parameters of each `_async` and `_finish` that a header declares."""
    calls = {}
    for header in sorted((SOURCE / "engine").glob("*.h")):
        text = COMMENT.sub(" ", header.read_text(encoding="utf-8"))
        calls.update({name: " ".join(parameters.split()) for name, parameters in CALL.findall(text)})
    return calls


class AsyncTest(unittest.TestCase):
    def setUp(self):
        self.calls = read_calls()
        self.started = [name for name in self.calls if name.endswith("_async")]

    def test_there_is_something_to_check(self):
        self.assertIn("recto_document_open_async", self.started)
        self.assertIn("recto_document_render_async", self.started)

    def test_G_1_each_call_takes_a_cancellable(self):
        for name in self.started:
            with self.subTest(call=name):
                takes = "GCancellable *" in self.calls[name]
                self.assertEqual(takes, name not in EXCEPTIONS)

    def test_each_exception_is_still_there(self):
        self.assertLessEqual(EXCEPTIONS.keys() | FINISHED_BY.keys(), set(self.started))

    def test_each_call_calls_back_and_is_finished(self):
        for name in self.started:
            with self.subTest(call=name):
                self.assertIn("GAsyncReadyCallback", self.calls[name])
                finish = FINISHED_BY.get(name, name.removesuffix("_async") + "_finish")
                self.assertIn(finish, self.calls)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
