# SPDX-License-Identifier: AGPL-3.0-or-later
"""Thumbnails in the sidebar: gone to by clicks and keys, followed, remembered."""

import os
import shutil
import subprocess
import sys

import harness
from harness import GUARD, Program, document, wait_for

from gi.repository import Atspi, Gio, GLib
from page_colors import number_of


def open_with_sidebar(session, name, **more):
    recto = Program(session, document(name), **more)
    recto.wait_until_drawn()
    recto.key("F9")
    return recto


def cell(recto, name):
    """A thumbnail, once the sidebar has come to rest."""
    widget = recto.wait_for_widget(name, "table cell")
    recto.resting_place_of(widget)
    return widget


def marked(recto):
    """The thumbnail that is marked."""
    try:
        for widget in recto.widgets():
            if widget.get_role_name() == "table cell" and \
                    widget.get_state_set().contains(Atspi.StateType.SELECTED):
                return widget.get_name()
    except GLib.Error:
        pass
    return None


def wait_until_marked(recto, name):
    wait_for("“%s” to be marked" % name, lambda: marked(recto) == name,
             lambda: "marked is %s; %s" % (marked(recto), recto.explain()))


def wait_for_page_entry(recto, number):
    wait_for("page %s to be read" % number,
             lambda: recto.find(number, "entry") or number in recto.texts(), recto.explain)


def test_a_click_goes_to_the_page_and_back_again(session):
    recto = open_with_sidebar(session, "labels.pdf")
    first = marked_first(recto)
    recto.click(cell(recto, "Page ii"))
    wait_until_marked(recto, "Page ii")
    recto.key("alt+Left")
    wait_until_marked(recto, first)


def marked_first(recto):
    return wait_for("a page to be marked", lambda: marked(recto), recto.explain)


def test_keys_go_to_a_page(session):
    recto = open_with_sidebar(session, "five-hundred-pages.pdf")
    recto.click(cell(recto, "Page 1"))
    recto.wait_for_focus("table cell")
    recto.key("End")
    wait_until_marked(recto, "Page 500")
    recto.key("Return")
    wait_for_page_entry(recto, "500")


def test_the_page_being_read_is_marked_and_in_view(session):
    recto = open_with_sidebar(session, "five-hundred-pages.pdf")
    wait_until_marked(recto, "Page 1")
    recto.key("ctrl+End")
    wait_until_marked(recto, "Page 500")
    cell(recto, "Page 500")


def test_the_pane_that_was_chosen_is_there_the_next_time(session):
    remembering = {"remember-places": "true"}
    recto = open_with_sidebar(session, "outline.pdf", settings=remembering)
    recto.wait_for_widget("Start", "list item")
    recto.show_pane("Thumbnails")
    cell(recto, "Page 1")
    recto.quit()
    recto = Program(session, document("outline.pdf"), settings=remembering)
    recto.wait_until_drawn()
    cell(recto, "Page 1")
    assert recto.find("Start", "list item") is None


def test_ten_thousand_pages_hold_nothing_up(session):
    recto = open_with_sidebar(session, "ten-thousand-pages.pdf")
    wait_until_marked(recto, "Page 1")
    recto.click(cell(recto, "Page 1"))
    recto.wait_for_focus("table cell")
    recto.key("End")
    wait_until_marked(recto, "Page 10000")
    recto.key("Home")
    wait_until_marked(recto, "Page 1")


# Without that, nothing is kept of what is read.
REMEMBERING = {"remember-places": "true"}


def allow_pictures(session):
    """The desktop has none yet."""
    if os.path.isdir(session.thumbnails):
        shutil.rmtree(session.thumbnails)
    else:
        os.remove(session.thumbnails)


def at_home(session, name):
    """A copy of a document in the home folder, which is not one for temporary files."""
    home = session.environment["HOME"]
    session.environment["TMPDIR"] = home + "/temporary"
    os.makedirs(session.environment["TMPDIR"], exist_ok=True)
    return shutil.copy(document(name), home)


def pictures(session):
    """Those of documents that the desktop has."""
    folder = session.thumbnails + "/large"
    return [name for name in os.listdir(folder) if name.endswith(".png")] \
        if os.path.isdir(folder) else []


def sees_square(recto):
    left, top, width, height = recto.area
    return any(number_of(recto.screen.color_at(x, y)) == 1
               for y in range(top, top + height, 4) for x in range(left, left + width, 4))


def test_what_was_read_lately_has_a_picture(session):
    allow_pictures(session)
    recto = Program(session, at_home(session, "three-pages.pdf"), settings=REMEMBERING)
    recto.wait_until_drawn()
    wait_for("a picture", lambda: len(pictures(session)) == 1, recto.explain)
    recto.key("ctrl+t")
    recto.wait_for_widget("Open a Document")
    recto.wait_for_widget("three-pages.pdf", "list item")
    wait_for("the square of its first page", lambda: sees_square(recto), recto.explain)


def test_what_is_locked_has_none(session):
    allow_pictures(session)
    recto = Program(session, at_home(session, "password.pdf"), settings=REMEMBERING)
    recto.wait_for_widget("Password Needed")
    recto.wait_for_focus("entry")
    session.screen.type("secret")
    recto.key("Return")
    recto.wait_for_page(1)
    # What is opened after it has one, in a new tab: the former would have it by then.
    path = at_home(session, "three-pages.pdf")
    subprocess.run([os.environ["RECTO_PROGRAM"], path], env=session.environment, timeout=GUARD,
                   check=True)
    uri = Gio.File.new_for_path(path).get_uri()
    name = GLib.compute_checksum_for_string(GLib.ChecksumType.MD5, uri, -1) + ".png"
    wait_for("a picture", lambda: pictures(session), recto.explain)
    assert pictures(session) == [name]


def test_pictures_are_forgotten_with_the_places(session):
    allow_pictures(session)
    recto = Program(session, at_home(session, "three-pages.pdf"), settings=REMEMBERING)
    recto.wait_until_drawn()
    wait_for("a picture", lambda: pictures(session), recto.explain)
    with open(session.thumbnails + "/large/another.png", "wb") as file:
        file.write(b"Another program's")
    session.write_settings({"remember-places": "false"})
    wait_for("it to be gone", lambda: pictures(session) == ["another.png"], recto.explain)


if __name__ == "__main__":
    harness.run(sys.modules[__name__])
