# SPDX-License-Identifier: AGPL-3.0-or-later
"""Stop: by button, by Esc, by turning the page; and what the reader sees of it."""

import os
import signal
import sys
import time

import harness
import processes
from harness import GUARD, Program, document, only_in_plain_builds, stays, wait_for
from page_colors import number_of

# What is behind the window works through a slow page when all others leave it the processors.
LONG = 3 * GUARD


def open_at_heavy_page(session, name, **settings):
    """A document whose second page is heavy, with that page in view and work on it going on."""
    recto = Program(session, document(name), settings=settings)
    recto.wait_for_page(1)
    recto.key("n")
    wait_for("page 2 to be worked on", recto.stop_is_possible, recto.explain)
    return recto


def worker_at_work(recto, seconds):
    """A worker that computes, and has for so long already, or None."""
    return next((pid for pid in recto.workers() if processes.processor_seconds(pid) > seconds
                 and processes.is_running(pid)), None)


def shows_square(recto, page):
    """Of whatever size, as in a thumbnail."""
    return any(number_of(color) == page for _, _, color in recto.screen.samples(recto.area, 4))


# ---- Rendering ---------------------------------------------------------------------------------


def test_P_2_stop_is_possible_only_while_something_runs(session):
    recto = Program(session, document("endless.pdf"))
    recto.wait_for_page(1)
    wait_for("Stop to rest", lambda: not recto.stop_is_possible())
    recto.key("n")
    wait_for("Stop to be possible", recto.stop_is_possible)
    recto.press("Stop")
    wait_for("Stop to rest", lambda: not recto.stop_is_possible())


def test_G_15_stopping_shows_a_quiet_bar_and_no_dialog(session):
    recto = open_at_heavy_page(session, "endless.pdf")
    recto.key("Escape")
    recto.wait_for_widget("Rendering stopped")
    recto.wait_until_idle()
    assert not recto.find("", "dialog") and not recto.find("", "alert")
    recto.key("n")
    recto.wait_for_page(3)


def test_what_was_stopped_stays_so_whatever_one_does_on_it(session):
    recto = open_at_heavy_page(session, "endless.pdf")
    recto.key("Escape")
    recto.wait_for_widget("Rendering stopped")
    recto.wait_until_idle()
    left, top, width, height = recto.area
    for x in (0.4, 0.5, 0.6):
        session.screen.point(left + width * x, top + height * 0.4)
        stays("rest", lambda: not recto.stop_is_possible(), 0.3)
    session.screen.click(left + width / 2, top + height * 0.4)
    stays("rest after a click", lambda: not recto.stop_is_possible(), 0.3)
    recto.key("ctrl+d")
    recto.wait_for_widget("Bookmark added")
    stays("rest after a bookmark", lambda: not recto.stop_is_possible(), 0.3)
    recto.wait_until_idle()


def test_the_stop_key_of_a_keyboard_stops(session):
    recto = open_at_heavy_page(session, "endless.pdf")
    recto.key("XF86_Stop")
    recto.wait_for_widget("Rendering stopped")


def test_what_was_painted_stays_and_resume_paints_on(session):
    recto = Program(session, document("slow.pdf"), settings={"fit-mode": "'width'"})
    recto.wait_for_page(1)
    recto.key("n")
    left, top, width, height = recto.area
    inside = (left + 100, top + 200, width - 200, 300)

    def painted():
        """How many points of the page are no longer white; its shadings leave none white."""
        return sum(1 for _, _, color in session.screen.samples(inside) if min(color) < 250)

    wait_for("page 2 instead of page 1", lambda: not recto.shows(1))
    wait_for("the first tile", painted, recto.explain)
    recto.key("Escape")
    recto.wait_for_widget("Rendering stopped")
    recto.wait_until_idle()
    before = recto.at_rest("the picture", painted)
    stays("what was painted", lambda: painted() == before, 0.5)
    recto.press("Resume")
    wait_for("all of the page", lambda: recto.shows(2) and not recto.stop_is_possible()
             and not recto.find("Rendering stopped"), recto.explain, LONG)


def test_a_stopped_page_stays_stopped_through_zoom_and_scrolling(session):
    recto = open_at_heavy_page(session, "endless.pdf")
    recto.key("Escape")
    recto.wait_for_widget("Rendering stopped")
    recto.key("ctrl+0")
    recto.wait_for_widget("100%")
    recto.key("Down")
    recto.key("f")
    wait_for("the page that fits", lambda: not recto.find("100%"))
    stays("rest", lambda: not recto.stop_is_possible(), 0.5)
    recto.press("Resume")
    wait_for("work", recto.stop_is_possible)


def test_a_stopped_page_is_rendered_again_when_one_comes_back_to_it(session):
    recto = open_at_heavy_page(session, "endless.pdf")
    recto.key("Escape")
    recto.wait_for_widget("Rendering stopped")
    recto.key("n")
    recto.wait_for_page(3)
    recto.wait_until_gone("Rendering stopped")
    recto.key("p")
    wait_for("work", recto.stop_is_possible, recto.explain)


def test_H_3_turning_the_page_ends_work_that_heeds_nothing(session):
    for name in ("stubborn.pdf", "blanks.pdf"):
        recto = open_at_heavy_page(session, name)
        worker = wait_for("work that is known to be heavy", lambda: worker_at_work(recto, 0.4))
        recto.key("n")
        recto.wait_for_page(3)
        wait_for("the worker to end", lambda: not processes.is_alive(worker), recto.explain)
        recto.wait_until_idle()
        session.end_programs()


def test_A_1_turning_the_page_ends_work_that_gives_way(session):
    recto = open_at_heavy_page(session, "endless.pdf")

    def survives():
        """A busy machine may make even a polite worker late, but not each time."""
        worker = wait_for("work that is known to be heavy", lambda: worker_at_work(recto, 0.4))
        recto.key("n")
        recto.wait_for_page(3)
        recto.wait_until_idle()
        if processes.is_alive(worker):
            return True
        recto.key("p")
        wait_for("page 2 to be worked on", recto.stop_is_possible, recto.explain)
        return False

    wait_for("a worker that outlives its work", survives, recto.explain)


def test_H_8_a_page_left_half_painted_is_rendered_again(session):
    recto = open_at_heavy_page(session, "slow.pdf")
    recto.key("n")
    recto.wait_for_page(3)
    recto.key("p")
    wait_for("all of the page", lambda: recto.shows(2) and not recto.stop_is_possible(),
             recto.explain, LONG)


def test_H_11_a_heavy_neighbor_neither_delays_a_page_nor_enables_stop(session):
    recto = Program(session, "--page-index", "3", document("stubborn.pdf"))
    recto.wait_for_page(3)
    recto.key("p")
    wait_for("work", recto.busy_worker)
    recto.key("p")
    recto.wait_for_page(1)
    wait_for("Stop to rest", lambda: not recto.stop_is_possible())


def open_beside_endless_page(session):
    """A document at its third page, and the worker that draws the second one ahead for as long as
    any page. On a busy machine that may be given up at once, as the page in view came late, but not
    each time."""
    for _ in range(10):
        recto = Program(session, "--page-index", "4", document("endless.pdf"))
        recto.wait_for_page(4)
        recto.wait_until_idle()
        recto.key("p")
        recto.wait_for_page(3)
        neighbor = wait_for("work, or rest", lambda: worker_at_work(recto, 0.4) or recto.is_idle(),
                            recto.explain, LONG)
        if neighbor is not True:
            return recto, neighbor
        session.end_programs()
    raise AssertionError("page 2 was given up each time")


def test_H_11_a_neighbor_without_end_delays_nothing_in_the_sidebar(session):
    recto, neighbor = open_beside_endless_page(session)
    recto.key("F9")
    recto.show_pane("Thumbnails")
    wait_for("the square of page 4", lambda: shows_square(recto, 4), recto.explain)
    recto.show_pane("Outline")
    recto.wait_for_widget("Look for Headings")
    assert processes.is_alive(neighbor) and not processes.is_asleep(neighbor)


def test_P_4_a_slow_page_says_so_after_a_while(session):
    began = time.monotonic()
    recto = open_at_heavy_page(session, "endless.pdf")
    assert not recto.find("Still rendering") or time.monotonic() - began > 3
    recto.wait_for_widget("Still rendering")
    recto.key("Escape")
    recto.wait_for_widget("Rendering stopped")
    assert not recto.find("Still rendering")


def test_G_4_a_page_over_its_time_says_so_and_offers_to_go_on(session):
    recto = open_at_heavy_page(session, "endless.pdf", **{"page-time-limit": "'10-seconds'"})
    recto.wait_for_widget("This page takes longer than 10 seconds")
    recto.wait_until_idle()
    recto.press("Continue Without Limit")
    wait_for("work", recto.stop_is_possible)


# ---- The order of Esc, and the list of what runs --------------------------------------------------


def test_escape_first_closes_what_is_open_and_then_stops(session):
    recto = open_at_heavy_page(session, "endless.pdf")
    recto.press("Activity", "toggle button")
    recto.wait_for_widget("Stop This")
    recto.key("Escape")
    recto.wait_until_gone("Stop This")
    assert recto.stop_is_possible()
    recto.key("Escape")
    recto.wait_for_widget("Rendering stopped")


def test_escape_stops_before_it_leaves_fullscreen(session):
    recto = open_at_heavy_page(session, "endless.pdf")
    recto.key("F11")
    wait_for("fullscreen", lambda: recto.area[2:] == session.screen.size)
    recto.key("Escape")
    recto.wait_for_widget("Rendering stopped")
    assert recto.area[2:] == session.screen.size
    # While the old worker has its grace, a second press is a harder stop and nothing else.
    recto.wait_until_idle()
    recto.key("Escape")
    wait_for("a window again", lambda: recto.area[2:] != session.screen.size)


def test_H_1_what_runs_is_listed_with_a_stop_of_its_own(session):
    recto = open_at_heavy_page(session, "endless.pdf")
    recto.press("Activity", "toggle button")
    wait_for("the page in the list", lambda: [text for text in recto.texts()
                                              if "2" in text and "age" in text], recto.explain)
    recto.press("Stop This")
    wait_for("an end of work", lambda: not recto.stop_is_possible(), recto.explain)
    recto.wait_until_idle()


def test_shift_escape_stops_everything(session):
    recto = open_at_heavy_page(session, "endless.pdf")
    recto.key("shift+Escape")
    recto.wait_for_widget("Rendering stopped")
    recto.wait_until_idle()


# ---- Opening -------------------------------------------------------------------------------------


def test_stop_while_opening_leads_back_and_the_document_does_not_turn_up(session):
    recto = Program(session, document("slow-to-open.pdf"))
    host = wait_for("the opening process",
                    lambda: [pid for pid in recto.hosts() if processes.is_running(pid)])[0]
    # However long one takes to stop it.
    os.kill(host, signal.SIGSTOP)
    wait_for("opening", recto.stop_is_possible, recto.explain)
    recto.key("Escape")
    recto.wait_for_widget("Open a Document")
    # What reads the document is gone, so nothing is left that could bring it.
    wait_for("the opening process to end", lambda: not processes.is_alive(host))
    stays("the start page", lambda: not recto.pages(), 0.3)
    assert recto.find("Open a Document")


def test_G_3_laying_out_an_endless_chapter_is_stopped(session):
    recto = Program(session, document("endless-chapter.epub"))
    wait_for("layout", recto.stop_is_possible, recto.explain)
    worker = wait_for("work", lambda: worker_at_work(recto, 0.1))
    recto.key("Escape")
    recto.wait_for_widget("Open a Document")
    wait_for("the worker to end", lambda: not processes.is_alive(worker), recto.explain)


def test_what_is_slow_to_open_opens_when_waited_for(session):
    recto = Program(session, document("slow-to-open.pdf"))
    recto.wait_for_page(1)


# ---- Deaths --------------------------------------------------------------------------------------


def test_H_4_a_worker_that_dies_takes_its_page_only(session):
    recto = open_at_heavy_page(session, "endless.pdf")
    processes.kill(wait_for("work that is known to be heavy", lambda: worker_at_work(recto, 0.4)))
    recto.wait_for_widget("This page crashed the renderer")
    recto.key("n")
    recto.wait_for_page(3)
    recto.key("p")
    recto.press("Try Again")
    wait_for("work", recto.stop_is_possible)


def test_a_host_that_dies_is_replaced_in_place(session):
    recto = Program(session, document("three-pages.pdf"))
    recto.wait_for_page(1)
    recto.key("n")
    recto.wait_for_page(2)
    host = [pid for pid in recto.hosts() if processes.children(pid)][0]
    processes.kill(host)
    wait_for("another host", lambda: [pid for pid in recto.hosts()
                                      if pid != host and processes.children(pid)])
    recto.wait_for_page(2)
    recto.key("ctrl+End")
    recto.wait_for_page(3)
    recto.key("ctrl+plus")
    recto.wait_for_page(3)


def test_a_document_whose_process_dies_again_and_again_is_given_up(session):
    recto = Program(session, document("three-pages.pdf"))
    recto.wait_for_page(1)

    def kill_and_look():
        for host in recto.hosts():
            if processes.children(host):
                processes.kill(host)
        return recto.find("Try Again")

    wait_for("a message", kill_and_look, recto.explain)
    recto.press("Try Again")
    recto.wait_for_page(1)


# ---- What a page may take ------------------------------------------------------------------------


def test_a_page_that_needs_too_much_memory_is_not_silently_blank(session):
    only_in_plain_builds()
    recto = Program(session, document("memory.pdf"))
    recto.wait_for_page(1)
    recto.key("n")
    recto.wait_for_page(2)
    recto.wait_for_widget("Parts of this page could not be shown")
    recto.press("Try with More Memory")
    wait_for("all of the page", lambda: recto.shows(2) and not recto.stop_is_possible()
             and not recto.find("Parts of this page"), recto.explain)


def test_S_3_a_page_with_a_very_large_picture_asks_first(session):
    recto = Program(session, document("big-image.pdf"))
    recto.wait_for_page(1)
    recto.key("n")
    recto.wait_for_widget("This page has very large images")
    assert not recto.shows(2)
    recto.press("Show Anyway")
    recto.wait_for_page(2)


if __name__ == "__main__":
    harness.run(sys.modules[__name__])
