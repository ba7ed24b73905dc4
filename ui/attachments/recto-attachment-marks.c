/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-attachment-marks.h"

#include <glib/gi18n.h>

#include "recto-page-popover.h"

struct _RectoAttachmentMarks
{
  GObject parent_instance;
  RectoPageView *page_view;        /* (unowned) */
  GtkWidget *popover_parent;       /* (unowned) */
  GListModel *attachments;         /* (nullable) */
  RectoAttachmentActions *actions; /* (nullable) */
  GHashTable *by_page;             /* location → GPtrArray of RectoAttachment with a mark there */
  RectoAttachment *pointed;        /* (nullable): under the pointer */
  RectoAttachment *offered;        /* (nullable): what the menu is about */
  GtkWidget *menu;                 /* (nullable): of the popover parent */
};

G_DEFINE_FINAL_TYPE (RectoAttachmentMarks, recto_attachment_marks, G_TYPE_OBJECT)

/* ---- Where they are -----------------------------------------------------------------------------
 */

static void
add_mark (RectoAttachmentMarks *self, RectoAttachment *attachment)
{
  RectoLocation location;
  RectoRect area;
  GPtrArray *marks;
  gint64 key;

  if (!recto_attachment_get_page (attachment, &location, &area) || area.width <= 0 ||
      area.height <= 0)
    return;
  key = recto_location_key (location);
  marks = g_hash_table_lookup (self->by_page, &key);
  if (marks == NULL)
    {
      marks = g_ptr_array_new_with_free_func (g_object_unref);
      g_hash_table_insert (self->by_page, g_memdup2 (&key, sizeof key), marks);
    }
  g_ptr_array_add (marks, g_object_ref (attachment));
}

/* The list grows at its end; otherwise all of it is looked at anew. */
static void
attachments_changed_cb (GListModel *attachments,
                        guint position,
                        guint n_removed,
                        guint n_added,
                        gpointer user_data)
{
  RectoAttachmentMarks *self = user_data;

  if (n_removed > 0)
    {
      g_hash_table_remove_all (self->by_page);
      position = 0;
      n_added = g_list_model_get_n_items (attachments);
    }
  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr (RectoAttachment) attachment = g_list_model_get_item (attachments, position + i);

      add_mark (self, attachment);
    }
}

static gboolean
is_within (const RectoRect *area, double x, double y)
{
  return x >= area->x && x < area->x + area->width && y >= area->y && y < area->y + area->height;
}

RectoAttachment *
recto_attachment_marks_find (RectoAttachmentMarks *self, double x, double y)
{
  RectoLocation location;
  GPtrArray *marks;
  double page_x;
  double page_y;
  gint64 key;

  g_return_val_if_fail (RECTO_IS_ATTACHMENT_MARKS (self), NULL);

  if (g_hash_table_size (self->by_page) == 0 ||
      !recto_page_view_find_point (self->page_view, x, y, &location, &page_x, &page_y))
    return NULL;
  key = recto_location_key (location);
  marks = g_hash_table_lookup (self->by_page, &key);
  /* What was added last is painted last, above the others. */
  for (guint i = marks != NULL ? marks->len : 0; i > 0; i--)
    {
      RectoAttachment *attachment = g_ptr_array_index (marks, i - 1);
      RectoRect area;

      recto_attachment_get_page (attachment, NULL, &area);
      if (is_within (&area, page_x, page_y))
        return attachment;
    }
  return NULL;
}

/* ---- Pointing at one ----------------------------------------------------------------------------
 */

static void
point_at (RectoAttachmentMarks *self, RectoAttachment *attachment)
{
  if (g_set_object (&self->pointed, attachment))
    recto_page_view_set_cursor (self->page_view, RECTO_PAGE_CURSOR_MARK,
                                attachment != NULL ? "pointer" : NULL);
}

static void
motion_cb (RectoAttachmentMarks *self, double x, double y)
{
  point_at (self, recto_attachment_marks_find (self, x, y));
}

static void
leave_cb (RectoAttachmentMarks *self)
{
  point_at (self, NULL);
}

static gboolean
query_tooltip_cb (GtkWidget *widget,
                  int x,
                  int y,
                  gboolean keyboard_mode,
                  GtkTooltip *tooltip,
                  gpointer user_data)
{
  RectoAttachmentMarks *self = user_data;
  RectoAttachment *attachment = keyboard_mode ? NULL : recto_attachment_marks_find (self, x, y);
  g_autofree char *text = NULL;
  const char *description;
  RectoLocation location;
  GdkRectangle where;
  RectoRect area;

  if (attachment == NULL)
    return FALSE;
  description = recto_attachment_get_description (attachment);
  text = g_strjoin ("\n", recto_attachment_get_name (attachment),
                    description != NULL && description[0] != '\0' ? description : NULL, NULL);
  gtk_tooltip_set_text (tooltip, text);
  recto_attachment_get_page (attachment, &location, &area);
  if (recto_page_view_find_area (self->page_view, location, &area, &where))
    gtk_tooltip_set_tip_area (tooltip, &where);
  return TRUE;
}

/* ---- Pressing one -------------------------------------------------------------------------------
 */

static void
open (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RectoAttachmentMarks *self = user_data;

  if (self->offered != NULL && self->actions != NULL)
    recto_attachment_actions_open (self->actions, self->offered);
}

static void
save_as (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RectoAttachmentMarks *self = user_data;

  if (self->offered != NULL && self->actions != NULL)
    recto_attachment_actions_save_as (self->actions, self->offered);
}

static void
copy (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RectoAttachmentMarks *self = user_data;
  g_autoptr (GListStore) list = g_list_store_new (RECTO_TYPE_ATTACHMENT);

  if (self->offered == NULL || self->actions == NULL)
    return;
  g_list_store_append (list, self->offered);
  recto_attachment_actions_copy (self->actions, G_LIST_MODEL (list));
}

static const GActionEntry entries[] = {
  { .name = "open", .activate = open },
  { .name = "save-as", .activate = save_as },
  { .name = "copy", .activate = copy },
};

static GtkWidget *
make_menu (RectoAttachmentMarks *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  GtkWidget *menu = gtk_popover_menu_new_from_model (NULL);

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (menu, "attachment", G_ACTION_GROUP (group));
  gtk_widget_set_parent (menu, self->popover_parent);
  return menu;
}

/* Its name, and below that what can be done with it. */
static GMenuModel *
make_menu_model (RectoAttachment *attachment)
{
  g_autoptr (GMenu) section = g_menu_new ();
  GMenu *menu = g_menu_new ();

  g_menu_append (section, _ ("_Open"), "attachment.open");
  g_menu_append (section, _ ("_Save As…"), "attachment.save-as");
  g_menu_append (section, _ ("_Copy"), "attachment.copy");
  g_menu_append_section (menu, recto_attachment_get_name (attachment), G_MENU_MODEL (section));
  return G_MENU_MODEL (menu);
}

static void
offer (RectoAttachmentMarks *self, RectoAttachment *attachment)
{
  g_autoptr (GMenuModel) model = make_menu_model (attachment);
  RectoLocation location;
  RectoRect area;

  if (self->menu == NULL)
    self->menu = make_menu (self);
  g_set_object (&self->offered, attachment);
  recto_attachment_get_page (attachment, &location, &area);
  if (!recto_page_popover_point_at (GTK_POPOVER (self->menu), self->page_view, location, &area))
    return;
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), model);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  RectoAttachmentMarks *self = user_data;
  RectoAttachment *attachment = recto_attachment_marks_find (self, x, y);

  if (n_press == 1 && attachment != NULL)
    offer (self, attachment);
}

static gboolean
context_menu_cb (RectoAttachmentMarks *self, double x, double y)
{
  RectoAttachment *attachment = recto_attachment_marks_find (self, x, y);

  if (attachment == NULL)
    return FALSE;
  offer (self, attachment);
  return TRUE;
}

static void
connect_page_view (RectoAttachmentMarks *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (motion, "enter", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->page_view), motion);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->page_view), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (self->page_view, "context-menu", G_CALLBACK (context_menu_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self->page_view), TRUE);
  g_signal_connect_object (self->page_view, "query-tooltip", G_CALLBACK (query_tooltip_cb), self,
                           0);
}

void
recto_attachment_marks_set (RectoAttachmentMarks *self,
                            GListModel *attachments,
                            RectoAttachmentActions *actions)
{
  g_return_if_fail (RECTO_IS_ATTACHMENT_MARKS (self));
  g_return_if_fail ((attachments == NULL) == (actions == NULL));

  if (self->attachments != NULL)
    g_signal_handlers_disconnect_by_data (self->attachments, self);
  g_hash_table_remove_all (self->by_page);
  g_clear_object (&self->offered);
  if (self->menu != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->menu));
  point_at (self, NULL);
  g_set_object (&self->attachments, attachments);
  g_set_object (&self->actions, actions);
  if (attachments == NULL)
    return;
  g_signal_connect_object (attachments, "items-changed", G_CALLBACK (attachments_changed_cb), self,
                           0);
  attachments_changed_cb (attachments, 0, 0, g_list_model_get_n_items (attachments), self);
}

RectoAttachmentMarks *
recto_attachment_marks_new (RectoPageView *page_view, GtkWidget *popover_parent)
{
  RectoAttachmentMarks *self;

  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (page_view), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (popover_parent), NULL);

  self = g_object_new (RECTO_TYPE_ATTACHMENT_MARKS, NULL);
  self->page_view = page_view;
  self->popover_parent = popover_parent;
  connect_page_view (self);
  return self;
}

static void
recto_attachment_marks_dispose (GObject *object)
{
  RectoAttachmentMarks *self = RECTO_ATTACHMENT_MARKS (object);

  if (self->attachments != NULL)
    g_signal_handlers_disconnect_by_data (self->attachments, self);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->attachments);
  g_clear_object (&self->actions);
  g_clear_object (&self->pointed);
  g_clear_object (&self->offered);
  g_hash_table_remove_all (self->by_page);

  G_OBJECT_CLASS (recto_attachment_marks_parent_class)->dispose (object);
}

static void
recto_attachment_marks_finalize (GObject *object)
{
  g_hash_table_unref (RECTO_ATTACHMENT_MARKS (object)->by_page);

  G_OBJECT_CLASS (recto_attachment_marks_parent_class)->finalize (object);
}

static void
recto_attachment_marks_class_init (RectoAttachmentMarksClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = recto_attachment_marks_dispose;
  object_class->finalize = recto_attachment_marks_finalize;
}

static void
recto_attachment_marks_init (RectoAttachmentMarks *self)
{
  self->by_page = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                         (GDestroyNotify) g_ptr_array_unref);
}
