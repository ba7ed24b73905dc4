#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Compare what is copied of pages with what MuPDF's and Poppler's own tools say.

Takes pages that are spread over the documents of a folder, ../shared/corpus where none is given:
the first page and the one in the middle of PDFs, against `mutool draw -F text` and `pdftotext`; of
other formats, whose pages may be set otherwise there, whole documents against mutool alone. Pages of
which nobody says anything do not count. Every page is of one class, the first of these that fits:

  same        the same words in the same order
  parted      the same once words that were parted at the end of a line are whole
  forms       the same once ligatures and other forms of letters are plain letters
  unreadable  the same but for characters that stand for nothing (no code, or one of a font's own)
  spaces      the same letters in the same order, parted otherwise into words
  signs       but for signs, where the tool has other characters in their place, or none
  leftwards   the same letters in another order, some of which are written from right to left: where
              these come with numbers or words from left to right, MuPDF leaves them as they are seen
  order       the same words in another order
  letters     the same letters in another order, parted otherwise
  more        all words that the tool has, and others
  less        no word that the tool does not have, which has others
  other       none of these

The last line is one JSON object. Keys, of which those that name classes are numbers of pages:

  pages, documents     what was compared
  unread               pages that mutool says something about and Recto cannot read; goal: 0
  mutool_CLASS, pdftotext_CLASS
  mutool_share         of the pages, those of the classes same to leftwards; goal: at least 0.99
  mutool_words         of mutool's words, those that Recto has; goal: at least 0.995
  pdftotext_share      of the pages, those of the classes same to letters; goal: at least 0.8
  pdftotext_words      of pdftotext's words, those that Recto has; goal: at least 0.85
  pdftotext_in_order   of all words, those that stand in the same order; goal: at least 0.78
  goals_missed         how many goals were missed; the exit status is 1 then
"""

import argparse
import collections
import difflib
import hashlib
import json
import os
import subprocess
import sys
import unicodedata

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CORPUS = os.path.join(os.path.dirname(SOURCE), "shared", "corpus")
CLASSES = ("same", "parted", "forms", "unreadable", "spaces", "signs", "leftwards", "order",
           "letters", "more", "less", "other")
PER_DOCUMENT = 2
# One in so many is a document of another format than PDF.
OTHERS = 10
TIME_LIMIT_S = 60
GOALS = {"mutool_share": 0.99, "mutool_words": 0.995, "pdftotext_share": 0.8,
         "pdftotext_words": 0.85, "pdftotext_in_order": 0.78}
HYPHENS = "-\u00ad\u2010"


def parse_arguments():
    parser = argparse.ArgumentParser(prog="./dev bench text", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", default=CORPUS, help="of documents")
    parser.add_argument("--pages", type=int, default=200, help="how many (default: %(default)s)")
    parser.add_argument("--differences", metavar="FILE", help="keep all differences in this file")
    return parser.parse_args()


# ---- Documents and texts -------------------------------------------------------------------------


def list_documents(folder):
    """All paths below a folder, in an order that has nothing to do with their names."""
    found = []
    for parent, _, names in os.walk(folder):
        found += [os.path.relpath(os.path.join(parent, name), folder) for name in names
                  if not name.startswith(".") and not name.endswith(".md")]
    return sorted(found, key=lambda path: hashlib.sha256(path.encode()).digest())


def run(command):
    """What it prints; None where it fails or takes too long."""
    environment = dict(os.environ, LC_ALL="C.UTF-8")
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              timeout=TIME_LIMIT_S, env=environment, check=False)
    except subprocess.TimeoutExpired:
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def read_by_recto(path, n_pages):
    """(pages there are, number to text); (0, {}) where it does not open."""
    program = os.path.join(os.environ["RECTO_BUILD"], "tests", "bench", "copied-text")
    said = run([program, path, str(n_pages)])
    if not said:
        return 0, {}
    count, _, rest = said.partition("\n")
    pages = {}
    for part in rest.split("\f")[:-1]:
        number, _, text = part.partition("\n")
        pages[int(number)] = text
    return int(count), pages


def read_by_mutool(path, pages):
    return run(["mutool", "draw", "-q", "-F", "text", "-o", "-", path, pages])


def read_by_pdftotext(path, number):
    return run(["pdftotext", "-q", "-enc", "UTF-8", "-f", str(number), "-l", str(number), path, "-"])


class Page:
    """A page, or a whole document (number None), as Recto and the tools read it."""

    def __init__(self, path, number, recto, tools):
        self.path = path
        self.number = number
        self.recto = recto
        self.tools = tools

    def says_anything(self):
        return any((text or "").strip() for text in [self.recto] + list(self.tools.values()))

    def is_unread(self):
        return self.recto is None and (self.tools["mutool"] or "").strip() != ""

    def name(self):
        return self.path + ("" if self.number is None else ", page %d" % self.number)


def pages_of_pdf(folder, path):
    full = os.path.join(folder, path)
    count, pages = read_by_recto(full, PER_DOCUMENT)
    wanted = {1 + i * count // PER_DOCUMENT for i in range(min(PER_DOCUMENT, count))} or {1}
    for number in sorted(wanted):
        yield Page(path, number, pages.get(number),
                   {"mutool": read_by_mutool(full, str(number)),
                    "pdftotext": read_by_pdftotext(full, number)})


def pages_of_other(folder, path):
    full = os.path.join(folder, path)
    count, pages = read_by_recto(full, 0)
    whole = "\n".join(pages.get(i + 1, "") for i in range(count)) if count else None
    yield Page(path, None, whole, {"mutool": read_by_mutool(full, "1-N")})


def choose_pages(folder, how_many):
    """Documents of other formats first, a few, and then PDFs, until there are enough pages."""
    documents = list_documents(folder)
    pdfs = [path for path in documents if path.lower().endswith(".pdf")]
    others = [path for path in documents if not path.lower().endswith(".pdf")]
    chosen = []
    for paths, pages_of, enough in ((others, pages_of_other, how_many // OTHERS),
                                    (pdfs, pages_of_pdf, how_many)):
        for path in paths:
            if len(chosen) >= enough:
                break
            chosen += [page for page in pages_of(folder, path) if page.says_anything()]
    return chosen[:how_many]


# ---- Comparing -----------------------------------------------------------------------------------


def make_whole(text):
    """Words that were parted at the end of a line, as Recto copies them."""
    lines = text.split("\n")
    whole = lines[0]
    for line in lines[1:]:
        parted = (len(whole) > 1 and whole[-1] in HYPHENS and whole[-2].isalpha()
                  and line[:1].islower())
        whole = whole[:-1] + line if parted else whole + "\n" + line
    return whole.replace("\u00ad", "")


def make_plain(text):
    return unicodedata.normalize("NFKC", text)


def drop_unreadable(text):
    return "".join(c for c in text
                   if c.isspace() or (c != "\ufffd" and unicodedata.category(c)[0] != "C"))


def letters_of(text):
    return "".join(text.split())


def is_sign(character):
    return ("\u2190" <= character <= "\u2bff" or character == "\u2022"
            or unicodedata.category(character)[0] == "S")


def differ_in_signs(ours, theirs):
    """Whether all that the tool has otherwise stands where Recto has signs."""
    ours, theirs = (letters_of(drop_unreadable(make_whole(it))) for it in (ours, theirs))
    if not any(is_sign(it) for it in ours):
        return False
    for kind, start, end, our_start, our_end in difflib.SequenceMatcher(
            None, theirs, ours, autojunk=False).get_opcodes():
        if kind != "equal" and (end - start > our_end - our_start
                                or not all(is_sign(it) for it in ours[our_start:our_end])):
            return False
    return True


def classify(ours, theirs):
    as_read = ours, theirs
    for name, change in (("same", str), ("parted", make_whole), ("forms", make_plain),
                         ("unreadable", drop_unreadable)):
        ours, theirs = change(ours), change(theirs)
        if ours.split() == theirs.split():
            return name
    if letters_of(ours) == letters_of(theirs):
        return "spaces"
    if differ_in_signs(*as_read):
        return "signs"
    same_letters = collections.Counter(letters_of(ours)) == collections.Counter(letters_of(theirs))
    if same_letters and any(unicodedata.bidirectional(c) in ("R", "AL") for c in ours):
        return "leftwards"
    our_words, their_words = collections.Counter(ours.split()), collections.Counter(theirs.split())
    if our_words == their_words:
        return "order"
    if same_letters:
        return "letters"
    if not their_words - our_words:
        return "more"
    if not our_words - their_words:
        return "less"
    return "other"


def words_of(text):
    return drop_unreadable(make_plain(make_whole(text))).split()


class Comparison:
    """Of all pages with one tool."""

    def __init__(self):
        self.classes = collections.Counter()
        self.words = 0
        self.common = 0
        self.all_words = 0
        self.in_order = 0

    def add(self, ours, theirs):
        name = classify(ours, theirs)
        self.classes[name] += 1
        # What a tool has in the place of signs are no words.
        if name == "signs":
            theirs = ours
        our_words, their_words = words_of(ours), words_of(theirs)
        common = collections.Counter(our_words) & collections.Counter(their_words)
        self.words += len(their_words)
        self.common += sum(common.values())
        self.all_words += max(len(our_words), len(their_words))
        matcher = difflib.SequenceMatcher(None, our_words, their_words, autojunk=False)
        self.in_order += sum(block.size for block in matcher.get_matching_blocks())
        return name

    def share(self, last):
        """Of pages, those of this class or one before it."""
        good = sum(self.classes[name] for name in CLASSES[:CLASSES.index(last) + 1])
        return good / max(sum(self.classes.values()), 1)


def write_difference(file, page, tool, name, ours, theirs):
    file.write("==== %s: %s, beside %s\n" % (page.name(), name, tool))
    for line in difflib.unified_diff(theirs.split(), ours.split(), tool, "recto", lineterm="", n=2):
        file.write(line + "\n")


def compare(pages, differences):
    """(tool to Comparison, pages that are not read)."""
    comparisons = {"mutool": Comparison(), "pdftotext": Comparison()}
    unread = [page for page in pages if page.is_unread()]
    for page in pages:
        for tool, theirs in page.tools.items():
            # What a tool cannot open is its own fault.
            if page.recto is None or theirs is None:
                continue
            name = comparisons[tool].add(page.recto, theirs)
            if differences and name != "same":
                write_difference(differences, page, tool, name, page.recto, theirs)
    return comparisons, unread


# ---- Telling -------------------------------------------------------------------------------------


def print_classes(comparisons):
    print("%-12s" % "" + "".join("%12s" % tool for tool in comparisons))
    for name in CLASSES:
        print("%-12s" % name + "".join("%12d" % it.classes[name] for it in comparisons.values()))
    print()


def main():
    arguments = parse_arguments()
    if not os.path.isdir(arguments.folder):
        sys.exit("this needs the documents of %s, which is not there" % arguments.folder)
    pages = choose_pages(arguments.folder, arguments.pages)
    if arguments.differences:
        with open(arguments.differences, "w", encoding="utf-8") as file:
            comparisons, unread = compare(pages, file)
    else:
        comparisons, unread = compare(pages, None)
    print_classes(comparisons)
    for page in unread:
        print("not read: " + page.name())

    figures = {"pages": len(pages), "documents": len({page.path for page in pages}),
               "unread": len(unread)}
    for tool, comparison in comparisons.items():
        figures.update(("%s_%s" % (tool, name), comparison.classes[name]) for name in CLASSES)
    mutool, pdftotext = comparisons["mutool"], comparisons["pdftotext"]
    figures["mutool_share"] = mutool.share("leftwards")
    figures["mutool_words"] = mutool.common / max(mutool.words, 1)
    figures["pdftotext_share"] = pdftotext.share("letters")
    figures["pdftotext_words"] = pdftotext.common / max(pdftotext.words, 1)
    figures["pdftotext_in_order"] = pdftotext.in_order / max(pdftotext.all_words, 1)
    missed = [key for key, least in GOALS.items() if figures[key] < least]
    missed += ["unread"] if unread else []
    for key in list(GOALS) + ["unread"]:
        print("%-20s %8.4g%s" % (key, figures[key], "  goal missed" if key in missed else ""))
    figures["goals_missed"] = len(missed)
    print(json.dumps({key: round(value, 4) for key, value in figures.items()}))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
