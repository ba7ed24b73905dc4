# SPDX-License-Identifier: AGPL-3.0-or-later
"""Thumbnails in the sidebar: gone to by clicks and keys, followed, remembered."""

import sys

import harness
from harness import Program, document, wait_for

from gi.repository import Atspi, GLib


def open_with_sidebar(session, name, **more):
    recto = Program(session, document(name), **more)
    recto.wait_until_drawn()
    recto.key("F9")
    return recto


def cell(recto, name):
    """A thumbnail, once the sidebar has come to rest."""
    widget = recto.wait_for_widget(name, "table cell")
    before = []

    def rests():
        place = recto.place_of(widget)
        before.append(place)
        return len(before) > 1 and before[-2] == place and place[0] >= 0

    wait_for("“%s” to rest" % name, rests, recto.explain)
    return widget


def marked(recto):
    """The thumbnail that is marked."""
    try:
        for widget in recto.widgets():
            if widget.get_role_name() == "table cell" and \
                    widget.get_state_set().contains(Atspi.StateType.SELECTED):
                return widget.get_name()
    except GLib.Error:
        pass
    return None


def wait_until_marked(recto, name):
    wait_for("“%s” to be marked" % name, lambda: marked(recto) == name,
             lambda: "marked is %s; %s" % (marked(recto), recto.explain()))


def wait_for_page_entry(recto, number):
    wait_for("page %s to be read" % number,
             lambda: recto.find(number, "entry") or number in recto.texts(), recto.explain)


def test_a_click_goes_to_the_page_and_back_again(session):
    recto = open_with_sidebar(session, "labels.pdf")
    first = marked_first(recto)
    recto.click(cell(recto, "Page ii"))
    wait_until_marked(recto, "Page ii")
    recto.key("alt+Left")
    wait_until_marked(recto, first)


def marked_first(recto):
    wait_for("a page to be marked", lambda: marked(recto), recto.explain)
    return marked(recto)


def test_keys_go_to_a_page(session):
    recto = open_with_sidebar(session, "five-hundred-pages.pdf")
    recto.click(cell(recto, "Page 1"))
    recto.wait_for_focus("table cell")
    recto.key("End")
    wait_until_marked(recto, "Page 500")
    recto.key("Return")
    wait_for_page_entry(recto, "500")


def test_the_page_being_read_is_marked_and_in_view(session):
    recto = open_with_sidebar(session, "five-hundred-pages.pdf")
    wait_until_marked(recto, "Page 1")
    recto.key("ctrl+End")
    wait_until_marked(recto, "Page 500")
    cell(recto, "Page 500")


def test_the_pane_that_was_chosen_is_there_the_next_time(session):
    remembering = {"remember-places": "true"}
    recto = open_with_sidebar(session, "outline.pdf", settings=remembering)
    recto.wait_for_widget("Start", "list item")
    recto.press("Thumbnails", "page tab")
    cell(recto, "Page 1")
    recto.quit()
    recto = Program(session, document("outline.pdf"), settings=remembering)
    recto.wait_until_drawn()
    cell(recto, "Page 1")
    assert recto.find("Start", "list item") is None


def test_ten_thousand_pages_hold_nothing_up(session):
    recto = open_with_sidebar(session, "ten-thousand-pages.pdf")
    wait_until_marked(recto, "Page 1")
    recto.click(cell(recto, "Page 1"))
    recto.wait_for_focus("table cell")
    recto.key("End")
    wait_until_marked(recto, "Page 10000")
    recto.key("Home")
    wait_until_marked(recto, "Page 1")


if __name__ == "__main__":
    harness.run(sys.modules[__name__])
