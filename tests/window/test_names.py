# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whatever one can press, choose or fill in has a name that can be read aloud."""

import sys

import harness
from gi.repository import Atspi, GLib
from harness import Program, document, wait_for

CONTROLS = ("alert", "button", "check box", "check menu item", "combo box", "dialog", "entry", "frame",
            "link", "list item", "menu item", "page tab", "password text", "push button",
            "radio button", "radio menu item", "search bar", "slider", "spin button", "switch", "text",
            "toggle button")
INNER = ("password text", "text", "toggle button")


def ancestors(widget):
    """What it is in, from the inside outwards."""
    while widget.get_parent() is not None:
        widget = widget.get_parent()
        yield widget


def describe(widget):
    """Which it is: its role, and the names and roles of what it is in."""
    return " in ".join("%s “%s”" % (it.get_role_name(), it.get_name())
                       for it in [widget, *ancestors(widget)][:8])


def is_inner(widget):
    """Whether it is a part of a control that has a name, as the toolkit makes them."""
    around = list(ancestors(widget))
    if widget.get_role_name() == "list item":
        return any(it.get_role_name() == "combo box" and it.get_name() for it in around)
    return widget.get_role_name() in INNER and around[0].get_role_name() in CONTROLS and \
        bool(around[0].get_name())


def is_nameless(widget):
    if widget.get_role_name() not in CONTROLS or widget.get_name():
        return False
    return widget.get_state_set().contains(Atspi.StateType.SHOWING) and \
        widget.get_extents(Atspi.CoordType.WINDOW).height > 0 and not is_inner(widget)


def nameless(recto):
    try:
        return sorted({describe(widget) for widget in recto.widgets() if is_nameless(widget)})
    except GLib.Error:
        return ["something that went away while it was looked at"]


def assert_all_have_names(recto, where):
    found = [None]

    def none():
        found[0] = nameless(recto)
        return not found[0]

    wait_for("names for all in " + where, none, lambda: "\n".join(found[0]))


def test_all_has_a_name_at_the_start(session):
    recto = Program(session)
    recto.wait_for_widget("Open a Document")
    assert_all_have_names(recto, "the start page")
    recto.key("ctrl+comma")
    recto.wait_for_widget("Preferences", "dialog")
    assert_all_have_names(recto, "the preferences")


def test_all_has_a_name_around_a_document(session):
    recto = Program(session, document("three-pages.pdf"), document("fifty-attachments.pdf"))
    recto.wait_for_page(1)
    recto.wait_for_widget("This document has 50 attachments")
    assert_all_have_names(recto, "the window with two tabs")
    recto.key("ctrl+shift+a")
    recto.wait_for_widget("file 01.bin")
    assert_all_have_names(recto, "the attachments")


def names_of_buttons(recto):
    return {(widget.get_role_name(), widget.get_name()) for widget in recto.widgets()
            if widget.get_role_name() in ("button", "push button", "toggle button")}


def test_buttons_keep_their_names_while_what_they_open_is_there(session):
    recto = Program(session, document("book.epub"))
    recto.wait_until_drawn()
    recto.wait_for_widget("of 120")
    before = names_of_buttons(recto)
    for name, inside in (("Text", "Make Default"), ("Zoom: ", "Zoom In"),
                         ("Activity", "Open in Window")):
        recto.press(name, "toggle button")
        recto.wait_for_widget(inside)
        missing = before - names_of_buttons(recto)
        assert not missing, (name, missing)
        recto.key("Escape")
        wait_for("the menu to close", lambda: recto.find(inside) is None, recto.explain)


def test_all_has_a_name_where_something_is_wrong(session):
    for name, words in (("garbage.pdf", "Open Another"), ("password.pdf", "Password Needed")):
        recto = Program(session, document(name))
        recto.wait_for_widget(words)
        assert_all_have_names(recto, name)
        session.end_programs()


def test_all_has_a_name_while_something_is_stopped(session):
    recto = Program(session, document("endless.pdf"))
    recto.wait_for_page(1)
    recto.key("n")
    wait_for("page 2 to be worked on", recto.stop_is_possible, recto.explain)
    recto.press("Activity", "toggle button")
    recto.wait_for_widget("Stop This")
    assert_all_have_names(recto, "the list of what runs")
    recto.key("Escape")
    recto.wait_until_gone("Stop This")
    recto.key("Escape")
    recto.wait_for_widget("Rendering stopped")
    assert_all_have_names(recto, "the bar of a page")
    recto.key("F5")
    wait_for("the screen", lambda: recto.screen.color_at(3, 3) == (0, 0, 0), recto.explain)
    assert_all_have_names(recto, "a presentation")


if __name__ == "__main__":
    harness.run(sys.modules[__name__])
