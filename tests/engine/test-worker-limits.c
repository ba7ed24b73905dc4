/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-worker-limits.h"

#define N_POOLS 4

typedef struct Fixture Fixture;

typedef struct
{
  Fixture *fixture;
  guint n_told;
  int closes; /* another pool, by number, or -1 */
} Pool;

struct Fixture
{
  RectoWorkerLimits *limits;
  Pool pools[N_POOLS];
};

static void
place_free_cb (gpointer data)
{
  Pool *pool = data;

  pool->n_told++;
  if (pool->closes >= 0)
    recto_worker_limits_remove_pool (pool->fixture->limits, &pool->fixture->pools[pool->closes]);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->limits = recto_worker_limits_new (2);
  for (guint i = 0; i < N_POOLS; i++)
    {
      fixture->pools[i] = (Pool) { .fixture = fixture, .closes = -1 };
      recto_worker_limits_add_pool (fixture->limits, place_free_cb, &fixture->pools[i]);
    }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->limits, recto_worker_limits_unref);
}

/* Which worker it is is not looked at. */
static void
free_a_place (Fixture *fixture)
{
  RectoWorker *worker = (RectoWorker *) &fixture->limits;

  recto_worker_limits_began (fixture->limits, worker);
  recto_worker_limits_ended (fixture->limits, worker);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
assert_told (Fixture *fixture, const guint *n_told)
{
  for (guint i = 0; i < N_POOLS; i++)
    g_assert_cmpuint (fixture->pools[i].n_told, ==, n_told[i]);
}

static void
test_all_are_told_of_a_place (Fixture *fixture, gconstpointer data)
{
  free_a_place (fixture);
  assert_told (fixture, (const guint[]) { 1, 1, 1, 1 });
}

static void
test_one_that_closes_itself_hides_no_other (Fixture *fixture, gconstpointer data)
{
  fixture->pools[1].closes = 1;
  free_a_place (fixture);
  assert_told (fixture, (const guint[]) { 1, 1, 1, 1 });
  free_a_place (fixture);
  assert_told (fixture, (const guint[]) { 2, 1, 2, 2 });
}

static void
test_one_that_was_closed_is_not_told (Fixture *fixture, gconstpointer data)
{
  fixture->pools[0].closes = 2;
  fixture->pools[3].closes = 0;
  free_a_place (fixture);
  assert_told (fixture, (const guint[]) { 1, 1, 0, 1 });
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/worker-limits/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("all-are-told-of-a-place", test_all_are_told_of_a_place);
  ADD ("one-that-closes-itself-hides-no-other", test_one_that_closes_itself_hides_no_other);
  ADD ("one-that-was-closed-is-not-told", test_one_that_was_closed_is_not_told);

  return g_test_run ();
}
