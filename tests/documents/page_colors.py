# SPDX-License-Identifier: AGPL-3.0-or-later
"""The color of the square in the middle of each page, from which a test reads the page's number.

Counting k = 5501 * n modulo 24³ in base 24 gives red, green and blue as 10 + 10 * digit, the
lowest digit first, so every page up to 13823 has a color of its own.
"""

LEVELS = 24
_STEP = 5501
_ALL = LEVELS**3
_BACK = pow(_STEP, -1, _ALL)


def color_of(number):
    """Red, green and blue, 0 to 255, of page `number`, counted from 1."""
    k = number * _STEP % _ALL
    return tuple(10 + 10 * (k // LEVELS**i % LEVELS) for i in range(3))


def number_of(color, tolerance=3):
    """The page whose square has this color, or None where it is no page's."""
    k = 0
    for i, value in enumerate(color[:3]):
        digit = round((value - 10) / 10)
        if not 0 <= digit < LEVELS or abs(10 + 10 * digit - value) > tolerance:
            return None
        k += digit * LEVELS**i
    return k * _BACK % _ALL or None
