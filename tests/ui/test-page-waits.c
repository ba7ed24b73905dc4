/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-waits.h"
#include "recto-test-clock.h"

#define PAGE(number) RECTO_LOCATION_INIT (0, (number))
#define LIMIT_MS 10000

typedef struct
{
  RectoTestClock clock;
  RectoPageWaits *waits;
  guint n_slow;
  GArray *late;      /* of guint: page numbers, as they were told */
  gboolean frees_it; /* whoever is told of a late page frees the waits */
} Fixture;

static void
slow_cb (gpointer data)
{
  ((Fixture *) data)->n_slow++;
}

static void
late_cb (RectoLocation location, gpointer data)
{
  Fixture *fixture = data;

  g_array_append_val (fixture->late, location.page);
  if (fixture->frees_it)
    g_clear_pointer (&fixture->waits, recto_page_waits_free);
}

static const RectoPageWaitsCallbacks callbacks = { slow_cb, late_cb };

static void
set_up (Fixture *fixture, gconstpointer data)
{
  recto_test_clock_init (&fixture->clock);
  fixture->late = g_array_new (FALSE, FALSE, sizeof (guint));
  fixture->waits = recto_page_waits_new (&fixture->clock.clock, &callbacks, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->waits, recto_page_waits_free);
  g_clear_pointer (&fixture->late, g_array_unref);
}

/* Waits for the pages whose numbers the text lists. */
static void
wait_for (Fixture *fixture, const char *numbers)
{
  g_autoptr (GArray) locations = g_array_new (FALSE, FALSE, sizeof (RectoLocation));

  for (const char *digit = numbers; *digit != '\0'; digit++)
    {
      RectoLocation location = PAGE ((guint) g_ascii_digit_value (*digit));

      g_array_append_val (locations, location);
    }
  recto_page_waits_set (fixture->waits, locations);
}

static void
pass (Fixture *fixture, guint milliseconds)
{
  recto_test_clock_advance_ms (&fixture->clock, milliseconds);
}

static gboolean
is_slow (Fixture *fixture, guint number)
{
  return recto_page_waits_is_slow (fixture->waits, PAGE (number));
}

/* P-4: the hint comes after three seconds, not before, and one timer is all it takes. */
static void
test_a_page_is_slow_after_three_seconds (Fixture *fixture, gconstpointer data)
{
  wait_for (fixture, "4");
  pass (fixture, RECTO_SLOW_MS - 1);
  g_assert_false (is_slow (fixture, 4));
  pass (fixture, 2);
  g_assert_true (is_slow (fixture, 4));
  g_assert_cmpuint (fixture->n_slow, ==, 1);
  g_assert_false (recto_page_waits_has_timer (fixture->waits));
  wait_for (fixture, "");
  g_assert_false (is_slow (fixture, 4));
}

/* P-5: what is done in time leaves no timer. */
static void
test_a_page_done_in_time_leaves_no_timer (Fixture *fixture, gconstpointer data)
{
  recto_page_waits_set_limit_ms (fixture->waits, LIMIT_MS);
  wait_for (fixture, "4");
  recto_page_waits_work_began (fixture->waits, PAGE (4));
  g_assert_true (recto_page_waits_has_timer (fixture->waits));
  pass (fixture, 2900);
  wait_for (fixture, "");
  g_assert_false (recto_page_waits_has_timer (fixture->waits));
  pass (fixture, 2 * LIMIT_MS);
  g_assert_cmpuint (fixture->n_slow, ==, 0);
  g_assert_cmpuint (fixture->late->len, ==, 0);
}

static void
test_each_page_has_three_seconds_of_its_own (Fixture *fixture, gconstpointer data)
{
  wait_for (fixture, "1");
  pass (fixture, 2000);
  wait_for (fixture, "12");
  pass (fixture, 1500);
  g_assert_true (is_slow (fixture, 1));
  g_assert_false (is_slow (fixture, 2));
  pass (fixture, 1600);
  g_assert_true (is_slow (fixture, 2));
}

/* Zooming asks for other tiles of the same page: the reader waits for it all the while. */
static void
test_a_wait_goes_on_while_the_page_is_among_them (Fixture *fixture, gconstpointer data)
{
  wait_for (fixture, "1");
  pass (fixture, 2000);
  wait_for (fixture, "31");
  pass (fixture, 1500);
  g_assert_true (is_slow (fixture, 1));
  wait_for (fixture, "3");
  wait_for (fixture, "31");
  g_assert_false (is_slow (fixture, 1));
}

/* G-4: the limit counts for the page as a whole, from when a worker first took it up. */
static void
test_a_page_is_late_when_its_work_took_the_limit (Fixture *fixture, gconstpointer data)
{
  recto_page_waits_set_limit_ms (fixture->waits, LIMIT_MS);
  wait_for (fixture, "1");
  recto_page_waits_work_began (fixture->waits, PAGE (1));
  pass (fixture, LIMIT_MS - 1000);
  /* The next of its tiles. */
  recto_page_waits_work_began (fixture->waits, PAGE (1));
  pass (fixture, 999);
  g_assert_cmpuint (fixture->late->len, ==, 0);
  pass (fixture, 2);
  g_assert_cmpuint (fixture->late->len, ==, 1);
  g_assert_cmpuint (g_array_index (fixture->late, guint, 0), ==, 1);
  pass (fixture, 2 * LIMIT_MS);
  g_assert_cmpuint (fixture->late->len, ==, 1);
}

/* A page that waits for a worker is slow, but it is not the one that takes long. */
static void
test_a_page_nobody_works_on_is_not_late (Fixture *fixture, gconstpointer data)
{
  recto_page_waits_set_limit_ms (fixture->waits, LIMIT_MS);
  wait_for (fixture, "12");
  recto_page_waits_work_began (fixture->waits, PAGE (1));
  pass (fixture, LIMIT_MS + 1);
  g_assert_cmpuint (fixture->late->len, ==, 1);
  g_assert_true (is_slow (fixture, 2));
  recto_page_waits_work_began (fixture->waits, PAGE (2));
  wait_for (fixture, "2");
  pass (fixture, LIMIT_MS - 1);
  g_assert_cmpuint (fixture->late->len, ==, 1);
  pass (fixture, 2);
  g_assert_cmpuint (fixture->late->len, ==, 2);
  g_assert_cmpuint (g_array_index (fixture->late, guint, 1), ==, 2);
}

static void
test_a_page_that_comes_back_has_all_its_time_again (Fixture *fixture, gconstpointer data)
{
  recto_page_waits_set_limit_ms (fixture->waits, LIMIT_MS);
  wait_for (fixture, "1");
  recto_page_waits_work_began (fixture->waits, PAGE (1));
  pass (fixture, LIMIT_MS - 1);
  wait_for (fixture, "2");
  wait_for (fixture, "1");
  recto_page_waits_work_began (fixture->waits, PAGE (1));
  pass (fixture, LIMIT_MS - 1);
  g_assert_cmpuint (fixture->late->len, ==, 0);
}

static void
test_another_limit_counts_at_once (Fixture *fixture, gconstpointer data)
{
  wait_for (fixture, "1");
  recto_page_waits_work_began (fixture->waits, PAGE (1));
  pass (fixture, 4 * LIMIT_MS);
  g_assert_cmpuint (fixture->late->len, ==, 0);
  recto_page_waits_set_limit_ms (fixture->waits, 5 * LIMIT_MS);
  pass (fixture, LIMIT_MS - 1);
  g_assert_cmpuint (fixture->late->len, ==, 0);
  recto_page_waits_set_limit_ms (fixture->waits, LIMIT_MS);
  pass (fixture, 1);
  g_assert_cmpuint (fixture->late->len, ==, 1);
}

/* As when a window closes because of it: nothing more is told, of other pages either. */
static void
test_whoever_is_told_may_free_it (Fixture *fixture, gconstpointer data)
{
  fixture->frees_it = TRUE;
  recto_page_waits_set_limit_ms (fixture->waits, RECTO_SLOW_MS);
  wait_for (fixture, "12");
  recto_page_waits_work_began (fixture->waits, PAGE (1));
  recto_page_waits_work_began (fixture->waits, PAGE (2));
  pass (fixture, RECTO_SLOW_MS + 1);
  g_assert_null (fixture->waits);
  g_assert_cmpuint (fixture->late->len, ==, 1);
  g_assert_cmpuint (fixture->n_slow, ==, 0);
  pass (fixture, 2 * RECTO_SLOW_MS);
  g_assert_cmpuint (fixture->late->len, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/page-waits/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("P-4/a-page-is-slow-after-three-seconds", test_a_page_is_slow_after_three_seconds);
  ADD ("P-5/a-page-done-in-time-leaves-no-timer", test_a_page_done_in_time_leaves_no_timer);
  ADD ("each-page-has-three-seconds-of-its-own", test_each_page_has_three_seconds_of_its_own);
  ADD ("a-wait-goes-on-while-the-page-is-among-them",
       test_a_wait_goes_on_while_the_page_is_among_them);
  ADD ("G-4/a-page-is-late-when-its-work-took-the-limit",
       test_a_page_is_late_when_its_work_took_the_limit);
  ADD ("a-page-nobody-works-on-is-not-late", test_a_page_nobody_works_on_is_not_late);
  ADD ("a-page-that-comes-back-has-all-its-time-again",
       test_a_page_that_comes_back_has_all_its_time_again);
  ADD ("another-limit-counts-at-once", test_another_limit_counts_at_once);
  ADD ("whoever-is-told-may-free-it", test_whoever_is_told_may_free_it);

  return g_test_run ();
}
