# SPDX-License-Identifier: AGPL-3.0-or-later
"""Recto as an installed Flatpak, started in its sandbox and used from outside by a person."""

import os
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
_TESTS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SOURCE = os.path.dirname(_TESTS)
_MAKE_DOCUMENTS = os.path.join(_TESTS, "documents", "make-documents.py")
sys.path.insert(1, os.path.join(_TESTS, "window"))

import harness  # noqa: E402
from gi.repository import Atspi, GLib  # noqa: E402

import processes  # noqa: E402
from harness import Program, document, wait_for  # noqa: E402
from program import ROLES  # noqa: E402
from session import Session, Skipped  # noqa: E402

ID = "io.github.rectoviewer.Recto"
PORTALS = "xdg-desktop-portal-gtk"


class SandboxSession(Session):
    """The session of an ordinary user, with the portals in it."""

    def set_up_user(self):
        home = os.environ["HOME"]
        self.data = home + "/.var/app/" + ID
        self.settings_folder = self.data + "/config/glib-2.0/settings"
        # Where there is no desktop, nothing says which portals are to be used.
        portals = home + "/.config/xdg-desktop-portal"
        os.makedirs(portals, exist_ok=True)
        with open(portals + "/portals.conf", "w", encoding="utf-8") as file:
            file.write("[preferred]\ndefault=gtk\n")
        # What the engine says of its readers.
        self.environment["G_MESSAGES_DEBUG"] = "Recto"
        self.documents = home + "/documents"
        shutil.rmtree(self.documents, ignore_errors=True)
        os.mkdir(self.documents)
        self.forget()

    def forget(self):
        """As if Recto had never been started."""
        shutil.rmtree(self.data, ignore_errors=True)

    def place(self, name, as_name=None):
        """Put one of the documents for tests where the user has such things."""
        path = os.path.join(self.documents, as_name or name)
        if not os.path.exists(document(name)):
            subprocess.run([sys.executable, _MAKE_DOCUMENTS, os.path.dirname(document(name)), name],
                           check=True)
        shutil.copyfile(document(name), path + ".new")
        os.replace(path + ".new", path)
        return path

    def new_folder(self, name):
        path = os.path.join(self.documents, name)
        os.mkdir(path)
        return path

    def in_sandbox(self, command, *arguments, files=()):
        """Run another program as Recto would be; gives how it ended, with what it said."""
        words = [word for file in files for word in ("@@", file, "@@")]
        return subprocess.run(["flatpak", "run", "--file-forwarding", "--command=" + command, ID,
                               *arguments, *words], env=self.environment, timeout=60,
                              check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              encoding="utf-8", errors="replace")


class SandboxedProgram(Program):
    def command(self, arguments):
        words = []
        for argument in arguments:
            words += ["@@", argument, "@@"] if os.path.isfile(argument) else [argument]
        return ["flatpak", "run", "--file-forwarding", ID, *words]

    def find_pid(self):
        """Its number outside of the sandbox; inside it has another."""
        for pid in processes.descendants(self.process.pid):
            if processes.name_of(pid) == "recto":
                return pid
        return None

    def windows(self):
        return self.screen.find_windows_of_class("recto")

    def _application(self, name="recto"):
        # On the bus the sandboxed one appears as the proxy that flatpak puts between.
        desktop = Atspi.get_desktop(0)
        children = [desktop.get_child_at_index(i) for i in range(desktop.get_child_count())]
        return next((it for it in children if it is not None and it.get_name() == name), None)

    def answer_portal_dialog(self, path):
        """In a dialog of the desktop's the user picks what Recto is to have."""
        screen = self.screen
        dialog = wait_for("a dialog of the portal",
                          lambda: screen.find_windows_of_class(PORTALS), self.explain)[0]
        wait_for("the dialog to have the keyboard", lambda: screen.is_active(dialog))
        if wait_for("the focus", self._focus_of_portal_dialog).get_role_name() != "text":
            # Who opens a file sees a list first.
            screen.key("ctrl+l")
        entry = wait_for("an entry for a name", lambda: self._focus_of_portal_dialog("text"))
        screen.key("ctrl+a")
        screen.type(path)
        # Behind a folder the dialog may have put the slash by itself.
        wait_for("the name", lambda: Atspi.Text.get_text(entry, 0, -1) in (path, path + "/"))
        # It takes no answer while it looks at files, and does not say until when: a person presses
        # again.
        for _ in range(15):
            buttons = self._find_in_portal_dialog(lambda it: it.get_role_name() in ROLES["button"])
            # The one that agrees is the last.
            if buttons:
                buttons[-1].do_action(0)
            try:
                wait_for("the dialog to close",
                         lambda: not screen.find_windows_of_class(PORTALS), guard=2)
                return
            except AssertionError:
                continue
        raise AssertionError("the dialog did not close")

    def _find_in_portal_dialog(self, is_it):
        try:
            return [it for it in self._walk(self._application(PORTALS)) if is_it(it)]
        except GLib.Error:
            # Something went away while it was being looked at.
            return []

    def _focus_of_portal_dialog(self, role=None):
        found = self._find_in_portal_dialog(
            lambda it: it.get_state_set().contains(Atspi.StateType.FOCUSED)
            and role in (None, it.get_role_name()))
        return found[0] if found else None

    def end(self):
        if self.process.poll() is None and self.find_pid():
            os.kill(self.pid, 15)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                pass
        super().end()


def portal_is_possible():
    """The document portal is a file system that a program of the user's makes."""
    try:
        os.close(os.open("/dev/fuse", os.O_RDWR))
    except OSError as error:
        raise Skipped("/dev/fuse cannot be opened: %s" % error.strerror) from error


def run(module):
    harness.run(module, SandboxSession)
