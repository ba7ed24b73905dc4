/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-font-list.h"

#include "recto-font-private.h"
#include "recto-object-list-private.h"

struct _RectoFontList
{
  RectoObjectList parent_instance;
  GPtrArray *fonts;  /* (unowned): the list, of RectoFont */
  GHashTable *known; /* strings that tell one font from all others */
  guint n_read;
  gboolean cut;
};

typedef enum
{
  PROP_N_READ = 1,
} RectoFontListProperty;

static GParamSpec *properties[PROP_N_READ + 1];

G_DEFINE_FINAL_TYPE (RectoFontList, recto_font_list, RECTO_TYPE_OBJECT_LIST)

RectoFontList *
recto_font_list_new (void)
{
  return g_object_new (RECTO_TYPE_FONT_LIST, NULL);
}

/* The object tells it; where there is none, what it says of itself does. Programs that put pages
 * together may write the same font many times: these look alike. */
static char *
make_key (const RectoFontEntry *entry)
{
  return g_strdup_printf ("%u %u %u %s %s", entry->kind, entry->embedded != 0, entry->subset != 0,
                          entry->encoding, entry->name);
}

void
recto_font_list_take (RectoFontList *self,
                      const RectoMessageFontsFound *found,
                      guint n_read,
                      guint n_pages)
{
  const guint n_known = self->fonts->len;

  for (guint i = 0; i < found->count && self->fonts->len < RECTO_MAX_FONTS; i++)
    if (g_hash_table_add (self->known, make_key (&found->entries[i])))
      g_ptr_array_add (self->fonts, recto_font_new (&found->entries[i], n_pages));
  self->n_read = n_read;
  self->cut |= found->cut != 0 || self->fonts->len >= RECTO_MAX_FONTS;
  if (self->fonts->len > n_known)
    g_list_model_items_changed (G_LIST_MODEL (self), n_known, 0, self->fonts->len - n_known);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_READ]);
}

void
recto_font_list_set_cut (RectoFontList *self)
{
  self->cut = TRUE;
}

guint
recto_font_list_get_n_read (RectoFontList *self)
{
  g_return_val_if_fail (RECTO_IS_FONT_LIST (self), 0);

  return self->n_read;
}

gboolean
recto_font_list_is_cut (RectoFontList *self)
{
  g_return_val_if_fail (RECTO_IS_FONT_LIST (self), FALSE);

  return self->cut;
}

static void
recto_font_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RectoFontList *self = RECTO_FONT_LIST (object);

  switch ((RectoFontListProperty) id)
    {
    case PROP_N_READ:
      g_value_set_uint (value, self->n_read);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
recto_font_list_finalize (GObject *object)
{
  RectoFontList *self = RECTO_FONT_LIST (object);

  g_hash_table_unref (self->known);

  G_OBJECT_CLASS (recto_font_list_parent_class)->finalize (object);
}

static void
recto_font_list_class_init (RectoFontListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = recto_font_list_get_property;
  object_class->finalize = recto_font_list_finalize;

  properties[PROP_N_READ] =
      g_param_spec_uint ("n-read", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
recto_font_list_init (RectoFontList *self)
{
  self->fonts = recto_object_list_hold (RECTO_OBJECT_LIST (self), RECTO_TYPE_FONT);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}
