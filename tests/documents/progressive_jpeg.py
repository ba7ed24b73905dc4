# SPDX-License-Identifier: AGPL-3.0-or-later
"""A progressive JPEG (ITU-T T.81, annex G), gray, of blocks that are alike but for their means."""

import struct

# Of its first coefficient a block's mean is an eighth; so it is a level here.
_MEAN_STEP = 8
_DETAIL_STEP = 16
# Waves of 42 levels up and down, from a block's left to its right: the second coefficient.
_DETAIL = 15


class _Bits:
    def __init__(self):
        self.bits = []

    def add(self, value, count):
        self.bits += [value >> i & 1 for i in reversed(range(count))]

    def to_bytes(self):
        padded = self.bits + [1] * (-len(self.bits) % 8)
        packed = bytes(int("".join(map(str, padded[i:i + 8])), 2)
                       for i in range(0, len(padded), 8))
        return packed.replace(b"\xff", b"\xff\0")


def _segment(marker, body):
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body


def _tables(which, length, symbols):
    """A table of Huffman codes that are all of one length, in the order of their symbols."""
    counts = bytearray(16)
    counts[length - 1] = len(symbols)
    return _segment(0xc4, bytes([which]) + counts + bytes(symbols))


def _scan(first, last, bits, component=1):
    return _segment(0xda, bytes([1, component, 0, first, last, 0])) + bits.to_bytes()


def _means(rows):
    bits, before = _Bits(), 0
    for row in rows:
        for level in row:
            difference, before = level - before, level
            size = abs(difference).bit_length()
            bits.add(size, 4)
            bits.add(difference if difference >= 0 else difference + (1 << size) - 1, size)
    return _tables(0x00, 4, range(9)) + _scan(0, 0, bits)


def _details(n_blocks, component):
    bits = _Bits()
    for _ in range(n_blocks):
        bits.add(0, 2)
        bits.add(_DETAIL, 4)
        bits.add(1, 2)
    # One coefficient of four bits; no more in this block.
    return _tables(0x10, 2, (0x04, 0x00)) + _scan(1, 63, bits, component)


def progressive_jpeg(rows, readable=True):
    """Of rows of levels from -128 to 127, one for each block of 8×8 pixels. What comes after the
    means is not `readable` where it is said to be of a component that there is not."""
    height, width = 8 * len(rows), 8 * len(rows[0])
    steps = bytes([_MEAN_STEP] + [_DETAIL_STEP] * 63)
    return (b"\xff\xd8" + _segment(0xdb, b"\0" + steps)
            + _segment(0xc2, struct.pack(">BHHBBBB", 8, height, width, 1, 1, 0x11, 0))
            + _means(rows) + _details(len(rows) * len(rows[0]), 1 if readable else 2)
            + b"\xff\xd9")
