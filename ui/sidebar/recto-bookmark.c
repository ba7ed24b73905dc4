/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-bookmark.h"

#include "recto-reading-state.h"

struct _RectoBookmark
{
  GObject parent_instance;
  char *key;
  RectoPlace place;
  guint n_pages;
  gint64 character;
  char *name;
};

G_DEFINE_FINAL_TYPE (RectoBookmark, recto_bookmark, G_TYPE_OBJECT)

typedef enum
{
  PROP_NAME = 1,
} RectoBookmarkProperty;

static GParamSpec *properties[PROP_NAME + 1];

RectoBookmark *
recto_bookmark_new (const char *key,
                    RectoPlace place,
                    guint n_pages,
                    gint64 character,
                    const char *name)
{
  RectoBookmark *self;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (RECTO_TYPE_BOOKMARK, NULL);
  self->key = key != NULL ? g_strdup (key) : g_uuid_string_random ();
  self->place = place;
  self->n_pages = n_pages;
  self->character = character;
  self->name = g_strdup (name);
  return self;
}

const char *
recto_bookmark_get_key (RectoBookmark *self)
{
  g_return_val_if_fail (RECTO_IS_BOOKMARK (self), NULL);

  return self->key;
}

RectoPlace
recto_bookmark_get_place (RectoBookmark *self)
{
  g_return_val_if_fail (RECTO_IS_BOOKMARK (self), (RectoPlace) { 0 });

  return self->place;
}

guint
recto_bookmark_get_n_pages (RectoBookmark *self)
{
  g_return_val_if_fail (RECTO_IS_BOOKMARK (self), 0);

  return self->n_pages;
}

gint64
recto_bookmark_get_character (RectoBookmark *self)
{
  g_return_val_if_fail (RECTO_IS_BOOKMARK (self), -1);

  return self->character;
}

const char *
recto_bookmark_get_name (RectoBookmark *self)
{
  g_return_val_if_fail (RECTO_IS_BOOKMARK (self), NULL);

  return self->name;
}

void
recto_bookmark_set_name (RectoBookmark *self, const char *name)
{
  g_return_if_fail (RECTO_IS_BOOKMARK (self));
  g_return_if_fail (name != NULL);

  if (g_set_str (&self->name, name))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

RectoPlace
recto_bookmark_get_place_among (RectoBookmark *self, guint n_pages)
{
  RectoReadingState state = { 0 };

  g_return_val_if_fail (RECTO_IS_BOOKMARK (self), (RectoPlace) { 0 });

  state.place = self->place;
  state.n_pages = self->n_pages;
  return recto_reading_state_get_place (&state, n_pages);
}

/* How far through its chapter. */
static double
get_way (RectoBookmark *self)
{
  return (self->place.location.page + self->place.fraction) / MAX (self->n_pages, 1);
}

int
recto_bookmark_compare (gconstpointer a, gconstpointer b)
{
  RectoBookmark *one = RECTO_BOOKMARK ((gpointer) a);
  RectoBookmark *other = RECTO_BOOKMARK ((gpointer) b);

  if (one->place.location.chapter != other->place.location.chapter)
    return one->place.location.chapter < other->place.location.chapter ? -1 : 1;
  if (one->character >= 0 && other->character >= 0)
    return (one->character > other->character) - (one->character < other->character);
  return (get_way (one) > get_way (other)) - (get_way (one) < get_way (other));
}

static void
recto_bookmark_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch ((RectoBookmarkProperty) prop_id)
    {
    case PROP_NAME:
      recto_bookmark_set_name (RECTO_BOOKMARK (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_bookmark_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((RectoBookmarkProperty) prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, RECTO_BOOKMARK (object)->name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_bookmark_finalize (GObject *object)
{
  RectoBookmark *self = RECTO_BOOKMARK (object);

  g_free (self->key);
  g_free (self->name);

  G_OBJECT_CLASS (recto_bookmark_parent_class)->finalize (object);
}

static void
recto_bookmark_class_init (RectoBookmarkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = recto_bookmark_finalize;
  object_class->get_property = recto_bookmark_get_property;
  object_class->set_property = recto_bookmark_set_property;

  properties[PROP_NAME] =
      g_param_spec_string ("name", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
recto_bookmark_init (RectoBookmark *self)
{
}
