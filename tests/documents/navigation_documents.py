# SPDX-License-Identifier: AGPL-3.0-or-later
"""Documents with outlines and links: each kind of destination, and trees that are none."""

from pdf_writer import HEIGHT, PdfWriter, square, text


def _pages(pdf, count, annotations=None):
    """Pages of text and a square; `annotations`: of a page's number to its array's reference."""
    for number in range(1, count + 1):
        areas = (annotations or {}).get(number)
        pdf.add_page(text(["Page %d" % number], size=20) + square(number),
                     entries=b"/Annots %d 0 R" % areas if areas else b"")


def _entry(pdf, number, title, parent, rest, following=None, first=None, count=None):
    """An entry of the outline; what it is linked to is given by number."""
    links = b"/Parent %d 0 R" % parent
    if following:
        links += b"/Next %d 0 R" % following
    if first:
        links += b"/First %d 0 R" % first
    if count is not None:
        links += b"/Count %d" % count
    pdf.add(b"<</Title %s%s%s>>" % (title, links, rest), number)


def outline(path):
    """Twelve pages and ten entries on three levels, one for each way to say where to."""
    pdf = PdfWriter(path)
    _pages(pdf, 12)
    page = [pdf.page_object(i) for i in range(12)]
    root = pdf.reserve()
    (start, whole, named, outside, beside, nowhere, part, chapter, section, last) = (
        pdf.reserve() for _ in range(10))
    _entry(pdf, start, b"(Start)", root, b"/Dest[%d 0 R/Fit]" % page[0], part)
    _entry(pdf, part, b"(Part One)", root, b"/Dest[%d 0 R/XYZ 0 642 0]" % page[2], named,
           first=chapter, count=2)
    _entry(pdf, chapter, b"(Chapter One)", part,
           b"/A<</S/GoTo/D[%d 0 R/FitH 442]>>" % page[3], whole, first=section, count=-1)
    _entry(pdf, section, b"(A Section)", chapter, b"/Dest[4/XYZ null null null]")
    _entry(pdf, whole, b"<FEFF00DC00620065007200730069006300680074D83DDE00>", part,
           b"/Dest[%d 0 R/FitR 100 200 300 742]" % page[5])
    _entry(pdf, named, b"(By a Name)", root, b"/Dest(here)", outside)
    _entry(pdf, outside, b"(Outside)", root, b"/A<</S/URI/URI(https://example.org/a?b=c)>>", beside)
    _entry(pdf, beside, b"(Another File)", root,
           b"/A<</S/GoToR/F(three-pages.pdf)/D[1/Fit]>>", nowhere)
    _entry(pdf, nowhere, b"()", root, b"/Dest(gone)", last)
    _entry(pdf, last, b"(Last)", root, b"/Dest[%d 0 R/XYZ 0 0 0]" % page[11])
    pdf.add(b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count 8>>" % (start, last), root)
    names = pdf.add(b"<</Names[(here)<</D[%d 0 R/XYZ 50 %d 2]>>]>>" % (page[7], HEIGHT - 300))
    pdf.catalog = (b"/Outlines %d 0 R/Names<</Dests %d 0 R>>"
                   b"/PageLabels<</Nums[0<</S/r>>2<</S/D>>]>>" % (root, names))
    pdf.close()


def old_names(path):
    """One entry, which leads to a name as PDF 1.1 has them."""
    pdf = PdfWriter(path)
    _pages(pdf, 3)
    root = pdf.reserve()
    entry = pdf.add(b"<</Title(By an Old Name)/Parent %d 0 R/A<</S/GoTo/D/there>>>>" % root)
    pdf.add(b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count 1>>" % (entry, entry), root)
    pdf.catalog = b"/Outlines %d 0 R/Dests<</there[%d 0 R/FitV 60]>>" % (root, pdf.page_object(1))
    pdf.close()


def tangled_outline(path):
    """Entries that lead back to others by /Next and /First, that are no entries, and far too deep."""
    pdf = PdfWriter(path)
    _pages(pdf, 3)
    page = pdf.page_object(1)
    root = pdf.reserve()
    first, loop, own, deep = (pdf.reserve() for _ in range(4))
    dest = b"/Dest[%d 0 R/Fit]" % page
    _entry(pdf, first, b"(First)", root, dest, loop, first=first)
    _entry(pdf, loop, b"(Loop)", root, dest, own, first=first)
    _entry(pdf, own, b"(Own Parent)", own, dest, deep, first=root)
    numbers = [deep] + [pdf.reserve() for _ in range(3000)]
    for i, number in enumerate(numbers):
        _entry(pdf, number, b"(Level %d)" % i, root, dest, first if i == 0 else None,
               first=numbers[i + 1] if i + 1 < len(numbers) else None)
    pdf.add(b"<</Type/Outlines/First %d 0 R/Last %d 0 R>>" % (first, deep), root)
    pdf.catalog = b"/Outlines %d 0 R" % root
    pdf.close()


def long_outline(path):
    """A hundred thousand entries: 100 parts of 10 chapters of 99 sections, on 1000 pages."""
    pdf = PdfWriter(path)
    _pages(pdf, 1000)
    root = pdf.reserve()
    base = pdf.last + 1
    pdf.last += 100 * 1000 + 100
    part = [base + i * 1001 for i in range(100)]
    for i in range(100):
        chapter = [part[i] + 1 + k * 100 for k in range(10)]
        _entry(pdf, part[i], b"(Part %d)" % (i + 1), root,
               b"/Dest[%d 0 R/XYZ 0 842 0]" % pdf.page_object(i * 10),
               part[i + 1] if i < 99 else None, first=chapter[0], count=-10)
        for k in range(10):
            page = pdf.page_object(i * 10 + k)
            _entry(pdf, chapter[k], b"(Chapter %d)" % (i * 10 + k + 1), part[i],
                   b"/Dest[%d 0 R/XYZ 0 800 0]" % page, chapter[k + 1] if k < 9 else None,
                   first=chapter[k] + 1, count=-99)
            for n in range(99):
                _entry(pdf, chapter[k] + 1 + n,
                       b"(Section %d.%d about this and that)" % (i * 10 + k + 1, n + 1),
                       chapter[k], b"/Dest[%d 0 R/XYZ 0 %d 0]" % (page, 790 - n * 7),
                       chapter[k] + 2 + n if n < 98 else None)
    pdf.add(b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count 100>>" % (part[0], part[-1]), root)
    pdf.catalog = b"/Outlines %d 0 R" % root
    pdf.close()


def flat_outline(path):
    """A hundred thousand entries, all of them outermost, and their places in no order."""
    pdf = PdfWriter(path)
    _pages(pdf, 100)
    root = pdf.reserve()
    base = pdf.last + 1
    pdf.last += 100000
    for i in range(100000):
        _entry(pdf, base + i, b"(Entry %d)" % (i + 1), root,
               b"/Dest[%d 0 R/XYZ 0 %d 0]" % (pdf.page_object(i * 37 % 100), i * 7 % 800),
               base + i + 1 if i < 99999 else None)
    pdf.add(b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count 100000>>" % (base, base + 99999), root)
    pdf.catalog = b"/Outlines %d 0 R" % root
    pdf.close()


def _link(pdf, top, action, left=60, width=240):
    """An area on a page, in points from its upper left corner."""
    return pdf.add(b"<</Type/Annot/Subtype/Link/Rect[%d %d %d %d]/Border[0 0 0]%s>>" % (
        left, HEIGHT - top - 20, left + width, HEIGHT - top, action))


def capital_links(path):
    """Two links one above another whose schemes are in capitals: to a file, and to the web."""
    pdf = PdfWriter(path)
    area = pdf.reserve()
    pdf.add_page(text(["Page 1"] + ["this line is a link"] * 2, size=20) + square(1),
                 entries=b"/Annots %d 0 R" % area)
    links = [_link(pdf, 68 + 26 * i, b"/A<</S/URI/URI(%s)>>" % address) for i, address in
             enumerate((b"FILE:///etc/hostname", b"HTTPS://example.org/page"))]
    pdf.add(b"[%d 0 R %d 0 R]" % tuple(links), area)
    pdf.close()


def linked(path):
    """Links of all kinds on page 1, one above another on page 2, none on page 3, which is endless
    in nothing; on page 4, which is turned, one to page 5, which is turned, too."""
    pdf = PdfWriter(path)
    areas = {number: pdf.reserve() for number in (1, 2, 4)}
    for number in range(1, 7):
        lines = ["Page %d" % number] + (["this line is a link"] * 9 if number == 1 else [])
        entries = b"/Annots %d 0 R" % areas[number] if number in areas else b""
        pdf.add_page(text(lines, size=20) + square(number),
                     entries=entries + (b"/Rotate 90" if number in (4, 5) else b""))
    page = [pdf.page_object(i) for i in range(6)]

    kinds = (b"/Dest[%d 0 R/XYZ 0 442 0]" % page[2],
             b"/A<</S/GoTo/D(here)>>",
             b"/A<</S/URI/URI(https://example.org/page)>>",
             b"/A<</S/URI/URI(mailto:somebody@example.org)>>",
             b"/A<</S/URI/URI(ftp://example.org/file)>>",
             b"/A<</S/GoToR/F(three-pages.pdf)/D[1/Fit]>>",
             b"/A<</S/GoToR/F(/etc/hostname)/D[0/Fit]>>",
             b"/A<</S/Launch/F(missing.pdf)>>",
             b"/A<</S/URI/URI(www.example.org)>>")
    on_first = [_link(pdf, 68 + 26 * i, kind) for i, kind in enumerate(kinds)]
    # No area, none on the page, and no destination: none of them can be pressed.
    on_first += [_link(pdf, 600, kinds[0], width=0), _link(pdf, 600, kinds[0], left=900),
                 _link(pdf, 600, b"/Dest(gone)")]
    pdf.add(b"[%s]" % b" ".join(b"%d 0 R" % number for number in on_first), areas[1])
    below = _link(pdf, 100, b"/Dest[%d 0 R/Fit]" % page[0])
    above = _link(pdf, 105, b"/Dest[%d 0 R/Fit]" % page[3], left=100, width=50)
    pdf.add(b"[%d 0 R %d 0 R]" % (below, above), areas[2])
    turned = _link(pdf, 100, b"/Dest[%d 0 R/XYZ 100 842 0]" % page[4])
    pdf.add(b"[%d 0 R]" % turned, areas[4])
    names = pdf.add(b"<</Names[(here)[%d 0 R/XYZ 0 642 0]]>>" % page[3])
    pdf.catalog = b"/Names<</Dests %d 0 R>>" % names
    pdf.close()


def many_links(path):
    """Three thousand links on page 1, each to the page of its number mod 6, and an endless page."""
    pdf = PdfWriter(path)
    areas = pdf.reserve()
    for number in range(1, 7):
        pdf.add_page(text(["Page %d" % number], size=8) + square(number),
                     entries=b"/Annots %d 0 R" % areas if number == 1 else b"")
    links = []
    for i in range(3000):
        left, top = 20 + i % 50 * 11, 40 + i // 50 * 13
        links.append(pdf.add(
            b"<</Type/Annot/Subtype/Link/Rect[%d %d %d %d]/A<</S/URI/URI(https://example.org/"
            b"a/rather/long/path/that/fills/messages/%d)>>>>" % (
                left, HEIGHT - top - 10, left + 9, HEIGHT - top, i)))
    pdf.add(b"[%s]" % b" ".join(b"%d 0 R" % number for number in links), areas)
    pdf.close()


DOCUMENTS = {
    "outline.pdf": outline,
    "old-names.pdf": old_names,
    "tangled-outline.pdf": tangled_outline,
    "long-outline.pdf": long_outline,
    "flat-outline.pdf": flat_outline,
    "capital-links.pdf": capital_links,
    "linked.pdf": linked,
    "many-links.pdf": many_links,
}
