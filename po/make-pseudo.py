#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""make-pseudo.py TEMPLATE FOLDER: translations that nobody speaks, to look at the window with.

FOLDER/eo: every text a third longer, with accents. FOLDER/he: the same from right to left. Both stay
readable: the first letters of words by their looks, the second letter by letter.
"""

import pathlib
import re
import subprocess
import sys

ACCENTS = str.maketrans("ACEGHIJLNORSTUYZaceghijlnorstuyz", "ÅĈÉĜĤÎĴĹÑÖŘŜŤÛÝŽåĉéĝĥîĵĺñöřŝťûýž")
HEBREW = str.maketrans({letter: chr(0x5d0 + number) for number, letter
                        in enumerate("abcdefghijklmnopqrstuvwxyz")})
# What a program fills in, marks up or underlines is left alone.
KEPT = re.compile(r"(%[-+'0-9$.]*(?:l|ll)?[a-zA-Z%]|<[^>]*>|&[a-z]+;|\\.|_)")
ENTRY = re.compile(r'^(#, .*\n)?(msgctxt .*?\n)?msgid (".*?"(?:\n".*?")*)\n(?:msgid_plural (".*?"(?:\n".*?")*)\n)?',
                   re.M)
HEADER = ('msgid ""\nmsgstr ""\n"Language: %s\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
          '"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: nplurals=2; plural=n != 1;\\n"\n\n')


def join(quoted):
    return "".join(line[1:-1] for line in quoted.split("\n"))


def lengthen(text):
    words = KEPT.sub("", text)
    return text + "·" * max(1, len(words) // 3)


def accent(text):
    return lengthen("".join(part if KEPT.fullmatch(part) else part.translate(ACCENTS)
                            for part in KEPT.split(text)))


def turn(text):
    return lengthen("".join(part if KEPT.fullmatch(part) else part.lower().translate(HEBREW)
                            for part in KEPT.split(text)))


def translate(template, language, change):
    out = [HEADER % language]
    for flags, context, one, many in ENTRY.findall(template):
        text = join(one)
        if not text:
            continue
        out.append("%s%smsgid %s\n" % (flags, context, one))
        if many:
            out.append('msgid_plural %s\nmsgstr[0] "%s"\nmsgstr[1] "%s"\n\n'
                       % (many, change(text), change(join(many))))
        else:
            # The desktop looks these up by what they are.
            out.append('msgstr "%s"\n\n' % (text if text.endswith(";") else change(text)))
    return "".join(out)


def main():
    template = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
    for language, change in (("eo", accent), ("he", turn)):
        folder = pathlib.Path(sys.argv[2]) / language / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["msgfmt", "--check-format", "--output-file=%s" % (folder / "recto.mo"), "-"],
                       input=translate(template, language, change), text=True, check=True)


if __name__ == "__main__":
    main()
