/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-closed-tabs.h"

#define MAX_TABS 20

struct _RectoClosedTabs
{
  GQueue tabs; /* of ClosedTab, the latest first */
};

typedef struct
{
  GFile *file;
  guint number; /* from 1; 0 where it was not open yet */
} ClosedTab;

static void
closed_tab_free (ClosedTab *tab)
{
  g_clear_object (&tab->file);
  g_free (tab);
}

RectoClosedTabs *
recto_closed_tabs_new (void)
{
  return g_new0 (RectoClosedTabs, 1);
}

void
recto_closed_tabs_free (RectoClosedTabs *self)
{
  g_queue_clear_full (&self->tabs, (GDestroyNotify) closed_tab_free);
  g_free (self);
}

void
recto_closed_tabs_remember (RectoClosedTabs *self, RectoDocumentView *view)
{
  const gboolean open = recto_document_view_get_document (view) != NULL;
  ClosedTab *tab;

  g_return_if_fail (self != NULL);
  g_return_if_fail (RECTO_IS_DOCUMENT_VIEW (view));

  if (!open && recto_document_view_get_state (view) != RECTO_DOCUMENT_VIEW_WAITING)
    return;
  tab = g_new0 (ClosedTab, 1);
  tab->file = g_object_ref (recto_document_view_get_file (view));
  if (open)
    {
      g_object_get (recto_document_view_get_page_view (view), "number", &tab->number, NULL);
      tab->number++;
    }
  g_queue_push_head (&self->tabs, tab);
  if (g_queue_get_length (&self->tabs) > MAX_TABS)
    closed_tab_free (g_queue_pop_tail (&self->tabs));
}

gboolean
recto_closed_tabs_is_empty (RectoClosedTabs *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return g_queue_is_empty (&self->tabs);
}

GFile *
recto_closed_tabs_take (RectoClosedTabs *self, guint *number)
{
  ClosedTab *tab;
  GFile *file;

  g_return_val_if_fail (self != NULL && number != NULL, NULL);

  tab = g_queue_pop_head (&self->tabs);
  if (tab == NULL)
    return NULL;
  file = g_steal_pointer (&tab->file);
  *number = tab->number;
  closed_tab_free (tab);
  return file;
}
