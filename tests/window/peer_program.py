# SPDX-License-Identifier: AGPL-3.0-or-later
"""Another program: `peer_program.py give FILE…` can be dragged from, `peer_program.py take` takes what
is dropped on it, or pasted into it with Ctrl+V. It tells what happens, a JSON object a line."""

import hashlib
import json
import sys

import gi

gi.require_version("Gdk", "4.0")
gi.require_version("Gtk", "4.0")

from gi.repository import Gdk, Gio, GLib, Gtk  # noqa: E402


def tell(what, **facts):
    print(json.dumps(dict(facts, what=what)), flush=True)


def describe(files):
    """Each by its name, with what is in it at this moment."""
    found = {}
    for file in files.get_files():
        with open(file.get_path(), "rb") as content:
            found[file.get_basename()] = hashlib.sha256(content.read()).hexdigest()
    return found


def give(window, names):
    source = Gtk.DragSource(actions=Gdk.DragAction.COPY)
    files = Gdk.FileList.new_from_list([Gio.File.new_for_path(name) for name in names])
    source.set_content(Gdk.ContentProvider.new_for_value(files))

    def begun(_source, drag):
        drag.connect("notify::selected-action",
                     lambda *_: tell("answer", accepted=bool(drag.get_selected_action())))
        tell("begun")

    source.connect("drag-begin", begun)
    source.connect("drag-end", lambda *_: tell("ended"))
    window.get_child().add_controller(source)
    pointer = Gtk.EventControllerMotion()
    pointer.connect("motion", lambda *_: tell("pointed", width=window.get_width()))
    window.get_child().add_controller(pointer)


def take(window):
    target = Gtk.DropTargetAsync.new(Gdk.ContentFormats.new_for_gtype(Gdk.FileList),
                                     Gdk.DragAction.COPY)

    def over(_target, _drop, _x, _y):
        tell("over")
        return Gdk.DragAction.COPY

    def read(drop, result):
        try:
            files = drop.read_value_finish(result)
        except GLib.Error:
            files = None
        # On X11 what breaks off looks like what is empty.
        if files:
            tell("dropped", files=describe(files))
        else:
            tell("failed")
        drop.finish(Gdk.DragAction.COPY if files else Gdk.DragAction(0))

    def dropped(_target, drop, _x, _y):
        drop.read_value_async(Gdk.FileList, 0, None, read)
        return True

    target.connect("drag-motion", over)
    target.connect("drop", dropped)
    window.add_controller(target)

    def pasted(clipboard, result):
        try:
            tell("pasted", files=describe(clipboard.read_value_finish(result)))
        except GLib.Error as error:
            tell("failed", message=error.message)

    def paste(*_):
        window.get_clipboard().read_value_async(Gdk.FileList, 0, None, pasted)
        return True

    shortcuts = Gtk.ShortcutController()
    shortcuts.add_shortcut(Gtk.Shortcut.new(Gtk.ShortcutTrigger.parse_string("<Control>v"),
                                            Gtk.CallbackAction.new(paste)))
    window.add_controller(shortcuts)


def main():
    Gtk.init()
    window = Gtk.Window(title="Peer", default_width=300, default_height=300,
                        child=Gtk.Label(label="A peer", hexpand=True, vexpand=True))
    if sys.argv[1] == "give":
        give(window, sys.argv[2:])
    else:
        take(window)
    loop = GLib.MainLoop()
    window.connect("close-request", lambda *_: loop.quit())
    window.present()
    loop.run()


main()
