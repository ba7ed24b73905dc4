/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-transfer-rate.h"

#include <glib/gi18n.h>
#include <math.h>

/* Between two readings; closer ones would tell of chunks, not of speed. */
#define READING_US (G_USEC_PER_SEC / 4)
/* How long the past counts: a speed that changes is believed after so many seconds. */
#define MEMORY_S 3.0
#define MINUTE_S 60
#define HOUR_S (60 * MINUTE_S)

void
recto_transfer_rate_read (RectoTransferRate *self, gint64 now, guint64 done)
{
  const double seconds = (double) (now - self->read_at) / G_USEC_PER_SEC;
  double speed;

  g_return_if_fail (self != NULL);

  if (self->read_at == 0 || done < self->done)
    {
      *self = (RectoTransferRate) { .read_at = now, .done = done };
      return;
    }
  if (now - self->read_at < READING_US)
    return;
  speed = (double) (done - self->done) / seconds;
  if (self->speed > 0)
    self->speed += (speed - self->speed) * (1 - exp (-seconds / MEMORY_S));
  else
    self->speed = speed;
  self->read_at = now;
  self->done = done;
}

double
recto_transfer_rate_get_seconds_left (const RectoTransferRate *self, guint64 done, guint64 total)
{
  g_return_val_if_fail (self != NULL, -1);

  if (self->speed < 1 || done >= total)
    return -1;
  return (double) (total - done) / self->speed;
}

/* Rounded up: what is said to be over in a moment is not to take longer. */
static char *
describe_left (double left)
{
  const guint seconds = (guint) ceil (MIN (left, (double) G_MAXINT));

  if (seconds < MINUTE_S)
    /* Translators: seconds until something ends, in few letters. */
    return g_strdup_printf (_ ("%u s left"), seconds);
  if (seconds < HOUR_S)
    /* Translators: minutes until something ends, in few letters. */
    return g_strdup_printf (_ ("%u min left"), (seconds + MINUTE_S - 1) / MINUTE_S);
  /* Translators: hours until something ends, in few letters. */
  return g_strdup_printf (_ ("%u h left"), (seconds + HOUR_S - 1) / HOUR_S);
}

char *
recto_transfer_rate_describe (const RectoTransferRate *self, guint64 done, guint64 total)
{
  g_autofree char *done_text = g_format_size (done);
  g_autofree char *amount = NULL;
  g_autofree char *speed = NULL;
  g_autofree char *left = NULL;
  double seconds;

  g_return_val_if_fail (self != NULL, NULL);

  if (total > 0 && done <= total)
    {
      g_autofree char *total_text = g_format_size (total);

      /* Translators: how many bytes of how many, each with its unit: "12.1 MB of 40.0 MB". */
      amount = g_strdup_printf (_ ("%s of %s"), done_text, total_text);
    }
  else
    amount = g_steal_pointer (&done_text);
  if (self->speed < 1)
    return g_steal_pointer (&amount);
  speed = g_format_size ((guint64) self->speed);
  seconds = recto_transfer_rate_get_seconds_left (self, done, total);
  if (seconds < 0)
    /* Translators: an amount of bytes, then how many of them come each second, with their unit. */
    return g_strdup_printf (_ ("%s · %s/s"), amount, speed);
  left = describe_left (seconds);
  /* Translators: an amount of bytes, how many come each second, and the time that is left. */
  return g_strdup_printf (_ ("%s · %s/s · %s"), amount, speed, left);
}
