/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document.h"

#include "recto-document-private.h"

/* Which pages a document has, as far as that is known by now, and what is known of each. */

/* Not once it is closed, or has been given up. */
static gboolean
may_load (RectoDocument *self)
{
  return recto_document_get_page_loader (self) != NULL && recto_document_get_error (self) == NULL;
}

guint
recto_document_get_n_chapters (RectoDocument *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT (self), 0);

  return recto_book_get_n_chapters (recto_document_get_book (self));
}

guint
recto_document_get_chapter_pages (RectoDocument *self, guint chapter, gboolean *estimated)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT (self), 0);

  return recto_book_get_chapter_pages (recto_document_get_book (self), chapter, estimated);
}

guint
recto_document_get_n_pages (RectoDocument *self, gboolean *estimated)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT (self), 0);

  return recto_book_get_n_pages (recto_document_get_book (self), estimated);
}

guint
recto_document_get_number (RectoDocument *self, RectoLocation location)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT (self), 0);

  return recto_book_get_number (recto_document_get_book (self), location);
}

RectoLocation
recto_document_get_location (RectoDocument *self, guint number)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT (self), RECTO_LOCATION_INIT (0, 0));

  return recto_book_get_location (recto_document_get_book (self), number);
}

const RectoPage *
recto_document_get_page (RectoDocument *self, RectoLocation location)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT (self), NULL);

  return recto_page_facts_get (recto_document_get_page_facts (self), location);
}

gboolean
recto_document_find_label (RectoDocument *self, const char *label, RectoLocation *location)
{
  guint n_pages;

  g_return_val_if_fail (RECTO_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (label != NULL && location != NULL, FALSE);

  n_pages = recto_document_get_n_pages (self, NULL);
  for (guint i = 0; i < n_pages; i++)
    {
      const RectoLocation here = recto_document_get_location (self, i);
      const RectoPage *page = recto_document_get_page (self, here);

      if (page != NULL && page->label != NULL && g_ascii_strcasecmp (page->label, label) == 0)
        {
          *location = here;
          return TRUE;
        }
    }
  return FALSE;
}

const RectoPage *
recto_document_get_usual_page (RectoDocument *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT (self), NULL);

  return recto_page_facts_get_usual (recto_document_get_page_facts (self));
}

void
recto_document_need_pages (RectoDocument *self, RectoLocation first, RectoLocation last)
{
  g_return_if_fail (RECTO_IS_DOCUMENT (self));

  if (may_load (self))
    recto_page_loader_need (recto_document_get_page_loader (self), first, last);
}

guint
recto_document_get_n_laid_out (RectoDocument *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT (self), 0);

  return recto_book_get_n_counted (recto_document_get_book (self));
}

gboolean
recto_document_is_at_rest (RectoDocument *self)
{
  RectoPageLoader *loader;

  g_return_val_if_fail (RECTO_IS_DOCUMENT (self), FALSE);

  loader = recto_document_get_page_loader (self);
  return loader != NULL && recto_page_loader_is_stopped (loader);
}

void
recto_document_go_on (RectoDocument *self)
{
  g_return_if_fail (RECTO_IS_DOCUMENT (self));

  if (may_load (self))
    recto_page_loader_go_on (recto_document_get_page_loader (self));
}
