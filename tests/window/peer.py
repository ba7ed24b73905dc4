# SPDX-License-Identifier: AGPL-3.0-or-later
"""Peer: another program with a window beside Recto's. Desktop: what a desktop does on the bus."""

import json
import os
import subprocess
import sys

from gi.repository import Gio

import processes
from waiting import wait_for

TITLE_BAR = 50 # pixels; higher than any is

_HERE = os.path.dirname(os.path.abspath(__file__))


class _Helper:
    """A program that tells what happens, a JSON object a line."""

    def __init__(self, session, *arguments):
        self.session = session
        self.path = session.new_path("told.json")
        with open(self.path, "wb") as told, open(self.path + ".errors", "wb") as errors:
            self.process = subprocess.Popen(
                [sys.executable, *arguments], env=session.environment, stdin=subprocess.PIPE,
                stdout=told, stderr=errors, preexec_fn=processes.end_with_parent)
        session.programs.append(self)

    def told(self, what=None):
        """What it has told so far, or what of that is about something."""
        with open(self.path, encoding="utf-8") as file:
            lines = [json.loads(line) for line in file if line.endswith("\n")]
        return [line for line in lines if what is None or line["what"] == what]

    def explain(self):
        with open(self.path + ".errors", encoding="utf-8", errors="replace") as file:
            return "%s\n%s" % (self.told()[-20:], file.read()[-2000:])

    def wait_until_told(self, what, after=0):
        """Until it tells of something, for the time after so many times; gives the last."""
        return wait_for("“%s”" % what, lambda: self.told(what)[after:], self.explain)[-1]

    # As the session expects of what it ends.

    @staticmethod
    def warnings():
        return []

    @staticmethod
    def was_damaged():
        return False

    def end(self):
        self.process.stdin.close()
        self.process.terminate()
        self.process.wait()


class Peer(_Helper):
    """Gives files to be dragged away from it, or takes what is dropped on it or pasted."""

    def __init__(self, session, *arguments):
        super().__init__(session, os.path.join(_HERE, "peer_program.py"), *arguments)
        self.window = wait_for("a peer", self._find_window, self.explain)

    def _find_window(self):
        windows = self.session.screen.find_windows(self.process.pid)
        return windows[0] if windows else None

    def place(self, left, top, width=300, height=300):
        self.session.screen.resize(self.window, left, top, width, height)
        wait_for("the peer in its place", lambda: self._is_at(left, top, width, height),
                 lambda: "%s\n%s" % (self.area, self.explain()))

    def _is_at(self, left, top, width, height):
        """Its own area, which begins a title bar's height below where the window manager puts it."""
        area = self.area
        return (area[2:] == (width, height) and
                0 <= area[0] - left < TITLE_BAR and 0 <= area[1] - top < TITLE_BAR)

    @property
    def area(self):
        return self.session.screen.area_of(self.window)

    @property
    def middle(self):
        left, top, width, height = self.area
        return left + width / 2, top + height / 2

    def take_keyboard(self):
        """Be clicked on, so that what is typed goes to it."""
        self.session.screen.click(*self.middle)
        wait_for("the peer in front", lambda: self.session.screen.is_active(self.window),
                 self.explain)


class Desktop(_Helper):
    """Notifications, the session's end and sleep, and a file manager, as far as programs see them."""

    def __init__(self, session):
        # The toolkit believes in a portal only where the bus could start one.
        folder = session.environment["XDG_RUNTIME_DIR"] + "/dbus-1/services"
        os.makedirs(folder, exist_ok=True)
        self.service = folder + "/org.freedesktop.portal.Desktop.service"
        with open(self.service, "w", encoding="utf-8") as file:
            file.write("[D-BUS Service]\nName=org.freedesktop.portal.Desktop\nExec=/bin/false\n")
        self._reload_bus(session)
        super().__init__(session, os.path.join(_HERE, "desktop_services.py"))
        self.wait_until_told("ready")

    @staticmethod
    def _reload_bus(session):
        bus = Gio.DBusConnection.new_for_address_sync(
            session.environment["DBUS_SESSION_BUS_ADDRESS"],
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT |
            Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                      "ReloadConfig", None, None, Gio.DBusCallFlags.NONE, -1, None)
        bus.close_sync(None)

    def end(self):
        os.unlink(self.service)
        self._reload_bus(self.session)
        super().end()

    def invoke(self, notification, action):
        """Somebody presses a notification, or a button of it."""
        words = json.dumps({"notification": notification, "action": action}) + "\n"
        self.process.stdin.write(words.encode())
        self.process.stdin.flush()
