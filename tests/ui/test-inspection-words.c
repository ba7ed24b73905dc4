/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-inspection-words.h"

#include <unistd.h>

#include "recto-page-inspection-private.h"

/* What is said of a page of which a worker has counted this, and which it took so long to read. */
static void
assert_reason (guint64 segments, guint64 glyphs, double read_time, const char *words)
{
  g_autoptr (RectoPageInspection) inspection =
      recto_page_inspection_new (RECTO_LOCATION_INIT (0, 0), NULL);
  g_autofree RectoInspectionBody *body = g_new0 (RectoInspectionBody, 1);
  g_autofree char *told = NULL;

  body->drawings[RECTO_DRAWING_SEGMENTS] = segments;
  body->drawings[RECTO_DRAWING_GLYPHS] = glyphs;
  g_assert_cmpint (
      pwrite (recto_shared_pixels_get_fd (recto_page_inspection_get_memory (inspection)), body,
              sizeof *body, RECTO_PIXELS_AT),
      ==, sizeof *body);
  recto_page_inspection_refresh (inspection);
  told = recto_inspection_words_describe_reason (inspection, read_time);
  g_assert_cmpstr (told, ==, words);
}

static void
test_what_there_is_most_of_is_named (void)
{
  assert_reason (900000, 10, -1, "Probably its drawings: 900000 lines and curves");
  assert_reason (10, 900000, 0.1, "Probably its text: 900000 letters");
  assert_reason (10, 900000, 3, "Probably its text: 900000 letters");
}

static void
test_little_does_not_stand_out (void)
{
  assert_reason (10, 10, -1, "Nothing on it stands out");
  assert_reason (10, 10, 0.1, "Nothing on it stands out");
}

static void
test_nothing_is_said_before_it_has_begun (void)
{
  assert_reason (0, 0, -1, "Not known yet");
  assert_reason (0, 0, 2.5, "Not known yet");
}

/* Such as gigabytes of blanks. */
static void
test_reading_alone_may_take_long (void)
{
  assert_reason (10, 10, 2.5, "Its content takes a long time to read");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inspection-words/what-there-is-most-of-is-named",
                   test_what_there_is_most_of_is_named);
  g_test_add_func ("/inspection-words/little-does-not-stand-out", test_little_does_not_stand_out);
  g_test_add_func ("/inspection-words/nothing-is-said-before-it-has-begun",
                   test_nothing_is_said_before_it_has_begun);
  g_test_add_func ("/inspection-words/reading-alone-may-take-long",
                   test_reading_alone_may_take_long);

  return g_test_run ();
}
