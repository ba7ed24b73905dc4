# SPDX-License-Identifier: AGPL-3.0-or-later
"""Text of our own to fill pages with, the same in every run."""

import random

_WORDS = ("a book lies open on the table and its right hand page is called recto while the other "
          "side that we read after turning it is verso both carry words that someone set in lead "
          "long before screens learnt to show them line by line in the light of a lamp").split()


def sentences(seed, count, words=12):
    """`count` sentences; the same seed gives the same ones."""
    source = random.Random(seed)
    return [" ".join(source.choices(_WORDS, k=words)).capitalize() + "." for _ in range(count)]


def paragraphs(seed, count):
    return [" ".join(sentences(seed * 1000 + i, 5)) for i in range(count)]
