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


DOCUMENTS = {
    "clipped.pdf": clipped,
    "headings.pdf": headings,
    "reading.pdf": reading,
}
