# SPDX-License-Identifier: AGPL-3.0-or-later
"""PDF documents: well-behaved ones, locked ones, damaged ones, and pages that take for ever."""

import random
import struct

from pdf_writer import HEIGHT, WIDTH, Lock, PdfWriter, deflate_repeated, square, text
from progressive_jpeg import progressive_jpeg
from words import sentences

TWICE_PACKED = b"/Filter[/FlateDecode/FlateDecode]"


def _plain(path, pages, lines, lock=None):
    pdf = PdfWriter(path, lock)
    for number in range(1, pages + 1):
        pdf.add_plain_page(sentences(number, lines))
    pdf.close()


def three_pages(path):
    _plain(path, 3, 12)


def five_hundred_pages(path):
    _plain(path, 500, 6)


def ten_thousand_pages(path):
    _plain(path, 10000, 0)


def hundred_thousand_pages(path):
    """All of them alike: the square is that of page 1."""
    pdf = PdfWriter(path)
    stream = b"%d 0 R" % pdf.add_stream(square(1))
    for _ in range(100000):
        pdf.add_page(b"", contents=stream)
    pdf.close()


def many_labels(path):
    """All of them alike but for their labels, p-1 to p-50000."""
    pdf = PdfWriter(path)
    stream = b"%d 0 R" % pdf.add_stream(square(1))
    for _ in range(50000):
        pdf.add_page(b"", contents=stream)
    pdf.catalog = b"/PageLabels<</Nums[0<</S/D/P(p-)>>]>>"
    pdf.close()


def labels(path):
    """Pages i to iv, 1 to 6, A-1 and A-2."""
    pdf = PdfWriter(path)
    for _ in range(12):
        pdf.add_plain_page()
    pdf.catalog = b"/PageLabels<</Nums[0<</S/r>>4<</S/D>>10<</S/D/P(A-)>>]>>"
    pdf.close()


def sizes(path):
    """A4 upright, A4 lying, a stamp, a poster, a strip, Letter."""
    pdf = PdfWriter(path)
    for width, height in ((595, 842), (842, 595), (72, 72), (4320, 2880), (2000, 100), (612, 792)):
        number = len(pdf.pages) + 1
        side = min(200, min(width, height) * 0.6)
        pdf.add_page(square(number, width, height, side),
                     entries=b"/MediaBox[0 0 %d %d]" % (width, height))
    pdf.close()


def rotated(path):
    """Turned by 0, 90, 180 and 270 degrees; the corner that is at the lower left unturned is red."""
    pdf = PdfWriter(path)
    for turn in (0, 90, 180, 270):
        number = len(pdf.pages) + 1
        pdf.add_page(text(["Turned by %d degrees" % turn], size=20) + square(number)
                     + b"1 0 0 rg 0 0 40 40 re f\n", entries=b"/Rotate %d" % turn)
    pdf.close()


def links(path):
    """Page 1 leads to page 5, and to an address outside."""
    pdf = PdfWriter(path)
    areas = pdf.reserve()
    for number in range(1, 7):
        pdf.add_page(text(["Page %d" % number, "these lines lead away"], size=20) + square(number),
                     entries=b"/Annots %d 0 R" % areas if number == 1 else b"")
    inside = pdf.add(b"<</Type/Annot/Subtype/Link/Rect[60 740 300 775]/Border[0 0 0]"
                     b"/Dest[%d 0 R/XYZ 0 842 0]>>" % pdf.page_object(4))
    outside = pdf.add(b"<</Type/Annot/Subtype/Link/Rect[60 700 300 735]/Border[0 0 0]"
                      b"/A<</S/URI/URI(https://example.org/)>>>>")
    pdf.add(b"[%d 0 R %d 0 R]" % (inside, outside), areas)
    pdf.close()


def password(path):
    _plain(path, 3, 6, Lock("secret", 3))


def password_40_bit(path):
    _plain(path, 3, 6, Lock("secret", 2))


def no_table(path):
    """Whole, but without the table of objects: a reader has to search the file for them."""
    pdf = PdfWriter(path)
    pdf.with_table = False
    for _ in range(3):
        pdf.add_plain_page(sentences(7, 8))
    pdf.close()


def slow_to_open(path, fillers=600000):
    """Without its table, and with so many objects that searching takes seconds."""
    pdf = PdfWriter(path)
    pdf.with_table = False
    for _ in range(3):
        pdf.add_plain_page()
    start = pdf.last + 200
    pdf.file.write(b"".join(b"%d 0 obj<</A/%d/B[1 2 3 4]>>endobj\n" % (i, i)
                            for i in range(start, start + fillers)))
    pdf.close()


def truncated(path):
    """The first half of a document of six pages."""
    pdf = PdfWriter(path)
    for number in range(6):
        pdf.add_page(text(sentences(number, 40)) + square(number + 1))
    pdf.close()
    with open(path, "r+b") as file:
        file.truncate(file.seek(0, 2) // 2)


def garbage(path):
    """Says that it is a PDF, and is noise."""
    with open(path, "wb") as file:
        file.write(b"%PDF-1.7\n" + random.Random(3).randbytes(5000))


def count_bomb(path):
    """Claims to have 9,999,999,999 pages, and has three."""
    pdf = PdfWriter(path)
    pdf.count_claimed = 9999999999
    for _ in range(3):
        pdf.add_plain_page()
    pdf.close()


def _around(path, add_heavy):
    """Six pages, of which the second is heavy and the others are light."""
    pdf = PdfWriter(path)
    for number in range(1, 7):
        if number == 2:
            add_heavy(pdf)
        else:
            pdf.add_plain_page(sentences(number, 8))
    pdf.close()


def endless(path):
    """A thousand milliards of operators that do nothing; each of them is a chance to stop."""
    def add(pdf):
        packed = deflate_repeated(deflate_repeated(b"q Q " * 262144, 6000), 1)
        stream = pdf.add_stream(packed, TWICE_PACKED, pack=False)
        pdf.add_page(b"", contents=b"[%s]" % (b"%d 0 R " % stream * 600))
    _around(path, add)


def endless_pages(path, heavy=100):
    """A light page and then many that never end: who passes over what takes too long has much to
    wait for."""
    pdf = PdfWriter(path)
    pdf.add_plain_page(sentences(1, 8))
    packed = deflate_repeated(deflate_repeated(b"q Q " * 262144, 6000), 1)
    stream = pdf.add_stream(packed, TWICE_PACKED, pack=False)
    contents = pdf.add(b"[%s]" % (b"%d 0 R " % stream * 600))
    for _ in range(heavy):
        pdf.add_page(b"", contents=b"%d 0 R" % contents)
    pdf.close()


def late_words(path):
    """What page 1 says stands behind millions of operators that do nothing; four light pages."""
    pdf = PdfWriter(path)
    first = pdf.add_stream(deflate_repeated(b"q Q " * 262144, 8), b"/Filter/FlateDecode", pack=False)
    last = pdf.add_stream(text(["Page 1"], size=20) + square(1))
    pdf.add_page(b"", contents=b"[%d 0 R %d 0 R]" % (first, last))
    for _ in range(4):
        pdf.add_plain_page()
    pdf.close()


def nested(path):
    """Forms that each draw the next twelve times, nine deep."""
    def add(pdf):
        form = pdf.add_stream(b"0 0 1 1 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]")
        for _ in range(9):
            form = pdf.add_stream(b"/X Do " * 12, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]"
                                  b"/Resources<</XObject<</X %d 0 R>>>>" % form)
        pdf.add_page(b"/X Do", b"/XObject<</X %d 0 R>>" % form)
    _around(path, add)


def stubborn(path):
    """One path of 400,000 segments across the page: no chance to stop until it is filled."""
    def add(pdf):
        source = random.Random(1)
        points = ["%d %d l" % (source.randrange(WIDTH), source.randrange(HEIGHT))
                  for _ in range(400000)]
        pdf.add_page(square(2) + b"0 0 m " + " ".join(points).encode() + b" f")
    _around(path, add)


def blanks(path):
    """Six gigabytes of blanks between two operators: no chance to stop until they are read."""
    def add(pdf):
        packed = deflate_repeated(deflate_repeated(b" " * (1 << 20), 6000), 1)
        stream = pdf.add_stream(packed, TWICE_PACKED, pack=False)
        last = pdf.add_stream(square(2))
        pdf.add_page(b"", contents=b"[%d 0 R %d 0 R]" % (stream, last))
    _around(path, add)


def slow(path, layers=120):
    """Shadings blended over the whole page: every tile takes a second or so, and then is there."""
    def add(pdf):
        function = pdf.add(b"<</FunctionType 2/Domain[0 1]/C0[1 .8 .6]/C1[.6 .8 1]/N 1>>")
        shading = pdf.add(b"<</ShadingType 3/ColorSpace/DeviceRGB/Coords[297 421 0 297 421 600]"
                          b"/Function %d 0 R/Extend[true true]>>" % function)
        blend = pdf.add(b"<</BM/Multiply/ca .02>>")
        pdf.add_page(b"q /G gs " + b"q /S sh Q " * layers + b"Q " + square(2),
                     b"/Shading<</S %d 0 R>>/ExtGState<</G %d 0 R>>" % (shading, blend))
    _around(path, add)


def big_image(path, side=30000):
    """A picture of 900 megapixels, one bit each."""
    def add(pdf):
        row = bytes((side + 7) // 8)
        packed = deflate_repeated(deflate_repeated(row * 10, side // 10), 1)
        image = pdf.add_stream(packed, b"/Type/XObject/Subtype/Image/Width %d/Height %d"
                               b"/BitsPerComponent 1/ColorSpace/DeviceGray%s"
                               % (side, side, TWICE_PACKED), pack=False)
        pdf.add_page(b"q %d 0 0 %d 0 0 cm /I Do Q\n" % (WIDTH, HEIGHT) + square(2),
                     b"/XObject<</I %d 0 R>>" % image)
    _around(path, add)


def memory(path, side=100000):
    """A small picture in a stream that says it is 100,000 pixels wide and high: more than 1 GB."""
    page = struct.pack(">IIIIBH", side, side, 0, 0, 4, 0)
    packed = (struct.pack(">IBBBI", 0, 48, 0, 1, len(page)) + page
              + struct.pack(">IBBBI", 1, 49, 0, 1, 0))

    def add(pdf):
        image = pdf.add_stream(packed, b"/Type/XObject/Subtype/Image/Width 1000/Height 1000"
                               b"/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/JBIG2Decode",
                               pack=False)
        pdf.add_page(text(["Page 2 has a picture that needs much memory."])
                     + b"q %d 0 0 %d 0 0 cm /I Do Q\n" % (WIDTH, HEIGHT // 2) + square(2),
                     b"/XObject<</I %d 0 R>>" % image)
    _around(path, add)


def _image(pdf, pixels, width):
    """An image of rows of red, green, blue bytes."""
    return pdf.add_stream(pixels, b"/Type/XObject/Subtype/Image/Width %d/Height %d"
                          b"/ColorSpace/DeviceRGB/BitsPerComponent 8" % (
                              width, len(pixels) // width // 3), pack=False)


def photographs(path):
    """Of one color, so that it can be told whether it kept it, in different surroundings."""
    pdf = PdfWriter(path)
    photo = _image(pdf, bytes((180, 90, 40)) * 64, 8)
    scan = _image(pdf, bytes((240, 235, 225)) * 56 + bytes((20, 20, 30)) * 8, 8)
    mask = pdf.add_stream(b"1 g 60 60 150 150 re f", b"/Type/XObject/Subtype/Form"
                          b"/BBox[0 0 595 842]/Group<</S/Transparency/CS/DeviceGray>>")
    place = b"q %d 0 0 %d %d %d cm /%s Do Q\n"
    pdf.add_page(
        text(["Photographs keep their colors."]) + b"0 g 60 740 100 20 re f\n"
        + place % (200, 200, 60, 500, b"P") + place % (200, 200, 320, 500, b"S")
        # Cut to its left half.
        + b"q 60 260 100 200 re W n " + place % (200, 200, 60, 260, b"P") + b"Q\n"
        # With a panel on it.
        + place % (200, 200, 320, 260, b"P") + b"1 g 370 310 100 100 re f\n"
        # Behind a soft mask.
        + b"q /M gs " + place % (150, 150, 60, 60, b"P") + b"Q\n",
        b"/XObject<</P %d 0 R/S %d 0 R>>/ExtGState<</M<</SMask<</S/Luminosity/G %d 0 R>>>>>>" % (
            photo, scan, mask))
    pdf.close()


def progressive(path):
    """Large photographs, dark on the left and bright on the right. What is fine of the second one
    cannot be read."""
    pdf = PdfWriter(path)
    rows = [[-60] * 64 + [40] * 64] * 128
    for readable in (True, False):
        photo = pdf.add_stream(progressive_jpeg(rows, readable), b"/Type/XObject/Subtype/Image"
                               b"/Width 1024/Height 1024/ColorSpace/DeviceGray/BitsPerComponent 8"
                               b"/Filter/DCTDecode", pack=False)
        pdf.add_page(b"q 512 0 0 512 0 0 cm /P Do Q\n", b"/XObject<</P %d 0 R>>" % photo,
                     b"/MediaBox[0 0 512 512]")
    pdf.close()
