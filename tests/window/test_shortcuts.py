# SPDX-License-Identifier: AGPL-3.0-or-later
"""Shortcuts: every key that the dialog of shortcuts lists does something that one sees."""

import os
import pathlib
import re
import sys

import harness
from harness import GUARD, Program, document, wait_for

SOURCE = pathlib.Path(__file__).resolve().parents[2] / "ui" / "window" / "recto-shortcuts.c"
ENTRY = re.compile(r'\{ N_ \("([^"]+)"\), (?:NULL|"[^"]+"), \{ ([^}]*) \} \}', re.S)
ARRAY = re.compile(r"static const RectoShortcut (\w+)\[\] = \{(.*?)\n\};", re.S)
# Keys of other keyboards than the one that is there, and one that wants Num Lock.
ELSEWHERE = {"Back", "Forward", "Stop", "Reload", "<Control>KP_0"}

# One after the other in one window: what is pressed, and what takes it back where the next needs it.
# The document has twelve pages, of which one is seen at a time, and begins at the first. It is in the
# second of two tabs.
STEPS = (
    ("Next page", ()), ("Previous page", ("n",)), ("Ten pages forward", ()),
    ("Ten pages back", ()), ("Last page", ()), ("Back to where you were", ()),
    ("Forward again", ("ctrl+Home",)), ("Last page", ()), ("First page", ()),
    ("Zoom in", ("f",)), ("Zoom out", ("f",)), ("Natural size", ("f",)),
    ("Fit width", ()), ("Fit page", ()), ("Automatic size", ("w", "ctrl+plus")),
    ("Scroll forward", ()), ("Scroll back", ()), ("End of the page", ()),
    ("Start of the page", ("f",)),
    ("Rotate left", ("ctrl+Right",)), ("Rotate right", ("ctrl+Left",)),
    ("Two pages", ()), ("Odd pages left", ("o", "d", "ctrl+minus", "ctrl+minus")),
    ("Continuous scrolling", ("c", "f")), ("Night mode", ("ctrl+i",)),
    ("Select all of the page", ("Escape",)), ("Caret", ("F7",)), ("Menu of the page", ("Escape",)),
    ("Find", ("Escape",)), ("Next hit", ("Escape",)),
    ("Previous hit", ("Escape",)),
    ("Go to a page", ("Escape",)), ("Open a document", ("Escape",)), ("Main menu", ("Escape",)),
    ("Fullscreen", ("F11",)), ("Document properties", ("Escape",)), ("Preferences", ("Escape",)), ("Keyboard shortcuts", ("Escape",)),
    ("Help", ("ctrl+w",)), ("Previous tab", ()), ("Next tab", ()), ("First to ninth tab", ("alt+2",)),
    ("Close tab", ()), ("Reopen closed tab", ("ctrl+w",)), ("New tab", ("ctrl+w",)),
    ("New window", ("ctrl+w",)), ("Show what is running", ("ctrl+shift+y",)),
)
# These have tests of their own below, or elsewhere: a rectangle must be drawn, as test_modes.py and
# test_text.py do, what is copied is not seen (test_text.py), there must be links (test_links.py), and
# what is said of a bookmark goes by itself (test_bookmarks.py).
APART = {"Copy", "Follow a link by letters", "Select a rectangle", "Stop",
         "Stop everything in all windows", "Reload", "Quit", "Zoom to a selection",
         "Add a bookmark", "Remove the bookmark", "Larger text", "Smaller text",
         "Font and spacing of the text"}


def press_name(key):
    """<Control><Shift>y is ctrl+shift+y."""
    return re.sub(r"<(\w+)>", lambda found: {"Control": "ctrl"}.get(
        found.group(1), found.group(1).lower()) + "+", key)


def listed(presenting=False):
    """The keys of each shortcut, by its title; those of a presentation are a group of their own."""
    found = {title: [press_name(key) for key in re.findall(r'"([^"]+)"', keys)
                     if key not in ELSEWHERE]
             for name, array in ARRAY.findall(SOURCE.read_text(encoding="utf-8"))
             if (name == "presentation") == presenting
             for title, keys in ENTRY.findall(array)}
    assert len(found) > 5, found
    return found


def look(recto):
    path = recto.session.new_path("look.ppm")
    recto.screen.save(path)
    with open(path, "rb") as file:
        picture = file.read()
    os.unlink(path)
    return picture


def look_when_still(recto):
    return recto.at_rest("the picture", lambda: look(recto))


def press_and_see(recto, title, key):
    before, windows = look_when_still(recto), recto.windows()
    recto.key(key)
    wait_for("what “%s” does by %s" % (title, key), lambda: look(recto) != before, recto.explain)
    if len(recto.windows()) > len(windows):
        recto.wait_for_windows(len(windows) + 1)


def start(session):
    recto = Program(session, document("three-pages.pdf"), document("labels.pdf"))
    recto.wait_for_widget("Page 1 of 12")
    recto.wait_until_drawn()
    return recto


def test_each_key_does_something(session):
    keys = listed()
    recto = start(session)
    for title, back in STEPS:
        press_and_see(recto, title, keys[title][0])
        if title == "Open a document":
            recto.wait_for_file_dialog(os.path.dirname(document("three-pages.pdf")))
        for key in back:
            look_when_still(recto)
            recto.key(key)


def test_each_other_key_does_the_same(session):
    """Where a shortcut has several: each moves, from where it can."""
    keys = listed()
    recto = start(session)
    for title, back in (("Next page", "p"), ("Previous page", "n"), ("Zoom in", "f"),
                        ("Zoom out", "f"), ("Natural size", "f")):
        if title == "Previous page":
            recto.key("n")
        for key in keys[title]:
            press_and_see(recto, title, key)
            look_when_still(recto)
            recto.key(back)
    recto.key("ctrl+Home")
    recto.key("w")
    for forward, back in zip(keys["Scroll forward"], keys["Scroll back"]):
        press_and_see(recto, "Scroll forward", forward)
        press_and_see(recto, "Scroll back", back)
    recto.key("ctrl+End")
    for back, forward in zip(keys["Back to where you were"], keys["Forward again"]):
        press_and_see(recto, "Back to where you were", back)
        press_and_see(recto, "Forward again", forward)


def test_no_key_is_left_out(session):
    """One that has no step above is pressed as soon as a document is there."""
    tried = {title for title, _ in STEPS} | APART
    keys = listed()
    assert tried <= set(keys), tried - set(keys)
    for title in sorted(set(keys) - tried):
        recto = start(session)
        press_and_see(recto, title, keys[title][0])
        session.end_programs()


def present(recto):
    press_and_see(recto, "Present as slideshow", "F5")
    recto.wait_for_keyboard((0, 0, *recto.screen.size))


def test_each_key_of_a_presentation_does_something(session):
    keys = listed(presenting=True)
    recto = start(session)
    for leave in keys.pop("Leave"):
        present(recto)
        press_and_see(recto, "Leave", leave)
    present(recto)
    for forward, back in zip(keys.pop("Next page"), keys.pop("Previous page")):
        press_and_see(recto, "Next page", forward)
        press_and_see(recto, "Previous page", back)
    for title in ("Last page", "First page"):
        for key in keys.pop(title):
            press_and_see(recto, title, key)
    for title, there in keys.items():
        for key in there:
            press_and_see(recto, title, key)
            # The same key takes it back.
            press_and_see(recto, title, key)


def test_the_text_of_a_book_has_keys(session):
    keys = listed()
    recto = Program(session, document("book.epub"))
    recto.wait_for_page(1)
    for larger, smaller in zip(keys["Larger text"], keys["Smaller text"]):
        press_and_see(recto, "Larger text", larger)
        press_and_see(recto, "Smaller text", smaller)
    press_and_see(recto, "Font and spacing of the text", keys["Font and spacing of the text"][0])


def test_reload_reads_the_file_again(session):
    recto = start(session)
    for key in listed()["Reload"]:
        shown = recto.log().count("first page shown")
        recto.key(key)
        wait_for("the first page again",
                 lambda: recto.log().count("first page shown") > shown, recto.explain)


def test_stop_and_stop_everything(session):
    keys = listed()
    for title in ("Stop", "Stop everything in all windows"):
        for key in keys[title]:
            recto = Program(session, document("endless.pdf"))
            recto.wait_for_page(1)
            recto.key("n")
            wait_for("work that can be stopped", recto.stop_is_possible, recto.explain)
            recto.key(key)
            wait_for("its end", lambda: not recto.stop_is_possible(), recto.explain)
            session.end_programs()


def test_quit(session):
    for key in listed()["Quit"]:
        recto = start(session)
        recto.key(key)
        assert recto.process.wait(GUARD) == 0


if __name__ == "__main__":
    harness.run(sys.modules[__name__])
