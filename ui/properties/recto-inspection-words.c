/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-inspection-words.h"

#include <glib/gi18n.h>

/* What takes less is not worth naming, in microseconds. */
#define WORTH_NAMING 20000.0
/* Guesses of what these take in the process that draws: 10 ns to scale a pixel, and ten times that
 * to unpack one with the codecs that are known to be slow. */
#define PER_PIXEL 0.01
#define PER_SLOW_PIXEL 0.1
/* Seconds of reading that nobody would call fast. */
#define LONG_READING 0.5

/* Microseconds: guesses, not measured; good for telling which part is likely to take most. */
static const struct
{
  RectoPartOfPage part;
  double cost;
} costs[] = {
  { RECTO_PART_OF_PAGE_SEGMENTS, 0.1 }, { RECTO_PART_OF_PAGE_GLYPHS, 0.5 },
  { RECTO_PART_OF_PAGE_CLIPS, 10 },     { RECTO_PART_OF_PAGE_SHADINGS, 2000 },
  { RECTO_PART_OF_PAGE_GROUPS, 500 },   { RECTO_PART_OF_PAGE_MASKS, 1000 },
};

char *
recto_inspection_words_describe_number (guint64 number)
{
  return g_strdup_printf ("%'" G_GUINT64_FORMAT, number);
}

static double
guess_images (RectoPageInspection *inspection)
{
  double cost =
      (double) recto_page_inspection_count (inspection, RECTO_PART_OF_PAGE_PIXELS) * PER_PIXEL;

  for (guint i = 0; i < recto_page_inspection_get_n_images (inspection); i++)
    {
      const RectoPageImage *image = recto_page_inspection_get_image (inspection, i);

      if (image->codec == RECTO_IMAGE_CODEC_JPEG_2000 || image->codec == RECTO_IMAGE_CODEC_JBIG2)
        cost += (double) image->width * image->height * PER_SLOW_PIXEL;
    }
  return cost;
}

static char *
name_part (RectoPageInspection *inspection, RectoPartOfPage part)
{
  g_autofree char *number =
      recto_inspection_words_describe_number (recto_page_inspection_count (inspection, part));

  switch (part)
    {
    case RECTO_PART_OF_PAGE_SEGMENTS:
      /* Translators: these say why a page may be slow; %s is a large number. */
      return g_strdup_printf (_ ("Probably its drawings: %s lines and curves"), number);
    case RECTO_PART_OF_PAGE_GLYPHS:
      return g_strdup_printf (_ ("Probably its text: %s letters"), number);
    case RECTO_PART_OF_PAGE_CLIPS:
      return g_strdup_printf (_ ("Probably what is cut to shape: %s times"), number);
    case RECTO_PART_OF_PAGE_SHADINGS:
      return g_strdup_printf (_ ("Probably its color gradients: %s of them"), number);
    case RECTO_PART_OF_PAGE_GROUPS:
    case RECTO_PART_OF_PAGE_MASKS:
    default:
      return g_strdup_printf (_ ("Probably its transparent parts: %s of them"), number);
    }
}

/* The worker has come to the page. */
static gboolean
has_begun (RectoPageInspection *inspection)
{
  for (int i = 0; i < RECTO_N_PARTS_OF_PAGE; i++)
    if (recto_page_inspection_count (inspection, (RectoPartOfPage) i) > 0)
      return TRUE;
  return recto_page_inspection_is_complete (inspection);
}

char *
recto_inspection_words_describe_reason (RectoPageInspection *inspection, double read_time)
{
  const double megapixels =
      (double) recto_page_inspection_count (inspection, RECTO_PART_OF_PAGE_PIXELS) / 1e6;
  const double images = guess_images (inspection);
  double most = images;
  int found = -1;

  for (guint i = 0; i < G_N_ELEMENTS (costs); i++)
    {
      const double cost =
          (double) recto_page_inspection_count (inspection, costs[i].part) * costs[i].cost;

      if (cost > most)
        {
          most = cost;
          found = (int) i;
        }
    }
  if (!has_begun (inspection))
    /* Translators: why a page is slow. */
    return g_strdup (_ ("Not known yet"));
  if (most < WORTH_NAMING && read_time >= LONG_READING)
    /* Translators: why a page is slow: going through its content takes long, without drawing any of
     * it. */
    return g_strdup (_ ("Its content takes a long time to read"));
  if (most < WORTH_NAMING)
    return g_strdup (_ ("Nothing on it stands out"));
  if (found < 0)
    /* Translators: why a page may be slow; %.1f is how many million pixels its images have. */
    return g_strdup_printf (_ ("Probably its images: %.1f megapixels"), megapixels);
  return name_part (inspection, costs[found].part);
}

static const char *
name_codec (RectoImageCodec codec)
{
  switch (codec)
    {
    case RECTO_IMAGE_CODEC_NONE:
      /* Translators: an image that is not compressed. */
      return _ ("Uncompressed");
    case RECTO_IMAGE_CODEC_FLATE:
      return "Flate";
    case RECTO_IMAGE_CODEC_LZW:
      return "LZW";
    case RECTO_IMAGE_CODEC_RUN_LENGTH:
      /* Translators: a way to compress images. */
      return _ ("Run length");
    case RECTO_IMAGE_CODEC_FAX:
      /* Translators: images compressed as fax machines do. */
      return _ ("Fax");
    case RECTO_IMAGE_CODEC_JPEG:
      return "JPEG";
    case RECTO_IMAGE_CODEC_JPEG_2000:
      return "JPEG 2000";
    case RECTO_IMAGE_CODEC_JBIG2:
      return "JBIG2";
    case RECTO_IMAGE_CODEC_OTHER:
    default:
      /* Translators: an image compressed in another way. */
      return _ ("Other compression");
    }
}

char *
recto_inspection_words_describe_image (const RectoPageImage *image)
{
  g_autofree char *stored = NULL;

  if (image->stored == 0)
    /* Translators: the sides of an image, then how it is compressed. */
    return g_strdup_printf (_ ("%u × %u pixels, %s"), image->width, image->height,
                            name_codec (image->codec));
  stored = g_format_size (image->stored);
  /* Translators: the sides of an image, how it is compressed, and what it takes in the file. */
  return g_strdup_printf (_ ("%u × %u pixels, %s, %s"), image->width, image->height,
                          name_codec (image->codec), stored);
}
