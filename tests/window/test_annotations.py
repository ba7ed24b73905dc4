# SPDX-License-Identifier: AGPL-3.0-or-later
"""Annotations in the sidebar and on the pages, shown or hidden; layers, switched."""

import sys

import harness
from harness import Program, document, wait_for

NOTE = (0xff, 0xcc, 0x00)
PIPES = (0xff, 0x00, 0x00)
REMEMBERING = {"remember-places": "true"}


def open_document(session, name, settings=None):
    recto = Program(session, document(name), settings=settings)
    recto.wait_until_drawn()
    return recto


def open_pane(recto, title):
    recto.key("F9")
    recto.show_pane(title)


def find_color(recto, color):
    """Somewhere on the screen where this color is, or None."""
    left, top, width, height = recto.area
    for y in range(top, top + height, 6):
        for x in range(left, left + width, 6):
            if recto.screen.color_at(x, y) == color:
                return x, y
    return None


def wait_for_color(recto, color):
    return wait_for("the color %s" % (color,), lambda: find_color(recto, color), recto.explain)


def wait_until_gone(recto, color):
    wait_for("no color %s" % (color,), lambda: find_color(recto, color) is None, recto.explain)


def toggle_annotations(recto):
    recto.press("Zoom: ", "toggle button")
    recto.wait_for_widget("Natural Size")
    # The items of a menu have no names there, but letters.
    recto.key("n")
    recto.wait_until_gone("Natural Size")


def test_an_annotation_is_gone_to(session):
    recto = open_document(session, "notes.pdf")
    open_pane(recto, "Annotations")
    recto.wait_for_widget("10 annotations")
    recto.click(recto.wait_for_widget("Carla"))
    recto.wait_for_widget("(2 of 4)")


def test_annotations_are_found_by_their_words(session):
    recto = open_document(session, "notes.pdf")
    open_pane(recto, "Annotations")
    recto.click(recto.wait_for_widget("Search annotations", "entry"))
    recto.wait_for_focus("entry")
    session.screen.type("march")
    recto.wait_until_gone("Carla", "list item")
    recto.wait_for_widget("Ben Okafor, Reply", "list item")
    session.screen.type("xyz")
    recto.wait_for_widget("No Results Found")
    recto.key("Escape")
    recto.wait_for_widget("Carla", "list item")


def test_G_11_annotations_are_hidden_and_shown(session):
    recto = open_document(session, "notes.pdf")
    wait_for_color(recto, NOTE)
    toggle_annotations(recto)
    wait_until_gone(recto, NOTE)
    toggle_annotations(recto)
    wait_for_color(recto, NOTE)


def test_G_11_hidden_annotations_stay_hidden_the_next_time(session):
    recto = open_document(session, "notes.pdf", REMEMBERING)
    wait_for_color(recto, NOTE)
    toggle_annotations(recto)
    wait_until_gone(recto, NOTE)
    recto.quit()
    recto = open_document(session, "notes.pdf", REMEMBERING)
    assert find_color(recto, NOTE) is None, recto.explain()


def test_a_note_on_the_page_is_read_with_its_replies(session):
    recto = open_document(session, "notes.pdf")
    x, y = wait_for_color(recto, NOTE)
    # Those of the page may only be read now that one points at it.
    session.screen.click(x + 3, y + 3)
    recto.wait_for_widget("Thanks!")
    recto.wait_for_widget("Is this the latest figure?")


def test_a_document_without_any_does_not_list_them(session):
    recto = open_document(session, "three-pages.pdf")
    open_pane(recto, "Attachments")
    recto.wait_for_widget("No Attachments")
    assert recto.find("Annotations") is None
    assert recto.find("Layers") is None


def test_a_layer_is_hidden_and_all_are_reset(session):
    recto = open_document(session, "layers.pdf")
    open_pane(recto, "Layers")
    wait_for_color(recto, PIPES)
    recto.click(recto.wait_for_widget("Wasser", "check box"))
    wait_until_gone(recto, PIPES)
    recto.press("Reset")
    wait_for_color(recto, PIPES)


if __name__ == "__main__":
    harness.run(sys.modules[__name__])
