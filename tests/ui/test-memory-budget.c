/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-memory-budget.h"

#define N_ITEMS 5

typedef struct _Fixture Fixture;

typedef struct
{
  Fixture *fixture;
  RectoMemoryItem *item; /* NULL once evicted */
} Owner;

struct _Fixture
{
  RectoMemoryBudget *budget;
  Owner owners[N_ITEMS];
  gsize used; /* beside the items */
  gsize spare;
};

static gsize
measure_cb (gpointer data)
{
  const Fixture *fixture = data;

  return recto_memory_budget_get_size (fixture->budget) + fixture->used + fixture->spare;
}

static void
give_back_cb (gpointer data)
{
  Fixture *fixture = data;

  fixture->spare = 0;
}

static const RectoMemoryOthers others = { measure_cb, give_back_cb };

static void
evict_cb (gpointer data)
{
  g_clear_pointer (&((Owner *) data)->item, recto_memory_item_free);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->budget = recto_memory_budget_new (1000, &others, fixture);
  for (guint i = 0; i < N_ITEMS; i++)
    fixture->owners[i].item =
        recto_memory_item_new (fixture->budget, 100, evict_cb, &fixture->owners[i]);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < N_ITEMS; i++)
    g_clear_pointer (&fixture->owners[i].item, recto_memory_item_free);
  g_assert_cmpuint (recto_memory_budget_get_size (fixture->budget), ==, 0);
  recto_memory_budget_unref (fixture->budget);
}

/* Which are left, one letter each. */
static void
assert_left (Fixture *fixture, const char *expected)
{
  g_autoptr (GString) left = g_string_new (NULL);

  for (guint i = 0; i < N_ITEMS; i++)
    if (fixture->owners[i].item != NULL)
      g_string_append_c (left, (char) ('a' + i));
  g_assert_cmpstr (left->str, ==, expected);
}

static void
release_all (Fixture *fixture)
{
  for (guint i = 0; i < N_ITEMS; i++)
    recto_memory_item_release (fixture->owners[i].item);
}

static void
test_the_usual_limit (void)
{
  const gsize mb = 1 << 20;

  g_assert_cmpuint (recto_memory_budget_get_usual_limit (2000 * mb), ==, 200 * mb);
  g_assert_cmpuint (recto_memory_budget_get_usual_limit (5120 * mb), ==, 512 * mb);
  g_assert_cmpuint (recto_memory_budget_get_usual_limit (64000 * mb), ==, 512 * mb);
}

static void
test_what_is_held_is_never_evicted (Fixture *fixture, gconstpointer data)
{
  recto_memory_budget_set_limit (fixture->budget, 1);
  assert_left (fixture, "abcde");
  recto_memory_item_release (fixture->owners[2].item);
  recto_memory_budget_trim (fixture->budget);
  assert_left (fixture, "abde");
}

static void
test_what_was_seen_longest_ago_goes_first (Fixture *fixture, gconstpointer data)
{
  release_all (fixture);
  recto_memory_item_hold (fixture->owners[0].item);
  recto_memory_item_release (fixture->owners[0].item);
  recto_memory_budget_set_limit (fixture->budget, 350);
  assert_left (fixture, "ade");
  recto_memory_budget_set_limit (fixture->budget, 100);
  assert_left (fixture, "a");
}

static void
test_nothing_goes_without_need (Fixture *fixture, gconstpointer data)
{
  release_all (fixture);
  recto_memory_budget_set_limit (fixture->budget, 500);
  assert_left (fixture, "abcde");
}

static void
test_others_count_too (Fixture *fixture, gconstpointer data)
{
  release_all (fixture);
  fixture->used = 300;
  recto_memory_budget_set_limit (fixture->budget, 600);
  assert_left (fixture, "cde");
}

static void
test_what_others_can_spare_goes_first (Fixture *fixture, gconstpointer data)
{
  release_all (fixture);
  fixture->spare = 400;
  recto_memory_budget_set_limit (fixture->budget, 900);
  g_assert_cmpuint (fixture->spare, ==, 400);
  recto_memory_budget_set_limit (fixture->budget, 500);
  g_assert_cmpuint (fixture->spare, ==, 0);
  assert_left (fixture, "abcde");
}

/* While the program runs; and what is in view stays even then. */
static void
test_the_preference_acts_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (SETTINGS_ID);
  gsize usual;

  recto_memory_budget_set_limit (fixture->budget, 0);
  usual = recto_memory_budget_get_limit (fixture->budget);
  g_assert_true (g_settings_set_string (settings, "memory-limit", "128-mb"));
  recto_memory_budget_follow (fixture->budget, settings);
  g_assert_cmpuint (recto_memory_budget_get_limit (fixture->budget), ==, (gsize) 128 << 20);
  release_all (fixture);
  recto_memory_item_hold (fixture->owners[1].item);
  fixture->used = (gsize) 64 << 20;
  recto_memory_budget_trim (fixture->budget);
  assert_left (fixture, "abcde");
  g_assert_true (g_settings_set_string (settings, "memory-limit", "64-mb"));
  assert_left (fixture, "b");
  g_settings_reset (settings, "memory-limit");
  g_assert_cmpuint (recto_memory_budget_get_limit (fixture->budget), ==, usual);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/memory-budget/the-usual-limit", test_the_usual_limit);
#define ADD(name, func) g_test_add ("/memory-budget/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("what-is-held-is-never-evicted", test_what_is_held_is_never_evicted);
  ADD ("what-was-seen-longest-ago-goes-first", test_what_was_seen_longest_ago_goes_first);
  ADD ("nothing-goes-without-need", test_nothing_goes_without_need);
  ADD ("others-count-too", test_others_count_too);
  ADD ("what-others-can-spare-goes-first", test_what_others_can_spare_goes_first);
  ADD ("the-preference-acts-at-once", test_the_preference_acts_at_once);

  return g_test_run ();
}
