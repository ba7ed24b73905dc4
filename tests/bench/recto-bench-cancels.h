/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-bench-figures.h"

/* What was measured at one cancel. */
typedef struct
{
  const char *path; /* (unowned): of the document */
  guint page;       /* from 1 */
  double own;       /* these milliseconds */
  double callback;
  double ready;
  double idle;
} RectoBenchCancel;

/* A line of a table, and its head. */
void recto_bench_cancel_print_head (const char *title);
void recto_bench_cancel_print (const RectoBenchCancel *cancel);

/* RectoBenchCancels: all that was measured. Keeps the paths, which outlive it, as they are. */
typedef struct _RectoBenchCancels RectoBenchCancels;

RectoBenchCancels *recto_bench_cancels_new (void);
void recto_bench_cancels_free (RectoBenchCancels *self);
void recto_bench_cancels_add (RectoBenchCancels *self, const RectoBenchCancel *cancel);
guint recto_bench_cancels_get_length (RectoBenchCancels *self);
/* The few after which the engine was ready last, or the old worker busy longest. */
void recto_bench_cancels_print_worst (RectoBenchCancels *self);
/* Prints how the times are spread, and adds that to the figures. */
void recto_bench_cancels_add_figures (RectoBenchCancels *self, RectoBenchFigures *figures);
