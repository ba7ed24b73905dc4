# SPDX-License-Identifier: AGPL-3.0-or-later
"""The ways to show pages: side by side, in other colors, a part of them, on the whole screen."""

import sys

import harness
from harness import Program, document, stays, wait_for
from test_keyboard import zoom_of

NIGHT_PAPER = (27, 27, 30)


def count(recto, color):
    return sum(it == color for _, _, it in recto.screen.samples(recto.area))


def test_d_puts_two_pages_side_by_side(session):
    recto = Program(session, document("three-pages.pdf"))
    recto.wait_until_drawn()
    recto.resize(1200, 800)
    for key in ("f", "c", "d"):
        recto.key(key)
    recto.key("n")

    def side_by_side():
        if sorted(recto.pages()) != [2, 3]:
            return False
        second, third = recto.wait_for_page(2), recto.wait_for_page(3)
        return abs(second[1] - third[1]) < 15 and second[0] < third[0]

    wait_for("page 3 to the right of page 2", side_by_side, recto.explain)
    recto.key("o")
    wait_for("pages 1 and 2", lambda: sorted(recto.pages()) == [1, 2], recto.explain)


def test_night_is_dark_but_for_photographs(session):
    recto = Program(session, document("photographs.pdf"))
    recto.wait_for_widget("of 1")
    wait_for("white paper", lambda: count(recto, (255, 255, 255)) > 100, recto.explain)
    recto.key("ctrl+i")
    wait_for("dark paper", lambda: count(recto, NIGHT_PAPER) > 100, recto.explain)
    wait_for("the photograph's own color", lambda: count(recto, (180, 90, 40)) > 20, recto.explain)
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


def edge_of_paper(session, contrast):
    """How light the last pixel beside the page is."""
    session.environment["ADW_DEBUG_HIGH_CONTRAST"] = contrast
    try:
        recto = Program(session, document("three-pages.pdf"))
    finally:
        del session.environment["ADW_DEBUG_HIGH_CONTRAST"]
    recto.wait_until_drawn()
    y = recto.wait_for_page(1)[1]
    left, _, width, _ = recto.area
    paper = next(x for x in range(left + 5, left + width)
                 if recto.screen.color_at(x, y) == (255, 255, 255))
    light = sum(recto.screen.color_at(paper - 1, y))
    session.end_programs()
    return light


def test_pages_end_more_clearly_in_high_contrast(session):
    usual, clear = edge_of_paper(session, "0"), edge_of_paper(session, "1")
    assert clear < usual * 3 / 4, (usual, clear)


def test_a_rectangle_drawn_fills_the_view(session):
    recto = Program(session, document("three-pages.pdf"))
    recto.wait_until_drawn()
    x, y = recto.wait_for_page(1)
    before = len(recto.pages_at_rest()[1])
    recto.key("z")
    recto.screen.drag((x - 30, y - 30), (x + 30, y + 30))
    wait_for("a larger square", lambda: len(recto.pages().get(1, ())) > before * 3, recto.explain)
    # Once only: the next drag draws nothing. Scrollbars over the page come and go meanwhile.
    after = zoom_of(recto)
    recto.screen.drag((x - 30, y - 30), (x + 30, y + 30))
    stays("the zoom", lambda: zoom_of(recto) == after, 0.5, recto.explain)


def test_escape_leaves_drawing(session):
    recto = Program(session, document("three-pages.pdf"))
    recto.wait_until_drawn()
    x, y = recto.wait_for_page(1)
    before = recto.pages_at_rest()
    recto.key("z")
    recto.key("Escape")
    recto.screen.drag((x - 30, y - 30), (x + 30, y + 30))
    stays("the page", lambda: recto.pages() == before, 0.5, recto.explain)


def test_f5_presents_and_escape_goes_on_where_it_ended(session):
    recto = Program(session, document("three-pages.pdf"))
    recto.wait_for_page(1)
    whole = (0, 0, *recto.screen.size)

    def covers_the_screen():
        return recto.screen.color_at(3, 3) == (0, 0, 0) and 1 in recto.screen.pages(whole)

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
    recto.screen.click(200, 200)
    wait_for("the third page", lambda: 3 in recto.screen.pages(whole), recto.explain)
    recto.screen.click(200, 200, 3)
    wait_for("the second page", lambda: 2 in recto.screen.pages(whole), recto.explain)
    recto.key("Escape")
    wait_for("the window", lambda: recto.find("of 3"), recto.explain)
    recto.wait_for_page(2)


if __name__ == "__main__":
    harness.run(sys.modules[__name__])
