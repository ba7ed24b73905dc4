/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-facts.h"

#include <math.h>
#include <string.h>

static RectoMessageFactsFound *
make_facts (guint first, guint count, float width, float height)
{
  RectoMessageFactsFound *found = g_malloc0 (sizeof *found + count * sizeof found->facts[0]);

  found->first = first;
  found->count = count;
  for (guint i = 0; i < count; i++)
    {
      found->facts[i].width = width;
      found->facts[i].height = height;
    }
  return found;
}

static void
test_pages_are_unknown_until_told (void)
{
  g_autoptr (RectoPageFacts) facts = recto_page_facts_new (1);
  g_autofree RectoMessageFactsFound *found = make_facts (1, 1, 100, 200);
  const RectoPage *page;

  recto_page_facts_set_n_pages (facts, 0, 3);
  g_assert_null (recto_page_facts_get (facts, RECTO_LOCATION_INIT (0, 1)));
  g_assert_true (recto_page_facts_take (facts, found));
  page = recto_page_facts_get (facts, RECTO_LOCATION_INIT (0, 1));
  g_assert_cmpfloat (page->width, ==, 100);
  g_assert_cmpfloat (page->height, ==, 200);
  g_assert_null (recto_page_facts_get (facts, RECTO_LOCATION_INIT (0, 0)));
  g_assert_null (recto_page_facts_get (facts, RECTO_LOCATION_INIT (0, 3)));
  g_assert_null (recto_page_facts_get (facts, RECTO_LOCATION_INIT (1, 0)));
}

static void
test_usual_page_is_the_most_common (void)
{
  g_autoptr (RectoPageFacts) facts = recto_page_facts_new (1);
  g_autofree RectoMessageFactsFound *cover = make_facts (0, 1, 300, 300);
  g_autofree RectoMessageFactsFound *rest = make_facts (1, 5, 100, 200);

  recto_page_facts_set_n_pages (facts, 0, 6);
  recto_page_facts_take (facts, cover);
  g_assert_cmpfloat (recto_page_facts_get_usual (facts)->width, ==, 300);
  recto_page_facts_take (facts, rest);
  g_assert_cmpfloat (recto_page_facts_get_usual (facts)->width, ==, 100);
}

static void
test_facts_as_assumed_are_no_news (void)
{
  g_autoptr (RectoPageFacts) facts = recto_page_facts_new (1);
  g_autofree RectoMessageFactsFound *first = make_facts (0, 1, 100, 200);
  g_autofree RectoMessageFactsFound *rest = make_facts (1, 4, 100, 200);

  recto_page_facts_set_n_pages (facts, 0, 5);
  g_assert_true (recto_page_facts_take (facts, first));
  g_assert_false (recto_page_facts_take (facts, rest));
}

static void
test_claims_out_of_range_become_sound (void)
{
  g_autoptr (RectoPageFacts) facts = recto_page_facts_new (1);
  g_autofree RectoMessageFactsFound *found = make_facts (0, 5, 100, 200);
  const RectoPage *page;

  found->facts[1].width = 1e30f;
  found->facts[2].width = NAN;
  found->facts[3].height = INFINITY;
  found->facts[4].height = -5;
  found->facts[0].rotation = -90;
  recto_page_facts_set_n_pages (facts, 0, 5);
  recto_page_facts_take (facts, found);

  for (guint i = 0; i < 5; i++)
    {
      page = recto_page_facts_get (facts, RECTO_LOCATION_INIT (0, i));
      g_assert_nonnull (page);
      g_assert_cmpfloat (page->width, >=, 1);
      g_assert_cmpfloat (page->width, <=, RECTO_MAX_PAGE_SIDE);
      g_assert_cmpfloat (page->height, >=, 1);
      g_assert_cmpfloat (page->height, <=, RECTO_MAX_PAGE_SIDE);
    }
  g_assert_cmpint (recto_page_facts_get (facts, RECTO_LOCATION_INIT (0, 0))->rotation, ==, 270);
}

static void
test_answers_past_the_end_are_cut (void)
{
  g_autoptr (RectoPageFacts) facts = recto_page_facts_new (1);
  g_autofree RectoMessageFactsFound *over = make_facts (2, 5, 100, 200);
  g_autofree RectoMessageFactsFound *far_off = make_facts (G_MAXUINT32, 1, 100, 200);

  recto_page_facts_set_n_pages (facts, 0, 3);
  recto_page_facts_take (facts, over);
  recto_page_facts_take (facts, far_off);
  far_off->chapter = 7;
  recto_page_facts_take (facts, far_off);

  g_assert_nonnull (recto_page_facts_get (facts, RECTO_LOCATION_INIT (0, 2)));
}

static void
test_unknown_runs_begin_with_what_is_asked (void)
{
  g_autoptr (RectoPageFacts) facts = recto_page_facts_new (1);
  g_autofree RectoMessageFactsFound *found = make_facts (4, 2, 100, 200);
  guint first = 0;
  guint count = 0;

  recto_page_facts_set_n_pages (facts, 0, 8);
  recto_page_facts_take (facts, found);
  g_assert_true (recto_page_facts_find_unknown (facts, 5, 100, &first, &count));
  g_assert_cmpuint (first, ==, 6);
  g_assert_cmpuint (count, ==, 2);
  g_assert_true (recto_page_facts_find_unknown (facts, 1, 2, &first, &count));
  g_assert_cmpuint (first, ==, 1);
  g_assert_cmpuint (count, ==, 2);
  recto_page_facts_assume (facts, 0, 0, 8);
  g_assert_false (recto_page_facts_find_unknown (facts, 0, 100, &first, &count));
}

static void
test_labels_are_kept (void)
{
  g_autoptr (RectoPageFacts) facts = recto_page_facts_new (1);
  g_autofree RectoMessageFactsFound *found = make_facts (0, 2, 595, 842);

  memcpy (found->facts[1].label, "iv", 3);
  recto_page_facts_set_n_pages (facts, 0, 2);
  g_assert_true (recto_page_facts_take (facts, found));
  g_assert_null (recto_page_facts_get (facts, RECTO_LOCATION_INIT (0, 0))->label);
  g_assert_cmpstr (recto_page_facts_get (facts, RECTO_LOCATION_INIT (0, 1))->label, ==, "iv");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/page-facts/pages-are-unknown-until-told", test_pages_are_unknown_until_told);
  g_test_add_func ("/page-facts/usual-page-is-the-most-common", test_usual_page_is_the_most_common);
  g_test_add_func ("/page-facts/facts-as-assumed-are-no-news", test_facts_as_assumed_are_no_news);
  g_test_add_func ("/page-facts/claims-out-of-range-become-sound",
                   test_claims_out_of_range_become_sound);
  g_test_add_func ("/page-facts/answers-past-the-end-are-cut", test_answers_past_the_end_are_cut);
  g_test_add_func ("/page-facts/unknown-runs-begin-with-what-is-asked",
                   test_unknown_runs_begin_with_what_is_asked);
  g_test_add_func ("/page-facts/labels-are-kept", test_labels_are_kept);

  return g_test_run ();
}
