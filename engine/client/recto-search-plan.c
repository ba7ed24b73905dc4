/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-search-plan.h"

/* Pages in a piece: one at first, so that what is near is known at once. */
#define MAX_PIECE 64
#define GROWTH 4

struct _RectoSearchPlan
{
  RectoDocument *document;
  GArray *given;    /* RectoSearchPiece: given out, and not back yet */
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
  self->given = g_array_new (FALSE, FALSE, sizeof (RectoSearchPiece));
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
  g_array_unref (self->given);
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

static gboolean
choose_next (RectoSearchPlan *self, RectoSearchPiece *piece)
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

gboolean
recto_search_plan_next (RectoSearchPlan *self, RectoSearchPiece *piece)
{
  if (!choose_next (self, piece))
    return FALSE;
  g_array_append_val (self->given, *piece);
  return TRUE;
}

/* No two begin at the same page. */
static void
take_back (RectoSearchPlan *self, const RectoSearchPiece *piece)
{
  for (guint i = 0; i < self->given->len; i++)
    {
      const RectoSearchPiece *given = &g_array_index (self->given, RectoSearchPiece, i);

      if (given->chapter == piece->chapter && given->first == piece->first)
        {
          g_array_remove_index_fast (self->given, i);
          return;
        }
    }
}

void
recto_search_plan_put_back (RectoSearchPlan *self, const RectoSearchPiece *piece)
{
  take_back (self, piece);
  g_array_append_val (self->returned, *piece);
}

void
recto_search_plan_done (RectoSearchPlan *self,
                        const RectoSearchPiece *piece,
                        guint n_pages,
                        gboolean is_end)
{
  RectoSearchPiece rest = *piece;

  take_back (self, piece);
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

  take_back (self, piece);
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

/* Some page of it is among these. */
static gboolean
is_within (const RectoSearchPiece *piece, RectoLocation from, RectoLocation to)
{
  const guint end =
      piece->count < G_MAXUINT - piece->first ? piece->first + piece->count : G_MAXUINT;
  const RectoLocation first = RECTO_LOCATION_INIT (piece->chapter, piece->first);
  const RectoLocation behind = RECTO_LOCATION_INIT (piece->chapter, end);

  return recto_location_compare (first, to) < 0 && recto_location_compare (from, behind) < 0;
}

static gboolean
any_within (GArray *pieces, RectoLocation from, RectoLocation to)
{
  for (guint i = 0; i < pieces->len; i++)
    if (is_within (&g_array_index (pieces, RectoSearchPiece, i), from, to))
      return TRUE;
  return FALSE;
}

gboolean
recto_search_plan_is_done (RectoSearchPlan *self, RectoLocation from, RectoLocation to)
{
  const guint first = self->by_chapters ? from.chapter : from.page;
  /* A chapter that has not been given out matters only with pages of its own before the end. */
  const guint end = self->by_chapters ? to.chapter + (to.page > 0) : to.page;

  if (recto_location_compare (from, to) >= 0)
    return TRUE;
  if (first < self->behind || MIN (end, self->end) > self->ahead)
    return FALSE;
  return !any_within (self->given, from, to) && !any_within (self->returned, from, to);
}
