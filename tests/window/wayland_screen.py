# SPDX-License-Identifier: AGPL-3.0-or-later
"""WaylandScreen: sway without any device; its pixels, a keyboard, and a pointer."""

import json
import mmap
import os
import socket
import struct
import subprocess
import time

import processes
from any_screen import AnyScreen
from waiting import wait_for
from wayland_wire import Wire

_OUTPUT = "HEADLESS-1"
_CONFIG = """
xwayland disable
output %s mode --custom %dx%d
default_border none
default_floating_border none
for_window [app_id=".*"] floating enable
"""
_KEYMAP = b"""xkb_keymap {
  xkb_keycodes { include "evdev+aliases(qwerty)" };
  xkb_types { include "complete" };
  xkb_compat { include "complete" };
  xkb_symbols { include "pc+us+inet(evdev)" };
};\0"""
# The kernel's numbers of keys.
_KEYS = {"Escape": 1, "minus": 12, "equal": 13, "Tab": 15, "Return": 28, "comma": 51, "period": 52,
         "slash": 53, "space": 57, "F9": 67, "F10": 68, "F11": 87, "Home": 102, "Up": 103,
         "Page_Up": 104, "Left": 105, "Right": 106, "End": 107, "Down": 108, "Page_Down": 109,
         **{"F%d" % i: 58 + i for i in range(1, 9)}}
for _first, _row in ((2, "1234567890"), (16, "qwertyuiop"), (30, "asdfghjkl"), (44, "zxcvbnm")):
    _KEYS.update({letter: _first + i for i, letter in enumerate(_row)})
_SHIFTED = {"plus": "equal", "underscore": "minus"}
_MODIFIERS = {"shift": (42, 1), "ctrl": (29, 4), "alt": (56, 8)}
_BUTTONS = {1: 0x110, 2: 0x112, 3: 0x111}
_IPC_RUN, _IPC_TREE = 0, 4
_WHEEL, _FINGER = 0, 1
_VERTICAL = 0
_POINTS = 256 # of a pixel


class _Frame:
    """A picture of the output: first its form is told, then that it is there."""

    def __init__(self):
        self.form = None
        self.ready = None

    def handle(self, event, payload):
        if event == 0:
            self.form = struct.unpack("=4I", payload)
        elif event in (2, 3):
            self.ready = event == 2


class WaylandScreen(AnyScreen):
    def __init__(self, folder, width=1500, height=1000):
        self.device_size = width, height
        self.scale = 1
        self.folder = folder + "/wayland"
        os.mkdir(self.folder, 0o700)
        with open(self.folder + "/config", "w", encoding="ascii") as file:
            file.write(_CONFIG % (_OUTPUT, width, height))
        environment = dict(os.environ, XDG_RUNTIME_DIR=self.folder, SWAYSOCK=self.folder + "/sway",
                           WLR_BACKENDS="headless", WLR_RENDERER="pixman",
                           WLR_LIBINPUT_NO_DEVICES="1")
        for name in ("WAYLAND_DISPLAY", "DISPLAY"):
            environment.pop(name, None)
        with open(self.folder + "/log", "wb") as log:
            self.server = subprocess.Popen(["sway", "--config", self.folder + "/config"],
                                           env=environment, stdout=log, stderr=log,
                                           preexec_fn=processes.end_with_parent)
        path = wait_for("a compositor", self._find_socket, self._explain)
        self.environment = {"WAYLAND_DISPLAY": path, "GDK_BACKEND": "wayland"}
        self.wire = Wire(path)
        self._make_devices()
        self.output = self.wire.bind("wl_output")
        self.screencopy = self.wire.bind("zwlr_screencopy_manager_v1")
        self.memory = self.form = self.buffer = None
        self.look()

    def _find_socket(self):
        found = [name for name in os.listdir(self.folder)
                 if name.startswith("wayland-") and not name.endswith(".lock")]
        ready = found and os.path.exists(self.folder + "/sway")
        return self.folder + "/" + found[0] if ready else None

    def _explain(self):
        with open(self.folder + "/log", encoding="utf-8", errors="replace") as file:
            return file.read()[-2000:]

    def _make_devices(self):
        wire = self.wire
        seat = wire.bind("wl_seat")
        keyboards = wire.bind("zwp_virtual_keyboard_manager_v1")
        pointers = wire.bind("zwlr_virtual_pointer_manager_v1")
        self.keyboard = wire.new_id()
        wire.send(keyboards, 0, seat, self.keyboard)
        keymap = os.memfd_create("keymap")
        os.write(keymap, _KEYMAP)
        wire.send(self.keyboard, 0, 1, len(_KEYMAP), fd=keymap)
        os.close(keymap)
        self.pointer = wire.new_id()
        wire.send(pointers, 0, seat, self.pointer)
        wire.roundtrip()

    def close(self):
        self.wire.close()
        self.server.terminate()
        self.server.wait()

    @property
    def size(self):
        """In the units of windows."""
        return tuple(length / self.scale for length in self.device_size)

    # ---- Asking sway --------------------------------------------------------------------------

    def _ask(self, kind, words=""):
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.connect(self.folder + "/sway")
            connection.sendall(b"i3-ipc" + struct.pack("=II", len(words.encode()), kind)
                               + words.encode())
            answer = connection.makefile("rb")
            length, = struct.unpack("=6xI4x", answer.read(14))
            return json.loads(answer.read(length))

    def run(self, command):
        """Have sway do something."""
        for outcome in self._ask(_IPC_RUN, command):
            assert outcome["success"], "%s: %s" % (command, outcome)

    def set_scale(self, scale, width, height):
        """How many device pixels a unit of the windows has, and how many units there are."""
        self.device_size = round(width * scale), round(height * scale)
        self.run("output %s mode --custom %dx%d scale %s" % (_OUTPUT, *self.device_size, scale))
        self.scale = scale

        def has_changed():
            self.look()
            return self.form[1:3] == self.device_size

        wait_for("the screen's new size", has_changed, self._explain)

    # ---- Pixels -------------------------------------------------------------------------------

    def _prepare_memory(self, form):
        layout, width, height, stride = form
        assert layout in (0, 1), "pixels in an unknown layout, %x" % layout
        shm = self.wire.bind("wl_shm")
        file = os.memfd_create("screen")
        os.ftruncate(file, stride * height)
        self.memory = mmap.mmap(file, stride * height)
        pool = self.wire.new_id()
        self.wire.send(shm, 0, pool, stride * height, fd=file)
        self.buffer = self.wire.new_id()
        self.wire.send(pool, 0, self.buffer, 0, width, height, stride, layout)
        os.close(file)
        self.form, self.stride = form, stride

    def look(self):
        """Colors, from now on, are those of this moment."""
        frame = _Frame()
        number = self.wire.new_id(frame.handle)
        self.wire.send(self.screencopy, 0, number, 0, self.output)
        while not frame.form:
            self.wire.read()
        if frame.form != self.form:
            self._prepare_memory(frame.form)
        self.wire.send(number, 0, self.buffer)
        while frame.ready is None:
            self.wire.read()
        self.wire.send(number, 1)
        assert frame.ready, "the compositor gave no picture"

    def color_at(self, x, y):
        """Red, green and blue when one last looked."""
        return self.device_color_at(int(x * self.scale), int(y * self.scale))

    def device_color_at(self, x, y):
        at = y * self.stride + x * 4
        return self.memory[at + 2], self.memory[at + 1], self.memory[at]

    def device_row(self, x, y, width):
        """Red, green and blue of so many pixels when one last looked, one after the other."""
        at = y * self.stride + x * 4
        row = self.memory[at:at + width * 4]
        colors = bytearray(width * 3)
        colors[0::3], colors[1::3], colors[2::3] = row[2::4], row[1::4], row[0::4]
        return bytes(colors)

    def save(self, path):
        """A picture of the screen as it is."""
        self.look()
        width, height = self.device_size
        with open(path, "wb") as file:
            file.write(b"P6\n%d %d\n255\n" % self.device_size)
            for y in range(height):
                file.write(self.device_row(0, y, width))

    # ---- Keyboard and pointer -------------------------------------------------------------------

    @staticmethod
    def _now():
        return int(time.monotonic() * 1000)

    def _press_key(self, code, state, modifiers):
        self.wire.send(self.keyboard, 1, self._now(), code, state)
        self.wire.send(self.keyboard, 2, modifiers, 0, 0, 0)

    def key(self, names):
        """Press and let go of keys: "n", "ctrl+l", "shift+Escape"."""
        *modifiers, name = names.split("+")
        if name in _SHIFTED:
            modifiers.append("shift")
            name = _SHIFTED[name]
        elif name.isupper() and len(name) == 1:
            modifiers.append("shift")
            name = name.lower()
        held = 0
        for modifier in modifiers:
            held |= _MODIFIERS[modifier][1]
            self._press_key(_MODIFIERS[modifier][0], 1, held)
        self._press_key(_KEYS[name], 1, held)
        self._press_key(_KEYS[name], 0, held)
        for modifier in reversed(modifiers):
            held &= ~_MODIFIERS[modifier][1]
            self._press_key(_MODIFIERS[modifier][0], 0, held)
        self.wire.roundtrip()

    def _end_of_pointing(self):
        self.wire.send(self.pointer, 4)
        self.wire.roundtrip()

    def point(self, x, y):
        width, height = self.size
        self.wire.send(self.pointer, 1, self._now(), round(x * _POINTS), round(y * _POINTS),
                       round(width * _POINTS), round(height * _POINTS))
        self._end_of_pointing()

    def press(self, button=1):
        self.wire.send(self.pointer, 2, self._now(), _BUTTONS[button], 1)
        self._end_of_pointing()

    def release(self, button=1):
        self.wire.send(self.pointer, 2, self._now(), _BUTTONS[button], 0)
        self._end_of_pointing()

    def wheel(self, x, y, steps, modifier=None):
        """Turn the wheel at a point: towards the reader with `steps` below 0."""
        self.point(x, y)
        code, held = _MODIFIERS[modifier] if modifier else (0, 0)
        if modifier:
            self._press_key(code, 1, held)
        for _ in range(abs(steps)):
            towards = 1 if steps < 0 else -1
            self.wire.send(self.pointer, 5, _WHEEL)
            self.wire.send(self.pointer, 7, self._now(), _VERTICAL, towards * 15.0, towards)
            self._end_of_pointing()
        if modifier:
            self._press_key(code, 0, 0)
        self.wire.roundtrip()

    def scroll(self, x, y, pixels):
        """Two fingers move a little on a touchpad, up by `pixels`, and stay."""
        self.point(x, y)
        self.wire.send(self.pointer, 5, _FINGER)
        self.wire.send(self.pointer, 3, self._now(), _VERTICAL, float(pixels))
        self._end_of_pointing()

    # ---- Windows --------------------------------------------------------------------------------

    def _nodes(self, node=None):
        node = node or self._ask(_IPC_TREE)
        yield node
        for child in node["nodes"] + node["floating_nodes"]:
            yield from self._nodes(child)

    def windows(self):
        """The numbers of the windows there are."""
        return [node["id"] for node in self._nodes() if node.get("pid")]

    def find_windows(self, pid):
        """Those of a process."""
        return [node["id"] for node in self._nodes() if node.get("pid") == pid]

    def _find(self, window):
        return next((node for node in self._nodes() if node["id"] == window), None)

    def is_active(self, window):
        node = self._find(window)
        return bool(node) and node["focused"]

    def area_of(self, window):
        """Left, top, width and height on the screen, as the windows count."""
        rect = self._find(window)["rect"]
        return rect["x"], rect["y"], rect["width"], rect["height"]

    def close_window(self, window):
        self.run("[con_id=%d] kill" % window)

    def resize(self, window, left, top, width, height):
        self.run("[con_id=%d] resize set %d px %d px, move absolute position %d px %d px"
                 % (window, width, height, left, top))

    def fill(self, window):
        """Have it be as large as the screen, without a shadow."""
        self.run("[con_id=%d] floating disable" % window)
