# SPDX-License-Identifier: AGPL-3.0-or-later
"""PDF documents whose text is to be read, selected and searched."""

from pdf_writer import PdfWriter, square, text


def _turned(line, x, y, size=11):
    """Content that writes a line upwards."""
    return b"BT /F %g Tf 0 1 -1 0 %g %g Tm (%s) Tj ET\n" % (size, x, y, line.encode())


def _two_columns(pdf):
    pdf.add_page(text(["Left one", "left two", "left three"], x=60)
                 + text(["Right one", "right two", "right three"], x=320)
                 + square(len(pdf.pages) + 1))


def reading(path):
    """Page 1 has a heading, a paragraph with a word that is parted, and a word with a ligature; page
    2 has two columns; page 3 a line that runs upwards, and a letter with an
    accent; page 4 says nothing; page 5 is turned."""
    pdf = PdfWriter(path)
    ligatures = pdf.add(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
                        b"/Encoding<</Type/Encoding/Differences[1/fi]>>>>")
    pdf.fonts = b"/L %d 0 R" % ligatures
    pdf.add_page(text(["A heading"], size=20)
                 + text(["The first line ends in a won-", "derful word, the second does",
                         "not. Another sentence follows."], y=740)
                 + b"BT /L 11 Tf 60 600 Td (The \x01rst of all) Tj ET\n" + square(1))
    _two_columns(pdf)
    pdf.add_page(text(["Across the page", "", "", "A caf\xe9"]) + _turned("Up the margin", 40, 300) + square(3))
    pdf.add_page(square(4))
    pdf.add_page(text(["On a turned page"]) + square(5), entries=b"/Rotate 90")
    pdf.close()


def headings(path):
    """Text of one size, with bold headings; a larger title; a head with the page's number. A letter
    that opens a paragraph is large."""
    pdf = PdfWriter(path)
    bold = pdf.add(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold"
                   b"/Encoding/WinAnsiEncoding>>")
    pdf.fonts = b"/B %d 0 R" % bold

    def strong(line, y):
        return b"BT /B 11 Tf 60 %g Td (%s) Tj ET\n" % (y, line.encode())

    lines = ["Most of the text is of this size, line after line, as in a report"] * 12
    for number in range(1, 6):
        title = text(["All of It"], size=18, y=760) if number == 1 else b""
        pdf.add_page(strong("%d A Report" % (number + 6), 815) + title
                     + strong("%d. Section" % number, 700) + text(lines, y=680)
                     + b"BT /F 30 Tf 60 420 Td (O) Tj /F 11 Tf (nce upon a time there was) Tj ET\n"
                     + square(number, side=60))
    pdf.close()


def clipped(path):
    """Twenty pages that say “seen”; on the second and the last, more is written where the page is
    clipped away, and beyond its edge."""
    pdf = PdfWriter(path)
    for number in range(1, 21):
        content = text(["All is seen"])
        if number in (2, 20):
            content += (b"q 50 0 100 842 re W n\n" + text(["Seen, too"], y=700)
                        + text(["Hidden words"], x=300, y=700) + b"Q\n"
                        + text(["Words beyond"], x=700, y=600))
        pdf.add_page(content + square(number))
    pdf.close()


def signs(path):
    """The fonts of signs that a PDF may use without having them inside. Page 1: check marks before
    two lines, and signs by the names of their glyphs. Page 2: Greek, and a part of a bracket. Page 3:
    a check mark where something is clipped away. Page 4: what word processors put before lines. Page
    5: the same, said to be private characters; before the last line it is a picture."""
    pdf = PdfWriter(path)
    signs_font = pdf.add(b"<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats>>")
    named = pdf.add(b"<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats/Encoding"
                    b"<</Type/Encoding/Differences[65/a1/a206/a112]>>>>")
    greek = pdf.add(b"<</Type/Font/Subtype/Type1/BaseFont/Symbol>>")
    bullets, squares = [
        pdf.add(b"<</Type/Font/Subtype/TrueType/BaseFont/%s/ToUnicode %d 0 R>>"
                % (name, pdf.add_stream(b"1 begincodespacerange\n<00> <ff>\nendcodespacerange\n"
                                        b"1 beginbfchar\n<%02x> <f0%02x>\nendbfchar\n" % (code, code))))
        for name, code in ((b"AAAAAA+SymbolMT", 0xb7), (b"AAAAAA+Wingdings-Regular", 0xa7))]
    pdf.fonts = (b"/Z %d 0 R/N %d 0 R/S %d 0 R/B %d 0 R/W %d 0 R"
                 % (signs_font, named, greek, bullets, squares))

    def checked(line, y):
        return b"BT /Z 11 Tf 60 %g Td (4) Tj /F 11 Tf ( %s) Tj ET\n" % (y, line.encode())

    pdf.add_page(checked("This is done", 760) + checked("That as well", 740)
                 + b"BT /N 11 Tf 60 700 Td (ABC) Tj ET\n" + square(1))
    pdf.add_page(b"BT /S 11 Tf 60 760 Td (ab) Tj 0 -60 Td (\\346) Tj ET\n" + square(2))
    pdf.add_page(b"q 50 680 200 20 re W n\n" + checked("Clipped", 685)
                 + text(["Hidden"], x=400, y=685) + b"Q\n" + square(3))
    pdf.add_page(b"BT /B 11 Tf 60 760 Td (\\267) Tj /F 11 Tf ( First) Tj"
                 b" /W 11 Tf 0 -40 Td (\\247) Tj /F 11 Tf ( Second) Tj ET\n" + square(4))

    def said(code, content):
        return b"/Span <</ActualText<feff%04x>>>BDC\n%s\nEMC\n" % (code, content)

    pdf.add_page(said(0xf0b7, b"BT /B 11 Tf 60 760 Td (\\267) Tj ET")
                 + text(["First"], x=70, y=760, size=11)
                 + said(0xf0a7, b"BT /W 11 Tf 60 720 Td (\\247) Tj ET")
                 + text([" Second"], x=66, y=720, size=11)
                 + said(0xf0b7, b"q 6 0 0 11 60 678 cm BI/W 1/H 1/BPC 8/CS/G ID 0 EI Q")
                 + text([" Third"], x=66, y=680, size=11) + square(5))
    pdf.close()


def dense(path):
    """A heading; a page of 2700 lines, 200 inches long; another heading."""
    pdf = PdfWriter(path)
    pdf.add_page(text(["Before it"], size=20) + text(["Some text"], y=740) + square(1))
    line = "Column by column and line by line, as programs write what they have to say about their day: %05d"
    pdf.add_page(text([line % i for i in range(2700)], y=14380, size=4),
                 entries=b"/MediaBox[0 0 595 14400]")
    pdf.add_page(text(["Behind it"], size=20) + text(["Some text"], y=740) + square(3))
    pdf.close()


DOCUMENTS = {
    "clipped.pdf": clipped,
    "dense.pdf": dense,
    "headings.pdf": headings,
    "reading.pdf": reading,
    "signs.pdf": signs,
}
