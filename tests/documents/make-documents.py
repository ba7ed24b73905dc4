#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Make the documents for tests."""

import argparse
import os

import annotation_documents
import attachment_documents
import books
import navigation_documents
import pdf_documents
import pictures
import property_documents
import refused
import script_documents
import small_documents
import text_documents

DOCUMENTS = {
    "three-pages.pdf": pdf_documents.three_pages,
    "five-hundred-pages.pdf": pdf_documents.five_hundred_pages,
    "ten-thousand-pages.pdf": pdf_documents.ten_thousand_pages,
    "hundred-thousand-pages.pdf": pdf_documents.hundred_thousand_pages,
    "many-labels.pdf": pdf_documents.many_labels,
    "labels.pdf": pdf_documents.labels,
    "sizes.pdf": pdf_documents.sizes,
    "rotated.pdf": pdf_documents.rotated,
    "links.pdf": pdf_documents.links,
    "password.pdf": pdf_documents.password,
    "password-40-bit.pdf": pdf_documents.password_40_bit,
    "no-table.pdf": pdf_documents.no_table,
    "slow-to-open.pdf": pdf_documents.slow_to_open,
    "truncated.pdf": pdf_documents.truncated,
    "garbage.pdf": pdf_documents.garbage,
    "count-bomb.pdf": pdf_documents.count_bomb,
    "endless.pdf": pdf_documents.endless,
    "endless-pages.pdf": pdf_documents.endless_pages,
    "late-words.pdf": pdf_documents.late_words,
    "nested.pdf": pdf_documents.nested,
    "stubborn.pdf": pdf_documents.stubborn,
    "blanks.pdf": pdf_documents.blanks,
    "slow.pdf": pdf_documents.slow,
    "big-image.pdf": pdf_documents.big_image,
    "memory.pdf": pdf_documents.memory,
    "photographs.pdf": pdf_documents.photographs,
    "progressive.pdf": pdf_documents.progressive,
    "book.epub": books.book,
    "annotated.epub": books.annotated,
    "long-chapter.epub": books.long_chapter,
    "endless-chapter.epub": books.endless_chapter,
    "endless-second-chapter.epub": books.endless_second_chapter,
    "novel.fb2": books.fiction_book,
    "web-page.xhtml": books.web_page,
    "text.txt": books.plain_text,
    "letter.docx": books.word_document,
    "table.xlsx": books.spreadsheet,
    "picture-sheet.xlsx": books.picture_sheet,
    "talk.pptx": books.slides,
    "picture.png": pictures.png,
    "picture.pnm": pictures.pnm,
    "picture.bmp": pictures.bmp,
    "scan.tiff": pictures.tiff,
    "drawing.svg": pictures.svg,
    "picture-elsewhere.svg": pictures.picture_elsewhere,
    "comic.cbz": pictures.comic_zip,
    "comic.cbt": pictures.comic_tar,
    "pages.xps": pictures.xps,
    "letter.odt": refused.open_document,
    "empty.pdf": refused.empty,
    **annotation_documents.DOCUMENTS,
    **attachment_documents.DOCUMENTS,
    **navigation_documents.DOCUMENTS,
    **property_documents.DOCUMENTS,
    **refused.DOCUMENTS,
    **script_documents.DOCUMENTS,
    **small_documents.DOCUMENTS,
    **text_documents.DOCUMENTS,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("names", metavar="name", nargs="*", help="only these (default: all)")
    parser.add_argument("--stamp", help="a file to write when all are there")
    arguments = parser.parse_args()
    os.makedirs(arguments.folder, exist_ok=True)
    for name in arguments.names or DOCUMENTS:
        if name not in DOCUMENTS:
            parser.error("there is no document %s; there are: %s" % (name, ", ".join(DOCUMENTS)))
        # Made under another name first: who sees a document sees all of it.
        unfinished = os.path.join(arguments.folder, ".unfinished")
        DOCUMENTS[name](unfinished)
        os.replace(unfinished, os.path.join(arguments.folder, name))
    if arguments.stamp:
        with open(arguments.stamp, "w", encoding="utf-8") as stamp:
            stamp.write("\n".join(DOCUMENTS) + "\n")


if __name__ == "__main__":
    main()
