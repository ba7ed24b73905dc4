/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-list.h"

struct _RectoPageList
{
  GObject parent_instance;
  RectoDocument *document; /* (nullable) */
  gulong pages_changed;
  guint n_pages; /* as it has been told */
};

static void list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RectoPageList,
                               recto_page_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* In a book, pages come and go as it is laid out; which they are is for those to notice that show
 * them. */
static void
update (RectoPageList *self)
{
  const guint before = self->n_pages;
  const guint now = self->document != NULL ? recto_document_get_n_pages (self->document, NULL) : 0;

  if (now == before)
    return;
  self->n_pages = now;
  if (now > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, now - before);
  else
    g_list_model_items_changed (G_LIST_MODEL (self), now, before - now, 0);
}

void
recto_page_list_set_document (RectoPageList *self, RectoDocument *document)
{
  const guint before = self->n_pages;

  g_return_if_fail (RECTO_IS_PAGE_LIST (self));
  g_return_if_fail (document == NULL || RECTO_IS_DOCUMENT (document));

  if (self->document == document)
    return;
  if (self->document != NULL)
    g_clear_signal_handler (&self->pages_changed, self->document);
  g_clear_object (&self->document);
  self->n_pages = 0;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, 0);
  if (document == NULL)
    return;
  self->document = g_object_ref (document);
  self->pages_changed =
      g_signal_connect_swapped (document, "pages-changed", G_CALLBACK (update), self);
  update (self);
}

RectoPageList *
recto_page_list_new (void)
{
  return g_object_new (RECTO_TYPE_PAGE_LIST, NULL);
}

static GType
recto_page_list_get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
recto_page_list_get_n_items (GListModel *model)
{
  return RECTO_PAGE_LIST (model)->n_pages;
}

static gpointer
recto_page_list_get_item (GListModel *model, guint position)
{
  return position < RECTO_PAGE_LIST (model)->n_pages ? g_object_new (G_TYPE_OBJECT, NULL) : NULL;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = recto_page_list_get_item_type;
  interface->get_n_items = recto_page_list_get_n_items;
  interface->get_item = recto_page_list_get_item;
}

static void
recto_page_list_dispose (GObject *object)
{
  RectoPageList *self = RECTO_PAGE_LIST (object);

  if (self->document != NULL)
    g_clear_signal_handler (&self->pages_changed, self->document);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (recto_page_list_parent_class)->dispose (object);
}

static void
recto_page_list_class_init (RectoPageListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = recto_page_list_dispose;
}

static void
recto_page_list_init (RectoPageList *self)
{
}
