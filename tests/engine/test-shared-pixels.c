/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-shared-pixels.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static void
test_the_other_side_cannot_change_its_size (void)
{
  g_autoptr (RectoSharedPixels) pixels = recto_shared_pixels_new (1, 1000, NULL);
  int fd = recto_shared_pixels_get_fd (pixels);

  g_assert_cmpint (ftruncate (fd, 0), ==, -1);
  g_assert_cmpint (ftruncate (fd, 1 << 30), ==, -1);
  g_assert_cmpint (fcntl (fd, F_GET_SEALS) & F_SEAL_SEAL, !=, 0);
}

static void
test_painted_pixels_are_seen (void)
{
  g_autoptr (RectoSharedPixels) pixels = recto_shared_pixels_new (1, 100, NULL);
  gsize size = recto_shared_pixels_get_size (pixels);
  guint8 *theirs =
      mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, recto_shared_pixels_get_fd (pixels), 0);
  g_autoptr (GBytes) bytes = NULL;

  g_assert_true (theirs != MAP_FAILED);
  recto_shared_pixels_begin (pixels);
  memset (theirs + RECTO_PIXELS_AT, 0x5a, 100);
  bytes = recto_shared_pixels_end (pixels, 100);
  g_assert_cmpuint (((const guint8 *) g_bytes_get_data (bytes, NULL))[99], ==, 0x5a);
  munmap (theirs, size);
}

static void
test_reserved_memory_is_there (void)
{
  g_autoptr (RectoSharedPixels) pixels = recto_shared_pixels_new (1, 1 << 20, NULL);
  struct stat facts;

  g_assert_no_errno (fstat (recto_shared_pixels_get_fd (pixels), &facts));
  g_assert_cmpint (facts.st_blocks, ==, 0);
  recto_shared_pixels_reserve (pixels);
  g_assert_no_errno (fstat (recto_shared_pixels_get_fd (pixels), &facts));
  g_assert_cmpint (facts.st_blocks * 512, >=, 1 << 20);
}

static void
test_used_until_the_last_bytes_are_gone (void)
{
  g_autoptr (RectoSharedPixels) pixels = recto_shared_pixels_new (1, 100, NULL);
  GBytes *bytes;

  g_assert_false (recto_shared_pixels_is_used (pixels));
  recto_shared_pixels_begin (pixels);
  bytes = recto_shared_pixels_end (pixels, 100);
  g_assert_true (recto_shared_pixels_is_used (pixels));
  g_bytes_unref (bytes);
  g_assert_false (recto_shared_pixels_is_used (pixels));
  recto_shared_pixels_begin (pixels);
  recto_shared_pixels_abandon (pixels);
  g_assert_false (recto_shared_pixels_is_used (pixels));
}

static void
test_pixels_outlive_their_worker (void)
{
  RectoSharedPixels *pixels = recto_shared_pixels_new (1, 100, NULL);
  g_autoptr (GBytes) bytes = NULL;

  recto_shared_pixels_begin (pixels);
  bytes = recto_shared_pixels_end (pixels, 100);
  recto_shared_pixels_unref (pixels);
  g_assert_cmpuint (((const guint8 *) g_bytes_get_data (bytes, NULL))[50], ==, 0);
}

static void
test_a_new_question_begins_without_abort (void)
{
  g_autoptr (RectoSharedPixels) pixels = recto_shared_pixels_new (1, 100, NULL);

  recto_shared_pixels_get_cookie (pixels)->abort = 1;
  recto_shared_pixels_begin (pixels);
  g_assert_cmpint (recto_shared_pixels_get_cookie (pixels)->abort, ==, 0);
}

static void
test_room_is_at_least_what_was_asked (void)
{
  for (gsize n = 1; n < (64u << 20); n = n * 3 + 1)
    {
      g_autoptr (RectoSharedPixels) pixels = recto_shared_pixels_new (1, n, NULL);

      g_assert_cmpuint (recto_shared_pixels_get_capacity (pixels), >=, n);
      g_assert_cmpuint (recto_shared_pixels_get_capacity (pixels), <=, n + MAX (64 * 1024, n / 4));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/shared-pixels/the-other-side-cannot-change-its-size",
                   test_the_other_side_cannot_change_its_size);
  g_test_add_func ("/shared-pixels/painted-pixels-are-seen", test_painted_pixels_are_seen);
  g_test_add_func ("/shared-pixels/reserved-memory-is-there", test_reserved_memory_is_there);
  g_test_add_func ("/shared-pixels/used-until-the-last-bytes-are-gone",
                   test_used_until_the_last_bytes_are_gone);
  g_test_add_func ("/shared-pixels/pixels-outlive-their-worker", test_pixels_outlive_their_worker);
  g_test_add_func ("/shared-pixels/a-new-question-begins-without-abort",
                   test_a_new_question_begins_without_abort);
  g_test_add_func ("/shared-pixels/room-is-at-least-what-was-asked",
                   test_room_is_at_least_what_was_asked);

  return g_test_run ();
}
