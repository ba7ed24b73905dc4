# SPDX-License-Identifier: AGPL-3.0-or-later
"""The smallest document of each format that no other test needs: whether it opens at all."""

import base64
import gzip
import struct

import books
import pictures

WIDTH, HEIGHT = 8, 8
BLUE = b"\x35\x84\xe4"

# A square of one color, from the usual encoders.
_JPEG = """
/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDREN
Dg8QEBEQCgwSExIQEw8QEBD/2wBDAQMDAwQDBAgEBAgQCwkLEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ
EBAQEBAQEBAQEBAQEBD/wAARCAAIAAgDAREAAhEBAxEB/8QAFAABAAAAAAAAAAAAAAAAAAAABf/EABQQAQAAAAAAAAAAAAAA
AAAAAAD/xAAVAQEBAAAAAAAAAAAAAAAAAAAHCP/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AB1RgJ//2Q==
"""
_GIF = "R0lGODlhCAAIAPAAADWE5AAAACH5BAAAAAAALAAAAAAIAAgAAAIHhI+py+1dAAA7"
_JPEG_2000 = """
AAAADGpQICANCocKAAAAFGZ0eXBqcDIgAAAAAGpwMiAAAAAtanAyaAAAABZpaGRyAAAACAAAAAgAAw8HAAAAAAAPY29scgEA
AAAAABAAAACsanAyY/9P/1EALwAAAAAACAAAAAgAAAAAAAAAAAAAAAgAAAAIAAAAAAAAAAAAAw8BAQ8BAQ8BAf9SAAwAAAAB
AQMEBAAB/1wADUCAiIiQiIiQiIiQ/2QAJQABQ3JlYXRlZCBieSBPcGVuSlBFRyB2ZXJzaW9uIDIuNS4z/5AACgAAAAAAKwAB
/5PB/gDABHM/z/wwCAIkz/wwDAbZP4CAgICAgICAgP/Z
"""


def _write(path, data):
    with open(path, "wb") as file:
        file.write(data)


def jpeg(path):
    _write(path, base64.b64decode(_JPEG))


def gif(path):
    _write(path, base64.b64decode(_GIF))


def jpeg_2000(path):
    _write(path, base64.b64decode(_JPEG_2000))


def bitmap(path):
    _write(path, b"P4\n%d %d\n" % (WIDTH, HEIGHT) + b"\xaa\x55" * (HEIGHT // 2))


def graymap(path):
    _write(path, b"P5\n%d %d\n255\n" % (WIDTH, HEIGHT) + bytes(WIDTH * HEIGHT))


def pixmap(path):
    _write(path, b"P6\n%d %d\n255\n" % (WIDTH, HEIGHT) + BLUE * (WIDTH * HEIGHT))


def photoshop(path):
    """Three channels of eight bits, one after the other, not compressed; no layers."""
    channels = b"".join(bytes([value]) * (WIDTH * HEIGHT) for value in BLUE)
    _write(path, b"8BPS" + struct.pack(">H6xHIIHH", 1, 3, HEIGHT, WIDTH, 8, 3)
           + bytes(12) + struct.pack(">H", 0) + channels)


def squeezed_drawing(path):
    pictures.svg(path)
    with open(path, "rb") as file:
        drawing = file.read()
    _write(path, gzip.compress(drawing, mtime=0))


def mobi(path):
    """A Palm database of two records: what the book is, and its text, not compressed."""
    text = b"<html><body><h1>Chapter</h1><p>A book of one page.</p></body></html>"
    head = struct.pack(">HHIHHHH", 1, 0, len(text), 1, 4096, 0, 0)
    head += b"MOBI" + struct.pack(">4I", 232, 2, 65001, 1) + bytes(212)
    start = 78 + 2 * 8 + 2
    _write(path, b"book".ljust(32, b"\0") + struct.pack(">HH6I", 0, 0, 0, 0, 0, 0, 0, 0)
           + b"BOOKMOBI" + struct.pack(">IIH", 0, 0, 2)
           + struct.pack(">II", start, 0) + struct.pack(">II", start + len(head), 1) + bytes(2)
           + head + text)


DOCUMENTS = {
    "small.jpg": jpeg,
    "small.gif": gif,
    "small.jp2": jpeg_2000,
    "small.pbm": bitmap,
    "small.pgm": graymap,
    "small.ppm": pixmap,
    "small.psd": photoshop,
    "small.svgz": squeezed_drawing,
    "small.mobi": mobi,
    "small.oxps": pictures.xps,
    "small.html": books.web_page,
    "small.c": books.plain_text,
    "README": books.plain_text,
}
