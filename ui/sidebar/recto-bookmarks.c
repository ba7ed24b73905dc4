/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-bookmarks.h"

#include "recto-cancellable.h"

struct _RectoBookmarks
{
  GObject parent_instance;
  RectoPlaceStore *store;    /* (nullable) */
  GListStore *bookmarks;     /* of RectoBookmark, in their order */
  char *address;             /* (nullable): of the document */
  char *fingerprint;         /* (nullable) */
  GCancellable *cancellable; /* (nullable): while they are looked up */
};

static void list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RectoBookmarks,
                               recto_bookmarks,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  return recto_bookmark_compare (a, b);
}

static gboolean
find (RectoBookmarks *self, RectoBookmark *bookmark, guint *position)
{
  const char *key = recto_bookmark_get_key (bookmark);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->bookmarks)); i++)
    {
      g_autoptr (RectoBookmark) one = g_list_model_get_item (G_LIST_MODEL (self->bookmarks), i);

      if (!g_str_equal (recto_bookmark_get_key (one), key))
        continue;
      *position = i;
      return TRUE;
    }
  return FALSE;
}

gboolean
recto_bookmarks_has (RectoBookmarks *self, RectoBookmark *bookmark)
{
  guint position;

  g_return_val_if_fail (RECTO_IS_BOOKMARKS (self), FALSE);
  g_return_val_if_fail (RECTO_IS_BOOKMARK (bookmark), FALSE);

  return find (self, bookmark, &position);
}

/* ---- Looking them up --------------------------------------------------------------------------
 */

static void
stop_looking (RectoBookmarks *self)
{
  if (self->cancellable != NULL)
    recto_cancellable_cancel (self->cancellable, RECTO_CANCEL_SUPERSEDED);
  g_clear_object (&self->cancellable);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RectoBookmarks) self = user_data;
  g_autoptr (GPtrArray) found =
      recto_place_store_list_bookmarks_finish (RECTO_PLACE_STORE (source), result, NULL);

  if (found == NULL)
    return;
  g_clear_object (&self->cancellable);
  g_ptr_array_sort_values (found, recto_bookmark_compare);
  g_list_store_splice (self->bookmarks, 0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->bookmarks)), found->pdata,
                       found->len);
}

/* The store answers one request after the other, so what was changed before is in the answer; what
 * is changed while the answer is on its way asks again. */
static void
look (RectoBookmarks *self)
{
  stop_looking (self);
  if (self->store == NULL || self->address == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  recto_place_store_list_bookmarks_async (self->store, self->fingerprint, self->address,
                                          self->cancellable, listed_cb, g_object_ref (self));
}

/* In another window, the same document may be open. */
static void
changed_cb (RectoBookmarks *self, const char *address, gpointer by)
{
  if (g_strcmp0 (address, self->address) == 0 && (by != self || self->cancellable != NULL))
    look (self);
}

void
recto_bookmarks_begin (RectoBookmarks *self, GFile *file, const char *fingerprint)
{
  g_autofree char *address = NULL;

  g_return_if_fail (RECTO_IS_BOOKMARKS (self));
  g_return_if_fail (G_IS_FILE (file));

  address = g_file_get_uri (file);
  /* The same document, read anew, keeps what is shown until it is known. */
  if (g_strcmp0 (address, self->address) != 0)
    recto_bookmarks_end (self);
  g_set_str (&self->address, address);
  g_set_str (&self->fingerprint, fingerprint);
  look (self);
}

void
recto_bookmarks_end (RectoBookmarks *self)
{
  g_return_if_fail (RECTO_IS_BOOKMARKS (self));

  stop_looking (self);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->fingerprint, g_free);
  g_list_store_remove_all (self->bookmarks);
}

/* ---- Changing them ----------------------------------------------------------------------------
 */

static void
keep (RectoBookmarks *self, RectoBookmark *bookmark)
{
  if (self->store != NULL && self->address != NULL)
    recto_place_store_put_bookmark (self->store, self->fingerprint, self->address, bookmark, self);
}

void
recto_bookmarks_add (RectoBookmarks *self, RectoBookmark *bookmark)
{
  g_return_if_fail (RECTO_IS_BOOKMARKS (self));
  g_return_if_fail (RECTO_IS_BOOKMARK (bookmark));

  if (recto_bookmarks_has (self, bookmark))
    return;
  g_list_store_insert_sorted (self->bookmarks, bookmark, compare, NULL);
  keep (self, bookmark);
}

void
recto_bookmarks_rename_from (RectoBookmarks *self,
                             RectoBookmark *bookmark,
                             const char *from,
                             const char *name)
{
  g_autoptr (RectoBookmark) present = NULL;
  guint position;

  g_return_if_fail (RECTO_IS_BOOKMARKS (self));
  g_return_if_fail (RECTO_IS_BOOKMARK (bookmark));
  g_return_if_fail (name != NULL);

  if (!find (self, bookmark, &position))
    return;
  present = g_list_model_get_item (G_LIST_MODEL (self->bookmarks), position);
  if (from != NULL && !g_str_equal (recto_bookmark_get_name (present), from))
    return;
  recto_bookmark_set_name (present, name);
  keep (self, present);
}

void
recto_bookmarks_rename (RectoBookmarks *self, RectoBookmark *bookmark, const char *name)
{
  recto_bookmarks_rename_from (self, bookmark, NULL, name);
}

void
recto_bookmarks_set_character (RectoBookmarks *self, RectoBookmark *bookmark, guint character)
{
  g_autoptr (RectoBookmark) present = NULL;
  g_autoptr (RectoBookmark) known = NULL;
  guint position;

  g_return_if_fail (RECTO_IS_BOOKMARKS (self));
  g_return_if_fail (RECTO_IS_BOOKMARK (bookmark));

  if (!find (self, bookmark, &position))
    return;
  present = g_list_model_get_item (G_LIST_MODEL (self->bookmarks), position);
  known =
      recto_bookmark_new (recto_bookmark_get_key (bookmark), recto_bookmark_get_place (bookmark),
                          recto_bookmark_get_n_pages (bookmark), character,
                          recto_bookmark_get_name (present));
  g_list_store_splice (self->bookmarks, position, 1, (gpointer *) &known, 1);
  keep (self, known);
}

void
recto_bookmarks_remove (RectoBookmarks *self, RectoBookmark *bookmark)
{
  guint position;

  g_return_if_fail (RECTO_IS_BOOKMARKS (self));
  g_return_if_fail (RECTO_IS_BOOKMARK (bookmark));

  if (!find (self, bookmark, &position))
    return;
  g_list_store_remove (self->bookmarks, position);
  if (self->store != NULL && self->address != NULL)
    recto_place_store_remove_bookmark (self->store, self->address, bookmark, self);
}

RectoBookmarks *
recto_bookmarks_new (RectoPlaceStore *store)
{
  RectoBookmarks *self;

  g_return_val_if_fail (store == NULL || RECTO_IS_PLACE_STORE (store), NULL);

  self = g_object_new (RECTO_TYPE_BOOKMARKS, NULL);
  g_set_object (&self->store, store);
  if (store != NULL)
    g_signal_connect_object (store, "bookmarks-changed", G_CALLBACK (changed_cb), self,
                             G_CONNECT_SWAPPED);
  return self;
}

static GType
recto_bookmarks_get_item_type (GListModel *model)
{
  return RECTO_TYPE_BOOKMARK;
}

static guint
recto_bookmarks_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (RECTO_BOOKMARKS (model)->bookmarks));
}

static gpointer
recto_bookmarks_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (RECTO_BOOKMARKS (model)->bookmarks), position);
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = recto_bookmarks_get_item_type;
  interface->get_n_items = recto_bookmarks_get_n_items;
  interface->get_item = recto_bookmarks_get_item;
}

static void
recto_bookmarks_dispose (GObject *object)
{
  RectoBookmarks *self = RECTO_BOOKMARKS (object);

  stop_looking (self);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (recto_bookmarks_parent_class)->dispose (object);
}

static void
recto_bookmarks_finalize (GObject *object)
{
  RectoBookmarks *self = RECTO_BOOKMARKS (object);

  g_clear_object (&self->bookmarks);
  g_free (self->address);
  g_free (self->fingerprint);

  G_OBJECT_CLASS (recto_bookmarks_parent_class)->finalize (object);
}

static void
recto_bookmarks_class_init (RectoBookmarksClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = recto_bookmarks_dispose;
  G_OBJECT_CLASS (klass)->finalize = recto_bookmarks_finalize;
}

static void
recto_bookmarks_init (RectoBookmarks *self)
{
  self->bookmarks = g_list_store_new (RECTO_TYPE_BOOKMARK);
  g_signal_connect_object (self->bookmarks, "items-changed",
                           G_CALLBACK (g_list_model_items_changed), self, G_CONNECT_SWAPPED);
}
