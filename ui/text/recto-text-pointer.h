/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-page-texts.h"
#include "recto-page-view.h"

/* RectoTextPointer: gives the pointer the look of text where it is over some. It belongs to the
 * view. */
typedef struct _RectoTextPointer RectoTextPointer;

RectoTextPointer *recto_text_pointer_new (RectoPageView *view, RectoPageTexts *texts);
void recto_text_pointer_free (RectoTextPointer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoTextPointer, recto_text_pointer_free)

/* A text has come, or the pages have moved. */
void recto_text_pointer_update (RectoTextPointer *self);
