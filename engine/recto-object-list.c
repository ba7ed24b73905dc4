/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-object-list.h"

#include "recto-object-list-private.h"

#define MANY 2000 /* items */

typedef struct
{
  GPtrArray *items;
  GType item_type;
} RectoObjectListPrivate;

static void list_model_init (GListModelInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (RectoObjectList,
                                  recto_object_list,
                                  G_TYPE_OBJECT,
                                  G_ADD_PRIVATE (RectoObjectList)
                                      G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static RectoObjectListPrivate *
get_private (gpointer self)
{
  return recto_object_list_get_instance_private (self);
}

GPtrArray *
recto_object_list_hold (RectoObjectList *self, GType item_type)
{
  get_private (self)->item_type = item_type;
  return get_private (self)->items;
}

static GType
get_item_type (GListModel *model)
{
  return get_private (model)->item_type;
}

static guint
get_n_items (GListModel *model)
{
  return get_private (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *items = get_private (model)->items;

  return position < items->len ? g_object_ref (items->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
let_go (GTask *task, gpointer source, gpointer items, GCancellable *cancellable)
{
  g_ptr_array_set_size (items, 0);
  g_task_return_boolean (task, TRUE);
}

/* Many take longer than a frame. Nobody else has most of them, and they end in any thread. */
static void
let_go_elsewhere (GPtrArray *items)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_source_tag (task, let_go_elsewhere);
  g_task_set_task_data (task, items, (GDestroyNotify) g_ptr_array_unref);
  g_task_run_in_thread (task, let_go);
}

static void
recto_object_list_finalize (GObject *object)
{
  GPtrArray *items = get_private (object)->items;

  if (items->len < MANY)
    g_ptr_array_unref (items);
  else
    let_go_elsewhere (items);

  G_OBJECT_CLASS (recto_object_list_parent_class)->finalize (object);
}

static void
recto_object_list_class_init (RectoObjectListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = recto_object_list_finalize;
}

static void
recto_object_list_init (RectoObjectList *self)
{
  get_private (self)->items = g_ptr_array_new_with_free_func (g_object_unref);
}
