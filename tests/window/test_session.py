# SPDX-License-Identifier: AGPL-3.0-or-later
"""The session: windows and tabs that come back, after the program was killed or quit."""

import os
import shutil
import signal
import sqlite3
import sys

import harness
from harness import GUARD, Program, document, stays, wait_for

REMEMBERING = {"remember-places": "true"}
RESTORING = {"remember-places": "true", "restore-session": "true"}
UNEXPECTEDLY = "Recto ended unexpectedly"


def read_written(session, query):
    """Rows of the session, as it is written."""
    path = session.environment["HOME"] + "/.local/state/recto/session.sqlite"
    if not os.path.exists(path):
        return []
    connection = sqlite3.connect("file:%s?mode=ro" % path, uri=True)
    try:
        return connection.execute(query).fetchall()
    except sqlite3.OperationalError:
        # It is being made.
        return []
    finally:
        connection.close()


def written_tabs(session):
    """The files: those in view are marked by a star."""
    rows = read_written(session, "SELECT address, shown FROM tabs ORDER BY window, id")
    return [os.path.basename(address) + "*" * shown for address, shown in rows]


def wait_until_written(session, recto, *tabs):
    wait_for("%s in the session" % (tabs,), lambda: written_tabs(session) == list(tabs),
             lambda: "%s, %s" % (written_tabs(session), recto.explain()))


def kill(recto):
    recto.process.send_signal(signal.SIGKILL)
    recto.process.wait()


def forget(session):
    """The next test begins with nothing."""
    shutil.rmtree(session.environment["HOME"] + "/.local/state/recto", ignore_errors=True)


def test_a_killed_program_comes_back(session):
    forget(session)
    recto = Program(session, document("three-pages.pdf"), document("labels.pdf"),
                    settings=REMEMBERING)
    recto.wait_for_widget("labels.pdf")
    recto.resize(700, 620)
    wait_until_written(session, recto, "three-pages.pdf", "labels.pdf*")
    wait_for("the new size in the session",
             lambda: all(width <= 700 for (width,) in
                         read_written(session, "SELECT width FROM windows") or [(1000,)]),
             recto.explain)
    kill(recto)
    recto = Program(session, settings=REMEMBERING)
    recto.wait_for_widget(UNEXPECTEDLY + "; 2 documents were restored")
    recto.wait_for_page(1)
    recto.wait_for_widget("Page 1 of 12")
    wait_for("the window as large as before", lambda: recto.area[2:] == (700, 620), recto.explain)
    recto.wait_for_widget("three-pages.pdf")
    recto.key("ctrl+shift+Tab")
    recto.wait_for_widget("Page 1 of 3")


def test_the_place_in_a_restored_document_is_kept(session):
    forget(session)
    recto = Program(session, document("sizes.pdf"), settings=REMEMBERING)
    recto.wait_for_page(1)
    recto.key("n")
    recto.wait_for_page(2)
    wait_until_written(session, recto, "sizes.pdf*")
    # Well after the place was remembered, which takes three seconds.
    path = session.environment["HOME"] + "/.local/share/recto/places.sqlite"

    def remembered():
        connection = sqlite3.connect("file:%s?mode=ro" % path, uri=True)
        try:
            return connection.execute("SELECT 1 FROM places WHERE page = 1 AND address LIKE"
                                      " '%/sizes.pdf'").fetchall()
        except sqlite3.OperationalError:
            return []
        finally:
            connection.close()

    wait_for("the place", remembered, recto.explain)
    kill(recto)
    recto = Program(session, settings=REMEMBERING)
    recto.wait_for_page(2)


def test_files_that_are_asked_for_open_in_addition(session):
    forget(session)
    recto = Program(session, document("three-pages.pdf"), settings=REMEMBERING)
    recto.wait_for_page(1)
    wait_until_written(session, recto, "three-pages.pdf*")
    kill(recto)
    recto = Program(session, document("labels.pdf"), settings=REMEMBERING)
    wait_for("two windows", lambda: len(recto.windows()) == 2, recto.explain)
    recto.wait_for_widget(UNEXPECTEDLY)
    wait_until_written(session, recto, "three-pages.pdf*", "labels.pdf*")


def test_a_quit_ends_the_session_unless_it_is_wished_otherwise(session):
    forget(session)
    recto = Program(session, document("three-pages.pdf"), settings=REMEMBERING)
    recto.wait_for_page(1)
    wait_until_written(session, recto, "three-pages.pdf*")
    recto.quit()
    recto = Program(session, settings=RESTORING)
    recto.wait_for_widget("Open a Document")
    assert recto.find(UNEXPECTEDLY) is None
    recto.quit()
    recto = Program(session, document("three-pages.pdf"), document("labels.pdf"),
                    settings=RESTORING)
    recto.wait_for_widget("labels.pdf")
    recto.wait_for_page(1)
    recto.quit()
    recto = Program(session, settings=RESTORING)
    recto.wait_for_widget("Page 1 of 12")
    recto.wait_for_widget("three-pages.pdf")
    assert recto.find(UNEXPECTEDLY) is None


def test_who_closes_the_terminal_has_quit(session):
    forget(session)
    # Where this is started in a way that outlives the terminal, what it starts would, too.
    usual = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    try:
        recto = Program(session, document("three-pages.pdf"), settings=REMEMBERING)
    finally:
        signal.signal(signal.SIGHUP, usual)
    recto.wait_for_page(1)
    wait_until_written(session, recto, "three-pages.pdf*")
    recto.process.send_signal(signal.SIGHUP)
    assert recto.process.wait(GUARD) == 0
    assert written_tabs(session) == []


def test_a_file_that_is_gone_says_so_and_can_be_closed(session):
    forget(session)
    path = session.new_path("gone.pdf")
    shutil.copy(document("three-pages.pdf"), path)
    recto = Program(session, document("labels.pdf"), path, settings=REMEMBERING)
    recto.wait_for_widget("Page 1 of 3")
    wait_until_written(session, recto, "labels.pdf", os.path.basename(path) + "*")
    kill(recto)
    os.unlink(path)
    recto = Program(session, settings=REMEMBERING)
    recto.wait_for_widget("File Not Found")
    recto.press("Close Tab")
    recto.wait_for_widget("Page 1 of 12")
    wait_until_written(session, recto, "labels.pdf*")


def test_what_killed_the_program_twice_is_not_opened_by_itself(session):
    forget(session)
    recto = Program(session, document("three-pages.pdf"), settings=REMEMBERING)
    for _ in range(2):
        recto.wait_for_page(1)
        wait_until_written(session, recto, "three-pages.pdf*")
        kill(recto)
        recto = Program(session, settings=REMEMBERING)
    recto.wait_for_widget("This Document Was Not Opened")
    stays("the document not opened", lambda: not recto.pages(), 0.5, recto.explain)
    recto.press("Open Anyway")
    recto.wait_for_page(1)


def test_nothing_is_kept_where_nothing_is_to_be_remembered(session):
    forget(session)
    recto = Program(session, document("three-pages.pdf"),
                    settings={"remember-places": "false", "restore-session": "true"})
    recto.wait_for_page(1)
    stays("no session", lambda: written_tabs(session) == [], 2, recto.explain)
    kill(recto)
    recto = Program(session, settings={"remember-places": "false", "restore-session": "true"})
    recto.wait_for_widget("Open a Document")


def test_a_restored_tab_that_nobody_has_looked_at_is_searched(session):
    """Once one says so: that takes loading its document."""
    forget(session)
    recto = Program(session, document("labels.pdf"), document("three-pages.pdf"),
                    settings=REMEMBERING)
    recto.wait_for_widget("Page 1 of 3")
    wait_until_written(session, recto, "labels.pdf", "three-pages.pdf*")
    kill(recto)
    recto = Program(session, settings=REMEMBERING)
    recto.wait_for_widget("Page 1 of 3")
    recto.wait_until_drawn()
    recto.key("ctrl+shift+f")
    recto.wait_for_focus("entry")
    recto.screen.type("page 1")
    recto.wait_for_widget("1 hit")
    recto.wait_for_widget("1 open document has not been loaded yet")
    recto.press("Load")
    recto.wait_for_widget("5 hits")
    recto.wait_until_gone("1 open document has not been loaded yet")
    recto.click(recto.wait_for_widget("Page 12, page A-2", "list item"))
    recto.wait_for_page(12)


def test_H_10_loading_what_is_to_be_searched_can_be_stopped(session):
    """A tab whose document is a short book at first, and then takes very long to open."""
    forget(session)
    path = session.new_path("book.epub")
    shutil.copy(document("book.epub"), path)
    recto = Program(session, path, document("no-table.pdf"), settings=REMEMBERING)
    recto.wait_for_widget("Page 1 of 3")
    wait_until_written(session, recto, os.path.basename(path), "no-table.pdf*")
    kill(recto)
    shutil.copy(document("endless-chapter.epub"), path)
    recto = Program(session, settings=REMEMBERING)
    recto.wait_for_widget("Page 1 of 3")
    recto.wait_until_drawn()
    recto.key("ctrl+shift+f")
    recto.wait_for_focus("entry")
    recto.screen.type("page 1")
    recto.wait_for_widget("1 hit")
    recto.press("Load")
    recto.wait_for_widget("Loading 1 open document")
    wait_for("that Stop can be pressed", recto.stop_is_possible, recto.explain)
    recto.key("Escape")
    recto.wait_for_widget("1 open document has not been loaded yet")
    wait_for("nothing to be stopped", lambda: not recto.stop_is_possible(), recto.explain)
    shutil.copy(document("book.epub"), path)
    recto.press("Resume")
    wait_for("the book to be searched, too",
             lambda: not any("1 open document" in text for text in recto.texts()), recto.explain)


if __name__ == "__main__":
    harness.run(sys.modules[__name__])
