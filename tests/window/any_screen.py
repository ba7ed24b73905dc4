# SPDX-License-Identifier: AGPL-3.0-or-later
"""AnyScreen: what is the same on every screen; a kind of screen adds what this is made of."""

import contextlib
import time

from page_colors import number_of

TITLE_BAR = 50 # pixels; higher than any is

_NAMES = {"-": "minus", ".": "period", "/": "slash", "_": "underscore", " ": "space"}


class AnyScreen:
    def look(self):
        """Have color_at () tell what is on the screen now, where it does not anyway."""

    # ---- Pixels -----------------------------------------------------------------------------

    def samples(self, area, step=12):
        self.look()
        left, top, width, height = area
        right, bottom = min(left + width, self.size[0]), min(top + height, self.size[1])
        for y in range(int(top) + step // 2, int(bottom), step):
            for x in range(int(left) + step // 2, int(right), step):
                yield x, y, self.color_at(x, y)

    def pages(self, area, last=14):
        """For every page of a document of up to `last` pages whose square is seen: its points."""
        found = {}
        for x, y, color in self.samples(area):
            number = number_of(color)
            if number is not None and number <= last:
                found.setdefault(number, []).append((x, y))
        return {number: points for number, points in found.items() if len(points) >= 4}

    # ---- Windows ----------------------------------------------------------------------------

    def is_at(self, window, left, top, width, height):
        """Whether it is where it was put: it may begin below its title bar."""
        area = self.area_of(window)
        return (area[2:] == (width, height) and
                0 <= area[0] - left < TITLE_BAR and 0 <= area[1] - top < TITLE_BAR)

    # ---- Keyboard and mouse -----------------------------------------------------------------

    def type(self, text):
        for letter in text:
            self.key(letter if letter.isalnum() else _NAMES[letter])

    def click(self, x, y, button=1):
        self.point(x, y)
        self.press(button)
        self.release(button)

    def glide(self, start, end):
        """Move the pointer as a hand does, by way of what is between."""
        for i in range(1, 11):
            self.point(start[0] + (end[0] - start[0]) * i / 10,
                       start[1] + (end[1] - start[1]) * i / 10)
            time.sleep(0.02)

    @contextlib.contextmanager
    def held(self, place, button=1):
        """The button is held from there until whatever is done with it is done, or fails."""
        self.point(*place)
        self.press(button)
        try:
            yield
        finally:
            self.release(button)

    def drag(self, start, end, button=1):
        with self.held(start, button):
            self.glide(start, end)
