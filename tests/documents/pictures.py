# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures, comics and drawings: each page with its square, as in the PDFs."""

import io
import struct
import tarfile
import zlib

from books import write_zip
from page_colors import color_of

WIDTH, HEIGHT, SIDE = 300, 400, 140


def _rows(number):
    """Rows of red, green, blue bytes."""
    blank = b"\xff\xff\xff" * WIDTH
    margin = b"\xff\xff\xff" * ((WIDTH - SIDE) // 2)
    colored = margin + bytes(color_of(number)) * SIDE + margin
    top = (HEIGHT - SIDE) // 2
    return [colored if top <= y < top + SIDE else blank for y in range(HEIGHT)]


def png_of(number):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I",
                                                                        zlib.crc32(kind + data))
    data = zlib.compress(b"".join(b"\0" + row for row in _rows(number)))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">2I5B", WIDTH, HEIGHT, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", data) + chunk(b"IEND", b""))


def _write(path, data):
    with open(path, "wb") as file:
        file.write(data)


def png(path):
    _write(path, png_of(1))


def pnm(path):
    _write(path, b"P6\n%d %d\n255\n" % (WIDTH, HEIGHT) + b"".join(_rows(1)))


def bmp(path):
    padding = bytes(-WIDTH * 3 % 4)
    rows = [b"".join(row[i:i + 3][::-1] for i in range(0, len(row), 3)) + padding
            for row in reversed(_rows(1))]
    data = b"".join(rows)
    _write(path, b"BM" + struct.pack("<IHHI", 54 + len(data), 0, 0, 54)
           + struct.pack("<IiiHHIIiiII", 40, WIDTH, HEIGHT, 1, 24, 0, len(data), 2835, 2835, 0, 0)
           + data)


def tiff(path):
    """Three pages in one file."""
    out = bytearray(b"II*\0")
    link = len(out)
    out += bytes(4)
    for number in range(1, 4):
        pixels, bits = len(out), len(out) + WIDTH * HEIGHT * 3
        out += b"".join(_rows(number)) + struct.pack("<3H", 8, 8, 8)
        struct.pack_into("<I", out, link, len(out))
        entries = [(256, 3, 1, WIDTH), (257, 3, 1, HEIGHT), (258, 3, 3, bits), (259, 3, 1, 1),
                   (262, 3, 1, 2), (273, 4, 1, pixels), (277, 3, 1, 3), (278, 3, 1, HEIGHT),
                   (279, 4, 1, WIDTH * HEIGHT * 3)]
        out += struct.pack("<H", len(entries))
        for tag, kind, count, value in entries:
            out += struct.pack("<HHII", tag, kind, count, value)
        link = len(out)
        out += bytes(4)
    _write(path, bytes(out))


def svg(path):
    _write(path, b'<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" '
           b'viewBox="0 0 %d %d"><rect width="%d" height="%d" fill="white"/><rect x="%d" y="%d" '
           b'width="%d" height="%d" fill="#%02x%02x%02x"/></svg>' % (
               WIDTH, HEIGHT, WIDTH, HEIGHT, WIDTH, HEIGHT, (WIDTH - SIDE) // 2,
               (HEIGHT - SIDE) // 2, SIDE, SIDE, *color_of(1)))


def picture_elsewhere(path):
    """A drawing that is a picture in a file beside it, which there is not."""
    _write(path, b'<svg xmlns="http://www.w3.org/2000/svg" '
           b'xmlns:xlink="http://www.w3.org/1999/xlink" width="%d" height="%d">'
           b'<image width="%d" height="%d" xlink:href="elsewhere.png"/></svg>'
           % (WIDTH, HEIGHT, WIDTH, HEIGHT))


def comic_zip(path):
    write_zip(path, [("page-%02d.png" % i, png_of(i)) for i in range(1, 6)])


def comic_tar(path):
    with tarfile.open(path, "w") as archive:
        for i in range(1, 6):
            data = png_of(i)
            info = tarfile.TarInfo("page-%02d.png" % i)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))


def xps(path):
    """Two pages, drawn without text."""
    space = "http://schemas.microsoft.com/xps/2005/06"
    names = ["Documents/1/Pages/%d.fpage" % i for i in (1, 2)]
    left, top = (WIDTH - SIDE) // 2, (HEIGHT - SIDE) // 2
    corners = "M %d,%d L %d,%d %d,%d %d,%d Z" % (left, top, left + SIDE, top, left + SIDE,
                                                top + SIDE, left, top + SIDE)
    pages = [(name, '<FixedPage xmlns="%s" Width="%d" Height="%d" xml:lang="en">'
              '<Path Data="%s" Fill="#%02x%02x%02x"/></FixedPage>'
              % (space, WIDTH, HEIGHT, corners, *color_of(i + 1)))
             for i, name in enumerate(names)]
    write_zip(path, [
        ("[Content_Types].xml",
         '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
         'relationships+xml"/><Default Extension="fdseq" ContentType="application/vnd.ms-package.'
         'xps-fixeddocumentsequence+xml"/><Default Extension="fdoc" ContentType="application/'
         'vnd.ms-package.xps-fixeddocument+xml"/><Default Extension="fpage" ContentType="'
         'application/vnd.ms-package.xps-fixedpage+xml"/></Types>'),
        ("_rels/.rels",
         '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
         '<Relationship Id="r1" Type="%s/fixedrepresentation" Target="/Pages.fdseq"/>'
         "</Relationships>" % space),
        ("Pages.fdseq",
         '<FixedDocumentSequence xmlns="%s"><DocumentReference '
         'Source="/Documents/1/FixedDoc.fdoc"/></FixedDocumentSequence>' % space),
        ("Documents/1/FixedDoc.fdoc",
         '<FixedDocument xmlns="%s">%s</FixedDocument>' % (
             space, "".join('<PageContent Source="/%s"/>' % name for name in names))),
    ] + pages)
