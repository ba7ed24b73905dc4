/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-search-words.h"

#include <glib/gi18n.h>

#include "recto-target-words.h"

/* Pages that are named. */
#define MAX_NAMED 12

typedef struct
{
  guint n_hits;
  guint n_searched; /* pages */
  guint n_pages;
  gboolean estimated; /* the latter */
  gboolean cut;
} Sum;

char *
recto_search_words_name_document (RectoDocument *document)
{
  const char *title;
  g_autoptr (GFileInfo) info = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (RECTO_IS_DOCUMENT (document), NULL);

  title = recto_document_get_title (document);
  if (title != NULL && title[0] != '\0')
    return g_strdup (title);
  name = g_file_get_basename (recto_document_get_file (document));
  return g_filename_display_name (name);
}

static Sum
sum_up (GListModel *searches)
{
  Sum sum = { 0 };

  for (guint i = 0; i < g_list_model_get_n_items (searches); i++)
    {
      g_autoptr (RectoSearch) search = g_list_model_get_item (searches, i);
      gboolean estimated = FALSE;

      sum.n_hits += g_list_model_get_n_items (G_LIST_MODEL (search));
      sum.n_searched += recto_search_get_n_searched (search);
      sum.n_pages += recto_document_get_n_pages (recto_search_get_document (search), &estimated);
      sum.estimated |= estimated;
      sum.cut |= recto_search_is_cut (search);
    }
  return sum;
}

RectoSearchState
recto_search_words_get_state (GListModel *searches)
{
  RectoSearchState state = RECTO_SEARCH_COMPLETE;

  g_return_val_if_fail (G_IS_LIST_MODEL (searches), RECTO_SEARCH_IDLE);

  for (guint i = 0; i < g_list_model_get_n_items (searches); i++)
    {
      g_autoptr (RectoSearch) search = g_list_model_get_item (searches, i);

      if (recto_search_get_state (search) == RECTO_SEARCH_RUNNING)
        return RECTO_SEARCH_RUNNING;
      if (recto_search_get_state (search) == RECTO_SEARCH_STOPPED)
        state = RECTO_SEARCH_STOPPED;
    }
  return state;
}

double
recto_search_words_get_progress (GListModel *searches, guint n_to_come)
{
  guint n_searches;
  double share;
  Sum sum;

  g_return_val_if_fail (G_IS_LIST_MODEL (searches), 0);

  sum = sum_up (searches);
  if (sum.n_pages == 0)
    return 0;
  n_searches = g_list_model_get_n_items (searches);
  share = (double) n_searches / ((double) n_searches + n_to_come);
  return CLAMP ((double) sum.n_searched / sum.n_pages, 0, 1) * share;
}

static char *
describe_hits (const Sum *sum)
{
  if (sum->cut)
    return g_strdup_printf (ngettext ("The first %'u hit", "The first %'u hits", sum->n_hits),
                            sum->n_hits);
  return g_strdup_printf (ngettext ("%'u hit", "%'u hits", sum->n_hits), sum->n_hits);
}

static char *
describe_progress (const Sum *sum)
{
  if (sum->estimated)
    return g_strdup_printf (ngettext ("%'u page searched", "%'u pages searched", sum->n_searched),
                            sum->n_searched);
  /* Translators: pages. */
  return g_strdup_printf (ngettext ("%'u of %'u page searched", "%'u of %'u pages searched",
                                    sum->n_pages),
                          MIN (sum->n_searched, sum->n_pages), sum->n_pages);
}

char *
recto_search_words_summarize (GListModel *searches)
{
  g_autofree char *hits = NULL;
  g_autofree char *progress = NULL;
  Sum sum;

  g_return_val_if_fail (G_IS_LIST_MODEL (searches), NULL);

  sum = sum_up (searches);
  hits = describe_hits (&sum);
  progress = describe_progress (&sum);
  switch (recto_search_words_get_state (searches))
    {
    case RECTO_SEARCH_RUNNING:
      return g_strdup_printf ("%s · %s", hits, progress);
    case RECTO_SEARCH_STOPPED:
      /* Translators: how many hits there are, and how many pages have been searched. */
      return g_strdup_printf (_ ("Stopped: %s · %s"), hits, progress);
    case RECTO_SEARCH_IDLE:
    case RECTO_SEARCH_COMPLETE:
    default:
      return g_steal_pointer (&hits);
    }
}

/* The labels of the first pages that were passed over. */
static char *
join_pages (RectoSearch *search)
{
  RectoDocument *document = recto_search_get_document (search);
  GString *names = g_string_new (NULL);
  guint n_named;
  const RectoLocation *locations = recto_search_get_skipped (search, &n_named);

  n_named = MIN (n_named, MAX_NAMED);
  for (guint i = 0; i < n_named; i++)
    {
      const RectoTarget target = { .kind = RECTO_TARGET_PLACE, .location = locations[i] };
      g_autofree char *name = recto_target_words_name_page (document, &target);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name);
    }
  if (recto_search_get_n_skipped (search) > n_named)
    g_string_append (names, ", …");
  return g_string_free_and_steal (names);
}

static char *
describe_skipped (RectoSearch *search, gboolean alone)
{
  const guint n_skipped = recto_search_get_n_skipped (search);
  g_autofree char *pages = join_pages (search);
  g_autofree char *name = NULL;

  if (alone)
    /* Translators: %s is the label of a page, or several with commas between them. */
    return g_strdup_printf (ngettext ("Page %s could not be searched",
                                      "Pages %s could not be searched", n_skipped),
                            pages);
  name = recto_search_words_name_document (recto_search_get_document (search));
  /* Translators: labels of pages, and the name of a document. */
  return g_strdup_printf (ngettext ("Page %s of “%s” could not be searched",
                                    "Pages %s of “%s” could not be searched", n_skipped),
                          pages, name);
}

char *
recto_search_words_list_skipped (GListModel *searches)
{
  GString *words = g_string_new (NULL);
  guint n_searches;

  g_return_val_if_fail (G_IS_LIST_MODEL (searches), g_string_free_and_steal (words));

  n_searches = g_list_model_get_n_items (searches);
  for (guint i = 0; i < n_searches; i++)
    {
      g_autoptr (RectoSearch) search = g_list_model_get_item (searches, i);
      g_autofree char *line = NULL;

      if (recto_search_get_n_skipped (search) == 0)
        continue;
      line = describe_skipped (search, n_searches == 1);
      g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", line);
    }
  return g_string_free_and_steal (words);
}
