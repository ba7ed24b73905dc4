/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-outline-pane.h"

#include "recto-outline-factory.h"
#include "recto-outline-item.h"

/* How far down the view the line is that one is taken to read. */
#define READ_AT 0.1
/* More than these are not unfolded at the beginning, whatever the document wishes. */
#define MAX_UNFOLDED 200
/* Outermost entries that the tree gets at once: it makes an object of each, and the list a row of
 * each of the first, whether they are in view or not. */
#define STEP 5000
#define FIRST_STEP 40
#define N_FIRST 200

struct _RectoOutlinePane
{
  AdwBin parent_instance;
  GtkEditable *search; /* template children */
  GtkWidget *cut;
  GtkWidget *made;
  GtkStack *stack;
  GtkListView *list;       /* of the tree */
  GtkListView *found_list; /* of what is found in it */
  AdwStatusPage *notice;
  GtkButton *action;

  RectoPageView *page_view;     /* (unowned) (nullable): until the pane is disposed of */
  RectoOutline *outline;        /* (nullable) */
  GtkTreeListModel *tree;       /* (nullable): of the outline */
  GtkSliceListModel *outermost; /* (nullable): as much of the outline as the tree has of it */
  guint grow_source;
  GtkFilterListModel *found;
  GtkSingleSelection *selection;       /* over the tree */
  GtkSingleSelection *found_selection; /* over what is found */
  gboolean has_notice;                 /* in place of an outline */
  guint current;                       /* the entry being read, or RECTO_OUTLINE_TOP */
};

G_DEFINE_FINAL_TYPE (RectoOutlinePane, recto_outline_pane, ADW_TYPE_BIN)

enum
{
  ACTIVATED,
  ACTION,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
is_searching (RectoOutlinePane *self)
{
  return gtk_editable_get_text (self->search)[0] != '\0';
}

/* Of a row of the tree, or of what is found. (transfer full) (nullable) */
static RectoOutlineItem *
dup_item (gpointer row)
{
  if (GTK_IS_TREE_LIST_ROW (row))
    return RECTO_OUTLINE_ITEM (gtk_tree_list_row_get_item (row));
  return RECTO_IS_OUTLINE_ITEM (row) ? g_object_ref (row) : NULL;
}

/* The one that is seen. */
static GtkListView *
get_list (RectoOutlinePane *self)
{
  return is_searching (self) ? self->found_list : self->list;
}

/* ---- What is unfolded ---- */

static GListModel *
create_children (gpointer item, gpointer user_data)
{
  return recto_outline_list_children (recto_outline_item_get_outline (item),
                                      recto_outline_item_get_entry (item));
}

/* The row of an entry, where all that is above it is unfolded, else of what it is folded into.
 * (transfer full) (nullable) */
static GtkTreeListRow *
find_row (RectoOutlinePane *self, guint entry)
{
  const guint parent = recto_outline_get_parent (self->outline, entry);
  const guint position = recto_outline_get_position (self->outline, entry);
  g_autoptr (GtkTreeListRow) above = NULL;

  if (parent == RECTO_OUTLINE_TOP)
    return gtk_tree_list_model_get_child_row (self->tree, position);
  above = find_row (self, parent);
  if (above == NULL || !gtk_tree_list_row_get_expanded (above))
    return g_steal_pointer (&above);
  return gtk_tree_list_row_get_child_row (above, position);
}

/* The row of an entry that has others below it, where it is not folded into another. A row is made
 * for whatever is asked for: of a hundred thousand entries, few have any. (transfer full)
 * (nullable)
 */
static GtkTreeListRow *
find_parent_row (RectoOutlinePane *self, guint entry)
{
  g_autoptr (GtkTreeListRow) row = NULL;
  g_autoptr (RectoOutlineItem) item = NULL;

  if (recto_outline_get_n_children (self->outline, entry) == 0)
    return NULL;
  row = find_row (self, entry);
  item = row != NULL ? dup_item (row) : NULL;
  return item != NULL && recto_outline_item_get_entry (item) == entry ? g_steal_pointer (&row)
                                                                      : NULL;
}

/* What the document wishes to be seen, and a single entry around all others. */
static void
unfold (RectoOutlinePane *self)
{
  const gboolean alone = recto_outline_get_n_children (self->outline, RECTO_OUTLINE_TOP) == 1;
  guint n_unfolded = 0;

  for (guint i = 0; i < recto_outline_get_n (self->outline) && n_unfolded < MAX_UNFOLDED; i++)
    {
      g_autoptr (GtkTreeListRow) row = recto_outline_is_open (self->outline, i) || (alone && i == 0)
                                           ? find_parent_row (self, i)
                                           : NULL;

      if (row == NULL)
        continue;
      gtk_tree_list_row_set_expanded (row, TRUE);
      n_unfolded++;
    }
}

/* The same entry of another outline: where it stands and what it says. */
static gboolean
is_same (RectoOutline *a, guint i, RectoOutline *b)
{
  return i < recto_outline_get_n (b) &&
         g_str_equal (recto_outline_get_title (a, i), recto_outline_get_title (b, i)) &&
         recto_outline_get_depth (a, i) == recto_outline_get_depth (b, i);
}

/* (transfer full): of guint. */
static GArray *
list_unfolded (RectoOutlinePane *self)
{
  GArray *unfolded = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < recto_outline_get_n (self->outline); i++)
    {
      g_autoptr (GtkTreeListRow) row = find_parent_row (self, i);

      if (row != NULL && gtk_tree_list_row_get_expanded (row))
        g_array_append_val (unfolded, i);
    }
  return unfolded;
}

static void
unfold_again (RectoOutlinePane *self, RectoOutline *before, GArray *unfolded)
{
  for (guint i = 0; i < unfolded->len; i++)
    {
      const guint entry = g_array_index (unfolded, guint, i);
      g_autoptr (GtkTreeListRow) row =
          is_same (before, entry, self->outline) ? find_row (self, entry) : NULL;

      if (row != NULL)
        gtk_tree_list_row_set_expanded (row, TRUE);
    }
}

/* ---- What one reads ---- */

/* Rows are marked, not scrolled to under the hands of whoever is about in the list. */
static void
mark_current (RectoOutlinePane *self)
{
  const gboolean busy =
      gtk_widget_get_state_flags (GTK_WIDGET (self->list)) & GTK_STATE_FLAG_FOCUS_WITHIN;
  g_autoptr (GtkTreeListRow) row = NULL;
  guint position;

  if (self->outline == NULL || is_searching (self))
    return;
  row = self->current != RECTO_OUTLINE_TOP ? find_row (self, self->current) : NULL;
  position = row != NULL ? gtk_tree_list_row_get_position (row) : GTK_INVALID_LIST_POSITION;
  if (gtk_single_selection_get_selected (self->selection) == position)
    return;
  gtk_single_selection_set_selected (self->selection, position);
  if (row != NULL && !busy && gtk_widget_get_mapped (GTK_WIDGET (self->list)))
    gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_NONE, NULL);
}

static void
follow (RectoOutlinePane *self)
{
  RectoDocument *document =
      self->page_view != NULL ? recto_page_view_get_document (self->page_view) : NULL;
  GtkWidget *view = GTK_WIDGET (self->page_view);
  RectoLocation location;
  double x = 0;
  double y = 0;
  guint entry = RECTO_OUTLINE_TOP;

  if (document == NULL || self->outline == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (!recto_page_view_find_point (self->page_view, gtk_widget_get_width (view) / 2.0,
                                   gtk_widget_get_height (view) * READ_AT, &location, &x, &y))
    {
      location = recto_page_view_get_location (self->page_view);
      y = 0;
    }
  if (!recto_outline_find (self->outline, location, y, &entry))
    entry = RECTO_OUTLINE_TOP;
  if (entry == self->current)
    return;
  self->current = entry;
  mark_current (self);
}

/* ---- Going there ---- */

static void
activated_cb (RectoOutlinePane *self, guint position, GtkListView *list)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (list));
  g_autoptr (GObject) row = g_list_model_get_item (model, position);
  g_autoptr (RectoOutlineItem) item = row != NULL ? dup_item (row) : NULL;
  RectoTarget target;

  if (item == NULL)
    return;
  target = recto_outline_get_target (self->outline, recto_outline_item_get_entry (item));
  g_signal_emit (self, signals[ACTIVATED], 0, &target);
}

/* The keys unfold and fold as they do in a tree: GTK has other keys for that. Folded already, one
 * goes to the entry above. */
static gboolean
key_pressed_cb (RectoOutlinePane *self, guint key, guint code, GdkModifierType state)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  const gboolean from_right = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  const guint unfolding = from_right ? GDK_KEY_Left : GDK_KEY_Right;
  const guint folding = from_right ? GDK_KEY_Right : GDK_KEY_Left;
  g_autoptr (GtkTreeListRow) above = NULL;
  GtkTreeListRow *row;

  if (key == GDK_KEY_KP_Left || key == GDK_KEY_KP_Right)
    key = key == GDK_KEY_KP_Left ? GDK_KEY_Left : GDK_KEY_Right;
  if (!GTK_IS_TREE_EXPANDER (focus) || (state & gtk_accelerator_get_default_mod_mask ()) != 0 ||
      (key != unfolding && key != folding))
    return GDK_EVENT_PROPAGATE;
  row = gtk_tree_expander_get_list_row (GTK_TREE_EXPANDER (focus));
  if (row == NULL)
    return GDK_EVENT_PROPAGATE;
  above = gtk_tree_list_row_get_parent (row);
  if (key == unfolding || gtk_tree_list_row_get_expanded (row))
    gtk_tree_list_row_set_expanded (row, key == unfolding);
  else if (above != NULL)
    gtk_list_view_scroll_to (self->list, gtk_tree_list_row_get_position (above),
                             GTK_LIST_SCROLL_FOCUS, NULL);
  return GDK_EVENT_STOP;
}

/* ---- Searching ---- */

static void
update (RectoOutlinePane *self)
{
  const gboolean none =
      is_searching (self) && g_list_model_get_n_items (G_LIST_MODEL (self->found)) == 0;

  gtk_widget_set_visible (GTK_WIDGET (self->search), !self->has_notice);
  if (self->has_notice)
    gtk_stack_set_visible_child_name (self->stack, "notice");
  else if (none)
    gtk_stack_set_visible_child_name (self->stack, "not-found");
  else
    gtk_stack_set_visible_child_name (self->stack, is_searching (self) ? "found" : "list");
}

static void
search_changed_cb (RectoOutlinePane *self)
{
  const char *words = gtk_editable_get_text (self->search);
  GtkStringFilter *filter = GTK_STRING_FILTER (gtk_filter_list_model_get_filter (self->found));
  const gboolean searching = is_searching (self);

  /* Nothing is to be filtered by no words: that would find everything. */
  if (!searching)
    gtk_filter_list_model_set_model (self->found, NULL);
  gtk_string_filter_set_search (filter, words);
  if (searching)
    gtk_filter_list_model_set_model (self->found, G_LIST_MODEL (self->outline));
  /* Typing in the list searches it. */
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search),
                                           GTK_WIDGET (get_list (self)));
  mark_current (self);
  update (self);
}

static void
focus_list_cb (RectoOutlinePane *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (get_list (self)));
}

static void
stop_search_cb (RectoOutlinePane *self)
{
  gtk_editable_set_text (self->search, "");
  focus_list_cb (self);
}

/* ---- The outline ---- */

static gboolean
grow_cb (gpointer user_data)
{
  RectoOutlinePane *self = user_data;
  const guint before = gtk_slice_list_model_get_size (self->outermost);
  const guint size = before + (before < N_FIRST ? FIRST_STEP : STEP);

  gtk_slice_list_model_set_size (self->outermost, size);
  if (gtk_single_selection_get_selected (self->selection) == GTK_INVALID_LIST_POSITION)
    mark_current (self);
  if (size < recto_outline_get_n (self->outline))
    return G_SOURCE_CONTINUE;
  self->grow_source = 0;
  return G_SOURCE_REMOVE;
}

/* Where all are outermost, and nothing can be unfolded, the tree grows while one looks. */
static void
make_tree (RectoOutlinePane *self)
{
  const guint n = recto_outline_get_n (self->outline);
  const gboolean grows =
      n > STEP && recto_outline_get_n_children (self->outline, RECTO_OUTLINE_TOP) == n;
  GListModel *top = recto_outline_list_children (self->outline, RECTO_OUTLINE_TOP);

  if (top == NULL)
    top = G_LIST_MODEL (g_list_store_new (RECTO_TYPE_OUTLINE_ITEM));
  self->outermost = gtk_slice_list_model_new (top, 0, grows ? FIRST_STEP : G_MAXUINT);
  self->tree = gtk_tree_list_model_new (g_object_ref (G_LIST_MODEL (self->outermost)), FALSE, FALSE,
                                        create_children, NULL, NULL);
  if (grows)
    self->grow_source = g_idle_add (grow_cb, self);
}

static void
drop_tree (RectoOutlinePane *self)
{
  g_clear_handle_id (&self->grow_source, g_source_remove);
  g_clear_object (&self->tree);
  g_clear_object (&self->outermost);
}

void
recto_outline_pane_set_outline (RectoOutlinePane *self, RectoOutline *outline)
{
  g_autoptr (RectoOutline) before = NULL;
  g_autoptr (GArray) unfolded = NULL;

  g_return_if_fail (RECTO_IS_OUTLINE_PANE (self));
  g_return_if_fail (outline == NULL || RECTO_IS_OUTLINE (outline));

  self->has_notice = FALSE;
  if (self->outline == outline)
    {
      update (self);
      return;
    }
  if (self->tree != NULL)
    unfolded = list_unfolded (self);
  before = g_steal_pointer (&self->outline);
  gtk_single_selection_set_model (self->selection, NULL);
  drop_tree (self);
  self->current = RECTO_OUTLINE_TOP;
  gtk_widget_set_visible (self->cut, outline != NULL && recto_outline_is_cut (outline));
  if (outline != NULL)
    {
      self->outline = g_object_ref (outline);
      make_tree (self);
      if (unfolded != NULL)
        unfold_again (self, before, unfolded);
      else
        unfold (self);
    }
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->tree));
  search_changed_cb (self);
  follow (self);
}

/* ---- Where there is none ---- */

static void
action_clicked_cb (RectoOutlinePane *self)
{
  g_signal_emit (self, signals[ACTION], 0);
}

void
recto_outline_pane_set_made (RectoOutlinePane *self, gboolean made)
{
  g_return_if_fail (RECTO_IS_OUTLINE_PANE (self));

  gtk_widget_set_visible (self->made, made);
}

void
recto_outline_pane_set_notice (RectoOutlinePane *self,
                               const char *icon_name,
                               const char *title,
                               const char *description,
                               const char *action)
{
  g_autofree char *escaped = description != NULL ? g_markup_escape_text (description, -1) : NULL;

  g_return_if_fail (RECTO_IS_OUTLINE_PANE (self));
  g_return_if_fail (icon_name != NULL && title != NULL);

  recto_outline_pane_set_outline (self, NULL);
  self->has_notice = TRUE;
  adw_status_page_set_icon_name (self->notice, icon_name);
  adw_status_page_set_title (self->notice, title);
  adw_status_page_set_description (self->notice, escaped);
  gtk_widget_set_visible (GTK_WIDGET (self->action), action != NULL);
  if (action != NULL)
    gtk_button_set_label (self->action, action);
  update (self);
}

guint
recto_outline_pane_get_current (RectoOutlinePane *self)
{
  g_return_val_if_fail (RECTO_IS_OUTLINE_PANE (self), RECTO_OUTLINE_TOP);

  return self->current;
}

GtkWidget *
recto_outline_pane_new (RectoPageView *page_view)
{
  g_autoptr (GtkListItemFactory) tree_factory = NULL;
  g_autoptr (GtkListItemFactory) found_factory = NULL;
  RectoOutlinePane *self;
  GtkAdjustment *down;

  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (page_view), NULL);

  self = g_object_new (RECTO_TYPE_OUTLINE_PANE, NULL);
  self->page_view = page_view;
  tree_factory = recto_outline_factory_new_for_tree (page_view);
  found_factory = recto_outline_factory_new_for_items (page_view);
  gtk_list_view_set_factory (self->list, tree_factory);
  gtk_list_view_set_factory (self->found_list, found_factory);
  down = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (page_view));
  g_signal_connect_object (page_view, "notify::number", G_CALLBACK (follow), self,
                           G_CONNECT_SWAPPED);
  if (down != NULL)
    g_signal_connect_object (down, "value-changed", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

static gboolean
recto_outline_pane_grab_focus (GtkWidget *widget)
{
  RectoOutlinePane *self = RECTO_OUTLINE_PANE (widget);

  return gtk_widget_grab_focus (self->has_notice ? GTK_WIDGET (self->action)
                                                 : GTK_WIDGET (get_list (self)));
}

static void
recto_outline_pane_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (recto_outline_pane_parent_class)->map (widget);

  follow (RECTO_OUTLINE_PANE (widget));
}

static void
recto_outline_pane_dispose (GObject *object)
{
  RectoOutlinePane *self = RECTO_OUTLINE_PANE (object);

  self->page_view = NULL;
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  if (self->found_list != NULL)
    gtk_list_view_set_model (self->found_list, NULL);
  /* The bin would not notice that the template takes its child away. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_OUTLINE_PANE);
  g_clear_object (&self->selection);
  g_clear_object (&self->found_selection);
  g_clear_object (&self->found);
  drop_tree (self);
  g_clear_object (&self->outline);

  G_OBJECT_CLASS (recto_outline_pane_parent_class)->dispose (object);
}

static void
recto_outline_pane_class_init (RectoOutlinePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = recto_outline_pane_dispose;
  widget_class->grab_focus = recto_outline_pane_grab_focus;
  widget_class->map = recto_outline_pane_map;

  signals[ACTIVATED] =
      g_signal_new ("activated", RECTO_TYPE_OUTLINE_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, RECTO_TYPE_TARGET | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[ACTION] = g_signal_new ("action", RECTO_TYPE_OUTLINE_PANE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/recto-outline-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, RectoOutlinePane, search);
  gtk_widget_class_bind_template_child (widget_class, RectoOutlinePane, cut);
  gtk_widget_class_bind_template_child (widget_class, RectoOutlinePane, stack);
  gtk_widget_class_bind_template_child (widget_class, RectoOutlinePane, list);
  gtk_widget_class_bind_template_child (widget_class, RectoOutlinePane, found_list);
  gtk_widget_class_bind_template_child (widget_class, RectoOutlinePane, notice);
  gtk_widget_class_bind_template_child (widget_class, RectoOutlinePane, action);
  gtk_widget_class_bind_template_child (widget_class, RectoOutlinePane, made);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_list_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, action_clicked_cb);
}

/* (transfer full): nothing is selected by itself. */
static GtkSingleSelection *
make_selection (GListModel *model)
{
  GtkSingleSelection *selection = gtk_single_selection_new (NULL);

  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_single_selection_set_model (selection, model);
  return selection;
}

static void
recto_outline_pane_init (RectoOutlinePane *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkStringFilter *filter =
      gtk_string_filter_new (gtk_property_expression_new (RECTO_TYPE_OUTLINE_ITEM, NULL, "title"));

  self->current = RECTO_OUTLINE_TOP;
  self->found = gtk_filter_list_model_new (NULL, GTK_FILTER (filter));
  gtk_filter_list_model_set_incremental (self->found, TRUE);
  self->selection = make_selection (NULL);
  self->found_selection = make_selection (G_LIST_MODEL (self->found));
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (self->found, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  /* Before the list, which would go from row to row. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
  /* What is found has a list of its own: the other stays as it is, however long, until one comes
   * back to it. */
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  gtk_list_view_set_model (self->found_list, GTK_SELECTION_MODEL (self->found_selection));
  search_changed_cb (self);
}
