/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document-body.h"

#include "recto-signature-notice.h"
#include "recto-slow-page-dialog.h"
#include "recto-target-follower.h"

struct _RectoDocumentBody
{
  AdwBin parent_instance;
  AdwOverlaySplitView *split; /* template children */
  AdwToastOverlay *toasts;
  AdwBanner *banner;
  GtkBox *content;
  AdwBanner *outdated;
  GtkOverlay *pages;
  RectoPageView *page_view;
  RectoDocumentAttachments *attachments;

  RectoDocument *document; /* (nullable) */
  RectoDocumentSidebar *sidebar;
  RectoTargetFollower *follower;
  RectoSignatureNotice *signature_notice;
};

G_DEFINE_FINAL_TYPE (RectoDocumentBody, recto_document_body, ADW_TYPE_BIN)

typedef enum
{
  PROP_DOCUMENT = 1,
  PROP_PAGE_VIEW,
} RectoDocumentBodyProperty;

static GParamSpec *properties[PROP_PAGE_VIEW + 1];

static void
banner_dismissed_cb (RectoDocumentBody *self)
{
  adw_banner_set_revealed (self->banner, FALSE);
}

static AdwToast *
make_toast (const char *message)
{
  AdwToast *toast = adw_toast_new (message);

  adw_toast_set_use_markup (toast, FALSE);
  return toast;
}

static void
message_cb (RectoDocumentBody *self, const char *message)
{
  adw_toast_overlay_add_toast (self->toasts, make_toast (message));
}

void
recto_document_body_set_outdated (RectoDocumentBody *self, gboolean outdated)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_BODY (self));

  adw_banner_set_revealed (self->outdated, outdated);
}

/* ---- Links ----------------------------------------------------------------------------------- */

static void
open_file_cb (RectoDocumentBody *self, GFile *file, const char *fragment)
{
  g_autofree char *uri = g_file_get_uri (file);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-at", "(ss)", uri, fragment);
}

static void
target_activated_cb (RectoDocumentBody *self, const RectoTarget *target)
{
  recto_target_follower_follow (self->follower, target);
}

void
recto_document_body_find_destination (RectoDocumentBody *self, const char *name)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_BODY (self));
  g_return_if_fail (name != NULL);

  recto_target_follower_find (self->follower, name);
}

/* ---- What others add ------------------------------------------------------------------------- */

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

/* ---- The document ---------------------------------------------------------------------------- */

void
recto_document_body_tell_of_failed (RectoDocumentBody *self)
{
  g_autofree char *message = NULL;
  AdwToast *toast;

  g_return_if_fail (RECTO_IS_DOCUMENT_BODY (self));

  message = recto_document_attachments_describe_failed (self->attachments);
  if (message == NULL)
    return;
  toast = make_toast (message);
  adw_toast_set_timeout (toast, 0);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
recto_document_body_set_document (RectoDocumentBody *self, RectoDocument *document)
{
  gboolean read_anew;

  g_return_if_fail (RECTO_IS_DOCUMENT_BODY (self));
  g_return_if_fail (document == NULL || RECTO_IS_DOCUMENT (document));

  if (self->document == document)
    return;
  read_anew = self->document != NULL && document != NULL;
  if (self->document != NULL)
    recto_target_follower_forget (self->follower);
  g_set_object (&self->document, document);
  recto_document_attachments_set_document (self->attachments, document, !read_anew);
  recto_document_sidebar_set_document (self->sidebar, document);
  recto_signature_notice_set_document (self->signature_notice, document, !read_anew);
  if (read_anew)
    recto_page_view_renew_document (self->page_view, document);
  else
    recto_page_view_set_document (self->page_view, document);
  recto_document_body_set_outdated (self, FALSE);
  /* What has been said of it needs no saying again whenever its file changes. */
  if (!read_anew)
    adw_banner_set_revealed (self->banner,
                             document != NULL && recto_document_is_text_view (document));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
}

void
recto_document_body_set_up (RectoDocumentBody *self, RectoEngine *engine, GSettings *settings)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_BODY (self));
  g_return_if_fail (RECTO_IS_ENGINE (engine));
  g_return_if_fail (G_IS_SETTINGS (settings));

  recto_document_attachments_set_up (self->attachments, recto_opened_files_of (engine), settings);
}

RectoDocumentSidebar *
recto_document_body_get_sidebar (RectoDocumentBody *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT_BODY (self), NULL);

  return self->sidebar;
}

RectoDocumentAttachments *
recto_document_body_get_attachments (RectoDocumentBody *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT_BODY (self), NULL);

  return self->attachments;
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
    case PROP_PAGE_VIEW:
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
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_document_body_dispose (GObject *object)
{
  RectoDocumentBody *self = RECTO_DOCUMENT_BODY (object);

  if (self->attachments != NULL)
    recto_document_attachments_end (self->attachments);
  if (self->follower != NULL)
    recto_target_follower_end (self->follower);
  g_clear_object (&self->follower);
  if (self->signature_notice != NULL)
    recto_signature_notice_set_document (self->signature_notice, NULL, FALSE);
  g_clear_object (&self->signature_notice);
  if (self->sidebar != NULL)
    recto_document_sidebar_end (self->sidebar);
  g_clear_object (&self->sidebar);
  g_clear_object (&self->document);
  /* The bin would not notice that the template takes its child away. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_DOCUMENT_BODY);

  G_OBJECT_CLASS (recto_document_body_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/recto-document-body.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, RectoDocumentBody, child)
  BIND (split);
  BIND (toasts);
  BIND (banner);
  BIND (content);
  BIND (outdated);
  BIND (pages);
  BIND (page_view);
  BIND (attachments);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, banner_dismissed_cb);
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
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (RECTO_TYPE_DOCUMENT_ATTACHMENTS);
  g_type_ensure (RECTO_TYPE_PAGE_VIEW);
  g_type_ensure (RECTO_TYPE_SIDEBAR);
  bind_template (widget_class);
}

static void
recto_document_body_init (RectoDocumentBody *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->follower = recto_target_follower_new (self->page_view);
  recto_slow_page_dialog_serve (self->page_view);
  self->signature_notice = recto_signature_notice_new (self->toasts);
  self->sidebar =
      recto_document_sidebar_new (GTK_WIDGET (self), self->split, self->page_view, self->toasts);
  recto_document_attachments_begin (self->attachments, self->sidebar, self->page_view,
                                    GTK_WIDGET (self));
  g_signal_connect_object (self->sidebar, "activated", G_CALLBACK (target_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->attachments, "message", G_CALLBACK (message_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->follower, "message", G_CALLBACK (message_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->follower, "open-file", G_CALLBACK (open_file_cb), self,
                           G_CONNECT_SWAPPED);
}
