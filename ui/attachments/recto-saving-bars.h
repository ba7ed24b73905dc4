/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-attachment-actions.h"

/* RectoSavingBars: a RectoSavingBar for each saving of a document that there is something to tell
 * of. What is over in no time, and needs no more telling then, never shows. */
#define RECTO_TYPE_SAVING_BARS (recto_saving_bars_get_type ())
G_DECLARE_FINAL_TYPE (RectoSavingBars, recto_saving_bars, RECTO, SAVING_BARS, GtkBox)

/* Both or neither is NULL. */
void recto_saving_bars_set_document (RectoSavingBars *self,
                                     RectoDocument *document,
                                     RectoAttachmentActions *actions);
