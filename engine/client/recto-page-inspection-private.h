/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-inspection-body.h"
#include "recto-page-inspection.h"
#include "recto-shared-pixels.h"

/* Where the worker counts. (transfer none) */
RectoSharedPixels *recto_page_inspection_get_memory (RectoPageInspection *self);
