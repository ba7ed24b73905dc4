/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-wanted-page.h"

#include "recto-page-entry.h"

struct _RectoWantedPage
{
  guint number; /* 0 where it is named by its label */
  char *label;  /* (nullable) */
};

RectoWantedPage *
recto_wanted_page_new (guint number, const char *label)
{
  RectoWantedPage *self = g_new0 (RectoWantedPage, 1);

  g_return_val_if_fail (number > 0 || label != NULL, self);

  self->number = number;
  self->label = g_strdup (label);
  return self;
}

void
recto_wanted_page_free (RectoWantedPage *self)
{
  g_free (self->label);
  g_free (self);
}

/* Where the reader has gone somewhere else meanwhile, nothing is wanted any more. */
gboolean
recto_wanted_page_show (RectoWantedPage *self, RectoPageView *page_view)
{
  RectoDocument *document;
  RectoLocation location;
  guint number = 0;

  g_return_val_if_fail (self != NULL, TRUE);
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (page_view), TRUE);

  document = recto_page_view_get_document (page_view);
  g_object_get (page_view, "number", &number, NULL);
  if (number > 0)
    return TRUE;
  if (self->number > 0)
    location = recto_document_get_location (document, self->number - 1);
  else if (!recto_page_entry_find_label (document, self->label, &location))
    return FALSE;
  recto_page_view_go_to (page_view, location, FALSE);
  return TRUE;
}
