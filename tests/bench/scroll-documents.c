/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <mupdf/fitz.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Usage: scroll-documents text|photographs N_PAGES FILE: makes a document for bench-scroll. */

#define TEXT_LINES 46
#define WORDS_PER_LINE 12
#define PHOTO_WIDTH 6000 /* 24 megapixels */
#define PHOTO_HEIGHT 4000
#define N_PHOTOGRAPHS 4 /* that are different */
#define QUALITY 80
#define CELL 64 /* pixels between two points of the noise that shapes are made of */

typedef struct
{
  FILE *file;
  GArray *offsets; /* of gint64, by number of object, from 1 */
} Writer;

G_GNUC_PRINTF (2, 3)
static int
begin_object (Writer *self, const char *format, ...)
{
  const gint64 offset = ftello (self->file);
  va_list arguments;

  g_array_append_val (self->offsets, offset);
  fprintf (self->file, "%u 0 obj\n", self->offsets->len);
  va_start (arguments, format);
  vfprintf (self->file, format, arguments);
  va_end (arguments);
  fputs ("\n", self->file);
  return (int) self->offsets->len;
}

static void
end_object (Writer *self)
{
  fputs ("endobj\n", self->file);
}

static int
add_stream (Writer *self, const char *entries, const void *data, gsize length)
{
  const int number =
      begin_object (self, "<<%s/Length %" G_GSIZE_FORMAT ">>\nstream", entries, length);

  fwrite (data, 1, length, self->file);
  fputs ("\nendstream\n", self->file);
  end_object (self);
  return number;
}

/* Words that nobody knows, never the same twice: what is on a page does not matter, only that there
 * is as much of it as on a page of a book. */
static char *
make_text (GRand *random)
{
  GString *text = g_string_new ("BT /F 11 Tf 14 TL 60 780 Td\n");

  for (int i = 0; i < TEXT_LINES; i++)
    {
      g_string_append_c (text, '(');
      for (int k = 0; k < WORDS_PER_LINE; k++)
        {
          for (int n = g_rand_int_range (random, 2, 9); n > 0; n--)
            g_string_append_c (text, (char) ('a' + g_rand_int_range (random, 0, 26)));
          g_string_append_c (text, ' ');
        }
      g_string_append (text, ") ' ");
    }
  g_string_append (text, "ET");
  return g_string_free_and_steal (text);
}

static int
add_text_page (Writer *self, GRand *random, int parent, int font)
{
  g_autofree char *text = make_text (random);
  const int content = add_stream (self, "", text, strlen (text));
  const int page = begin_object (self,
                                 "<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
                                 "/Resources<</Font<</F %d 0 R>>>>>>",
                                 parent, content, font);

  end_object (self);
  return page;
}

/* Smooth shapes with grain, which a compressor has as much trouble with as with a real one. */
static fz_buffer *
make_photograph (fz_context *ctx, guint32 seed)
{
  const int columns = PHOTO_WIDTH / CELL + 2;
  const int rows = PHOTO_HEIGHT / CELL + 2;
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autofree guint8 *noise = g_new (guint8, (gsize) columns * rows * 3);
  fz_pixmap *pixmap = fz_new_pixmap (ctx, fz_device_rgb (ctx), PHOTO_WIDTH, PHOTO_HEIGHT, NULL, 0);
  unsigned char *at = fz_pixmap_samples (ctx, pixmap);
  fz_buffer *buffer = fz_new_buffer (ctx, 1 << 20);
  fz_output *output = fz_new_output_with_buffer (ctx, buffer);
  guint32 grain = seed;

  for (int i = 0; i < columns * rows * 3; i++)
    noise[i] = (guint8) g_rand_int_range (random, 20, 236);
  for (int y = 0; y < PHOTO_HEIGHT; y++)
    for (int x = 0; x < PHOTO_WIDTH; x++)
      for (int c = 0; c < 3; c++)
        {
          const guint8 *corner = &noise[((y / CELL) * columns + x / CELL) * 3 + c];
          const int across = x % CELL;
          const int down = y % CELL;
          const int top = corner[0] * (CELL - across) + corner[3] * across;
          const int bottom =
              corner[columns * 3] * (CELL - across) + corner[columns * 3 + 3] * across;

          grain = grain * 1664525 + 1013904223;
          *at++ = (unsigned char) ((top * (CELL - down) + bottom * down) / (CELL * CELL) +
                                   (int) (grain >> 29) - 4);
        }
  fz_write_pixmap_as_jpeg (ctx, output, pixmap, QUALITY, 0);
  fz_close_output (ctx, output);
  fz_drop_output (ctx, output);
  fz_drop_pixmap (ctx, pixmap);
  return buffer;
}

/* Each page has a picture of its own, which is decoded for it. */
static int
add_photograph_page (fz_context *ctx, Writer *self, fz_buffer *photograph, int parent)
{
  g_autofree char *entries =
      g_strdup_printf ("/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB"
                       "/BitsPerComponent 8/Filter/DCTDecode",
                       PHOTO_WIDTH, PHOTO_HEIGHT);
  const char content[] = "q 842 0 0 561 0 0 cm /P Do Q";
  unsigned char *data;
  const size_t length = fz_buffer_storage (ctx, photograph, &data);
  const int image = add_stream (self, entries, data, length);
  const int contents = add_stream (self, "", content, strlen (content));
  const int page = begin_object (self,
                                 "<</Type/Page/Parent %d 0 R/MediaBox[0 0 842 561]/Contents %d 0 R"
                                 "/Resources<</XObject<</P %d 0 R>>>>>>",
                                 parent, contents, image);

  end_object (self);
  return page;
}

static void
write_end (Writer *self, int root)
{
  const gint64 start = ftello (self->file);

  fprintf (self->file, "xref\n0 %u\n0000000000 65535 f \n", self->offsets->len + 1);
  for (guint i = 0; i < self->offsets->len; i++)
    fprintf (self->file, "%010" G_GINT64_FORMAT " 00000 n \n",
             g_array_index (self->offsets, gint64, i));
  fprintf (self->file,
           "trailer\n<</Size %u/Root %d 0 R>>\nstartxref\n%" G_GINT64_FORMAT "\n%%%%EOF\n",
           self->offsets->len + 1, root, start);
}

/* The tree of pages is the first object but one, though it is written last. */
static void
write_document (fz_context *ctx, Writer *self, gboolean photographs, int n_pages)
{
  const int root = begin_object (self, "<</Type/Catalog/Pages 2 0 R>>");
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (GString) kids = g_string_new (NULL);
  fz_buffer *pictures[N_PHOTOGRAPHS] = { NULL };
  gint64 tree = 0;
  int font;

  end_object (self);
  g_array_append_val (self->offsets, tree);
  font = begin_object (self, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
  end_object (self);
  for (guint i = 0; photographs && i < N_PHOTOGRAPHS; i++)
    pictures[i] = make_photograph (ctx, i + 1);
  for (int i = 0; i < n_pages; i++)
    {
      const int page = photographs ? add_photograph_page (ctx, self, pictures[i % N_PHOTOGRAPHS], 2)
                                   : add_text_page (self, random, 2, font);

      g_string_append_printf (kids, "%d 0 R ", page);
    }
  for (guint i = 0; i < N_PHOTOGRAPHS; i++)
    fz_drop_buffer (ctx, pictures[i]);
  tree = ftello (self->file);
  fprintf (self->file, "2 0 obj\n<</Type/Pages/Count %d/Kids[%s]>>\nendobj\n", n_pages, kids->str);
  g_array_index (self->offsets, gint64, 1) = tree;
  write_end (self, root);
}

int
main (int argc, char **argv)
{
  fz_context *ctx = fz_new_context (NULL, NULL, FZ_STORE_DEFAULT);
  g_autoptr (GArray) offsets = g_array_new (FALSE, FALSE, sizeof (gint64));
  Writer writer = { NULL, offsets };
  int status = 0;

  if (ctx == NULL || argc != 4)
    return 2;
  writer.file = fopen (argv[3], "wb");
  if (writer.file == NULL)
    return 1;
  fputs ("%PDF-1.7\n", writer.file);
  fz_try (ctx)
  {
    write_document (ctx, &writer, strcmp (argv[1], "photographs") == 0, atoi (argv[2]));
  }
  fz_catch (ctx)
  {
    fz_report_error (ctx);
    status = 1;
  }
  if (fclose (writer.file) != 0)
    status = 1;
  fz_drop_context (ctx);
  return status;
}
