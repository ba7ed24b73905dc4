/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-test.h"

/* Work that does not end by itself: page 2 of endless.pdf, which heeds a request to stop, and of
 * stubborn.pdf, which heeds nothing but its end. */

/* More than jobs that ever run at once. */
#define RECTO_TEST_MAX_PLACES 4

/* Most of page 2; each is a question of its own. */
RectoRenderRequest recto_test_part_of_page_2 (guint i);
/* 16 pixels of a page's corner. */
RectoRenderRequest recto_test_small_tile (guint page, RectoPriority priority);

/* It was answered once, with this. */
void recto_test_assert_cancelled (RectoTestResult *result, RectoCancelReason reason);
void recto_test_wait_for_tile (RectoTestResult *result);

/* Renders that have a document's page 2 in hand at every place there is. */
typedef struct
{
  RectoDocument *document;
  GCancellable *cancellable;
  guint n;
  RectoTestResult results[RECTO_TEST_MAX_PLACES];
} RectoTestBlockade;

void recto_test_blockade_begin (RectoTestBlockade *self,
                                RectoEngine *engine,
                                RectoDocument *document);
/* Cancels them and waits until all are answered. */
void recto_test_blockade_end (RectoTestBlockade *self);
