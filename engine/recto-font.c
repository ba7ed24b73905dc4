/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-font.h"

#include "recto-font-private.h"

struct _RectoFont
{
  GObject parent_instance;
  char *name;
  char *encoding;
  RectoFontKind kind;
  gboolean embedded;
  gboolean subset;
  RectoLocation location;
};

G_DEFINE_FINAL_TYPE (RectoFont, recto_font, G_TYPE_OBJECT)

G_STATIC_ASSERT ((int) RECTO_FONT_TYPE_3 == (int) RECTO_FONT_CLAIM_TYPE_3);
G_STATIC_ASSERT ((int) RECTO_FONT_OTHER == (int) RECTO_FONT_CLAIM_OTHER);

RectoFont *
recto_font_new (const RectoFontEntry *entry, guint n_pages)
{
  RectoFont *self = g_object_new (RECTO_TYPE_FONT, NULL);

  self->name = g_strdup (entry->name);
  self->encoding = g_strdup (entry->encoding);
  self->kind = (RectoFontKind) entry->kind;
  self->embedded = entry->embedded != 0;
  self->subset = entry->subset != 0;
  self->location = RECTO_LOCATION_INIT (0, MIN (entry->page, MAX (n_pages, 1) - 1));
  return self;
}

const char *
recto_font_get_name (RectoFont *self)
{
  g_return_val_if_fail (RECTO_IS_FONT (self), NULL);

  return self->name;
}

const char *
recto_font_get_encoding (RectoFont *self)
{
  g_return_val_if_fail (RECTO_IS_FONT (self), NULL);

  return self->encoding;
}

RectoFontKind
recto_font_get_kind (RectoFont *self)
{
  g_return_val_if_fail (RECTO_IS_FONT (self), RECTO_FONT_OTHER);

  return self->kind;
}

gboolean
recto_font_is_embedded (RectoFont *self)
{
  g_return_val_if_fail (RECTO_IS_FONT (self), FALSE);

  return self->embedded;
}

gboolean
recto_font_is_subset (RectoFont *self)
{
  g_return_val_if_fail (RECTO_IS_FONT (self), FALSE);

  return self->subset;
}

RectoLocation
recto_font_get_location (RectoFont *self)
{
  g_return_val_if_fail (RECTO_IS_FONT (self), RECTO_LOCATION_INIT (0, 0));

  return self->location;
}

static void
recto_font_finalize (GObject *object)
{
  RectoFont *self = RECTO_FONT (object);

  g_free (self->name);
  g_free (self->encoding);

  G_OBJECT_CLASS (recto_font_parent_class)->finalize (object);
}

static void
recto_font_class_init (RectoFontClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = recto_font_finalize;
}

static void
recto_font_init (RectoFont *self)
{
}
