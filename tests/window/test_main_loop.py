# SPDX-License-Identifier: AGPL-3.0-or-later
"""The main loop never stands still, whatever the workers do."""

import functools
import signal
import statistics
import sys
import time

import harness
from harness import Program, document, only_in_plain_builds, wait_for

LIMIT = 50  # milliseconds, where the piece of work below takes no longer than REFERENCE
REFERENCE = 5.0  # milliseconds: a processor of 2026 with nothing else to do takes a little less
SLOWEST = 2.5  # Whatever the machine, no longer than so many times the limit.
ATTEMPTS = 3


class StoodStill(AssertionError):
    pass


def three_times_at_most(test):
    """What the program does to itself, it does every time; what others do to it, it does not.

    The time a thread waits for a processor is not counted, but one whose caches are used by other
    programs as well takes several times as long.
    """
    @functools.wraps(test)
    def attempt(session):
        for remaining in reversed(range(ATTEMPTS)):
            try:
                test(session)
                return
            except StoodStill:
                if remaining == 0:
                    raise
                session.end_programs()
    return attempt


def begin(session, name, **settings):
    recto = Program(session, document(name), settings=settings)
    recto.wait_for_page(1)
    # What was before: the start of the program.
    recto.longest_turn()
    return recto


def measure_work():
    """Milliseconds of a processor's time for always the same."""
    began = time.thread_time()
    words = {number: str(number) for number in range(40000)}
    sum(len(word) for word in words.values())
    return (time.thread_time() - began) * 1000


def find_limit():
    """In proportion where processors are slow, or share their caches with others, now."""
    slowness = statistics.median(measure_work() for _ in range(9)) / REFERENCE
    return LIMIT * min(max(slowness, 1), SLOWEST)


def assert_short(turn):
    if turn < LIMIT:
        return
    limit = find_limit()
    if turn >= limit:
        raise StoodStill("the main loop stood still for %.1f ms, the limit being %.1f"
                         % (turn, limit))


def turn_wheel(recto, place, steps, modifier=None):
    """Notch by notch, as a hand does; gives the longest turn. Of many at once, a program that is late
    makes a single turn."""
    turns = []
    for _ in range(abs(steps)):
        recto.screen.wheel(*place, 1 if steps > 0 else -1, modifier)
        turns.append(recto.longest_turn())
    return max(turns)


def assert_never_still(recto, *before):
    """Neither since this was last asked nor in these turns."""
    only_in_plain_builds()
    longest = max([recto.longest_turn(), *before])
    print("# longest turn of the main loop: %.1f ms" % longest)
    assert_short(longest)


def test_a_blocking_call_is_noticed(session):
    recto = begin(session, "three-pages.pdf")
    recto.process.send_signal(signal.SIGUSR2)
    wait_for("the watch to notice", lambda: recto.longest_turn() > LIMIT)


def test_what_blocks_every_time_fails(session):
    attempts = []

    @three_times_at_most
    def block(session):
        recto = begin(session, "three-pages.pdf")
        recto.process.send_signal(signal.SIGUSR2)
        turns = []
        wait_for("the watch to notice", lambda: turns.append(recto.longest_turn())
                 or turns[-1] > LIMIT)
        attempts.append(recto)
        assert_short(turns[-1])

    only_in_plain_builds()
    try:
        block(session)
    except StoodStill:
        assert len(attempts) == ATTEMPTS
    else:
        raise AssertionError("nobody noticed")


@three_times_at_most
def test_A_8_turning_pages_fast(session):
    recto = begin(session, "five-hundred-pages.pdf")
    for _ in range(60):
        recto.key("n")
    wait_for("page 61", lambda: 61 in session.screen.pages(recto.area, 500))
    assert_never_still(recto)


@three_times_at_most
def test_A_8_scrolling_and_zooming_ten_thousand_pages(session):
    recto = begin(session, "ten-thousand-pages.pdf", continuous="true")
    left, top, width, height = recto.area
    middle = left + width / 2, top + height / 2
    turns = [turn_wheel(recto, middle, -30), turn_wheel(recto, middle, 12, "ctrl"),
             turn_wheel(recto, middle, -12, "ctrl")]
    recto.key("ctrl+End")
    wait_for("the last page", lambda: 10000 in session.screen.pages(recto.area, 10000))
    assert_never_still(recto, *turns)


@three_times_at_most
def test_A_8_a_hundred_thousand_pages_at_6400_percent(session):
    recto = begin(session, "hundred-thousand-pages.pdf", continuous="true")
    turn = turn_wheel(recto, recto.wait_for_page(1), 40, "ctrl")
    recto.wait_for_widget("6400%")
    recto.key("ctrl+End")
    recto.wait_for_widget("Page 100000 of 100000")
    recto.key("f")
    recto.wait_for_page(1)
    assert_never_still(recto, turn)


@three_times_at_most
def test_A_8_stopping_and_leaving_heavy_pages(session):
    for name in ("endless.pdf", "stubborn.pdf", "blanks.pdf", "nested.pdf", "slow.pdf"):
        recto = begin(session, name)
        recto.key("n")
        wait_for("work", recto.stop_is_possible, recto.explain)
        recto.key("Escape")
        recto.wait_for_widget("Rendering stopped")
        recto.press("Resume")
        wait_for("work", recto.stop_is_possible, recto.explain)
        recto.key("n")
        recto.wait_for_page(3)
        assert_never_still(recto)
        session.end_programs()


@three_times_at_most
def test_A_8_pages_over_their_limits(session):
    only_in_plain_builds()
    for name, words in (("memory.pdf", "Parts of this page could not be shown"),
                        ("big-image.pdf", "This page has very large images")):
        recto = begin(session, name)
        recto.key("n")
        recto.wait_for_widget(words)
        assert_never_still(recto)
        session.end_programs()


def show_sidebar(recto, name, role):
    """Until what has this name is there; gives where it is on the screen."""
    recto.key("F9")
    widget = recto.wait_for_widget(name, role)
    left, top, width, height = recto.resting_place_of(widget)
    recto.longest_turn()
    return recto.area[0] + left + width / 2, recto.area[1] + top + height / 2


@three_times_at_most
def test_A_8_thumbnails_of_ten_thousand_pages(session):
    recto = begin(session, "ten-thousand-pages.pdf")
    x, y = show_sidebar(recto, "Page 1", "table cell")
    session.screen.wheel(x, y, -40)
    wait_for("other thumbnails", lambda: "Page 1" not in recto.texts(), recto.explain)
    session.screen.click(x, y)
    recto.wait_for_focus("table cell")
    for key, name in (("End", "Page 10000"), ("Home", "Page 1")):
        recto.key(key)
        recto.wait_for_widget(name, "table cell")
    assert_never_still(recto)


def look_for(recto, name, words):
    """Type into the field of this name."""
    recto.click(recto.wait_for_widget(name, "entry"))
    recto.wait_for_focus("entry")
    recto.screen.type(words)


@three_times_at_most
def test_A_8_an_outline_of_a_hundred_thousand_entries(session):
    """All of them outermost."""
    recto = begin(session, "flat-outline.pdf")
    recto.key("F9")
    recto.wait_for_widget("Entry 1", "list item")
    assert_never_still(recto)
    look_for(recto, "Search outline", "777")
    recto.wait_for_widget("Entry 777", "list item")
    recto.key("Escape")
    recto.wait_until_gone("Entry 777", "list item")
    recto.wait_for_widget("Entry 2", "list item")
    assert_never_still(recto)


@three_times_at_most
def test_A_8_headings_around_a_dense_page(session):
    recto = begin(session, "dense.pdf")
    recto.key("F9")
    recto.show_pane("Outline")
    recto.wait_for_widget("Look for Headings")
    recto.longest_turn()
    recto.press("Look for Headings")
    recto.wait_for_widget("Behind it", "list item")
    assert_never_still(recto)


@three_times_at_most
def test_A_8_a_thousand_signatures(session):
    recto = begin(session, "signed-without-end.pdf")
    recto.key("alt+Return")
    recto.wait_for_widget("Signed by: Erika Mustermann")
    recto.press("Show More")
    recto.wait_for_widget("Not signed: 48")
    assert_never_still(recto)


@three_times_at_most
def test_A_8_stopping_while_opening(session):
    recto = Program(session, document("slow-to-open.pdf"))
    wait_for("opening", recto.stop_is_possible, recto.explain)
    recto.longest_turn()
    recto.key("Escape")
    recto.wait_for_widget("Open a Document")
    assert_never_still(recto)


if __name__ == "__main__":
    harness.run(sys.modules[__name__])
