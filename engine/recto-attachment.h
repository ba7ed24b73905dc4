/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "recto-location.h"
#include "recto-rect.h"

/* RectoAttachment: one file inside a document, as the document describes it: all of it is a claim.
 * Immutable; to be used from the main thread.
 *
 * Properties, all to be read only, for sorting and filtering: "name", "description",
 * "content-type" (strings), "size" (int64), "modified" (int64). */
#define RECTO_TYPE_ATTACHMENT (recto_attachment_get_type ())
G_DECLARE_FINAL_TYPE (RectoAttachment, recto_attachment, RECTO, ATTACHMENT, GObject)

/* The name as it may be shown and saved: harmless, never empty (recto_file_name_make_safe ()). */
const char *recto_attachment_get_name (RectoAttachment *self);
/* Bytes, as the document claims; -1 where it does not say. */
gint64 recto_attachment_get_size (RectoAttachment *self);
/* A GIO content type: what the document claims where it is one, else guessed from the name. Never
 * NULL. */
const char *recto_attachment_get_content_type (RectoAttachment *self);
const char *recto_attachment_get_description (RectoAttachment *self); /* (nullable) */
/* Seconds since 1970, UTC; 0 where the document does not say. */
gint64 recto_attachment_get_created (RectoAttachment *self);
gint64 recto_attachment_get_modified (RectoAttachment *self);
/* FALSE where it belongs to the document as a whole. `area` (out, optional): where its mark is;
 * empty where there is none. */
gboolean recto_attachment_get_page (RectoAttachment *self,
                                    RectoLocation *location,
                                    RectoRect *area);
/* Opening it would run something: a program, a script, a link to one. Both the name and the type
 * are looked at. */
gboolean recto_attachment_is_executable (RectoAttachment *self);
/* The same of a file whose content type is known. */
gboolean recto_attachment_type_is_executable (const char *type);
