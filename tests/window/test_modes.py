# SPDX-License-Identifier: AGPL-3.0-or-later
"""The ways to show pages: side by side, in other colours, a part of them, on the whole screen."""

import sys

import harness
from harness import Program, document, wait_for

NIGHT_PAPER = (27, 27, 30)


def count(recto, colour):
    return sum(it == colour for _, _, it in recto.screen.samples(recto.area))


def test_d_puts_two_pages_side_by_side(session):
    recto = Program(session, document("three-pages.pdf"))
    recto.resize(1200, 800)
    recto.wait_for_page(1)
    for key in ("f", "c", "d"):
        recto.key(key)
    recto.key("n")
    second = recto.wait_for_page(2)
    third = recto.wait_for_page(3)
    assert abs(second[1] - third[1]) < 15 and second[0] < third[0], (second, third)
    assert not recto.shows(1)
    recto.key("o")
    wait_for("pages 1 and 2", lambda: sorted(recto.pages()) == [1, 2], recto.explain)


def test_night_is_dark_but_for_photographs(session):
    recto = Program(session, document("photographs.pdf"))
    recto.wait_for_widget("of 1")
    wait_for("white paper", lambda: count(recto, (255, 255, 255)) > 100, recto.explain)
    recto.key("ctrl+i")
    wait_for("dark paper", lambda: count(recto, NIGHT_PAPER) > 100, recto.explain)
    wait_for("the photograph's own colour", lambda: count(recto, (180, 90, 40)) > 20, recto.explain)
    recto.key("ctrl+i")
    wait_for("white paper", lambda: count(recto, (255, 255, 255)) > 100, recto.explain)


def test_night_is_remembered(session):
    remember = {"remember-places": "true"}
    recto = Program(session, document("three-pages.pdf"), settings=remember)
    recto.wait_for_page(1)
    recto.key("ctrl+i")
    wait_for("dark paper", lambda: count(recto, NIGHT_PAPER) > 100, recto.explain)
    recto.quit()
    recto = Program(session, document("three-pages.pdf"), settings=remember)
    wait_for("dark paper", lambda: count(recto, NIGHT_PAPER) > 100, recto.explain)


def test_a_rectangle_drawn_fills_the_view(session):
    recto = Program(session, document("three-pages.pdf"))
    recto.wait_for_page(1)
    recto.key("f")
    x, y = recto.wait_for_page(1)
    before = len(recto.wait_until_drawn()[1])
    recto.key("z")
    recto.screen.drag((x - 30, y - 30), (x + 30, y + 30))
    wait_for("a larger square", lambda: len(recto.pages().get(1, ())) > before * 3, recto.explain)
    # Once only: the next drag draws nothing.
    after = len(recto.pages()[1])
    recto.screen.drag((x - 30, y - 30), (x + 30, y + 30))
    assert len(recto.pages().get(1, ())) == after


def test_escape_leaves_drawing(session):
    recto = Program(session, document("three-pages.pdf"))
    x, y = recto.wait_for_page(1)
    before = recto.wait_until_drawn()
    recto.key("z")
    recto.key("Escape")
    recto.screen.drag((x - 30, y - 30), (x + 30, y + 30))
    assert recto.pages() == before


def test_f5_presents_and_escape_goes_on_where_it_ended(session):
    recto = Program(session, document("three-pages.pdf"))
    recto.wait_for_page(1)
    whole = (0, 0, *recto.screen.size)

    def covers_the_screen():
        return recto.screen.colour_at(3, 3) == (0, 0, 0) and 1 in recto.screen.pages(whole)

    recto.key("F5")
    wait_for("the page on the whole screen", covers_the_screen, recto.explain)
    recto.wait_for_keyboard(whole)
    recto.key("space")
    wait_for("the second page", lambda: 2 in recto.screen.pages(whole), recto.explain)
    recto.key("b")
    wait_for("a black screen", lambda: all(it == (0, 0, 0) for _, _, it in
                                           recto.screen.samples(whole, 40)), recto.explain)
    recto.key("w")
    wait_for("a white screen", lambda: all(it == (255, 255, 255) for _, _, it in
                                           recto.screen.samples(whole, 40)), recto.explain)
    recto.screen.click(200, 200)
    wait_for("the second page", lambda: 2 in recto.screen.pages(whole), recto.explain)
    recto.key("Escape")
    wait_for("the window", lambda: recto.find("of 3"), recto.explain)
    recto.wait_for_page(2)


if __name__ == "__main__":
    harness.run(sys.modules[__name__])
