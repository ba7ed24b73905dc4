/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-mupdf-annotations.h"

#include <mupdf/pdf.h>
#include <string.h>

#include "recto-mupdf-context.h"
#include "recto-mupdf-target.h"

/* An answer takes about this long at most, so that something more urgent need not wait. */
#define ANSWER_US (15 * 1000)

/* One that is listed: where it stands on its page. */
typedef struct
{
  guint place; /* in the page's array */
  guint depth;
} Row;

/* ---- Which are listed ---- */

/* What is not here is something else: a link, a field of a form, the window of a note. */
static const struct
{
  enum pdf_annot_type type;
  RectoAnnotationClaim claim;
} kinds[] = {
  { PDF_ANNOT_TEXT, RECTO_ANNOTATION_CLAIM_NOTE },
  { PDF_ANNOT_FREE_TEXT, RECTO_ANNOTATION_CLAIM_TEXT },
  { PDF_ANNOT_HIGHLIGHT, RECTO_ANNOTATION_CLAIM_HIGHLIGHT },
  { PDF_ANNOT_UNDERLINE, RECTO_ANNOTATION_CLAIM_UNDERLINE },
  { PDF_ANNOT_SQUIGGLY, RECTO_ANNOTATION_CLAIM_UNDERLINE },
  { PDF_ANNOT_STRIKE_OUT, RECTO_ANNOTATION_CLAIM_STRIKE_OUT },
  { PDF_ANNOT_LINE, RECTO_ANNOTATION_CLAIM_DRAWING },
  { PDF_ANNOT_SQUARE, RECTO_ANNOTATION_CLAIM_DRAWING },
  { PDF_ANNOT_CIRCLE, RECTO_ANNOTATION_CLAIM_DRAWING },
  { PDF_ANNOT_POLYGON, RECTO_ANNOTATION_CLAIM_DRAWING },
  { PDF_ANNOT_POLY_LINE, RECTO_ANNOTATION_CLAIM_DRAWING },
  { PDF_ANNOT_INK, RECTO_ANNOTATION_CLAIM_DRAWING },
  { PDF_ANNOT_STAMP, RECTO_ANNOTATION_CLAIM_STAMP },
  { PDF_ANNOT_CARET, RECTO_ANNOTATION_CLAIM_INSERTION },
  { PDF_ANNOT_REDACT, RECTO_ANNOTATION_CLAIM_REDACTION },
  { PDF_ANNOT_FILE_ATTACHMENT, RECTO_ANNOTATION_CLAIM_ATTACHMENT },
  { PDF_ANNOT_SOUND, RECTO_ANNOTATION_CLAIM_MEDIA },
  { PDF_ANNOT_MOVIE, RECTO_ANNOTATION_CLAIM_MEDIA },
  { PDF_ANNOT_RICH_MEDIA, RECTO_ANNOTATION_CLAIM_MEDIA },
  { PDF_ANNOT_SCREEN, RECTO_ANNOTATION_CLAIM_MEDIA },
  { PDF_ANNOT_3D, RECTO_ANNOTATION_CLAIM_MEDIA },
  { PDF_ANNOT_UNKNOWN, RECTO_ANNOTATION_CLAIM_OTHER },
};

static gboolean
find_kind (fz_context *ctx, pdf_obj *annotation, RectoAnnotationClaim *claim)
{
  const char *subtype = pdf_dict_get_name (ctx, annotation, PDF_NAME (Subtype));
  const enum pdf_annot_type type = pdf_annot_type_from_string (ctx, subtype);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].type == type)
      {
        *claim = kinds[i].claim;
        return pdf_is_dict (ctx, annotation) && subtype[0] != '\0';
      }
  return FALSE;
}

/* Places of what is an object of its own, plus 1, by the numbers of the objects. */
static GHashTable *
map_places (fz_context *ctx, pdf_obj *annotations, guint n)
{
  GHashTable *places = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < n; i++)
    {
      pdf_obj *annotation = pdf_array_get (ctx, annotations, (int) i);

      if (pdf_is_indirect (ctx, annotation))
        g_hash_table_insert (places, GINT_TO_POINTER (pdf_to_num (ctx, annotation)),
                             GUINT_TO_POINTER (i + 1));
    }
  return places;
}

/* The place of what this is a reply to, plus 1; 0 where it is none. */
static guint
find_parent (fz_context *ctx, pdf_obj *annotation, guint place, GHashTable *places)
{
  pdf_obj *parent = pdf_dict_get (ctx, annotation, PDF_NAME (IRT));
  guint found = 0;

  if (pdf_is_indirect (ctx, parent))
    found =
        GPOINTER_TO_UINT (g_hash_table_lookup (places, GINT_TO_POINTER (pdf_to_num (ctx, parent))));
  return found != place + 1 ? found : 0;
}

/* For each place: the last that replies to it, and the one before that replies to the same; plus 1
 * each. */
typedef struct
{
  guint *last_reply;
  guint *reply_before;
  gboolean *is_done;
} Threads;

/* Appends one with all that replies to it. No recursion: the document says how deep it goes. */
static void
append_thread (const Threads *threads, guint root, GArray *waiting, GArray *rows)
{
  Row row = { root, 0 };

  g_array_append_val (waiting, row);
  while (waiting->len > 0)
    {
      row = g_array_index (waiting, Row, waiting->len - 1);
      g_array_set_size (waiting, waiting->len - 1);
      if (threads->is_done[row.place])
        continue;
      threads->is_done[row.place] = TRUE;
      g_array_append_val (rows, row);
      row.depth = MIN (row.depth + 1, RECTO_MAX_REPLY_DEPTH);
      /* The last one waits at the bottom. */
      for (guint reply = threads->last_reply[row.place]; reply > 0;
           reply = threads->reply_before[reply - 1])
        {
          row.place = reply - 1;
          g_array_append_val (waiting, row);
        }
    }
}

/* (transfer full): of Row. */
static GArray *
order (fz_context *ctx, pdf_obj *annotations)
{
  const guint n = MIN ((guint) pdf_array_len (ctx, annotations), RECTO_MAX_PAGE_ANNOTATIONS);
  g_autoptr (GHashTable) places = map_places (ctx, annotations, n);
  g_autofree guint *last_reply = g_new0 (guint, n + 1);
  g_autofree guint *reply_before = g_new0 (guint, n + 1);
  g_autofree guint *parents = g_new0 (guint, n + 1);
  g_autofree gboolean *is_listed = g_new0 (gboolean, n + 1);
  g_autofree gboolean *is_done = g_new0 (gboolean, n + 1);
  const Threads threads = { last_reply, reply_before, is_done };
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (Row));
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));
  RectoAnnotationClaim claim;

  for (guint i = 0; i < n; i++)
    is_listed[i] = find_kind (ctx, pdf_array_get (ctx, annotations, (int) i), &claim);
  for (guint i = 0; i < n; i++)
    {
      parents[i] = find_parent (ctx, pdf_array_get (ctx, annotations, (int) i), i, places);
      if (!is_listed[i] || parents[i] == 0 || !is_listed[parents[i] - 1])
        parents[i] = 0;
      else
        {
          reply_before[i] = last_reply[parents[i] - 1];
          last_reply[parents[i] - 1] = i + 1;
        }
    }
  for (guint i = 0; i < n; i++)
    if (is_listed[i] && parents[i] == 0)
      append_thread (&threads, i, waiting, rows);
  /* Those that reply to each other in a circle. */
  for (guint i = 0; i < n; i++)
    if (is_listed[i] && !is_done[i])
      append_thread (&threads, i, waiting, rows);
  return rows;
}

/* ---- One annotation ---- */

static gint64
find_date (fz_context *ctx, pdf_obj *annotation, pdf_obj *key)
{
  pdf_obj *date = pdf_dict_get (ctx, annotation, key);

  return pdf_is_string (ctx, date) ? MAX (pdf_to_date (ctx, date), 0) : 0;
}

/* What is not to be seen has no mark. */
static void
find_area (fz_context *ctx, pdf_obj *page, pdf_obj *annotation, RectoAnnotationEntry *entry)
{
  const int flags = pdf_dict_get_int (ctx, annotation, PDF_NAME (F));
  fz_rect area = pdf_dict_get_rect (ctx, annotation, PDF_NAME (Rect));
  fz_rect box;
  fz_matrix to_page;

  if ((flags & (PDF_ANNOT_IS_HIDDEN | PDF_ANNOT_IS_NO_VIEW)) != 0)
    return;
  pdf_page_obj_transform (ctx, page, &box, &to_page);
  area = fz_intersect_rect (fz_transform_rect (area, to_page), fz_transform_rect (box, to_page));
  if (fz_is_empty_rect (area))
    return;
  entry->x = area.x0;
  entry->y = area.y0;
  entry->width = area.x1 - area.x0;
  entry->height = area.y1 - area.y0;
}

static void
describe (fz_context *ctx,
          pdf_obj *page,
          pdf_obj *annotation,
          RectoAnnotationEntry *entry,
          GString *texts)
{
  RectoAnnotationClaim claim = RECTO_ANNOTATION_CLAIM_OTHER;

  find_kind (ctx, annotation, &claim);
  entry->kind = claim;
  entry->author =
      recto_mupdf_texts_add (texts, pdf_dict_get_text_string (ctx, annotation, PDF_NAME (T)),
                             RECTO_MAX_AUTHOR);
  entry->note =
      recto_mupdf_texts_add (texts, pdf_dict_get_text_string (ctx, annotation, PDF_NAME (Contents)),
                             RECTO_MAX_NOTE);
  entry->created = find_date (ctx, annotation, PDF_NAME (CreationDate));
  entry->modified = find_date (ctx, annotation, PDF_NAME (M));
  /* A reply is read where what it replies to stands. */
  if (entry->depth == 0)
    find_area (ctx, page, annotation, entry);
}

/* ---- Answers ---- */

static gboolean
has_room (const RectoMessageAnnotationsFound *found, const GString *texts)
{
  return sizeof *found + (found->count + 1) * sizeof found->entries[0] + texts->len +
             RECTO_MAX_AUTHOR + RECTO_MAX_NOTE <=
         RECTO_MAX_MESSAGE;
}

/* FALSE: there was no room for all, and found->skip is where to go on. Throws. */
static gboolean
find_on_page (fz_context *ctx, pdf_obj *page, RectoMessageAnnotationsFound *found, GString *texts)
{
  pdf_obj *annotations = pdf_dict_get (ctx, page, PDF_NAME (Annots));
  GArray *rows = NULL;
  gboolean complete = TRUE;

  if (pdf_array_len (ctx, annotations) == 0)
    return TRUE;
  fz_var (rows);
  fz_var (complete);
  fz_try (ctx)
  {
    rows = order (ctx, annotations);
    for (; found->skip < rows->len; found->skip++)
      {
        const Row *row = &g_array_index (rows, Row, found->skip);
        RectoAnnotationEntry *entry = &found->entries[found->count];

        complete = has_room (found, texts);
        if (!complete)
          break;
        *entry = (RectoAnnotationEntry) { .page = found->next, .depth = row->depth };
        describe (ctx, page, pdf_array_get (ctx, annotations, (int) row->place), entry, texts);
        found->count++;
      }
  }
  fz_always (ctx)
  {
    if (rows != NULL)
      g_array_unref (rows);
  }
  fz_catch (ctx) { fz_rethrow (ctx); }
  return complete;
}

static void
find_on_pages (RectoMupdfDocument *document,
               pdf_document *pdf,
               const RectoMessageAnnotations *request,
               RectoMessageAnnotationsFound *found,
               GString *texts)
{
  fz_context *ctx = document->ctx;
  const guint end = MIN ((guint64) request->first + request->count, document->n_pages);
  const gint64 began = g_get_monotonic_time ();
  gboolean whole = TRUE;

  if (end > 0)
    recto_mupdf_document_use_page_tree (document, end - 1);
  found->skip = MIN (request->skip, RECTO_MAX_PAGE_ANNOTATIONS);
  for (found->next = request->first; found->next < end; found->next++)
    {
      if (found->next > request->first && g_get_monotonic_time () - began > ANSWER_US)
        return;
      fz_var (whole);
      fz_try (ctx)
      {
        whole = find_on_page (ctx, pdf_lookup_page_obj (ctx, pdf, (int) found->next), found, texts);
      }
      fz_catch (ctx)
      {
        fz_report_error (ctx);
        found->n_bad++;
        whole = TRUE;
      }
      if (!whole)
        return;
      found->skip = 0;
    }
  found->complete = TRUE;
}

gsize
recto_mupdf_annotations_find (RectoMupdfDocument *document,
                              const RectoMessageAnnotations *request,
                              RectoMessageAnnotationsFound *found)
{
  fz_context *ctx = document->ctx;
  const guint refusals = recto_mupdf_context_refusals ();
  pdf_document *pdf = pdf_specifics (ctx, document->document);
  g_autoptr (GString) texts = recto_mupdf_texts_new ();
  char text[256];

  found->outcome = RECTO_OUTCOME_OK;
  found->complete = pdf == NULL;
  fz_try (ctx)
  {
    if (pdf != NULL)
      find_on_pages (document, pdf, request, found, texts);
  }
  fz_catch (ctx) { found->outcome = recto_mupdf_outcome_of_caught (ctx, refusals, text); }
  found->n_text = texts->len;
  memcpy (&found->entries[found->count], texts->str, texts->len);
  return sizeof *found + found->count * sizeof found->entries[0] + texts->len;
}
