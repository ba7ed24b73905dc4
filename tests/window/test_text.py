#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What pages say: to assistive technology."""

import os
import sys

from harness import Program, document, run, wait_for
from gi.repository import Atspi, GLib

PAGE_1 = ("A heading\n\nThe first line ends in a won-\nderful word, the second does\n"
          "not. Another sentence follows.\n\nThe first of all")


def read(program, name):
    """What the page of this name says, as far as it is known."""
    try:
        page = program.find(name)
        return page and Atspi.Text.get_text(page.get_text_iface(), 0, -1)
    except GLib.Error:
        return None


def wait_for_text(program, name, text):
    wait_for("“%s” to be read of “%s”" % (text, name),
             lambda: (read(program, name) or "").startswith(text), program.explain)
    return program.find(name).get_text_iface()


def test_a_page_is_read_by_assistive_technology(session):
    program = Program(session, document("reading.pdf"))
    program.wait_for_page(1)
    program.wait_for_widget("Page 1 of 5")
    page = wait_for_text(program, "Page 1 of 5", PAGE_1)
    assert Atspi.Text.get_character_count(page) == len(PAGE_1)
    line = Atspi.Text.get_string_at_offset(page, PAGE_1.index("second"),
                                           Atspi.TextGranularity.LINE)
    assert line.content == "derful word, the second does\n", line.content
    word = Atspi.Text.get_string_at_offset(page, PAGE_1.index("second") + 2,
                                           Atspi.TextGranularity.WORD)
    assert (word.content, word.start_offset) == ("second ", PAGE_1.index("second"))


def test_characters_are_where_they_are_seen(session):
    program = Program(session, document("reading.pdf"))
    program.wait_for_page(1)
    page = wait_for_text(program, "Page 1 of 5", PAGE_1)
    place = PAGE_1.index("second")
    box = Atspi.Text.get_character_extents(page, place, Atspi.CoordType.WINDOW)
    view = program.place_of(program.find("Page 1 of 5"))
    assert 2 < box.width < 30 and 4 < box.height < 40, (box.width, box.height)
    assert box.y > 0 and box.x > 0 and box.x < view[0] + view[2], (box.x, box.y)
    at = Atspi.Text.get_offset_at_point(page, box.x + box.width // 2, box.y + box.height // 2,
                                        Atspi.CoordType.WINDOW)
    assert at == place, (at, place)
    # The view is not told of what it does not say.
    assert Atspi.Text.get_n_selections(page) == 0
    assert not Atspi.Text.get_default_attributes(page)


def test_what_is_read_follows_the_pages(session):
    program = Program(session, document("reading.pdf"))
    program.wait_for_page(1)
    wait_for_text(program, "Page 1 of 5", PAGE_1)
    program.key("ctrl+Page_Down")
    wait_for_text(program, "Page 2 of 5", "Left one\nleft two\nleft three\n\nRight one")


def test_a_page_that_never_ends_says_nothing_and_holds_nobody(session):
    program = Program(session, document("endless.pdf"))
    program.wait_for_page(1)
    wait_for_text(program, "Page 1 of 6", "Page 1")
    program.key("ctrl+Page_Down")
    program.wait_for_widget("Page 2 of 6")
    assert read(program, "Page 2 of 6") == ""
    program.key("ctrl+Page_Down")
    program.wait_for_page(3)
    wait_for_text(program, "Page 3 of 6", "Page 3")


def point_of(program, name, place):
    """Where on the screen a character is seen, but for the few pixels by which GTK 4.18 is wrong in a
    window that has a shadow."""
    page = program.find(name).get_text_iface()
    box = Atspi.Text.get_character_extents(page, place, Atspi.CoordType.WINDOW)
    frame = program.find("", "frame").get_extents(Atspi.CoordType.WINDOW)
    return (program.area[0] + box.x - frame.x + box.width / 2,
            program.area[1] + box.y - frame.y + box.height / 2)


def show_text(session):
    """Page 1 so large that a few pixels do not matter, and its text."""
    program = Program(session, document("reading.pdf"), settings={"fit-mode": "'width'"})
    program.wait_for_widget("Page 1 of 5")
    page = wait_for_text(program, "Page 1 of 5", PAGE_1)
    wait_for("the page to be large", lambda: Atspi.Text.get_character_extents(
        page, 0, Atspi.CoordType.WINDOW).height > 40, program.explain)
    return program, page


def selected(page):
    try:
        found = Atspi.Text.get_selection(page, 0)
    except GLib.Error:
        return None
    return Atspi.Text.get_text(page, found.start_offset, found.end_offset)


def wait_for_copy(program, text):
    """Until what is copied can be pasted: into the entry of pages, which shows it."""
    program.key("ctrl+c")
    program.key("ctrl+l")
    program.wait_for_focus("entry")

    def entered():
        entries = [it.get_text_iface() for it in program.widgets()
                   if it.get_role_name() in ("entry", "text")]
        return [Atspi.Text.get_text(it, 0, Atspi.Text.get_character_count(it)) for it in entries]

    def pasted():
        program.key("ctrl+a")
        program.key("ctrl+v")
        return text in entered()

    wait_for("“%s” to be pasted" % text, pasted, lambda: "there is %s" % entered())
    program.key("Escape")


def test_text_is_selected_by_drawing_over_it(session):
    program, page = show_text(session)
    line = "derful word, the second does"
    left, top = point_of(program, "Page 1 of 5", PAGE_1.index(line))
    right, bottom = point_of(program, "Page 1 of 5", PAGE_1.index(line) + len(line) - 1)
    program.screen.drag((left - 30, top), (right + 30, bottom))
    wait_for("the line to be selected", lambda: selected(page) == line,
             lambda: "“%s” is" % selected(page))
    wait_for_copy(program, line)
    program.key("Escape")
    wait_for("no selection", lambda: selected(page) is None, program.explain)


def click_and_see(session, place, times, words):
    settings = os.path.join(session.environment["HOME"], ".config", "gtk-4.0", "settings.ini")
    os.makedirs(os.path.dirname(settings), exist_ok=True)
    with open(settings, "w", encoding="utf-8") as file:
        # However long the program takes for one click.
        file.write("[Settings]\ngtk-double-click-time=30000\n")
    program, page = show_text(session)
    os.unlink(settings)
    program.screen.point(*point_of(program, "Page 1 of 5", place))
    for _ in range(times):
        program.screen.press(1)
        program.screen.release(1)
    wait_for("“%s” to be selected" % words, lambda: selected(page) == words,
             lambda: "“%s” is" % selected(page))


def test_two_clicks_select_a_word(session):
    click_and_see(session, PAGE_1.index("sentence") + 3, 2, "sentence")


if __name__ == "__main__":
    run(sys.modules[__name__])
