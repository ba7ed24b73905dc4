# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading a document: opening it, going about in it, and looking closer."""

import shutil
import sys

import harness
from harness import Program, document, wait_for


def square(recto, number):
    """Left, top, right and bottom of the page's square, as far as it is in view."""
    x, y = (int(value) for value in recto.wait_for_page(number))
    color = recto.screen.color_at(x, y)
    edges = []
    for dx, dy in ((-1, 0), (0, -1), (1, 0), (0, 1)):
        at_x, at_y = x, y
        while recto.screen.color_at(at_x + dx, at_y + dy) == color:
            at_x, at_y = at_x + dx, at_y + dy
        edges.append(at_x if dx else at_y)
    return edges


def width_of(edges):
    return edges[2] - edges[0] + 1


def settled(recto, number):
    """The square once it stays where it is."""
    recto.wait_until_drawn()
    return recto.at_rest("page %d" % number, lambda: square(recto, number))


def test_a_document_named_on_the_command_line_is_shown(session):
    recto = Program(session, document("three-pages.pdf"))
    recto.wait_for_page(1)
    recto.wait_for_widget("of 3")


def test_a_page_named_on_the_command_line_is_shown(session):
    recto = Program(session, "--page-index", "7", document("labels.pdf"))
    recto.wait_for_page(7)
    recto.quit()
    recto = Program(session, "--page-label", "A-2", document("labels.pdf"))
    recto.wait_for_page(12)


def test_reload_reads_the_file_anew_and_stays_on_its_page(session):
    path = session.new_path("changing.pdf")
    shutil.copy(document("three-pages.pdf"), path)
    recto = Program(session, path)
    recto.wait_for_page(1)
    recto.key("n")
    recto.wait_for_page(2)
    shutil.copy(document("five-hundred-pages.pdf"), path)
    recto.key("ctrl+r")
    recto.wait_for_widget("of 500")
    recto.wait_for_page(2)


def test_keys_turn_pages(session):
    recto = Program(session, document("three-pages.pdf"))
    recto.wait_for_page(1)
    for key, number in (("n", 2), ("ctrl+Page_Down", 3), ("p", 2), ("ctrl+Home", 1),
                        ("ctrl+End", 3), ("ctrl+Page_Up", 2)):
        recto.key(key)
        recto.wait_for_page(number)


def test_the_page_entry_takes_numbers_and_labels(session):
    recto = Program(session, document("labels.pdf"))
    recto.wait_for_page(1)
    recto.key("ctrl+l")
    session.screen.type("12")
    recto.key("Return")
    recto.wait_for_page(12)
    recto.key("ctrl+l")
    session.screen.type("A-1")
    recto.key("Return")
    recto.wait_for_page(11)
    recto.key("n")
    recto.wait_for_page(12)


def test_history_leads_back_to_where_a_jump_began(session):
    recto = Program(session, document("ten-thousand-pages.pdf"))
    recto.wait_for_page(1)
    recto.key("n")
    recto.wait_for_page(2)
    recto.key("ctrl+l")
    session.screen.type("9")
    recto.key("Return")
    recto.wait_for_page(9)
    recto.key("alt+Left")
    recto.wait_for_page(2)
    recto.key("alt+Right")
    recto.wait_for_page(9)


def test_the_last_of_ten_thousand_pages_is_a_key_away(session):
    recto = Program(session, document("ten-thousand-pages.pdf"), settings={"continuous": "true"})
    recto.wait_for_page(1)
    recto.key("ctrl+End")
    wait_for("the last page", lambda: 10000 in session.screen.pages(recto.area, 10000),
             recto.explain)


def test_zoom_keys_make_pages_larger_and_smaller(session):
    recto = Program(session, document("three-pages.pdf"))
    fitting = width_of(settled(recto, 1))
    recto.key("ctrl+plus")
    wait_for("a larger page", lambda: width_of(square(recto, 1)) > fitting)
    recto.key("ctrl+minus")
    recto.key("ctrl+minus")
    wait_for("a smaller page", lambda: width_of(square(recto, 1)) < fitting)
    recto.key("f")
    wait_for("the page that fits", lambda: width_of(square(recto, 1)) == fitting)


def test_fit_width_uses_all_of_the_width(session):
    recto = Program(session, document("three-pages.pdf"))
    settled(recto, 1)
    recto.key("w")
    # A page of 595 points, of which its square takes 200, and little around it.
    wait_for("a page as wide as the window",
             lambda: width_of(square(recto, 1)) > recto.area[2] * 200 / 595 * 0.95)


def test_the_wheel_zooms_at_the_pointer(session):
    recto = Program(session, document("three-pages.pdf"), settings={"fit-mode": "'width'"})
    left, top, right, _bottom = settled(recto, 1)
    for corner, x in ((0, left), (2, right)):
        session.screen.wheel(x, top, 4, "ctrl")
        wait_for("a larger page", lambda: width_of(square(recto, 1)) > 1.4 * (right - left))
        after = settled(recto, 1)
        assert abs(after[corner] - x) <= 2 and abs(after[1] - top) <= 2, \
            "the corner under the pointer went from %s to %s" % ((x, top), after)
        session.screen.wheel(x, top, -4, "ctrl")
        wait_for("the page as it was", lambda: square(recto, 1)[:3] == [left, top, right])


def test_continuous_view_shows_the_next_page_below(session):
    recto = Program(session, document("three-pages.pdf"))
    recto.wait_for_page(1)
    assert set(recto.pages()) == {1}
    recto.key("c")
    recto.key("ctrl+minus")
    recto.key("ctrl+minus")
    recto.key("ctrl+minus")
    wait_for("page 2 below page 1", lambda: set(recto.pages()) >= {1, 2}
             and square(recto, 2)[1] > square(recto, 1)[3], recto.explain)


def test_one_page_at_a_time_the_wheel_turns_it_at_its_end(session):
    recto = Program(session, document("three-pages.pdf"))
    x, y = recto.wait_for_page(1)
    session.screen.wheel(x, y, -1)
    wait_for("page 2 alone", lambda: list(recto.pages()) == [2], recto.explain)
    session.screen.wheel(x, y, 1)
    recto.wait_for_page(1)


def test_turned_pages_stand_as_they_say(session):
    """Each page has a red corner, at the lower left before it is turned."""
    recto = Program(session, document("rotated.pdf"))
    corners = {1: (-1, 1), 2: (-1, -1), 3: (1, -1), 4: (1, 1)}

    def red_corner(number):
        left, top, right, bottom = square(recto, number)
        x, y = (left + right) / 2, (top + bottom) / 2
        red = [(px, py) for px, py, color in session.screen.samples(recto.area, 6)
               if color[0] > 250 and color[1] < 5 and color[2] < 5]
        if not red:
            return None
        px, py = red[len(red) // 2]
        return (1 if px > x else -1, 1 if py > y else -1)

    for number, corner in corners.items():
        recto.wait_for_page(number)
        wait_for("page %d turned" % number, lambda: red_corner(number) == corner)
        recto.key("n")


def test_a_page_turned_by_hand_stays_whole(session):
    recto = Program(session, document("sizes.pdf"))
    left, top, right, bottom = settled(recto, 1)
    recto.key("ctrl+Right")
    wait_for("the page lying on its side", lambda: width_of(square(recto, 1)) > right - left + 1)
    recto.key("ctrl+Left")
    wait_for("the page upright", lambda: square(recto, 1) == [left, top, right, bottom])


def test_a_window_of_360_pixels_has_all_it_needs(session):
    recto = Program(session, document("three-pages.pdf"),
                    settings={"window-width": "360", "window-height": "640"})
    recto.wait_for_page(1)
    wait_for("the narrow window", lambda: recto.area[2] == 360)
    for name, role in (("Stop", "button"), ("Main Menu", None), ("Page", "entry"), ("41%", None)):
        def is_whole(name=name, role=role):
            left, _top, width, _height = recto.place_of(recto.wait_for_widget(name, role))
            # The toolkit leaves the paddings of the bars out of account, which are 12 pixels at most.
            return left >= -12 and left + width <= 360

        wait_for("all of “%s”" % name, is_whole, recto.explain)
    recto.key("ctrl+l")
    session.screen.type("2")
    recto.key("Return")
    recto.wait_for_page(2)


def test_a_window_made_narrow_or_wide_leaves_the_keyboard_where_it_was(session):
    recto = Program(session, document("three-pages.pdf"))
    recto.wait_for_page(1)
    recto.wait_for_focus("document text")
    for width, page in ((360, 2), (900, 3)):
        recto.resize(width, 640)
        wait_for("the bars where they belong", lambda: (recto.place_of(
            recto.wait_for_widget("Page", "entry"))[1] > 400) == (width == 360), recto.explain)
        recto.wait_for_focus("document text")
        recto.key("n")
        recto.wait_for_page(page)
        recto.wait_for_focus("document text")


if __name__ == "__main__":
    harness.run(sys.modules[__name__])
