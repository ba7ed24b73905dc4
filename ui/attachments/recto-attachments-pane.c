/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-attachments-pane.h"

#include <glib/gi18n.h>

#include "recto-attachment-order.h"
#include "recto-attachment-rows.h"
#include "recto-attachments.h"

struct _RectoAttachmentsPane
{
  AdwBin parent_instance;
  GtkWidget *search_bar; /* template children */
  GtkEditable *search;
  GtkWidget *listing_bar;
  GtkWidget *spinner;
  GtkLabel *listing_state;
  GtkWidget *stop_listing;
  GtkButton *resume_listing;
  GtkStack *stack;
  GtkListView *list;
  GtkWidget *save_bar;
  GtkWidget *save_selected;

  RectoAttachmentListing *listing; /* (nullable) */
  RectoAttachmentActions *actions; /* (nullable) */
  GListModel *attachments;         /* (nullable): the document's */
  GtkFilterListModel *found;
  GtkSortListModel *sorted;
  GtkMultiSelection *selection;
  RectoAttachmentRows *rows;
  gboolean awaits_rows; /* that are to take the focus from here, or from stand_in */
  GtkWidget *stand_in;  /* (nullable) (weak) */
  char *sort;
};

G_DEFINE_FINAL_TYPE (RectoAttachmentsPane, recto_attachments_pane, ADW_TYPE_BIN)

typedef enum
{
  PROP_SORT = 1,
  PROP_N_SELECTED,
} RectoAttachmentsPaneProperty;

static GParamSpec *properties[PROP_N_SELECTED + 1];

enum
{
  SHOW_PAGE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* ---- What there is ------------------------------------------------------------------------------
 */

static guint
count (RectoAttachmentsPane *self)
{
  return self->attachments != NULL ? g_list_model_get_n_items (self->attachments) : 0;
}

static const char *
choose_page (RectoAttachmentsPane *self, RectoListingState state)
{
  if (count (self) > 0)
    return g_list_model_get_n_items (G_LIST_MODEL (self->found)) > 0 ? "list" : "not-found";
  if (state == RECTO_LISTING_RUNNING || state == RECTO_LISTING_IDLE)
    return "listing";
  return "none";
}

static gboolean rows_made_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data);

/* A list that has no size yet has no rows either: it would keep the focus for itself. */
static void
take_focus_over (RectoAttachmentsPane *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (self->awaits_rows && gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      gtk_widget_get_height (GTK_WIDGET (self->list)) == 0)
    {
      gtk_widget_add_tick_callback (GTK_WIDGET (self), rows_made_cb, NULL, NULL);
      return;
    }
  if (self->awaits_rows && (focus == self->stand_in ||
                            (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))))
    gtk_widget_grab_focus (GTK_WIDGET (self->list));
  self->awaits_rows = FALSE;
  g_clear_weak_pointer (&self->stand_in);
}

static gboolean
rows_made_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  take_focus_over (RECTO_ATTACHMENTS_PANE (widget));
  return G_SOURCE_REMOVE;
}

static void
update (RectoAttachmentsPane *self)
{
  const RectoListingState state = self->listing != NULL
                                      ? recto_attachment_listing_get_state (self->listing)
                                      : RECTO_LISTING_IDLE;
  const gboolean any = count (self) > 0;
  const gboolean broken = state == RECTO_LISTING_STOPPED || state == RECTO_LISTING_FAILED;
  g_autofree char *words =
      self->listing != NULL ? recto_attachment_listing_describe (self->listing) : g_strdup ("");
  const char *page = choose_page (self, state);

  gtk_label_set_label (self->listing_state, words);
  gtk_widget_set_visible (self->spinner, state == RECTO_LISTING_RUNNING);
  gtk_widget_set_visible (self->stop_listing, state == RECTO_LISTING_RUNNING);
  gtk_widget_set_visible (GTK_WIDGET (self->resume_listing), broken);
  gtk_button_set_label (self->resume_listing,
                        state == RECTO_LISTING_FAILED ? _ ("_Try Again") : _ ("_Resume"));
  gtk_widget_set_visible (self->listing_bar, any || broken || state == RECTO_LISTING_RUNNING);
  gtk_widget_set_visible (self->search_bar, any);
  gtk_widget_set_visible (self->save_bar, any);
  /* There is nothing yet, and nothing more to be said of it. */
  gtk_widget_set_visible (GTK_WIDGET (self->stack), any || !broken);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), page) != 0)
    gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "attachments.save-all", any);
  if (any)
    take_focus_over (self);
}

/* ---- Searching, sorting, selecting --------------------------------------------------------------
 */

static void
show_page_cb (RectoAttachmentsPane *self, RectoAttachment *attachment)
{
  g_signal_emit (self, signals[SHOW_PAGE], 0, attachment);
}

static void
activated_cb (RectoAttachmentsPane *self, guint position)
{
  g_autoptr (RectoAttachment) attachment =
      g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (attachment != NULL && self->actions != NULL)
    recto_attachment_actions_open (self->actions, attachment);
}

static void
search_changed_cb (RectoAttachmentsPane *self)
{
  const char *words = gtk_editable_get_text (self->search);
  g_autoptr (GtkFilter) filter =
      words[0] != '\0' ? recto_attachment_order_new_filter (words) : NULL;

  gtk_filter_list_model_set_filter (self->found, filter);
}

/* What is found may not be what had the keys. */
static void
search_started_cb (RectoAttachmentsPane *self)
{
  gtk_text_grab_focus_without_selecting (GTK_TEXT (gtk_editable_get_delegate (self->search)));
}

static void
stop_search_cb (RectoAttachmentsPane *self)
{
  gtk_editable_set_text (self->search, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
focus_list_cb (RectoAttachmentsPane *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
set_sort (RectoAttachmentsPane *self, const char *sort)
{
  g_autoptr (GtkSorter) sorter = NULL;

  if (g_strcmp0 (self->sort, sort) == 0)
    return;
  sorter = recto_attachment_order_new_sorter (sort);
  if (sorter == NULL)
    return;
  g_set_str (&self->sort, sort);
  gtk_sort_list_model_set_sorter (self->sorted, sorter);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
}

static guint
count_selected (RectoAttachmentsPane *self)
{
  g_autoptr (GtkBitset) selected =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  return (guint) gtk_bitset_get_size (selected);
}

static void
selection_changed_cb (RectoAttachmentsPane *self)
{
  const guint n_selected = count_selected (self);

  gtk_widget_set_visible (self->save_selected, n_selected > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "attachments.save-selected", n_selected > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "attachments.copy", n_selected > 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SELECTED]);
}

/* ---- Actions ------------------------------------------------------------------------------------
 */

static void
save_all (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RectoAttachmentsPane *self = RECTO_ATTACHMENTS_PANE (widget);

  if (self->actions != NULL && self->attachments != NULL)
    recto_attachment_actions_save_all (self->actions, self->attachments);
}

static void
save_selected (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RectoAttachmentsPane *self = RECTO_ATTACHMENTS_PANE (widget);
  g_autoptr (GListModel) list =
      recto_attachments_of_selection (GTK_SELECTION_MODEL (self->selection));
  g_autoptr (RectoAttachment) first = g_list_model_get_item (list, 0);

  if (self->actions == NULL || first == NULL)
    return;
  if (g_list_model_get_n_items (list) == 1)
    recto_attachment_actions_save_as (self->actions, first);
  else
    recto_attachment_actions_save_all (self->actions, list);
}

static void
copy (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RectoAttachmentsPane *self = RECTO_ATTACHMENTS_PANE (widget);
  g_autoptr (GListModel) list =
      recto_attachments_of_selection (GTK_SELECTION_MODEL (self->selection));

  if (self->actions != NULL && g_list_model_get_n_items (list) > 0)
    recto_attachment_actions_copy (self->actions, list);
}

static void
list_attachments (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RectoAttachmentsPane *self = RECTO_ATTACHMENTS_PANE (widget);

  if (self->listing != NULL)
    recto_attachment_listing_start (self->listing);
}

static void
stop_listing (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RectoAttachmentsPane *self = RECTO_ATTACHMENTS_PANE (widget);

  if (self->listing != NULL)
    recto_attachment_listing_stop (self->listing);
}

/* ---- The document -------------------------------------------------------------------------------
 */

static void
drop_document (RectoAttachmentsPane *self)
{
  if (self->listing != NULL)
    g_signal_handlers_disconnect_by_data (self->listing, self);
  if (self->attachments != NULL)
    g_signal_handlers_disconnect_by_data (self->attachments, self);
  gtk_filter_list_model_set_model (self->found, NULL);
  recto_attachment_rows_set_document (self->rows, NULL, NULL);
  g_clear_object (&self->listing);
  g_clear_object (&self->actions);
  g_clear_object (&self->attachments);
}

void
recto_attachments_pane_set_document (RectoAttachmentsPane *self,
                                     RectoAttachmentListing *listing,
                                     RectoAttachmentActions *actions)
{
  g_return_if_fail (RECTO_IS_ATTACHMENTS_PANE (self));
  g_return_if_fail ((listing == NULL) == (actions == NULL));

  drop_document (self);
  if (listing != NULL)
    {
      RectoDocument *document = recto_attachment_listing_get_document (listing);

      self->listing = g_object_ref (listing);
      self->actions = g_object_ref (actions);
      self->attachments = g_object_ref (recto_document_get_attachments (document));
      g_signal_connect_object (listing, "notify::state", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->attachments, "items-changed", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
      recto_attachment_rows_set_document (self->rows, document, actions);
      gtk_filter_list_model_set_model (self->found, self->attachments);
    }
  gtk_editable_set_text (self->search, "");
  update (self);
}

GListModel *
recto_attachments_pane_get_shown (RectoAttachmentsPane *self)
{
  g_return_val_if_fail (RECTO_IS_ATTACHMENTS_PANE (self), NULL);

  return G_LIST_MODEL (self->selection);
}

GtkWidget *
recto_attachments_pane_new (void)
{
  return g_object_new (RECTO_TYPE_ATTACHMENTS_PANE, NULL);
}

static gboolean
recto_attachments_pane_grab_focus (GtkWidget *widget)
{
  RectoAttachmentsPane *self = RECTO_ATTACHMENTS_PANE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  gboolean grabbed;

  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    return gtk_widget_grab_focus (GTK_WIDGET (self->list));
  grabbed = gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
  self->awaits_rows = TRUE;
  g_set_weak_pointer (&self->stand_in, root != NULL ? gtk_root_get_focus (root) : NULL);
  return grabbed;
}

static void
recto_attachments_pane_set_property (GObject *object,
                                     guint prop_id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  RectoAttachmentsPane *self = RECTO_ATTACHMENTS_PANE (object);

  switch ((RectoAttachmentsPaneProperty) prop_id)
    {
    case PROP_SORT:
      set_sort (self, g_value_get_string (value));
      break;
    case PROP_N_SELECTED:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_attachments_pane_get_property (GObject *object,
                                     guint prop_id,
                                     GValue *value,
                                     GParamSpec *pspec)
{
  RectoAttachmentsPane *self = RECTO_ATTACHMENTS_PANE (object);

  switch ((RectoAttachmentsPaneProperty) prop_id)
    {
    case PROP_SORT:
      g_value_set_string (value, self->sort);
      break;
    case PROP_N_SELECTED:
      g_value_set_uint (value, count_selected (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_attachments_pane_dispose (GObject *object)
{
  RectoAttachmentsPane *self = RECTO_ATTACHMENTS_PANE (object);

  if (self->list != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->found, self);
      g_signal_handlers_disconnect_by_data (self->selection, self);
      drop_document (self);
      gtk_list_view_set_model (self->list, NULL);
    }
  /* The bin would not notice that the template takes its child away. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_ATTACHMENTS_PANE);
  g_clear_weak_pointer (&self->stand_in);
  g_clear_object (&self->rows);
  g_clear_object (&self->selection);
  g_clear_object (&self->sorted);
  g_clear_object (&self->found);

  G_OBJECT_CLASS (recto_attachments_pane_parent_class)->dispose (object);
}

static void
recto_attachments_pane_finalize (GObject *object)
{
  RectoAttachmentsPane *self = RECTO_ATTACHMENTS_PANE (object);

  g_free (self->sort);

  G_OBJECT_CLASS (recto_attachments_pane_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/recto-attachments-pane.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, RectoAttachmentsPane, child)
  BIND (search_bar);
  BIND (search);
  BIND (listing_bar);
  BIND (spinner);
  BIND (listing_state);
  BIND (stop_listing);
  BIND (resume_listing);
  BIND (stack);
  BIND (list);
  BIND (save_bar);
  BIND (save_selected);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_started_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_list_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
recto_attachments_pane_class_init (RectoAttachmentsPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = recto_attachments_pane_dispose;
  object_class->finalize = recto_attachments_pane_finalize;
  object_class->get_property = recto_attachments_pane_get_property;
  object_class->set_property = recto_attachments_pane_set_property;
  widget_class->grab_focus = recto_attachments_pane_grab_focus;

  properties[PROP_SORT] =
      g_param_spec_string ("sort", NULL, NULL, "name", flags | G_PARAM_WRITABLE);
  properties[PROP_N_SELECTED] =
      g_param_spec_uint ("n-selected", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SHOW_PAGE] = g_signal_new ("show-page", RECTO_TYPE_ATTACHMENTS_PANE, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, RECTO_TYPE_ATTACHMENT);

  gtk_widget_class_install_property_action (widget_class, "attachments.sort", "sort");
  gtk_widget_class_install_action (widget_class, "attachments.save-all", NULL, save_all);
  gtk_widget_class_install_action (widget_class, "attachments.save-selected", NULL, save_selected);
  gtk_widget_class_install_action (widget_class, "attachments.copy", NULL, copy);
  gtk_widget_class_install_action (widget_class, "attachments.list", NULL, list_attachments);
  gtk_widget_class_install_action (widget_class, "attachments.stop-listing", NULL, stop_listing);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK,
                                       "attachments.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK,
                                       "attachments.save-selected", NULL);
  bind_template (widget_class);
}

static void
recto_attachments_pane_init (RectoAttachmentsPane *self)
{
  /* The menu asks while the template is made. */
  self->sort = g_strdup ("name");
  gtk_widget_init_template (GTK_WIDGET (self));

  self->found = gtk_filter_list_model_new (NULL, NULL);
  gtk_filter_list_model_set_incremental (self->found, TRUE);
  self->sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->found)),
                                          recto_attachment_order_new_sorter (self->sort));
  gtk_sort_list_model_set_incremental (self->sorted, TRUE);
  self->selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->sorted)));
  g_signal_connect_object (self->found, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);

  self->rows = recto_attachment_rows_new (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->rows, "show-page", G_CALLBACK (show_page_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  /* Typing in the list searches it. */
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search),
                                           GTK_WIDGET (self->list));
  selection_changed_cb (self);
  update (self);
}
