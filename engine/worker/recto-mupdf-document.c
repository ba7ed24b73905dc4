/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-mupdf-document.h"

#include <math.h>
#include <mupdf/pdf.h>
#include <string.h>
#include <unistd.h>

#include "recto-document-stream.h"
#include "recto-file-format.h"
#include "recto-message.h"
#include "recto-mupdf-context.h"
#include "recto-mupdf-properties.h"
#include "recto-mupdf-style.h"

/* Documents of fewer pages have a page tree that is read in no time. */
#define LONG_DOCUMENT 500
/* Pages that are found quickly without it, however the tree is built. */
#define FIRST_PAGES 16

RectoOutcome
recto_mupdf_outcome_of_caught (fz_context *ctx, guint refusals, char *text)
{
  RectoOutcome outcome = RECTO_OUTCOME_DAMAGED;

  if (fz_caught (ctx) == FZ_ERROR_ABORT)
    outcome = RECTO_OUTCOME_ABORTED;
  else if (fz_caught (ctx) == FZ_ERROR_UNSUPPORTED)
    outcome = RECTO_OUTCOME_UNSUPPORTED;
  if (outcome == RECTO_OUTCOME_DAMAGED && recto_mupdf_context_refusals () != refusals)
    outcome = RECTO_OUTCOME_OUT_OF_MEMORY;
  recto_message_set_text (text, 256, fz_caught_message (ctx));
  fz_report_error (ctx);
  return outcome;
}

/* Otherwise each worker would first ask for a map of as many pages as were claimed. */
static void
correct_page_count (fz_context *ctx, pdf_document *pdf, int count)
{
  fz_try (ctx)
  {
    pdf_dict_put_int (ctx, pdf_dict_getp (ctx, pdf_trailer (ctx, pdf), "Root/Pages"),
                      PDF_NAME (Count), count);
  }
  fz_catch (ctx) { fz_report_error (ctx); }
}

/* MuPDF 1.28 does not even say a number that is out of range. Throws where that is not the matter:
 * no pages are there at all, or the document is no PDF. */
static int
claimed_page_count (fz_context *ctx, fz_document *document, pdf_document *pdf)
{
  int claimed = G_MAXINT;

  fz_var (claimed);
  fz_try (ctx) { claimed = fz_count_chapter_pages (ctx, document, 0); }
  fz_catch (ctx)
  {
    if (pdf == NULL ||
        pdf_array_len (ctx, pdf_dict_getp (ctx, pdf_trailer (ctx, pdf), "Root/Pages/Kids")) == 0)
      fz_rethrow (ctx);
    fz_report_error (ctx);
  }
  return claimed;
}

/* A PDF's count is a claim: there cannot be more pages than objects, the first of which is free. */
static guint
believable_page_count (fz_context *ctx, fz_document *document)
{
  pdf_document *pdf = pdf_specifics (ctx, document);
  int claimed = claimed_page_count (ctx, document, pdf);

  if (pdf != NULL && claimed >= pdf_xref_len (ctx, pdf))
    {
      claimed = MAX (pdf_xref_len (ctx, pdf) - 1, 0);
      correct_page_count (ctx, pdf, claimed);
    }
  return CLAMP (claimed, 0, (int) RECTO_MAX_PAGES);
}

/* Reading one of the first pages of a long document need not wait until MuPDF has read the whole
 * page tree (38 ms for 10,000 pages, 280 ms for 100,000): it is told that the tree is of no use,
 * and then walks down to the page. MuPDF 1.28 has no such switch. */
static void
postpone_page_tree (RectoMupdfDocument *self)
{
#if HAVE_PAGE_TREE_BROKEN
  pdf_document *pdf = pdf_specifics (self->ctx, self->document);

  self->tree_postponed = pdf != NULL && !pdf->page_tree_broken && self->n_pages >= LONG_DOCUMENT;
  if (self->tree_postponed)
    pdf->page_tree_broken = 1;
#endif
}

void
recto_mupdf_document_use_page_tree (RectoMupdfDocument *self, guint page)
{
#if HAVE_PAGE_TREE_BROKEN
  if (!self->tree_postponed || page < FIRST_PAGES)
    return;
  self->tree_postponed = FALSE;
  pdf_specifics (self->ctx, self->document)->page_tree_broken = 0;
#endif
}

static void
describe (RectoMupdfDocument *self, RectoMessageOpened *opened)
{
  char value[512];

  self->reflowable = fz_is_document_reflowable (self->ctx, self->document) != 0;
  self->n_chapters =
      CLAMP (fz_count_chapters (self->ctx, self->document), 1, (int) RECTO_MAX_CHAPTERS);
  /* Never count a book's pages here: that lays all of it out. */
  self->n_pages = self->reflowable ? 0 : believable_page_count (self->ctx, self->document);
  opened->n_chapters = self->reflowable ? self->n_chapters : 1;
  postpone_page_tree (self);
  opened->n_pages = self->n_pages;
  opened->has_signatures = recto_mupdf_properties_has_signatures (self);
  opened->reflowable = self->reflowable;
  if (fz_lookup_metadata (self->ctx, self->document, FZ_META_FORMAT, value, sizeof value) > 0)
    recto_message_set_text (opened->format, sizeof opened->format, value);
  if (fz_lookup_metadata (self->ctx, self->document, FZ_META_INFO_TITLE, value, sizeof value) > 0)
    recto_message_set_text (opened->title, sizeof opened->title, value);
}

static RectoOutcome
unlock (RectoMupdfDocument *self, const RectoMessageOpen *request)
{
  if (!fz_needs_password (self->ctx, self->document))
    return RECTO_OUTCOME_OK;
  if (!request->has_password)
    return RECTO_OUTCOME_PASSWORD_NEEDED;
  return fz_authenticate_password (self->ctx, self->document, request->password)
             ? RECTO_OUTCOME_OK
             : RECTO_OUTCOME_PASSWORD_WRONG;
}

/* The name tells what nothing else does; where it says nothing either, what reads like text is
 * text: a file manager offers all kinds of text to who opens plain text. */
static const char *
choose_magic (RectoMupdfDocument *self, const char *name, fz_stream *stream, int fd)
{
  guint8 beginning[RECTO_FILE_FORMAT_BYTES];
  ssize_t length;

  if (fz_recognize_document_stream_content (self->ctx, stream, name) != NULL)
    return name;
  length = pread (fd, beginning, sizeof beginning, 0);
  return recto_file_format_is_text (beginning, MAX (length, 0)) ? "text.txt" : name;
}

/* Books of chapters are laid out chapter by chapter, when somebody asks for a page; all else here,
 * for all workers. */
static void
lay_out (RectoMupdfDocument *self, const RectoLayout *layout)
{
  if (fz_is_document_reflowable (self->ctx, self->document))
    fz_layout_document (self->ctx, self->document, layout->width, layout->height,
                        layout->font_size);
}

static RectoOutcome
open_and_describe (RectoMupdfDocument *self,
                   const RectoMessageOpen *request,
                   int fd,
                   RectoMessageOpened *opened)
{
  fz_stream *stream = recto_document_stream_new (self->ctx, fd);
  RectoOutcome outcome = RECTO_OUTCOME_OK;

  fz_try (self->ctx)
  {
    const char *magic = choose_magic (self, request->name, stream, fd);

    recto_mupdf_style_set (self->ctx, &request->layout);

    self->document = fz_open_document_with_stream (self->ctx, magic, stream);
  }
  fz_always (self->ctx) { fz_drop_stream (self->ctx, stream); }
  fz_catch (self->ctx) { fz_rethrow (self->ctx); }
  outcome = unlock (self, request);
  if (outcome != RECTO_OUTCOME_OK)
    return outcome;
  lay_out (self, &request->layout);
  describe (self, opened);
  if (!self->reflowable && self->n_pages == 0)
    fz_throw (self->ctx, FZ_ERROR_FORMAT, "no page can be found");
  return RECTO_OUTCOME_OK;
}

RectoOutcome
recto_mupdf_document_open (RectoMupdfDocument *self,
                           const RectoMessageOpen *request,
                           int fd,
                           RectoMessageOpened *opened,
                           char *text)
{
  guint refusals = recto_mupdf_context_refusals ();
  guint8 beginning[RECTO_FILE_FORMAT_BYTES];
  ssize_t length = pread (fd, beginning, sizeof beginning, 0);
  const char *format = recto_file_format_unsupported (beginning, MAX (length, 0));
  RectoOutcome outcome = RECTO_OUTCOME_DAMAGED;

  if (format != NULL)
    {
      recto_message_set_text (text, 256, format);
      return RECTO_OUTCOME_UNSUPPORTED;
    }
  self->text_view = recto_file_format_is_office (beginning, MAX (length, 0), request->name);
  opened->text_view = self->text_view;
  fz_try (self->ctx) { outcome = open_and_describe (self, request, fd, opened); }
  fz_catch (self->ctx)
  {
    outcome = recto_mupdf_outcome_of_caught (self->ctx, refusals, text);
    /* No reader wanted it: there is no format to name. */
    if (outcome == RECTO_OUTCOME_UNSUPPORTED && self->document == NULL)
      text[0] = '\0';
  }
  return outcome;
}

fz_page *
recto_mupdf_document_load_page (RectoMupdfDocument *self, guint chapter, guint page)
{
  if (self->reflowable)
    {
      int n_pages = fz_count_chapter_pages (self->ctx, self->document, chapter);

      if (page >= (guint) MAX (n_pages, 0))
        fz_throw (self->ctx, FZ_ERROR_ARGUMENT, "the chapter has no such page");
    }
  recto_mupdf_document_use_page_tree (self, page);
  return fz_load_chapter_page (self->ctx, self->document, chapter, page);
}

void
recto_mupdf_document_prewarm (RectoMupdfDocument *self)
{
  recto_mupdf_document_use_page_tree (self, G_MAXUINT);
  fz_try (self->ctx)
  {
    if (pdf_specifics (self->ctx, self->document) != NULL)
      fz_drop_page (self->ctx, fz_load_page (self->ctx, self->document, 0));
    fz_empty_store (self->ctx);
  }
  fz_catch (self->ctx) { fz_report_error (self->ctx); }
  recto_mupdf_context_trim ();
}

static int
own_rotation (fz_context *ctx, fz_page *page)
{
  pdf_page *pdf = pdf_page_from_fz_page (ctx, page);
  int rotation;

  if (pdf == NULL)
    return 0;
  rotation = pdf_dict_get_inheritable_int (ctx, pdf->obj, PDF_NAME (Rotate));
  rotation = ((rotation / 90) % 4 + 4) % 4;
  return rotation * 90;
}

static void
find_label (fz_context *ctx, fz_page *page, guint number, RectoPageFact *fact)
{
  char label[256] = "";
  char running[16];

  fz_page_label (ctx, page, label, sizeof label);
  g_snprintf (running, sizeof running, "%u", number + 1);
  if (strcmp (label, running) != 0)
    recto_message_set_text (fact->label, sizeof fact->label, label);
}

static void
find_fact (RectoMupdfDocument *self, guint chapter, guint number, RectoPageFact *fact)
{
  fz_page *page = NULL;
  fz_rect bounds;

  fz_var (page);
  fz_try (self->ctx)
  {
    page = fz_load_chapter_page (self->ctx, self->document, chapter, number);
    bounds = fz_bound_page (self->ctx, page);
    fact->width = bounds.x1 - bounds.x0;
    fact->height = bounds.y1 - bounds.y0;
    fact->rotation = own_rotation (self->ctx, page);
    if (!self->reflowable)
      find_label (self->ctx, page, number, fact);
  }
  fz_always (self->ctx) { fz_drop_page (self->ctx, page); }
  fz_catch (self->ctx)
  {
    fz_report_error (self->ctx);
    memset (fact, 0, sizeof *fact);
  }
}

void
recto_mupdf_document_find_facts (RectoMupdfDocument *self,
                                 const RectoMessageFacts *request,
                                 RectoMessageFactsFound *found)
{
  found->chapter = request->chapter;
  found->first = request->first;
  found->count = MIN (request->count, RECTO_MAX_FACTS);
  found->outcome = RECTO_OUTCOME_OK;
  memset (found->facts, 0, found->count * sizeof found->facts[0]);
  recto_mupdf_document_use_page_tree (self, request->first + found->count - 1);
  for (guint i = 0; i < found->count; i++)
    find_fact (self, request->chapter, request->first + i, &found->facts[i]);
}

void
recto_mupdf_document_find_chapter (RectoMupdfDocument *self,
                                   guint chapter,
                                   RectoMessageChapterFound *found)
{
  guint refusals = recto_mupdf_context_refusals ();
  RectoPageFact fact = { 0 };
  char text[256];

  found->chapter = chapter;
  found->outcome = RECTO_OUTCOME_OK;
  fz_try (self->ctx)
  {
    int count = fz_count_chapter_pages (self->ctx, self->document, chapter);

    found->n_pages = CLAMP (count, 0, (int) RECTO_MAX_PAGES);
    if (found->n_pages > 0)
      find_fact (self, chapter, 0, &fact);
    found->width = fact.width;
    found->height = fact.height;
  }
  fz_catch (self->ctx)
  {
    found->outcome = recto_mupdf_outcome_of_caught (self->ctx, refusals, text);
  }
}
