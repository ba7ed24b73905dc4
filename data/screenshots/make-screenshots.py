#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""make-screenshots.py BUILD [FOLDER [NAME…]]: the pictures of the metainfo and the README.

To be run where Recto is built, as `./dev shell -- data/screenshots/make-screenshots.py build-trixie`.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
BUILD = pathlib.Path(sys.argv[1]).resolve()
FOLDER = pathlib.Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else HERE
DOCUMENTS = tempfile.mkdtemp(prefix="recto-documents-")
# What software centers take at the most.
WIDTH, HEIGHT = 1000, 700

os.environ.update(
    GSETTINGS_SCHEMA_DIR=str(BUILD / "data"), RECTO_PROGRAM=str(BUILD / "app" / "recto"),
    RECTO_TEST_DOCUMENTS=DOCUMENTS, RECTO_TEST_SANITIZED="0",
    RECTO_WORKER=str(BUILD / "engine" / "recto-worker"), PYTHONDONTWRITEBYTECODE="1")
sys.path.insert(1, str(HERE.parents[1] / "tests" / "window"))

from harness import Program, document, wait_for  # noqa: E402
from session import Session  # noqa: E402

GUIDE = str(HERE.parent / "welcome.xhtml")


def quiet(recto):
    """Until nothing changes on the screen from one look to the next."""
    seen = []

    def same():
        path = recto.session.new_path("look.ppm")
        recto.screen.save(path)
        with open(path, "rb") as file:
            seen.append(file.read())
        os.unlink(path)
        return len(seen) > 3 and seen[-1] == seen[-2] == seen[-3]

    wait_for("a still picture", same)


def save(recto, name):
    quiet(recto)
    take(recto, name)


def take(recto, name):
    path = recto.session.new_path("screen.ppm")
    recto.screen.save(path)
    left, top, width, height = recto.area
    subprocess.run(["convert", path, "-crop", "%dx%d+%d+%d" % (width, height, left, top), "+repage",
                    "-strip", "-define", "png:compression-level=9", str(FOLDER / (name + ".png"))],
                   check=True)


def start(session, *arguments, settings=None):
    recto = Program(session, *arguments, settings={"fit-mode": "'automatic'",
                                                   "window-width": str(WIDTH),
                                                   "window-height": str(HEIGHT), **(settings or {})})
    recto.resize(WIDTH, HEIGHT)
    return recto


def guide_as_pdf():
    path = os.path.join(DOCUMENTS, "Guide.pdf")
    if not os.path.exists(path):
        # On paper of the size that the documents for tests have.
        subprocess.run(["mutool", "convert", "-W", "595", "-H", "842", "-o", path, GUIDE],
                       check=True)
    return path


def attach(path, name, size):
    """A document with a file of this size, with nothing in it, besides those that it has."""
    folder = tempfile.mkdtemp(dir=DOCUMENTS)
    with open(os.path.join(folder, name), "wb") as file:
        file.truncate(size)
    made = os.path.join(folder, "Survey.pdf")
    subprocess.run(["pdfattach", path, os.path.join(folder, name), made], check=True)
    return made


def reading(session):
    recto = start(session, GUIDE, settings={"dual": "true", "fit-mode": "'page'"})
    recto.wait_for_widget("Welcome to Recto")
    recto.key("n")
    recto.wait_for_widget("Page 2")
    save(recto, "reading")


def stopping(session):
    """The guide, before a page that takes very long."""
    slow = os.path.join(DOCUMENTS, "A Slow Page.pdf")
    subprocess.run(["mutool", "merge", "-o", slow, guide_as_pdf(), "1-3", document("stubborn.pdf"),
                    "2", guide_as_pdf(), "4-N"], check=True)
    recto = start(session, slow, settings={"dual": "true", "odd-left": "true",
                                           "fit-mode": "'page'"})
    recto.wait_for_widget("Page 1")
    recto.key("n")
    recto.wait_for_widget("Still rendering…")
    recto.press("Activity", "toggle button")
    recto.wait_for_widget("Stop All")
    # The clock of what runs never stands still.
    take(recto, "stopping")


def searching(session):
    recto = start(session, guide_as_pdf())
    recto.wait_for_widget("Page 1")
    recto.key("ctrl+f")
    recto.wait_for_focus("entry")
    recto.screen.type("sidebar")
    recto.wait_for_widget("Next Hit")
    recto.press("All Hits")
    recto.wait_for_widget("Search Results")
    quiet(recto)
    # Which one is gone to first depends on which page is read first.
    while "1 of 6" not in recto.texts():
        recto.key("F3")
        quiet(recto)
    save(recto, "searching")


def attachments(session):
    path = guide_as_pdf()
    for name, size in (("Floor plan.svg", 48_000), ("Interview.ogg", 4_200_000),
                       ("Letter to the town.odt", 61_000), ("Measurements 2026.csv", 318_000),
                       ("Photographs.zip", 23_500_000)):
        path = attach(path, name, size)
    recto = start(session, path)
    recto.wait_for_widget("Page 1")
    quiet(recto)
    recto.key("ctrl+shift+a")
    recto.wait_for_widget("Photographs.zip")
    save(recto, "attachments")


def night(session):
    session.environment["ADW_DEBUG_COLOR_SCHEME"] = "prefer-dark"
    recto = start(session, document("book.epub"), settings={"dual": "true", "fit-mode": "'page'",
                                                          "colors": "'night'"})
    recto.wait_for_widget("Page 1")
    # Past the first page, which stands alone.
    recto.key("n")
    recto.key("n")
    recto.wait_for_widget("Page 4")
    save(recto, "night")
    session.environment.pop("ADW_DEBUG_COLOR_SCHEME")


def main():
    subprocess.run([HERE.parents[1] / "tests" / "documents" / "make-documents.py", DOCUMENTS,
                    "stubborn.pdf", "book.epub"], check=True)
    session = Session()
    try:
        for picture in (reading, stopping, searching, attachments, night):
            if not sys.argv[3:] or picture.__name__ in sys.argv[3:]:
                picture(session)
            session.end_programs()
    finally:
        session.close()
        shutil.rmtree(DOCUMENTS)


if __name__ == "__main__":
    main()
