# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is attached to a document: found, saved, stopped, and gone on with."""

import contextlib
import os
import sys

import harness
import processes
from attachments import FIFTY, activate, all_names, assert_content, save_all, sizes, unfinished, whole
from gi.repository import GLib
from harness import Program, document, stays, wait_for
from menus import choose


def open_fifty(session, **settings):
    recto = Program(session, document(FIFTY), settings=settings)
    recto.wait_for_page(1)
    return recto


def begin_to_save(session, recto):
    folder = save_all(session)
    wait_for("the first files", lambda: len(whole(folder)) >= 2, recto.explain)
    return folder


@contextlib.contextmanager
def held_back(recto):
    """However long one takes to stop them, those that read the files are not done before."""
    workers = processes.hold(recto.workers())
    try:
        yield
    finally:
        processes.let_go(workers)


def says_stopped(recto):
    return next((text for text in recto.texts()
                 if text.startswith("Saving stopped: ") and text.endswith(" of 50 saved")), None)


# ---- Finding -----------------------------------------------------------------------------------


def test_G_8_a_hint_leads_to_the_list(session):
    recto = open_fifty(session)
    recto.wait_for_widget("This document has 50 attachments")
    recto.press("Show")
    recto.wait_for_widget("file 01.bin, 100")
    recto.wait_for_widget("50 attachments")
    recto.wait_until_gone("This document has")
    recto.key("F9")
    recto.wait_until_gone("file 01.bin")


def test_a_document_without_attachments_says_so_when_asked(session):
    recto = Program(session, document("three-pages.pdf"))
    recto.wait_for_page(1)
    recto.key("ctrl+shift+a")
    recto.wait_for_widget("No Attachments")
    assert not recto.find("This document has")
    assert not recto.find("Save All")


def test_the_search_finds_by_name(session):
    recto = open_fifty(session)
    recto.key("ctrl+shift+a")
    recto.wait_for_widget("file 01.bin, 100")
    # Typing in the list searches it.
    recto.wait_for_focus("list item")
    session.screen.type("42")
    recto.wait_for_widget("file 42.bin, 4")
    recto.wait_until_gone("file 01.bin")
    session.screen.type("nothing has this name")
    recto.wait_for_widget("No Results Found")
    recto.key("Escape")
    recto.wait_for_widget("file 01.bin, 100")


def test_quitting_with_a_file_in_the_focus_ends_well(session):
    recto = Program(session, document("hostile-names.pdf"))
    recto.wait_for_page(1)
    recto.key("ctrl+shift+a")
    recto.wait_for_widget("bashrc")
    recto.wait_for_focus("list item")
    recto.quit()
    assert recto.process.returncode == 0, recto.explain()


def test_ten_thousand_are_scrolled_smoothly(session):
    harness.only_in_plain_builds()
    recto = Program(session, document("ten-thousand-attachments.pdf"))
    recto.wait_for_page(1)
    recto.key("ctrl+shift+a")
    recto.wait_for_widget("10000 attachments")
    recto.wait_for_widget("file 00001.txt")
    recto.wait_for_focus("list item")
    recto.key("End")
    recto.wait_for_widget("file 10000.txt")
    recto.key("Home")
    recto.wait_for_widget("file 00001.txt")


def test_the_paper_clip_on_a_page_offers_its_file(session):
    folder = session.new_path("saved")
    os.mkdir(folder)
    recto = Program(session, document("attachments.pdf"),
                    settings={"save-folder": "'file://%s'" % folder})
    recto.wait_for_page(1)
    recto.wait_for_widget("This document has 5 attachments")
    recto.key("n")
    # The page has the place of the hint, too.
    recto.wait_until_gone("This document has")
    clip = recto.point_on_page(2, 110, 127)
    choose(recto, lambda recto: session.screen.click(*clip), "Save As…")
    recto.wait_for_widget("Save Attachment")
    recto.wait_for_windows(2)
    recto.wait_for_file_dialog(folder)
    recto.wait_for_focus("entry")
    recto.key("Return")
    recto.wait_for_widget("plan.png saved in")
    assert os.listdir(folder) == ["plan.png"]
    assert os.stat(os.path.join(folder, "plan.png")).st_size == 300


# ---- Saving and stopping ---------------------------------------------------------------------------


def test_G_9_all_are_saved_as_they_were_attached(session):
    recto = open_fifty(session)
    folder = save_all(session)
    recto.wait_for_widget("50 files saved in")
    assert whole(folder) == all_names() and not unfinished(folder)
    assert_content(folder, all_names())
    # Turning the page has nothing to stop any more.
    recto.key("n")
    recto.wait_for_page(2)
    assert not says_stopped(recto)


def test_G_9_turning_the_page_stops_saving_and_resume_saves_the_rest(session):
    recto = open_fifty(session)
    folder = begin_to_save(session, recto)
    with held_back(recto):
        recto.key("n")
        words = wait_for("the bar", lambda: says_stopped(recto), recto.explain)
    recto.wait_for_page(2)
    wait_for("no unfinished file", lambda: not unfinished(folder))
    finished = whole(folder)
    assert words == "Saving stopped: %d of 50 saved" % len(finished)
    assert 0 < len(finished) < 50
    assert_content(folder, finished)
    times = {name: os.stat(os.path.join(folder, name)).st_mtime_ns for name in finished}
    stays("rest", lambda: whole(folder) == finished, 0.5)

    recto.press("Resume")
    recto.wait_for_widget("50 files saved in")
    assert whole(folder) == all_names() and not unfinished(folder)
    assert_content(folder, all_names())
    # What was there already was left alone.
    assert times == {name: os.stat(os.path.join(folder, name)).st_mtime_ns for name in finished}


def test_escape_stops_saving(session):
    recto = open_fifty(session)
    folder = begin_to_save(session, recto)
    with held_back(recto):
        recto.key("Escape")
        wait_for("the bar", lambda: says_stopped(recto), recto.explain)
    wait_for("no unfinished file", lambda: not unfinished(folder))
    assert_content(folder, whole(folder))
    assert recto.shows(1)


def test_free_scrolling_and_zoom_stop_nothing(session):
    recto = open_fifty(session, continuous="true", **{"fit-mode": "'width'"})
    folder = begin_to_save(session, recto)
    left, top, width, height = recto.area
    session.screen.wheel(left + width / 2, top + height / 2, -3)
    recto.key("ctrl+plus")
    recto.key("Down")
    recto.wait_for_widget("50 files saved in")
    assert whole(folder) == all_names()


def test_saving_goes_on_while_pages_turn_where_it_is_wished(session):
    recto = open_fifty(session, **{"keep-saving": "true"})
    folder = begin_to_save(session, recto)
    recto.key("n")
    recto.wait_for_page(2)
    recto.wait_for_widget("50 files saved in")
    assert whole(folder) == all_names()


def test_H_5_stopping_one_file_leaves_the_others(session):
    recto = open_fifty(session)
    recto.key("ctrl+shift+a")
    recto.wait_for_widget("file 01.bin, 100")
    # The last in the list are saved last.
    recto.wait_for_focus("list item")
    session.screen.type("50")
    recto.wait_for_widget("file 50.bin, 5")
    recto.wait_until_gone("file 45.bin")
    # The first waits for a process, so the last has not been come to.
    hosts = processes.hold(recto.hosts())
    folder = save_all(session)
    recto.press("Stop Saving This File")
    recto.wait_for_widget("Stopped")
    processes.let_go(hosts)
    recto.wait_for_widget("49 of 50 saved · 1 stopped")
    assert whole(folder) == all_names()[:-1] and not unfinished(folder)
    assert_content(folder, whole(folder))
    recto.press("Try Again")
    recto.wait_for_widget("50 files saved in")
    assert_content(folder, ["file 50.bin"])


def test_what_grows_beyond_all_measure_is_stopped_and_can_be_gone_on_with(session):
    recto = Program(session, document("attachments-bomb.pdf"))
    recto.wait_for_page(1)
    folder = save_all(session)
    recto.wait_for_widget("1 of 2 saved · 1 stopped")
    recto.wait_for_widget("bomb.bin: Stopped: it grows far beyond its size")
    wait_for("no unfinished file", lambda: not unfinished(folder))
    assert len(whole(folder)) == 1
    recto.press("Save Anyway")
    wait_for("more than the limit", lambda: max(sizes(folder), default=0) > 300_000_000)
    recto.key("Escape")
    recto.wait_for_widget("Saving stopped: 1 of 2 saved")
    wait_for("no unfinished file", lambda: not unfinished(folder))
    assert len(whole(folder)) == 1


def test_hostile_names_stay_in_the_folder(session):
    recto = Program(session, document("hostile-names.pdf"))
    recto.wait_for_page(1)
    outside = session.new_path("outside")
    os.mkdir(outside)
    folder = os.path.join(outside, "inside")
    os.mkdir(folder)
    activate("save-attachments-to", GLib.Variant("s", folder))
    wait_for("an end", lambda: [text for text in recto.texts() if "saved in inside" in text],
             recto.explain)
    assert os.listdir(outside) == ["inside"]
    for name in os.listdir(folder):
        assert os.path.isfile(os.path.join(folder, name)), name
        assert not name.startswith(".") and name.isprintable(), repr(name)


if __name__ == "__main__":
    harness.run(sys.modules[__name__])
