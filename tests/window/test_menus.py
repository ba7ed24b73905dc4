# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whatever stands in a menu has a name, is come to with the keyboard alone, and does what it says."""

import os
import sys

import harness
from harness import document, wait_for
from menus import all_names, choose, choose_and_see, main_menu, open_menu, page_menu, start, step, \
    zoom_menu


def test_the_arrow_keys_come_to_all_of_each_menu(session):
    recto = start(session)
    names = all_names(recto, main_menu)
    assert names[0] == "Open…" and names[-1] == "About Recto", names
    all_names(recto, zoom_menu)
    assert [open_menu(recto, zoom_menu), step(recto, "Right"), step(recto, "Right")] == \
        ["Zoom Out", "Natural Size", "Zoom In"], recto.explain()
    recto.key("Escape")
    recto.wait_until_gone("", "menu")
    names = all_names(recto, page_menu)
    assert "Select All of the Page" in names, names


def test_what_is_chosen_in_the_main_menu_happens(session):
    recto = start(session)
    choose(recto, main_menu, "Open…")
    recto.wait_for_windows(2)
    recto.wait_for_file_dialog(os.path.dirname(document("labels.pdf")))
    recto.key("Escape")
    recto.wait_for_windows(1)
    for name in ("Find…", "Document Properties", "Preferences", "Keyboard Shortcuts", "About Recto"):
        choose_and_see(recto, main_menu, name)
        recto.key("Escape")
        wait_for("the page alone", lambda: recto.find("", "dialog") is None and
                 recto.find("Next Hit") is None, recto.explain)
    for name in ("New Tab", "Help"):
        choose_and_see(recto, main_menu, name)
        recto.key("ctrl+w")
        recto.wait_for_widget("Page 1 of 12")
    choose(recto, main_menu, "New Window")
    recto.wait_for_windows(2)
    recto.key("ctrl+w")
    recto.wait_for_windows(1)
    choose(recto, main_menu, "Fullscreen")
    wait_for("fullscreen", lambda: recto.area[2:] == session.screen.size, recto.explain)
    recto.key("F11")
    wait_for("a window", lambda: recto.area[2:] != session.screen.size, recto.explain)
    choose(recto, main_menu, "Present as Slideshow")
    recto.wait_for_windows(2)
    recto.key("Escape")
    recto.wait_for_windows(1)
    recto.key("n")
    recto.wait_for_page(2)
    before = recto.log().count("first page shown")
    choose(recto, main_menu, "Reload")
    wait_for("the page once more", lambda: recto.log().count("first page shown") > before,
             recto.explain)
    choose(recto, main_menu, "Add Bookmark")
    recto.key("F9")
    recto.show_pane("Bookmarks")
    recto.wait_for_widget("Page ", "list item")


if __name__ == "__main__":
    harness.run(sys.modules[__name__])
