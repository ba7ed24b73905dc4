# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bookmarks: made, found in the sidebar, renamed, removed and brought back, kept."""

import os
import shutil
import sys

import harness
from harness import Program, document, wait_for


def database(session):
    return session.environment["HOME"] + "/.local/share/recto/places.sqlite"


def open_first(session, name, number):
    """A document without bookmarks."""
    for end in ("", "-wal", "-shm"):
        if os.path.exists(database(session) + end):
            os.unlink(database(session) + end)
    return open_at(session, document(name), number)


def open_at(session, path, number):
    recto = Program(session, path)
    recto.wait_until_drawn()
    for page in range(2, number + 1):
        recto.key("n")
        recto.wait_for_page(page)
    return recto


def show_bookmarks(recto):
    recto.key("F9")
    recto.show_pane("Bookmarks")


def row(recto, name):
    return recto.wait_for_widget(name, "list item")


def test_a_bookmark_is_named_by_what_is_there_and_gone_to(session):
    recto = open_first(session, "three-pages.pdf", 3)
    recto.key("ctrl+d")
    recto.key("ctrl+Home")
    recto.wait_for_page(1)
    show_bookmarks(recto)
    recto.click(row(recto, "Page 3"))
    wait_for("the third page", lambda: "Page 3 of 3" in recto.texts(), recto.explain)


def test_a_place_is_marked_once(session):
    recto = open_first(session, "three-pages.pdf", 1)
    recto.key("ctrl+d")
    recto.wait_for_widget("Bookmark added")
    recto.key("ctrl+d")
    recto.wait_for_widget("There is a bookmark here already")


def test_a_removed_bookmark_comes_back(session):
    recto = open_first(session, "three-pages.pdf", 1)
    recto.key("ctrl+d")
    show_bookmarks(recto)
    row(recto, "Page 1")
    recto.key("ctrl+shift+d")
    recto.wait_until_gone("Page 1", "list item")
    recto.wait_for_widget("No Bookmarks")
    recto.press("Undo")
    row(recto, "Page 1")


def test_removing_can_be_undone_at_once(session):
    """What was told before stays for as long as the pointer is on it, but not above that."""
    recto = open_first(session, "three-pages.pdf", 1)
    recto.key("ctrl+d")
    left, top, width, height = recto.resting_place_of(recto.wait_for_widget("Bookmark added"))
    session.screen.point(recto.area[0] + left + width / 2, recto.area[1] + top + height / 2)
    recto.key("ctrl+shift+d")
    recto.wait_for_widget("Undo", "button")


def test_the_delete_key_removes_a_bookmark(session):
    recto = open_first(session, "three-pages.pdf", 1)
    recto.key("ctrl+d")
    show_bookmarks(recto)
    recto.click(row(recto, "Page 1"))
    recto.wait_for_focus("list item")
    recto.key("Delete")
    recto.wait_until_gone("Page 1", "list item")


def test_a_bookmark_is_renamed(session):
    recto = open_first(session, "three-pages.pdf", 1)
    recto.key("ctrl+d")
    show_bookmarks(recto)
    recto.click(row(recto, "Page 1"))
    recto.wait_for_focus("list item")
    recto.key("F2")
    recto.wait_for_widget("Rename Bookmark")
    recto.wait_for_focus("entry")
    session.screen.type("here")
    recto.key("Return")
    row(recto, "here")


def test_bookmarks_move_with_the_file(session):
    first, second = session.new_path("first.pdf"), session.new_path("second.pdf")
    shutil.copy(document("sizes.pdf"), first)
    recto = open_at(session, first, 1)
    recto.key("ctrl+d")
    show_bookmarks(recto)
    row(recto, "Page 1")
    recto.quit()
    os.rename(first, second)
    recto = open_at(session, second, 1)
    show_bookmarks(recto)
    row(recto, "Page 1")


if __name__ == "__main__":
    harness.run(sys.modules[__name__])
