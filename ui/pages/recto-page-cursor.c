/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-cursor.h"

struct _RectoPageCursor
{
  GtkWidget *widget;                             /* (unowned) */
  const char *names[RECTO_PAGE_CURSOR_N_LAYERS]; /* (nullable): each */
  const char *shown;                             /* (nullable) */
};

RectoPageCursor *
recto_page_cursor_new (GtkWidget *widget)
{
  RectoPageCursor *self = g_new0 (RectoPageCursor, 1);

  self->widget = widget;
  return self;
}

void
recto_page_cursor_free (RectoPageCursor *self)
{
  g_free (self);
}

void
recto_page_cursor_set (RectoPageCursor *self, RectoPageCursorLayer layer, const char *name)
{
  const char *shown = NULL;

  g_return_if_fail (layer < RECTO_PAGE_CURSOR_N_LAYERS);

  self->names[layer] = name;
  for (guint i = 0; i < RECTO_PAGE_CURSOR_N_LAYERS; i++)
    if (self->names[i] != NULL)
      shown = self->names[i];
  if (g_strcmp0 (self->shown, shown) == 0)
    return;
  self->shown = shown;
  gtk_widget_set_cursor_from_name (self->widget, shown);
}
