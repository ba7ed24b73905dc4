# SPDX-License-Identifier: AGPL-3.0-or-later
"""Screen: an X server of our own with a window manager; its pixels, its keyboard and its mouse."""

import mmap
import os
import shlex
import struct
import subprocess

from Xlib import X, XK, display
from Xlib.ext import xtest
from Xlib.protocol import event

import processes
from any_screen import AnyScreen
from waiting import wait_for

XK.load_keysym_group("xf86")
# Not on the server's plain keyboard.
_KEYS_ADDED = {"XF86_Stop": 250}
_MODIFIERS = {"ctrl": "Control_L", "shift": "Shift_L", "alt": "Alt_L"}


class Screen(AnyScreen):
    def __init__(self, folder, width=1500, height=1000):
        self.size = width, height
        reader, writer = os.pipe()
        with open(folder + "/xvfb.log", "wb") as log:
            self.server = subprocess.Popen(
                ["Xvfb", "-displayfd", str(writer), "-screen", "0", "%dx%dx24" % self.size,
                 "-fbdir", folder, "-nolisten", "tcp", "-nocursor"], pass_fds=[writer],
                stdout=log, stderr=log, preexec_fn=processes.end_with_parent)
        os.close(writer)
        with os.fdopen(reader) as answer:
            self.name = ":" + answer.readline().strip()
        self.environment = {"DISPLAY": self.name, "GDK_BACKEND": "x11"}
        self._map(folder + "/Xvfb_screen0")
        self.display = display.Display(self.name)
        self.root = self.display.screen().root
        for name, code in _KEYS_ADDED.items():
            self.display.change_keyboard_mapping(code, [[XK.string_to_keysym(name)]])
        self.display.sync()
        self._start_manager(folder + "/managed")

    def _start_manager(self, sign):
        """A window that wants to be shown before openbox is ready may wait until something else
        happens on the screen."""
        self.manager = subprocess.Popen(["openbox", "--startup", shlex.join(["touch", sign])],
                                        env=dict(os.environ, DISPLAY=self.name),
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                        preexec_fn=processes.end_with_parent)
        wait_for("a window manager", lambda: os.path.exists(sign))

    def _map(self, path):
        """The server's frame buffer is a file in XWD's format; looking at it asks nobody."""
        with open(path, "rb") as file:
            self.memory = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        header = struct.unpack(">25I", self.memory[:100])
        self.stride = header[12]
        self.pixels = header[0] + header[19] * 12

    def close(self):
        self.display.close()
        for process in (self.manager, self.server):
            process.terminate()
            process.wait()

    # ---- Pixels -----------------------------------------------------------------------------

    def color_at(self, x, y):
        """Red, green and blue."""
        at = self.pixels + int(y) * self.stride + int(x) * 4
        return self.memory[at + 2], self.memory[at + 1], self.memory[at]

    def content(self, area):
        """The pixels of an area, for telling whether it changed."""
        left, top, width, height = (int(value) for value in area)
        rows = []
        for y in range(top, top + height):
            at = self.pixels + y * self.stride + left * 4
            rows.append(self.memory[at:at + width * 4])
        return b"".join(rows)

    def save(self, path):
        """A picture of the screen as it is."""
        width, height = self.size
        rows = self.content((0, 0, width, height))
        colors = bytearray(width * height * 3)
        colors[0::3], colors[1::3], colors[2::3] = rows[2::4], rows[1::4], rows[0::4]
        with open(path, "wb") as file:
            file.write(b"P6\n%d %d\n255\n" % self.size + colors)

    # ---- Keyboard and mouse -----------------------------------------------------------------

    def _key_codes(self, name):
        if name in _KEYS_ADDED:
            return [_KEYS_ADDED[name]]
        symbol = XK.string_to_keysym(name)
        codes = list(self.display.keysym_to_keycodes(symbol))
        if not codes:
            raise ValueError("no key gives " + name)
        code, level = min(codes, key=lambda pair: pair[1])
        shift = [self.display.keysym_to_keycode(XK.XK_Shift_L)] if level == 1 else []
        return shift + [code]

    def key(self, names):
        """Press and let go of keys: "n", "ctrl+l", "shift+Escape"."""
        codes = []
        for name in names.split("+"):
            codes += self._key_codes(_MODIFIERS.get(name, name))
        for code in codes:
            xtest.fake_input(self.display, X.KeyPress, code)
        for code in reversed(codes):
            xtest.fake_input(self.display, X.KeyRelease, code)
        self.display.sync()

    def point(self, x, y):
        xtest.fake_input(self.display, X.MotionNotify, x=int(x), y=int(y))
        self.display.sync()

    def wheel(self, x, y, steps, modifier=None):
        """Turn the wheel at a point: towards the reader with `steps` below 0."""
        code = self.display.keysym_to_keycode(XK.XK_Control_L) if modifier == "ctrl" else None
        if code:
            xtest.fake_input(self.display, X.KeyPress, code)
        for _ in range(abs(steps)):
            self.click(x, y, 4 if steps > 0 else 5)
        if code:
            xtest.fake_input(self.display, X.KeyRelease, code)
        self.display.sync()

    def press(self, button=1):
        xtest.fake_input(self.display, X.ButtonPress, button)
        self.display.sync()

    def release(self, button=1):
        xtest.fake_input(self.display, X.ButtonRelease, button)
        self.display.sync()

    # ---- Windows ----------------------------------------------------------------------------

    def _property_of(self, window, name):
        try:
            found = window.get_full_property(self.display.intern_atom(name), X.AnyPropertyType)
        except Exception as error:  # pylint: disable=broad-except
            if type(error).__name__ != "BadWindow":
                raise
            return None
        return found.value if found else None

    def windows(self):
        """The top-level windows that are mapped."""
        listed = self._property_of(self.root, "_NET_CLIENT_LIST")
        return [self.display.create_resource_object("window", number)
                for number in ([] if listed is None else listed)]

    def all_windows(self):
        """All that is mapped, what no window manager looks after among it."""
        return [window for window in self.root.query_tree().children
                if window.get_attributes().map_state == X.IsViewable]

    def find_windows(self, pid):
        """Those of a process."""
        found = []
        for window in self.windows():
            owner = self._property_of(window, "_NET_WM_PID")
            if owner and owner[0] == pid:
                found.append(window)
        return found

    def find_windows_of_class(self, name):
        """Those of a program that says its name."""
        found = []
        for window in self.windows():
            names = self._property_of(window, "WM_CLASS")
            if names and name in names.decode("latin-1").split("\0"):
                found.append(window)
        return found

    def is_active(self, window):
        """Whether it is the one that has the keyboard."""
        active = self._property_of(self.root, "_NET_ACTIVE_WINDOW")
        return bool(active) and active[0] == window.id

    def area_of(self, window):
        """Left, top, width and height on the screen."""
        geometry = window.get_geometry()
        corner = window.translate_coords(self.root, 0, 0)
        return -corner.x, -corner.y, geometry.width, geometry.height

    def close_window(self, window):
        """As the button of its title bar does."""
        message = event.ClientMessage(
            window=window, client_type=self.display.intern_atom("WM_PROTOCOLS"),
            data=(32, [self.display.intern_atom("WM_DELETE_WINDOW"), X.CurrentTime, 0, 0, 0]))
        window.send_event(message)
        self.display.sync()

    def resize(self, window, left, top, width, height):
        window.configure(x=left, y=top, width=width, height=height)
        self.display.sync()
