/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "recto-font.h"
#include "recto-location.h"

typedef enum
{
  RECTO_PART_OF_PAGE_PATHS, /* filled or stroked */
  RECTO_PART_OF_PAGE_SEGMENTS,
  RECTO_PART_OF_PAGE_CLIPS,
  RECTO_PART_OF_PAGE_TEXTS,
  RECTO_PART_OF_PAGE_GLYPHS,
  RECTO_PART_OF_PAGE_INLINE_IMAGES, /* in the page's content itself */
  RECTO_PART_OF_PAGE_SHADINGS,
  RECTO_PART_OF_PAGE_GROUPS, /* that are drawn apart and then laid over the page */
  RECTO_PART_OF_PAGE_MASKS,
  RECTO_PART_OF_PAGE_FORMS, /* pieces of content that the page is put together from */
  RECTO_PART_OF_PAGE_FORM_DEPTH,
  RECTO_PART_OF_PAGE_IMAGES,
  RECTO_PART_OF_PAGE_PIXELS, /* of all images */
  RECTO_PART_OF_PAGE_FONTS,
  RECTO_N_PARTS_OF_PAGE
} RectoPartOfPage;

typedef enum
{
  RECTO_IMAGE_CODEC_NONE,
  RECTO_IMAGE_CODEC_FLATE,
  RECTO_IMAGE_CODEC_LZW,
  RECTO_IMAGE_CODEC_RUN_LENGTH,
  RECTO_IMAGE_CODEC_FAX,
  RECTO_IMAGE_CODEC_JPEG,
  RECTO_IMAGE_CODEC_JPEG_2000,
  RECTO_IMAGE_CODEC_JBIG2,
  RECTO_IMAGE_CODEC_OTHER,
} RectoImageCodec;

typedef struct
{
  guint width; /* pixels */
  guint height;
  RectoImageCodec codec;
  guint64 stored; /* bytes in the file; 0 where unknown */
} RectoPageImage;

/* RectoPageInspection: what a page is made of, and so why it may be slow; filled by
 * recto_document_inspect_page_async (), also while that runs and when it is stopped. All of it is a
 * claim. To be used from the main thread. */
#define RECTO_TYPE_PAGE_INSPECTION (recto_page_inspection_get_type ())
G_DECLARE_FINAL_TYPE (RectoPageInspection, recto_page_inspection, RECTO, PAGE_INSPECTION, GObject)

/* NULL where there is no memory for it. */
RectoPageInspection *recto_page_inspection_new (RectoLocation location, GError **error);
RectoLocation recto_page_inspection_get_location (RectoPageInspection *self);

/* Takes what has been counted by now; what follows stays as it is until the next time. */
void recto_page_inspection_refresh (RectoPageInspection *self);
/* All of the page was gone through. */
gboolean recto_page_inspection_is_complete (RectoPageInspection *self);
guint64 recto_page_inspection_count (RectoPageInspection *self, RectoPartOfPage part);
/* The images that are listed, which may be less than there are: those with most pixels first. */
guint recto_page_inspection_get_n_images (RectoPageInspection *self);
const RectoPageImage *recto_page_inspection_get_image (RectoPageInspection *self, guint i);
/* Likewise of fonts. (transfer none) */
GListModel *recto_page_inspection_get_fonts (RectoPageInspection *self);
