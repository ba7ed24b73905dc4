# SPDX-License-Identifier: AGPL-3.0-or-later
"""BoxFont: a font for a PDF in which every character is a box, as producers put fonts into it: whole,
its characters known by number, and what they stand for in a table beside it."""

import struct

UNITS = 1000
ASCENT, DESCENT = 880, -120
SPACE = 250


def _glyph(width):
    """The outline of a box."""
    left, right, bottom, top = 50, width - 50, 0, 700
    return (struct.pack(">hhhhh", 1, left, bottom, right, top) + struct.pack(">HH", 3, 0)
            + bytes([1] * 4) + struct.pack(">hhhh", left, right - left, 0, left - right)
            + struct.pack(">hhhh", bottom, 0, top - bottom, 0) + b"\0")


def _checksum(data):
    padded = data + bytes(-len(data) % 4)
    return sum(struct.unpack(">%dI" % (len(padded) // 4), padded)) & 0xffffffff


def _true_type(widths):
    """A font file: the first glyph is empty, and so is a space."""
    outlines = [b"" if i == 0 or width == SPACE else _glyph(width)
                for i, width in enumerate(widths)]
    places = [0]
    for outline in outlines:
        places.append(places[-1] + len(outline))
    tables = {
        b"glyf": b"".join(outlines),
        b"head": struct.pack(">IIIIHHqqhhhhHHhhh", 0x10000, 0x10000, 0, 0x5f0f3cf5, 0, UNITS, 0, 0,
                             0, DESCENT, UNITS, ASCENT, 0, 8, 2, 1, 0),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, ASCENT, DESCENT, 0, UNITS, 0, 0, UNITS,
                             1, 0, 0, 0, 0, 0, 0, 0, len(widths)),
        b"hmtx": b"".join(struct.pack(">Hh", width, 50) for width in widths),
        b"loca": struct.pack(">%dI" % len(places), *places),
        b"maxp": struct.pack(">IHHHHHHHHHHHHHH", 0x10000, len(widths), 4, 1, 0, 0, 1, 0, 0, 0, 0, 0,
                             0, 0, 0),
        b"post": struct.pack(">IIhhIIIII", 0x30000, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    at = 12 + 16 * len(tables)
    out = struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, 16 * len(tables) - 64)
    for name, data in tables.items():
        out += name + struct.pack(">III", _checksum(data), at, len(data))
        at += len(data) + -len(data) % 4
    return out + b"".join(data + bytes(-len(data) % 4) for data in tables.values())


class BoxFont:
    """`characters`: what each glyph stands for, a string of one character or more. `downwards`: it
    is written from the top to the bottom."""

    def __init__(self, pdf, characters, width=500, downwards=False):
        self.numbers = {character: i + 1 for i, character in enumerate(characters)}
        self.width = width
        widths = [width] + [self.width_of(character) for character in characters]
        file = pdf.add_stream(_true_type(widths))
        about = pdf.add(b"<</Type/FontDescriptor/FontName/AAAAAA+Boxes/Flags 4/FontBBox[0 %d %d %d]"
                        b"/ItalicAngle 0/Ascent %d/Descent %d/CapHeight 700/StemV 80/FontFile2 %d 0 R>>"
                        % (DESCENT, UNITS, ASCENT, ASCENT, DESCENT, file))
        descendant = pdf.add(b"<</Type/Font/Subtype/CIDFontType2/BaseFont/AAAAAA+Boxes/CIDSystemInfo"
                             b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap"
                             b"/Identity/W[1[%s]]/FontDescriptor %d 0 R>>"
                             % (b" ".join(b"%d" % it for it in widths[1:]), about))
        self.object = pdf.add(b"<</Type/Font/Subtype/Type0/BaseFont/AAAAAA+Boxes/Encoding/Identity-%s"
                              b"/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
                              % (b"V" if downwards else b"H", descendant,
                                 pdf.add_stream(self._meanings(characters))))

    @staticmethod
    def _meanings(characters):
        rows = b"".join(b"<%04x> <%s>\n" % (i + 1, character.encode("utf-16-be").hex().encode())
                        for i, character in enumerate(characters))
        return (b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapType 2 def\n"
                b"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n%d beginbfchar\n%s"
                b"endbfchar\nendcmap\nend\nend\n" % (len(characters), rows))

    def width_of(self, character):
        return SPACE if character == " " else self.width

    def write(self, characters):
        """The string that a content stream has for these."""
        return b"<%s>" % b"".join(b"%04x" % self.numbers[it] for it in characters)
