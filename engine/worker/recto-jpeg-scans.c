/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-jpeg-scans.h"

#include <string.h>

/* The second bytes of markers (ITU-T T.81, table B.1); the first is always 0xff. */
#define SOF0 0xc0
#define SOF2 0xc2
#define DHT 0xc4
#define JPG 0xc8
#define DAC 0xcc
#define SOF15 0xcf
#define RST0 0xd0
#define RST7 0xd7
#define SOI 0xd8
#define EOI 0xd9
#define SOS 0xda
#define DQT 0xdb

#define COEFFICIENTS 64
/* A block's first coefficient is so many times its mean. */
#define LEVEL 8

typedef struct
{
  const guint8 *jpeg;
  gsize length;
  gsize at;
} Reader;

/* A marker, what belongs to it, and, after SOS, the scan. */
typedef struct
{
  guint8 marker;
  gsize begin;
  gsize body; /* after marker and length */
  gsize scan; /* where the body ends */
  gsize end;
} Segment;

/* Where the next marker is that is no part of a scan. */
static gsize
find_end_of_scan (const Reader *self, gsize at)
{
  while (at + 1 < self->length)
    {
      const guint8 *found = memchr (self->jpeg + at, 0xff, self->length - 1 - at);
      guint8 next;

      if (found == NULL)
        break;
      at = (gsize) (found - self->jpeg);
      next = found[1];
      if (next != 0 && next != 0xff && (next < RST0 || next > RST7))
        return at;
      at += next == 0xff ? 1 : 2;
    }
  return self->length;
}

/* It may break off without its last marker. */
static gboolean
is_at_end (const Reader *self)
{
  const guint8 *at = self->jpeg + self->at;

  return self->length - self->at < 4 || (at[0] == 0xff && at[1] == EOI);
}

/* FALSE where there is none: at the end, or where what there is cannot be one. */
static gboolean
read_segment (Reader *self, Segment *segment)
{
  while (self->at + 1 < self->length && self->jpeg[self->at] == 0xff &&
         self->jpeg[self->at + 1] == 0xff)
    self->at++;
  if (is_at_end (self) || self->jpeg[self->at] != 0xff)
    return FALSE;
  segment->begin = self->at;
  segment->marker = self->jpeg[self->at + 1];
  segment->body = self->at + 4;
  segment->scan = self->at + 2 + ((gsize) self->jpeg[self->at + 2] << 8 | self->jpeg[self->at + 3]);
  if (segment->scan < segment->body || segment->scan > self->length)
    return FALSE;
  segment->end = segment->marker == SOS ? find_end_of_scan (self, segment->scan) : segment->scan;
  self->at = segment->end;
  return TRUE;
}

/* A frame header of any process. */
static gboolean
is_frame (guint8 marker)
{
  return marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC;
}

/* Whether a scan is of the blocks' means: its first coefficient is the one with number 0. Its
 * header has a count of components, two bytes for each of them, the first and the last coefficient,
 * and which bit was the last before (high) and is the last now (low). `worth` is what a mean is
 * multiplied by: of 8 that is one level, and what only tells less is left out. */
static gboolean
is_needed (const guint8 *header, gsize size, guint worth)
{
  const gsize first = size > 0 ? 1 + 2 * (gsize) header[0] : size;

  if (first + 2 >= size || header[first] != 0)
    return FALSE;
  return header[first + 2] >> 4 == 0 || worth == 0 ||
         (guint64) worth << (header[first + 2] & 0xf) > LEVEL;
}

/* What is not known is as good as multiplied by zero; a quantization table has a byte with its
 * precision, 8 or 16 bits, and its numbers, the mean's first. Returns the largest of these. */
static guint
forget_details (guint8 *tables, gsize size)
{
  guint worth = 0;
  gsize at = 0;

  while (at < size)
    {
      const gsize bytes = tables[at] >> 4 != 0 ? 2 : 1;
      const gsize details = at + 1 + bytes;
      const gsize next = at + 1 + COEFFICIENTS * bytes;

      if (details < size)
        {
          worth = MAX (worth,
                       bytes == 1 ? tables[at + 1] : (guint) tables[at + 1] << 8 | tables[at + 2]);
          memset (tables + details, 0, MIN (next, size) - details);
        }
      at = next;
    }
  return worth;
}

gsize
recto_jpeg_scans_keep_coarse (const guint8 *jpeg, gsize length, guint8 *coarse)
{
  Reader reader = { jpeg, length, 2 };
  Segment segment;
  gboolean progressive = FALSE;
  guint worth = 0;
  gsize n_kept = 0;
  gsize n_left_out = 0;
  gsize size = 2;

  if (length < 2 || jpeg[0] != 0xff || jpeg[1] != SOI)
    return 0;
  memcpy (coarse, jpeg, 2);
  while (read_segment (&reader, &segment))
    {
      const gsize taken = segment.end - segment.begin;
      const gsize body = segment.scan - segment.body;

      if (is_frame (segment.marker) && segment.marker != SOF2)
        return 0;
      progressive |= segment.marker == SOF2;
      if (segment.marker == SOS && !is_needed (jpeg + segment.body, body, worth))
        {
          n_left_out++;
          continue;
        }
      n_kept += segment.marker == SOS;
      memcpy (coarse + size, jpeg + segment.begin, taken);
      if (segment.marker == DQT)
        worth = MAX (worth, forget_details (coarse + size + (segment.body - segment.begin), body));
      size += taken;
    }
  if (!is_at_end (&reader) || !progressive || n_kept == 0 || n_left_out == 0)
    return 0;
  coarse[size++] = 0xff;
  coarse[size++] = EOI;
  return size;
}
