/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* RectoObjectList: a list of objects (a GListModel) that its kinds fill. */
#define RECTO_TYPE_OBJECT_LIST (recto_object_list_get_type ())
G_DECLARE_DERIVABLE_TYPE (RectoObjectList, recto_object_list, RECTO, OBJECT_LIST, GObject)

struct _RectoObjectListClass
{
  GObjectClass parent_class;
};
