/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* RectoPageCursor: how the pointer looks over the pages. Several things there have an opinion: the
 * last of these that has one is followed. */
typedef enum
{
  RECTO_PAGE_CURSOR_TEXT,
  RECTO_PAGE_CURSOR_NOTE,
  RECTO_PAGE_CURSOR_LINK,
  RECTO_PAGE_CURSOR_MARK,
  RECTO_PAGE_CURSOR_TOOL,
  RECTO_PAGE_CURSOR_DRAG,
  RECTO_PAGE_CURSOR_N_LAYERS,
} RectoPageCursorLayer;

typedef struct _RectoPageCursor RectoPageCursor;

RectoPageCursor *recto_page_cursor_new (GtkWidget *widget);
void recto_page_cursor_free (RectoPageCursor *self);
/* `name` (nullable): none. As gdk_cursor_new_from_name () has it, and static. */
void recto_page_cursor_set (RectoPageCursor *self, RectoPageCursorLayer layer, const char *name);
