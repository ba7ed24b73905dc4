# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files that cannot be opened, by what they open with: enough for telling what they are."""

import random

from books import write_zip

_OPENINGS = {
    "old-office.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + b"\x3e\0\x03\0\xfe\xff\x09\0",
    "archive.rar": b"Rar!\x1a\x07\x01\0",
    "scan.djvu": b"AT&TFORM\0\0\x10\0DJVUINFO",
    "drawing.ps": b"%!PS-Adobe-3.0\n%%Pages: 1\nnewpath 0 0 moveto 100 100 lineto stroke showpage\n",
    "picture.webp": b"RIFF\x24\x10\0\0WEBPVP8 ",
    "letter.rtf": b"{\\rtf1\\ansi A letter.}",
    "archive.7z": b"7z\xbc\xaf\x27\x1c\0\x04",
}


def _opening(name):
    def make(path):
        with open(path, "wb") as file:
            file.write(_OPENINGS[name])
            if name.rpartition(".")[2] not in ("ps", "rtf"):
                file.write(random.Random(name).randbytes(4096))
    return make


def open_document(path):
    write_zip(path, [
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", '<?xml version="1.0"?><office:document-content '
         'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>')])


def empty(path):
    with open(path, "wb"):
        pass


DOCUMENTS = {name: _opening(name) for name in _OPENINGS}
