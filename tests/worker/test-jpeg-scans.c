/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-jpeg-scans.h"

#include <string.h>

/* JPEGs as far as it goes: markers and lengths as they must be, the rest as it comes. */

#define BEGIN 0xff, 0xd8
#define END 0xff, 0xd9
#define PROGRESSIVE 0xff, 0xc2, 0, 5, 8, 0, 0
#define SEQUENTIAL 0xff, 0xc0, 0, 5, 8, 0, 0
#define HUFFMAN_TABLE 0xff, 0xc4, 0, 4, 1, 2
/* Of one component: coefficients from 0 to 0, then to more precision, and from 1 to 63. */
#define MEANS 0xff, 0xda, 0, 8, 1, 1, 0, 0, 0, 1
#define MORE_OF_MEANS 0xff, 0xda, 0, 8, 1, 1, 0, 0, 0, 0x10
#define DETAILS 0xff, 0xda, 0, 8, 1, 1, 0, 1, 63, 0

static void
assert_kept (const guint8 *jpeg, gsize length, const guint8 *expected, gsize expected_length)
{
  /* No larger than it says, so that sanitizers see what is written beyond. */
  g_autofree guint8 *whole = g_memdup2 (jpeg, length);
  g_autofree guint8 *coarse = g_malloc (length + RECTO_JPEG_SCANS_MORE);
  const gsize size = recto_jpeg_scans_keep_coarse (whole, length, coarse);

  g_assert_cmpmem (coarse, size, expected, expected_length);
}

#define ASSERT_KEPT(jpeg, expected) assert_kept (jpeg, sizeof (jpeg), expected, sizeof (expected))
#define ASSERT_NOTHING(jpeg) assert_kept (jpeg, sizeof (jpeg), NULL, 0)

static void
test_scans_of_means_are_kept_alone (void)
{
  static const guint8 jpeg[] = {
    BEGIN,   PROGRESSIVE, HUFFMAN_TABLE, MEANS, 10, 11,      12, HUFFMAN_TABLE, DETAILS, 20, 21,
    DETAILS, 22,          MORE_OF_MEANS, 13,    14, DETAILS, 23, END,
  };
  static const guint8 coarse[] = {
    BEGIN, PROGRESSIVE, HUFFMAN_TABLE, MEANS, 10, 11, 12, HUFFMAN_TABLE, MORE_OF_MEANS, 13, 14, END,
  };

  ASSERT_KEPT (jpeg, coarse);
}

/* A 0xff of the data is followed by 0; markers of restart belong to the scan; 0xff may come often
 * before a marker. */
static void
test_scan_ends_at_the_next_marker_of_others (void)
{
  static const guint8 jpeg[] = {
    BEGIN, PROGRESSIVE, MEANS, 10,   0xff,          0,       11,  0xff, 0xd0, 12,
    0xff,  0xd7,        13,    0xff, 0xff,          DETAILS, 20,  0xff, 0,    21,
    0xff,  0xd3,        0xff,  0xff, MORE_OF_MEANS, 14,      END,
  };
  static const guint8 coarse[] = {
    BEGIN, PROGRESSIVE, MEANS, 10,   0xff,          0,  11,  0xff, 0xd0, 12, 0xff,
    0xd7,  13,          0xff,  0xff, MORE_OF_MEANS, 14, END,
  };

  ASSERT_KEPT (jpeg, coarse);
}

static void
append_table (GByteArray *jpeg, guint8 which, guint bytes, guint8 details)
{
  static const guint8 mean[] = { 1, 7 };

  g_byte_array_append (jpeg, &which, 1);
  g_byte_array_append (jpeg, mean + 2 - bytes, bytes);
  for (guint i = bytes; i < 64 * bytes; i++)
    g_byte_array_append (jpeg, &details, 1);
}

/* Two tables in one marker, of numbers of one byte and of two, and what comes after them. */
static GByteArray *
make_with_tables (guint8 details, const guint8 *end, gsize length)
{
  static const guint8 begin[] = { BEGIN, 0xff, 0xdb, 0, 2 + 65 + 129 };
  GByteArray *jpeg = g_byte_array_new ();

  g_byte_array_append (jpeg, begin, sizeof begin);
  append_table (jpeg, 0x00, 1, details);
  append_table (jpeg, 0x11, 2, details);
  g_byte_array_append (jpeg, end, (guint) length);
  return jpeg;
}

static const guint8 with_details[] = { PROGRESSIVE, MEANS, 10, DETAILS, 20, END };
static const guint8 without_details[] = { PROGRESSIVE, MEANS, 10, END };

static void
test_details_are_nothing_instead_of_unknown (void)
{
  g_autoptr (GByteArray) jpeg = make_with_tables (99, with_details, sizeof with_details);
  g_autoptr (GByteArray) coarse = make_with_tables (0, without_details, sizeof without_details);

  assert_kept (jpeg->data, jpeg->len, coarse->data, coarse->len);
}

/* Whether a second scan of means is kept, where a table says what a mean is worth in eighths of a
 * level, and the scan which bit it adds. */
static gboolean
keeps_second_scan (guint8 worth, guint8 bit)
{
  guint8 jpeg[200] = { BEGIN, 0xff, 0xdb, 0, 2 + 65, 0, worth };
  const guint8 end[] = { PROGRESSIVE, MEANS, 10, MORE_OF_MEANS, 20, DETAILS, 30, END };
  const gsize begin = 2 + 4 + 65;
  guint8 coarse[sizeof jpeg + RECTO_JPEG_SCANS_MORE];

  memcpy (jpeg + begin, end, sizeof end);
  /* The last byte of the scan's header, before its data and the scan of details. */
  jpeg[begin + sizeof end - 2 - 11 - 2] = (guint8) ((bit + 1) << 4 | bit);
  return memchr (coarse, 20, recto_jpeg_scans_keep_coarse (jpeg, begin + sizeof end, coarse)) !=
         NULL;
}

static void
test_means_are_precise_to_a_level (void)
{
  g_assert_false (keeps_second_scan (1, 0));
  g_assert_false (keeps_second_scan (8, 0));
  g_assert_true (keeps_second_scan (9, 0));
  g_assert_false (keeps_second_scan (4, 1));
  g_assert_true (keeps_second_scan (5, 1));
  g_assert_true (keeps_second_scan (255, 15));
}

static void
test_other_jpegs_stay_as_they_are (void)
{
  static const guint8 sequential[] = { BEGIN, SEQUENTIAL, MEANS, 10, DETAILS, 20, END };
  static const guint8 frameless[] = { BEGIN, MEANS, 10, DETAILS, 20, END };
  static const guint8 means_only[] = { BEGIN, PROGRESSIVE, MEANS, 10, END };
  static const guint8 details_only[] = { BEGIN, PROGRESSIVE, DETAILS, 10, END };
  static const guint8 damaged[] = { BEGIN, PROGRESSIVE, 1, MEANS, 10, DETAILS, 20, END };
  static const guint8 png[] = { 0x89, 'P', 'N', 'G', PROGRESSIVE, MEANS, 10, DETAILS, 20, END };

  ASSERT_NOTHING (sequential);
  ASSERT_NOTHING (frameless);
  ASSERT_NOTHING (means_only);
  ASSERT_NOTHING (details_only);
  ASSERT_NOTHING (damaged);
  ASSERT_NOTHING (png);
  assert_kept (NULL, 0, NULL, 0);
}

static void
test_jpeg_that_breaks_off_ends_all_the_same (void)
{
  static const guint8 jpeg[] = { BEGIN, PROGRESSIVE, MEANS, 10, DETAILS, 20, 0xff };
  static const guint8 coarse[] = { BEGIN, PROGRESSIVE, MEANS, 10, END };

  ASSERT_KEPT (jpeg, coarse);
}

/* Wherever it breaks off, whatever its bytes are: what is written has the room that there is. */
static void
test_anything_is_read_within_its_bounds (void)
{
  g_autoptr (GByteArray) jpeg = make_with_tables (99, with_details, sizeof with_details);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < 20000; i++)
    {
      const gsize length = (gsize) g_rand_int_range (random, 0, (gint32) jpeg->len + 1);
      g_autofree guint8 *part = g_memdup2 (jpeg->data, length);
      g_autofree guint8 *coarse = g_malloc (length + RECTO_JPEG_SCANS_MORE);

      for (guint k = i % 8; k > 0 && length > 0; k--)
        part[g_rand_int_range (random, 0, (gint32) length)] =
            (guint8) g_rand_int_range (random, 0, 256);
      g_assert_cmpuint (recto_jpeg_scans_keep_coarse (part, length, coarse), <=,
                        length + RECTO_JPEG_SCANS_MORE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/jpeg-scans/" path, function)
  ADD ("scans-of-means-are-kept-alone", test_scans_of_means_are_kept_alone);
  ADD ("a-scan-ends-at-the-next-marker-of-others", test_scan_ends_at_the_next_marker_of_others);
  ADD ("details-are-nothing-instead-of-unknown", test_details_are_nothing_instead_of_unknown);
  ADD ("means-are-precise-to-a-level", test_means_are_precise_to_a_level);
  ADD ("other-jpegs-stay-as-they-are", test_other_jpegs_stay_as_they_are);
  ADD ("a-jpeg-that-breaks-off-ends-all-the-same", test_jpeg_that_breaks_off_ends_all_the_same);
  ADD ("anything-is-read-within-its-bounds", test_anything_is_read_within_its_bounds);
  return g_test_run ();
}
