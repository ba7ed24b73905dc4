/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-transfer-rate.h"

#define MB 1000000

static char *
describe (const RectoTransferRate *rate, guint64 done, guint64 total)
{
  char *text = recto_transfer_rate_describe (rate, done, total);
  g_auto (GStrv) parts = g_strsplit (text, "\u00a0", -1);

  /* The C library's own space between a number and its unit. */
  g_free (text);
  return g_strjoinv (" ", parts);
}

/* Reads once a second for so many seconds. */
static void
let_pass (RectoTransferRate *rate, gint64 *now, guint64 *done, guint seconds, guint64 speed)
{
  for (guint i = 0; i < seconds; i++)
    {
      *now += G_USEC_PER_SEC;
      *done += speed;
      recto_transfer_rate_read (rate, *now, *done);
    }
}

static void
test_nothing_is_said_before_it_is_known (void)
{
  RectoTransferRate rate = { 0 };
  g_autofree char *none = describe (&rate, 0, 40 * MB);
  g_autofree char *unclaimed = describe (&rate, 5 * MB, 0);

  recto_transfer_rate_read (&rate, G_USEC_PER_SEC, 5 * MB);
  g_assert_cmpfloat (recto_transfer_rate_get_seconds_left (&rate, 5 * MB, 40 * MB), <, 0);
  g_assert_cmpstr (none, ==, "0 bytes of 40.0 MB");
  g_assert_cmpstr (unclaimed, ==, "5.0 MB");
}

static void
test_speed_and_time_left (void)
{
  RectoTransferRate rate = { 0 };
  gint64 now = G_USEC_PER_SEC;
  guint64 done = 0;
  g_autofree char *text = NULL;

  recto_transfer_rate_read (&rate, now, done);
  let_pass (&rate, &now, &done, 2, 8 * MB);
  g_assert_cmpfloat (recto_transfer_rate_get_seconds_left (&rate, done, 40 * MB), ==, 3);
  text = describe (&rate, done, 40 * MB);
  g_assert_cmpstr (text, ==, "16.0 MB of 40.0 MB · 8.0 MB/s · 3 s left");
}

static void
test_speed_follows_what_changes (void)
{
  RectoTransferRate rate = { 0 };
  gint64 now = G_USEC_PER_SEC;
  guint64 done = 0;

  recto_transfer_rate_read (&rate, now, done);
  let_pass (&rate, &now, &done, 4, 8 * MB);
  let_pass (&rate, &now, &done, 1, 0);
  g_assert_cmpfloat (rate.speed, >, 4 * MB);
  g_assert_cmpfloat (rate.speed, <, 8 * MB);
  let_pass (&rate, &now, &done, 30, 0);
  g_assert_cmpfloat (rate.speed, <, MB / 1000);
}

static void
test_readings_too_close_are_passed_over (void)
{
  RectoTransferRate rate = { 0 };

  recto_transfer_rate_read (&rate, G_USEC_PER_SEC, 0);
  recto_transfer_rate_read (&rate, G_USEC_PER_SEC + 1, MB);
  g_assert_cmpfloat (rate.speed, ==, 0);
  recto_transfer_rate_read (&rate, 2 * G_USEC_PER_SEC, 2 * MB);
  g_assert_cmpfloat (rate.speed, ==, 2 * MB);
}

/* What is claimed need not be so. */
static void
test_more_than_was_claimed (void)
{
  RectoTransferRate rate = { 0 };
  gint64 now = G_USEC_PER_SEC;
  guint64 done = 0;
  g_autofree char *text = NULL;

  recto_transfer_rate_read (&rate, now, done);
  let_pass (&rate, &now, &done, 3, 8 * MB);
  text = describe (&rate, done, 10 * MB);
  g_assert_cmpstr (text, ==, "24.0 MB · 8.0 MB/s");
}

static void
test_long_times_are_rounded_up (void)
{
  RectoTransferRate rate = { .read_at = 1, .speed = MB };
  g_autofree char *minutes = describe (&rate, MB, 91 * (guint64) MB);
  g_autofree char *hours = describe (&rate, 1, 3601 * (guint64) MB);
  g_autofree char *ages = describe (&rate, 1, G_MAXUINT64);

  g_assert_cmpstr (minutes, ==, "1.0 MB of 91.0 MB · 1.0 MB/s · 2 min left");
  g_assert_cmpstr (hours, ==, "1 byte of 3.6 GB · 1.0 MB/s · 2 h left");
  g_assert_true (g_str_has_suffix (ages, " h left"));
}

/* Another file began. */
static void
test_begins_anew_when_less_is_done (void)
{
  RectoTransferRate rate = { 0 };
  gint64 now = G_USEC_PER_SEC;
  guint64 done = 0;

  recto_transfer_rate_read (&rate, now, done);
  let_pass (&rate, &now, &done, 3, 8 * MB);
  recto_transfer_rate_read (&rate, now + G_USEC_PER_SEC, 0);
  g_assert_cmpfloat (rate.speed, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add_func (path, func)
  ADD ("/transfer-rate/nothing-is-said-before-it-is-known",
       test_nothing_is_said_before_it_is_known);
  ADD ("/transfer-rate/speed-and-time-left", test_speed_and_time_left);
  ADD ("/transfer-rate/speed-follows-what-changes", test_speed_follows_what_changes);
  ADD ("/transfer-rate/readings-too-close-are-passed-over",
       test_readings_too_close_are_passed_over);
  ADD ("/transfer-rate/more-than-was-claimed", test_more_than_was_claimed);
  ADD ("/transfer-rate/long-times-are-rounded-up", test_long_times_are_rounded_up);
  ADD ("/transfer-rate/begins-anew-when-less-is-done", test_begins_anew_when_less_is_done);
#undef ADD

  return g_test_run ();
}
