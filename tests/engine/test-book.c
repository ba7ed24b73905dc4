/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-book.h"

static void
test_uncounted_chapters_are_estimated (void)
{
  g_autoptr (RectoBook) book = recto_book_new (4);
  gboolean estimated = FALSE;

  recto_book_set_chapter (book, 0, 10);
  recto_book_set_chapter (book, 2, 20);

  g_assert_cmpuint (recto_book_get_chapter_pages (book, 1, &estimated), ==, 15);
  g_assert_true (estimated);
  g_assert_cmpuint (recto_book_get_n_pages (book, &estimated), ==, 10 + 15 + 20 + 15);
  g_assert_true (estimated);
}

static void
test_counted_book_is_exact (void)
{
  g_autoptr (RectoBook) book = recto_book_new (2);
  gboolean estimated = TRUE;

  recto_book_set_chapter (book, 1, 3);
  recto_book_set_chapter (book, 0, 2);

  g_assert_cmpuint (recto_book_get_n_pages (book, &estimated), ==, 5);
  g_assert_false (estimated);
}

static void
test_numbers_and_places_agree (void)
{
  g_autoptr (RectoBook) book = recto_book_new (5);
  const guint counts[] = { 3, 0, 1, 4, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    recto_book_set_chapter (book, i, counts[i]);

  for (guint number = 0; number < 8; number++)
    {
      RectoLocation location = recto_book_get_location (book, number);

      g_assert_cmpuint (location.page, <, counts[location.chapter]);
      g_assert_cmpuint (recto_book_get_number (book, location), ==, number);
    }
}

static void
test_numbers_past_the_end_give_the_last_page (void)
{
  g_autoptr (RectoBook) book = recto_book_new (2);
  RectoLocation last;

  recto_book_set_chapter (book, 0, 2);
  recto_book_set_chapter (book, 1, 2);
  last = recto_book_get_location (book, G_MAXUINT);

  g_assert_true (recto_location_equal (last, RECTO_LOCATION_INIT (1, 1)));
  g_assert_cmpuint (recto_book_get_number (book, RECTO_LOCATION_INIT (9, 9)), ==, 3);
  g_assert_cmpuint (recto_book_get_number (book, RECTO_LOCATION_INIT (0, 99)), ==, 1);
}

static void
test_chapters_in_view_are_counted_first (void)
{
  g_autoptr (RectoBook) book = recto_book_new (3);
  guint chapter = 9;

  recto_book_set_chapter (book, 1, 2);
  g_assert_true (recto_book_find_uncounted (book, 1, &chapter));
  g_assert_cmpuint (chapter, ==, 2);
  recto_book_set_chapter (book, 2, 2);
  g_assert_true (recto_book_find_uncounted (book, 1, &chapter));
  g_assert_cmpuint (chapter, ==, 0);
  recto_book_set_chapter (book, 0, 2);
  g_assert_false (recto_book_find_uncounted (book, 1, &chapter));
}

static void
test_forgotten_counts_stay_the_estimate (void)
{
  g_autoptr (RectoBook) book = recto_book_new (2);
  gboolean estimated = FALSE;

  recto_book_set_chapter (book, 0, 4);
  recto_book_set_chapter (book, 1, 6);
  recto_book_forget (book);

  g_assert_cmpuint (recto_book_get_n_pages (book, &estimated), ==, 10);
  g_assert_true (estimated);
  g_assert_true (recto_book_set_chapter (book, 0, 4));
}

static void
test_huge_claims_do_not_overflow (void)
{
  g_autoptr (RectoBook) book = recto_book_new (65536);

  for (guint i = 0; i < 65536; i += 8192)
    recto_book_set_chapter (book, i, 1000000);

  g_assert_cmpuint (recto_book_get_n_pages (book, NULL), ==, 1000000);
  g_assert_cmpuint (recto_book_get_location (book, G_MAXINT).chapter, <, 65536);
  for (guint i = 0; i < 65536; i++)
    g_assert_cmpuint (recto_book_get_chapter_pages (book, i, NULL), <=, 1000000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/book/uncounted-chapters-are-estimated", test_uncounted_chapters_are_estimated);
  g_test_add_func ("/book/counted-book-is-exact", test_counted_book_is_exact);
  g_test_add_func ("/book/numbers-and-places-agree", test_numbers_and_places_agree);
  g_test_add_func ("/book/numbers-past-the-end-give-the-last-page",
                   test_numbers_past_the_end_give_the_last_page);
  g_test_add_func ("/book/chapters-in-view-are-counted-first",
                   test_chapters_in_view_are_counted_first);
  g_test_add_func ("/book/forgotten-counts-stay-the-estimate",
                   test_forgotten_counts_stay_the_estimate);
  g_test_add_func ("/book/huge-claims-do-not-overflow", test_huge_claims_do_not_overflow);

  return g_test_run ();
}
