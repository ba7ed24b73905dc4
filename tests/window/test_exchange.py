# SPDX-License-Identifier: AGPL-3.0-or-later
"""What goes between Recto and the rest of the desktop: files dragged and copied, news, and sleep."""

import hashlib
import os
import sys
import time

import harness
import processes
from attachments import FIFTY, content, save_all, unfinished, whole
from harness import Program, document, stays, wait_for
from peer import Desktop, Peer

LONG_SAVING = 10 # seconds; as RECTO_LONG_SAVING_MS


def sha(data):
    return hashlib.sha256(data).hexdigest()


def open_list(session, **settings):
    """Fifty attachments, and a peer beside the window that takes what it gets."""
    recto = Program(session, document(FIFTY), settings=settings)
    recto.wait_for_page(1)
    recto.resize(1000, 800)
    recto.key("ctrl+shift+a")
    recto.wait_for_widget("file 02.bin, 200")
    recto.wait_for_widget("50 attachments")
    return recto


def place_of_row(recto, name):
    """Where its name stands on the screen."""
    left, top, _width, height = recto.resting_place_of(recto.wait_for_widget(name, "list item"))
    return recto.area[0] + left + 70, recto.area[1] + top + height / 2


def carry_over(session, start, peer):
    """Carry what is held over a peer, until both sides have agreed upon it."""
    screen = session.screen
    screen.glide(start, peer.middle)
    x, y = peer.middle
    # The next movement is told to the peer only when its answer to the last has been heard.
    for i in range(1, 4):
        before = len(peer.told("over"))

        def hears():
            screen.point(x + i * 8, y)
            screen.point(x + i * 8 + 4, y)
            return len(peer.told("over")) > before

        wait_for("the peer to be dragged over", hears, peer.explain)


def carry_until_copied(session, recto, start, place):
    """Carry what is held to a place where nobody takes it, until there is a copy of it."""
    x, y = place
    session.screen.glide(start, place)

    # What a program that is late hears of the gliding is its end alone.
    def is_copied():
        session.screen.point(x + 4, y)
        session.screen.point(x, y)
        return copies(session)

    wait_for("a copy", is_copied, recto.explain)


def drag_to(session, start, peer):
    with session.screen.held(start):
        carry_over(session, start, peer)


def copies(session):
    """The files that have been unpacked for other programs."""
    found = []
    for folder, _folders, names in os.walk(session.environment["HOME"] + "/.cache"):
        found += [os.path.join(folder, name) for name in names if name.endswith(".bin")]
    return found


# ---- Dragging ----------------------------------------------------------------------------------------


def test_a_file_dragged_in_from_another_program_is_opened(session):
    recto = Program(session)
    recto.wait_for_widget("Open a Document")
    recto.resize(900, 700)
    peer = Peer(session, "give", document("three-pages.pdf"), document("sizes.pdf"))
    peer.place(1000, 100)
    left, top, width, height = recto.area

    def is_pointed_at():
        x, y = peer.middle
        session.screen.point(x + 5, y)
        session.screen.point(x, y)
        return [it for it in peer.told("pointed") if it["width"] == peer.area[2]]

    wait_for("the peer in its place", is_pointed_at, peer.explain)
    with session.screen.held(peer.middle):
        x, y = left + width / 2, top + height / 2
        session.screen.glide(peer.middle, (x, y))

        # What a peer that is late hears of the gliding may be its end alone, with which the drag
        # begins: where it is then is asked with the next movement.
        def is_accepted():
            session.screen.point(x + 4, y)
            session.screen.point(x, y)
            return peer.told("answer")[-1:] == [{"what": "answer", "accepted": True}]

        wait_for("Recto to accept it", is_accepted, peer.explain)
    recto.wait_for_page(1)
    recto.wait_for_widget("three-pages.pdf", "page tab")
    recto.wait_for_widget("sizes.pdf", "page tab")
    peer.wait_until_told("ended")


def test_G_9_an_attachment_dragged_to_another_program_is_whole(session):
    recto = open_list(session)
    peer = Peer(session, "take")
    peer.place(1100, 100)
    held = processes.hold(recto.hosts())
    drag_to(session, place_of_row(recto, "file 02.bin"), peer)
    # It is told of the file once there is one.
    stays("waiting", lambda: not peer.told("dropped"), 0.3)
    processes.let_go(held)
    dropped = peer.wait_until_told("dropped")
    assert dropped["files"] == {"file 02.bin": sha(content(2))}, dropped
    recto.wait_until_gone("Saving")
    # And once more, several at a time.
    recto.click(recto.wait_for_widget("file 01.bin"))
    recto.wait_for_focus("list item")
    recto.key("shift+Down")
    recto.key("shift+Down")
    drag_to(session, place_of_row(recto, "file 02.bin"), peer)
    dropped = peer.wait_until_told("dropped", 1)
    assert dropped["files"] == {"file 0%d.bin" % i: sha(content(i)) for i in (1, 2, 3)}, dropped


def test_G_9_a_stopped_drag_gives_nothing_and_leaves_nothing(session):
    recto = open_list(session)
    peer = Peer(session, "take")
    peer.place(1100, 100)
    held = processes.hold(recto.hosts())
    drag_to(session, place_of_row(recto, "file 02.bin"), peer)
    recto.wait_for_widget("Saving file 02.bin")
    recto.key("Escape")
    processes.let_go(held)
    peer.wait_until_told("failed")
    assert not peer.told("dropped")
    wait_for("no copy", lambda: not copies(session), recto.explain)
    recto.wait_until_gone("Saving")


def test_a_drag_to_where_nobody_takes_it_leaves_nothing(session):
    recto = open_list(session)
    start = place_of_row(recto, "file 02.bin")
    with session.screen.held(start):
        carry_until_copied(session, recto, start, (1300, 900))
    wait_for("no copy", lambda: not copies(session), recto.explain)
    stays("rest", lambda: not recto.find("Saving"), 0.3)


def test_an_attachment_dropped_where_it_came_from_opens_nothing(session):
    recto = open_list(session)
    start = place_of_row(recto, "file 02.bin")
    left, top, width, height = recto.area
    with session.screen.held(start):
        carry_until_copied(session, recto, start, (left + width * 0.7, top + height / 2))
    wait_for("no copy", lambda: not copies(session), recto.explain)
    stays("one document", lambda: not recto.find("fifty-attachments.pdf", "page tab")
          and not recto.find("file 02.bin", "page tab") and recto.shows(1), 0.3)


# ---- The clipboard -----------------------------------------------------------------------------------


def test_an_attachment_copied_is_pasted_elsewhere(session):
    recto = open_list(session)
    # What is told goes by itself: with few rows a busy machine, too, looks at all in time.
    recto.wait_for_focus("list item")
    session.screen.type("03")
    recto.wait_until_gone("file 02.bin")
    peer = Peer(session, "take")
    peer.place(1100, 100)
    recto.click(recto.wait_for_widget("file 03.bin", "list item"))
    recto.wait_for_focus("list item")
    recto.key("ctrl+c")
    recto.wait_for_widget("1 file copied")
    peer.take_keyboard()
    session.screen.key("ctrl+v")
    pasted = peer.wait_until_told("pasted")
    assert pasted["files"] == {"file 03.bin": sha(content(3))}, pasted


# ---- The desktop -------------------------------------------------------------------------------------


def test_the_file_manager_shows_what_was_saved(session):
    desktop = Desktop(session)
    recto = open_list(session)
    folder = save_all(session)
    recto.wait_for_widget("50 files saved in")
    recto.press("Show in Folder")
    (uri,), _startup = desktop.wait_until_told("ShowItems")["arguments"]
    assert uri.startswith("file://" + folder + "/file%20"), uri


def test_the_machine_stays_awake_while_files_are_saved(session):
    desktop = Desktop(session)
    recto = open_list(session)
    held = processes.hold(recto.hosts())
    save_all(session)
    inhibited = desktop.wait_until_told("inhibited")
    assert inhibited["flags"] == 1 | 4, inhibited
    assert inhibited["words"] == "Attachments are being saved", inhibited
    assert not desktop.told("allowed")
    processes.let_go(held)
    recto.wait_for_widget("50 files saved in")
    desktop.wait_until_told("allowed")
    # Stopping ends it, too.
    held = processes.hold(recto.hosts())
    save_all(session)
    desktop.wait_until_told("inhibited", 1)
    recto.key("Escape")
    desktop.wait_until_told("allowed", 1)
    processes.let_go(held)
    assert [it["number"] for it in desktop.told("allowed")] == [1, 2], desktop.explain()


def test_the_end_of_a_long_saving_is_told_to_who_looks_elsewhere(session):
    desktop = Desktop(session)
    recto = open_list(session)
    peer = Peer(session, "take")
    peer.place(1100, 100)
    held = processes.hold(recto.hosts())
    folder = save_all(session)
    desktop.wait_until_told("inhibited")
    began = time.monotonic()
    peer.take_keyboard()
    # What is quicker is seen by who waits for it.
    wait_for("a long saving", lambda: time.monotonic() > began + LONG_SAVING)
    assert not desktop.told("Notify")
    processes.let_go(held)
    told = desktop.wait_until_told("Notify")
    assert "Saving finished" in told["arguments"], told
    assert "50 files from “%s” have been saved" % FIFTY in told["arguments"], told
    assert len(whole(folder)) == 50 and not unfinished(folder)
    assert not session.screen.is_active(recto.window)
    desktop.invoke(told["result"], "default")
    wait_for("Recto in front", lambda: session.screen.is_active(recto.window), recto.explain)


if __name__ == "__main__":
    harness.run(sys.modules[__name__])
