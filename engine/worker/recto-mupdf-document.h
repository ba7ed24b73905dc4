/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <mupdf/fitz.h>

#include "recto-protocol.h"

/* One document as MuPDF sees it. The host opens it; its workers inherit it by fork. */
typedef struct
{
  fz_context *ctx;
  fz_document *document; /* NULL until opened */
  gboolean reflowable;
  gboolean text_view; /* an office file */
  guint n_chapters;
  guint n_pages;           /* of chapter 0, where no layout has to count them */
  gboolean tree_postponed; /* the page tree has not been read yet, on purpose */
} RectoMupdfDocument;

/* Opens the document that `fd` holds. On success fills `opened` (all but its head) and returns
 * RECTO_OUTCOME_OK, else says why in `text` (at least 256 bytes). `fd` must stay open. */
RectoOutcome recto_mupdf_document_open (RectoMupdfDocument *self,
                                        const RectoMessageOpen *request,
                                        int fd,
                                        RectoMessageOpened *opened,
                                        char *text);
/* Before this page is read: reads the page tree first, unless it is one of the first pages. */
void recto_mupdf_document_use_page_tree (RectoMupdfDocument *self, guint page);
/* Throws where there is no such page: a book's reader would give an empty one. */
fz_page *recto_mupdf_document_load_page (RectoMupdfDocument *self, guint chapter, guint page);
/* Reads the page tree, so that workers forked later need not. */
void recto_mupdf_document_prewarm (RectoMupdfDocument *self);

/* Fills `found` (all but its head) with the facts of `count` pages; how many it found stands in
 * found->count. A page that cannot be read has width 0. */
void recto_mupdf_document_find_facts (RectoMupdfDocument *self,
                                      const RectoMessageFacts *request,
                                      RectoMessageFactsFound *found);
/* Lays a chapter out and counts its pages. */
void recto_mupdf_document_find_chapter (RectoMupdfDocument *self,
                                        guint chapter,
                                        RectoMessageChapterFound *found);

/* What the exception just caught amounts to; its message goes to `text` (256 bytes). `refusals`:
 * what recto_mupdf_context_refusals () said before the work. */
RectoOutcome recto_mupdf_outcome_of_caught (fz_context *ctx, guint refusals, char *text);
