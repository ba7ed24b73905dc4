/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-memory-claim.h"

/* Three quarters of it may be held. */
#define LIMIT 1000

typedef struct
{
  RectoMemoryClaim *claim;
  guint n_told;
} View;

typedef struct
{
  RectoMemoryBudget *budget;
  View one;
  View other;
} Fixture;

static void
changed_cb (gpointer data)
{
  ((View *) data)->n_told++;
}

static void
begin (View *view, RectoMemoryBudget *budget)
{
  view->claim = recto_memory_claim_new (budget);
  recto_memory_claim_set_room_func (view->claim, changed_cb, view);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->budget = recto_memory_budget_new (LIMIT, NULL, NULL);
  begin (&fixture->one, fixture->budget);
  begin (&fixture->other, fixture->budget);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  recto_memory_claim_free (fixture->one.claim);
  recto_memory_claim_free (fixture->other.claim);
  recto_memory_budget_unref (fixture->budget);
}

/* The room for it. */
static gsize
plan (View *view, gsize in_view, gsize all)
{
  const gsize room = recto_memory_claim_begin (view->claim, in_view);

  recto_memory_claim_end (view->claim, all);
  return room;
}

static void
test_one_view_may_have_all (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (plan (&fixture->one, 100, 750), ==, 750);
  g_assert_cmpuint (plan (&fixture->one, 200, 750), ==, 750);
  g_assert_cmpuint (fixture->one.n_told, ==, 0);
}

/* Although nothing of it has come yet. */
static void
test_what_is_planned_is_taken (Fixture *fixture, gconstpointer data)
{
  plan (&fixture->one, 100, 300);
  g_assert_cmpuint (plan (&fixture->other, 50, 50), ==, 50 + 750 - 150 - 200);
}

static void
test_each_view_may_have_its_part (Fixture *fixture, gconstpointer data)
{
  plan (&fixture->one, 100, 750);
  g_assert_cmpuint (plan (&fixture->other, 50, 350), ==, 50 + (750 - 150) / 2);
}

static void
test_who_has_more_than_its_part_makes_room (Fixture *fixture, gconstpointer data)
{
  plan (&fixture->one, 100, 750);
  g_assert_cmpuint (fixture->one.n_told, ==, 0);
  plan (&fixture->other, 50, 250);
  g_assert_cmpuint (fixture->one.n_told, ==, 1);
  g_assert_cmpuint (fixture->other.n_told, ==, 0);
  /* What the other one leaves of its part it may keep. */
  g_assert_cmpuint (plan (&fixture->one, 100, 500), ==, 750 - 250);
  plan (&fixture->other, 50, 250);
  g_assert_cmpuint (fixture->one.n_told, ==, 1);
}

/* Planning again with no less than was granted would change nothing. */
static void
test_who_cannot_do_with_less_has_rest (Fixture *fixture, gconstpointer data)
{
  plan (&fixture->one, 100, 750);
  plan (&fixture->other, 50, 250);
  g_assert_cmpuint (fixture->one.n_told, ==, 1);
  plan (&fixture->one, 100, 750);
  plan (&fixture->other, 50, 250);
  plan (&fixture->other, 50, 200);
  plan (&fixture->other, 50, 250);
  g_assert_cmpuint (fixture->one.n_told, ==, 1);
}

static void
test_what_is_in_view_comes_first (Fixture *fixture, gconstpointer data)
{
  plan (&fixture->one, 100, 750);
  g_assert_cmpuint (plan (&fixture->other, 700, 700), ==, 700);
  g_assert_cmpuint (fixture->one.n_told, ==, 1);
  g_assert_cmpuint (plan (&fixture->one, 100, 100), ==, 100);
}

static void
evict_cb (gpointer data)
{
  g_assert_not_reached ();
}

static void
test_what_no_view_holds_is_in_the_way (Fixture *fixture, gconstpointer data)
{
  RectoMemoryItem *item = recto_memory_item_new (fixture->budget, 300, evict_cb, NULL);

  g_assert_cmpuint (plan (&fixture->one, 100, 100), ==, 750 - 300);
  /* Unless it is what the view itself holds. */
  recto_memory_claim_set_held (fixture->one.claim, 300);
  g_assert_cmpuint (plan (&fixture->one, 100, 100), ==, 750);
  g_assert_cmpuint (plan (&fixture->other, 50, 50), ==, 50 + 750 - 150 - 200);
  /* What one holds that has ended is of no view any more. */
  recto_memory_claim_clear (fixture->one.claim);
  recto_memory_claim_set_held (fixture->one.claim, 300);
  g_assert_cmpuint (plan (&fixture->other, 50, 50), ==, 750 - 300);
  recto_memory_item_free (item);
}

static void
test_a_smaller_limit_makes_room_at_once (Fixture *fixture, gconstpointer data)
{
  plan (&fixture->one, 100, 750);
  recto_memory_budget_set_limit (fixture->budget, LIMIT / 2);
  g_assert_cmpuint (fixture->one.n_told, ==, 1);
  g_assert_cmpuint (plan (&fixture->one, 100, 375), ==, 375);
}

static void
test_who_is_gone_leaves_room_to_others (Fixture *fixture, gconstpointer data)
{
  plan (&fixture->one, 100, 750);
  plan (&fixture->other, 50, 250);
  plan (&fixture->one, 100, 500);
  g_assert_cmpuint (fixture->one.n_told, ==, 1);
  recto_memory_claim_clear (fixture->other.claim);
  g_assert_cmpuint (fixture->one.n_told, ==, 2);
  g_assert_cmpuint (plan (&fixture->one, 100, 750), ==, 750);
  /* There is none for one that is not seen. */
  g_assert_cmpuint (fixture->other.n_told, ==, 0);
}

static void
test_who_is_hidden_takes_nothing (Fixture *fixture, gconstpointer data)
{
  plan (&fixture->one, 100, 750);
  recto_memory_claim_set_held (fixture->one.claim, 700);
  recto_memory_claim_clear (fixture->one.claim);
  g_assert_cmpuint (plan (&fixture->other, 50, 750), ==, 750);
  g_assert_cmpuint (fixture->one.n_told, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/memory-claim/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("one-view-may-have-all", test_one_view_may_have_all);
  ADD ("what-is-planned-is-taken", test_what_is_planned_is_taken);
  ADD ("each-view-may-have-its-part", test_each_view_may_have_its_part);
  ADD ("who-has-more-than-its-part-makes-room", test_who_has_more_than_its_part_makes_room);
  ADD ("who-cannot-do-with-less-has-rest", test_who_cannot_do_with_less_has_rest);
  ADD ("what-is-in-view-comes-first", test_what_is_in_view_comes_first);
  ADD ("what-no-view-holds-is-in-the-way", test_what_no_view_holds_is_in_the_way);
  ADD ("a-smaller-limit-makes-room-at-once", test_a_smaller_limit_makes_room_at_once);
  ADD ("who-is-gone-leaves-room-to-others", test_who_is_gone_leaves_room_to_others);
  ADD ("who-is-hidden-takes-nothing", test_who_is_hidden_takes_nothing);

  return g_test_run ();
}
