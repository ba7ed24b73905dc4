# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a desktop offers to programs on the session's bus, and no desktop behind it: each call is told,
a JSON object a line. A line {"notification": NUMBER, "action": NAME} is somebody's pressing one.

GTK 4.18 asks the session manager to keep the machine awake, GTK 4.24 the portal: what either is
asked for is told as {"what": "inhibited", "number": NUMBER, "words": WHY, "flags": WHAT}, and its end
as {"what": "allowed", "number": NUMBER}."""

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
  <interface name="org.freedesktop.portal.Inhibit">
    <method name="Inhibit">
      <arg type="s" direction="in"/><arg type="u" direction="in"/>
      <arg type="a{sv}" direction="in"/><arg type="o" direction="out"/>
    </method>
    <method name="CreateMonitor">
      <arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
      <arg type="o" direction="out"/>
    </method>
    <method name="QueryEndResponse"><arg type="o" direction="in"/></method>
    <signal name="StateChanged"><arg type="o"/><arg type="a{sv}"/></signal>
    <property name="version" type="u" access="read"/>
  </interface>
  <interface name="org.freedesktop.portal.FileChooser">
    <property name="version" type="u" access="read"/>
  </interface>
  <interface name="org.freedesktop.portal.OpenURI">
    <property name="version" type="u" access="read"/>
  </interface>
  <interface name="org.freedesktop.host.portal.Registry">
    <property name="version" type="u" access="read"/>
  </interface>
  <interface name="org.freedesktop.portal.Request">
    <method name="Close"/>
    <signal name="Response"><arg type="u"/><arg type="a{sv}"/></signal>
  </interface>
</node>""")
_PORTAL = "/org/freedesktop/portal/desktop"
_PLACES = {
    "org.freedesktop.Notifications": "/org/freedesktop/Notifications",
    "org.freedesktop.FileManager1": "/org/freedesktop/FileManager1",
    "org.gnome.SessionManager": "/org/gnome/SessionManager",
    "org.gnome.SessionManager.ClientPrivate": "/org/gnome/SessionManager/Client1",
    "org.freedesktop.portal.Inhibit": _PORTAL,
    "org.freedesktop.portal.FileChooser": _PORTAL,
    "org.freedesktop.portal.OpenURI": _PORTAL,
    "org.freedesktop.host.portal.Registry": _PORTAL,
}
_NAMES = ("org.freedesktop.Notifications", "org.freedesktop.FileManager1",
          "org.gnome.SessionManager", "org.freedesktop.portal.Desktop")
# A portal that is there and offers nothing says 0: dialogs are the toolkit's own.
_VERSIONS = {"org.freedesktop.portal.Inhibit": 3}
_REPLACE = 2

_last_notification = 0
_last_inhibited = 0


def tell(what, **facts):
    print(json.dumps(dict(facts, what=what)), flush=True)


def inhibit(words, flags):
    global _last_inhibited
    _last_inhibited += 1
    tell("inhibited", number=_last_inhibited, words=words, flags=flags)
    return _last_inhibited


def request(number):
    return "%s/request/test/%d" % (_PORTAL, number)


def answer_portal(bus, method, arguments):
    number = 0
    if method == "Inhibit":
        _window, flags, options = arguments
        number = inhibit(options["reason"], flags)
        bus.register_object(request(number),
                            _INTERFACES.lookup_interface("org.freedesktop.portal.Request"), called,
                            None, None)
    return GLib.Variant("(o)", (request(number),)) if method != "QueryEndResponse" else None


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
        _name, _window, words, flags = arguments
        return GLib.Variant("(u)", (inhibit(words, flags),))
    if method == "Uninhibit":
        tell("allowed", number=arguments[0])
    return None


def called(bus, _sender, path, interface, method, parameters, invocation):
    arguments = parameters.unpack()
    if interface == "org.freedesktop.portal.Request":
        tell("allowed", number=int(path.rpartition("/")[2]))
        result = None
    elif interface == "org.freedesktop.portal.Inhibit":
        result = answer_portal(bus, method, arguments)
    else:
        result = answer(method, arguments)
    invocation.return_value(result)
    tell(method, arguments=[it for it in arguments if not isinstance(it, dict)],
         result=result.unpack()[0] if result else None)


def read(_connection, _sender, _path, interface, name):
    if name == "version":
        return GLib.Variant("u", _VERSIONS.get(interface, 0))
    return GLib.Variant("b", True)


def main():
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    for name, place in _PLACES.items():
        bus.register_object(place, _INTERFACES.lookup_interface(name), called, read, None)
    for name in _NAMES:
        bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                      "RequestName", GLib.Variant("(su)", (name, _REPLACE)), None,
                      Gio.DBusCallFlags.NONE, -1, None)

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
