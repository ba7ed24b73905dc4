# SPDX-License-Identifier: AGPL-3.0-or-later
"""Program: one Recto on the screen, used as a person would: by keys, clicks, and what it shows."""

import os
import re
import signal
import subprocess

from gi.repository import Atspi, GLib

import processes
from waiting import GUARD, wait_for

FOLDER_OF_DOCUMENTS = os.environ["RECTO_TEST_DOCUMENTS"]
_WATCHED = re.compile(r"longest turn of the main loop: ([0-9.]+) ms")


def document(name):
    return os.path.join(FOLDER_OF_DOCUMENTS, name)


ROLES = {"button": ("push button", "button"), "entry": ("entry", "text", "password text")}

# GDK 4.24 says the first when a popover and its window draw in the same frame, GTK 4.18 the second
# where there are no portals.
WARNINGS_OF_OTHERS = ("gdk_frame_timings_submitted", "Not a supported version of the OpenURI portal")


class Program:
    def __init__(self, session, *arguments, settings=None):
        self.session = session
        self.screen = session.screen
        self.log_path = session.new_path("recto.log")
        session.write_settings(settings or {})
        with open(self.log_path, "wb") as log:
            self.process = subprocess.Popen(self.command(arguments), env=session.environment,
                                            stdout=log, stderr=log,
                                            preexec_fn=processes.end_with_parent)
        session.programs.append(self)
        self.pid = wait_for("a process", self.find_pid, self.log)
        self.window = wait_for("a window", self._find_window)

    # Where the program is not simply started, these and _application () are otherwise; see
    # tests/flatpak.

    def command(self, arguments):
        return [os.environ["RECTO_PROGRAM"], *arguments]

    def find_pid(self):
        return self.process.pid

    def windows(self):
        return self.screen.find_windows(self.pid)

    def _find_window(self):
        if self.process.poll() is not None:
            raise AssertionError("Recto ended by itself:\n" + self.log())
        windows = self.windows()
        return windows[-1] if windows else None

    def warnings(self):
        """What it warned of; nothing, where all is well."""
        return [line for line in self.log().splitlines() if "-WARNING **" in line
                and not any(words in line for words in WARNINGS_OF_OTHERS)]

    def log(self):
        with open(self.log_path, encoding="utf-8", errors="replace") as file:
            return file.read()

    @property
    def area(self):
        return self.screen.area_of(self.window)

    def resize(self, width, height):
        self.screen.resize(self.window, 20, 20, width, height)
        wait_for("the window's new size", lambda: self.area[2:] == (width, height))

    # ---- Pages ------------------------------------------------------------------------------

    def pages(self):
        """The pages whose squares are on the screen, with the points of each."""
        return self.screen.pages(self.area)

    def wait_for_page(self, number):
        """Until this page is in view; gives the middle of what is seen of its square."""
        points = wait_for("page %d on the screen" % number, lambda: self.pages().get(number),
                          self.explain)
        xs, ys = zip(*points)
        return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2

    def wait_until_drawn(self):
        """Until all that is in view at first is on the screen, as sharp as it gets, and keys and
        clicks go to it; gives the pages."""
        wait_for("the first page as a whole", lambda: "first page shown" in self.log(),
                 self.explain)
        self.wait_for_keyboard(self.area)
        return self.pages()

    def shows(self, number):
        return number in self.pages()

    # ---- What it says -----------------------------------------------------------------------

    def _application(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child is not None and child.get_process_id() == self.pid:
                return child
        return None

    def _walk(self, node):
        yield node
        for i in range(node.get_child_count()):
            child = node.get_child_at_index(i)
            if child is None:
                continue
            states = child.get_state_set()
            if states.contains(Atspi.StateType.VISIBLE):
                yield from self._walk(child)

    def widgets(self):
        """What assistive technology sees: every visible widget, of all windows."""
        application = self._application()
        return list(self._walk(application)) if application else []

    def _is(self, widget, name, role):
        if not (widget.get_name() or "").startswith(name) or \
                role is not None and widget.get_role_name() not in ROLES.get(role, (role,)):
            return False
        # What is folded away counts as showing, but has no size.
        return widget.get_state_set().contains(Atspi.StateType.SHOWING) and \
            widget.get_extents(Atspi.CoordType.WINDOW).height > 0

    def find(self, name, role=None):
        """A visible widget whose name begins with `name`, or None."""
        try:
            return next((it for it in self.widgets() if self._is(it, name, role)), None)
        except GLib.Error:
            # Something went away while it was being looked at.
            return None

    def place_of(self, widget):
        """Left, top, width and height in the window; the toolkit counts from inside its borders."""
        frame = self.find("", "frame").get_extents(Atspi.CoordType.WINDOW)
        area = widget.get_extents(Atspi.CoordType.WINDOW)
        return area.x - frame.x, area.y - frame.y, area.width, area.height

    def click(self, widget):
        left, top, width, height = self.place_of(widget)
        self.screen.click(self.area[0] + left + width / 2, self.area[1] + top + height / 2)

    def wait_for_widget(self, name, role=None):
        return wait_for("“%s” on the screen" % name, lambda: self.find(name, role), self.explain)

    def press(self, name, role="button"):
        """Press a button by its name."""
        widget = self.wait_for_widget(name, role)
        wait_for("“%s” can be pressed" % name, lambda: self.is_sensitive(widget))
        assert widget.do_action(0), "“%s” could not be pressed" % name

    def wait_for_focus(self, role):
        """Until what is typed goes to a widget of this role."""
        def focused():
            try:
                return [it for it in self.widgets() if it.get_role_name() in ROLES.get(role, (role,))
                        and it.get_state_set().contains(Atspi.StateType.FOCUSED)]
            except GLib.Error:
                return None

        wait_for("the focus in a " + role, focused, self.explain)

    @staticmethod
    def is_sensitive(widget):
        return widget.get_state_set().contains(Atspi.StateType.SENSITIVE)

    def stop_is_possible(self):
        button = self.find("Stop", "button")
        return button is not None and self.is_sensitive(button)

    def texts(self):
        """The names of all that is showing."""
        try:
            return sorted({it.get_name() for it in self.widgets() if it.get_name()})
        except GLib.Error:
            return []

    def explain(self):
        if self.process.poll() is not None:
            return "Recto has ended\n" + self.log()
        return "pages %s, texts %s\n%s" % (sorted(self.pages()), self.texts(), self.log()[-2000:])

    # ---- Processes --------------------------------------------------------------------------

    def hosts(self):
        return processes.children(self.pid)

    def workers(self):
        return [worker for host in self.hosts() for worker in processes.children(host)]

    def busy_worker(self):
        """The worker that computes now, or None."""
        for pid in self.workers():
            if processes.is_running(pid):
                return pid
        return None

    # ---- The main loop ----------------------------------------------------------------------

    def longest_turn(self):
        """Milliseconds of the longest turn of the main loop since this was last asked."""
        before = len(_WATCHED.findall(self.log()))
        self.process.send_signal(signal.SIGUSR1)

        def answer():
            said = _WATCHED.findall(self.log())
            return said if len(said) > before else None

        return float(wait_for("the watch of the main loop to answer", answer)[-1])

    # ---- The end ----------------------------------------------------------------------------

    def key(self, names):
        self.screen.key(names)

    def wait_for_file_dialog(self, folder):
        """Until the toolkit's dialog has found its way to a folder: GTK 4.18 complains of one that is
        closed before."""
        self.wait_for_widget(os.path.basename(folder), "toggle button")

    def wait_for_keyboard(self, area):
        """Until keys go to a window of this area."""
        wait_for("a window at %s with the keyboard" % (area,), lambda: any(
            self.screen.is_active(window) and self.screen.area_of(window) == area
            for window in self.windows()), self.explain)

    def quit(self):
        self.screen.key("ctrl+q")
        self.process.wait(GUARD)

    def end(self):
        """At the end of a test, whatever state it is in."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
