/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-bench-cancels.h"

#include <stdio.h>

#define N_WORST 6

struct _RectoBenchCancels
{
  GArray *cancels; /* of RectoBenchCancel */
  RectoBenchSeries *callback;
  RectoBenchSeries *ready;
  RectoBenchSeries *idle;
};

void
recto_bench_cancel_print_head (const char *title)
{
  printf ("\n%-46s %4s %9s %9s %9s %9s\n", title, "page", "own", "callback", "ready", "idle");
}

void
recto_bench_cancel_print (const RectoBenchCancel *cancel)
{
  g_autofree char *name = g_path_get_basename (cancel->path);

  printf ("%-46.46s %4u %9.1f %9.3f %9.3f %9.3f\n", name, cancel->page, cancel->own,
          cancel->callback, cancel->ready, cancel->idle);
}

RectoBenchCancels *
recto_bench_cancels_new (void)
{
  RectoBenchCancels *self = g_new0 (RectoBenchCancels, 1);

  self->cancels = g_array_new (FALSE, FALSE, sizeof (RectoBenchCancel));
  self->callback = recto_bench_series_new ();
  self->ready = recto_bench_series_new ();
  self->idle = recto_bench_series_new ();
  return self;
}

void
recto_bench_cancels_free (RectoBenchCancels *self)
{
  g_array_unref (self->cancels);
  recto_bench_series_free (self->callback);
  recto_bench_series_free (self->ready);
  recto_bench_series_free (self->idle);
  g_free (self);
}

void
recto_bench_cancels_add (RectoBenchCancels *self, const RectoBenchCancel *cancel)
{
  g_array_append_val (self->cancels, *cancel);
  recto_bench_series_add (self->callback, cancel->callback);
  recto_bench_series_add (self->ready, cancel->ready);
  recto_bench_series_add (self->idle, cancel->idle);
}

guint
recto_bench_cancels_get_length (RectoBenchCancels *self)
{
  return self->cancels->len;
}

static int
compare_ready (gconstpointer a, gconstpointer b)
{
  const RectoBenchCancel *x = a;
  const RectoBenchCancel *y = b;

  return x->ready > y->ready ? -1 : x->ready < y->ready;
}

static int
compare_idle (gconstpointer a, gconstpointer b)
{
  const RectoBenchCancel *x = a;
  const RectoBenchCancel *y = b;

  return x->idle > y->idle ? -1 : x->idle < y->idle;
}

static void
print_first (RectoBenchCancels *self, const char *title, GCompareFunc compare)
{
  g_array_sort (self->cancels, compare);
  recto_bench_cancel_print_head (title);
  for (guint i = 0; i < MIN (self->cancels->len, N_WORST); i++)
    recto_bench_cancel_print (&g_array_index (self->cancels, RectoBenchCancel, i));
}

void
recto_bench_cancels_print_worst (RectoBenchCancels *self)
{
  print_first (self, "least ready (ms)", compare_ready);
  print_first (self, "longest busy (ms)", compare_idle);
}

void
recto_bench_cancels_add_figures (RectoBenchCancels *self, RectoBenchFigures *figures)
{
  recto_bench_figures_add_series (figures, "callback", "call-back with CANCELLED", self->callback);
  recto_bench_figures_add_series (figures, "ready", "engine ready", self->ready);
  recto_bench_figures_add_series (figures, "idle", "old worker idle or gone", self->idle);
}
