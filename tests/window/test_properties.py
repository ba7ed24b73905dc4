# SPDX-License-Identifier: AGPL-3.0-or-later
"""Properties: what a document says of itself, by its key, and what that costs nobody else."""

import sys

import harness
from harness import Program, document, wait_for


def open_properties(session, name):
    recto = Program(session, document(name))
    recto.wait_until_drawn()
    recto.key("alt+Return")
    recto.wait_for_widget("Document Properties")
    return recto


def test_a_document_tells_its_properties(session):
    recto = open_properties(session, "properties.pdf")
    for value in ("A Document of Many Properties", "Somebody & Company", "<b>What</b> is said",
                  "A Writer", "properties.pdf", "PDF 1.7"):
        recto.wait_for_widget(value)
    # A title in the list is that of a font.
    recto.wait_for_widget("Prose-Regular")
    recto.key("Escape")
    recto.wait_until_gone("A Writer")
    recto.key("n")
    recto.wait_for_page(2)


def test_signatures_are_told_and_not_trusted(session):
    recto = open_properties(session, "signed.pdf")
    recto.wait_for_widget("Signed by: Erika Mustermann")
    recto.wait_for_widget("Not verified")


def test_more_signatures_than_are_listed_are_told(session):
    recto = open_properties(session, "signed-without-end.pdf")
    recto.wait_for_widget("There may be more signatures")
    recto.wait_for_widget("Not signed: 0")


def test_a_thousand_signatures_are_shown_some_at_a_time(session):
    recto = open_properties(session, "signed-without-end.pdf")
    # What somebody has signed does not hide behind what nobody has.
    recto.wait_for_widget("Signed by: Erika Mustermann")
    recto.wait_for_widget("Not signed: 23")
    assert not recto.find("Not signed: 24"), recto.explain()
    recto.press("Show More")
    recto.wait_for_widget("Not signed: 48")
    assert not recto.find("Not signed: 49"), recto.explain()


def test_signatures_that_cannot_be_read_are_told(session):
    recto = open_properties(session, "signed-too-deep.pdf")
    recto.wait_for_widget("Signatures were not read")
    recto.wait_for_widget("The document says that it is signed")
    recto.wait_for_widget("Not verified")


def test_a_signed_document_says_so(session):
    recto = Program(session, document("signed.pdf"))
    recto.wait_for_widget("Signed, not verified")
    recto.press("Details")
    recto.wait_for_widget("Signed by: Erika Mustermann")


def test_a_signature_of_less_than_the_document_is_told(session):
    recto = Program(session, document("signed-with-a-hole.pdf"))
    recto.wait_for_widget("Partly signed, not verified")


def test_a_long_document_shows_its_properties_at_once(session):
    recto = open_properties(session, "ten-thousand-pages.pdf")
    recto.wait_for_widget("10000")
    recto.wait_for_widget("1 font")
    recto.key("Escape")
    recto.wait_until_gone("1 font")
    recto.wait_for_page(1)


def test_books_tell_what_they_have(session):
    recto = open_properties(session, "book.epub")
    recto.wait_for_widget("book.epub")
    assert recto.find("Encryption") is None
    assert recto.find("Page Size") is None


def test_a_page_that_takes_for_ever_says_why(session):
    recto = Program(session, document("stubborn.pdf"))
    recto.wait_until_drawn()
    recto.key("n")
    recto.press("Why?")
    recto.wait_for_widget("Probably its drawings: 400")
    recto.wait_for_widget("Counted completely")
    recto.wait_for_widget("Time Spent on It So Far")
    recto.key("Escape")
    recto.wait_until_gone("Counted")


def test_the_menu_of_a_page_says_why_it_is_slow(session):
    recto = Program(session, document("three-pages.pdf"))
    recto.wait_until_drawn()
    recto.screen.click(*recto.wait_for_page(1), 3)
    recto.wait_for_widget("", "menu")
    recto.key("w")
    recto.wait_for_widget("Counted completely")
    recto.wait_for_widget("Time Spent on Reading It")
    # A busy machine takes long to read whatever there is.
    wait_for("a reason", lambda: recto.find("Nothing on it stands out")
             or recto.find("Its content takes a long time to read"), recto.explain)


def test_what_runs_says_why_it_takes_so_long(session):
    recto = Program(session, document("stubborn.pdf"))
    recto.wait_until_drawn()
    recto.key("n")
    wait_for("page 2 to be worked on", recto.stop_is_possible, recto.explain)
    recto.key("ctrl+shift+y")
    recto.wait_for_widget("Activity", "frame")
    recto.press("Why Is This Page Slow?")
    recto.wait_for_widget("Probably its drawings: 400")
    recto.wait_for_widget("Time Spent on It So Far")


def test_counting_what_has_no_end_can_be_stopped(session):
    recto = open_properties(session, "blanks.pdf")
    recto.key("Escape")
    recto.key("n")
    recto.press("Why?")
    dialog = recto.wait_for_widget("Why Is This Page Slow?", "dialog")
    # What is known of it before there is something to hold the counting up.
    recto.wait_for_widget("Helvetica", within=dialog)
    recto.press("Stop", within=dialog)
    recto.wait_for_widget("Incomplete", within=dialog)
    recto.wait_for_widget("Helvetica", within=dialog)


if __name__ == "__main__":
    harness.run(sys.modules[__name__])
