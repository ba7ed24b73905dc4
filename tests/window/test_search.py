#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Searching: by keys, as far as one sees."""

import sys

from gi.repository import Atspi

from harness import Program, document, run, wait_for


def search(program, words):
    program.key("ctrl+f")
    program.wait_for_focus("entry")
    program.screen.type(words)


def wait_for_note(program, words):
    wait_for("“%s” beside what is searched for" % words,
             lambda: any(words in text for text in program.texts()), program.explain)


def wait_until_selected(program, name):
    def selected():
        row = program.find(name, "list item")
        return row is not None and row.get_state_set().contains(Atspi.StateType.SELECTED)

    wait_for("“%s” to be marked" % name, selected, program.explain)


def test_what_is_found_is_gone_to(session):
    program = Program(session, document("labels.pdf"))
    program.wait_for_page(1)
    search(program, "page 11")
    program.wait_for_page(11)
    wait_for_note(program, "1 of 1")
    program.key("Escape")
    program.wait_until_gone("Next Hit")
    program.wait_for_page(11)


def test_keys_go_from_hit_to_hit(session):
    program = Program(session, document("labels.pdf"))
    program.wait_for_page(1)
    search(program, "page 1")
    wait_for_note(program, "1 of 4")
    for key, page in (("F3", 10), ("ctrl+g", 11), ("shift+F3", 10), ("Return", 11), ("F3", 12),
                      ("F3", 1), ("ctrl+shift+g", 12)):
        program.key(key)
        program.wait_for_page(page)


def test_nothing_found_is_told(session):
    program = Program(session, document("three-pages.pdf"))
    program.wait_for_page(1)
    search(program, "zebra crossing")
    wait_for_note(program, "None")


def test_H_10_a_search_that_is_stopped_keeps_what_it_found(session):
    """A hundred pages never end."""
    program = Program(session, document("endless-pages.pdf"))
    program.wait_for_page(1)
    search(program, "page 1")
    wait_for_note(program, "1 of 1 · searching…")
    wait_for("that Stop can be pressed", program.stop_is_possible, program.explain)
    program.key("Escape")
    wait_for_note(program, "1 of 1 · stopped after")
    program.press("Resume")
    wait_for_note(program, "1 of 1 · searching…")


def test_a_page_that_cannot_be_searched_is_passed_over_and_named(session):
    """The second page never ends."""
    program = Program(session, document("endless.pdf"))
    program.wait_for_page(1)
    search(program, "page 6")
    program.wait_for_page(6)
    wait_for_note(program, "1 of 1 · 1 page could not be searched")
    program.press("All Hits")
    program.wait_for_widget("Page 2 could not be searched")


def test_H_10_the_list_tells_of_what_was_stopped(session):
    program = Program(session, document("endless-pages.pdf"))
    program.wait_for_page(1)
    search(program, "page 1")
    wait_for_note(program, "1 of 1 · searching…")
    program.press("All Hits")
    wait_for_note(program, "1 hit · ")
    program.key("Escape")
    wait_for_note(program, "Stopped: 1 hit · ")
    program.wait_for_widget("Page 1 ", "list item")


def test_a_slash_opens_it_and_can_be_looked_for(session):
    program = Program(session, document("labels.pdf"))
    program.wait_for_page(1)
    program.key("slash")
    program.wait_for_focus("entry")
    program.key("slash")
    wait_for_note(program, "None")


def test_return_searches_at_once(session):
    program = Program(session, document("labels.pdf"))
    program.wait_for_page(1)
    search(program, "page 11")
    program.key("Return")
    program.wait_for_page(11)
    wait_for_note(program, "1 of 1")


def test_what_is_no_pattern_is_explained(session):
    program = Program(session, document("labels.pdf"))
    program.wait_for_page(1)
    search(program, "page ")
    program.key("bracketleft")
    wait_for_note(program, "None")
    program.press("Search Options", "toggle button")
    program.wait_for_widget("Regular Expression")
    program.key("alt+e")
    wait_for_note(program, "missing terminating ]")
    program.key("alt+e")
    wait_for("the explanation to go",
             lambda: not any("terminating" in text for text in program.texts()), program.explain)


def test_hits_are_listed_and_gone_to(session):
    program = Program(session, document("labels.pdf"))
    program.wait_for_page(1)
    search(program, "page 1")
    wait_for_note(program, "1 of 4")
    program.press("All Hits")
    program.wait_for_widget("4 hits")
    program.click(program.wait_for_widget("Page 11, page A-1", "list item"))
    program.wait_for_page(11)
    wait_for_note(program, "3 of 4")
    program.key("Down")
    program.wait_for_page(12)
    wait_for_note(program, "4 of 4")
    program.key("F3")
    program.wait_for_page(1)
    wait_until_selected(program, "Page 1, page i")
    program.key("Escape")
    program.wait_until_gone("4 hits")


def middle_of(program, name):
    left, top, width, height = program.resting_place_of(program.wait_for_widget(name, "list item"))
    return program.area[0] + left + width / 2, program.area[1] + top + height / 2


def test_a_press_that_is_let_go_elsewhere_chooses_nothing(session):
    program = Program(session, document("labels.pdf"))
    program.wait_for_page(1)
    search(program, "page 1")
    wait_for_note(program, "1 of 4")
    program.press("All Hits")
    program.wait_for_widget("4 hits")
    start = middle_of(program, "Page 11, page A-1")
    end = middle_of(program, "Page 12, page A-2")
    session.screen.drag(start, end)
    # From where one was: neither is where it was pressed, nor where it was let go.
    program.key("F3")
    wait_for_note(program, "2 of 4")
    program.wait_for_page(10)
    session.screen.click(*end)
    wait_for_note(program, "4 of 4")
    program.wait_for_page(12)


def open_two(session):
    program = Program(session, document("labels.pdf"), document("three-pages.pdf"))
    program.wait_for_widget("Page 1 of 3")
    program.wait_until_drawn()
    return program


def test_all_open_documents_are_searched(session):
    program = open_two(session)
    program.key("ctrl+shift+f")
    program.wait_for_focus("entry")
    session.screen.type("page 1")
    program.wait_for_widget("5 hits")
    program.wait_for_widget("Page 1 ", "list item")
    program.wait_for_widget("labels.pdf")
    program.click(program.wait_for_widget("Page 12, page A-2", "list item"))
    program.wait_for_page(12)
    wait_for_note(program, "4 of 4")
    program.key("F3")
    program.wait_for_page(1)


def search_all(session, other):
    """Looks for what only the one in view has."""
    program = Program(session, document(other), document("three-pages.pdf"))
    program.wait_for_widget("Page 1 of 3")
    program.wait_until_drawn()
    program.key("ctrl+shift+f")
    program.wait_for_focus("entry")
    session.screen.type("page 3")
    return program


def test_a_page_of_another_document_that_cannot_be_searched_is_named(session):
    """The second page of it never ends."""
    program = search_all(session, "endless.pdf")
    program.wait_for_widget("Page 2 of “endless.pdf” could not be searched")


def test_H_10_a_stop_ends_the_search_of_all_documents(session):
    """A hundred pages of one of the others never end."""
    program = search_all(session, "endless-pages.pdf")
    wait_for_note(program, "1 of 1")
    wait_for("that Stop can be pressed", program.stop_is_possible, program.explain)
    program.key("Escape")
    wait_for_note(program, "Stopped: ")
    wait_for("nothing to be stopped", lambda: not program.stop_is_possible(), program.explain)
    program.press("Resume")
    wait_for("that Stop can be pressed", program.stop_is_possible, program.explain)


def test_what_was_found_in_a_closed_document_goes(session):
    program = open_two(session)
    program.key("ctrl+shift+f")
    program.wait_for_focus("entry")
    session.screen.type("page 1")
    program.wait_for_widget("5 hits")
    program.key("alt+1")
    program.wait_for_widget("Page 1 of 12")
    program.key("ctrl+w")
    program.wait_for_widget("1 hit")


def test_a_list_over_the_pages_makes_way_for_what_is_chosen(session):
    program = Program(session, document("labels.pdf"))
    program.wait_for_page(1)
    search(program, "page 1")
    wait_for_note(program, "1 of 4")
    program.resize(360, 600)
    program.wait_until_gone("All Hits")
    program.press("Search Options", "toggle button")
    program.press("All Hits")
    program.click(program.wait_for_widget("Page 11, page A-1", "list item"))
    program.wait_for_page(11)
    program.wait_until_gone("4 hits")


def test_there_is_room_for_the_number_of_hits(session):
    program = Program(session, document("five-hundred-pages.pdf"))
    program.wait_for_page(1)
    program.resize(1000, 600)
    search(program, "page")
    # On a busy machine a hit is gone to before the first page has been searched. A key that came
    # before the end would lead from the only hit to itself.
    wait_for_note(program, " of 1214")
    found = next(text for text in program.texts() if text.endswith(" of 1214"))
    following = "%d of 1214" % (int(found.split()[0]) + 1)
    program.key("F3")

    def width():
        note = program.find(following)
        return program.place_of(note)[2] if note else None

    # Laid out before the key was pressed: all digits are as wide as each other.
    whole = wait_for("the number of hits", width, program.explain)
    program.resize(360, 600)
    program.wait_until_gone("All Hits")
    wait_for("room for the number", lambda: width() == whole, program.explain)


if __name__ == "__main__":
    run(sys.modules[__name__])
