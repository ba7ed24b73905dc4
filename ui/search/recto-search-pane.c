/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-search-pane.h"

#include <glib/gi18n.h>

#include "recto-search-row.h"
#include "recto-search-words.h"

struct _RectoSearchPane
{
  AdwBin parent_instance;
  GtkLabel *summary; /* template children */
  GtkWidget *go_on;
  GtkProgressBar *progress;
  GtkWidget *unloaded;
  GtkLabel *unloaded_words;
  GtkWidget *load;
  GtkLabel *unsearchable;
  GtkLabel *skipped;
  GtkStack *stack;
  AdwStatusPage *problem;
  GtkListView *list;

  GListModel *searches;       /* (nullable): of RectoSearch */
  GPtrArray *watched;         /* of RectoSearch: those of them that are listened to */
  GtkFlattenListModel *found; /* what all of them have found */
  GtkSingleSelection *selection;
  GtkListItemFactory *headers;
  RectoSearchHit *current;     /* (nullable) */
  RectoSearchHit *pressed;     /* (nullable): what the button was pressed on last */
  RectoSearch *pressed_search; /* (nullable) */
  graphene_point_t pressed_at; /* in the list */
  guint n_to_come;             /* documents that are being loaded, to be searched, too */
  gboolean has_problem;        /* nothing can be looked for */
  gboolean own;                /* what it selects itself is nobody's choice */
  guint update_source;
};

G_DEFINE_FINAL_TYPE (RectoSearchPane, recto_search_pane, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  GO_ON,
  LOAD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* ---- What it says ---------------------------------------------------------------------------- */

static void
show_state (RectoSearchPane *self)
{
  const RectoSearchState state = recto_search_words_get_state (self->searches);
  g_autofree char *summary = recto_search_words_summarize (self->searches);
  g_autofree char *skipped = recto_search_words_list_skipped (self->searches);
  const gboolean running = state == RECTO_SEARCH_RUNNING || self->n_to_come > 0;
  const gboolean none = g_list_model_get_n_items (G_LIST_MODEL (self->found)) == 0;

  gtk_label_set_label (self->summary, summary);
  gtk_widget_set_visible (self->go_on, state == RECTO_SEARCH_STOPPED);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), running);
  gtk_progress_bar_set_fraction (self->progress,
                                 recto_search_words_get_progress (self->searches, self->n_to_come));
  gtk_label_set_label (self->skipped, skipped);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->skipped), skipped);
  gtk_widget_set_visible (GTK_WIDGET (self->skipped), skipped[0] != '\0');
  gtk_stack_set_visible_child_name (self->stack, none && !running && state == RECTO_SEARCH_COMPLETE
                                                     ? "nothing"
                                                     : "list");
}

static void
show_nothing (RectoSearchPane *self)
{
  gtk_label_set_label (self->summary, "");
  gtk_widget_set_visible (self->go_on, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->skipped), FALSE);
  gtk_stack_set_visible_child_name (self->stack, self->has_problem ? "problem" : "begin");
}

static gboolean
update_cb (gpointer user_data)
{
  RectoSearchPane *self = user_data;

  self->update_source = 0;
  if (self->searches != NULL && g_list_model_get_n_items (self->searches) > 0)
    show_state (self);
  else
    show_nothing (self);
  return G_SOURCE_REMOVE;
}

/* Answers come in hundreds; it is enough to tell of them once a frame. */
static void
queue_update (RectoSearchPane *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add_full (GDK_PRIORITY_REDRAW - 1, update_cb, self, NULL);
}

/* ---- Rows ------------------------------------------------------------------------------------ */

/* (transfer none) (nullable): which search a hit in the list is of. */
static RectoSearch *
find_search (RectoSearchPane *self, guint position)
{
  GListModel *model = gtk_flatten_list_model_get_model_for_item (self->found, position);

  return model != NULL ? RECTO_SEARCH (model) : NULL;
}

static void
choose (RectoSearchPane *self, guint position, gboolean done)
{
  RectoSearch *search = find_search (self, position);
  g_autoptr (RectoSearchHit) hit = g_list_model_get_item (G_LIST_MODEL (self->found), position);

  if (search != NULL && hit != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, search, hit, done);
}

/* (transfer none) (nullable): in the list, at a point of it. */
static RectoSearchRow *
find_row (RectoSearchPane *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self->list), x, y, GTK_PICK_DEFAULT);

  /* Around the row is the item of the list. */
  if (widget != NULL && !RECTO_IS_SEARCH_ROW (widget))
    widget = gtk_widget_get_first_child (widget);
  return RECTO_IS_SEARCH_ROW (widget) ? RECTO_SEARCH_ROW (widget) : NULL;
}

static void
pressed_cb (RectoSearchPane *self, int n_press, double x, double y)
{
  RectoSearchRow *row = find_row (self, x, y);
  RectoSearchHit *hit = row != NULL ? recto_search_row_get_hit (row) : NULL;
  RectoSearch *search = row != NULL ? recto_search_row_get_search (row) : NULL;

  g_set_object (&self->pressed, hit);
  g_set_object (&self->pressed_search, search);
  self->pressed_at = GRAPHENE_POINT_INIT ((float) x, (float) y);
}

/* Let go of on another row, as on another button, it is no choice: the list would select the row
 * where it was pressed. Rows may move under a pointer that stays. */
static void
let_go_cb (RectoSearchPane *self, int n_press, double x, double y, GtkGesture *gesture)
{
  RectoSearchRow *row = find_row (self, x, y);

  if ((row == NULL || recto_search_row_get_hit (row) != self->pressed) &&
      gtk_drag_check_threshold (GTK_WIDGET (self->list), (int) self->pressed_at.x,
                                (int) self->pressed_at.y, (int) x, (int) y))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
released_cb (RectoSearchPane *self, int n_press)
{
  if (n_press == 1 && self->pressed != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, self->pressed_search, self->pressed, TRUE);
}

static void
row_changed_cb (RectoSearchRow *row, GtkListItem *list_item)
{
  g_autofree char *words = recto_search_row_describe (row);

  gtk_list_item_set_accessible_label (list_item, words);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  GtkWidget *row = recto_search_row_new ();

  g_signal_connect_object (row, "changed", G_CALLBACK (row_changed_cb), list_item,
                           G_CONNECT_DEFAULT);
  gtk_list_item_set_child (list_item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  RectoSearchPane *self = user_data;
  RectoSearchRow *row = RECTO_SEARCH_ROW (gtk_list_item_get_child (list_item));
  RectoSearch *search = find_search (self, gtk_list_item_get_position (list_item));

  if (search != NULL)
    recto_search_row_set_hit (row, search, gtk_list_item_get_item (list_item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  recto_search_row_set_hit (RECTO_SEARCH_ROW (gtk_list_item_get_child (list_item)), NULL, NULL);
}

static void
activated_cb (RectoSearchPane *self, guint position)
{
  choose (self, position, TRUE);
}

static void
selected_cb (RectoSearchPane *self)
{
  const guint position = gtk_single_selection_get_selected (self->selection);

  if (!self->own && position != GTK_INVALID_LIST_POSITION)
    choose (self, position, FALSE);
}

/* ---- Names of documents ---------------------------------------------------------------------- */

static void
setup_header_cb (GtkSignalListItemFactory *factory, GtkListHeader *header, gpointer user_data)
{
  GtkWidget *name = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_margin_start (name, 6);
  gtk_list_header_set_child (header, name);
}

static void
bind_header_cb (GtkSignalListItemFactory *factory, GtkListHeader *header, gpointer user_data)
{
  RectoSearch *search = find_search (user_data, gtk_list_header_get_start (header));
  g_autofree char *name =
      search != NULL ? recto_search_words_name_document (recto_search_get_document (search)) : NULL;

  gtk_label_set_label (GTK_LABEL (gtk_list_header_get_child (header)), name);
}

/* ---- Searches -------------------------------------------------------------------------------- */

static void
go_on_cb (RectoSearchPane *self)
{
  g_signal_emit (self, signals[GO_ON], 0);
}

static void
load_cb (RectoSearchPane *self)
{
  g_signal_emit (self, signals[LOAD], 0);
}

static void
unwatch (RectoSearchPane *self)
{
  for (guint i = 0; i < self->watched->len; i++)
    g_signal_handlers_disconnect_by_func (self->watched->pdata[i], queue_update, self);
  g_ptr_array_set_size (self->watched, 0);
}

static void
searches_changed_cb (RectoSearchPane *self)
{
  const guint n_searches = self->searches != NULL ? g_list_model_get_n_items (self->searches) : 0;

  unwatch (self);
  g_clear_object (&self->pressed);
  g_clear_object (&self->pressed_search);
  for (guint i = 0; i < n_searches; i++)
    {
      RectoSearch *search = g_list_model_get_item (self->searches, i);

      g_ptr_array_add (self->watched, search);
      g_signal_connect_object (search, "notify", G_CALLBACK (queue_update), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (search, "items-changed", G_CALLBACK (queue_update), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_list_view_set_header_factory (self->list, n_searches > 1 ? self->headers : NULL);
  queue_update (self);
}

void
recto_search_pane_set_searches (RectoSearchPane *self, GListModel *searches)
{
  g_return_if_fail (RECTO_IS_SEARCH_PANE (self));
  g_return_if_fail (searches == NULL || G_IS_LIST_MODEL (searches));

  if (self->searches == searches)
    return;
  if (self->searches != NULL)
    g_signal_handlers_disconnect_by_func (self->searches, searches_changed_cb, self);
  g_clear_object (&self->current);
  self->own = TRUE;
  g_set_object (&self->searches, searches);
  gtk_flatten_list_model_set_model (self->found, searches);
  self->own = FALSE;
  if (searches != NULL)
    g_signal_connect_object (searches, "items-changed", G_CALLBACK (searches_changed_cb), self,
                             G_CONNECT_SWAPPED);
  searches_changed_cb (self);
}

void
recto_search_pane_set_problem (RectoSearchPane *self, const char *words)
{
  g_autofree char *markup = words != NULL ? g_markup_escape_text (words, -1) : NULL;

  g_return_if_fail (RECTO_IS_SEARCH_PANE (self));

  self->has_problem = words != NULL;
  adw_status_page_set_description (self->problem, markup);
  queue_update (self);
}

static char *
describe_unloaded (guint n_unloaded, gboolean loading)
{
  if (loading)
    return g_strdup_printf (ngettext ("Loading %u open document…", "Loading %u open documents…",
                                      n_unloaded),
                            n_unloaded);
  return g_strdup_printf (ngettext ("%u open document has not been loaded yet",
                                    "%u open documents have not been loaded yet", n_unloaded),
                          n_unloaded);
}

void
recto_search_pane_set_others (RectoSearchPane *self,
                              guint n_unloaded,
                              gboolean loading,
                              guint n_unsearchable)
{
  g_autofree char *unloaded = NULL;
  g_autofree char *unsearchable = NULL;

  g_return_if_fail (RECTO_IS_SEARCH_PANE (self));

  unloaded = describe_unloaded (n_unloaded, loading);
  unsearchable =
      g_strdup_printf (ngettext ("%u open document could not be searched",
                                 "%u open documents could not be searched", n_unsearchable),
                       n_unsearchable);
  gtk_label_set_label (self->unloaded_words, unloaded);
  gtk_widget_set_visible (self->load, !loading);
  gtk_widget_set_visible (self->unloaded, n_unloaded > 0);
  gtk_label_set_label (self->unsearchable, unsearchable);
  gtk_widget_set_visible (GTK_WIDGET (self->unsearchable), n_unsearchable > 0);
  self->n_to_come = loading ? n_unloaded : 0;
  queue_update (self);
}

/* The rows around it stay where they are, where it is in view already. */
static void
scroll_to_current (RectoSearchPane *self)
{
  const guint position = gtk_single_selection_get_selected (self->selection);

  if (position != GTK_INVALID_LIST_POSITION && gtk_widget_get_mapped (GTK_WIDGET (self->list)))
    gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_NONE, NULL);
}

/* Among those of the first search. */
static guint
find_position (RectoSearchPane *self, RectoSearchHit *hit)
{
  g_autoptr (RectoSearch) search =
      self->searches != NULL ? g_list_model_get_item (self->searches, 0) : NULL;
  g_autoptr (RectoSearchHit) found = NULL;
  guint position;

  if (search == NULL || hit == NULL)
    return GTK_INVALID_LIST_POSITION;
  position = recto_search_find (search, recto_search_hit_get_location (hit),
                                recto_search_hit_get_start (hit));
  found = g_list_model_get_item (G_LIST_MODEL (search), position);
  if (found == NULL || recto_search_hit_compare (found, recto_search_hit_get_location (hit),
                                                 recto_search_hit_get_start (hit)) != 0)
    return GTK_INVALID_LIST_POSITION;
  return position;
}

/* It may be found only after one has gone there. */
void
recto_search_pane_set_current (RectoSearchPane *self, RectoSearchHit *current)
{
  guint position;

  g_return_if_fail (RECTO_IS_SEARCH_PANE (self));
  g_return_if_fail (current == NULL || RECTO_IS_SEARCH_HIT (current));

  if (!g_set_object (&self->current, current) &&
      gtk_single_selection_get_selected (self->selection) != GTK_INVALID_LIST_POSITION)
    return;
  position = find_position (self, current);
  if (gtk_single_selection_get_selected (self->selection) == position)
    return;
  self->own = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->own = FALSE;
  scroll_to_current (self);
}

/* ---- The widget ------------------------------------------------------------------------------ */

GtkWidget *
recto_search_pane_new (void)
{
  return g_object_new (RECTO_TYPE_SEARCH_PANE, NULL);
}

static gboolean
recto_search_pane_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (RECTO_SEARCH_PANE (widget)->list));
}

static void
recto_search_pane_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (recto_search_pane_parent_class)->map (widget);

  /* A list makes some 200 rows, whether or not anybody sees them. */
  gtk_list_view_set_model (RECTO_SEARCH_PANE (widget)->list,
                           GTK_SELECTION_MODEL (RECTO_SEARCH_PANE (widget)->selection));
  scroll_to_current (RECTO_SEARCH_PANE (widget));
}

static void
recto_search_pane_dispose (GObject *object)
{
  RectoSearchPane *self = RECTO_SEARCH_PANE (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  if (self->watched != NULL)
    unwatch (self);
  g_clear_pointer (&self->watched, g_ptr_array_unref);
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  /* The bin would not notice that the template takes its child away. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_SEARCH_PANE);
  g_clear_object (&self->selection);
  g_clear_object (&self->found);
  g_clear_object (&self->headers);
  g_clear_object (&self->searches);
  g_clear_object (&self->current);
  g_clear_object (&self->pressed);
  g_clear_object (&self->pressed_search);

  G_OBJECT_CLASS (recto_search_pane_parent_class)->dispose (object);
}

static void
recto_search_pane_unmap (GtkWidget *widget)
{
  RectoSearchPane *self = RECTO_SEARCH_PANE (widget);

  GTK_WIDGET_CLASS (recto_search_pane_parent_class)->unmap (widget);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
}

static void
recto_search_pane_class_init (RectoSearchPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = recto_search_pane_dispose;
  widget_class->grab_focus = recto_search_pane_grab_focus;
  widget_class->map = recto_search_pane_map;
  widget_class->unmap = recto_search_pane_unmap;

  signals[CHOSEN] =
      g_signal_new ("chosen", RECTO_TYPE_SEARCH_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, RECTO_TYPE_SEARCH, RECTO_TYPE_SEARCH_HIT, G_TYPE_BOOLEAN);
  signals[GO_ON] = g_signal_new ("go-on", RECTO_TYPE_SEARCH_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);

  signals[LOAD] = g_signal_new ("load", RECTO_TYPE_SEARCH_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/recto-search-pane.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, RectoSearchPane, child)
  BIND (summary);
  BIND (go_on);
  BIND (progress);
  BIND (unloaded);
  BIND (unloaded_words);
  BIND (load);
  BIND (unsearchable);
  BIND (skipped);
  BIND (stack);
  BIND (list);
  BIND (problem);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, go_on_cb);
  gtk_widget_class_bind_template_callback (widget_class, load_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, let_go_cb);
  gtk_widget_class_bind_template_callback (widget_class, released_cb);
}

static void
make_rows (RectoSearchPane *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->headers = gtk_signal_list_item_factory_new ();
  /* Rows may go after the pane. */
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->headers, "setup", G_CALLBACK (setup_header_cb), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (self->headers, "bind", G_CALLBACK (bind_header_cb), self,
                           G_CONNECT_DEFAULT);
  gtk_list_view_set_factory (self->list, factory);
}

static void
recto_search_pane_init (RectoSearchPane *self)
{
  self->watched = g_ptr_array_new_with_free_func (g_object_unref);
  self->found = gtk_flatten_list_model_new (NULL);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->found));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));
  make_rows (self);
  show_nothing (self);
}
