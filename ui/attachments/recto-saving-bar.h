/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-attachment-actions.h"

/* RectoSavingBar: how a saving goes while it runs, and how it went, with what may be done about
 * that: Stop, Resume, Save Anyway, Show in Folder, and the list of outcomes. Dismissing it forgets
 * the saving. */
#define RECTO_TYPE_SAVING_BAR (recto_saving_bar_get_type ())
G_DECLARE_FINAL_TYPE (RectoSavingBar, recto_saving_bar, RECTO, SAVING_BAR, GtkWidget)

GtkWidget *recto_saving_bar_new (RectoSaving *saving, RectoAttachmentActions *actions);
RectoSaving *recto_saving_bar_get_saving (RectoSavingBar *self);
