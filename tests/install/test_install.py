# SPDX-License-Identifier: AGPL-3.0-or-later
"""Installing, being launched as a desktop launches, and uninstalling.

RECTO_BUILD names the build. Where that is set up to install into itself, it is installed there;
elsewhere another one is made, which takes a while.
"""

import configparser
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(1, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "window"))

import harness  # noqa: E402
from harness import GUARD, Program, document, wait_for  # noqa: E402

from gi.repository import Gio, GLib  # noqa: E402

SOURCE = pathlib.Path(__file__).resolve().parents[2]
CACHES = {"gschemas.compiled", "mimeinfo.cache", "icon-theme.cache"}


class Installed:
    """Recto, installed where this user's programs and data are then looked for."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="recto-install-")
        self.build = pathlib.Path(os.environ["RECTO_BUILD"])
        if self.build not in self.prefix.parents:
            self._make_build()
        self.entry = None

    def _option(self, name):
        done = subprocess.run(["meson", "introspect", "--buildoptions", self.build], check=True,
                              stdout=subprocess.PIPE)
        return next(option["value"] for option in json.loads(done.stdout)
                    if option["name"] == name)

    @property
    def prefix(self):
        return pathlib.Path(self._option("prefix"))

    def _make_build(self):
        self.build = pathlib.Path(self.folder) / "build"
        for command in (["meson", "setup", self.build, SOURCE, "-Dtests=false",
                         "--prefix=%s/prefix" % self.folder],
                        ["ninja", "-C", self.build]):
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    def install(self, destination=""):
        subprocess.run(["meson", "install", "-C", self.build, "--no-rebuild", "--quiet"],
                       check=True, stdout=subprocess.DEVNULL,
                       env=dict(os.environ, DESTDIR=destination))

    def uninstall(self, destination=""):
        subprocess.run([SOURCE / "data" / "uninstall.py", self.build], check=True,
                       env=dict(os.environ, DESTDIR=destination))

    def files(self, below=""):
        top = pathlib.Path(below + str(self.prefix))
        return sorted(str(path.relative_to(top)) for path in top.glob("**/*") if path.is_file())

    def application_id(self):
        entries = list((self.prefix / "share" / "applications").glob("*.desktop"))
        assert len(entries) == 1, entries
        return entries[0].stem

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)


class ActivatedProcess:
    """What the bus has started, with as much of Popen as is needed."""

    def __init__(self, pid):
        self.pid = pid

    def poll(self):
        return None if harness.processes.is_alive(self.pid) else 0

    def wait(self, seconds=GUARD):
        wait_for("the program's end", lambda: self.poll() is not None, guard=seconds)

    def terminate(self):
        os.kill(self.pid, 15)

    def kill(self):
        os.kill(self.pid, 9)


class Launched(Program):
    """Started by a launcher, which ends when the bus has started the program."""

    def command(self, arguments):
        return list(arguments)

    def find_pid(self):
        pid = owner_of(INSTALLED.application_id())
        if pid:
            assert self.process.wait(GUARD) == 0, self.log()
            self.process = ActivatedProcess(pid)
        return pid


def owner_of(name):
    """The process that has this name on the session's bus, or None."""
    bus = Gio.DBusConnection.new_for_address_sync(
        os.environ["DBUS_SESSION_BUS_ADDRESS"],
        Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
        | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
    try:
        answer = bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus",
                               "org.freedesktop.DBus", "GetConnectionUnixProcessID",
                               GLib.Variant("(s)", (name,)), None, Gio.DBusCallFlags.NONE, -1, None)
        return answer[0]
    except GLib.Error:
        return None
    finally:
        bus.close_sync(None)


def run(session, *command):
    return subprocess.run(command, env=session.environment, timeout=GUARD, check=True,
                          stdout=subprocess.PIPE, text=True).stdout


def launcher():
    """GTK 3 and GTK 4 each bring one, of the same use."""
    return next(name for name in ("gtk-launch", "gtk4-launch") if shutil.which(name))


def test_gtk_launch_opens_a_file(session):
    recto = Launched(session, launcher(), INSTALLED.application_id(), document("three-pages.pdf"))
    recto.wait_for_page(1)
    assert os.readlink("/proc/%d/exe" % recto.pid) == str(INSTALLED.prefix / "bin" / "recto")


def test_gapplication_opens_a_file_and_again_in_the_same_process(session):
    name = INSTALLED.application_id()
    recto = Launched(session, "gapplication", "launch", name, document("three-pages.pdf"))
    recto.wait_for_page(1)
    run(session, "gapplication", "launch", name, document("no-table.pdf"))
    recto.wait_for_widget("no-table.pdf")
    run(session, launcher(), name, document("labels.pdf"))
    recto.wait_for_widget("labels.pdf")
    recto.wait_for_page(1)
    assert owner_of(name) == recto.pid
    assert len(recto.windows()) == 1


def test_the_entry_opens_a_new_window(session):
    name = INSTALLED.application_id()
    recto = Launched(session, "gapplication", "launch", name)
    recto.wait_for_widget("Open a Document")
    entry = configparser.ConfigParser(interpolation=None, strict=False)
    entry.read(INSTALLED.prefix / "share" / "applications" / (name + ".desktop"))
    actions = [it for it in entry["Desktop Entry"]["Actions"].split(";") if it]
    offered = run(session, "gapplication", "list-actions", name).split()
    assert actions == ["new-window"] and set(actions) <= set(offered)
    run(session, "gapplication", "action", name, "new-window")
    wait_for("a second window", lambda: len(recto.windows()) == 2)
    assert owner_of(name) == recto.pid


def test_it_is_offered_to_open_documents_with(session):
    name = INSTALLED.application_id() + ".desktop"
    for content_type in ("application/pdf", "application/epub+zip", "image/svg+xml"):
        assert name in run(session, "gio", "mime", content_type), content_type


def test_the_guide_and_the_icons_are_found(session):
    name = INSTALLED.application_id()
    recto = Launched(session, "gapplication", "launch", name)
    recto.wait_for_widget("Open a Document")
    recto.key("F1")
    recto.wait_for_widget("Welcome to Recto")
    share = INSTALLED.prefix / "share"
    for path in ("icons/hicolor/scalable/apps/%s.svg", "icons/hicolor/symbolic/apps/%s-symbolic.svg",
                 "metainfo/%s.metainfo.xml", "dbus-1/services/%s.service"):
        assert (share / (path % name)).is_file(), path
    assert (share / "man" / "man1" / "recto.1").is_file()


def test_installing_elsewhere_writes_nothing_else(session):
    before = INSTALLED.files()
    destination = session.new_path("elsewhere")
    INSTALLED.install(destination)
    there = [path for path in INSTALLED.files(destination)]
    # What others share is made where the files are in use, not where they are packed.
    assert there == [path for path in before if os.path.basename(path) not in CACHES]
    assert INSTALLED.files() == before
    INSTALLED.uninstall(destination)
    assert not INSTALLED.files(destination)


def test_uninstalling_leaves_nothing(session):
    """The last test: it takes away what the others need."""
    strangers = INSTALLED.prefix / "share" / "applications" / "stranger.desktop"
    strangers.write_text("[Desktop Entry]\nType=Application\nName=Stranger\nExec=true\n"
                         "MimeType=text/plain;\n", encoding="utf-8")
    INSTALLED.uninstall()
    assert INSTALLED.files() == ["share/applications/mimeinfo.cache",
                                 "share/applications/stranger.desktop"], INSTALLED.files()
    strangers.unlink()
    INSTALLED.install()
    INSTALLED.uninstall()
    left = [path for path in INSTALLED.prefix.glob("**/*")]
    assert not left, left


def prepare():
    for name in ("RECTO_WORKER", "GSETTINGS_SCHEMA_DIR"):
        os.environ.pop(name, None)
    share = str(INSTALLED.prefix / "share")
    usual = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    os.environ["XDG_DATA_DIRS"] = ":".join([share, usual])
    os.environ["PATH"] = ":".join([str(INSTALLED.prefix / "bin"), os.environ["PATH"]])
    INSTALLED.install()


if __name__ == "__main__":
    INSTALLED = Installed()
    try:
        prepare()
        harness.run(sys.modules[__name__])
    finally:
        INSTALLED.close()
