#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Searching: by keys, as far as one sees."""

import sys

from harness import Program, document, run, wait_for


def search(program, words):
    program.key("ctrl+f")
    program.wait_for_focus("entry")
    program.screen.type(words)


def wait_for_note(program, words):
    wait_for("“%s” beside what is searched for" % words,
             lambda: any(words in text for text in program.texts()), program.explain)


def test_what_is_found_is_gone_to(session):
    program = Program(session, document("labels.pdf"))
    program.wait_for_page(1)
    search(program, "page 11")
    program.wait_for_page(11)
    wait_for_note(program, "1 of 1")
    program.key("Escape")
    wait_for("the bar to be closed", lambda: program.find("Next Hit") is None, program.explain)
    assert program.shows(11)


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
    """The second page never ends."""
    program = Program(session, document("endless.pdf"))
    program.wait_for_page(1)
    search(program, "page 6")
    program.wait_for_page(6)
    wait_for_note(program, "1 of 1 · searching…")
    wait_for("that Stop can be pressed", program.stop_is_possible, program.explain)
    program.key("Escape")
    wait_for_note(program, "1 of 1 · stopped after")
    program.press("Resume")
    wait_for_note(program, "1 of 1 · searching…")
    wait_for_note(program, "1 of 1 · 1 page cannot be read")


if __name__ == "__main__":
    run(sys.modules[__name__])
