#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""check-includes.py SOURCE: refuse an include that points the wrong way.

The build gives each box its own include path, so most of them do not compile. This finds the
rest: headers of the system path, which every box can see, and paths that climb with "..".
"""

import pathlib
import re
import sys

PAGES = {"ui/pages", "ui/tiles", "ui/text", "ui/links"}
AROUND = {"ui/sidebar", "ui/search", "ui/attachments", "ui/properties", "ui/activity", "ui/places",
          "ui/window"}
DRAWN = {"glib", "gio", "gtk"}
# The boxes: whose headers their files may include, and which libraries' headers.
BOXES = {
    "app": ({"app", "engine"} | PAGES | AROUND, DRAWN),
    **{box: (PAGES | AROUND | {"engine"}, DRAWN) for box in AROUND},
    **{box: (PAGES | {"engine"}, DRAWN) for box in PAGES},
    "engine": ({"engine", "engine/client"}, {"glib", "gio"}),
    "engine/client": ({"engine", "engine/client", "engine/protocol"}, {"glib", "gio"}),
    "engine/protocol": ({"engine/protocol"}, {"glib"}),
    "engine/worker": ({"engine/worker", "engine/protocol"}, {"glib", "mupdf", "seccomp"}),
}
LIBRARIES = {
    "glib": r"glib[-./]|glib-object|gobject/|gmodule",
    "gio": r"gio/",
    "gtk": r"gtk/|gdk/|gsk/|adwaita|pango|cairo|graphene|gdk-pixbuf",
    "mupdf": r"mupdf/",
    "seccomp": r"seccomp\.h",
}
INCLUDE = re.compile(r'\s*#\s*include\s*[<"]([^>"]+)[>"]')


def library_of(header):
    for library, pattern in LIBRARIES.items():
        if re.match(pattern, header):
            return library
    return None


def complaint(box, header, home):
    """Why a file of the box may not include this header, or None if it may."""
    ours, libraries = BOXES[box]
    name = header.rsplit("/", 1)[-1]
    if name in home:
        if header != name:
            return "include our headers by their name alone"
        return None if home[name] & ours else "it is a header of " + " and ".join(sorted(home[name]))
    library = library_of(header)
    return None if library is None or library in libraries else "it is a header of " + library


def main():
    source = pathlib.Path(sys.argv[1])
    home = {}
    for box in BOXES:
        for header in (source / box).glob("*.h"):
            home.setdefault(header.name, set()).add(box)
    wrong = []
    checked = 0
    for box in BOXES:
        for path in sorted((source / box).glob("*.[ch]")):
            checked += 1
            lines = path.read_text(encoding="utf-8").splitlines()
            for number, line in enumerate(lines, 1):
                found = INCLUDE.match(line)
                why = complaint(box, found[1], home) if found else None
                if why:
                    wrong.append("%s:%d: may not include %s: %s"
                                 % (path.relative_to(source), number, found[1], why))
    for line in wrong:
        print(line)
    if checked == 0:
        sys.exit("there is no source file in " + str(source))
    print("%d files checked, %d wrong includes" % (checked, len(wrong)))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
