# SPDX-License-Identifier: AGPL-3.0-or-later
"""The text of books: its size, font and spacing, and the place in it that stays."""

import os
import pathlib
import signal
import sys

import harness
import processes
from harness import Program, document, wait_for

REMEMBERING = {"remember-places": "true"}
NIGHT_PAPER = (27, 27, 30)
# Each chapter of the book begins with a band of its own color, on a page of its own.
CHAPTER = 14


def count(recto, color):
    return sum(it == color for _, _, it in recto.screen.samples(recto.area))


def n_pages(recto):
    """As said after the page's number, once all are counted; 0 before."""
    found = next((it for it in recto.texts() if it.startswith("of ")), "")
    return int(found[3:]) if found[3:].isdigit() else 0


def wait_for_pages(recto, is_right):
    def counted():
        n = n_pages(recto)
        return n if n > 0 and is_right(n) else None

    return wait_for("the pages to be counted", counted, recto.explain)


def start(session, settings=None):
    recto = Program(session, document("book.epub"), settings=settings)
    recto.wait_for_page(1)
    return recto, wait_for_pages(recto, lambda n: n > 40)


def go_to_chapter(recto, chapter, pages_each):
    recto.key("f")
    recto.key("ctrl+l")
    recto.wait_for_focus("entry")
    recto.screen.type(str((chapter - 1) * pages_each + 1))
    recto.key("Return")
    recto.wait_for_page(chapter)


def larger(recto, before):
    for _ in range(4):
        recto.key("ctrl+bracketright")
    return wait_for_pages(recto, lambda n: n > before * 3 / 2)


def test_the_place_stays_when_letters_grow(session):
    recto, before = start(session)
    go_to_chapter(recto, CHAPTER, before // 40)
    number = next(it for it in recto.texts() if it.startswith("Page ") and " of " in it)
    larger(recto, before)
    recto.wait_for_page(CHAPTER)
    wait_for("another page", lambda: not recto.find(number), recto.explain)
    for _ in range(4):
        recto.key("ctrl+bracketleft")
    wait_for_pages(recto, lambda n: n == before)
    recto.wait_for_page(CHAPTER)
    recto.wait_for_widget(number)


def test_no_page_of_another_place_flashes_by(session):
    """What is on the screen is the former text until it is the new one."""
    recto, before = start(session)
    go_to_chapter(recto, CHAPTER, before // 40)
    seen = set()

    def look():
        seen.update(recto.pages())
        return n_pages(recto) > before and recto.shows(CHAPTER)

    for _ in range(4):
        recto.key("ctrl+bracketright")
    wait_for("the new layout", look, recto.explain)
    assert seen == {CHAPTER}, seen


def test_the_choices_change_the_text(session):
    recto, before = start(session)
    recto.key("F8")
    press_sizes(recto, "Larger Text", (13, 14, 15, 16))
    grown = wait_for_pages(recto, lambda n: n > before)
    press_sizes(recto, "Smaller Text", (15, 14, 13, 12))
    wait_for_pages(recto, lambda n: n == before)
    for choice in (("Line Spacing", 6, "1.0"), ("Margins", 3, "Narrow")):
        now = n_pages(recto)
        choose(recto, *choice)
        wait_for_pages(recto, lambda n: n > now)
    assert n_pages(recto) > grown
    recto.press("Reset")
    wait_for_pages(recto, lambda n: n == before)
    choose(recto, "Colors", 1, "Night")
    recto.key("Escape")
    wait_for("dark paper", lambda: count(recto, NIGHT_PAPER) > 100, recto.explain)


def press_sizes(recto, name, sizes):
    for size in sizes:
        recto.press(name)
        recto.wait_for_widget("%d pt" % size)


def focused(recto):
    return (recto.focus() or ("", None))[1]


def choose(recto, row, choice, second):
    """One of the choices of a row, so many down the list, of which `second` is the second."""
    before = wait_for("a focus", lambda: focused(recto), recto.explain)
    while before != row:
        recto.key("Tab")
        before = wait_for("another focus", lambda former=before: focused(recto) not in
                          (former, None) and focused(recto), recto.explain)
    recto.key("Return")
    recto.wait_for_widget(second)
    for key in ["Down"] * choice + ["Return"]:
        recto.key(key)
    recto.wait_until_gone(second, "list item")


def test_the_text_of_each_book_is_remembered(session):
    recto, before = start(session, REMEMBERING)
    go_to_chapter(recto, CHAPTER, before // 40)
    after = larger(recto, before)
    recto.wait_for_page(CHAPTER)
    recto.quit()
    recto = Program(session, document("book.epub"), settings=REMEMBERING)
    recto.wait_for_page(CHAPTER)
    wait_for_pages(recto, lambda n: n == after)
    # Another book begins as new ones do.
    recto.quit()
    recto = Program(session, document("novel.fb2"), settings=REMEMBERING)
    recto.wait_for_widget("of ")
    recto.key("F8")
    recto.wait_for_widget("12 pt")


def test_new_books_begin_as_the_default_was_made(session):
    recto, before = start(session)
    recto.key("F8")
    press_sizes(recto, "Larger Text", (13, 14, 15, 16))
    after = wait_for_pages(recto, lambda n: n > before * 3 / 2)
    recto.press("Make Default")
    made = {"text-size": "16.0"}
    wait_for("the setting", lambda: "text-size=16.0\n" in pathlib.Path(
        session.settings_folder, "keyfile").read_text(encoding="utf-8"))
    recto.key("Escape")
    recto.quit()
    recto = Program(session, document("book.epub"), settings=made)
    recto.wait_for_page(1)
    wait_for_pages(recto, lambda n: n == after)


def test_only_books_have_the_choices(session):
    recto = Program(session, document("three-pages.pdf"))
    recto.wait_for_page(1)
    assert recto.find("Text", "button") is None
    recto.key("F8")
    recto.key("n")
    recto.wait_for_page(2)
    assert recto.find("Larger Text") is None


def hold_layout(recto):
    """The chapter takes many seconds; here, for ever."""
    os.kill(wait_for("the layout", lambda: next(
        (pid for pid in recto.workers() if processes.is_running(pid)
         and processes.processor_seconds(pid) > 0.4), None), recto.explain), signal.SIGSTOP)


def press_beside(recto, label, name):
    """There is another button to stop."""
    beside = recto.wait_for_widget(label).get_parent()
    button = next(it for it in (beside.get_child_at_index(i) for i in range(beside.get_child_count()))
                  if it.get_name() == name)
    assert button.do_action(0), name


def test_laying_out_is_told_stopped_and_resumed(session):
    recto = Program(session, document("endless-second-chapter.epub"))
    recto.wait_for_page(1)
    hold_layout(recto)
    recto.key("F8")
    recto.wait_for_widget("Layout: 1 of 2 chapters")
    press_beside(recto, "Layout: 1 of 2 chapters", "Stop")
    recto.wait_for_widget("Layout stopped at 1 of 2 chapters")
    press_beside(recto, "Layout stopped at 1 of 2 chapters", "Resume")
    hold_layout(recto)
    recto.wait_for_widget("Layout: 1 of 2 chapters")


if __name__ == "__main__":
    harness.run(sys.modules[__name__])
