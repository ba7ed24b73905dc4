/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-search-plan.h"

/* Pages in a piece: one at first, so that what is near is known at once. */
#define MAX_PIECE 64
#define GROWTH 4

struct _RectoSearchPlan
{
  RectoDocument *document;
  GArray *returned; /* RectoSearchPiece, the next last */
  gboolean by_chapters;
  guint chapter;
  guint ahead;  /* the first page, or chapter, behind all that has been given out */
  guint behind; /* those before this one have not been given out */
  guint end;    /* of pages, or chapters */
  guint size;
  gboolean backwards; /* it is the turn of what is before */
};

RectoSearchPlan *
recto_search_plan_new (RectoDocument *document, RectoLocation from)
{
  RectoSearchPlan *self = g_new0 (RectoSearchPlan, 1);

  self->document = g_object_ref (document);
  self->returned = g_array_new (FALSE, FALSE, sizeof (RectoSearchPiece));
  self->by_chapters = recto_document_is_reflowable (document);
  self->size = 1;
  if (self->by_chapters)
    {
      const RectoSearchPiece before = { from.chapter, 0, from.page, FALSE };
      const RectoSearchPiece after = { from.chapter, from.page, G_MAXUINT, FALSE };

      self->end = recto_document_get_n_chapters (document);
      self->behind = MIN (from.chapter, self->end);
      self->ahead = MIN (from.chapter + 1, self->end);
      if (before.count > 0)
        g_array_append_val (self->returned, before);
      g_array_append_val (self->returned, after);
    }
  else
    {
      self->end = recto_document_get_n_pages (document, NULL);
      self->ahead = self->behind = MIN (from.page, self->end);
    }
  return self;
}

void
recto_search_plan_free (RectoSearchPlan *self)
{
  g_array_unref (self->returned);
  g_object_unref (self->document);
  g_free (self);
}

static void
give_chapter (RectoSearchPlan *self, RectoSearchPiece *piece, gboolean backwards)
{
  *piece = (RectoSearchPiece) { backwards ? --self->behind : self->ahead++, 0, G_MAXUINT, FALSE };
}

static void
give_pages (RectoSearchPlan *self, RectoSearchPiece *piece, gboolean backwards)
{
  const guint count = MIN (self->size, backwards ? self->behind : self->end - self->ahead);

  if (backwards)
    self->behind -= count;
  *piece = (RectoSearchPiece) { 0, backwards ? self->behind : self->ahead, count, FALSE };
  if (!backwards)
    self->ahead += count;
  self->size = MIN (self->size * GROWTH, MAX_PIECE);
}

gboolean
recto_search_plan_next (RectoSearchPlan *self, RectoSearchPiece *piece)
{
  gboolean backwards;

  if (self->returned->len > 0)
    {
      *piece = g_array_index (self->returned, RectoSearchPiece, self->returned->len - 1);
      g_array_set_size (self->returned, self->returned->len - 1);
      return TRUE;
    }
  if (self->behind == 0 && self->ahead >= self->end)
    return FALSE;
  backwards = self->behind > 0 && (self->backwards || self->ahead >= self->end);
  self->backwards = !backwards;
  if (self->by_chapters)
    give_chapter (self, piece, backwards);
  else
    give_pages (self, piece, backwards);
  return TRUE;
}

void
recto_search_plan_put_back (RectoSearchPlan *self, const RectoSearchPiece *piece)
{
  g_array_append_val (self->returned, *piece);
}

void
recto_search_plan_done (RectoSearchPlan *self,
                        const RectoSearchPiece *piece,
                        guint n_pages,
                        gboolean is_end)
{
  RectoSearchPiece rest = *piece;

  if (is_end || n_pages >= piece->count)
    return;
  rest.first += n_pages;
  if (rest.count != G_MAXUINT)
    rest.count -= n_pages;
  g_array_append_val (self->returned, rest);
}

gboolean
recto_search_plan_failed (RectoSearchPlan *self, const RectoSearchPiece *piece)
{
  RectoSearchPiece rest = *piece;

  if (rest.count == G_MAXUINT)
    rest.count = MAX (recto_document_get_chapter_pages (self->document, rest.chapter, NULL),
                      rest.first + 1) -
                 rest.first;
  if (rest.count > 1 && !rest.one_by_one)
    {
      rest.one_by_one = TRUE;
      g_array_append_val (self->returned, rest);
      return FALSE;
    }
  rest.first++;
  rest.count--;
  if (rest.count > 0)
    g_array_append_val (self->returned, rest);
  return TRUE;
}
