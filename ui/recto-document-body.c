/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document-body.h"

#include <glib/gi18n.h>

#include "recto-attachment-marks.h"
#include "recto-attachments-pane.h"
#include "recto-document-annotations.h"
#include "recto-document-bookmarks.h"
#include "recto-document-layers.h"
#include "recto-document-outline.h"
#include "recto-saving-bars.h"
#include "recto-signature-notice.h"
#include "recto-target-follower.h"
#include "recto-thumbnails-pane.h"

#define ATTACHMENTS "attachments"
#define THUMBNAILS "thumbnails"

struct _RectoDocumentBody
{
  AdwBin parent_instance;
  AdwOverlaySplitView *split; /* template children */
  RectoSidebar *sidebar;
  AdwToastOverlay *toasts;
  AdwBanner *banner;
  GtkBox *content;
  AdwBanner *outdated;
  GtkOverlay *pages;
  RectoPageView *page_view;
  GtkRevealer *hint;
  GtkLabel *hint_text;
  RectoSavingBars *saving_bars;
  RectoAttachmentsPane *attachments_pane; /* (unowned) (nullable): the sidebar's, once shown */

  RectoOpenedFiles *opened_files;
  GSettings *settings;
  RectoDocument *document;         /* (nullable) */
  RectoAttachmentListing *listing; /* (nullable): of the document */
  RectoAttachmentActions *actions; /* (nullable): likewise */
  RectoAttachmentMarks *marks;
  RectoTargetFollower *follower;
  RectoDocumentOutline *outline;
  RectoSignatureNotice *signature_notice;
  RectoDocumentBookmarks *bookmarks;
  RectoDocumentAnnotations *annotations;
  RectoDocumentLayers *layers;
  gboolean save_all;     /* once all is listed */
  GFile *save_folder;    /* (nullable): where to; NULL asks */
  gboolean hinted;       /* that the document has attachments */
  gboolean shown_beside; /* the sidebar, when there was last room for it beside the pages */
};

G_DEFINE_FINAL_TYPE (RectoDocumentBody, recto_document_body, ADW_TYPE_BIN)

typedef enum
{
  PROP_DOCUMENT = 1,
  PROP_PAGE_VIEW,
  PROP_SHOW_SIDEBAR,
  PROP_PANE,
  PROP_PENDING,
} RectoDocumentBodyProperty;

static GParamSpec *properties[PROP_PENDING + 1];

static void
banner_dismissed_cb (RectoDocumentBody *self)
{
  adw_banner_set_revealed (self->banner, FALSE);
}

/* ---- The sidebar --------------------------------------------------------------------------------
 */

gboolean
recto_document_body_get_show_sidebar (RectoDocumentBody *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT_BODY (self), FALSE);

  return adw_overlay_split_view_get_show_sidebar (self->split);
}

gboolean
recto_document_body_wants_sidebar (RectoDocumentBody *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT_BODY (self), FALSE);

  return adw_overlay_split_view_get_collapsed (self->split)
             ? self->shown_beside
             : recto_document_body_get_show_sidebar (self);
}

void
recto_document_body_set_show_sidebar (RectoDocumentBody *self, gboolean show_sidebar)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_BODY (self));

  adw_overlay_split_view_set_show_sidebar (self->split, show_sidebar);
}

const char *
recto_document_body_get_pane (RectoDocumentBody *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT_BODY (self), NULL);

  return recto_sidebar_get_pane (self->sidebar);
}

void
recto_document_body_begin_sidebar (RectoDocumentBody *self, gboolean show_sidebar, const char *pane)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_BODY (self));

  recto_sidebar_begin (self->sidebar, pane);
  if (adw_overlay_split_view_get_collapsed (self->split))
    self->shown_beside = show_sidebar;
  else
    recto_document_body_set_show_sidebar (self, show_sidebar);
}

RectoSidebar *
recto_document_body_get_sidebar (RectoDocumentBody *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT_BODY (self), NULL);

  return self->sidebar;
}

void
recto_document_body_show_pane (RectoDocumentBody *self, const char *name)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_BODY (self));

  recto_document_body_set_show_sidebar (self, TRUE);
  recto_sidebar_show (self->sidebar, name);
}

void
recto_document_body_leave_sidebar (RectoDocumentBody *self)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_BODY (self));

  if (adw_overlay_split_view_get_collapsed (self->split))
    recto_document_body_set_show_sidebar (self, FALSE);
}

void
recto_document_body_show_attachments (RectoDocumentBody *self)
{
  recto_document_body_show_pane (self, ATTACHMENTS);
}

static void
show_page_cb (RectoDocumentBody *self, RectoAttachment *attachment)
{
  RectoLocation location;

  if (!recto_attachment_get_page (attachment, &location, NULL))
    return;
  recto_document_body_leave_sidebar (self);
  recto_page_view_go_to (self->page_view, location, TRUE);
}

static void
target_activated_cb (RectoDocumentBody *self, const RectoTarget *target)
{
  recto_document_body_leave_sidebar (self);
  recto_target_follower_follow (self->follower, target);
}

/* A document opens sooner when what stands beside its pages is made only once it is wanted. */
static void
ensure_panes (RectoDocumentBody *self)
{
  GtkWidget *pane;

  if (self->attachments_pane != NULL)
    return;
  pane = recto_thumbnails_pane_new (self->page_view);
  recto_sidebar_add (self->sidebar, pane, THUMBNAILS, _ ("Thumbnails"), "view-grid-symbolic");
  g_signal_connect_object (pane, "activated", G_CALLBACK (target_activated_cb), self,
                           G_CONNECT_SWAPPED);
  recto_document_bookmarks_ensure_pane (self->bookmarks);
  pane = recto_attachments_pane_new ();
  self->attachments_pane = RECTO_ATTACHMENTS_PANE (pane);
  recto_sidebar_add (self->sidebar, pane, ATTACHMENTS, _ ("Attachments"),
                     "mail-attachment-symbolic");
  g_signal_connect_object (pane, "show-page", G_CALLBACK (show_page_cb), self, G_CONNECT_SWAPPED);
  if (self->document != NULL)
    recto_attachments_pane_set_document (self->attachments_pane, self->listing, self->actions);
}

/* The keys do not stay with what is not seen. What is looked at is listed, even while a page that
 * never ends keeps the first page from being shown. */
static void
sidebar_shown_cb (RectoDocumentBody *self)
{
  const gboolean shown = recto_document_body_get_show_sidebar (self);

  if (shown)
    {
      ensure_panes (self);
      gtk_revealer_set_reveal_child (self->hint, FALSE);
      if (self->listing != NULL &&
          recto_attachment_listing_get_state (self->listing) == RECTO_LISTING_IDLE)
        recto_attachment_listing_start (self->listing);
    }
  else if (gtk_widget_get_state_flags (GTK_WIDGET (self->sidebar)) & GTK_STATE_FLAG_FOCUS_WITHIN)
    gtk_widget_grab_focus (GTK_WIDGET (self->page_view));
  /* Else assistive technology would find it beside the window. */
  gtk_widget_set_visible (GTK_WIDGET (self->sidebar), shown);
  recto_document_outline_set_shown (self->outline, shown);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_SIDEBAR]);
}

/* Over the pages it would be in the way; it comes back when there is room beside them. */
static void
collapsed_cb (RectoDocumentBody *self)
{
  const gboolean shown = recto_document_body_get_show_sidebar (self);

  if (!adw_overlay_split_view_get_collapsed (self->split))
    recto_document_body_set_show_sidebar (self, shown || self->shown_beside);
  else
    {
      self->shown_beside = shown;
      recto_document_body_set_show_sidebar (self, FALSE);
    }
}

static gboolean
key_cb (RectoDocumentBody *self, guint keyval, guint keycode, GdkModifierType modifiers)
{
  if (keyval != GDK_KEY_Escape || (modifiers & gtk_accelerator_get_default_mod_mask ()) != 0 ||
      !adw_overlay_split_view_get_collapsed (self->split) ||
      !recto_document_body_get_show_sidebar (self))
    return GDK_EVENT_PROPAGATE;
  recto_document_body_set_show_sidebar (self, FALSE);
  return GDK_EVENT_STOP;
}

/* ---- Attachments --------------------------------------------------------------------------------
 */

static guint
count_attachments (RectoDocumentBody *self)
{
  return g_list_model_get_n_items (recto_document_get_attachments (self->document));
}

static void
show_hint (RectoDocumentBody *self)
{
  const guint n = count_attachments (self);
  g_autofree char *text = NULL;

  if (self->hinted || n == 0)
    return;
  self->hinted = TRUE;
  if (recto_document_body_get_show_sidebar (self))
    return;
  text = g_strdup_printf (ngettext ("This document has %u attachment",
                                    "This document has %u attachments", n),
                          n);
  gtk_label_set_label (self->hint_text, text);
  gtk_revealer_set_reveal_child (self->hint, TRUE);
}

static void
message_cb (RectoDocumentBody *self, const char *message)
{
  AdwToast *toast = adw_toast_new (message);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
hint_taken_cb (RectoDocumentBody *self)
{
  recto_document_body_show_attachments (self);
}

static void
hint_dismissed_cb (RectoDocumentBody *self)
{
  gtk_revealer_set_reveal_child (self->hint, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->page_view));
}

static void
save_all (RectoDocumentBody *self)
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
listing_state_cb (RectoDocumentBody *self)
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
recto_document_body_save_attachments_to (RectoDocumentBody *self, GFile *folder)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_BODY (self));
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

/* The pages come first: what is attached can wait until one reads. */
static void
first_shown_cb (RectoDocumentBody *self)
{
  if (self->listing != NULL &&
      recto_attachment_listing_get_state (self->listing) == RECTO_LISTING_IDLE)
    recto_attachment_listing_start (self->listing);
}

static void
stop_savings (RectoDocumentBody *self)
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
navigated_cb (RectoDocumentBody *self)
{
  if (self->document == NULL)
    return;
  gtk_revealer_set_reveal_child (self->hint, FALSE);
  recto_attachment_actions_forget_saved (self->actions);
  if (!g_settings_get_boolean (self->settings, "keep-saving"))
    stop_savings (self);
}

/* ---- What is still to be saved ------------------------------------------------------------------
 */

gboolean
recto_document_body_get_pending (RectoDocumentBody *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT_BODY (self), FALSE);

  return self->actions != NULL &&
         recto_pending_savings_get_pending (recto_attachment_actions_get_pending (self->actions));
}

void
recto_document_body_set_outdated (RectoDocumentBody *self, gboolean outdated)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_BODY (self));

  adw_banner_set_revealed (self->outdated, outdated);
}

static void
pane_cb (RectoDocumentBody *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PANE]);
}

static void
pending_cb (RectoDocumentBody *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PENDING]);
}

/* ---- Links --------------------------------------------------------------------------------------
 */

static void
open_file_cb (RectoDocumentBody *self, GFile *file, const char *fragment)
{
  g_autofree char *uri = g_file_get_uri (file);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-at", "(ss)", uri, fragment);
}

void
recto_document_body_find_destination (RectoDocumentBody *self, const char *name)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_BODY (self));
  g_return_if_fail (name != NULL);

  recto_target_follower_find (self->follower, name);
}

void
recto_document_body_add_overlay (RectoDocumentBody *self, GtkWidget *overlay)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_BODY (self));
  g_return_if_fail (GTK_IS_WIDGET (overlay));

  gtk_overlay_add_overlay (self->pages, overlay);
}

void
recto_document_body_add_bar (RectoDocumentBody *self, GtkWidget *bar)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_BODY (self));
  g_return_if_fail (GTK_IS_WIDGET (bar));

  gtk_box_prepend (self->content, bar);
}

/* ---- The document -------------------------------------------------------------------------------
 */

static void
drop_document (RectoDocumentBody *self)
{
  if (self->document == NULL)
    return;
  if (self->attachments_pane != NULL)
    recto_attachments_pane_set_document (self->attachments_pane, NULL, NULL);
  recto_saving_bars_set_document (self->saving_bars, NULL, NULL);
  recto_attachment_marks_set (self->marks, NULL, NULL);
  recto_target_follower_forget (self->follower);
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
take_document (RectoDocumentBody *self, RectoDocument *document)
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
  if (self->attachments_pane != NULL)
    recto_attachments_pane_set_document (self->attachments_pane, self->listing, self->actions);
  recto_saving_bars_set_document (self->saving_bars, document, self->actions);
  recto_attachment_marks_set (self->marks, recto_document_get_attachments (document),
                              self->actions);
}

void
recto_document_body_set_document (RectoDocumentBody *self, RectoDocument *document)
{
  gboolean read_anew;

  g_return_if_fail (RECTO_IS_DOCUMENT_BODY (self));
  g_return_if_fail (document == NULL || RECTO_IS_DOCUMENT (document));
  g_return_if_fail (self->settings != NULL);

  if (self->document == document)
    return;
  read_anew = self->document != NULL && document != NULL;
  drop_document (self);
  if (document != NULL)
    take_document (self, document);
  recto_document_outline_set_document (self->outline, document);
  recto_signature_notice_set_document (self->signature_notice, document, !read_anew);
  if (read_anew)
    recto_page_view_renew_document (self->page_view, document);
  else
    recto_page_view_set_document (self->page_view, document);
  recto_document_body_set_outdated (self, FALSE);
  /* What has been said of it needs no saying again whenever its file changes. */
  if (!read_anew)
    {
      self->hinted = FALSE;
      adw_banner_set_revealed (self->banner,
                               document != NULL && recto_document_is_text_view (document));
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PENDING]);
}

void
recto_document_body_set_up (RectoDocumentBody *self, RectoEngine *engine, GSettings *settings)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_BODY (self));
  g_return_if_fail (RECTO_IS_ENGINE (engine));
  g_return_if_fail (G_IS_SETTINGS (settings));

  g_set_object (&self->opened_files, recto_opened_files_of (engine));
  g_set_object (&self->settings, settings);
}

RectoDocumentBookmarks *
recto_document_body_get_bookmarks (RectoDocumentBody *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT_BODY (self), NULL);

  return self->bookmarks;
}

RectoPageView *
recto_document_body_get_page_view (RectoDocumentBody *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT_BODY (self), NULL);

  return self->page_view;
}

static gboolean
recto_document_body_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (RECTO_DOCUMENT_BODY (widget)->page_view));
}

static void
recto_document_body_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  RectoDocumentBody *self = RECTO_DOCUMENT_BODY (object);

  switch ((RectoDocumentBodyProperty) prop_id)
    {
    case PROP_DOCUMENT:
      recto_document_body_set_document (self, g_value_get_object (value));
      break;
    case PROP_SHOW_SIDEBAR:
      recto_document_body_set_show_sidebar (self, g_value_get_boolean (value));
      break;
    case PROP_PAGE_VIEW:
    case PROP_PANE:
    case PROP_PENDING:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_document_body_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RectoDocumentBody *self = RECTO_DOCUMENT_BODY (object);

  switch ((RectoDocumentBodyProperty) prop_id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case PROP_PAGE_VIEW:
      g_value_set_object (value, self->page_view);
      break;
    case PROP_SHOW_SIDEBAR:
      g_value_set_boolean (value, recto_document_body_get_show_sidebar (self));
      break;
    case PROP_PANE:
      g_value_set_string (value, recto_document_body_get_pane (self));
      break;
    case PROP_PENDING:
      g_value_set_boolean (value, recto_document_body_get_pending (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_document_body_dispose (GObject *object)
{
  RectoDocumentBody *self = RECTO_DOCUMENT_BODY (object);

  drop_document (self);
  g_clear_object (&self->marks);
  if (self->follower != NULL)
    recto_target_follower_end (self->follower);
  g_clear_object (&self->follower);
  if (self->signature_notice != NULL)
    recto_signature_notice_set_document (self->signature_notice, NULL, FALSE);
  g_clear_object (&self->signature_notice);
  if (self->outline != NULL)
    recto_document_outline_set_document (self->outline, NULL);
  g_clear_object (&self->outline);
  if (self->bookmarks != NULL)
    recto_document_bookmarks_end (self->bookmarks);
  g_clear_object (&self->bookmarks);
  g_clear_object (&self->annotations);
  g_clear_object (&self->layers);
  if (self->split != NULL)
    g_signal_handlers_disconnect_by_data (self->split, self);
  /* The bin would not notice that the template takes its child away. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_DOCUMENT_BODY);
  g_clear_object (&self->opened_files);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (recto_document_body_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/recto-document-body.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, RectoDocumentBody, child)
  BIND (split);
  BIND (sidebar);
  BIND (toasts);
  BIND (banner);
  BIND (content);
  BIND (outdated);
  BIND (pages);
  BIND (page_view);
  BIND (hint);
  BIND (hint_text);
  BIND (saving_bars);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, banner_dismissed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, collapsed_cb);
  gtk_widget_class_bind_template_callback (widget_class, hint_taken_cb);
  gtk_widget_class_bind_template_callback (widget_class, hint_dismissed_cb);
}

static void
recto_document_body_class_init (RectoDocumentBodyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = recto_document_body_dispose;
  object_class->get_property = recto_document_body_get_property;
  object_class->set_property = recto_document_body_set_property;
  widget_class->grab_focus = recto_document_body_grab_focus;

  properties[PROP_DOCUMENT] =
      g_param_spec_object ("document", NULL, NULL, RECTO_TYPE_DOCUMENT, flags | G_PARAM_WRITABLE);
  properties[PROP_PAGE_VIEW] =
      g_param_spec_object ("page-view", NULL, NULL, RECTO_TYPE_PAGE_VIEW, flags);
  properties[PROP_SHOW_SIDEBAR] =
      g_param_spec_boolean ("show-sidebar", NULL, NULL, FALSE, flags | G_PARAM_WRITABLE);
  properties[PROP_PANE] = g_param_spec_string ("pane", NULL, NULL, NULL, flags);
  properties[PROP_PENDING] = g_param_spec_boolean ("pending", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (RECTO_TYPE_PAGE_VIEW);
  g_type_ensure (RECTO_TYPE_SAVING_BARS);
  g_type_ensure (RECTO_TYPE_SIDEBAR);
  bind_template (widget_class);
}

static void
recto_document_body_init (RectoDocumentBody *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->page_view, "first-shown", G_CALLBACK (first_shown_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->page_view, "navigated", G_CALLBACK (navigated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "notify::pane", G_CALLBACK (pane_cb), self,
                           G_CONNECT_SWAPPED);
  self->marks = recto_attachment_marks_new (self->page_view, GTK_WIDGET (self));
  self->follower = recto_target_follower_new (self->page_view);
  self->signature_notice = recto_signature_notice_new (self->toasts);
  self->outline = recto_document_outline_new (self->sidebar, self->page_view);
  self->bookmarks = recto_document_bookmarks_new (self->sidebar, self->page_view, self->toasts);
  g_signal_connect_object (self->bookmarks, "activated", G_CALLBACK (target_activated_cb), self,
                           G_CONNECT_SWAPPED);
  self->annotations = recto_document_annotations_new (self);
  self->layers = recto_document_layers_new (self);
  g_signal_connect_object (self->outline, "activated", G_CALLBACK (target_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->follower, "message", G_CALLBACK (message_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->follower, "open-file", G_CALLBACK (open_file_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
