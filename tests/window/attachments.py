# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the made documents have attached, what is in a folder of it, and how all of it is saved."""

import os

from gi.repository import Gio, GLib

FIFTY = "fifty-attachments.pdf"
PREFIX = "io.github.rectoviewer.Recto"


def content(number):
    """The bytes of a made attachment (tests/documents): file n has 100,000 times n of them."""
    period = bytes(i * (2 * number + 1) % 256 for i in range(256))
    length = 100_000 * number
    return (period * (length // 256 + 1))[:length]


def whole(folder):
    return sorted(name for name in os.listdir(folder) if not name.startswith("."))


def unfinished(folder):
    return [name for name in os.listdir(folder) if name.startswith(".")]


def sizes(folder):
    """Of all that is in it, finished or not; some of it may go meanwhile."""
    found = []
    for name in os.listdir(folder):
        try:
            found.append(os.stat(os.path.join(folder, name)).st_size)
        except FileNotFoundError:
            pass
    return found


def assert_content(folder, names):
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:
            assert file.read() == content(int(name[5:7])), name + " is not what was attached"


def all_names():
    return ["file %02d.bin" % number for number in range(1, 51)]


def activate(action, parameter=None):
    """An action of the window, as a script has it done over the bus."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    names = bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                          "ListNames", None, None, Gio.DBusCallFlags.NONE, -1, None).unpack()[0]
    name = next(name for name in names if name.startswith(PREFIX))
    bus.call_sync(name, "/" + name.replace(".", "/") + "/window/1", "org.gtk.Actions", "Activate",
                  GLib.Variant("(sava{sv})", (action, [parameter] if parameter else [], {})), None,
                  Gio.DBusCallFlags.NONE, -1, None)


def save_all(session):
    """Has all saved into a new folder."""
    folder = session.new_path("saved")
    os.mkdir(folder)
    activate("save-attachments-to", GLib.Variant("s", folder))
    return folder
