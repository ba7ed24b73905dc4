# SPDX-License-Identifier: AGPL-3.0-or-later
"""PDF documents in scripts that are written from right to left, or downwards, as producers of PDFs
write them."""

from box_font import UNITS, BoxFont
from pdf_writer import WIDTH, PdfWriter, square

_SIZE = 16
_RIGHT = WIDTH - 60

# Each line is in the order in which it is read: parts in Hebrew, and others that are written from
# left to right.
_HEBREW = [
    [("שלום עולם", True)],
    [("זה ספר קטן", True)],
    [("עמוד ", True), ("2024", False), (" של ", True), ("Recto", False), (" כאן", True)],
]
# A letter that is two, written as one.
_LAM_ALEF = "لا"
_ARABIC = list("ا") + list("لس") + [_LAM_ALEF] + list("م عليكم")

_WITHOUT_BLANKS = ("この文には空白がないので、読む人は言葉の切れ目を自分で見つけなければならないが、"
                   "それでも探している言葉の前に何があるかは見えるべきである。")
_DOWNWARDS = ["吾輩は猫である。", "名前はまだ無い。", "どこで生れたか。"]


def _seen(line):
    """The characters of a line from left to right."""
    seen = []
    for part, leftwards in reversed(line):
        seen += reversed(part) if leftwards else part
    return seen


def _width(font, characters):
    return sum(font.width_of(it) for it in characters) * _SIZE / UNITS


def _at(name, x, y, string, size=_SIZE):
    return b"BT /%s %d Tf 1 0 0 1 %.2f %.2f Tm %s Tj ET\n" % (name, size, x, y, string)


def _as_seen(font, name, line, y):
    """In one piece from left to right, wherever one begins to read it."""
    seen = _seen(line)
    return _at(name, _RIGHT - _width(font, seen), y, font.write(seen))


def _as_read(font, name, line, y):
    """Character after character, each where it belongs."""
    content = b""
    x = _RIGHT
    for part, leftwards in line:
        width = _width(font, part)
        at = x if leftwards else x - width
        for character in part:
            advance = _width(font, character)
            at -= advance if leftwards else 0
            content += _at(name, at, y, font.write([character]))
            at += 0 if leftwards else advance
        x -= width
    return content


def right_to_left(path):
    """Page 1: three lines of Hebrew, written as they are seen, the last with a number and a name;
    page 2: the same, written as they are read; page 3: Arabic as it is seen, with two letters that
    are one."""
    pdf = PdfWriter(path)
    letters = sorted({it for line in _HEBREW for part, _ in line for it in part})
    hebrew = BoxFont(pdf, letters)
    arabic = BoxFont(pdf, sorted(set(_ARABIC)))
    pdf.fonts = b"/H %d 0 R/A %d 0 R" % (hebrew.object, arabic.object)
    for write in (_as_seen, _as_read):
        pdf.add_page(b"".join(write(hebrew, b"H", line, 780 - 24 * i)
                              for i, line in enumerate(_HEBREW)) + square(len(pdf.pages) + 1))
    pdf.add_page(_at(b"A", 300, 780, arabic.write(reversed(_ARABIC))) + square(3))
    pdf.close()


def from_word_processor(path):
    """Hebrew as word processors have it. A question in one piece, its end and a blank first, and
    behind it a blank that is no more than said to be there; two words with such a blank between
    them."""
    pdf = PdfWriter(path)
    question, words = _seen(_HEBREW[0]), ["שלום", "עולם"]
    hebrew = BoxFont(pdf, sorted(set(question) | {" ", "?"}))
    pdf.fonts = b"/H %d 0 R" % hebrew.object

    said_blank = b"/Span <</ActualText( )>>BDC EMC\n"

    def width(characters):
        return _width(hebrew, characters)

    x = _RIGHT - width(["?", *question])
    pieces = b"[%s %.0f %s]" % (hebrew.write(" "), 1000 * hebrew.width_of(" ") / UNITS + 11,
                                hebrew.write(["?", *question]))
    content = (b"BT /H %d Tf 1 0 0 1 %.2f 780 Tm %s TJ ET\n" % (_SIZE, x, pieces)
               + said_blank)
    x = _RIGHT - width(words[0])
    content += _at(b"H", x, 740, hebrew.write(reversed(words[0]))) + said_blank
    x -= width(" ") + width(words[1])
    content += _at(b"H", x, 740, hebrew.write(reversed(words[1])))
    pdf.add_page(content + square(1))
    pdf.close()


def downwards(path):
    """Page 1: three columns of Japanese, the first on the right; page 2: two of them above two
    others, as in a newspaper."""
    pdf = PdfWriter(path)
    font = BoxFont(pdf, sorted({it for column in _DOWNWARDS for it in column}), UNITS,
                   downwards=True)
    pdf.fonts = b"/J %d 0 R" % font.object
    pdf.add_page(b"".join(_at(b"J", 500 - 24 * i, 780, font.write(column))
                          for i, column in enumerate(_DOWNWARDS)) + square(1))
    pdf.add_page(b"".join(_at(b"J", 500 - 24 * (i % 2), 780 - 600 * (i // 2), font.write(column))
                          for i, column in enumerate(_DOWNWARDS + _DOWNWARDS[:1])) + square(2))
    pdf.close()


def without_blanks(path):
    """A long line of Japanese."""
    pdf = PdfWriter(path)
    font = BoxFont(pdf, sorted(set(_WITHOUT_BLANKS)), UNITS)
    pdf.fonts = b"/J %d 0 R" % font.object
    pdf.add_page(_at(b"J", 30, 780, font.write(_WITHOUT_BLANKS), 7) + square(1))
    pdf.close()


DOCUMENTS = {
    "right-to-left.pdf": right_to_left,
    "downwards.pdf": downwards,
    "from-word-processor.pdf": from_word_processor,
    "without-blanks.pdf": without_blanks,
}
