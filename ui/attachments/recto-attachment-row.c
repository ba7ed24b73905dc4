/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-attachment-row.h"

#include <glib/gi18n.h>

#include "recto-saving-words.h"
#include "recto-text-tooltip.h"

struct _RectoAttachmentRow
{
  GtkWidget parent_instance;
  GtkWidget *box; /* template children */
  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *details;
  GtkLabel *description;
  GtkProgressBar *progress;
  GtkLabel *outcome;
  GtkWidget *stop;
  GtkWidget *show_file;
  GtkMenuButton *menu;

  RectoAttachment *attachment;     /* (nullable) */
  RectoAttachmentActions *actions; /* (nullable) */
  RectoDocument *document;         /* (nullable) */
  RectoSavingItem *item;           /* (nullable) */
  RectoTask *task;                 /* (nullable): the item's, while it runs */
  RectoTransferRate rate;
};

G_DEFINE_FINAL_TYPE (RectoAttachmentRow, recto_attachment_row, GTK_TYPE_WIDGET)

enum
{
  SHOW_PAGE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* ---- What it is ---------------------------------------------------------------------------------
 */

guint
recto_attachment_row_get_page_number (RectoAttachment *attachment, RectoDocument *document)
{
  RectoLocation location;

  g_return_val_if_fail (RECTO_IS_ATTACHMENT (attachment), 0);

  if (!recto_attachment_get_page (attachment, &location, NULL))
    return 0;
  return (document != NULL ? recto_document_get_number (document, location) : location.page) + 1;
}

static void
add_part (GString *text, const char *part)
{
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

static char *
describe_details (RectoAttachment *attachment, RectoDocument *document)
{
  GString *text = g_string_new (NULL);
  const gint64 size = recto_attachment_get_size (attachment);
  const guint number = recto_attachment_row_get_page_number (attachment, document);
  const gint64 modified = recto_attachment_get_modified (attachment);
  const char *type = recto_attachment_get_content_type (attachment);

  if (size >= 0)
    {
      g_autofree char *bytes = g_format_size ((guint64) size);

      add_part (text, bytes);
    }
  if (number > 0)
    {
      g_autofree char *page = g_strdup_printf (_ ("Page %u"), number);

      add_part (text, page);
    }
  if (!g_content_type_is_unknown (type))
    {
      g_autofree char *kind = g_content_type_get_description (type);

      add_part (text, kind);
    }
  if (modified > 0)
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (modified);
      g_autofree char *date = time != NULL ? g_date_time_format (time, "%x") : NULL;

      if (date != NULL)
        add_part (text, date);
    }
  return g_string_free_and_steal (text);
}

char *
recto_attachment_row_describe (RectoAttachmentRow *self)
{
  g_return_val_if_fail (RECTO_IS_ATTACHMENT_ROW (self), NULL);

  return g_strdup_printf ("%s, %s", gtk_label_get_label (self->name),
                          gtk_label_get_label (self->details));
}

static void
show_attachment (RectoAttachmentRow *self)
{
  const char *description = recto_attachment_get_description (self->attachment);
  g_autofree char *details = describe_details (self->attachment, self->document);
  g_autoptr (GIcon) icon =
      g_content_type_get_icon (recto_attachment_get_content_type (self->attachment));

  gtk_image_set_from_gicon (self->icon, icon);
  gtk_label_set_label (self->name, recto_attachment_get_name (self->attachment));
  gtk_label_set_label (self->details, details);
  gtk_label_set_label (self->description, description != NULL ? description : "");
  gtk_widget_set_visible (GTK_WIDGET (self->description),
                          description != NULL && description[0] != '\0');
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "attachment.show-page",
                                 recto_attachment_get_page (self->attachment, NULL, NULL));
}

RectoAttachment *
recto_attachment_row_get_attachment (RectoAttachmentRow *self)
{
  g_return_val_if_fail (RECTO_IS_ATTACHMENT_ROW (self), NULL);

  return self->attachment;
}

void
recto_attachment_row_set (RectoAttachmentRow *self,
                          RectoAttachment *attachment,
                          RectoAttachmentActions *actions,
                          RectoDocument *document)
{
  g_return_if_fail (RECTO_IS_ATTACHMENT_ROW (self));
  g_return_if_fail (attachment == NULL || RECTO_IS_ATTACHMENT (attachment));

  g_set_object (&self->actions, actions);
  g_set_object (&self->document, document);
  if (g_set_object (&self->attachment, attachment) && attachment != NULL)
    show_attachment (self);
}

/* ---- How saving it goes -------------------------------------------------------------------------
 */

static void
show_progress (RectoAttachmentRow *self)
{
  const double progress = self->task != NULL ? recto_task_get_progress (self->task) : -1;
  guint64 done = 0;

  if (self->task != NULL && recto_task_get_amount (self->task, &done, NULL))
    recto_transfer_rate_read (&self->rate, g_get_monotonic_time (), done);
  if (progress >= 0)
    gtk_progress_bar_set_fraction (self->progress, MIN (progress, 1));
  else if (self->task != NULL)
    gtk_progress_bar_pulse (self->progress);
}

static void
show_outcome (RectoAttachmentRow *self)
{
  const RectoSavingState state =
      self->item != NULL ? recto_saving_item_get_state (self->item) : RECTO_SAVING_WAITING;
  g_autofree char *words = NULL;

  if (self->item != NULL)
    words = recto_saving_words_describe_item (self->item, &self->rate);
  show_progress (self);
  gtk_label_set_label (self->outcome, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->outcome), words != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->progress),
                          self->item != NULL && state == RECTO_SAVING_RUNNING);
  gtk_widget_set_visible (self->stop, self->item != NULL && (state == RECTO_SAVING_RUNNING ||
                                                             state == RECTO_SAVING_WAITING));
  gtk_widget_set_visible (self->show_file, self->item != NULL && state == RECTO_SAVING_SAVED);
  if (state == RECTO_SAVING_FAILED)
    gtk_widget_add_css_class (GTK_WIDGET (self->outcome), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->outcome), "error");
}

/* Its task changes from run to run, and its amount tells through "progress". */
static void
item_changed_cb (RectoAttachmentRow *self)
{
  RectoTask *task = self->item != NULL ? recto_saving_item_get_task (self->item) : NULL;

  if (self->task != task)
    {
      if (self->task != NULL)
        g_signal_handlers_disconnect_by_func (self->task, show_outcome, self);
      g_set_object (&self->task, task);
      self->rate = (RectoTransferRate) { 0 };
      if (task != NULL)
        g_signal_connect_object (task, "notify::progress", G_CALLBACK (show_outcome), self,
                                 G_CONNECT_SWAPPED);
    }
  show_outcome (self);
}

void
recto_attachment_row_set_item (RectoAttachmentRow *self, RectoSavingItem *item)
{
  g_return_if_fail (RECTO_IS_ATTACHMENT_ROW (self));
  g_return_if_fail (item == NULL || RECTO_IS_SAVING_ITEM (item));

  if (self->item == item)
    return;
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, item_changed_cb, self);
  g_set_object (&self->item, item);
  if (item != NULL)
    {
      g_signal_connect_object (item, "notify::state", G_CALLBACK (item_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (item, "notify::task", G_CALLBACK (item_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  item_changed_cb (self);
}

/* ---- Actions ------------------------------------------------------------------------------------
 */

static void
open (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RectoAttachmentRow *self = RECTO_ATTACHMENT_ROW (widget);

  if (self->actions != NULL && self->attachment != NULL)
    recto_attachment_actions_open (self->actions, self->attachment);
}

static void
save_as (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RectoAttachmentRow *self = RECTO_ATTACHMENT_ROW (widget);

  if (self->actions != NULL && self->attachment != NULL)
    recto_attachment_actions_save_as (self->actions, self->attachment);
}

static void
copy (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RectoAttachmentRow *self = RECTO_ATTACHMENT_ROW (widget);
  g_autoptr (GListStore) list = g_list_store_new (RECTO_TYPE_ATTACHMENT);

  if (self->actions == NULL || self->attachment == NULL)
    return;
  g_list_store_append (list, self->attachment);
  recto_attachment_actions_copy (self->actions, G_LIST_MODEL (list));
}

static void
show_page (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SHOW_PAGE], 0);
}

static void
stop (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RectoAttachmentRow *self = RECTO_ATTACHMENT_ROW (widget);

  if (self->item != NULL)
    recto_saving_item_stop (self->item);
}

static void
show_file (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RectoAttachmentRow *self = RECTO_ATTACHMENT_ROW (widget);
  GFile *file = self->item != NULL ? recto_saving_item_get_file (self->item) : NULL;

  if (self->actions != NULL && file != NULL)
    recto_attachment_actions_show_file (self->actions, file);
}

static void
secondary_pressed_cb (RectoAttachmentRow *self)
{
  gtk_menu_button_popup (self->menu);
}

GtkWidget *
recto_attachment_row_new (void)
{
  return g_object_new (RECTO_TYPE_ATTACHMENT_ROW, NULL);
}

static void
recto_attachment_row_dispose (GObject *object)
{
  RectoAttachmentRow *self = RECTO_ATTACHMENT_ROW (object);

  recto_attachment_row_set_item (self, NULL);
  recto_attachment_row_set (self, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_ATTACHMENT_ROW);

  G_OBJECT_CLASS (recto_attachment_row_parent_class)->dispose (object);
}

static void
recto_attachment_row_class_init (RectoAttachmentRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = recto_attachment_row_dispose;

  signals[SHOW_PAGE] = g_signal_new ("show-page", RECTO_TYPE_ATTACHMENT_ROW, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "attachment.open", NULL, open);
  gtk_widget_class_install_action (widget_class, "attachment.save-as", NULL, save_as);
  gtk_widget_class_install_action (widget_class, "attachment.copy", NULL, copy);
  gtk_widget_class_install_action (widget_class, "attachment.show-page", NULL, show_page);
  gtk_widget_class_install_action (widget_class, "attachment.stop", NULL, stop);
  gtk_widget_class_install_action (widget_class, "attachment.show-file", NULL, show_file);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/recto-attachment-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RectoAttachmentRow, box);
  gtk_widget_class_bind_template_child (widget_class, RectoAttachmentRow, icon);
  gtk_widget_class_bind_template_child (widget_class, RectoAttachmentRow, name);
  gtk_widget_class_bind_template_child (widget_class, RectoAttachmentRow, details);
  gtk_widget_class_bind_template_child (widget_class, RectoAttachmentRow, description);
  gtk_widget_class_bind_template_child (widget_class, RectoAttachmentRow, progress);
  gtk_widget_class_bind_template_child (widget_class, RectoAttachmentRow, outcome);
  gtk_widget_class_bind_template_child (widget_class, RectoAttachmentRow, stop);
  gtk_widget_class_bind_template_child (widget_class, RectoAttachmentRow, show_file);
  gtk_widget_class_bind_template_child (widget_class, RectoAttachmentRow, menu);
}

static void
recto_attachment_row_init (RectoAttachmentRow *self)
{
  GtkGesture *secondary = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  recto_text_tooltip_attach (self->box, self->description);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (secondary, "pressed", G_CALLBACK (secondary_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (secondary));
}
