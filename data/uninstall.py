#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""uninstall.py BUILD: takes away what `meson install -C BUILD` has installed, and leaves nothing.

The caches of settings, types and icons that installing made are made anew where others still need
them, and taken away where nobody does; so are folders that are empty then.
"""

import json
import os
import pathlib
import subprocess
import sys


def options(build):
    done = subprocess.run(["meson", "introspect", "--buildoptions", build], check=True,
                          stdout=subprocess.PIPE)
    return {option["name"]: option["value"] for option in json.loads(done.stdout)}


def destinations(build):
    """Every path that is installed."""
    done = subprocess.run(["meson", "introspect", "--installed", build], check=True,
                          stdout=subprocess.PIPE)
    return [pathlib.Path(path) for path in json.loads(done.stdout).values()]


def renew(cache, is_needed, command):
    """What is not needed is taken away; what is, made anew by its own program."""
    if not cache.exists():
        return
    if is_needed:
        subprocess.run(command, check=False)
    else:
        cache.unlink()


def renew_caches(share):
    schemas = share / "glib-2.0" / "schemas"
    renew(schemas / "gschemas.compiled", any(schemas.glob("*.xml")),
          ["glib-compile-schemas", schemas])
    entries = share / "applications"
    renew(entries / "mimeinfo.cache", any(entries.glob("**/*.desktop")),
          ["update-desktop-database", "-q", entries])
    icons = share / "icons" / "hicolor"
    others = [path for path in icons.glob("**/*") if path.is_file()
              and path.name not in ("icon-theme.cache", "index.theme")]
    renew(icons / "icon-theme.cache", others, ["gtk4-update-icon-cache", "-q", "-t", "-f", icons])


def remove_empty_folders(paths, prefix):
    for path in paths:
        for folder in path.parents:
            if prefix not in folder.parents or not folder.is_dir() or any(folder.iterdir()):
                break
            folder.rmdir()


def main():
    build = sys.argv[1]
    destination = os.environ.get("DESTDIR", "")
    chosen = options(build)
    prefix = pathlib.Path(destination + chosen["prefix"])
    paths = [pathlib.Path(destination + str(path)) for path in destinations(build)]
    for path in paths:
        path.unlink(missing_ok=True)
    renew_caches(prefix / chosen["datadir"])
    remove_empty_folders(paths, prefix)
    # Where the caches were, too.
    remove_empty_folders([prefix / chosen["datadir"] / "icons" / "hicolor" / "x"], prefix)
    return 0


if __name__ == "__main__":
    sys.exit(main())
