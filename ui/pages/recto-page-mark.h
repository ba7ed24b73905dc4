/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-page-view.h"

/* RectoPageMark: a frame around the part of a page that one has just been led to. */
typedef struct
{
  gboolean is_set;
  RectoLocation location;
  RectoRect area;
} RectoPageMark;

void recto_page_mark_snapshot (const RectoPageMark *self,
                               RectoPageView *view,
                               GtkSnapshot *snapshot);
