/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document-view.h"

#include <glib/gi18n.h>

#include "recto-document-view-private.h"
#include "recto-view-defaults.h"

G_DEFINE_FINAL_TYPE (RectoDocumentView, recto_document_view, ADW_TYPE_BIN)

typedef enum
{
  PROP_STATE = 1,
  PROP_TITLE,
  PROP_DOCUMENT,
  PROP_TASKS,
  PROP_PAGE_VIEW,
  PROP_SHOW_SIDEBAR,
} RectoDocumentViewProperty;

static GParamSpec *properties[PROP_SHOW_SIDEBAR + 1];

/* ---- The open document ----------------------------------------------------------------------- */

/* Set when the document has been given up, and cleared when it is read again. */
static void
document_error_cb (RectoDocumentView *self)
{
  const GError *error = recto_document_get_error (self->document);

  if (error != NULL)
    {
      recto_document_view_show_given_up (self, error);
      return;
    }
  recto_document_view_show_child (self, "pages");
  recto_document_view_set_state (self, RECTO_DOCUMENT_VIEW_PAGES);
}

void
recto_document_view_show_wanted (RectoDocumentView *self)
{
  if (self->wanted == NULL || !recto_wanted_page_show (self->wanted, self->page_view))
    return;
  g_clear_pointer (&self->wanted, recto_wanted_page_free);
  recto_document_view_note_anchor (self);
  recto_place_keeper_begin (self->keeper, self->file, self->fingerprint);
}

static void
wanted_found_cb (gpointer user_data)
{
  recto_document_view_show_wanted (user_data);
}

void
recto_document_view_begin_at (RectoDocumentView *self, RectoWantedPage *wanted)
{
  g_clear_pointer (&self->wanted, recto_wanted_page_free);
  self->wanted = wanted;
  if (wanted != NULL)
    recto_wanted_page_set_callback (wanted, wanted_found_cb, self);
}

void
recto_document_view_set_document (RectoDocumentView *self, RectoDocument *document)
{
  if (self->document == document)
    return;
  recto_document_view_end_restyling (self);
  if (self->document != NULL)
    {
      recto_place_keeper_end (self->keeper);
      recto_thumbnail_keeper_end (self->thumbnail_keeper);
      g_signal_handlers_disconnect_by_data (self->document, self);
      if (document != NULL)
        recto_document_body_tell_of_failed (self->body);
      recto_document_close (self->document);
    }
  g_set_object (&self->document, document);
  if (document != NULL)
    {
      g_signal_connect_object (document, "notify::error", G_CALLBACK (document_error_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "pages-changed",
                               G_CALLBACK (recto_document_view_show_wanted), self,
                               G_CONNECT_SWAPPED);
      recto_document_set_shown (document, self->shown);
    }
  recto_document_body_set_document (self->body, document);
  if (document == NULL)
    recto_document_bookmarks_end (recto_document_sidebar_get_bookmarks (self->sidebar));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TASKS]);
  g_signal_emit_by_name (self, "text-style-changed");
}

void
recto_document_view_set_file (RectoDocumentView *self, GFile *file)
{
  recto_document_follower_set_file (self->follower, NULL);
  g_set_object (&self->file, file);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->title, g_free);
  if (file != NULL)
    {
      g_autofree char *basename = g_file_get_basename (file);

      self->name =
          basename != NULL ? g_filename_display_name (basename) : g_file_get_parse_name (file);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/* ---- What others call ------------------------------------------------------------------------ */

void
recto_document_view_close (RectoDocumentView *self)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_VIEW (self));

  recto_document_view_cancel_opening (self, RECTO_CANCEL_DOCUMENT_CLOSED);
  /* What is looked for in the document is not to be found once that is gone. */
  recto_document_view_begin_at (self, NULL);
  recto_document_view_set_document (self, NULL);
  recto_document_follower_set_file (self->follower, NULL);
}

void
recto_document_view_set_extra (RectoDocumentView *self, gboolean extra)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_VIEW (self));

  self->extra = extra;
}

gboolean
recto_document_view_is_extra (RectoDocumentView *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT_VIEW (self), FALSE);

  return self->extra;
}

void
recto_document_view_set_shown (RectoDocumentView *self, gboolean shown)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_VIEW (self));

  self->shown = shown;
  recto_document_follower_set_shown (self->follower, shown);
  if (self->document != NULL)
    recto_document_set_shown (self->document, shown);
  if (shown)
    recto_document_view_note_seen (self);
  if (shown && self->state == RECTO_DOCUMENT_VIEW_WAITING)
    recto_document_view_begin (self);
}

RectoDocumentViewState
recto_document_view_get_state (RectoDocumentView *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT_VIEW (self), RECTO_DOCUMENT_VIEW_START);

  return self->state;
}

const char *
recto_document_view_get_title (RectoDocumentView *self)
{
  const char *title;

  g_return_val_if_fail (RECTO_IS_DOCUMENT_VIEW (self), NULL);

  if (self->state == RECTO_DOCUMENT_VIEW_START)
    /* Translators: a tab in which no document is open yet. */
    return _ ("New Tab");
  title = self->document != NULL ? recto_document_get_title (self->document) : self->title;
  return title != NULL && title[0] != '\0' ? title : self->name;
}

GFile *
recto_document_view_get_file (RectoDocumentView *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT_VIEW (self), NULL);

  return self->file;
}

gboolean
recto_document_view_was_opened (RectoDocumentView *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT_VIEW (self), FALSE);

  return self->file != NULL && !self->untouched;
}

RectoDocument *
recto_document_view_get_document (RectoDocumentView *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT_VIEW (self), NULL);

  return self->document;
}

RectoTaskList *
recto_document_view_get_tasks (RectoDocumentView *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT_VIEW (self), NULL);

  if (self->document != NULL)
    return RECTO_TASK_LIST (recto_document_get_tasks (self->document));
  return self->opening_tasks;
}

RectoDocumentBody *
recto_document_view_get_body (RectoDocumentView *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT_VIEW (self), NULL);

  return self->body;
}

static void
show_sidebar_cb (RectoDocumentView *self)
{
  if (self->keeper != NULL)
    recto_place_keeper_set_sidebar (self->keeper, recto_document_sidebar_is_wanted (self->sidebar));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_SIDEBAR]);
}

static void
pane_cb (RectoDocumentView *self)
{
  if (self->keeper != NULL)
    recto_place_keeper_set_pane (self->keeper, recto_document_sidebar_get_pane (self->sidebar));
}

static void
pending_cb (RectoDocumentView *self)
{
  if (self->follower != NULL)
    recto_document_follower_set_busy (self->follower,
                                      recto_document_attachments_get_pending (self->attachments));
}

RectoPageView *
recto_document_view_get_page_view (RectoDocumentView *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT_VIEW (self), NULL);

  return self->page_view;
}

GSettings *
recto_document_view_get_settings (RectoDocumentView *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT_VIEW (self), NULL);

  return self->settings;
}

RectoDocumentView *
recto_document_view_new (RectoEngine *engine, GSettings *settings, RectoPlaceStore *places)
{
  RectoDocumentView *self;

  g_return_val_if_fail (RECTO_IS_ENGINE (engine), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (places == NULL || RECTO_IS_PLACE_STORE (places), NULL);

  self = g_object_new (RECTO_TYPE_DOCUMENT_VIEW, NULL);
  self->follower = recto_document_follower_new (recto_document_view_file_changed_cb, self);
  self->keeper = recto_place_keeper_new (places, self->page_view);
  self->thumbnail_keeper = recto_thumbnail_keeper_new (settings, self->page_view);
  self->engine = g_object_ref (engine);
  self->settings = g_object_ref (settings);
  recto_document_body_set_up (self->body, engine, settings);
  recto_document_bookmarks_set_store (recto_document_sidebar_get_bookmarks (self->sidebar), places);
  recto_view_defaults_follow (settings, self->page_view);
  return self;
}

static gboolean
recto_document_view_grab_focus (GtkWidget *widget)
{
  RectoDocumentView *self = RECTO_DOCUMENT_VIEW (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *child = gtk_stack_get_visible_child (self->stack);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "pages") == 0)
    return gtk_widget_grab_focus (GTK_WIDGET (self->body));
  /* Where the page has put the focus itself, going forward would lead away from there. */
  if (focus != NULL && gtk_widget_is_ancestor (focus, child))
    return TRUE;
  return gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD);
}

static void
recto_document_view_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  RectoDocumentView *self = RECTO_DOCUMENT_VIEW (object);

  switch ((RectoDocumentViewProperty) prop_id)
    {
    case PROP_SHOW_SIDEBAR:
      recto_document_sidebar_set_shown (self->sidebar, g_value_get_boolean (value));
      break;
    case PROP_STATE:
    case PROP_TITLE:
    case PROP_DOCUMENT:
    case PROP_TASKS:
    case PROP_PAGE_VIEW:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_document_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RectoDocumentView *self = RECTO_DOCUMENT_VIEW (object);

  switch ((RectoDocumentViewProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;
    case PROP_TITLE:
      g_value_set_string (value, recto_document_view_get_title (self));
      break;
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case PROP_TASKS:
      g_value_set_object (value, recto_document_view_get_tasks (self));
      break;
    case PROP_PAGE_VIEW:
      g_value_set_object (value, self->page_view);
      break;
    case PROP_SHOW_SIDEBAR:
      g_value_set_boolean (value, recto_document_sidebar_get_shown (self->sidebar));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_document_view_dispose (GObject *object)
{
  RectoDocumentView *self = RECTO_DOCUMENT_VIEW (object);

  g_clear_handle_id (&self->opening_source, g_source_remove);
  recto_document_view_cancel_opening (self, RECTO_CANCEL_DOCUMENT_CLOSED);
  recto_document_view_begin_at (self, NULL);
  if (self->document != NULL)
    recto_document_view_set_document (self, NULL);
  g_clear_pointer (&self->keeper, recto_place_keeper_free);
  g_clear_pointer (&self->follower, recto_document_follower_free);
  g_clear_pointer (&self->thumbnail_keeper, recto_thumbnail_keeper_free);
  /* The bin would not notice that the template takes its child away. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_DOCUMENT_VIEW);

  G_OBJECT_CLASS (recto_document_view_parent_class)->dispose (object);
}

static void
recto_document_view_finalize (GObject *object)
{
  RectoDocumentView *self = RECTO_DOCUMENT_VIEW (object);

  g_clear_object (&self->engine);
  g_clear_object (&self->settings);
  g_clear_object (&self->file);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->password, g_free);
  g_clear_pointer (&self->fingerprint, g_free);
  g_clear_pointer (&self->destination, g_free);
  g_clear_object (&self->opening_tasks);

  G_OBJECT_CLASS (recto_document_view_parent_class)->finalize (object);
}

static void
recto_document_view_class_init (RectoDocumentViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = recto_document_view_dispose;
  object_class->finalize = recto_document_view_finalize;
  object_class->get_property = recto_document_view_get_property;
  object_class->set_property = recto_document_view_set_property;
  widget_class->grab_focus = recto_document_view_grab_focus;

  properties[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, RECTO_DOCUMENT_VIEW_PAGES,
                                              RECTO_DOCUMENT_VIEW_START, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_DOCUMENT] =
      g_param_spec_object ("document", NULL, NULL, RECTO_TYPE_DOCUMENT, flags);
  properties[PROP_TASKS] = g_param_spec_object ("tasks", NULL, NULL, RECTO_TYPE_TASK_LIST, flags);
  properties[PROP_PAGE_VIEW] =
      g_param_spec_object ("page-view", NULL, NULL, RECTO_TYPE_PAGE_VIEW, flags);
  properties[PROP_SHOW_SIDEBAR] =
      g_param_spec_boolean ("show-sidebar", NULL, NULL, FALSE, flags | G_PARAM_WRITABLE);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  g_signal_new ("text-style-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                NULL, G_TYPE_NONE, 0);
  g_signal_new ("opening-stopped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                NULL, G_TYPE_NONE, 0);
  g_signal_new ("reload-failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_ERROR);

  g_type_ensure (RECTO_TYPE_DOCUMENT_BODY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/recto-document-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RectoDocumentView, stack);
  gtk_widget_class_bind_template_child (widget_class, RectoDocumentView, body);
}

static void
recto_document_view_init (RectoDocumentView *self)
{
  self->opening_tasks = recto_task_list_new ();
  self->anchor_character = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->page_view = recto_document_body_get_page_view (self->body);
  self->sidebar = recto_document_body_get_sidebar (self->body);
  self->attachments = recto_document_body_get_attachments (self->body);
  g_signal_connect_object (self->sidebar, "notify::shown", G_CALLBACK (show_sidebar_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "notify::pane", G_CALLBACK (pane_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->attachments, "notify::pending", G_CALLBACK (pending_cb), self,
                           G_CONNECT_SWAPPED);
}
