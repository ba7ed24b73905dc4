/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-mupdf-fonts.h"

#include <string.h>

#include "recto-message.h"
#include "recto-mupdf-context.h"
#include "recto-mupdf-resources.h"

/* An answer takes about this long at most, so that something more urgent need not wait. */
#define ANSWER_US (15 * 1000)
/* The mark of a font that has only the letters that are used: "ABCDEF+". */
#define MARK_LENGTH 6

struct _RectoMupdfFonts
{
  RectoMupdfDocument *document;
  pdf_document *pdf; /* NULL where it is none */
  GHashTable *seen;  /* numbers of objects that were visited on pages before `next` */
  guint next;        /* the page that is expected to be asked for */
  GArray *waiting;   /* of RectoFontEntry: those of `next`, which there was no room for */
  gboolean page_cut;
};

/* ---- One font ---- */

static gboolean
is_subset (const char *name)
{
  for (guint i = 0; i < MARK_LENGTH; i++)
    if (!g_ascii_isupper (name[i]))
      return FALSE;
  return name[MARK_LENGTH] == '+';
}

static guint32
find_kind (fz_context *ctx, pdf_obj *font, pdf_obj *descriptor)
{
  static const struct
  {
    const char *name;
    RectoFontClaim kind;
  } kinds[] = {
    { "Type1", RECTO_FONT_CLAIM_TYPE_1 },
    { "MMType1", RECTO_FONT_CLAIM_TYPE_1 },
    { "TrueType", RECTO_FONT_CLAIM_TRUE_TYPE },
    { "Type3", RECTO_FONT_CLAIM_TYPE_3 },
    { "CIDFontType0", RECTO_FONT_CLAIM_CID_TYPE_1 },
    { "CIDFontType2", RECTO_FONT_CLAIM_CID_TRUE_TYPE },
  };
  const char *name = pdf_dict_get_name (ctx, font, PDF_NAME (Subtype));
  pdf_obj *file = pdf_dict_get (ctx, descriptor, PDF_NAME (FontFile3));

  if (pdf_name_eq (ctx, pdf_dict_get (ctx, file, PDF_NAME (Subtype)), PDF_NAME (OpenType)))
    return RECTO_FONT_CLAIM_OPEN_TYPE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (name, kinds[i].name))
      return kinds[i].kind;
  return RECTO_FONT_CLAIM_OTHER;
}

static gboolean
is_embedded (fz_context *ctx, pdf_obj *descriptor)
{
  return pdf_dict_get (ctx, descriptor, PDF_NAME (FontFile)) != NULL ||
         pdf_dict_get (ctx, descriptor, PDF_NAME (FontFile2)) != NULL ||
         pdf_dict_get (ctx, descriptor, PDF_NAME (FontFile3)) != NULL;
}

static const char *
find_encoding (fz_context *ctx, pdf_obj *font)
{
  pdf_obj *encoding = pdf_dict_get (ctx, font, PDF_NAME (Encoding));

  if (!pdf_is_dict (ctx, encoding))
    return pdf_to_name (ctx, encoding);
  if (pdf_dict_gets (ctx, encoding, "CMapName") != NULL)
    return pdf_to_name (ctx, pdf_dict_gets (ctx, encoding, "CMapName"));
  return pdf_dict_get_name (ctx, encoding, PDF_NAME (BaseEncoding));
}

void
recto_mupdf_fonts_describe (fz_context *ctx, pdf_obj *font, RectoFontEntry *entry)
{
  pdf_obj *descendants = pdf_dict_get (ctx, font, PDF_NAME (DescendantFonts));
  pdf_obj *inner = pdf_is_array (ctx, descendants) ? pdf_array_get (ctx, descendants, 0) : font;
  pdf_obj *descriptor = pdf_dict_get (ctx, inner, PDF_NAME (FontDescriptor));
  const char *name = pdf_dict_get_name (ctx, font, PDF_NAME (BaseFont));

  if (name[0] == '\0')
    name = pdf_dict_get_name (ctx, font, PDF_NAME (Name));
  entry->object = pdf_is_indirect (ctx, font) ? (guint32) MAX (pdf_to_num (ctx, font), 0) : 0;
  entry->kind = find_kind (ctx, inner, descriptor);
  entry->subset = is_subset (name);
  entry->embedded = entry->kind == RECTO_FONT_CLAIM_TYPE_3 || is_embedded (ctx, descriptor);
  recto_message_set_text (entry->name, sizeof entry->name,
                          entry->subset ? name + MARK_LENGTH + 1 : name);
  recto_message_set_text (entry->encoding, sizeof entry->encoding, find_encoding (ctx, font));
}

/* ---- Pages ---- */

static void
font_cb (fz_context *ctx, pdf_obj *font, gpointer data)
{
  RectoMupdfFonts *self = data;
  RectoFontEntry entry = { .page = self->next };

  if (self->waiting->len >= RECTO_MAX_FONTS_FOUND)
    {
      self->page_cut = TRUE;
      return;
    }
  recto_mupdf_fonts_describe (ctx, font, &entry);
  g_array_append_val (self->waiting, entry);
}

/* A page that cannot be read has none. */
static void
read_page (RectoMupdfFonts *self)
{
  fz_context *ctx = self->document->ctx;
  const RectoMupdfResourcesVisitor visitor = { .font = font_cb, .data = self };

  fz_try (ctx)
  {
    pdf_obj *page = pdf_lookup_page_obj (ctx, self->pdf, (int) self->next);

    if (!recto_mupdf_resources_walk (ctx, page, self->seen, &visitor))
      self->page_cut = TRUE;
  }
  fz_catch (ctx)
  {
    fz_report_error (ctx);
    self->page_cut = TRUE;
  }
}

/* Whatever was asked for last, these pages are looked at as if nothing had been told before. */
static void
begin_at (RectoMupdfFonts *self, guint page)
{
  if (page == self->next)
    return;
  g_hash_table_remove_all (self->seen);
  g_array_set_size (self->waiting, 0);
  self->page_cut = FALSE;
  self->next = page;
}

/* FALSE: there is no room for them. */
static gboolean
tell (RectoMupdfFonts *self, RectoMessageFontsFound *found)
{
  if (found->count + self->waiting->len > RECTO_MAX_FONTS_FOUND)
    return FALSE;
  if (self->waiting->len > 0)
    memcpy (&found->entries[found->count], self->waiting->data,
            self->waiting->len * sizeof (RectoFontEntry));
  found->count += self->waiting->len;
  found->cut |= self->page_cut;
  g_array_set_size (self->waiting, 0);
  self->page_cut = FALSE;
  return TRUE;
}

static void
find (RectoMupdfFonts *self, RectoMessageFontsFound *found)
{
  const guint end = self->pdf != NULL ? self->document->n_pages : 0;
  const gint64 began = g_get_monotonic_time ();

  begin_at (self, found->first);
  if (end > 0)
    recto_mupdf_document_use_page_tree (self->document, end - 1);
  while (self->next < end)
    {
      if (self->waiting->len == 0)
        read_page (self);
      if (!tell (self, found))
        break;
      self->next++;
      if (g_get_monotonic_time () - began > ANSWER_US)
        break;
    }
  found->next = self->next;
  found->complete = self->next >= end;
}

RectoMupdfFonts *
recto_mupdf_fonts_new (RectoMupdfDocument *document)
{
  RectoMupdfFonts *self = g_new0 (RectoMupdfFonts, 1);

  self->document = document;
  self->pdf = pdf_specifics (document->ctx, document->document);
  self->seen = g_hash_table_new (NULL, NULL);
  self->waiting = g_array_new (FALSE, FALSE, sizeof (RectoFontEntry));
  return self;
}

void
recto_mupdf_fonts_find (RectoMupdfFonts *self, guint first, RectoMessageFontsFound *found)
{
  guint refusals = recto_mupdf_context_refusals ();
  char text[256];

  found->outcome = RECTO_OUTCOME_OK;
  found->first = first;
  fz_try (self->document->ctx) { find (self, found); }
  fz_catch (self->document->ctx)
  {
    found->outcome = recto_mupdf_outcome_of_caught (self->document->ctx, refusals, text);
  }
}
