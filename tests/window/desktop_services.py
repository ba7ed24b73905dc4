# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a desktop offers to programs on the session's bus, and no desktop behind it: each call is told,
a JSON object a line. A line {"notification": NUMBER, "action": NAME} is somebody's pressing one."""

import json
import sys

from gi.repository import Gio, GLib

_INTERFACES = Gio.DBusNodeInfo.new_for_xml("""
<node>
  <interface name="org.freedesktop.Notifications">
    <method name="GetCapabilities"><arg type="as" direction="out"/></method>
    <method name="GetServerInformation">
      <arg type="s" direction="out"/><arg type="s" direction="out"/>
      <arg type="s" direction="out"/><arg type="s" direction="out"/>
    </method>
    <method name="Notify">
      <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
      <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
      <arg type="a{sv}" direction="in"/><arg type="i" direction="in"/>
      <arg type="u" direction="out"/>
    </method>
    <method name="CloseNotification"><arg type="u" direction="in"/></method>
    <signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
    <signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal>
  </interface>
  <interface name="org.freedesktop.FileManager1">
    <method name="ShowItems"><arg type="as" direction="in"/><arg type="s" direction="in"/></method>
    <method name="ShowFolders"><arg type="as" direction="in"/><arg type="s" direction="in"/></method>
  </interface>
  <interface name="org.gnome.SessionManager">
    <method name="RegisterClient">
      <arg type="s" direction="in"/><arg type="s" direction="in"/>
      <arg type="o" direction="out"/>
    </method>
    <method name="UnregisterClient"><arg type="o" direction="in"/></method>
    <method name="Inhibit">
      <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
      <arg type="u" direction="in"/><arg type="u" direction="out"/>
    </method>
    <method name="Uninhibit"><arg type="u" direction="in"/></method>
    <property name="SessionIsActive" type="b" access="read"/>
  </interface>
  <interface name="org.gnome.SessionManager.ClientPrivate">
    <method name="EndSessionResponse">
      <arg type="b" direction="in"/><arg type="s" direction="in"/>
    </method>
    <signal name="QueryEndSession"><arg type="u"/></signal>
    <signal name="EndSession"><arg type="u"/></signal>
    <signal name="CancelEndSession"/>
    <signal name="Stop"/>
  </interface>
</node>""")
_PLACES = {
    "org.freedesktop.Notifications": "/org/freedesktop/Notifications",
    "org.freedesktop.FileManager1": "/org/freedesktop/FileManager1",
    "org.gnome.SessionManager": "/org/gnome/SessionManager",
    "org.gnome.SessionManager.ClientPrivate": "/org/gnome/SessionManager/Client1",
}
_NAMES = ("org.freedesktop.Notifications", "org.freedesktop.FileManager1",
          "org.gnome.SessionManager")
_COOKIE = 7

_last_notification = 0


def tell(what, **facts):
    print(json.dumps(dict(facts, what=what)), flush=True)


def answer(method, arguments):
    """What a call gives."""
    global _last_notification
    if method == "Notify":
        _last_notification = arguments[1] or _last_notification + 1
        return GLib.Variant("(u)", (_last_notification,))
    if method == "GetCapabilities":
        return GLib.Variant("(as)", (["body", "actions"],))
    if method == "GetServerInformation":
        return GLib.Variant("(ssss)", ("Test", "Recto", "1", "1.2"))
    if method == "RegisterClient":
        return GLib.Variant("(o)", (_PLACES["org.gnome.SessionManager.ClientPrivate"],))
    if method == "Inhibit":
        return GLib.Variant("(u)", (_COOKIE,))
    return None


def called(_connection, _sender, _path, _interface, method, parameters, invocation):
    arguments = parameters.unpack()
    result = answer(method, arguments)
    invocation.return_value(result)
    tell(method, arguments=[it for it in arguments if not isinstance(it, dict)],
         result=result.unpack()[0] if result else None)


def read(_connection, _sender, _path, _interface, _property):
    return GLib.Variant("b", True)


def main():
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    for name, place in _PLACES.items():
        bus.register_object(place, _INTERFACES.lookup_interface(name), called, read, None)
    for name in _NAMES:
        bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                      "RequestName", GLib.Variant("(su)", (name, 0)), None, Gio.DBusCallFlags.NONE,
                      -1, None)

    def press(_source, _condition):
        line = sys.stdin.readline()
        if not line:
            return False
        wanted = json.loads(line)
        bus.emit_signal(None, _PLACES["org.freedesktop.Notifications"],
                        "org.freedesktop.Notifications", "ActionInvoked",
                        GLib.Variant("(us)", (wanted["notification"], wanted["action"])))
        return True

    GLib.io_add_watch(0, GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, press)
    tell("ready")
    GLib.MainLoop().run()


main()
