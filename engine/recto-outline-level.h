/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-outline.h"

/* RectoOutlineLevel: what is right below one entry of an outline, as a GListModel. */
#define RECTO_TYPE_OUTLINE_LEVEL (recto_outline_level_get_type ())
G_DECLARE_FINAL_TYPE (RectoOutlineLevel, recto_outline_level, RECTO, OUTLINE_LEVEL, GObject)

RectoOutlineLevel *recto_outline_level_new (RectoOutline *outline, guint parent);
