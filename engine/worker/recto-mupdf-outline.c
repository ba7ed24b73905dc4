/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-mupdf-outline.h"

#include <string.h>

#include "recto-mupdf-context.h"
#include "recto-mupdf-target.h"

/* An answer takes about this long at most, so that something more urgent need not wait. */
#define ANSWER_US (15 * 1000)

/* An entry that was come to: an object of a PDF, or a node of what MuPDF makes of other formats. */
typedef struct
{
  pdf_obj *object;  /* owned */
  fz_outline *node; /* (unowned): the tree's */
  guint depth;
} Entry;

struct _RectoMupdfOutline
{
  RectoMupdfDocument *document;
  gboolean started;
  GArray *entries;  /* of Entry, in their order: what has been walked so far */
  GArray *waiting;  /* of Entry: what comes after them, the nearest last */
  GHashTable *seen; /* numbers of objects */
  fz_outline *tree; /* of another format than PDF */
  gboolean cut;
};

/* ---- Walking ---- */

static void
wait_for (RectoMupdfOutline *self, pdf_obj *object, fz_outline *node, guint depth)
{
  fz_context *ctx = self->document->ctx;
  Entry entry = { NULL, node, depth };

  if (object == NULL && node == NULL)
    return;
  if (depth >= RECTO_MAX_OUTLINE_DEPTH)
    {
      self->cut = TRUE;
      return;
    }
  /* What was come to before has been listed there; an object that stands in its parent itself can
   * be come to once only. */
  if (pdf_is_indirect (ctx, object) &&
      !g_hash_table_add (self->seen, GINT_TO_POINTER (pdf_to_num (ctx, object))))
    return;
  if (object != NULL && !pdf_is_dict (ctx, object))
    return;
  entry.object = object != NULL ? pdf_keep_obj (ctx, object) : NULL;
  g_array_append_val (self->waiting, entry);
}

static void
start (RectoMupdfOutline *self)
{
  fz_context *ctx = self->document->ctx;
  pdf_document *pdf = pdf_specifics (ctx, self->document->document);

  if (self->started)
    return;
  self->started = TRUE;
  if (pdf != NULL)
    wait_for (self, pdf_dict_getp (ctx, pdf_trailer (ctx, pdf), "Root/Outlines/First"), NULL, 0);
  else
    {
      self->tree = fz_load_outline (ctx, self->document->document);
      wait_for (self, NULL, self->tree, 0);
    }
}

/* One entry further. No recursion: the document says how deep it goes. */
static void
step (RectoMupdfOutline *self)
{
  fz_context *ctx = self->document->ctx;
  Entry entry = g_array_index (self->waiting, Entry, self->waiting->len - 1);

  g_array_set_size (self->waiting, self->waiting->len - 1);
  g_array_append_val (self->entries, entry);
  if (entry.object != NULL)
    {
      wait_for (self, pdf_dict_get (ctx, entry.object, PDF_NAME (Next)), NULL, entry.depth);
      wait_for (self, pdf_dict_get (ctx, entry.object, PDF_NAME (First)), NULL, entry.depth + 1);
    }
  else
    {
      wait_for (self, NULL, entry.node->next, entry.depth);
      wait_for (self, NULL, entry.node->down, entry.depth + 1);
    }
}

/* FALSE: there is no such entry. */
static gboolean
walk_to (RectoMupdfOutline *self, guint number)
{
  while (self->entries->len <= number && self->waiting->len > 0)
    {
      if (self->entries->len >= RECTO_MAX_OUTLINE)
        {
          self->cut = TRUE;
          return FALSE;
        }
      step (self);
    }
  return number < self->entries->len;
}

/* ---- Answers ---- */

static void
describe (RectoMupdfOutline *self, const Entry *entry, RectoOutlineEntry *claim, GString *texts)
{
  fz_context *ctx = self->document->ctx;
  const char *title;

  claim->depth = entry->depth;
  if (entry->object != NULL)
    {
      title = pdf_dict_get_text_string (ctx, entry->object, PDF_NAME (Title));
      claim->open = pdf_dict_get_int (ctx, entry->object, PDF_NAME (Count)) > 0;
      claim->title = recto_mupdf_texts_add (texts, title, RECTO_MAX_TITLE);
      recto_mupdf_target_of_entry (self->document, entry->object, &claim->target, texts);
    }
  else
    {
      claim->open = entry->node->is_open != 0;
      claim->title = recto_mupdf_texts_add (texts, entry->node->title, RECTO_MAX_TITLE);
      recto_mupdf_target_of_uri (self->document, entry->node->uri, &claim->target, texts);
    }
}

static gboolean
has_room (const RectoMessageOutlineFound *found, const GString *texts)
{
  return sizeof *found + (found->count + 1) * sizeof found->entries[0] + texts->len +
             RECTO_MAX_TITLE + RECTO_MAX_ADDRESS <=
         RECTO_MAX_MESSAGE;
}

static void
find (RectoMupdfOutline *self, RectoMessageOutlineFound *found, GString *texts)
{
  const gint64 began = g_get_monotonic_time ();

  start (self);
  while (walk_to (self, found->first + found->count))
    {
      if (!has_room (found, texts) ||
          (found->count > 0 && g_get_monotonic_time () - began > ANSWER_US))
        return;
      describe (self, &g_array_index (self->entries, Entry, found->first + found->count),
                &found->entries[found->count], texts);
      found->count++;
    }
  found->complete = TRUE;
  found->cut = self->cut;
}

RectoMupdfOutline *
recto_mupdf_outline_new (RectoMupdfDocument *document)
{
  RectoMupdfOutline *self = g_new0 (RectoMupdfOutline, 1);

  self->document = document;
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->waiting = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->seen = g_hash_table_new (NULL, NULL);
  return self;
}

gsize
recto_mupdf_outline_find (RectoMupdfOutline *self, guint first, RectoMessageOutlineFound *found)
{
  fz_context *ctx = self->document->ctx;
  guint refusals = recto_mupdf_context_refusals ();
  g_autoptr (GString) texts = recto_mupdf_texts_new ();
  char text[256];

  found->outcome = RECTO_OUTCOME_OK;
  found->first = MIN (first, RECTO_MAX_OUTLINE);
  fz_try (ctx) { find (self, found, texts); }
  fz_catch (ctx) { found->outcome = recto_mupdf_outcome_of_caught (ctx, refusals, text); }
  found->n_text = texts->len;
  memcpy (&found->entries[found->count], texts->str, texts->len);
  return sizeof *found + found->count * sizeof found->entries[0] + texts->len;
}
