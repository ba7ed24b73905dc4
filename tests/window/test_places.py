# SPDX-License-Identifier: AGPL-3.0-or-later
"""Places: where a document was left, for the next time."""

import os
import shutil
import signal
import sqlite3
import sys

import harness
from harness import Program, document, stays, wait_for

from gi.repository import Atspi

REMEMBERING = {"remember-places": "true"}


def database(session):
    return session.environment["HOME"] + "/.local/share/recto/places.sqlite"


def remembered_pages(session):
    if not os.path.exists(database(session)):
        return []
    connection = sqlite3.connect("file:%s?mode=ro" % database(session), uri=True)
    try:
        return [row[0] for row in connection.execute("SELECT page FROM places")]
    except sqlite3.OperationalError:
        # It is being made.
        return []
    finally:
        connection.close()


def read_on(recto, page):
    recto.wait_for_page(1)
    for number in range(2, page + 1):
        recto.key("n")
        recto.wait_for_page(number)


def test_a_document_opens_where_it_was_left(session):
    recto = Program(session, document("three-pages.pdf"), settings=REMEMBERING)
    read_on(recto, 2)
    recto.quit()
    recto = Program(session, document("three-pages.pdf"), settings=REMEMBERING)
    recto.wait_for_page(2)


def test_a_moved_document_opens_where_it_was_left(session):
    first, second = session.new_path("first.pdf"), session.new_path("second.pdf")
    shutil.copy(document("sizes.pdf"), first)
    recto = Program(session, first, settings=REMEMBERING)
    read_on(recto, 3)
    recto.quit()
    os.rename(first, second)
    recto = Program(session, second, settings=REMEMBERING)
    recto.wait_for_page(3)


def test_a_killed_program_has_remembered(session):
    recto = Program(session, document("labels.pdf"), settings=REMEMBERING)
    read_on(recto, 4)
    wait_for("the place in the database", lambda: 3 in remembered_pages(session), recto.explain)
    recto.process.send_signal(signal.SIGKILL)
    recto.process.wait()
    recto = Program(session, document("labels.pdf"), settings=REMEMBERING)
    recto.wait_for_page(4)


def test_a_damaged_database_does_not_keep_documents_from_opening(session):
    recto = Program(session, document("three-pages.pdf"), settings=REMEMBERING)
    recto.wait_for_page(2)
    recto.quit()
    with open(database(session), "r+b") as file:
        file.write(b"\xa5" * 4096)
    recto = Program(session, document("three-pages.pdf"), settings=REMEMBERING)
    read_on(recto, 3)
    recto.quit()
    assert os.path.exists(database(session) + ".damaged")
    recto = Program(session, document("three-pages.pdf"), settings=REMEMBERING)
    recto.wait_for_page(3)


def test_nothing_is_remembered_where_that_is_turned_off(session):
    before = remembered_pages(session)
    recto = Program(session, document("labels.pdf"), settings={"remember-places": "false"})
    read_on(recto, 2)
    recto.quit()
    assert remembered_pages(session) == before


def sidebar_is_shown(recto):
    button = recto.find("Sidebar", "toggle button")
    if button is None:
        return None
    states = button.get_state_set()
    return states.contains(Atspi.StateType.CHECKED) or states.contains(Atspi.StateType.PRESSED)


def test_each_document_has_its_sidebar_again(session):
    recto = Program(session, document("three-pages.pdf"), settings=REMEMBERING)
    wait_for("no sidebar", lambda: sidebar_is_shown(recto) is False, recto.explain)
    recto.key("F9")
    wait_for("the sidebar", lambda: sidebar_is_shown(recto), recto.explain)
    recto.quit()
    recto = Program(session, document("sizes.pdf"), settings=REMEMBERING)
    recto.wait_for_widget("Page ")
    assert sidebar_is_shown(recto) is False
    recto.quit()
    recto = Program(session, document("three-pages.pdf"), settings=REMEMBERING)
    wait_for("the sidebar again", lambda: sidebar_is_shown(recto), recto.explain)
    recto.key("F9")
    wait_for("no sidebar", lambda: sidebar_is_shown(recto) is False, recto.explain)
    recto.quit()
    recto = Program(session, document("three-pages.pdf"), settings=REMEMBERING)
    recto.wait_for_widget("Page ")
    assert sidebar_is_shown(recto) is False


def test_a_file_written_anew_is_shown_at_the_same_place(session):
    path = session.new_path("written.pdf")
    shutil.copy(document("three-pages.pdf"), path)
    recto = Program(session, path)
    read_on(recto, 2)
    with open(document("labels.pdf"), "rb") as source:
        content = source.read()
    # As a slow tool writes: the same file, bit by bit. What was shown stays meanwhile.
    with open(path, "wb") as file:
        for start in range(0, len(content), len(content) // 4 + 1):
            file.write(content[start:start + len(content) // 4 + 1])
            file.flush()
            stays("page 2 on the screen", lambda: recto.shows(2), 0.2)
    recto.wait_for_widget("Page 2 of 12")
    recto.wait_for_page(2)
    recto.key("n")
    recto.key("n")
    recto.wait_for_page(4)


def test_a_file_that_is_gone_stays_on_the_screen(session):
    path = session.new_path("gone.pdf")
    shutil.copy(document("three-pages.pdf"), path)
    recto = Program(session, path)
    read_on(recto, 2)
    os.unlink(path)
    recto.key("ctrl+r")
    recto.wait_for_widget("Reloading failed")
    recto.wait_for_page(2)
    recto.key("n")
    recto.wait_for_page(3)


if __name__ == "__main__":
    harness.run(sys.modules[__name__])
