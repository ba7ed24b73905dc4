# SPDX-License-Identifier: AGPL-3.0-or-later
"""PDF documents with files in them: well-behaved ones, damaged ones, ever so many, and bombs.

The bytes of attachment `number` are told by its number: byte i is i * (2 * number + 1) mod 256.
"""

import random
import struct
import zlib

from pdf_writer import Lock, PdfWriter, deflate_repeated, square, text

GIGABYTE = 1 << 30


def content(number, length):
    """The bytes of attachment `number`."""
    block = bytes(i * (2 * number + 1) & 255 for i in range(256))
    return (block * (length // 256 + 1))[:length]


def _string(name):
    """A text string: readable where it is plain, else UTF-16."""
    if all(" " <= c <= "~" and c not in "()\\" for c in name):
        return b"(%s)" % name.encode()
    return b"<feff%s>" % name.encode("utf-16-be").hex().encode()


def _embed(pdf, data, entries=b"", params=b"", pack=True):
    return pdf.add_stream(data, b"/Type/EmbeddedFile%s/Params<<%s>>" % (entries, params), pack)


def _describe(pdf, stream, name, extra=b""):
    """A file specification, as most programs write it."""
    return pdf.add(b"<</Type/Filespec/F%s/UF%s/EF<</F %d 0 R/UF %d 0 R>>%s>>"
                   % (_string("old-name"), _string(name), stream, stream, extra))


def _attach(pdf, number, length, name, extra=b"", kind=b""):
    stream = _embed(pdf, content(number, length), kind, b"/Size %d" % length)
    return _describe(pdf, stream, name, extra)


def _leaf(pdf, entries):
    """A leaf of a names tree: (key, object) pairs."""
    return pdf.add(b"<</Names[%s]>>" % b" ".join(b"(%s)%d 0 R" % (key.encode(), number)
                                                 for key, number in entries))


def _name_tree(pdf, entries, width=50):
    """A names tree of at most `width` entries to a leaf and leaves to a branch; its root."""
    nodes = [_leaf(pdf, entries[i:i + width]) for i in range(0, len(entries), width)]
    while len(nodes) > 1:
        nodes = [pdf.add(b"<</Kids[%s]>>" % b" ".join(b"%d 0 R" % node
                                                      for node in nodes[i:i + width]))
                 for i in range(0, len(nodes), width)]
    return nodes[0]


def _note(pdf, spec, rect, flags=4):
    """A paper clip on a page; /Rect is in the page's own space."""
    return pdf.add(b"<</Type/Annot/Subtype/FileAttachment/Rect[%s]/FS %d 0 R/F %d/Name/Paperclip>>"
                   % (b" ".join(b"%d" % side for side in rect), spec, flags))


def _pages(pdf, n):
    for number in range(1, n + 1):
        pdf.add_page(text(["Page %d" % number], size=20) + square(number))


def attachments(path):
    """Each way to attach a file, on three pages, the third of which lies on its side.

    1 and 2 belong to the document, 3 to page 2 (a paper clip), 4 to page 3 (an associated file);
    1 is named twice more, by a paper clip on page 3 and as associated file of the document; 5 is an
    associated file of the document. What is outside the document, or missing, is no attachment.
    """
    pdf = PdfWriter(path)
    first = _embed(pdf, content(1, 5000), b"/Subtype/text#2Fplain",
                   b"/Size 5000/CreationDate(D:20240102030405Z)/ModDate(D:20240203040506+01'00')")
    one = _describe(pdf, first, "notes.txt", b"/Desc(What was said)")
    two = _attach(pdf, 2, 70000, "Übersicht 2024.csv")
    three = _attach(pdf, 3, 300, "plan.png")
    four = _attach(pdf, 4, 1, "letter.pdf")
    five = pdf.add(b"<</Type/Filespec/F(old.xml)/EF<</F %d 0 R>>/AFRelationship/Data>>"
                   % _embed(pdf, content(5, 1000), b"/Subtype/application#2Fxml"))
    outside = pdf.add(b"<</Type/Filespec/F(outside.txt)>>")
    address = pdf.add(b"<</Type/Filespec/FS/URL/F(https://example.org/)>>")
    missing = pdf.add(b"<</Type/Filespec/F(missing.txt)/EF<</F 9999 0 R>>>>")
    nodes = _name_tree(pdf, [("1", one), ("2", two), ("3", outside), ("4", address),
                             ("5", missing)], 2)
    pdf.catalog = b"/Names<</EmbeddedFiles %d 0 R>>/AF[%d 0 R %d 0 R]" % (nodes, five, one)
    clip = _note(pdf, three, (100, 700, 120, 730))
    again = _note(pdf, one, (50, 60, 70, 90))
    pdf.add_page(text(["Files are attached to this document"], size=20) + square(1))
    pdf.add_page(text(["A file is attached to this page"], size=20) + square(2),
                 entries=b"/Annots[%d 0 R]" % clip)
    pdf.add_page(text(["This page lies on its side"], size=20) + square(3),
                 entries=b"/Rotate 90/AF[%d 0 R]/Annots[%d 0 R]" % (four, again))
    pdf.close()


HOSTILE_NAMES = (
    "../../../../home/user/.bashrc", "C:\\Windows\\system32\\cmd.exe", "invoice\u202efdp.exe",
    ".hidden", "...", "", "CON.txt", "a" * 300 + ".txt", "same.txt", "same.txt", "SAME.txt",
    "tab\there\nand\rthere\u0000end.txt", "blank" + " " * 60 + ".desktop", "what<>:\"|?*.txt",
    "/", "archive.tar.gz", "\u200b\u200b", "run.sh",
)


def hostile_names(path):
    """Attachment n (from 1) has the n-th of HOSTILE_NAMES."""
    pdf = PdfWriter(path)
    specs = [_attach(pdf, i, 100 + i, name) for i, name in enumerate(HOSTILE_NAMES, 1)]
    pdf.catalog = b"/Names<</EmbeddedFiles %d 0 R>>" % _name_tree(
        pdf, [("%03d" % i, spec) for i, spec in enumerate(specs)])
    _pages(pdf, 1)
    pdf.close()


def attachments_locked(path):
    """The password is "secret"; attachment 1 is notes.txt of 5000 bytes, packed and locked."""
    pdf = PdfWriter(path, Lock("secret", 3))
    stream = _embed(pdf, content(1, 5000))
    spec = pdf.reserve()
    name = pdf.lock.lock(spec, b"notes.txt").hex().encode()
    pdf.add(b"<</Type/Filespec/F<%s>/EF<</F %d 0 R>>>>" % (name, stream), spec)
    pdf.catalog = b"/Names<</EmbeddedFiles<</Names[<00>%d 0 R]>>>>" % spec
    _pages(pdf, 1)
    pdf.close()


def attachments_damaged(path):
    """good.bin, then files whose data is damaged, cut, wrongly summed up or unknowably packed."""
    pdf = PdfWriter(path)
    whole = zlib.compress(content(1, 1000000) + bytes(range(256)) * 64, 6)
    plain = b"/Filter/FlateDecode"
    torn = whole[:len(whole) // 2] + b"\xff" * 8 + whole[len(whole) // 2 + 8:]
    specs = []
    for name, data, entries in (("good.bin", whole, plain), ("torn.bin", torn, plain),
                                ("cut.bin", whole[:len(whole) // 2], plain),
                                ("sum.bin", whole[:-4] + b"\0\0\0\0", plain),
                                ("filter.bin", whole, b"/Filter/NoSuchDecode"),
                                ("noise.bin", b"\xff" * 3000, plain),
                                ("nothing.bin", b"", b"")):
        specs.append((name, _describe(pdf, _embed(pdf, data, entries, pack=False), name)))
    pdf.catalog = b"/Names<</EmbeddedFiles %d 0 R>>" % _name_tree(pdf, specs)
    _pages(pdf, 1)
    pdf.close()


def attachments_misplaced(path):
    """a.txt to c.txt; the table of objects is wrong about a node of their tree, and about c."""
    pdf = PdfWriter(path)
    specs = [(name, _attach(pdf, i, 1000 * i, name))
             for i, name in enumerate(("a.txt", "b.txt", "c.txt"), 1)]
    leaves = [_leaf(pdf, [spec]) for spec in specs]
    pdf.catalog = b"/Names<</EmbeddedFiles %d 0 R>>" % pdf.add(
        b"<</Kids[%s]>>" % b" ".join(b"%d 0 R" % leaf for leaf in leaves))
    _pages(pdf, 1)
    pdf.offsets[leaves[1]] += 3
    pdf.offsets[specs[2][1] - 1] += 3
    pdf.close()


def attachments_bomb(path):
    """Six kilobytes that unpack to two gigabytes of zeros, and claim to be ten bytes."""
    pdf = PdfWriter(path)
    packed = deflate_repeated(deflate_repeated(bytes(1 << 20), 2 * GIGABYTE >> 20), 1)
    bomb = _embed(pdf, packed, b"/Filter[/FlateDecode/FlateDecode]", b"/Size 10", pack=False)
    specs = [("bomb", _describe(pdf, bomb, "bomb.bin")), ("notes", _attach(pdf, 2, 5000, "notes.txt"))]
    pdf.catalog = b"/Names<</EmbeddedFiles %d 0 R>>" % _name_tree(pdf, specs)
    _pages(pdf, 1)
    pdf.close()


def attachments_disguised(path):
    """A script whose name and type say nothing of it."""
    pdf = PdfWriter(path)
    stream = _embed(pdf, b"#!/bin/sh\nexit 0\n", b"/Subtype/text#2Fplain")
    pdf.catalog = b"/Names<</EmbeddedFiles %d 0 R>>" % _name_tree(
        pdf, [("1", _describe(pdf, stream, "invoice"))])
    pdf.add_page(text(["A file is attached to this document"], size=20) + square(1))
    pdf.close()


def fifty_attachments(path):
    """Six pages; attachment n (1 to 50) is "file nn.bin", of 100,000 * n bytes."""
    pdf = PdfWriter(path)
    specs = [("%02d" % i, _attach(pdf, i, 100000 * i, "file %02d.bin" % i)) for i in range(1, 51)]
    pdf.catalog = b"/Names<</EmbeddedFiles %d 0 R>>" % _name_tree(pdf, specs, 10)
    _pages(pdf, 6)
    pdf.close()


def stubborn_with_attachments(path):
    """The first 20 of fifty-attachments.pdf; page 1 of two heeds no request for a minute."""
    pdf = PdfWriter(path)
    specs = [("%02d" % i, _attach(pdf, i, 100000 * i, "file %02d.bin" % i)) for i in range(1, 21)]
    pdf.catalog = b"/Names<</EmbeddedFiles %d 0 R>>" % _name_tree(pdf, specs, 10)
    source = random.Random(1)
    points = ["%d %d l" % (source.randrange(595), source.randrange(842)) for _ in range(400000)]
    pdf.add_page(b"0 0 m " + " ".join(points).encode() + b" f")
    pdf.add_page(text(["Page 2"], size=20) + square(2))
    pdf.close()


def ten_thousand_attachments(path):
    """Attachment n (from 1) is "file nnnnn.txt", of n % 100 bytes."""
    pdf = PdfWriter(path)
    specs = [("%05d" % i, _attach(pdf, i, i % 100, "file %05d.txt" % i))
             for i in range(1, 10001)]
    pdf.catalog = b"/Names<</EmbeddedFiles %d 0 R>>" % _name_tree(pdf, specs)
    _pages(pdf, 3)
    pdf.close()


def attachments_on_pages(path):
    """1000 pages; a paper clip on each tenth page, its file named for the page."""
    pdf = PdfWriter(path)
    for number in range(1, 1001):
        entries = b""
        if number % 10 == 0:
            spec = _attach(pdf, number, number, "page %d.txt" % number)
            entries = b"/Annots[%d 0 R]" % _note(pdf, spec, (100, 700, 120, 730))
        pdf.add_page(square(number), entries=entries)
    pdf.close()


def attachments_tangled(path, depth=30000):
    """A names tree with cycles, with nodes of many parents, and far too deep; a.txt to d.txt."""
    pdf = PdfWriter(path)
    a, b, c, d, deep = [("%s.txt" % name, _attach(pdf, i, 1000 * i, "%s.txt" % name))
                        for i, name in enumerate(("a", "b", "c", "d", "too deep"), 1)]
    root, loop = pdf.reserve(), pdf.reserve()
    bottom = _leaf(pdf, [deep])
    for _ in range(depth):
        bottom = pdf.add(b"<</Kids[%d 0 R]>>" % bottom)
    shared = _leaf(pdf, [b])
    for _ in range(40):
        shared = pdf.add(b"<</Kids[%s]>>" % (b"%d 0 R " % shared * 2))
    pdf.add(b"<</Kids[%d 0 R %d 0 R]>>" % (_leaf(pdf, [c]), root), loop)
    pdf.add(b"<</Kids[%d 0 R %d 0 R %d 0 R %d 0 R 17 (no node) null %d 0 R]>>" % (
        _leaf(pdf, [a]), loop, bottom, shared, _leaf(pdf, [d])), root)
    pdf.catalog = b"/Names<</EmbeddedFiles %d 0 R>>" % root
    _pages(pdf, 1)
    pdf.close()


def attachments_memory(path, side=100000):
    """A file packed as a picture of 100,000 by 100,000 pixels: more than 1 GB to unpack."""
    pdf = PdfWriter(path)
    page = struct.pack(">IIIIBH", side, side, 0, 0, 4, 0)
    packed = (struct.pack(">IBBBI", 0, 48, 0, 1, len(page)) + page
              + struct.pack(">IBBBI", 1, 49, 0, 1, 0))
    big = _embed(pdf, packed, b"/Filter/JBIG2Decode", pack=False)
    specs = [("big", _describe(pdf, big, "big.bin")), ("notes", _attach(pdf, 2, 5000, "notes.txt"))]
    pdf.catalog = b"/Names<</EmbeddedFiles %d 0 R>>" % _name_tree(pdf, specs)
    _pages(pdf, 1)
    pdf.close()


DOCUMENTS = {
    "attachments.pdf": attachments,
    "attachments-bomb.pdf": attachments_bomb,
    "attachments-damaged.pdf": attachments_damaged,
    "attachments-disguised.pdf": attachments_disguised,
    "attachments-locked.pdf": attachments_locked,
    "attachments-memory.pdf": attachments_memory,
    "attachments-misplaced.pdf": attachments_misplaced,
    "attachments-on-pages.pdf": attachments_on_pages,
    "attachments-tangled.pdf": attachments_tangled,
    "fifty-attachments.pdf": fifty_attachments,
    "hostile-names.pdf": hostile_names,
    "stubborn-with-attachments.pdf": stubborn_with_attachments,
    "ten-thousand-attachments.pdf": ten_thousand_attachments,
}
