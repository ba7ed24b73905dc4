# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is chosen with the keyboard in the menus about pages happens."""

import sys

import harness
from harness import wait_for
from menus import choose, choose_and_see, page_menu, start, zoom_menu
from test_keyboard import zoom_of


def test_what_is_chosen_in_the_zoom_menu_happens(session):
    recto = start(session)
    for names in (("Fit Width",), ("Fit Page",), ("Two Pages",), ("Odd Pages Left",),
                  ("Right to Left Document",), ("Colors", "Night"), ("Colors", "Original"),
                  ("Rotate Left",), ("Rotate Right",), ("Continuous Scrolling",)):
        choose_and_see(recto, zoom_menu, *names)
    choose(recto, zoom_menu, "Zoom to Selection")
    before = zoom_of(recto)
    x, y = recto.wait_for_page(1)
    recto.screen.drag((x - 30, y - 30), (x + 30, y + 30))
    wait_for("another zoom", lambda: zoom_of(recto) != before, recto.explain)


def test_what_is_chosen_in_the_menu_of_a_page_happens(session):
    recto = start(session, "reading.pdf")
    for name in ("Select All of the Page", "Find in Document"):
        choose_and_see(recto, page_menu, name)
    recto.key("Escape")
    choose(recto, page_menu, "Why Is This Page Slow?")
    recto.wait_for_widget("", "dialog")


if __name__ == "__main__":
    harness.run(sys.modules[__name__])
