# SPDX-License-Identifier: AGPL-3.0-or-later
"""Moving about by hand, and the memory that pages take which have been seen."""

import re
import shutil
import subprocess
import sys

import harness
from harness import Program, document, wait_for

MB = 1 << 20


def pixels_of(pid):
    """The bytes of pages' pixels that a process has, shared with its workers."""
    total = 0
    with open("/proc/%d/maps" % pid, encoding="utf-8") as file:
        for line in file:
            found = re.match(r"([0-9a-f]+)-([0-9a-f]+) .*memfd:recto-pixels", line)
            if found:
                total += int(found[2], 16) - int(found[1], 16)
    return total


def middle_of(recto):
    left, top, width, height = recto.area
    return left + width / 2, top + height / 2


def test_the_middle_button_drags_the_page_along(session):
    recto = Program(session, document("three-pages.pdf"), settings={"fit-mode": "'width'"})
    recto.wait_until_drawn()
    top = min(point[1] for point in recto.pages_at_rest()[1])
    x, y = recto.wait_for_page(1)
    session.screen.drag((x, y), (x, y - 120), 2)
    wait_for("the page to follow",
             lambda: recto.pages().get(1) and
             abs(min(point[1] for point in recto.pages()[1]) - (top - 120)) <= 12, recto.explain)


def test_letters_scroll_where_it_is_wished(session):
    recto = Program(session, document("three-pages.pdf"), settings={"continuous": "true"})
    recto.wait_for_page(1)
    for _ in range(30):
        recto.key("j")
    # What is pressed after it has been taken, too.
    recto.key("n")
    recto.wait_for_page(2)
    recto.quit()

    recto = Program(session, document("three-pages.pdf"),
                    settings={"continuous": "true", "letter-keys": "true"})
    recto.wait_for_page(1)
    for _ in range(30):
        recto.key("j")
    wait_for("the page after", lambda: set(recto.pages()) & {2, 3}, recto.explain)
    for _ in range(40):
        recto.key("k")
    recto.wait_for_page(1)


def test_space_reads_on_and_back(session):
    recto = Program(session, document("three-pages.pdf"))
    recto.wait_for_page(1)
    recto.key("space")
    recto.wait_for_page(2)
    recto.key("shift+space")
    recto.wait_for_page(1)


def test_a_fling_leaves_all_sharp(session):
    recto = Program(session, document("ten-thousand-pages.pdf"),
                    settings={"continuous": "true", "fit-mode": "'width'"})
    recto.wait_for_page(1)
    session.screen.wheel(*middle_of(recto), -400)
    wait_for("a page further on",
             lambda: min(session.screen.pages(recto.area, 10000), default=0) > 20, recto.explain)
    wait_for("the end of all work", lambda: not recto.stop_is_possible(), recto.explain)


def test_reloading_keeps_the_way_back(session):
    path = session.new_path("same.pdf")
    shutil.copy(document("ten-thousand-pages.pdf"), path)
    recto = Program(session, path)
    recto.wait_for_page(1)
    recto.key("ctrl+l")
    session.screen.type("9")
    recto.key("Return")
    recto.wait_for_page(9)
    shown = recto.log().count("first page shown")
    recto.key("ctrl+r")
    wait_for("the file read again",
             lambda: recto.log().count("first page shown") > shown, recto.explain)
    recto.wait_for_page(9)
    recto.key("alt+Left")
    recto.wait_for_page(1)


def read_on(recto, last):
    """Look at each page from the first to this one."""
    screen = recto.screen
    for number in range(1, last + 1):
        wait_for("page %d" % number,
                 lambda wanted=number: wanted in screen.pages((0, 0, *screen.size)), recto.explain)
        if number < last:
            recto.key("n")


def test_a_hidden_tab_gives_back_most_of_its_memory(session):
    recto = Program(session, document("ten-thousand-pages.pdf"), settings={"fit-mode": "'width'"})
    read_on(recto, 14)
    wait_for("pages that have been seen", lambda: pixels_of(recto.pid) > 30 * MB,
             lambda: "%d bytes" % pixels_of(recto.pid))
    subprocess.run(recto.command([document("three-pages.pdf")]), env=session.environment,
                   check=True)
    recto.wait_for_page(1)
    wait_for("the memory back", lambda: pixels_of(recto.pid) < 26 * MB,
             lambda: "%d bytes" % pixels_of(recto.pid))
    recto.key("ctrl+w")
    recto.wait_for_page(14)


def test_all_windows_share_one_budget(session):
    """Three windows that are seen, each of which would take some 50 MB."""
    other = session.new_path("other.pdf")
    shutil.copy(document("five-hundred-pages.pdf"), other)
    recto = Program(session, document("ten-thousand-pages.pdf"),
                    settings={"memory-limit": "'64-mb'", "window-width": "1400",
                              "window-height": "900", "fit-mode": "'width'"})
    read_on(recto, 14)
    for number, path in enumerate((document("five-hundred-pages.pdf"), other), 2):
        subprocess.run(recto.command(["--new-window", path]), env=session.environment, check=True)
        recto.wait_for_windows(number)
        read_on(recto, 14)
    print("# memory of pixels: %.1f MB" % (pixels_of(recto.pid) / MB))
    wait_for("pages that have been seen", lambda: pixels_of(recto.pid) > 32 * MB,
             lambda: "%d bytes" % pixels_of(recto.pid))
    wait_for("all within the budget", lambda: pixels_of(recto.pid) <= 1.1 * 64 * MB,
             lambda: "%d bytes" % pixels_of(recto.pid))


if __name__ == "__main__":
    harness.run(sys.modules[__name__])
