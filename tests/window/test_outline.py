# SPDX-License-Identifier: AGPL-3.0-or-later
"""The outline in the sidebar: gone to, followed, searched."""

import os
import shutil
import sys

from gi.repository import Atspi, GLib

import harness
from harness import Program, document, wait_for


def open_with_sidebar(session, name):
    recto = Program(session, document(name))
    recto.wait_for_page(1)
    recto.key("F9")
    return recto


def row(recto, title):
    return recto.wait_for_widget(title, "list item")


def marked(recto):
    """The title of the entry that is marked."""
    try:
        for widget in recto.widgets():
            if widget.get_role_name() == "list item" and \
                    widget.get_state_set().contains(Atspi.StateType.SELECTED):
                return widget.get_name()
    except GLib.Error:
        pass
    return None


def wait_until_marked(recto, title):
    wait_for("“%s” to be marked" % title, lambda: marked(recto) == title,
             lambda: "marked is %s; %s" % (marked(recto), recto.explain()))


def test_an_entry_is_gone_to_and_back_again(session):
    recto = open_with_sidebar(session, "outline.pdf")
    recto.click(row(recto, "By a Name"))
    recto.wait_for_page(8)
    recto.key("alt+Left")
    recto.wait_for_page(1)


def test_the_entry_being_read_is_marked(session):
    recto = open_with_sidebar(session, "outline.pdf")
    row(recto, "Part One")
    wait_until_marked(recto, "Start")
    recto.key("ctrl+End")
    recto.wait_for_page(12)
    wait_until_marked(recto, "By a Name")


def test_entries_are_found_by_their_words(session):
    recto = open_with_sidebar(session, "outline.pdf")
    recto.click(recto.wait_for_widget("Search outline", "entry"))
    recto.wait_for_focus("entry")
    session.screen.type("section")
    row(recto, "A Section")
    wait_for("nothing else", lambda: recto.find("By a Name", "list item") is None, recto.explain)
    recto.key("Escape")
    row(recto, "By a Name")


def focused(recto):
    try:
        return [it.get_name() for it in recto.widgets()
                if it.get_state_set().contains(Atspi.StateType.FOCUSED)]
    except GLib.Error:
        return []


def test_keys_unfold_and_fold_entries(session):
    recto = open_with_sidebar(session, "outline.pdf")
    recto.click(row(recto, "Chapter One"))
    recto.wait_for_page(4)
    assert recto.find("A Section", "list item") is None
    recto.key("Right")
    row(recto, "A Section")
    recto.key("Left")
    wait_for("no section", lambda: recto.find("A Section", "list item") is None, recto.explain)
    recto.key("Left")
    wait_for("the entry above", lambda: any(it.startswith("Part One") for it in focused(recto)),
             lambda: "it is in %s" % focused(recto))


def write_anew(path, before, after):
    """Another outline, in which an entry says something else."""
    with open(path, "rb") as file:
        content = file.read()
    assert content.count(before) == 1 and len(before) == len(after)
    with open(path + ".new", "wb") as file:
        file.write(content.replace(before, after))
    os.replace(path + ".new", path)


def test_what_is_unfolded_stays_so_in_a_file_written_anew(session):
    path = shutil.copy(document("outline.pdf"), session.new_path("outline.pdf"))
    recto = open_with_sidebar(session, path)
    recto.click(row(recto, "Chapter One"))
    recto.wait_for_page(4)
    assert recto.find("A Section", "list item") is None
    recto.key("Right")
    row(recto, "A Section")
    write_anew(path, b"(Last)", b"(Lost)")
    row(recto, "Lost")
    row(recto, "A Section")


def test_what_is_looked_for_stays_so_in_a_file_written_anew(session):
    path = shutil.copy(document("outline.pdf"), session.new_path("outline.pdf"))
    recto = open_with_sidebar(session, path)
    recto.click(recto.wait_for_widget("Search outline", "entry"))
    recto.wait_for_focus("entry")
    session.screen.type("section")
    row(recto, "A Section")
    write_anew(path, b"(A Section)", b"(B Section)")
    row(recto, "B Section")
    assert recto.find("By a Name", "list item") is None
    recto.key("Escape")
    row(recto, "By a Name")


def test_a_document_without_one_shows_thumbnails(session):
    recto = open_with_sidebar(session, "three-pages.pdf")
    recto.wait_for_widget("Page 1", "table cell")
    assert recto.find("Search outline") is None


def test_panes_are_switched(session):
    recto = open_with_sidebar(session, "outline.pdf")
    row(recto, "Start")
    recto.key("ctrl+shift+a")
    recto.wait_for_widget("No Attachments")


def test_a_hundred_thousand_entries_hold_nothing_up(session):
    recto = Program(session, document("flat-outline.pdf"))
    recto.wait_for_page(1)
    recto.key("F9")
    row(recto, "Entry 1")
    recto.key("ctrl+End")
    wait_for("another page", lambda: not recto.shows(1), recto.explain)


if __name__ == "__main__":
    harness.run(sys.modules[__name__])
