/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "recto-outline-item.h"
#include "recto-outline-private.h"

static RectoOutline *
make (const char *const *titles, const guint *depths, const guint *pages)
{
  RectoOutline *outline = recto_outline_new ();

  for (guint i = 0; titles[i] != NULL; i++)
    {
      const RectoTarget target = { .kind = RECTO_TARGET_PLACE,
                                   .location = RECTO_LOCATION_INIT (0, pages[i]),
                                   .x = NAN,
                                   .y = NAN };

      recto_outline_add (outline, titles[i], &target, depths[i], i % 2 == 0);
    }
  recto_outline_end (outline, FALSE);
  return outline;
}

static const char *const titles[] = { "A", "A.1", "A.1.1", "A.2", "B", "C", "C.1", NULL };
static const guint depths[] = { 0, 1, 2, 1, 0, 0, 1 };
static const guint pages[] = { 0, 0, 1, 4, 5, 5, 9 };

static void
test_entries_stand_below_their_parents (void)
{
  g_autoptr (RectoOutline) outline = make (titles, depths, pages);

  g_assert_cmpuint (recto_outline_get_n (outline), ==, 7);
  g_assert_cmpuint (recto_outline_get_n_children (outline, RECTO_OUTLINE_TOP), ==, 3);
  g_assert_cmpuint (recto_outline_get_child (outline, RECTO_OUTLINE_TOP, 2), ==, 5);
  g_assert_cmpuint (recto_outline_get_n_children (outline, 0), ==, 2);
  g_assert_cmpuint (recto_outline_get_child (outline, 0, 1), ==, 3);
  g_assert_cmpuint (recto_outline_get_parent (outline, 2), ==, 1);
  g_assert_cmpuint (recto_outline_get_parent (outline, 4), ==, RECTO_OUTLINE_TOP);
  g_assert_cmpuint (recto_outline_get_position (outline, 3), ==, 1);
  g_assert_cmpuint (recto_outline_get_depth (outline, 2), ==, 2);
  g_assert_cmpstr (recto_outline_get_title (outline, 6), ==, "C.1");
  g_assert_true (recto_outline_is_open (outline, 0));
  g_assert_false (recto_outline_is_open (outline, 1));
  g_assert_false (recto_outline_is_cut (outline));
}

static void
test_levels_are_lists (void)
{
  g_autoptr (RectoOutline) outline = make (titles, depths, pages);
  g_autoptr (GListModel) top = recto_outline_list_children (outline, RECTO_OUTLINE_TOP);
  g_autoptr (RectoOutlineItem) last = g_list_model_get_item (top, 2);
  g_autoptr (RectoOutlineItem) flat = g_list_model_get_item (G_LIST_MODEL (outline), 2);

  g_assert_cmpuint (g_list_model_get_n_items (top), ==, 3);
  g_assert_cmpstr (recto_outline_item_get_title (last), ==, "C");
  g_assert_null (g_list_model_get_item (top, 3));
  g_assert_null (recto_outline_list_children (outline, 4));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (outline)), ==, 7);
  g_assert_cmpstr (recto_outline_item_get_title (flat), ==, "A.1.1");
  g_assert_true (recto_outline_item_get_outline (flat) == outline);
}

static void
test_depths_that_cannot_be_are_mended (void)
{
  const char *const wild[] = { "far", "farther", "back", NULL };
  const guint wild_depths[] = { 7, 99, 1 };
  g_autoptr (RectoOutline) outline = make (wild, wild_depths, pages);

  g_assert_cmpuint (recto_outline_get_depth (outline, 0), ==, 0);
  g_assert_cmpuint (recto_outline_get_depth (outline, 1), ==, 1);
  g_assert_cmpuint (recto_outline_get_parent (outline, 1), ==, 0);
  g_assert_cmpuint (recto_outline_get_depth (outline, 2), ==, 1);
  g_assert_cmpuint (recto_outline_get_n_children (outline, 0), ==, 2);
}

static void
assert_reads (RectoOutline *outline, guint page, double y, guint expected)
{
  guint entry = G_MAXUINT;

  g_assert_true (recto_outline_find (outline, RECTO_LOCATION_INIT (0, page), y, &entry));
  g_assert_cmpuint (entry, ==, expected);
}

static void
test_the_entry_being_read_is_found (void)
{
  g_autoptr (RectoOutline) outline = make (titles, depths, pages);

  assert_reads (outline, 0, 0, 1);
  assert_reads (outline, 1, 500, 2);
  assert_reads (outline, 3, 0, 2);
  assert_reads (outline, 4, 0, 3);
  assert_reads (outline, 8, 100, 5);
  assert_reads (outline, 100, 0, 6);
}

static void
add_place (RectoOutline *outline, guint chapter, guint page, double y, RectoTargetKind kind)
{
  const RectoTarget target = { .kind = kind,
                               .location = RECTO_LOCATION_INIT (chapter, page),
                               .x = NAN,
                               .y = y,
                               .address = kind == RECTO_TARGET_CHAPTER ? (char *) "a#b" : NULL };

  recto_outline_add (outline, "", &target, 0, FALSE);
}

static void
test_entries_need_not_be_in_order (void)
{
  g_autoptr (RectoOutline) outline = recto_outline_new ();
  guint entry;

  add_place (outline, 0, 5, 300, RECTO_TARGET_PLACE);
  add_place (outline, 0, 2, 10, RECTO_TARGET_PLACE);
  add_place (outline, 0, 5, 100, RECTO_TARGET_PLACE);
  add_place (outline, 0, 0, 0, RECTO_TARGET_NOWHERE);
  recto_outline_end (outline, TRUE);

  g_assert_true (recto_outline_is_cut (outline));
  g_assert_false (recto_outline_find (outline, RECTO_LOCATION_INIT (0, 1), 0, &entry));
  g_assert_false (recto_outline_find (outline, RECTO_LOCATION_INIT (0, 2), 9, &entry));
  assert_reads (outline, 2, 10, 1);
  assert_reads (outline, 5, 99, 1);
  assert_reads (outline, 5, 299, 2);
  assert_reads (outline, 5, 300, 0);
}

/* As many as are put in order some at a time: in the order of pages at first, then in none, then
 * from the last one. */
static void
test_many_entries_are_put_in_order (void)
{
  const guint n = 20000;
  g_autoptr (RectoOutline) outline = recto_outline_new ();
  g_autofree guint *entries = g_new (guint, n);

  for (guint i = 0; i < n; i++)
    {
      const guint page = i < 7000 ? i : i < 13000 ? 7000 + (i - 7000) * 7 % 6000 : 32999 - i;

      add_place (outline, 0, page, 10, RECTO_TARGET_PLACE);
      entries[page] = i;
    }
  recto_outline_end (outline, FALSE);

  for (guint page = 0; page < n; page++)
    assert_reads (outline, page, 20, entries[page]);
}

/* Where in its chapter an entry is, is not known: the first stands for all of them. */
static void
test_chapters_stand_for_their_sections (void)
{
  g_autoptr (RectoOutline) outline = recto_outline_new ();
  guint entry;

  for (guint chapter = 0; chapter < 3; chapter++)
    for (guint i = 0; i < 3; i++)
      add_place (outline, chapter, 0, NAN, RECTO_TARGET_CHAPTER);
  recto_outline_end (outline, FALSE);

  g_assert_true (recto_outline_find (outline, RECTO_LOCATION_INIT (1, 7), 200, &entry));
  g_assert_cmpuint (entry, ==, 3);
  g_assert_cmpstr (recto_outline_get_target (outline, 4).address, ==, "a#b");
}

static void
test_an_empty_outline_has_nothing (void)
{
  g_autoptr (RectoOutline) outline = recto_outline_new ();
  guint entry;

  recto_outline_end (outline, FALSE);
  g_assert_cmpuint (recto_outline_get_n (outline), ==, 0);
  g_assert_null (recto_outline_list_children (outline, RECTO_OUTLINE_TOP));
  g_assert_false (recto_outline_find (outline, RECTO_LOCATION_INIT (0, 0), 0, &entry));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/outline/entries-stand-below-their-parents",
                   test_entries_stand_below_their_parents);
  g_test_add_func ("/outline/levels-are-lists", test_levels_are_lists);
  g_test_add_func ("/outline/depths-that-cannot-be-are-mended",
                   test_depths_that_cannot_be_are_mended);
  g_test_add_func ("/outline/the-entry-being-read-is-found", test_the_entry_being_read_is_found);
  g_test_add_func ("/outline/entries-need-not-be-in-order", test_entries_need_not_be_in_order);
  g_test_add_func ("/outline/many-entries-are-put-in-order", test_many_entries_are_put_in_order);
  g_test_add_func ("/outline/chapters-stand-for-their-sections",
                   test_chapters_stand_for_their_sections);
  g_test_add_func ("/outline/an-empty-outline-has-nothing", test_an_empty_outline_has_nothing);

  return g_test_run ();
}
