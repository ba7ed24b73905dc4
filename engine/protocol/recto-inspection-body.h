/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-protocol-properties.h"

/* What a worker counts of a page, in memory that it shares with the viewer: it is there to be read
 * while the worker is at it, and however that ends. INSPECT comes with that memory, which has a
 * RectoCookie in its first page and this at RECTO_PIXELS_AT. */

#define RECTO_MAX_INSPECTED 200u /* images and fonts that are listed; all are counted */

typedef enum
{
  RECTO_DRAWING_PATHS, /* filled or stroked */
  RECTO_DRAWING_SEGMENTS,
  RECTO_DRAWING_CLIPS,
  RECTO_DRAWING_TEXTS,
  RECTO_DRAWING_GLYPHS,
  RECTO_DRAWING_IMAGES, /* in the page's content itself; in other formats than PDF, all */
  RECTO_DRAWING_SHADINGS,
  RECTO_DRAWING_GROUPS, /* that are drawn apart and then laid over the page */
  RECTO_DRAWING_MASKS,
  RECTO_N_DRAWINGS
} RectoDrawing;

typedef enum
{
  RECTO_CODEC_NONE,
  RECTO_CODEC_FLATE,
  RECTO_CODEC_LZW,
  RECTO_CODEC_RUN_LENGTH,
  RECTO_CODEC_FAX,
  RECTO_CODEC_JPEG,
  RECTO_CODEC_JPEG_2000,
  RECTO_CODEC_JBIG2,
  RECTO_CODEC_OTHER,
  RECTO_N_CODECS
} RectoCodecClaim;

typedef struct
{
  guint32 width; /* pixels */
  guint32 height;
  guint32 codec; /* RectoCodecClaim */
  guint32 padding;
  guint64 stored; /* bytes in the file; 0 where unknown */
} RectoImageEntry;

typedef struct
{
  guint32 complete; /* all of the page was gone through */
  guint32 n_forms;  /* pieces of content that the page is put together from */
  guint32 form_depth;
  guint32 n_images;
  guint32 n_fonts;
  guint32 padding;
  guint64 pixels; /* of all images */
  guint64 work_us;
  guint64 drawings[RECTO_N_DRAWINGS];
  RectoImageEntry images[RECTO_MAX_INSPECTED]; /* of these, the ones with most pixels */
  RectoFontEntry fonts[RECTO_MAX_INSPECTED];
} RectoInspectionBody;

typedef struct
{
  RectoMessage head;
  guint32 chapter;
  guint32 page;
  guint64 buffer_size;
} RectoMessageInspect;

typedef struct
{
  RectoMessage head;
  guint32 outcome;
  char text[256];
} RectoMessageInspected;

/* Whether a copy of it can be believed to be one. */
gboolean recto_inspection_body_check (const RectoInspectionBody *self);
