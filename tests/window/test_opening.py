# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opening: formats, passwords, what cannot be opened, the running instance, tabs."""

import os
import shutil
import subprocess
import sys

import harness
import processes
from harness import GUARD, Program, document, wait_for


def launch_again(session, *arguments):
    """Another Recto of the same user, as from a file manager."""
    return subprocess.run([os.environ["RECTO_PROGRAM"], *arguments], env=session.environment,
                          timeout=GUARD, check=False, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT)


def test_a_second_launch_opens_in_the_running_instance(session):
    recto = Program(session, document("three-pages.pdf"))
    recto.wait_for_page(1)
    assert launch_again(session, "--page-index", "5", document("sizes.pdf")).returncode == 0
    recto.wait_for_page(5)
    assert len(session.screen.find_windows(recto.pid)) == 1


def test_a_path_may_end_in_a_page(session):
    recto = Program(session, document("sizes.pdf") + "#page=5")
    recto.wait_for_page(5)
    assert launch_again(session, document("outline.pdf") + "#nameddest=here").returncode == 0
    recto.wait_for_page(8)


def test_a_path_that_is_a_files_whole_name_is_that_file(session):
    whole = session.new_path("sizes.pdf#page=5")
    shutil.copy(document("sizes.pdf"), whole.removesuffix("#page=5"))
    shutil.copy(document("three-pages.pdf"), whole)
    recto = Program(session, whole)
    recto.wait_for_page(1)
    recto.key("ctrl+End")
    recto.wait_for_page(3)


def test_files_open_in_their_order_though_some_are_looked_for(session):
    recto = Program(session, document("sizes.pdf") + "#page=5", document("three-pages.pdf"))
    recto.wait_for_page(1)
    recto.key("alt+1")
    recto.wait_for_page(5)
    recto.key("alt+2")
    recto.wait_for_page(1)


def test_no_driver_is_loaded_that_nothing_is_drawn_with(session):
    assert session.environment["GSK_RENDERER"] == "cairo"
    recto = Program(session, document("three-pages.pdf"))
    recto.wait_for_page(1)
    loaded = processes.loaded_files(recto.pid)
    assert any("libgtk-4" in name for name in loaded)
    drivers = [name for name in loaded if "libgallium" in name or "libEGL_" in name
               or "libvulkan_" in name or "_dri.so" in name]
    assert not drivers, drivers


def test_pictures_comics_and_fixed_pages_are_shown(session):
    recto = Program(session)
    for name, last in (("picture.png", 1), ("picture.bmp", 1), ("picture.pnm", 1),
                       ("drawing.svg", 1), ("scan.tiff", 3), ("comic.cbz", 5), ("comic.cbt", 5),
                       ("pages.xps", 2)):
        # An empty tab first: all of these have the same first page.
        recto.wait_for_widget("Open a Document")
        wait_for("an empty tab", lambda: not recto.pages())
        launch_again(session, document(name))
        recto.wait_for_page(1)
        recto.key("ctrl+End")
        recto.wait_for_page(last)
        recto.key("ctrl+t")


def test_a_book_is_shown_by_its_chapters(session):
    recto = Program(session, document("book.epub"))
    recto.wait_for_page(1)
    recto.key("ctrl+End")
    wait_for("the last chapter's text", lambda: not recto.pages())
    recto.key("ctrl+Home")
    recto.wait_for_page(1)


def test_text_formats_are_shown(session):
    recto = Program(session)
    for name in ("novel.fb2", "web-page.xhtml", "text.txt"):
        shown = recto.log().count("first page shown")
        launch_again(session, document(name))
        wait_for("the first page of " + name,
                 lambda: recto.log().count("first page shown") > shown, recto.explain)


def test_G_3_office_files_open_as_text_and_say_so(session):
    recto = Program(session, document("three-pages.pdf"))
    recto.wait_for_page(1)
    assert not recto.find("This is the text of the file")
    for name in ("letter.docx", "table.xlsx", "talk.pptx"):
        shown = recto.log().count("first page shown")
        launch_again(session, document(name))
        wait_for("the first page of " + name,
                 lambda: recto.log().count("first page shown") > shown, recto.explain)
        recto.wait_for_widget("This is the text of the file")
        recto.key("ctrl+w")
        recto.wait_for_page(1)


def test_G_3_what_is_not_supported_is_named(session):
    for name, format_name in (("old-office.doc", ".doc"), ("letter.odt", ".odt"),
                              ("archive.rar", ".rar"), ("scan.djvu", ".djvu"),
                              ("drawing.ps", ".ps")):
        recto = Program(session, document(name))
        wait_for("words on " + name,
                 lambda: [text for text in recto.texts() if format_name in text
                          and text != name], recto.explain)
        recto.wait_for_widget("Open Another")
        session.end_programs()


def test_damaged_and_empty_files_get_a_page_that_says_what_can_be_done(session):
    for name in ("garbage.pdf", "truncated.pdf", "empty.pdf"):
        recto = Program(session, document(name))
        recto.wait_for_widget("Open Another")
        assert not recto.pages()
        session.end_programs()


def test_a_missing_file_gets_a_page_that_says_so(session):
    recto = Program(session, session.folder + "/not-there.pdf")
    recto.wait_for_widget("Open Another")


def test_a_password_is_asked_for_until_it_is_right(session):
    for name in ("password.pdf", "password-40-bit.pdf"):
        recto = Program(session, document(name))
        recto.wait_for_widget("Password Needed")
        recto.wait_for_focus("entry")
        session.screen.type("wrong")
        recto.key("Return")
        recto.wait_for_widget("This password does not open the document")
        assert not recto.pages()
        recto.wait_for_focus("entry")
        recto.key("ctrl+a")
        session.screen.type("secret")
        recto.key("Return")
        recto.wait_for_page(1)
        session.end_programs()


def test_a_page_count_is_a_claim(session):
    recto = Program(session, document("count-bomb.pdf"))
    wait_for("an answer", lambda: recto.shows(1) or recto.find("Open Another"), recto.explain)
    assert processes.is_alive(recto.pid)


def test_a_document_without_its_table_is_searched(session):
    recto = Program(session, document("no-table.pdf"))
    recto.wait_for_page(1)


def test_the_dialog_opens_a_file(session):
    recto = Program(session)
    recto.wait_for_widget("Open a Document")
    recto.key("ctrl+o")
    recto.wait_for_windows(2)
    recto.wait_for_widget("Recent")
    session.screen.type(document("three-pages.pdf"))
    recto.key("Return")
    recto.wait_for_page(1)


def test_the_start_page_lists_recent_files(session):
    recto = Program(session, document("three-pages.pdf"))
    recto.wait_for_page(1)
    recto.quit()
    recto = Program(session)
    recto.click(recto.wait_for_widget("three-pages.pdf", "list item"))
    recto.wait_for_page(1)


def test_tabs_are_made_closed_and_reopened(session):
    recto = Program(session, document("three-pages.pdf"))
    recto.wait_for_page(1)
    recto.key("n")
    recto.wait_for_page(2)
    launch_again(session, document("sizes.pdf"))
    recto.wait_for_page(1)
    recto.key("ctrl+Tab")
    recto.wait_for_page(2)
    recto.key("ctrl+w")
    recto.wait_for_page(1)
    recto.key("ctrl+shift+t")
    recto.wait_for_page(2)


def test_closing_a_tab_ends_its_processes_only(session):
    recto = Program(session, document("three-pages.pdf"))
    recto.wait_for_page(1)
    first = {host for host in recto.hosts() if processes.children(host)}
    launch_again(session, document("stubborn.pdf"))
    recto.wait_for_widget("Page 1 of 6")
    assert {host for host in recto.hosts() if processes.children(host)} - first
    recto.key("n")
    wait_for("work", recto.stop_is_possible, recto.explain)
    recto.key("ctrl+w")
    recto.wait_for_page(1)
    wait_for("the tab's processes to end",
             lambda: {host for host in recto.hosts() if processes.children(host)} <= first)
    recto.key("n")
    recto.wait_for_page(2)


def test_A_3_quitting_ends_every_process(session):
    for name, begin in (("stubborn.pdf", "n"), ("endless.pdf", "n"), ("slow-to-open.pdf", None),
                        ("endless-chapter.epub", None)):
        recto = Program(session, document(name))
        if begin:
            recto.wait_for_page(1)
            recto.key(begin)
            wait_for("work", recto.busy_worker)
        else:
            recto.wait_for_widget("Stop")
        all_of_them = processes.descendants(recto.pid)
        assert all_of_them
        recto.quit()
        wait_for("all processes to end",
                 lambda: not [pid for pid in all_of_them if processes.is_alive(pid)])


if __name__ == "__main__":
    harness.run(sys.modules[__name__])
