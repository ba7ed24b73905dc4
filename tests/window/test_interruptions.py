# SPDX-License-Identifier: AGPL-3.0-or-later
"""What one is about when something else comes between: a tab that is closed, a stop."""

import sys

import harness
from harness import Program, document, wait_for


def open_two(session, name, words):
    """A document in a tab beside another one."""
    recto = Program(session, document("three-pages.pdf"), document(name))
    recto.wait_for_widget(words)
    recto.wait_until_drawn()
    return recto


def assert_other_is_there(recto):
    recto.wait_for_widget("Page 1 of 3")
    recto.wait_for_page(1)
    recto.key("n")
    recto.wait_for_page(2)


def test_a_tab_is_closed_while_its_text_is_drawn_over(session):
    recto = open_two(session, "reading.pdf", "Page 1 of 5")
    left, top, width, height = recto.area
    middle = left + width / 2
    recto.screen.point(middle - 100, top + height / 4)
    recto.screen.press(1)
    recto.screen.point(middle, top + height / 2)
    recto.key("ctrl+w")
    recto.wait_for_widget("Page 1 of 3")
    recto.screen.point(middle + 50, top + height - 5)
    recto.screen.release(1)
    assert_other_is_there(recto)


def copy_page(recto):
    recto.key("shift+F10")
    recto.wait_for_widget("", "menu")
    recto.key("i")
    recto.wait_until_gone("", "menu")


def test_a_picture_of_a_page_that_never_ends_is_stopped(session):
    recto = open_two(session, "endless.pdf", "Page 1 of 6")
    recto.key("n")
    wait_for("work", recto.stop_is_possible, recto.explain)
    copy_page(recto)

    def stopped():
        recto.key("Escape")
        return not recto.stop_is_possible()

    wait_for("nothing to be stopped", stopped, recto.explain)
    recto.wait_for_widget("Rendering stopped")
    copy_page(recto)
    recto.key("ctrl+w")
    assert_other_is_there(recto)


def test_a_tab_is_closed_once_a_page_of_it_was_explained(session):
    recto = open_two(session, "blanks.pdf", "Page 1 of 6")
    recto.key("n")
    recto.press("Why?")
    recto.wait_for_widget("Why Is This Page Slow?", "dialog")
    recto.key("Escape")
    recto.key("ctrl+w")
    assert_other_is_there(recto)


def test_a_tab_is_closed_while_headings_are_looked_for(session):
    recto = open_two(session, "ten-thousand-pages.pdf", "Page 1 of 10000")
    recto.key("F9")
    recto.show_pane("Outline")
    recto.press("Look for Headings")
    recto.wait_for_widget("Looking for Headings")
    recto.key("ctrl+w")
    assert_other_is_there(recto)


def test_a_tab_is_closed_once_its_layers_were_switched(session):
    recto = open_two(session, "layers.pdf", "Page 1 of 1")
    recto.key("F9")
    recto.show_pane("Layers")
    recto.click(recto.wait_for_widget("Wasser", "check box"))
    recto.key("Escape")
    # It can be pressed while anything is not as the document has it.
    recto.press("Reset")
    recto.key("ctrl+w")
    assert_other_is_there(recto)


if __name__ == "__main__":
    harness.run(sys.modules[__name__])
