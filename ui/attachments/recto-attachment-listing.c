/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-attachment-listing.h"

#include <glib/gi18n.h>

struct _RectoAttachmentListing
{
  GObject parent_instance;
  RectoDocument *document;
  RectoListingState state;
  GCancellable *cancellable; /* (nullable): while it runs */
  GError *error;             /* (nullable) */
};

G_DEFINE_FINAL_TYPE (RectoAttachmentListing, recto_attachment_listing, G_TYPE_OBJECT)

typedef enum
{
  PROP_STATE = 1,
  PROP_DOCUMENT,
} RectoAttachmentListingProperty;

static GParamSpec *properties[PROP_DOCUMENT + 1];

static void
set_state (RectoAttachmentListing *self, RectoListingState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RectoAttachmentListing) self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean listed =
      recto_document_list_attachments_finish (RECTO_DOCUMENT (source), result, &error);

  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  if (listed)
    set_state (self, RECTO_LISTING_COMPLETE);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    set_state (self, RECTO_LISTING_STOPPED);
  else
    {
      self->error = g_steal_pointer (&error);
      set_state (self, RECTO_LISTING_FAILED);
    }
}

void
recto_attachment_listing_start (RectoAttachmentListing *self)
{
  g_return_if_fail (RECTO_IS_ATTACHMENT_LISTING (self));

  if (self->state == RECTO_LISTING_RUNNING || self->state == RECTO_LISTING_COMPLETE)
    return;
  self->cancellable = g_cancellable_new ();
  recto_document_list_attachments_async (self->document, self->cancellable, listed_cb,
                                         g_object_ref (self));
  set_state (self, RECTO_LISTING_RUNNING);
}

void
recto_attachment_listing_stop (RectoAttachmentListing *self)
{
  g_return_if_fail (RECTO_IS_ATTACHMENT_LISTING (self));

  if (self->cancellable != NULL)
    recto_cancellable_cancel (self->cancellable, RECTO_CANCEL_USER_STOP);
}

RectoListingState
recto_attachment_listing_get_state (RectoAttachmentListing *self)
{
  g_return_val_if_fail (RECTO_IS_ATTACHMENT_LISTING (self), RECTO_LISTING_IDLE);

  return self->state;
}

RectoDocument *
recto_attachment_listing_get_document (RectoAttachmentListing *self)
{
  g_return_val_if_fail (RECTO_IS_ATTACHMENT_LISTING (self), NULL);

  return self->document;
}

const GError *
recto_attachment_listing_get_error (RectoAttachmentListing *self)
{
  g_return_val_if_fail (RECTO_IS_ATTACHMENT_LISTING (self), NULL);

  return self->error;
}

char *
recto_attachment_listing_describe (RectoAttachmentListing *self)
{
  guint n;

  g_return_val_if_fail (RECTO_IS_ATTACHMENT_LISTING (self), NULL);

  n = g_list_model_get_n_items (recto_document_get_attachments (self->document));
  switch (self->state)
    {
    case RECTO_LISTING_RUNNING:
      return g_strdup_printf (ngettext ("%u attachment so far…", "%u attachments so far…", n), n);
    case RECTO_LISTING_STOPPED:
      return g_strdup_printf (ngettext ("Listing stopped after %u attachment",
                                        "Listing stopped after %u attachments", n),
                              n);
    case RECTO_LISTING_FAILED:
      /* Translators: %s says why the attachments cannot be listed. */
      return g_strdup_printf (_ ("Attachments cannot be listed: %s"), self->error->message);
    case RECTO_LISTING_COMPLETE:
      if (recto_document_has_more_attachments (self->document))
        return g_strdup_printf (ngettext ("%u attachment; more are not listed",
                                          "%u attachments; more are not listed", n),
                                n);
      return g_strdup_printf (ngettext ("%u attachment", "%u attachments", n), n);
    case RECTO_LISTING_IDLE:
    default:
      return g_strdup ("");
    }
}

RectoAttachmentListing *
recto_attachment_listing_new (RectoDocument *document)
{
  RectoAttachmentListing *self;

  g_return_val_if_fail (RECTO_IS_DOCUMENT (document), NULL);

  self = g_object_new (RECTO_TYPE_ATTACHMENT_LISTING, NULL);
  self->document = g_object_ref (document);
  return self;
}

static void
recto_attachment_listing_get_property (GObject *object,
                                       guint prop_id,
                                       GValue *value,
                                       GParamSpec *pspec)
{
  RectoAttachmentListing *self = RECTO_ATTACHMENT_LISTING (object);

  switch ((RectoAttachmentListingProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_attachment_listing_finalize (GObject *object)
{
  RectoAttachmentListing *self = RECTO_ATTACHMENT_LISTING (object);

  g_clear_object (&self->document);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (recto_attachment_listing_parent_class)->finalize (object);
}

static void
recto_attachment_listing_class_init (RectoAttachmentListingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = recto_attachment_listing_finalize;
  object_class->get_property = recto_attachment_listing_get_property;

  properties[PROP_STATE] =
      g_param_spec_uint ("state", NULL, NULL, 0, RECTO_LISTING_COMPLETE, RECTO_LISTING_IDLE, flags);
  properties[PROP_DOCUMENT] =
      g_param_spec_object ("document", NULL, NULL, RECTO_TYPE_DOCUMENT, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
recto_attachment_listing_init (RectoAttachmentListing *self)
{
}
