#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What pages say: to assistive technology."""

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


def test_turning_the_page_is_announced(session):
    said = []
    listener = Atspi.EventListener.new(lambda event: said.append(event.any_data))
    listener.register("object:announcement")
    program = Program(session, document("three-pages.pdf"))
    program.wait_until_drawn()
    program.key("n")

    def heard():
        while GLib.MainContext.default().iteration(False):
            pass
        return "Page 2 of 3" in said

    try:
        wait_for("the announcement of the page", heard, lambda: str(said))
    finally:
        listener.deregister("object:announcement")


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
    wait_for("nothing to be read", lambda: read(program, "Page 2 of 6") == "", program.explain)
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


def show_text(session, toolkit=None):
    """Page 1 so large that a few pixels do not matter, and its text."""
    program = Program(session, document("reading.pdf"), settings={"fit-mode": "'width'"},
                      toolkit=toolkit)
    program.wait_for_widget("Page 1 of 5")
    program.wait_until_drawn()
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
    # However long the program takes for one click.
    program, page = show_text(session, {"gtk-double-click-time": "30000"})
    x, y = point_of(program, "Page 1 of 5", place)

    def clicked():
        # Far away, so that what follows counts from one.
        program.screen.click(x + 250, y + 150)
        program.screen.point(x, y)
        for _ in range(times):
            program.screen.press(1)
            program.screen.release(1)
        try:
            return wait_for("a selection", lambda: selected(page) == words, guard=5)
        except AssertionError:
            return False

    wait_for("“%s” to be selected" % words, clicked, lambda: "“%s” is" % selected(page))


def test_two_clicks_select_a_word(session):
    click_and_see(session, PAGE_1.index("sentence") + 3, 2, "sentence")


def test_three_clicks_select_a_line(session):
    click_and_see(session, PAGE_1.index("second"), 3, "derful word, the second does")


def test_four_clicks_select_a_paragraph(session):
    click_and_see(session, PAGE_1.index("second"), 4, PAGE_1.split("\n\n")[1])


def test_a_rectangle_of_text_is_drawn_and_copied(session):
    program, page = show_text(session)
    lines = PAGE_1.split("\n\n")[1].split("\n")
    right, top = point_of(program, "Page 1 of 5", PAGE_1.index(lines[0]) + len("The first"))
    left, bottom = point_of(program, "Page 1 of 5", PAGE_1.index(lines[1]))

    def held():
        ranges = [Atspi.Text.get_selection(page, i)
                  for i in range(Atspi.Text.get_n_selections(page))]
        return [Atspi.Text.get_text(page, it.start_offset, it.end_offset) for it in ranges]

    program.key("r")
    program.screen.drag((left - 40, top - 10), (right, bottom + 10))
    wait_for("two lines to be selected in part", lambda: len(held()) == 2, program.explain)
    for line, part in zip(lines, held()):
        assert part and len(part) < len(line) and line.startswith(part), (line, part)
    wait_for_copy(program, "\n".join(held()))


def wait_for_caret(program, text, place):
    """Until the caret is there, on the page that says this."""
    def found():
        try:
            page = program.find("Page ").get_text_iface()
            return Atspi.Text.get_caret_offset(page), Atspi.Text.get_text(page, 0, -1)
        except (AttributeError, GLib.Error):
            return None

    wait_for("the caret at %d of “%s”" % (place, text),
             lambda: (found() or (-1, ""))[0] == place and found()[1].startswith(text),
             lambda: "it is at %s" % (found(),))


def test_a_caret_is_moved_by_keys_and_selects(session):
    program, page = show_text(session)
    program.key("F7")
    program.key("ctrl+Home")
    wait_for_caret(program, PAGE_1, 0)
    for key, place in (("Right", 1), ("ctrl+Right", 2), ("End", len("A heading")),
                       ("Right", PAGE_1.index("The first")), ("Down", PAGE_1.index("derful"))):
        program.key(key)
        wait_for_caret(program, PAGE_1, place)
    program.key("shift+End")
    wait_for("the line to be selected", lambda: selected(page) == "derful word, the second does",
             lambda: "“%s” is" % selected(page))
    program.key("Right")
    wait_for("no selection", lambda: selected(page) is None, program.explain)
    wait_for_caret(program, PAGE_1, PAGE_1.index("not. Another"))
    # Without it the keys do again what they do.
    program.key("Escape")
    program.key("ctrl+Page_Down")
    program.wait_for_widget("Page 2 of 5")
    program.key("ctrl+Home")
    program.wait_for_widget("Page 1 of 5")


def zoom_of(program):
    return next(float(it.removeprefix("Zoom: ").rstrip("%")) for it in program.texts()
                if it.startswith("Zoom: "))


def test_what_is_selected_fills_the_view(session):
    program, page = show_text(session)
    program.key("F7")
    program.key("ctrl+Home")
    wait_for_caret(program, PAGE_1, 0)
    before = zoom_of(program)
    program.key("shift+End")
    wait_for("the line to be selected", lambda: selected(page) == "A heading",
             lambda: "“%s” is" % selected(page))
    program.key("z")
    wait_for("a larger page", lambda: zoom_of(program) > before * 1.2, program.explain)

    def line():
        return [point_of(program, "Page 1 of 5", place)[0] for place in (0, len("A heading") - 1)]

    def fills():
        left, right = line()
        return program.area[2] / 2 < right - left < program.area[2]

    wait_for("the line as wide as the view", fills, lambda: "%s\n%s" % (line(), program.explain()))


def bring_caret_to_end_of_first_page(program):
    program.key("F7")
    program.key("ctrl+Home")
    wait_for_caret(program, PAGE_1, 0)
    for _ in range(4):
        program.key("Down")
    program.key("End")
    wait_for_caret(program, PAGE_1, len(PAGE_1))


def test_a_caret_goes_from_page_to_page(session):
    program, _ = show_text(session)
    bring_caret_to_end_of_first_page(program)
    program.key("Right")
    wait_for_caret(program, "Left one", 0)
    program.key("Left")
    wait_for_caret(program, PAGE_1, len(PAGE_1))
    program.key("ctrl+End")
    wait_for_caret(program, "On a turned page", len("On a turned page"))


def test_text_is_selected_and_copied_across_pages(session):
    program, _ = show_text(session)
    bring_caret_to_end_of_first_page(program)
    program.key("ctrl+Left")
    wait_for_caret(program, PAGE_1, PAGE_1.rindex("all"))
    for steps, page, place in ((3, PAGE_1, len(PAGE_1)), (1, "Left one", 0), (4, "Left one", 4)):
        for _ in range(steps):
            program.key("shift+Right")
        wait_for_caret(program, page, place)
    wait_for_copy(program, "all\nLeft")


def open_menu_of(program, page, word):
    """The menu of the right button, over a word that has been selected."""
    place = PAGE_1.index(word)
    start = point_of(program, "Page 1 of 5", place)
    end = point_of(program, "Page 1 of 5", place + len(word) - 1)
    program.screen.drag((start[0] - 6, start[1]), (end[0] + 6, end[1]))
    wait_for("the word to be selected", lambda: (selected(page) or "").strip() == word,
             lambda: "“%s” is" % selected(page))
    program.screen.click(*start, 3)
    program.wait_for_widget("", "menu")


def test_the_menu_looks_for_what_is_selected(session):
    program, page = show_text(session)
    open_menu_of(program, page, "sentence")
    program.key("f")
    program.wait_for_widget("1 of 1")


def test_the_menu_looks_up_what_is_selected(session):
    program, page = show_text(session)
    open_menu_of(program, page, "sentence")
    program.key("u")
    program.wait_for_widget("Open This Address?")
    program.wait_for_widget("https://en.wiktionary.org/wiki/sentence")
    program.key("Escape")
    program.wait_until_gone("Open This Address?")


if __name__ == "__main__":
    run(sys.modules[__name__])
