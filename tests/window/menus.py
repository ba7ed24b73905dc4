# SPDX-License-Identifier: AGPL-3.0-or-later
"""Menus, gone through and chosen from with the keyboard alone."""

from gi.repository import Atspi, GLib

from harness import Program, document, wait_for
from test_keyboard import go_to, zoom_of
from test_shortcuts import look_when_still

ENTRIES = ("menu item", "check menu item", "radio menu item")
MOST_STEPS = 40


def has(widget, state):
    return widget.get_state_set().contains(state)


def entries(recto):
    """Of the menu that is open."""
    return [it for it in recto.widgets() if it.get_role_name() in ENTRIES
            and has(it, Atspi.StateType.SHOWING)
            and it.get_extents(Atspi.CoordType.WINDOW).height > 0]


def present(recto):
    """What the entry that has the keyboard is called; None where none has it."""
    try:
        return next((it.get_name() for it in recto.widgets()
                     if it.get_role_name() in ENTRIES + ("button", "push button")
                     and has(it, Atspi.StateType.FOCUSED)), None)
    except GLib.Error:
        return None


def step(recto, key):
    former = present(recto)
    recto.key(key)
    return wait_for("another entry than “%s”" % former,
                    lambda: present(recto) not in (None, former) and present(recto), recto.explain)


def open_menu(recto, opener):
    opener(recto)
    recto.wait_for_widget("", "menu")
    return wait_for("an entry with the keyboard", lambda: present(recto), recto.explain)


def main_menu(recto):
    recto.key("F10")


def page_menu(recto):
    recto.key("shift+F10")


def zoom_menu(recto):
    go_to(recto, zoom_of(recto))
    recto.key("Return")


def all_names(recto, opener):
    """Of what is in the menu, from the top, as the arrow keys come to it."""
    names = [open_menu(recto, opener)]
    for _ in range(MOST_STEPS):
        name = step(recto, "Down")
        if name in names:
            break
        names.append(name)
    there = [it.get_name() for it in entries(recto) if has(it, Atspi.StateType.SENSITIVE)]
    assert "" not in there, there
    missed = [name for name in there if name not in names]
    assert not missed, "the arrow keys do not come to %s, but to %s" % (missed, names)
    recto.key("Escape")
    recto.wait_until_gone("", "menu")
    return names


def choose(recto, opener, *names):
    """The last of them; those before lead to it."""
    at = open_menu(recto, opener)
    for i, name in enumerate(names):
        for _ in range(MOST_STEPS):
            if at == name:
                break
            at = step(recto, "Down")
        assert at == name, "there is no “%s”: %s" % (name, recto.explain())
        recto.key("Return")
        if i < len(names) - 1:
            wait_for("the menu behind “%s”" % name,
                     lambda wanted=names[i + 1]: any(it.get_name() == wanted
                                                     for it in entries(recto)), recto.explain)
            at = present(recto)
    recto.wait_until_gone("", "menu")


def choose_and_see(recto, opener, *names):
    before = look_when_still(recto)
    choose(recto, opener, *names)
    wait_for("what “%s” does" % names[-1], lambda: look_when_still(recto) != before, recto.explain)


def start(session, name="labels.pdf"):
    recto = Program(session, document(name))
    recto.wait_until_drawn()
    # An entry that the pointer is above is the one that has the keyboard.
    session.screen.point(2, session.screen.size[1] - 2)
    return recto
