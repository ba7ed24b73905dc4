/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-attachment.h"

/* What a worker claims about an attachment. */
typedef struct
{
  guint object;   /* the number of its stream in the document: what tells attachments apart */
  guint64 stored; /* bytes that it takes in the file */
  gint64 size;    /* -1 where unknown */
  gint64 created; /* 0 where unknown */
  gint64 modified;
  gboolean has_page;
  RectoLocation location;
  RectoRect area;
  const char *name; /* UTF-8, all three; as the document has them, "" where it has none */
  const char *content_type;
  const char *description;
} RectoAttachmentClaims;

RectoAttachment *recto_attachment_new (const RectoAttachmentClaims *claims);
guint recto_attachment_get_object (RectoAttachment *self);
/* What it takes in the document's file, bytes: to be held against what it unpacks to. */
guint64 recto_attachment_get_stored (RectoAttachment *self);
