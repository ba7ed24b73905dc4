# SPDX-License-Identifier: AGPL-3.0-or-later
"""Activity: what runs, in a window of its own and on the session's bus."""

import sys

import harness
from harness import Program, document, wait_for


def open_at_heavy_page(session, name):
    """A document whose second page is heavy, with that page in view and work on it going on."""
    recto = Program(session, document(name))
    recto.wait_for_page(1)
    recto.key("n")
    wait_for("page 2 to be worked on", recto.stop_is_possible, recto.explain)
    return recto


# ---- The window ----------------------------------------------------------------------------------


def test_what_runs_is_listed_in_a_window_of_its_own(session):
    recto = open_at_heavy_page(session, "endless.pdf")
    recto.key("ctrl+shift+y")
    recto.wait_for_widget("Activity", "frame")
    recto.wait_for_widget("endless.pdf", "label")
    recto.press("Stop All")
    recto.wait_for_widget("Rendering stopped")
    recto.wait_for_widget("Nothing Is Running")
    recto.key("Escape")
    wait_for("the list to close", lambda: not recto.find("Activity", "frame"), recto.explain)
    assert recto.find("Rendering stopped")


def test_the_window_of_activity_goes_with_the_last_document(session):
    recto = Program(session, document("three-pages.pdf"))
    recto.wait_for_page(1)
    document_window = recto.window
    recto.key("ctrl+shift+y")
    recto.wait_for_widget("Activity", "frame")
    assert len(session.screen.find_windows(recto.pid)) == 2
    session.screen.close_window(document_window)
    recto.process.wait(30)


if __name__ == "__main__":
    harness.run(sys.modules[__name__])
