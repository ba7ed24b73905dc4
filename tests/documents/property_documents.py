# SPDX-License-Identifier: AGPL-3.0-or-later
"""Documents that say something of themselves: properties, fonts, and signatures, true or not."""

import re

from pdf_writer import Lock, PdfWriter, square, text

# Digits of a signature's own bytes; what they say is nobody's concern here.
_SIGNATURE = b"3082" + b"00" * 500


def _info(pdf, entries):
    pdf.trailer = b"/Info %d 0 R" % pdf.add(b"<<%s>>" % entries)


def _font(pdf, kind, name, descriptor=b"", rest=b""):
    """A font of a simple kind; `descriptor`: what its descriptor has besides."""
    about = pdf.add(b"<</Type/FontDescriptor/FontName/%s/Flags 32/FontBBox[0 0 1000 1000]"
                    b"/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80%s>>"
                    % (name, descriptor))
    return pdf.add(b"<</Type/Font/Subtype/%s/BaseFont/%s/FirstChar 65/LastChar 65/Widths[600]"
                   b"/FontDescriptor %d 0 R%s>>" % (kind, name, about, rest))


def properties(path):
    """Three pages, A4 upright, A4 across and a page of another size; each way to have a font.

    On page 1 two fonts, one of which is in a form within a form; on page 2 one of them again and a
    font drawn as pages are; on page 3 two objects that are the same font.
    """
    pdf = PdfWriter(path)
    # None of them is a font that could be read: who lists fonts reads none.
    data = pdf.add_stream(b"no font at all " * 20, b"/Length1 300")
    part = _font(pdf, b"TrueType", b"ABCDEF+Prose-Regular", b"/FontFile2 %d 0 R" % data,
                 b"/Encoding/WinAnsiEncoding")
    whole = _font(pdf, b"Type1", b"Display", b"/FontFile %d 0 R" % data)
    again = [_font(pdf, b"Type1", b"Repeated") for _ in range(2)]
    wide = pdf.add(b"<</Type/Font/Subtype/CIDFontType0/BaseFont/Wide/CIDSystemInfo<</Registry(Adobe)"
                   b"/Ordering(Identity)/Supplement 0>>/FontDescriptor %d 0 R>>"
                   % pdf.add(b"<</Type/FontDescriptor/FontName/Wide/Flags 4/FontFile3 %d 0 R>>"
                             % pdf.add_stream(b"no font either " * 20, b"/Subtype/OpenType")))
    composite = pdf.add(b"<</Type/Font/Subtype/Type0/BaseFont/Wide/Encoding/Identity-H"
                        b"/DescendantFonts[%d 0 R]>>" % wide)
    drawn = pdf.add(b"<</Type/Font/Subtype/Type3/Name/Drawn/FontBBox[0 0 1000 1000]"
                    b"/FontMatrix[.001 0 0 .001 0 0]/CharProcs<<>>/Encoding<</Differences[]>>"
                    b"/FirstChar 0/LastChar 0/Widths[0]/Resources<</Font<</X %d 0 R>>>>>>" % composite)
    inner = pdf.add_stream(b"", b"/Type/XObject/Subtype/Form/BBox[0 0 10 10]"
                                b"/Resources<</Font<</G %d 0 R>>>>" % whole)
    outer = pdf.add_stream(b"/I Do", b"/Type/XObject/Subtype/Form/BBox[0 0 10 10]"
                                     b"/Resources<</XObject<</I %d 0 R>>>>" % inner)
    _info(pdf, b"/Title(A Document of Many Properties)/Author(Somebody & Company)"
               b"/Subject(<b>What</b> is said)/Keywords(one, two, three)/Creator(A Writer)"
               b"/Producer(A Press)/CreationDate(D:20240102030405Z)/ModDate(D:20240203040506+01'00')")
    pdf.catalog = b"/MarkInfo<</Marked true>>"

    for number, fonts, resources, entries in (
            (1, [part], b"/XObject<</O %d 0 R>>" % outer, b"/MediaBox[0 0 595 842]"),
            (2, [part, drawn], b"", b"/MediaBox[0 0 842 595]"),
            (3, again, b"", b"/MediaBox[0 0 400 400]")):
        own = b"".join(b"/F%d %d 0 R" % (i, font) for i, font in enumerate(fonts))
        pdf.add_page(text(["Page %d" % number], size=20) + square(number),
                     entries=b"/Resources<</Font<</F %d 0 R%s>>%s>>%s"
                             % (pdf.font, own, resources, entries))
    pdf.close()


def restricted(path):
    """Opens without a password, but says that it must not be printed or changed."""
    pdf = PdfWriter(path, Lock("", 3, -4 & ~(4 | 8 | 32 | 1024), "secret"))
    pdf.add_page(text(["Not to be printed"], size=20) + square(1))
    pdf.close()


def fonts_without_end(path):
    """One page whose forms lead to each other in a circle, and that has a thousand fonts."""
    pdf = PdfWriter(path)
    first, second = pdf.reserve(), pdf.reserve()
    for number, other in ((first, second), (second, first)):
        pdf.add(b"<</Type/XObject/Subtype/Form/BBox[0 0 1 1]/Length 0/Resources<</XObject"
                b"<</A %d 0 R/B %d 0 R>>>>>>\nstream\n\nendstream" % (other, number), number)
    pdf.fonts = b"".join(b"/F%d %d 0 R" % (i, pdf.add(
        b"<</Type/Font/Subtype/Type1/BaseFont/Number%04d>>" % i)) for i in range(1000))
    pdf.add_page(square(1), b"/XObject<</A %d 0 R>>" % first)
    pdf.close()


# ---- Signatures ----------------------------------------------------------------------------------

_PLACES = b"/ByteRange[0 %010d %010d %010d]"


def _sign(pdf, entries=b"", ranges=None):
    """What a signature field has as its value; the ranges are filled in when the file is whole."""
    return pdf.add(b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached%s%s"
                   b"/Contents<%s>>>" % (entries, ranges or _PLACES % (0, 0, 0), _SIGNATURE))


def _field(pdf, name, value=None, rest=b""):
    return pdf.add(b"<</FT/Sig/T(%s)%s%s>>"
                   % (name, b"/V %d 0 R" % value if value else b"", rest))


def _form(pdf, fields, flags=3):
    pdf.catalog += b"/AcroForm<</SigFlags %d/Fields[%s]>>" % (
        flags, b" ".join(b"%d 0 R" % field for field in fields))


def _fill_in(path, gap_before=0):
    """Lets each signature that has none yet cover the file as it is now, but for itself.

    `gap_before`: bytes before the signature that are left out besides.
    """
    with open(path, "rb") as file:
        data = file.read()
    empty = re.escape(_PLACES % (0, 0, 0))
    for found in re.finditer(empty + rb"/Contents<[0-9]*>", data):
        start = found.start() + data[found.start():].index(b"<")
        ranges = _PLACES % (start - gap_before, found.end(), len(data) - found.end())
        data = data[:found.start()] + ranges + data[found.start() + len(ranges):]
    with open(path, "wb") as file:
        file.write(data)


def _begin(path):
    pdf = PdfWriter(path)
    pdf.add_page(text(["This document is signed"], size=20) + square(1))
    return pdf


def signed(path):
    """One signature, of the whole file; a field that nobody has signed in, and one for text."""
    pdf = _begin(path)
    value = _sign(pdf, b"/Name(Erika Mustermann)/Reason(I agree)/Location(Berlin)"
                       b"/ContactInfo(erika@example.org)/M(D:20240506070809Z)")
    _form(pdf, (pdf.add(b"<</FT/Tx/T(A text)/V(Erika)>>"), _field(pdf, b"Buyer", value),
                _field(pdf, b"Seller")))
    pdf.close()
    _fill_in(path)


def signed_and_changed(path):
    """A certification, to which something was added; that has a time stamp."""
    pdf = _begin(path)
    value = _sign(pdf, b"/Name(An Author)/M(D:20240506070809Z)")
    stamp = pdf.reserve()
    field = _field(pdf, b"Author", value)
    # Two fields below one, which has the type for both.
    late = pdf.add(b"<</T(Stamp)/V %d 0 R>>" % stamp)
    group = pdf.add(b"<</FT/Sig/T(Group)/Kids[%d 0 R]>>" % late)
    _form(pdf, (field, group))
    pdf.catalog += b"/Perms<</DocMDP %d 0 R>>" % value
    # The stamp is in the table as the empty object that it is before the file grows.
    pdf.add(b"null", stamp)
    pdf.close()
    _fill_in(path)
    with open(path, "rb") as file:
        data = file.read()
    at = len(data)
    old = int(re.findall(rb"startxref\n(\d+)", data)[-1])
    size = int(re.findall(rb"/Size (\d+)", data)[-1])
    body = (b"%d 0 obj\n<</Type/DocTimeStamp/Filter/Adobe.PPKLite/SubFilter/ETSI.RFC3161%s"
            b"/Contents<%s>>>\nendobj\n" % (stamp, _PLACES % (0, 0, 0), _SIGNATURE))
    end = at + len(body)
    with open(path, "ab") as file:
        file.write(body + b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d/Root 1 0 R/Prev %d>>\n"
                          b"startxref\n%d\n%%%%EOF\n" % (stamp, at, size, old, end))
    _fill_in(path)


def signed_with_a_hole(path):
    """A signature that leaves out some bytes before itself."""
    pdf = _begin(path)
    _form(pdf, (_field(pdf, b"Hole", _sign(pdf, b"/Name(Nobody)")),))
    pdf.close()
    _fill_in(path, 20)


HOSTILE_RANGES = (
    b"", b"/ByteRange[]", b"/ByteRange 7", b"/ByteRange[0 10]", b"/ByteRange[0 10 20]",
    b"/ByteRange[0 -1 5 5]", b"/ByteRange[-5 10 20 5]", b"/ByteRange[0 100 50 20]",
    b"/ByteRange[0 9223372036854775807 9223372036854775807 9223372036854775807]",
    b"/ByteRange[9223372036854775807 1 0 0]", b"/ByteRange[0 10 99999999 5]",
    b"/ByteRange[0 10 20 99999999]", b"/ByteRange[0 1 2 1 4 1]", b"/ByteRange[(a)/b null []]",
    b"/ByteRange[0 10 20 10]",
)


def signed_badly(path):
    """A field for each of HOSTILE_RANGES, of which all but the last cannot be; and a circle."""
    pdf = _begin(path)
    circle = pdf.reserve()
    fields = [_field(pdf, b"%d" % i, _sign(pdf, b"", ranges or b"/X 1"))
              for i, ranges in enumerate(HOSTILE_RANGES)]
    pdf.add(b"<</FT/Sig/T(Circle)/Kids[%d 0 R %d 0 R 99999 0 R null]>>" % (circle, fields[0]),
            circle)
    _form(pdf, [*fields, circle])
    pdf.close()


def signed_without_end(path):
    """More fields for signatures than are listed; one of them is signed, the 901st."""
    pdf = _begin(path)
    value = _sign(pdf, b"/Name(Erika Mustermann)")
    _form(pdf, [_field(pdf, b"%d" % i, value if i == 900 else None) for i in range(1200)])
    pdf.close()
    _fill_in(path)


def signed_too_deep(path):
    """A field for signatures below more others than are looked into."""
    pdf = _begin(path)
    field = _field(pdf, b"Deep", _sign(pdf, b"/Name(Nobody)"))
    for i in range(120):
        field = pdf.add(b"<</T(%d)/Kids[%d 0 R]>>" % (i, field))
    _form(pdf, (field,))
    pdf.close()
    _fill_in(path)


DOCUMENTS = {
    "properties.pdf": properties,
    "restricted.pdf": restricted,
    "fonts-without-end.pdf": fonts_without_end,
    "signed.pdf": signed,
    "signed-and-changed.pdf": signed_and_changed,
    "signed-with-a-hole.pdf": signed_with_a_hole,
    "signed-badly.pdf": signed_badly,
    "signed-without-end.pdf": signed_without_end,
    "signed-too-deep.pdf": signed_too_deep,
}
