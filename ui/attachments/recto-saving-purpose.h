/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-attachment-content.h"
#include "recto-saving.h"

/* What a saving is for, which goes with it. */

typedef enum
{
  RECTO_SAVING_FOR_KEEPING, /* files where the user wants them */
  RECTO_SAVING_FOR_OPENING, /* the others: files in a private folder, handed on from there */
  RECTO_SAVING_FOR_COPYING,
  RECTO_SAVING_FOR_DRAGGING,
} RectoSavingPurpose;

/* `content` (nullable): what is being dragged, and waits for the saving. */
void recto_saving_purpose_set (RectoSaving *saving,
                               RectoSavingPurpose purpose,
                               RectoAttachmentContent *content);
/* KEEPING, where nothing was said. */
RectoSavingPurpose recto_saving_purpose_get (RectoSaving *saving);
RectoAttachmentContent *recto_saving_purpose_get_content (RectoSaving *saving); /* (nullable) */
