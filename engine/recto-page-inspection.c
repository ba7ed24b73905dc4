/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-inspection.h"

#include <string.h>

#include "recto-font-private.h"
#include "recto-page-inspection-private.h"

struct _RectoPageInspection
{
  GObject parent_instance;
  RectoLocation location;
  RectoSharedPixels *memory;
  guint64 counts[RECTO_N_PARTS_OF_PAGE];
  gboolean complete;
  GArray *images; /* of RectoPageImage */
  GListStore *fonts;
};

G_DEFINE_FINAL_TYPE (RectoPageInspection, recto_page_inspection, G_TYPE_OBJECT)

G_STATIC_ASSERT ((int) RECTO_PART_OF_PAGE_FORMS == (int) RECTO_N_DRAWINGS);
G_STATIC_ASSERT ((int) RECTO_PART_OF_PAGE_MASKS == (int) RECTO_DRAWING_MASKS);
G_STATIC_ASSERT ((int) RECTO_IMAGE_CODEC_OTHER == (int) RECTO_CODEC_OTHER);
G_STATIC_ASSERT ((int) RECTO_IMAGE_CODEC_JPEG == (int) RECTO_CODEC_JPEG);

RectoPageInspection *
recto_page_inspection_new (RectoLocation location, GError **error)
{
  g_autoptr (RectoSharedPixels) memory =
      recto_shared_pixels_new (0, sizeof (RectoInspectionBody), error);
  RectoPageInspection *self;

  if (memory == NULL)
    return NULL;
  recto_shared_pixels_begin (memory);
  self = g_object_new (RECTO_TYPE_PAGE_INSPECTION, NULL);
  self->location = location;
  self->memory = g_steal_pointer (&memory);
  return self;
}

RectoSharedPixels *
recto_page_inspection_get_memory (RectoPageInspection *self)
{
  return self->memory;
}

RectoLocation
recto_page_inspection_get_location (RectoPageInspection *self)
{
  g_return_val_if_fail (RECTO_IS_PAGE_INSPECTION (self), RECTO_LOCATION_INIT (0, 0));

  return self->location;
}

/* ---- Taking what there is ---- */

static int
compare_images (gconstpointer a, gconstpointer b)
{
  const RectoPageImage *left = a;
  const RectoPageImage *right = b;
  const guint64 left_pixels = (guint64) left->width * left->height;
  const guint64 right_pixels = (guint64) right->width * right->height;

  return left_pixels > right_pixels ? -1 : left_pixels < right_pixels;
}

static void
take_images (RectoPageInspection *self, const RectoInspectionBody *body)
{
  g_array_set_size (self->images, 0);
  for (guint i = 0; i < MIN (body->n_images, RECTO_MAX_INSPECTED); i++)
    {
      const RectoImageEntry *entry = &body->images[i];
      const RectoPageImage image = { entry->width, entry->height, (RectoImageCodec) entry->codec,
                                     entry->stored };

      g_array_append_val (self->images, image);
    }
  g_array_sort (self->images, compare_images);
}

/* Those that are known stay: only new ones come. */
static void
take_fonts (RectoPageInspection *self, const RectoInspectionBody *body)
{
  const guint n_fonts = MIN (body->n_fonts, RECTO_MAX_INSPECTED);

  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->fonts)); i < n_fonts; i++)
    {
      g_autoptr (RectoFont) font = recto_font_new (&body->fonts[i], 1);

      g_list_store_append (self->fonts, font);
    }
}

static void
take_counts (RectoPageInspection *self, const RectoInspectionBody *body)
{
  for (guint i = 0; i < RECTO_N_DRAWINGS; i++)
    self->counts[i] = body->drawings[i];
  self->counts[RECTO_PART_OF_PAGE_FORMS] = body->n_forms;
  self->counts[RECTO_PART_OF_PAGE_FORM_DEPTH] = body->form_depth;
  self->counts[RECTO_PART_OF_PAGE_IMAGES] = body->n_images;
  self->counts[RECTO_PART_OF_PAGE_PIXELS] = body->pixels;
  self->counts[RECTO_PART_OF_PAGE_FONTS] = body->n_fonts;
  self->complete = body->complete != 0;
}

/* The worker may go on writing there, so that only a copy can be looked at. */
void
recto_page_inspection_refresh (RectoPageInspection *self)
{
  g_autofree RectoInspectionBody *body = g_new (RectoInspectionBody, 1);
  g_autoptr (GBytes) shared = NULL;

  g_return_if_fail (RECTO_IS_PAGE_INSPECTION (self));

  shared = recto_shared_pixels_end (self->memory, sizeof *body);
  memcpy (body, g_bytes_get_data (shared, NULL), sizeof *body);
  if (!recto_inspection_body_check (body))
    return;
  take_counts (self, body);
  take_images (self, body);
  take_fonts (self, body);
}

/* ---- Looking at it ---- */

gboolean
recto_page_inspection_is_complete (RectoPageInspection *self)
{
  g_return_val_if_fail (RECTO_IS_PAGE_INSPECTION (self), FALSE);

  return self->complete;
}

guint64
recto_page_inspection_count (RectoPageInspection *self, RectoPartOfPage part)
{
  g_return_val_if_fail (RECTO_IS_PAGE_INSPECTION (self), 0);
  g_return_val_if_fail (part < RECTO_N_PARTS_OF_PAGE, 0);

  return self->counts[part];
}

guint
recto_page_inspection_get_n_images (RectoPageInspection *self)
{
  g_return_val_if_fail (RECTO_IS_PAGE_INSPECTION (self), 0);

  return self->images->len;
}

const RectoPageImage *
recto_page_inspection_get_image (RectoPageInspection *self, guint i)
{
  g_return_val_if_fail (RECTO_IS_PAGE_INSPECTION (self), NULL);
  g_return_val_if_fail (i < self->images->len, NULL);

  return &g_array_index (self->images, RectoPageImage, i);
}

GListModel *
recto_page_inspection_get_fonts (RectoPageInspection *self)
{
  g_return_val_if_fail (RECTO_IS_PAGE_INSPECTION (self), NULL);

  return G_LIST_MODEL (self->fonts);
}

/* ---- The object ---- */

static void
recto_page_inspection_finalize (GObject *object)
{
  RectoPageInspection *self = RECTO_PAGE_INSPECTION (object);

  g_clear_pointer (&self->memory, recto_shared_pixels_unref);
  g_array_unref (self->images);
  g_object_unref (self->fonts);

  G_OBJECT_CLASS (recto_page_inspection_parent_class)->finalize (object);
}

static void
recto_page_inspection_class_init (RectoPageInspectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = recto_page_inspection_finalize;
}

static void
recto_page_inspection_init (RectoPageInspection *self)
{
  self->images = g_array_new (FALSE, FALSE, sizeof (RectoPageImage));
  self->fonts = g_list_store_new (RECTO_TYPE_FONT);
}
