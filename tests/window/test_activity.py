# SPDX-License-Identifier: AGPL-3.0-or-later
"""Activity: what runs, in a window of its own and on the session's bus."""

import os
import shutil
import sys

from gi.repository import Gio, GLib

import harness
import processes
from harness import GUARD, Program, document, wait_for

APPLICATION = os.environ["RECTO_TEST_APPLICATION"]
PATH = "/" + APPLICATION.replace(".", "/")
TASKS = "io.github.rectoviewer.Recto.Tasks"


class Script:
    """What a script does with a running Recto: all through the session's bus."""

    def __init__(self, session):
        address = session.environment["DBUS_SESSION_BUS_ADDRESS"]
        flags = (Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
                 | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
        self.bus = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)

    def call(self, interface, method, parameters=None):
        return self.bus.call_sync(APPLICATION, PATH, interface, method, parameters, None,
                                  Gio.DBusCallFlags.NONE, -1, None).unpack()

    def tasks(self, ended=False):
        return self.call(TASKS, "ListEnded" if ended else "List")[0]

    def rendering(self):
        return [task for task in self.tasks() if task["kind"] == "render" and task["page"] == 2]

    def outcome(self, number):
        """The state and reason in which a task ended, or None."""
        return next(((task["state"], task["reason"]) for task in self.tasks(ended=True)
                     if task["id"] == number), None)

    def actions(self):
        return self.call("org.gtk.Actions", "List")[0]

    def activate(self, action, *parameters):
        self.call("org.gtk.Actions", "Activate",
                  GLib.Variant("(sava{sv})", (action, list(parameters), {})))

    def save_attachments(self, folder):
        """Through the window, whose path on the bus is below the application's."""
        self.bus.call_sync(APPLICATION, PATH + "/window/1", "org.gtk.Actions", "Activate",
                           GLib.Variant("(sava{sv})", ("save-attachments-to",
                                                       [GLib.Variant("s", folder)], {})),
                           None, Gio.DBusCallFlags.NONE, -1, None)


def open_at_heavy_page(session, name):
    """A document whose second page is heavy, with that page in view and work on it going on."""
    recto = Program(session, document(name))
    recto.wait_for_page(1)
    recto.key("n")
    wait_for("page 2 to be worked on", recto.stop_is_possible, recto.explain)
    return recto


# ---- The window ----------------------------------------------------------------------------------


def test_what_runs_is_listed_in_a_window_of_its_own(session):
    recto = open_at_heavy_page(session, "endless.pdf")
    recto.key("ctrl+shift+y")
    recto.wait_for_widget("Activity", "frame")
    recto.wait_for_widget("endless.pdf", "label")
    recto.press("Stop All")
    recto.wait_for_widget("Rendering stopped")
    recto.wait_for_widget("Nothing Is Running")
    recto.wait_for_windows(2)
    recto.key("Escape")
    recto.wait_until_gone("Activity", "frame")
    recto.wait_for_widget("Rendering stopped")


def test_the_window_of_activity_goes_with_the_last_document(session):
    recto = Program(session, document("three-pages.pdf"))
    recto.wait_for_page(1)
    document_window = recto.window
    recto.key("ctrl+shift+y")
    recto.wait_for_widget("Activity", "frame")
    recto.wait_for_windows(2)
    session.screen.close_window(document_window)
    recto.process.wait(GUARD)


# ---- The session's bus ---------------------------------------------------------------------------


def test_S_8_the_bus_tells_what_runs_and_how_it_ended(session):
    recto = open_at_heavy_page(session, "endless.pdf")
    script = Script(session)
    task = wait_for("page 2 on the bus", script.rendering, recto.explain)[0]
    assert task["document"] == "endless.pdf" and task["foreground"]
    assert task["state"] in ("pending", "running") and task["reason"] == "none"
    recto.key("Escape")
    recto.wait_for_widget("Rendering stopped")
    assert not script.rendering()
    assert script.outcome(task["id"]) == ("cancelled", "user-stop")


def test_a_script_stops_one_task(session):
    recto = open_at_heavy_page(session, "endless.pdf")
    script = Script(session)
    assert {"stop", "stop-task", "stop-all"} <= set(script.actions())
    for task in wait_for("page 2 on the bus", script.rendering, recto.explain):
        script.activate("stop-task", GLib.Variant("t", task["id"]))
        wait_for("the task to end", lambda: script.outcome(task["id"]), recto.explain)
        assert script.outcome(task["id"]) == ("cancelled", "user-stop")
    recto.wait_for_widget("Rendering stopped")
    # A number that is nobody's does no harm.
    script.activate("stop-task", GLib.Variant("t", 2 ** 64 - 1))
    assert script.actions()


def test_H_10_stopping_ones_own_search_stops_those_of_the_other_documents(session):
    """A hundred pages never end in either document."""
    other = session.new_path("other.pdf")
    shutil.copy(document("endless-pages.pdf"), other)
    recto = Program(session, other, document("endless-pages.pdf"))
    recto.wait_for_page(1)
    recto.wait_until_drawn()
    script = Script(session)

    def searches():
        return {task["subject"]: task["id"] for task in script.tasks()
                if task["kind"] == "search" and task["foreground"]}

    recto.key("ctrl+shift+f")
    recto.wait_for_focus("entry")
    recto.screen.type("page 1")
    names = {"endless-pages.pdf", os.path.basename(other), "Other open documents"}
    running = wait_for("all searches", lambda: set(searches()) == names and searches(),
                       recto.explain)
    script.activate("stop-task", GLib.Variant("t", running["endless-pages.pdf"]))
    for number in running.values():
        wait_for("it to be stopped", lambda: script.outcome(number), recto.explain)
        assert script.outcome(number)[0] == "cancelled"
    assert not searches()


def test_a_script_stops_as_the_button_does(session):
    recto = open_at_heavy_page(session, "endless.pdf")
    script = Script(session)
    script.activate("stop")
    recto.wait_for_widget("Rendering stopped")
    recto.press("Resume")
    wait_for("work", recto.stop_is_possible, recto.explain)
    script.activate("stop-all")
    recto.wait_for_widget("Rendering stopped")
    assert not script.rendering()


# ---- What is being saved -------------------------------------------------------------------------


def hold_a_saving(session):
    """A document of which 50 files are being saved, and whatever reads it standing still."""
    recto = Program(session, document("fifty-attachments.pdf"))
    recto.wait_for_page(1)
    folder = session.new_path("saved")
    os.mkdir(folder)
    script = Script(session)
    script.save_attachments(folder)
    wait_for("the first file", lambda: os.listdir(folder), recto.explain)
    # What reads them is there then; the host, held first, makes no other.
    held = processes.hold(recto.hosts())
    held += processes.hold(recto.workers())
    assert [task for task in script.tasks() if task["kind"] == "save-all"], os.listdir(folder)
    return recto, folder, held


def test_A_3_quitting_asks_while_something_is_saved(session):
    recto, folder, held = hold_a_saving(session)
    recto.key("ctrl+q")
    recto.wait_for_widget("Saving Is Not Finished")
    recto.press("Keep Saving")
    recto.wait_until_gone("Saving Is Not Finished")
    processes.let_go(held)
    wait_for("all files", lambda: len([name for name in os.listdir(folder)
                                       if not name.startswith(".")]) == 50, recto.explain)


def test_A_3_quitting_leaves_only_whole_files(session):
    recto, folder, _ = hold_a_saving(session)
    recto.key("ctrl+q")
    recto.press("Stop and Close")
    recto.process.wait(GUARD)
    assert not [name for name in os.listdir(folder) if name.startswith(".")], os.listdir(folder)


# ---- The window around it ------------------------------------------------------------------------


def test_a_narrow_window_leaves_room_for_its_title(session):
    recto = Program(session, document("three-pages.pdf"))
    recto.wait_for_page(1)
    recto.wait_for_widget("Zoom: ")
    recto.wait_for_widget("Open…", "button")
    recto.resize(360, 600)
    recto.wait_until_gone("Open…", "button")
    recto.resize(900, 600)
    recto.wait_for_widget("Open…", "button")


if __name__ == "__main__":
    harness.run(sys.modules[__name__])
