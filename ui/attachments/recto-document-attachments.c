/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document-attachments.h"

#include <glib/gi18n.h>

#include "recto-attachment-marks.h"
#include "recto-attachments-pane.h"
#include "recto-saving-bars.h"

#define ATTACHMENTS "attachments"

struct _RectoDocumentAttachments
{
  GtkBox parent_instance;
  GtkRevealer *hint; /* template children */
  GtkLabel *hint_text;
  RectoSavingBars *saving_bars;

  RectoDocumentSidebar *sidebar; /* (unowned) */
  RectoPageView *page_view;      /* (unowned) */
  RectoAttachmentsPane *pane;    /* (unowned) (nullable): the sidebar's, once that was looked at */
  RectoAttachmentMarks *marks;
  RectoOpenedFiles *opened_files;
  GSettings *settings;
  RectoDocument *document;         /* (nullable) */
  RectoAttachmentListing *listing; /* (nullable): of the document */
  RectoAttachmentActions *actions; /* (nullable): likewise */
  gboolean save_all;               /* once all is listed */
  GFile *save_folder;              /* (nullable): where to; NULL asks */
  gboolean hinted;                 /* that the document has attachments */
};

G_DEFINE_FINAL_TYPE (RectoDocumentAttachments, recto_document_attachments, GTK_TYPE_BOX)

typedef enum
{
  PROP_PENDING = 1,
} RectoDocumentAttachmentsProperty;

static GParamSpec *properties[PROP_PENDING + 1];

enum
{
  MESSAGE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
message_cb (RectoDocumentAttachments *self, const char *message)
{
  g_signal_emit (self, signals[MESSAGE], 0, message);
}

/* The pages come first: what is attached can wait until one reads, or looks at the sidebar. */
static void
begin_listing (RectoDocumentAttachments *self)
{
  if (self->listing != NULL &&
      recto_attachment_listing_get_state (self->listing) == RECTO_LISTING_IDLE)
    recto_attachment_listing_start (self->listing);
}

/* ---- In the sidebar -------------------------------------------------------------------------- */

static void
show_page_cb (RectoDocumentAttachments *self, RectoAttachment *attachment)
{
  RectoLocation location;

  if (!recto_attachment_get_page (attachment, &location, NULL))
    return;
  recto_document_sidebar_leave (self->sidebar);
  recto_page_view_go_to (self->page_view, location, TRUE);
}

static void
ensure_pane (RectoDocumentAttachments *self)
{
  GtkWidget *pane;

  if (self->pane != NULL)
    return;
  pane = recto_attachments_pane_new ();
  self->pane = RECTO_ATTACHMENTS_PANE (pane);
  recto_sidebar_add (recto_document_sidebar_get_panes (self->sidebar), pane, ATTACHMENTS,
                     _ ("Attachments"), "mail-attachment-symbolic");
  g_signal_connect_object (pane, "show-page", G_CALLBACK (show_page_cb), self, G_CONNECT_SWAPPED);
  if (self->document != NULL)
    recto_attachments_pane_set_document (self->pane, self->listing, self->actions);
}

/* What is looked at is listed, even while a page that never ends keeps the first page from being
 * shown. */
static void
sidebar_shown_cb (RectoDocumentAttachments *self)
{
  if (!recto_document_sidebar_get_shown (self->sidebar))
    return;
  ensure_pane (self);
  gtk_revealer_set_reveal_child (self->hint, FALSE);
  begin_listing (self);
}

void
recto_document_attachments_show (RectoDocumentAttachments *self)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_ATTACHMENTS (self));

  recto_document_sidebar_show_pane (self->sidebar, ATTACHMENTS);
}

/* ---- That there are any ---------------------------------------------------------------------- */

static guint
count_attachments (RectoDocumentAttachments *self)
{
  return g_list_model_get_n_items (recto_document_get_attachments (self->document));
}

static void
show_hint (RectoDocumentAttachments *self)
{
  const guint n = count_attachments (self);
  g_autofree char *text = NULL;

  if (self->hinted || n == 0)
    return;
  self->hinted = TRUE;
  if (recto_document_sidebar_get_shown (self->sidebar))
    return;
  text = g_strdup_printf (ngettext ("This document has %u attachment",
                                    "This document has %u attachments", n),
                          n);
  gtk_label_set_label (self->hint_text, text);
  gtk_revealer_set_reveal_child (self->hint, TRUE);
}

static void
hint_taken_cb (RectoDocumentAttachments *self)
{
  recto_document_attachments_show (self);
}

static void
hint_dismissed_cb (RectoDocumentAttachments *self)
{
  gtk_revealer_set_reveal_child (self->hint, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->page_view));
}

/* ---- Saving them all ------------------------------------------------------------------------- */

static void
save_all (RectoDocumentAttachments *self)
{
  GListModel *attachments = recto_document_get_attachments (self->document);

  if (g_list_model_get_n_items (attachments) == 0)
    message_cb (self, _ ("No files are attached to this document"));
  else if (self->save_folder != NULL)
    recto_attachment_actions_save_to (self->actions, attachments, self->save_folder);
  else
    recto_attachment_actions_save_all (self->actions, attachments);
}

static void
listing_state_cb (RectoDocumentAttachments *self)
{
  const RectoListingState state = recto_attachment_listing_get_state (self->listing);

  if (state == RECTO_LISTING_RUNNING || state == RECTO_LISTING_IDLE)
    return;
  show_hint (self);
  if (self->save_all && state == RECTO_LISTING_COMPLETE)
    save_all (self);
  self->save_all = FALSE;
  g_clear_object (&self->save_folder);
}

void
recto_document_attachments_save_to (RectoDocumentAttachments *self, GFile *folder)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_ATTACHMENTS (self));
  g_return_if_fail (folder == NULL || G_IS_FILE (folder));

  if (self->listing == NULL)
    return;
  self->save_all = TRUE;
  g_set_object (&self->save_folder, folder);
  if (recto_attachment_listing_get_state (self->listing) == RECTO_LISTING_COMPLETE)
    listing_state_cb (self);
  else
    recto_attachment_listing_start (self->listing);
}

/* ---- What is still to be saved --------------------------------------------------------------- */

static void
stop_savings (RectoDocumentAttachments *self)
{
  GListModel *savings = recto_document_get_savings (self->document);

  for (guint i = 0; i < g_list_model_get_n_items (savings); i++)
    {
      g_autoptr (RectoSaving) saving = g_list_model_get_item (savings, i);
      RectoTask *task = recto_saving_get_task (saving);

      if (task != NULL)
        recto_task_cancel (task, RECTO_CANCEL_SUPERSEDED);
    }
}

/* One has turned to something else: what is being saved for what was there stops, unless it is
 * wished otherwise, and what is over is not told of for ever. */
static void
navigated_cb (RectoDocumentAttachments *self)
{
  if (self->document == NULL)
    return;
  gtk_revealer_set_reveal_child (self->hint, FALSE);
  recto_attachment_actions_forget_saved (self->actions);
  if (!g_settings_get_boolean (self->settings, "keep-saving"))
    stop_savings (self);
}

gboolean
recto_document_attachments_get_pending (RectoDocumentAttachments *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT_ATTACHMENTS (self), FALSE);

  return self->actions != NULL &&
         recto_pending_savings_get_pending (recto_attachment_actions_get_pending (self->actions));
}

static const char *
get_failed_name (RectoSaving *saving)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (saving)); i++)
    {
      g_autoptr (RectoSavingItem) item = g_list_model_get_item (G_LIST_MODEL (saving), i);

      if (recto_saving_item_get_state (item) == RECTO_SAVING_FAILED)
        return recto_attachment_get_name (recto_saving_item_get_attachment (item));
    }
  return NULL;
}

char *
recto_document_attachments_describe_failed (RectoDocumentAttachments *self)
{
  GListModel *savings;
  const char *name = NULL;
  guint n_failed = 0;

  g_return_val_if_fail (RECTO_IS_DOCUMENT_ATTACHMENTS (self), NULL);

  savings = self->document != NULL ? recto_document_get_savings (self->document) : NULL;
  for (guint i = 0; savings != NULL && i < g_list_model_get_n_items (savings); i++)
    {
      g_autoptr (RectoSaving) saving = g_list_model_get_item (savings, i);

      if (recto_saving_get_n_failed (saving) > 0)
        name = get_failed_name (saving);
      n_failed += recto_saving_get_n_failed (saving);
    }
  if (n_failed == 0)
    return NULL;
  if (n_failed == 1)
    /* Translators: %s is the name of a file. */
    return g_strdup_printf (_ ("%s was not saved"), name);
  return g_strdup_printf (ngettext ("%u file was not saved", "%u files were not saved", n_failed),
                          n_failed);
}

static void
pending_cb (RectoDocumentAttachments *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PENDING]);
}

/* ---- The document ---------------------------------------------------------------------------- */

static void
drop_document (RectoDocumentAttachments *self)
{
  if (self->document == NULL)
    return;
  if (self->pane != NULL)
    recto_attachments_pane_set_document (self->pane, NULL, NULL);
  recto_saving_bars_set_document (self->saving_bars, NULL, NULL);
  recto_attachment_marks_set (self->marks, NULL, NULL);
  g_signal_handlers_disconnect_by_data (self->listing, self);
  g_signal_handlers_disconnect_by_data (recto_attachment_actions_get_pending (self->actions), self);
  recto_attachment_actions_end (self->actions);
  g_signal_handlers_disconnect_by_data (self->actions, self);
  g_clear_object (&self->listing);
  g_clear_object (&self->actions);
  g_clear_object (&self->save_folder);
  self->save_all = FALSE;
  g_clear_object (&self->document);
  gtk_revealer_set_reveal_child (self->hint, FALSE);
}

static void
take_document (RectoDocumentAttachments *self, RectoDocument *document)
{
  self->document = g_object_ref (document);
  self->listing = recto_attachment_listing_new (document);
  self->actions = recto_attachment_actions_new (GTK_WIDGET (self), document, self->opened_files,
                                                self->settings);
  g_signal_connect_object (self->listing, "notify::state", G_CALLBACK (listing_state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->actions, "message", G_CALLBACK (message_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (recto_attachment_actions_get_pending (self->actions), "notify::pending",
                           G_CALLBACK (pending_cb), self, G_CONNECT_SWAPPED);
  if (self->pane != NULL)
    recto_attachments_pane_set_document (self->pane, self->listing, self->actions);
  recto_saving_bars_set_document (self->saving_bars, document, self->actions);
  recto_attachment_marks_set (self->marks, recto_document_get_attachments (document),
                              self->actions);
}

void
recto_document_attachments_set_document (RectoDocumentAttachments *self,
                                         RectoDocument *document,
                                         gboolean tell)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_ATTACHMENTS (self));
  g_return_if_fail (document == NULL || RECTO_IS_DOCUMENT (document));
  g_return_if_fail (document == NULL || self->settings != NULL);

  drop_document (self);
  if (document != NULL)
    take_document (self, document);
  if (tell)
    self->hinted = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PENDING]);
}

void
recto_document_attachments_set_up (RectoDocumentAttachments *self,
                                   RectoOpenedFiles *opened_files,
                                   GSettings *settings)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_ATTACHMENTS (self));
  g_return_if_fail (RECTO_IS_OPENED_FILES (opened_files));
  g_return_if_fail (G_IS_SETTINGS (settings));

  g_set_object (&self->opened_files, opened_files);
  g_set_object (&self->settings, settings);
}

void
recto_document_attachments_begin (RectoDocumentAttachments *self,
                                  RectoDocumentSidebar *sidebar,
                                  RectoPageView *page_view,
                                  GtkWidget *popover_parent)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_ATTACHMENTS (self));
  g_return_if_fail (RECTO_IS_DOCUMENT_SIDEBAR (sidebar));
  g_return_if_fail (RECTO_IS_PAGE_VIEW (page_view));
  g_return_if_fail (GTK_IS_WIDGET (popover_parent));

  self->sidebar = sidebar;
  self->page_view = page_view;
  self->marks = recto_attachment_marks_new (page_view, popover_parent);
  g_signal_connect_object (sidebar, "notify::shown", G_CALLBACK (sidebar_shown_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page_view, "first-shown", G_CALLBACK (begin_listing), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page_view, "navigated", G_CALLBACK (navigated_cb), self,
                           G_CONNECT_SWAPPED);
}

void
recto_document_attachments_end (RectoDocumentAttachments *self)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_ATTACHMENTS (self));

  drop_document (self);
  g_clear_object (&self->marks);
}

static void
recto_document_attachments_get_property (GObject *object,
                                         guint prop_id,
                                         GValue *value,
                                         GParamSpec *pspec)
{
  switch ((RectoDocumentAttachmentsProperty) prop_id)
    {
    case PROP_PENDING:
      g_value_set_boolean (
          value, recto_document_attachments_get_pending (RECTO_DOCUMENT_ATTACHMENTS (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_document_attachments_dispose (GObject *object)
{
  RectoDocumentAttachments *self = RECTO_DOCUMENT_ATTACHMENTS (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_DOCUMENT_ATTACHMENTS);
  g_clear_object (&self->opened_files);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (recto_document_attachments_parent_class)->dispose (object);
}

static void
recto_document_attachments_class_init (RectoDocumentAttachmentsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = recto_document_attachments_dispose;
  object_class->get_property = recto_document_attachments_get_property;

  properties[PROP_PENDING] =
      g_param_spec_boolean ("pending", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[MESSAGE] = g_signal_new ("message", RECTO_TYPE_DOCUMENT_ATTACHMENTS, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (RECTO_TYPE_SAVING_BARS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/recto-document-attachments.ui");
  gtk_widget_class_bind_template_child (widget_class, RectoDocumentAttachments, hint);
  gtk_widget_class_bind_template_child (widget_class, RectoDocumentAttachments, hint_text);
  gtk_widget_class_bind_template_child (widget_class, RectoDocumentAttachments, saving_bars);
  gtk_widget_class_bind_template_callback (widget_class, hint_taken_cb);
  gtk_widget_class_bind_template_callback (widget_class, hint_dismissed_cb);
}

static void
recto_document_attachments_init (RectoDocumentAttachments *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
