/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document.h"

/* RectoAttachmentListing: how far one document's list of attachments has come, and what may be done
 * about that. The list itself is the document's.
 *
 * Properties, read only: "state" (RectoListingState), "document". */
#define RECTO_TYPE_ATTACHMENT_LISTING (recto_attachment_listing_get_type ())
G_DECLARE_FINAL_TYPE (RectoAttachmentListing,
                      recto_attachment_listing,
                      RECTO,
                      ATTACHMENT_LISTING,
                      GObject)

typedef enum
{
  RECTO_LISTING_IDLE, /* nobody has asked for it */
  RECTO_LISTING_RUNNING,
  RECTO_LISTING_STOPPED, /* what was found so far stays */
  RECTO_LISTING_FAILED,
  RECTO_LISTING_COMPLETE,
} RectoListingState;

RectoAttachmentListing *recto_attachment_listing_new (RectoDocument *document);
/* Begins, or goes on where it was stopped; nothing where it runs or is complete. */
void recto_attachment_listing_start (RectoAttachmentListing *self);
void recto_attachment_listing_stop (RectoAttachmentListing *self);
RectoListingState recto_attachment_listing_get_state (RectoAttachmentListing *self);
RectoDocument *recto_attachment_listing_get_document (RectoAttachmentListing *self);
/* "50 attachments", or how far it has come. (transfer full) */
char *recto_attachment_listing_describe (RectoAttachmentListing *self);
/* Why it FAILED. (transfer none) (nullable) */
const GError *recto_attachment_listing_get_error (RectoAttachmentListing *self);
