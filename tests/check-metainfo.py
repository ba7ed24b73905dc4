#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""check-metainfo.py METAINFO PICTURES VERSION: what software centers show is there, and is of today.

Besides what appstreamcli looks at: the pictures are those of the folder, of the size that is told,
the newest release is this version, and the summary is as short as software centers want it.
"""

import pathlib
import struct
import sys
import xml.etree.ElementTree

LONGEST_SUMMARY = 35
LARGEST = (1000, 700)


def size_of(path):
    with open(path, "rb") as file:
        head = file.read(24)
    return struct.unpack(">2I", head[16:]) if head.startswith(b"\x89PNG") else None


def look_at_pictures(root, folder, version):
    """Says what is wrong with them."""
    named = set()
    for image in root.iterfind("screenshots/screenshot/image"):
        path = folder / image.text.rsplit("/", 1)[1]
        named.add(path)
        told = int(image.get("width")), int(image.get("height"))
        if not path.exists():
            yield "%s is not there" % path
        elif size_of(path) != told or told[0] > LARGEST[0] or told[1] > LARGEST[1]:
            yield "%s is no picture of %d by %d pixels" % (path, *told)
        # What is shown of a version must not change with the next one.
        if "/v%s/" % version not in image.text:
            yield "%s is not that of version %s" % (image.text, version)
    for path in set(folder.glob("*.png")) - named:
        yield "%s is shown by nobody" % path


def main():
    metainfo, pictures, version = sys.argv[1:]
    root = xml.etree.ElementTree.parse(metainfo).getroot()
    wrong = list(look_at_pictures(root, pathlib.Path(pictures), version))
    newest = root.find("releases/release").get("version")
    if newest != version:
        wrong.append("the newest release is %s, and this is %s" % (newest, version))
    summary = root.find("summary").text
    if len(summary) > LONGEST_SUMMARY:
        wrong.append("the summary has %d letters" % len(summary))
    for line in wrong:
        print("%s: %s" % (metainfo, line))
    print("%d wrong" % len(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
