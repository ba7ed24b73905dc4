# SPDX-License-Identifier: AGPL-3.0-or-later
"""Session: a screen, a session bus, a home, and the programs that tests use there."""

import os
import shutil
import subprocess
import tempfile

import processes
from screen import Screen

_SETTINGS = {"fit-mode": "'page'", "continuous": "false", "window-width": "1000",
             "window-height": "800",
             # A test does not begin where the one before has left a document.
             "remember-places": "false",
             # Where a machine is busy, half a minute is soon over.
             "page-time-limit": "'never'"}

# Of the toolkit's. Whatever moves by itself makes it hard to say when something is done.
_TOOLKIT_SETTINGS = {"gtk-enable-animations": "false", "gtk-cursor-blink": "false"}

# What would lead to other screens, buses and users than the test's own.
_OF_OTHERS = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS",
              "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "G_DEBUG")


class Warned(Exception):
    """A program said that something is wrong with it."""


class Session:
    def __init__(self):
        self.warned = []
        self.damaged = False
        self.folder = tempfile.mkdtemp(prefix="recto-window-")
        self.programs = []
        self.count = 0
        self.screen = self.make_screen()
        self.environment = {name: value for name, value in os.environ.items()
                            if name not in _OF_OTHERS}
        self.environment.update(
            GSK_RENDERER="cairo", LC_ALL="C.UTF-8", GTK_A11Y="atspi",
            RECTO_DEBUG="pages,loop,block", NO_AT_BRIDGE="0", **self.screen.environment)
        self.set_up_user()
        self.bus = self._start_bus()
        os.environ.update(self.environment)
        # A warning of the program ends it, and with it the test.
        self.environment["G_DEBUG"] = "fatal-criticals"

    def make_screen(self):
        return Screen(self.folder)

    def set_up_user(self):
        """A home that holds nothing yet, and where settings are kept in it."""
        home, runtime = self.folder + "/home", self.folder + "/run"
        os.makedirs(home + "/.cache")
        os.mkdir(runtime, 0o700)
        # Where a folder would be: the start page has no pictures, which look as pages do.
        self.thumbnails = home + "/.cache/thumbnails"
        with open(self.thumbnails, "wb"):
            pass
        self.settings_folder = home + "/.config/glib-2.0/settings"
        self.environment.update(HOME=home, XDG_RUNTIME_DIR=runtime, GSETTINGS_BACKEND="keyfile",
                                GTK_USE_PORTAL="0")

    def _start_bus(self):
        reader, writer = os.pipe()
        bus = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--nopidfile",
                                "--print-address=%d" % writer], pass_fds=[writer],
                               env=self.environment, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL,
                               preexec_fn=processes.end_with_parent)
        os.close(writer)
        with os.fdopen(reader) as answer:
            self.environment["DBUS_SESSION_BUS_ADDRESS"] = answer.readline().strip()
        return bus

    def new_path(self, name):
        self.count += 1
        return "%s/%d-%s" % (self.folder, self.count, name)

    def write_settings(self, settings):
        """What the next program finds as its user's settings."""
        os.makedirs(self.settings_folder, exist_ok=True)
        with open(self.settings_folder + "/keyfile", "w", encoding="utf-8") as file:
            file.write("[io/github/rectoviewer/Recto]\n")
            for name, value in {**_SETTINGS, **settings}.items():
                file.write("%s=%s\n" % (name, value))

    def write_toolkit_settings(self, settings):
        """Likewise what the toolkit finds."""
        folder = os.path.join(os.path.dirname(os.path.dirname(self.settings_folder)), "gtk-4.0")
        os.makedirs(folder, exist_ok=True)
        with open(folder + "/settings.ini", "w", encoding="utf-8") as file:
            file.write("[Settings]\n")
            for name, value in {**_TOOLKIT_SETTINGS, **settings}.items():
                file.write("%s=%s\n" % (name, value))

    def end_programs(self):
        for program in self.programs:
            # What it does at its end is seen behind that, and how it ended by itself before.
            self.damaged |= program.was_damaged()
            program.end()
            self.warned += program.warnings()
            self.damaged |= program.was_damaged()
        self.programs = []

    def end_without_warnings(self):
        self.end_programs()
        warned, self.warned = self.warned, []
        if warned:
            raise Warned("Recto warned: " + "; ".join(warned))

    def close(self):
        self.end_programs()
        self.screen.close()
        self.bus.terminate()
        self.bus.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


class Skipped(Exception):
    """This test has no meaning in this build."""


def only_in_plain_builds():
    """Sanitizers take time and memory that limits and figures do not allow for."""
    if os.environ.get("RECTO_TEST_SANITIZED") == "1":
        raise Skipped("not with sanitizers")
