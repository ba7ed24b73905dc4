# SPDX-License-Identifier: AGPL-3.0-or-later
"""PdfWriter writes a PDF of our pages; helpers make streams that unpack to far more than they are."""

import hashlib
import struct
import zlib

from page_colors import color_of

WIDTH, HEIGHT, SQUARE = 595, 842, 200
_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_NODE = 50


def square(number, width=WIDTH, height=HEIGHT, side=SQUARE):
    """Content that paints the square of page `number` in the middle of a page of this size."""
    red, green, blue = (value / 255 for value in color_of(number))
    return b"q %.4f %.4f %.4f rg %.2f %.2f %.2f %.2f re f Q\n" % (
        red, green, blue, (width - side) / 2, (height - side) / 2, side, side)


def text(lines, x=60, y=780, size=11):
    """Content that writes lines of text downwards from a point."""
    out = [b"BT /F %g Tf %g %g Td %g TL\n" % (size, x, y, size * 1.3)]
    for line in lines:
        escaped = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        out.append(b"(%s) Tj T*\n" % escaped.encode("latin-1"))
    return b"".join(out) + b"ET\n"


def deflate_repeated(chunk, times, level=9):
    """zlib's stream of `chunk` repeated, made in the time that packing one `chunk` takes.

    A full flush ends on a byte and forgets what came before, so the packed chunk can be repeated;
    only the checksum of the whole has to be worked out.
    """
    packer = zlib.compressobj(level, zlib.DEFLATED, -15)
    packed = packer.compress(chunk) + packer.flush(zlib.Z_FULL_FLUSH)
    total = len(chunk) * times
    alone = zlib.adler32(chunk, 0)
    low, high = alone & 0xffff, alone >> 16
    a = (1 + low * times) % 65521
    b = (total + high * times + low * len(chunk) * (times * (times - 1) // 2)) % 65521
    return b"\x78\xda" + packed * times + b"\x03\x00" + struct.pack(">I", b << 16 | a)


def rc4(key, data):
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) & 255
        state[i], state[j] = state[j], state[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) & 255
        j = (j + state[i]) & 255
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) & 255])
    return bytes(out)


def _rc4_rounds(key, data):
    for i in range(20):
        data = rc4(bytes(byte ^ i for byte in key), data)
    return data


class Lock:
    """The standard password handler: revision 2 (40 bit keys) or 3 (128 bit keys)."""

    def __init__(self, password, revision, permissions=-4, owner=None):
        padded = (password.encode() + _PADDING)[:32]
        self.revision = revision
        self.bytes = 5 if revision == 2 else 16
        self.id = hashlib.md5(b"Recto's test documents").digest()
        self.permissions = permissions
        owner_key = self._digest(((owner or password).encode() + _PADDING)[:32])
        self.owner = rc4(owner_key, padded) if revision == 2 else _rc4_rounds(owner_key, padded)
        self.key = self._digest(padded + self.owner + struct.pack("<i", self.permissions) + self.id)
        if revision == 2:
            self.user = rc4(self.key, _PADDING)
        else:
            self.user = _rc4_rounds(self.key, hashlib.md5(_PADDING + self.id).digest()) + bytes(16)

    def _digest(self, data):
        digest = hashlib.md5(data).digest()
        if self.revision > 2:
            for _ in range(50):
                digest = hashlib.md5(digest[:self.bytes]).digest()
        return digest[:self.bytes]

    def lock(self, number, data):
        key = hashlib.md5(self.key + struct.pack("<I", number)[:3] + b"\0\0").digest()
        return rc4(key[:min(16, self.bytes + 5)], data)

    def dictionary(self):
        return b"<</Filter/Standard/V %d/R %d/Length %d/P %d/O<%s>/U<%s>>>" % (
            self.revision - 1, self.revision, self.bytes * 8, self.permissions,
            self.owner.hex().encode(), self.user.hex().encode())


class PdfWriter:
    """Pages are given as content; close () writes a balanced page tree and the table of objects."""

    def __init__(self, path, lock=None):
        self.path = path
        self.lock = lock
        self.catalog = b""
        self.fonts = b""
        self.trailer = b""
        self.with_table = True
        self.count_claimed = None
        self.pages = []
        self.offsets = {}
        self.last = 2
        self.file = open(path, "wb")
        self.file.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        self.font = self.add(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
                             b"/Encoding/WinAnsiEncoding>>")

    def reserve(self):
        self.last += 1
        return self.last

    def add(self, body, number=None):
        number = number or self.reserve()
        self.offsets[number] = self.file.tell()
        self.file.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        return number

    def add_stream(self, data, entries=b"", pack=True):
        number = self.reserve()
        if pack and len(data) > 200:
            data, entries = zlib.compress(data, 6), entries + b"/Filter/FlateDecode"
        if self.lock:
            data = self.lock.lock(number, data)
        return self.add(b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data),
                        number)

    def add_page(self, content, resources=b"", entries=b"", contents=None):
        """`contents`: the reference(s) to the page's streams in place of `content`."""
        if contents is None:
            contents = b"%d 0 R" % self.add_stream(content)
        self.pages.append((self.reserve(), contents, resources, entries))

    def add_plain_page(self, lines=()):
        """A page with its number, some lines of text and its square."""
        number = len(self.pages) + 1
        self.add_page(text(["Page %d" % number], size=20) + text(lines, y=750) + square(number))

    def page_object(self, index):
        return self.pages[index][0]

    def close(self):
        nodes = [(self.reserve(), self.pages[i:i + _NODE])
                 for i in range(0, len(self.pages), _NODE)]
        for node, pages in nodes:
            for number, contents, resources, entries in pages:
                self.add(b"<</Type/Page/Parent %d 0 R/Contents %s/Resources<</Font<</F %d 0 R%s>>"
                         b"%s>>%s>>" % (node, contents, self.font, self.fonts, resources, entries),
                         number)
            self.add(b"<</Type/Pages/Parent 2 0 R/Count %d/Kids[%s]>>" % (
                len(pages), b" ".join(b"%d 0 R" % page[0] for page in pages)), node)
        self.add(b"<</Type/Pages/MediaBox[0 0 %d %d]/Count %d/Kids[%s]>>" % (
            WIDTH, HEIGHT, self.count_claimed or len(self.pages),
            b" ".join(b"%d 0 R" % node for node, _ in nodes)), 2)
        self.add(b"<</Type/Catalog/Pages 2 0 R%s>>" % self.catalog, 1)
        self._write_end()
        self.file.close()

    def _write_end(self):
        trailer = b"/Size %d/Root 1 0 R" % (self.last + 1)
        if self.lock:
            encrypt = self.add(self.lock.dictionary())
            name = self.lock.id.hex().encode()
            trailer = b"/Size %d/Root 1 0 R/Encrypt %d 0 R/ID[<%s><%s>]" % (
                self.last + 1, encrypt, name, name)
        trailer += self.trailer
        at = self.file.tell()
        if self.with_table:
            self.file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (self.last + 1))
            for number in range(1, self.last + 1):
                self.file.write(b"%010d 00000 n \n" % self.offsets[number])
        self.file.write(b"trailer\n<<%s>>\n" % trailer)
        if self.with_table:
            self.file.write(b"startxref\n%d\n" % at)
        self.file.write(b"%%EOF\n")
