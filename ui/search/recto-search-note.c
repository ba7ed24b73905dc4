/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-search-note.h"

#include <glib/gi18n.h>

static char *
describe_hits (RectoSearch *search, RectoSearchHit *current)
{
  const guint n_hits = g_list_model_get_n_items (G_LIST_MODEL (search));
  guint place;

  if (n_hits == 0)
    return recto_search_get_state (search) == RECTO_SEARCH_RUNNING ? g_strdup ("")
                                                                   : g_strdup (_ ("None"));
  if (current == NULL)
    return g_strdup_printf (ngettext ("%u hit", "%u hits", n_hits), n_hits);
  place = recto_search_find (search, recto_search_hit_get_location (current),
                             recto_search_hit_get_start (current));
  /* Translators: which of the hits of a search one is at, and how many there are. */
  return g_strdup_printf (_ ("%u of %u"), MIN (place + 1, n_hits), n_hits);
}

static char *
describe_progress (RectoSearch *search)
{
  const guint n_searched = recto_search_get_n_searched (search);

  switch (recto_search_get_state (search))
    {
    case RECTO_SEARCH_RUNNING:
      return g_strdup (_ ("searching…"));
    case RECTO_SEARCH_STOPPED:
      return g_strdup_printf (ngettext ("stopped after %u page", "stopped after %u pages",
                                        n_searched),
                              n_searched);
    case RECTO_SEARCH_IDLE:
    case RECTO_SEARCH_COMPLETE:
    default:
      return recto_search_is_cut (search) ? g_strdup (_ ("there are more")) : NULL;
    }
}

static char *
describe_skipped (RectoSearch *search)
{
  const guint n_skipped = recto_search_get_n_skipped (search);

  if (n_skipped == 0)
    return NULL;
  return g_strdup_printf (ngettext ("%u page could not be searched",
                                    "%u pages could not be searched", n_skipped),
                          n_skipped);
}

char *
recto_search_note_describe (RectoSearch *search, RectoSearchHit *current)
{
  g_autofree char *hits = describe_hits (search, current);
  g_autofree char *progress = describe_progress (search);
  g_autofree char *skipped = describe_skipped (search);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  if (hits[0] != '\0')
    g_strv_builder_add (parts, hits);
  if (progress != NULL)
    g_strv_builder_add (parts, progress);
  if (skipped != NULL)
    g_strv_builder_add (parts, skipped);
  words = g_strv_builder_end (parts);
  return g_strjoinv (" · ", words);
}
