# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whatever one can press, choose or fill in with the mouse can be had with the keyboard alone."""

import os
import sys

import harness
from gi.repository import Atspi, GLib
from harness import Program, document, stays, wait_for

CONTROLS = ("button", "check box", "combo box", "entry", "link", "password text", "push button",
            "radio button", "slider", "spin button", "switch", "text", "toggle button")
# Windows are moved, sized and closed by the keys of the desktop.
OF_THE_DESKTOP = ("Minimize", "Maximize", "Close", "Restore")
MOST_STEPS = 150


def path_of(widget):
    """Which it is: the places it and all that it is in have among their neighbors."""
    path = []
    while widget is not None and widget.get_role() != Atspi.Role.APPLICATION:
        path.insert(0, widget.get_index_in_parent())
        widget = widget.get_parent()
    return tuple(path)


def has(widget, *states):
    held = widget.get_state_set()
    return all(held.contains(state) for state in states)


def is_control(widget):
    return widget.get_role_name() in CONTROLS and widget.get_name() not in OF_THE_DESKTOP and \
        has(widget, Atspi.StateType.SHOWING, Atspi.StateType.SENSITIVE) and \
        widget.get_extents(Atspi.CoordType.WINDOW).height > 0


def focused(recto):
    """Where the keyboard is, and what it is in; None while that is not known."""
    try:
        for widget in recto.widgets():
            if has(widget, Atspi.StateType.FOCUSED):
                return path_of(widget)
    except GLib.Error:
        pass
    return None


def wait_for_another_focus(recto, former):
    """Gives where it is. It may leave the part that has been looked at for one that has not: only
    what stays is believed."""
    places = []

    def found():
        places.append(focused(recto))
        times = 3 if places[-1] else 10
        return places[-1] != former and len(places) >= times and len(set(places[-times:])) == 1

    wait_for("the keyboard elsewhere", found, recto.explain)
    return places[-1]


def go_round(recto):
    """All places that Tab comes to, from one back to it."""
    reached = []
    place = focused(recto)
    for _ in range(MOST_STEPS):
        recto.key("Tab")
        place = wait_for_another_focus(recto, place)
        if place in reached:
            break
        # A part of the toolkit's own that is not told of.
        if place is not None:
            reached.append(place)
    return reached


def belongs(path, reached):
    """A control may hold, or be held by, the part of it that has the keyboard."""
    return any(path[:len(place)] == place or place[:len(path)] == path for place in reached)


def assert_all_is_reached(recto, where, inside=()):
    reached = go_round(recto)
    missed = sorted({"%s “%s”" % (widget.get_role_name(), widget.get_name())
                     for widget in recto.widgets()
                     if is_control(widget) and path_of(widget)[:len(inside)] == inside
                     and not belongs(path_of(widget), reached)})
    assert not missed, "Tab does not come to these of %s: %s" % (where, ", ".join(missed))


def test_tab_comes_to_all_of_the_start_page(session):
    recto = Program(session)
    recto.wait_for_widget("Open a Document")
    assert_all_is_reached(recto, "the start page")


def test_tab_comes_to_all_around_a_document(session):
    recto = Program(session, document("outline.pdf"))
    recto.wait_until_drawn()
    recto.key("F9")
    recto.wait_for_widget("Outline", "list")
    assert_all_is_reached(recto, "the window with its sidebar")


def test_tab_comes_to_all_of_the_search(session):
    recto = Program(session, document("three-pages.pdf"))
    recto.wait_until_drawn()
    recto.key("ctrl+f")
    recto.wait_for_widget("Next Hit")
    assert_all_is_reached(recto, "the window with its search bar")


def test_tab_comes_to_all_of_the_preferences(session):
    recto = Program(session, document("three-pages.pdf"))
    recto.wait_until_drawn()
    recto.key("ctrl+comma")
    dialog = recto.wait_for_widget("Preferences", "dialog")
    assert_all_is_reached(recto, "the preferences", path_of(dialog))


def test_what_is_typed_right_after_escape_is_not_lost(session):
    """Whatever is closing has its time to fade; who reads on does not wait for that."""
    recto = Program(session, document("labels.pdf"), toolkit={"gtk-enable-animations": "true"})
    recto.wait_until_drawn()
    for page, (key, role) in enumerate((("alt+Return", "dialog"), ("F10", "menu"), ("ctrl+f", "entry"),
                                        ("ctrl+l", "entry"), ("ctrl+comma", "dialog")), 2):
        recto.key(key)
        if role == "entry":
            recto.wait_for_focus(role)
        else:
            recto.wait_for_widget("", role)
        recto.key("Escape")
        recto.key("n")
        recto.wait_for_page(page)


# ---- Used, not only come to ------------------------------------------------------------------------


def names_there(recto):
    """What has the keyboard, and what that is a part of, are called."""
    try:
        for widget in recto.widgets():
            if has(widget, Atspi.StateType.FOCUSED):
                return [it.get_name() for it in (widget, widget.get_parent()) if it is not None]
    except GLib.Error:
        pass
    return []


def go_to(recto, name):
    """Until the keyboard is at what is called so."""
    for _ in range(MOST_STEPS):
        if name in names_there(recto):
            return
        former = focused(recto)
        recto.key("Tab")
        wait_for_another_focus(recto, former)
    raise AssertionError("Tab does not come to “%s”: %s" % (name, recto.explain()))


def use(recto, name, key="Return"):
    go_to(recto, name)
    recto.key(key)


def zoom_of(recto):
    return next(it for it in recto.texts() if it.startswith("Zoom: "))


def test_the_header_bar_is_used_with_the_keyboard(session):
    recto = Program(session, document("outline.pdf"))
    recto.wait_until_drawn()
    use(recto, "Sidebar", "space")
    recto.wait_for_widget("Outline", "list")
    go_to(recto, "Page")
    session.screen.type("3")
    recto.key("Return")
    # By its label.
    recto.wait_for_page(5)
    zoom = zoom_of(recto)
    use(recto, zoom)
    use(recto, "Zoom In")
    wait_for("another zoom", lambda: zoom_of(recto) != zoom, recto.explain)
    recto.key("Escape")
    recto.wait_until_gone("Zoom In")
    use(recto, "Activity")
    recto.wait_for_widget("Open in Window")
    use(recto, "Open in Window")
    recto.wait_for_widget("Activity", "frame")
    recto.wait_for_windows(2)
    recto.key("Escape")
    recto.wait_until_gone("Activity", "frame")
    recto.wait_for_keyboard(recto.area)
    use(recto, "Open…")
    recto.wait_for_windows(2)
    recto.wait_for_file_dialog(os.path.dirname(document("outline.pdf")))
    recto.key("Escape")


def test_bars_around_pages_are_used_with_the_keyboard(session):
    recto = Program(session, document("letter.docx"))
    recto.wait_until_drawn()
    recto.wait_for_widget("This is the text of the file")
    use(recto, "Dismiss")
    recto.wait_until_gone("This is the text of the file")
    session.end_programs()
    recto = Program(session, document("fifty-attachments.pdf"))
    recto.wait_for_widget("This document has 50 attachments")
    use(recto, "Show")
    recto.wait_for_widget("file 01.bin")
    session.end_programs()
    recto = Program(session, document("endless.pdf"))
    recto.wait_for_page(1)
    recto.key("n")
    wait_for("page 2 to be worked on", recto.stop_is_possible, recto.explain)
    use(recto, "Stop")
    recto.wait_for_widget("Rendering stopped")
    use(recto, "Resume")
    wait_for("page 2 to be worked on", recto.stop_is_possible, recto.explain)


def test_what_is_there_instead_of_pages_is_used_with_the_keyboard(session):
    recto = Program(session, document("garbage.pdf"))
    recto.wait_for_widget("Open Another…")
    use(recto, "Open Another…")
    recto.wait_for_windows(2)
    recto.wait_for_file_dialog(os.path.dirname(document("garbage.pdf")))
    recto.key("Escape")
    session.end_programs()
    recto = Program(session, document("password.pdf"))
    recto.wait_for_widget("Password Needed")
    recto.wait_for_focus("entry")
    session.screen.type("secret")
    use(recto, "Unlock")
    recto.wait_for_page(1)
    recto.quit()
    recto = Program(session)
    recto.wait_for_widget("password.pdf", "list item")
    use(recto, "password.pdf")
    recto.wait_for_widget("Password Needed")


def test_bars_that_come_by_a_key_stay_in_fullscreen(session):
    recto = Program(session, document("three-pages.pdf"))
    recto.wait_until_drawn()
    session.screen.point(700, 700)
    recto.key("F11")
    wait_for("fullscreen", lambda: recto.area[2:] == session.screen.size, recto.explain)
    recto.wait_until_gone("Main Menu")
    recto.key("ctrl+l")
    recto.wait_for_widget("Main Menu")
    recto.wait_for_focus("entry")
    session.screen.point(600, 600)
    session.screen.type("3")
    stays("the bars", lambda: recto.find("Main Menu"), 0.5, recto.explain)
    recto.key("Return")
    recto.wait_for_page(3)
    session.screen.point(700, 700)
    recto.wait_until_gone("Main Menu")


if __name__ == "__main__":
    harness.run(sys.modules[__name__])
