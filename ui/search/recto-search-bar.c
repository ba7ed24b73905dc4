/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-search-bar.h"

#include <glib/gi18n.h>

#include "recto-patience.h"
#include "recto-search-note.h"
#include "recto-search-options.h"
#include "recto-search-words.h"
#include "recto-search.h"
#include "recto-text-tooltip.h"

/* Milliseconds: nobody waits longer for what may be found before a hit. */
#define FIRST_MS 500

struct _RectoSearchBar
{
  AdwBin parent_instance;
  GtkSearchEntry *entry; /* template children */
  GtkLabel *note;
  GtkButton *go_on;
  GtkButton *previous;
  GtkButton *next;
  GtkPopover *menu;
  RectoSearchOptions *options;
  GtkLabel *problem;

  RectoPageView *view;     /* (unowned): it lives as long */
  GListStore *searches;    /* of RectoSearch: the next */
  RectoSearch *search;     /* (nullable) */
  RectoDocument *document; /* (nullable): which is searched */
  RectoSearchHit *current; /* (nullable) */
  RectoLocation from;      /* where the search began */
  RectoClock clock;
  RectoPatience *patience; /* before the first hit is gone to */
  RectoTextStyle style;    /* of the document, meanwhile */

  RectoSearchElsewhere *elsewhere; /* (nullable): in other documents */
  gboolean filling;                /* what is being filled in is no new search yet */
  guint update_source;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void restart (RectoSearchBar *self);

G_DEFINE_FINAL_TYPE (RectoSearchBar, recto_search_bar, ADW_TYPE_BIN)

/* ---- What it says ---------------------------------------------------------------------------- */

static guint
count (RectoSearchBar *self)
{
  return self->search != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->search)) : 0;
}

static guint
get_place (RectoSearchBar *self)
{
  return recto_search_find (self->search, recto_search_hit_get_location (self->current),
                            recto_search_hit_get_start (self->current));
}

static void
say (RectoSearchBar *self, const char *words)
{
  gtk_label_set_label (self->note, words);
}

static gboolean
is_stopped (RectoSearchBar *self)
{
  return recto_search_get_state (self->search) == RECTO_SEARCH_STOPPED ||
         (self->elsewhere != NULL && recto_search_elsewhere_is_stopped (self->elsewhere));
}

static void
update (RectoSearchBar *self)
{
  const gboolean any = count (self) > 0;

  gtk_widget_set_sensitive (GTK_WIDGET (self->previous), any);
  gtk_widget_set_sensitive (GTK_WIDGET (self->next), any);
  gtk_widget_set_visible (GTK_WIDGET (self->go_on), self->search != NULL && is_stopped (self));
  if (self->search != NULL)
    {
      g_autofree char *words = recto_search_note_describe (self->search, self->current);

      say (self, words);
    }
  recto_page_view_set_search (self->view, self->search, self->current);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
update_cb (gpointer user_data)
{
  RectoSearchBar *self = user_data;

  self->update_source = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

/* Answers come in hundreds; it is enough to tell of them once a frame. */
static void
queue_update (RectoSearchBar *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add_full (GDK_PRIORITY_REDRAW - 1, update_cb, self, NULL);
}

/* ---- Hits ------------------------------------------------------------------------------------ */

void
recto_search_bar_go_to_hit (RectoSearchBar *self, RectoSearchHit *hit)
{
  const RectoRect *areas;
  guint n_areas;

  g_return_if_fail (RECTO_IS_SEARCH_BAR (self));
  g_return_if_fail (RECTO_IS_SEARCH_HIT (hit));

  g_set_object (&self->current, hit);
  areas = recto_search_hit_get_areas (hit, &n_areas);
  recto_page_view_show_area (self->view, recto_search_hit_get_location (hit),
                             n_areas > 0 ? &areas[0] : NULL);
  update (self);
}

static void
go_to (RectoSearchBar *self, guint place)
{
  g_autoptr (RectoSearchHit) hit = g_list_model_get_item (G_LIST_MODEL (self->search), place);

  recto_search_bar_go_to_hit (self, hit);
}

/* Nothing more is found before this hit, from where one reads on, or not soon enough. */
static gboolean
is_first (RectoSearchBar *self, guint place)
{
  g_autoptr (RectoSearchHit) hit = g_list_model_get_item (G_LIST_MODEL (self->search), place);

  if (recto_search_get_state (self->search) != RECTO_SEARCH_RUNNING ||
      recto_search_is_done_with (self->search, self->from, recto_search_hit_get_location (hit)))
    return TRUE;
  recto_patience_begin (self->patience);
  return recto_patience_is_out (self->patience);
}

/* The first one from where one reads on; when all has been searched, the first of all. Several
 * pages are searched at the same time, and a later one may be done sooner. */
static void
choose_first (RectoSearchBar *self)
{
  const guint n_hits = count (self);
  guint place;

  if (self->current != NULL || n_hits == 0)
    return;
  place = recto_search_find (self->search, self->from, 0);
  if (place < n_hits)
    {
      if (is_first (self, place))
        go_to (self, place);
    }
  else if (recto_search_get_state (self->search) == RECTO_SEARCH_COMPLETE)
    go_to (self, 0);
}

static void
search_changed_cb (RectoSearchBar *self)
{
  /* Whoever stops some of it means all. */
  if (self->elsewhere != NULL && recto_search_get_state (self->search) == RECTO_SEARCH_STOPPED &&
      recto_search_get_reason (self->search) == RECTO_CANCEL_USER_STOP)
    recto_search_elsewhere_stop (self->elsewhere);
  choose_first (self);
  queue_update (self);
}

void
recto_search_bar_step (RectoSearchBar *self, int by)
{
  guint n_hits;
  guint place;

  g_return_if_fail (RECTO_IS_SEARCH_BAR (self));
  g_return_if_fail (by == 1 || by == -1);

  n_hits = count (self);
  if (n_hits == 0)
    return;
  if (self->current != NULL)
    place = (get_place (self) + n_hits + (guint) by) % n_hits;
  else
    place = recto_search_find (self->search, recto_page_view_get_location (self->view), 0) % n_hits;
  go_to (self, place);
}

/* ---- Searching ------------------------------------------------------------------------------- */

static void
drop_elsewhere (RectoSearchBar *self)
{
  if (self->elsewhere == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->elsewhere, self);
  recto_search_elsewhere_end (self->elsewhere);
  g_clear_object (&self->elsewhere);
}

static void
drop_search (RectoSearchBar *self)
{
  drop_elsewhere (self);
  g_clear_object (&self->current);
  recto_patience_renew (self->patience);
  if (self->search == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->search, self);
  g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  recto_search_end (self->search);
  g_clear_object (&self->search);
  g_list_store_remove_all (self->searches);
}

/* In another style, a book has its words on other pages. */
static void
pages_changed_cb (RectoSearchBar *self, RectoDocument *document)
{
  if (self->search != NULL &&
      !recto_text_style_equal (&self->style, recto_document_get_text_style (document)))
    restart (self);
}

static void
tell_problem (RectoSearchBar *self, const char *words)
{
  if (words != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               words != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                             : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  gtk_label_set_label (self->problem, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), words != NULL);
}

const char *
recto_search_bar_get_problem (RectoSearchBar *self)
{
  g_return_val_if_fail (RECTO_IS_SEARCH_BAR (self), NULL);

  return gtk_widget_get_visible (GTK_WIDGET (self->problem)) ? gtk_label_get_label (self->problem)
                                                             : NULL;
}

/* Whoever stops some of it means all. */
static void
elsewhere_cb (RectoSearchBar *self)
{
  if (recto_search_elsewhere_is_stopped (self->elsewhere))
    recto_search_stop (self->search);
  update (self);
}

static void
begin_elsewhere (RectoSearchBar *self)
{
  self->elsewhere = recto_search_elsewhere_new (GTK_WIDGET (self), self->search, self->searches);
  g_signal_connect_swapped (self->elsewhere, "changed", G_CALLBACK (elsewhere_cb), self);
  recto_search_elsewhere_start (self->elsewhere);
}

static void
begin_search (RectoSearchBar *self, RectoDocument *document, const char *words)
{
  g_autoptr (GError) error = NULL;

  self->search =
      recto_search_new (document, words, recto_search_options_get_flags (self->options), &error);
  if (self->search == NULL)
    {
      tell_problem (self, error->message);
      return;
    }
  recto_search_set_clock (self->search, &self->clock);
  g_list_store_append (self->searches, self->search);
  self->from = recto_page_view_get_location (self->view);
  self->style = *recto_document_get_text_style (document);
  g_set_object (&self->document, document);
  g_signal_connect_swapped (document, "pages-changed", G_CALLBACK (pages_changed_cb), self);
  g_signal_connect_swapped (self->search, "items-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (self->search, "notify", G_CALLBACK (search_changed_cb), self);
  recto_search_start (self->search, self->from);
  if (recto_search_options_get_everywhere (self->options))
    begin_elsewhere (self);
}

static void
restart (RectoSearchBar *self)
{
  RectoDocument *document = recto_page_view_get_document (self->view);
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  drop_search (self);
  tell_problem (self, NULL);
  say (self, "");
  if (document != NULL && words[0] != '\0')
    begin_search (self, document, words);
  update (self);
}

/* What is typed is what is being looked for. */
static gboolean
is_up_to_date (RectoSearchBar *self)
{
  return self->search != NULL &&
         g_str_equal (recto_search_get_words (self->search),
                      gtk_editable_get_text (GTK_EDITABLE (self->entry))) &&
         recto_search_get_flags (self->search) == recto_search_options_get_flags (self->options) &&
         recto_search_options_get_everywhere (self->options) == (self->elsewhere != NULL);
}

static void
changed_cb (RectoSearchBar *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self)) && !self->filling && !is_up_to_date (self))
    restart (self);
}

static void
document_cb (RectoSearchBar *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    restart (self);
}

/* Return: at once, whatever is still being typed. */
static void
activate_cb (RectoSearchBar *self)
{
  if (is_up_to_date (self))
    recto_search_bar_step (self, 1);
  else
    restart (self);
}

static void
next_cb (RectoSearchBar *self)
{
  recto_search_bar_step (self, 1);
}

static void
previous_cb (RectoSearchBar *self)
{
  recto_search_bar_step (self, -1);
}

void
recto_search_bar_go_on (RectoSearchBar *self)
{
  g_return_if_fail (RECTO_IS_SEARCH_BAR (self));

  if (self->search != NULL)
    recto_search_start (self->search, self->from);
  if (self->elsewhere != NULL)
    recto_search_elsewhere_start (self->elsewhere);
  update (self);
}

static void
go_on_cb (RectoSearchBar *self)
{
  recto_search_bar_go_on (self);
}

static void
all_hits_cb (RectoSearchBar *self)
{
  gtk_popover_popdown (self->menu);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.find-results", NULL);
}

RectoSearchElsewhere *
recto_search_bar_get_elsewhere (RectoSearchBar *self)
{
  g_return_val_if_fail (RECTO_IS_SEARCH_BAR (self), NULL);

  return self->elsewhere;
}

GListModel *
recto_search_bar_get_searches (RectoSearchBar *self)
{
  g_return_val_if_fail (RECTO_IS_SEARCH_BAR (self), NULL);

  return G_LIST_MODEL (self->searches);
}

RectoSearchHit *
recto_search_bar_get_current (RectoSearchBar *self)
{
  g_return_val_if_fail (RECTO_IS_SEARCH_BAR (self), NULL);

  return self->current;
}

/* ---- Opening and closing --------------------------------------------------------------------- */

static gboolean
is_running (RectoSearchBar *self)
{
  return recto_search_words_get_state (G_LIST_MODEL (self->searches)) == RECTO_SEARCH_RUNNING ||
         (self->elsewhere != NULL && recto_search_elsewhere_is_running (self->elsewhere));
}

static void
close_cb (RectoSearchBar *self)
{
  recto_search_bar_close (self);
}

/* The first one stops. */
static void
escape_cb (RectoSearchBar *self)
{
  if (is_running (self))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.stop", NULL);
  else
    recto_search_bar_close (self);
}

void
recto_search_bar_open (RectoSearchBar *self)
{
  g_return_if_fail (RECTO_IS_SEARCH_BAR (self));

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    {
      gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
      restart (self);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

void
recto_search_bar_open_everywhere (RectoSearchBar *self)
{
  g_return_if_fail (RECTO_IS_SEARCH_BAR (self));

  recto_search_options_set_everywhere (self->options, TRUE);
  recto_search_bar_open (self);
}

static void
fill_in (RectoSearchBar *self, const char *words, RectoSearchFlags flags)
{
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), words);
  recto_search_options_set_flags (self->options, flags);
  self->filling = FALSE;
}

void
recto_search_bar_open_at (RectoSearchBar *self, RectoSearch *search, RectoSearchHit *hit)
{
  g_return_if_fail (RECTO_IS_SEARCH_BAR (self));
  g_return_if_fail (RECTO_IS_SEARCH (search));
  g_return_if_fail (RECTO_IS_SEARCH_HIT (hit));

  fill_in (self, recto_search_get_words (search), recto_search_get_flags (search));
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  recto_search_bar_go_to_hit (self, hit);
  if (!is_up_to_date (self))
    restart (self);
  recto_search_bar_go_to_hit (self, hit);
}

RectoDocumentView *
recto_search_bar_find_view (RectoSearchBar *self, RectoSearch *search)
{
  g_return_val_if_fail (RECTO_IS_SEARCH_BAR (self), NULL);

  return self->elsewhere != NULL ? recto_search_elsewhere_find_view (self->elsewhere, search)
                                 : NULL;
}

void
recto_search_bar_look_for (RectoSearchBar *self, const char *words)
{
  g_return_if_fail (RECTO_IS_SEARCH_BAR (self));
  g_return_if_fail (words != NULL);

  /* What is selected may look like a pattern, and is none. */
  recto_search_options_set_flags (self->options, recto_search_options_get_flags (self->options) &
                                                     ~(guint) RECTO_SEARCH_PATTERN);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), words);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

void
recto_search_bar_close (RectoSearchBar *self)
{
  g_return_if_fail (RECTO_IS_SEARCH_BAR (self));

  drop_search (self);
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
recto_search_bar_new (RectoPageView *view, const RectoClock *clock)
{
  RectoSearchBar *self;

  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (view), NULL);

  self = g_object_new (RECTO_TYPE_SEARCH_BAR, "visible", FALSE, NULL);
  self->view = view;
  self->clock = *clock;
  self->patience = recto_patience_new (clock, FIRST_MS, (RectoPatienceFunc) choose_first, self);
  g_signal_connect_object (view, "notify::document", G_CALLBACK (document_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

static void
recto_search_bar_dispose (GObject *object)
{
  g_clear_handle_id (&RECTO_SEARCH_BAR (object)->update_source, g_source_remove);
  if (RECTO_SEARCH_BAR (object)->searches != NULL)
    drop_search (RECTO_SEARCH_BAR (object));
  /* The bin would not notice that the template takes its child away. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_SEARCH_BAR);
  g_clear_object (&RECTO_SEARCH_BAR (object)->searches);
  g_clear_pointer (&RECTO_SEARCH_BAR (object)->patience, recto_patience_free);

  G_OBJECT_CLASS (recto_search_bar_parent_class)->dispose (object);
}

static void
recto_search_bar_class_init (RectoSearchBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = recto_search_bar_dispose;

  signals[CHANGED] = g_signal_new ("changed", RECTO_TYPE_SEARCH_BAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (RECTO_TYPE_SEARCH_OPTIONS);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/recto-search-bar.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, RectoSearchBar, child)
  BIND (entry);
  BIND (note);
  BIND (go_on);
  BIND (previous);
  BIND (next);
  BIND (menu);
  BIND (options);
  BIND (problem);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_on_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_hits_cb);
  gtk_widget_class_bind_template_callback (widget_class, escape_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
recto_search_bar_init (RectoSearchBar *self)
{
  self->searches = g_list_store_new (RECTO_TYPE_SEARCH);
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Where there is no room for all of it. */
  recto_text_tooltip_attach (GTK_WIDGET (self->note), self->note);
}
