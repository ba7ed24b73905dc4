# SPDX-License-Identifier: AGPL-3.0-or-later
"""The window in a Wayland compositor: what is the most important, and what only this can show."""

import re
import shutil
import subprocess
import sys

import harness
from harness import Program, document, wait_for
from session import Session
from wayland_screen import WaylandScreen

SCALES = (1, 1.25, 1.5, 2, 3)
SIZE = 1000, 800 # of the screen, and of the window that fills it
BELOW = 500, 780 # where the pointer hides nothing that is compared
PAGE = 595, 842 # points
PIXELS_PER_POINT = 96 / 72
ROWS_WITH_TEXT = 300


class WaylandSession(Session):
    def make_screen(self):
        return WaylandScreen(self.folder)


# ---- What a page is to look like -------------------------------------------------------------------


class Picture:
    """A page as MuPDF's own program renders it."""

    def __init__(self, session, name, number, scale):
        self.width, self.height = (int(points * PIXELS_PER_POINT * scale + 0.5) for points in PAGE)
        path = session.new_path("page.ppm")
        subprocess.run(["mutool", "draw", "-q", "-o", path, "-w", str(self.width), "-h",
                        str(self.height), "-f", "-c", "rgb", document(name), str(number)], check=True,
                       stderr=subprocess.DEVNULL)
        with open(path, "rb") as file:
            data = file.read()
        head = re.match(rb"P6\s(\d+) (\d+)\s255\s", data)
        assert head and (int(head[1]), int(head[2])) == (self.width, self.height), head
        self.colors = data[head.end():]

    def color_at(self, x, y):
        at = (y * self.width + x) * 3
        return tuple(self.colors[at:at + 3])

    def row(self, y):
        return self.colors[y * self.width * 3:(y + 1) * self.width * 3]


def corner_of_square(color_at, x, y):
    """The upper left corner of what has one color around a point."""
    color = color_at(x, y)
    while color_at(x - 1, y) == color:
        x -= 1
    while color_at(x, y - 1) == color:
        y -= 1
    return x, y


def find_page(recto, number, picture):
    """Where on the screen, in device pixels, the picture's upper left corner is to be."""
    screen = recto.screen
    points = recto.pages().get(number)
    if not points:
        return None
    xs, ys = zip(*points)
    middle = (int(sum(values) / len(values) * screen.scale) for values in (xs, ys))
    on_screen = corner_of_square(screen.device_color_at, *middle)
    on_page = corner_of_square(picture.color_at, picture.width // 2, picture.height // 2)
    return on_screen[0] - on_page[0], on_screen[1] - on_page[1]


def differing_rows(recto, number, picture, rows):
    """How many of some rows of a page are not on the screen as they are in the picture."""
    corner = find_page(recto, number, picture)
    if corner is None:
        return len(rows)
    left, top = corner
    width = recto.screen.device_size[0]
    begin, end = max(0, -left), min(picture.width, width - left)
    return sum(recto.screen.device_row(left + begin, top + y, end - begin)
               != picture.row(y)[begin * 3:end * 3] for y in rows)


def wait_until_sharp(recto, number, picture, rows):
    left = [0]

    def is_sharp():
        left[0] = differing_rows(recto, number, picture, rows)
        return left[0] == 0

    wait_for("a sharp page", is_sharp,
             lambda: "%d of %d rows differ; %s" % (left[0], len(rows), recto.explain()))


def open_filling(session, name, scale, **settings):
    """In a window that fills the screen. The surface of one that does not has a shadow, and may begin
    at a part of a device pixel: then the compositor scales it."""
    session.screen.set_scale(scale, *SIZE)
    recto = Program(session, document(name), settings={"continuous": "true", **settings})
    session.screen.fill(recto.window)
    session.screen.point(*BELOW)
    wait_for("a window as large as the screen", lambda: recto.area == (0, 0, *SIZE), recto.explain)
    recto.wait_for_page(1)
    return recto


def open_at_full_size(session, name, scale):
    recto = open_filling(session, name, scale)
    recto.key("ctrl+0")
    recto.wait_for_widget("100%")
    recto.key("ctrl+Home")
    return recto


# ---- The most important ----------------------------------------------------------------------------


def test_pages_are_shown_turned_and_enlarged(session):
    recto = Program(session, document("three-pages.pdf"))
    recto.wait_for_page(1)
    for key, number in (("n", 2), ("ctrl+End", 3), ("p", 2), ("ctrl+Home", 1)):
        recto.key(key)
        recto.wait_for_page(number)
    recto.key("ctrl+l")
    session.screen.type("3")
    recto.key("Return")
    x, y = recto.wait_for_page(3)
    before = len(recto.pages()[3])
    session.screen.wheel(x, y, 2, "ctrl")
    wait_for("a larger page", lambda: len(recto.pages().get(3, ())) > before * 1.4, recto.explain)
    recto.key("f")
    wait_for("the page that fits", lambda: len(recto.pages().get(3, ())) <= before, recto.explain)
    recto.key("F11")
    wait_for("fullscreen", lambda: recto.area[2:] == session.screen.size, recto.explain)
    recto.wait_for_page(3)
    recto.quit()
    assert recto.process.returncode == 0, recto.explain()


def test_stop_ends_the_work_on_an_endless_page(session):
    recto = Program(session, document("endless.pdf"))
    recto.wait_for_page(1)
    recto.key("n")
    wait_for("page 2 to be worked on", recto.stop_is_possible, recto.explain)
    recto.press("Stop")
    recto.wait_for_widget("Rendering stopped")
    recto.press("Resume")
    wait_for("page 2 to be worked on", recto.stop_is_possible, recto.explain)
    recto.key("Escape")
    recto.wait_for_widget("Rendering stopped")
    recto.key("n")
    recto.wait_for_page(3)


# ---- Fractional scales -----------------------------------------------------------------------------


def test_a_page_has_the_pixels_of_the_screen_at_every_scale(session):
    recto = open_at_full_size(session, "three-pages.pdf", 1)
    for scale in SCALES:
        session.screen.set_scale(scale, *SIZE)
        session.screen.point(*BELOW)
        picture = Picture(session, "three-pages.pdf", 1, scale)
        wait_until_sharp(recto, 1, picture, range(int(ROWS_WITH_TEXT * scale)))


def test_scrolling_by_parts_of_a_pixel_neither_blurs_nor_jitters(session):
    recto = open_at_full_size(session, "three-pages.pdf", 1.5)
    picture = Picture(session, "three-pages.pdf", 1, 1.5)
    rows = range(100, int(ROWS_WITH_TEXT * 1.5))
    wait_until_sharp(recto, 1, picture, rows)
    tops = [find_page(recto, 1, picture)[1]]
    for _ in range(20):
        session.screen.scroll(*BELOW, 0.15)
        tops.append(find_page(recto, 1, picture)[1])
        assert not differing_rows(recto, 1, picture, rows), recto.explain()
    # A scroll may be seen a frame or two later; but never does the page go back.
    wait_for("a page that has moved", lambda: find_page(recto, 1, picture)[1] <= tops[0] - 3)
    assert tops == sorted(tops, reverse=True), tops


def test_A_1_scrolling_by_parts_of_a_pixel_cancels_nothing(session):
    usual = session.environment["RECTO_DEBUG"]
    session.environment["RECTO_DEBUG"] = usual + ",tasks"
    try:
        recto = open_filling(session, "endless.pdf", 1.5, **{"fit-mode": "'width'"})
    finally:
        session.environment["RECTO_DEBUG"] = usual
    recto.key("n")
    wait_for("page 2 to be worked on", lambda: not recto.shows(1) and recto.stop_is_possible(),
             recto.explain)
    before = len(recto.log())
    for _ in range(100):
        session.screen.scroll(*BELOW, 0.3)
    # What it is asked now it does after all that.
    recto.longest_turn()
    assert recto.stop_is_possible()
    logged = recto.log()[before:]
    # On a busy machine a page that is drawn ahead may come to its own limit meanwhile.
    late = set(re.findall(r"of page (\S+): ended, timed-out", logged)) - {"0:1"}
    cancelled = [line for line in logged.splitlines() if "cancelled" in line
                 and not any("of page %s:" % page in line for page in late)]
    assert not cancelled, logged
    before = len(recto.log())
    recto.key("Escape")
    recto.wait_for_widget("Rendering stopped")
    assert "of page 0:1: ended, cancelled" in recto.log()[before:], recto.log()[before:]


if __name__ == "__main__":
    if shutil.which("sway") is None:
        print("1..0 # SKIP there is no sway")
        sys.exit()
    harness.run(sys.modules[__name__], WaylandSession)
