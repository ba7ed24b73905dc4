# SPDX-License-Identifier: AGPL-3.0-or-later
"""Links: pressed, gone to by keys, and what lies outside of the document."""

import os
import shutil
import sys

import harness
from gi.repository import Atspi
from harness import Program, document, wait_for


def place_of_link(recto, line):
    """Of the one on this line of page 1, from 0: where it is on the screen."""
    return recto.point_on_page(1, 150, 78 + 26 * line)


def open_linked(session, name="linked.pdf"):
    """The whole of a page is in view."""
    recto = Program(session, document(name))
    recto.wait_until_drawn()
    recto.key("f")
    wait_for("one page alone", lambda: list(recto.pages()) == [1], recto.explain)
    return recto


def has_link(recto, name=""):
    """Whether a link has the keys."""
    focus = recto.focus()
    return focus and focus[0] == "link" and focus[1].startswith("Link: " + name)


def wait_for_another_focus(recto, former):
    return wait_for("the keyboard elsewhere", lambda: recto.focus() not in (None, former)
                    and recto.focus(), recto.explain)


def wait_for_links(recto):
    """They are read once the page has come to rest. Tab goes to the first of them then, and before
    that to somewhere else, from where one comes back: to the page, or to the last of them."""
    def first():
        before = wait_for("a focus", recto.focus, recto.explain)
        recto.key("Tab")
        place = wait_for_another_focus(recto, before)
        if place[0] == "link":
            return True
        recto.key("shift+Tab")
        place = wait_for_another_focus(recto, place)
        while place[0] == "link":
            recto.key("shift+Tab")
            place = wait_for_another_focus(recto, place)
        return False

    wait_for("links", first, recto.explain)


def wait_for_links_alone(recto):
    """Likewise, where Tab goes nowhere else."""
    def first():
        recto.key("Tab")
        try:
            return wait_for("a link", lambda: has_link(recto), guard=3)
        except AssertionError:
            return False

    wait_for("links", first, recto.explain)


def press_and_wait(recto, line, seen):
    """Links are read a moment after the page is there."""
    place = place_of_link(recto, line)

    def done():
        if not seen() and recto.shows(1):
            recto.screen.click(*place)
        try:
            return wait_for("what the link does", seen, guard=5)
        except AssertionError:
            return False

    wait_for("the link on line %d" % line, done, recto.explain)


def test_a_link_leads_to_its_page_and_back_again(session):
    recto = open_linked(session)
    press_and_wait(recto, 0, lambda: recto.shows(3))
    recto.key("alt+Left")
    recto.wait_for_page(1)
    recto.key("alt+Right")
    recto.wait_for_page(3)


def test_keys_go_from_link_to_link_and_follow_them(session):
    recto = open_linked(session)
    wait_for_links(recto)
    wait_for("the first link", lambda: has_link(recto, "Page 3"), recto.explain)
    recto.key("Tab")
    wait_for("the second", lambda: has_link(recto, "Page 4"), recto.explain)
    recto.key("shift+Tab")
    wait_for("the first again", lambda: has_link(recto, "Page 3"), recto.explain)
    recto.key("Return")
    recto.wait_for_page(3)


def test_addresses_are_shown_before_they_are_opened(session):
    recto = open_linked(session)
    press_and_wait(recto, 2, lambda: recto.find("Open This Address?"))
    recto.wait_for_widget("https://example.org/page")
    recto.key("Escape")
    recto.wait_until_gone("Open This Address?")
    recto.wait_for_page(1)


def test_addresses_of_other_kinds_are_opened_by_nothing_but_a_choice(session):
    recto = open_linked(session)
    press_and_wait(recto, 4, lambda: recto.find("Open This Address?"))
    wait_for("the address", lambda: any(
        text.startswith("This is not the address of a web page")
        and text.endswith("\n\nftp://example.org/file") for text in recto.texts()), recto.explain)
    # Who only presses Enter has not chosen it.
    wait_for("the keys on Cancel", lambda: (recto.focus() or ("", ""))[1] == "Cancel", recto.explain)
    recto.key("Return")
    recto.wait_until_gone("Open This Address?")
    recto.wait_for_page(1)


def test_capitals_in_a_scheme_make_no_difference(session):
    recto = open_linked(session, "capital-links.pdf")
    press_and_wait(recto, 0, lambda: recto.find("Only links to files beside this document"))
    press_and_wait(recto, 1, lambda: recto.find("Open This Address?"))
    recto.wait_for_widget("HTTPS://example.org/page")
    assert not any("not the address of a web page" in text for text in recto.texts())


def test_another_document_opens_beside_this_one(session):
    folder = session.new_path("folder")
    os.mkdir(folder)
    for name in ("linked.pdf", "three-pages.pdf"):
        shutil.copy(document(name), folder)
    recto = Program(session, os.path.join(folder, "linked.pdf"))
    recto.wait_for_page(1)
    recto.key("f")
    wait_for("one page alone", lambda: list(recto.pages()) == [1], recto.explain)
    press_and_wait(recto, 5, lambda: recto.find("Open Another Document?"))
    recto.key("Return")
    recto.wait_for_widget("of 3")
    recto.wait_for_page(2)
    recto.key("ctrl+shift+Tab")
    recto.wait_for_widget("of 6")


def test_files_elsewhere_and_missing_ones_are_not_opened(session):
    recto = open_linked(session)
    press_and_wait(recto, 6, lambda: recto.find("Only links to files beside this document"))
    press_and_wait(recto, 7, lambda: recto.find("Open Another Document?"))
    recto.key("Return")
    recto.wait_for_widget("There is no such file beside this document")


def test_a_destination_named_on_the_command_line_is_gone_to(session):
    recto = Program(session, "--named-dest", "here", document("outline.pdf"))
    recto.wait_for_page(8)


def test_a_destination_in_an_address_is_gone_to(session):
    recto = Program(session, "file://" + document("outline.pdf") + "#nameddest=here")
    recto.wait_for_page(8)


def test_links_work_in_a_presentation(session):
    recto = open_linked(session)
    recto.key("F5")
    recto.wait_for_windows(2)
    recto.wait_for_page(1)
    wait_for_links_alone(recto)
    recto.screen.click(*place_of_link(recto, 0))
    recto.wait_for_page(3)


def test_letters_at_links_follow_them(session):
    recto = open_linked(session)
    wait_for_links(recto)

    def hinted():
        recto.key("shift+f")
        try:
            return wait_for("letters", lambda: recto.find("S", "label"), guard=10)
        except AssertionError:
            return False

    wait_for("letters at the links", hinted, recto.explain)
    recto.key("Escape")
    recto.wait_until_gone("S", "label")
    assert recto.shows(1)
    recto.key("shift+f")
    recto.wait_for_widget("A", "label")
    recto.key("a")
    recto.wait_for_page(3)
    recto.wait_until_gone("S", "label")


def wait_for_preview(recto, x, y, number):
    """Rests on a link until the page that it leads to is seen beside page 1."""
    def previewed():
        recto.screen.point(x, y)
        recto.screen.point(x + 1, y)
        try:
            return wait_for("page %d beside page 1" % number, lambda: number in recto.pages(),
                            guard=5)
        except AssertionError:
            return False

    wait_for("a preview", previewed, recto.explain)


def test_a_link_shows_where_it_leads_to(session):
    recto = open_linked(session)
    wait_for_links(recto)
    x, y = place_of_link(recto, 0)
    beside = recto.point_on_page(1, 150, 600)
    wait_for_preview(recto, x, y, 3)
    recto.screen.point(*beside)
    wait_for("page 1 alone", lambda: list(recto.pages()) == [1], recto.explain)


def sees_drawing(recto):
    left, top, width, height = recto.area
    return any(recto.screen.color_at(x, y) == (0xff, 0xcc, 0x00)
               for y in range(top, top + height, 6) for x in range(left, left + width, 6))


def test_G_11_what_a_link_shows_has_annotations_where_pages_have(session):
    recto = open_linked(session, name="linked-notes.pdf")
    wait_for_links(recto)
    x, y = place_of_link(recto, 0)
    beside = recto.point_on_page(1, 150, 600)
    wait_for_preview(recto, x, y, 2)
    wait_for("the drawing", lambda: sees_drawing(recto), recto.explain)
    recto.screen.point(*beside)
    wait_for("page 1 alone", lambda: list(recto.pages()) == [1], recto.explain)
    recto.press("Zoom: ", "toggle button")
    recto.wait_for_widget("Natural Size")
    recto.key("n")
    recto.wait_until_gone("Natural Size")
    wait_for_preview(recto, x, y, 2)
    assert not sees_drawing(recto), recto.explain()


def test_the_menu_copies_the_address_of_a_link(session):
    recto = open_linked(session)
    wait_for_links(recto)
    recto.screen.click(*place_of_link(recto, 2), 3)
    recto.wait_for_widget("", "menu")
    recto.key("l")
    recto.key("ctrl+l")
    recto.wait_for_focus("entry")

    def pasted():
        recto.key("ctrl+a")
        recto.key("ctrl+v")
        entries = [it.get_text_iface() for it in recto.widgets()
                   if it.get_role_name() in ("entry", "text")]
        return "https://example.org/page" in [
            Atspi.Text.get_text(it, 0, Atspi.Text.get_character_count(it)) for it in entries]

    wait_for("the address to be pasted", pasted, recto.explain)


def test_the_menu_key_asks_for_the_menu_of_the_link_that_has_the_keys(session):
    recto = open_linked(session)
    wait_for_links(recto)
    recto.key("shift+F10")
    recto.wait_for_widget("", "menu")
    recto.key("o")
    recto.wait_for_page(3)


if __name__ == "__main__":
    harness.run(sys.modules[__name__])
