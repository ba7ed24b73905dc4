/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-mupdf-document.h"

/* RectoMupdfAttachments: what is attached to one document and its pages. The document's lists are
 * walked once and remembered. */
typedef struct _RectoMupdfAttachments RectoMupdfAttachments;

RectoMupdfAttachments *recto_mupdf_attachments_new (RectoMupdfDocument *document);

/* Fills `found` (all but its head) with as many of the attachments that were asked for as one
 * message takes, and says where to go on. Reads no bytes of theirs. What has no stream in the
 * document (files outside, addresses) is left out. */
void recto_mupdf_attachments_find (RectoMupdfAttachments *self,
                                   const RectoMessageAttachments *request,
                                   RectoMessageAttachmentsFound *found);
