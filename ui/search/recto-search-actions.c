/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-search-actions.h"

#include "recto-look-up.h"
#include "recto-search-bar.h"
#include "recto-search-results.h"

#define BAR "recto-search-bar"
#define RESULTS "recto-search-results"

/* (transfer none) (nullable): NULL where no document is shown. */
static RectoDocumentBody *
get_body (RectoWindow *window)
{
  RectoDocumentView *view = recto_window_get_view (window);

  if (view == NULL || recto_document_view_get_state (view) != RECTO_DOCUMENT_VIEW_PAGES)
    return NULL;
  return recto_document_view_get_body (view);
}

/* (transfer none) (nullable): NULL until one has searched in the document. It is a child of the
 * body. */
static RectoSearchBar *
get_bar (RectoDocumentBody *body)
{
  return body != NULL ? g_object_get_data (G_OBJECT (body), BAR) : NULL;
}

static gboolean
is_open (RectoSearchBar *bar)
{
  return bar != NULL && gtk_widget_get_visible (GTK_WIDGET (bar));
}

/* (transfer none): it is made for the first search. */
static RectoSearchBar *
ensure_bar (RectoDocumentBody *body)
{
  RectoSearchResults *results;
  RectoSearchBar *bar = get_bar (body);

  if (bar == NULL)
    {
      bar = RECTO_SEARCH_BAR (recto_search_bar_new (recto_document_body_get_page_view (body),
                                                    &recto_clock_monotonic));
      g_object_set_data (G_OBJECT (body), BAR, bar);
      recto_document_body_add_bar (body, GTK_WIDGET (bar));
      results = recto_search_results_new (body, bar);
      g_object_set_data_full (G_OBJECT (body), RESULTS, results, g_object_unref);
    }
  return bar;
}

static void
open_bar (RectoDocumentBody *body)
{
  recto_search_bar_open (ensure_bar (body));
}

static void
step (RectoWindow *window, int by)
{
  RectoDocumentBody *body = get_body (window);

  if (is_open (get_bar (body)))
    recto_search_bar_step (get_bar (body), by);
  else if (body != NULL)
    open_bar (body);
}

static void
find (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RectoDocumentBody *body = get_body (user_data);

  if (body != NULL)
    open_bar (body);
}

static void
find_words (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RectoDocumentBody *body = get_body (user_data);

  if (body == NULL)
    return;
  open_bar (body);
  recto_search_bar_look_for (get_bar (body), g_variant_get_string (parameter, NULL));
}

/* By the way of a link: what is asked is shown before it is. */
static void
look_up_words (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RectoDocumentView *view = recto_window_get_view (user_data);
  g_autofree char *address = NULL;

  if (get_body (user_data) == NULL)
    return;
  address = recto_look_up_choose_address (recto_document_view_get_settings (view),
                                          g_variant_get_string (parameter, NULL));
  if (address != NULL)
    recto_page_view_activate_link (recto_document_view_get_page_view (view),
                                   &(RectoTarget) { .kind = RECTO_TARGET_ADDRESS,
                                                    .address = address });
}

static void
find_next (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step (user_data, 1);
}

static void
find_previous (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step (user_data, -1);
}

static void
find_results (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RectoDocumentBody *body = get_body (user_data);

  if (body == NULL)
    return;
  if (!is_open (get_bar (body)))
    open_bar (body);
  recto_search_results_show (g_object_get_data (G_OBJECT (body), RESULTS));
}

static void
find_everywhere (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RectoDocumentBody *body = get_body (user_data);
  RectoSearchBar *bar;

  if (body == NULL)
    return;
  bar = ensure_bar (body);
  recto_search_bar_open_everywhere (bar);
  recto_search_results_reveal (g_object_get_data (G_OBJECT (body), RESULTS));
  recto_search_bar_open (bar);
}

void
recto_search_actions_open_at (RectoWindow *window, RectoSearch *search, RectoSearchHit *hit)
{
  RectoDocumentBody *body;

  g_return_if_fail (RECTO_IS_WINDOW (window));

  body = get_body (window);
  if (body != NULL)
    recto_search_bar_open_at (ensure_bar (body), search, hit);
}

gboolean
recto_search_actions_close (RectoWindow *window)
{
  RectoSearchBar *bar = get_bar (get_body (window));

  if (!is_open (bar))
    return FALSE;
  recto_search_bar_close (bar);
  return TRUE;
}

static const GActionEntry entries[] = {
  { .name = "find", .activate = find },
  { .name = "find-words", .parameter_type = "s", .activate = find_words },
  { .name = "look-up-words", .parameter_type = "s", .activate = look_up_words },
  { .name = "find-next", .activate = find_next },
  { .name = "find-previous", .activate = find_previous },
  { .name = "find-results", .activate = find_results },
  { .name = "find-everywhere", .activate = find_everywhere },
};

void
recto_search_actions_update (RectoWindow *window)
{
  const gboolean possible = get_body (window) != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (window),
                                                                              entries[i].name)),
                                 possible);
}

void
recto_search_actions_install (RectoWindow *window)
{
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
}
