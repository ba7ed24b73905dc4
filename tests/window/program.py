# SPDX-License-Identifier: AGPL-3.0-or-later
"""Program: one Recto on the screen, used as a person would: by keys, clicks, and what it shows."""

import os
import re
import signal
import subprocess

from gi.repository import Atspi, GLib

import processes
from waiting import GUARD, stays, wait_for

FOLDER_OF_DOCUMENTS = os.environ["RECTO_TEST_DOCUMENTS"]
_WATCHED = re.compile(r"longest turn of the main loop: ([0-9.]+) ms")


def document(name):
    return os.path.join(FOLDER_OF_DOCUMENTS, name)


ROLES = {"button": ("push button", "button"), "entry": ("entry", "text", "password text")}

# How the pressed one of several buttons says so.
_CHOSEN = (Atspi.StateType.CHECKED, Atspi.StateType.PRESSED, Atspi.StateType.SELECTED)

# It runs, ended well, or was ended by a test; in a sandbox that is told as shells tell it.
_HARMLESS_ENDS = (None, 0, -signal.SIGTERM, -signal.SIGKILL, 128 + signal.SIGTERM,
                  128 + signal.SIGKILL)
# Leaks are found otherwise.
_DAMAGE = re.compile(r"ERROR: (?!Leak)\w+Sanitizer|: runtime error: ")

# Pixels.
MOST_BORDERS = 30

# Points: of most pages of made documents, and of the sides of the square in their middle.
PAGE = 595, 842
SQUARE = 200

# GDK 4.24 says the first when a popover and its window draw in the same frame, GTK 4.18 the second
# where there are no portals, and the third when what is pressed goes before the button does.
WARNINGS_OF_OTHERS = ("gdk_frame_timings_submitted", "Not a supported version of the OpenURI portal",
                      "Broken accounting of active state")


class Program:
    def __init__(self, session, *arguments, settings=None, toolkit=None):
        self.session = session
        self.screen = session.screen
        self.log_path = session.new_path("recto.log")
        session.write_settings(settings or {})
        session.write_toolkit_settings(toolkit or {})
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

    def was_damaged(self):
        """Whether it crashed, or a sanitizer found that it, or one of its processes, did harm."""
        return self.process.poll() not in _HARMLESS_ENDS or bool(_DAMAGE.search(self.log()))

    def log(self):
        with open(self.log_path, encoding="utf-8", errors="replace") as file:
            return file.read()

    @property
    def area(self):
        return self.screen.area_of(self.window)

    def resize(self, width, height):
        """Until the window is there as it should be, and what is in it has its new place."""
        self.screen.resize(self.window, 20, 20, width, height)
        wait_for("the window in its place", lambda: self.screen.is_at(
            self.window, 20, 20, width, height) and self._fills(width, height),
            lambda: "%s\n%s" % (self.area, self.explain()))

    def _fills(self, width, height):
        """The toolkit may leave out the borders of its windows."""
        def fills():
            sizes = [widget.get_extents(Atspi.CoordType.WINDOW) for widget in self._all()
                     if widget.get_role_name() == "frame"]
            return any(0 <= width - it.width < MOST_BORDERS and 0 <= height - it.height < MOST_BORDERS
                       for it in sizes)

        return self._look(fills)

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

    def at_rest(self, what, ask):
        """What `ask` gives, once that is something and stays as it is while the program goes on."""
        seen = []

        def rests():
            seen.append(ask())
            # It answers when it has its turn.
            self.find("", "frame")
            return seen[-1] and len(seen) > 4 and all(it == seen[-1] for it in seen[-5:])

        wait_for("%s to rest" % what, rests, self.explain)
        return seen[-1]

    def pages_at_rest(self):
        """Those on the screen once nothing about them changes any more."""
        return self.at_rest("pages", self.pages)

    def shows(self, number):
        return number in self.pages()

    def _whole_square(self, number):
        """Left, top, right and bottom of the page's square; None while a part of it is missing."""
        points = self.pages().get(number)
        if not points:
            return None
        x, y = points[len(points) // 2]
        color = self.screen.color_at(x, y)
        left, top, right, bottom = x, y, x, y
        while self.screen.color_at(left - 1, y) == color:
            left -= 1
        while self.screen.color_at(right + 1, y) == color:
            right += 1
        while self.screen.color_at(x, top - 1) == color:
            top -= 1
        while self.screen.color_at(x, bottom + 1) == color:
            bottom += 1
        return (left, top, right, bottom) if abs((right - left) - (bottom - top)) <= 1 else None

    def point_on_page(self, number, x, y):
        """Where on the screen a point of the page is, from its top left corner, once the page rests
        and its square is in view as a whole."""
        left, top, right, bottom = self.at_rest("page %d" % number,
                                                lambda: self._whole_square(number))
        scale = (right - left + 1) / SQUARE
        return ((left + right) / 2 + (x - PAGE[0] / 2) * scale,
                (top + bottom) / 2 + (y - PAGE[1] / 2) * scale)

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

    @staticmethod
    def _look(seen):
        """What `seen` gives, as soon as nothing goes away while it looks."""
        def undisturbed():
            try:
                return (seen(),)
            except GLib.Error:
                return None

        return wait_for("widgets that stay", undisturbed)[0]

    def _all(self, within=None):
        root = within or self._application()
        return self._walk(root) if root else iter(())

    def widgets(self):
        """What assistive technology sees: every visible widget, of all windows."""
        return self._look(lambda: list(self._all()))

    def _is(self, widget, name, role):
        if not (widget.get_name() or "").startswith(name) or \
                role is not None and widget.get_role_name() not in ROLES.get(role, (role,)):
            return False
        # What is folded away counts as showing, but has no size.
        return widget.get_state_set().contains(Atspi.StateType.SHOWING) and \
            widget.get_extents(Atspi.CoordType.WINDOW).height > 0

    def find(self, name, role=None, within=None):
        """A visible widget whose name begins with `name`, anywhere or in another, or None."""
        return self._look(lambda: next((it for it in self._all(within)
                                        if self._is(it, name, role)), None))

    def place_of(self, widget):
        """Left, top, width and height in the window; the toolkit counts from inside its borders."""
        frame = self.find("", "frame").get_extents(Atspi.CoordType.WINDOW)
        area = widget.get_extents(Atspi.CoordType.WINDOW)
        return area.x - frame.x, area.y - frame.y, area.width, area.height

    def resting_place_of(self, widget):
        """The same once it has come to rest. It may have gone, and another of its name have its
        place."""
        name, role = widget.get_name(), widget.get_role_name()
        places = []

        def rests():
            nonlocal widget
            try:
                places.append(self.place_of(widget))
            except GLib.Error:
                widget = self.find(name, role) or widget
                return False
            left, _top, width, _height = places[-1]
            return len(places) > 2 and len(set(places[-3:])) == 1 and left + width / 2 > 0

        wait_for("“%s” to rest" % name, rests, self.explain)
        return places[-1]

    def click(self, widget):
        left, top, width, height = self.resting_place_of(widget)
        self.screen.click(self.area[0] + left + width / 2, self.area[1] + top + height / 2)

    def wait_for_widget(self, name, role=None, within=None):
        return wait_for("“%s” on the screen" % name, lambda: self.find(name, role, within),
                        self.explain)

    def wait_until_gone(self, name, role=None):
        wait_for("“%s” to go" % name, lambda: self.find(name, role) is None, self.explain)

    def press(self, name, role="button", within=None):
        """Press a button by its name. It acts a quarter of a second later, as buttons do that are
        pressed by a key."""
        def pressed():
            widget = self.find(name, role, within)
            try:
                return widget and self.is_sensitive(widget) and widget.do_action(0)
            except GLib.Error:
                # Another took its place.
                return False

        wait_for("“%s” to be pressed" % name, pressed, self.explain)

    def show_pane(self, name):
        """Until the button of this pane is the one that is pressed. A switcher makes its buttons anew
        when another is added, also while one is about to act."""
        def is_shown():
            button = self.find(name, "page tab")
            return button is not None and any(
                button.get_state_set().contains(state) for state in _CHOSEN)

        def shown():
            button = self.find(name, "page tab")
            try:
                if button and not is_shown() and button.do_action(0):
                    wait_for("“%s” to act" % name, lambda: self._look(is_shown) or
                             self.find(name, "page tab") != button, self.explain)
                return is_shown()
            except GLib.Error:
                return False

        wait_for("“%s” to be shown" % name, shown, self.explain)

    def _focused(self):
        return self._look(lambda: [
            (it.get_role_name(), it.get_name() or "") for it in self._all()
            if it.get_state_set().contains(Atspi.StateType.FOCUSED)])

    def focus(self):
        """Role and name of the widget that has the keys; None while that is not known."""
        return next(iter(self._focused()), None)

    def wait_for_focus(self, role):
        """Until what is typed goes to a widget of this role."""
        wait_for("the focus in a " + role, lambda: any(
            found in ROLES.get(role, (role,)) for found, _ in self._focused()), self.explain)

    @staticmethod
    def is_sensitive(widget):
        return widget.get_state_set().contains(Atspi.StateType.SENSITIVE)

    def stop_is_possible(self):
        """By the button in the header bar."""
        def possible():
            button = self.find("Stop", "button")
            return button is not None and self.is_sensitive(button)

        return self._look(possible)

    def texts(self):
        """The names of all that is showing."""
        return self._look(lambda: sorted({it.get_name() for it in self._all()} - {"", None}))

    def explain(self):
        if self.process.poll() is not None:
            return "Recto has ended\n" + self.log()
        try:
            texts = self.texts()
        except AssertionError:
            texts = "that do not stay"
        return "pages %s, texts %s\n%s" % (sorted(self.pages()), texts, self.log()[-2000:])

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

    def is_idle(self, seconds=0.1):
        """Whether no worker used the processor for so long, nor wanted to."""
        workers = self.workers()

        def used():
            return sum(processes.processor_seconds(pid) for pid in workers)

        before = used()
        try:
            # Some ticks of its clock.
            stays("idleness", lambda: self.workers() == workers and used() - before <= 0.01
                  and all(processes.is_asleep(pid) for pid in workers), seconds)
        except AssertionError:
            return False
        # What they have said is heard.
        self.find("", "frame")
        return True

    def wait_until_idle(self, seconds=0.1):
        """Until no worker has used the processor for so long, nor wanted to. One that is about to
        end, or has just begun, does for a moment; one that should have been stopped, for ever."""
        wait_for("idle processors", lambda: self.is_idle(seconds), self.explain)

    # ---- The main loop ----------------------------------------------------------------------

    def longest_turn(self):
        """Milliseconds of the longest turn of the main loop since this was last asked."""
        before = len(_WATCHED.findall(self.log()))
        self.process.send_signal(signal.SIGUSR1)

        def answer():
            said = _WATCHED.findall(self.log())
            return said if len(said) > before else None

        return float(wait_for("the watch of the main loop to answer", answer)[-1])

    # ---- The keyboard -----------------------------------------------------------------------

    def key(self, names):
        """Press keys, once they go to a window of this program."""
        wait_for("the keyboard", self._has_keyboard, self.explain)
        self.screen.key(names)

    def _has_keyboard(self):
        if self.process.poll() is not None:
            raise AssertionError("Recto ended by itself:\n" + self.log())
        return any(self.screen.is_active(window) for window in self.windows())

    def wait_for_windows(self, number):
        """Until there are so many, and keys go to the one that was opened last."""
        def is_there():
            windows = self.windows()
            return len(windows) == number and self.screen.is_active(windows[-1])

        wait_for("window %d with the keyboard" % number, is_there, self.explain)

    def wait_for_file_dialog(self, folder):
        """Until the toolkit's dialog has found its way to a folder: GTK 4.18 complains of one that is
        closed before."""
        self.wait_for_widget(os.path.basename(folder), "toggle button")

    def wait_for_keyboard(self, area):
        """Until keys go to a window of this area."""
        wait_for("a window at %s with the keyboard" % (area,), lambda: any(
            self.screen.is_active(window) and self.screen.area_of(window) == area
            for window in self.windows()), self.explain)

    # ---- The end ----------------------------------------------------------------------------

    def quit(self):
        self.key("ctrl+q")
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
