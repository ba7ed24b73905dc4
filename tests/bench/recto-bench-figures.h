/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A series of measured values. */
typedef struct _RectoBenchSeries RectoBenchSeries;

RectoBenchSeries *recto_bench_series_new (void);
void recto_bench_series_free (RectoBenchSeries *self);
void recto_bench_series_add (RectoBenchSeries *self, double value);
guint recto_bench_series_get_length (RectoBenchSeries *self);
/* The smallest value that at least this share (0 to 1) of all does not exceed; 0 of none. */
double recto_bench_series_get (RectoBenchSeries *self, double share);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoBenchSeries, recto_bench_series_free)

/* RectoBenchFigures: what a benchmark found: each figure with its key, and whether goals were
 * missed. */
typedef struct _RectoBenchFigures RectoBenchFigures;

RectoBenchFigures *recto_bench_figures_new (void);
void recto_bench_figures_free (RectoBenchFigures *self);
void recto_bench_figures_add (RectoBenchFigures *self, const char *key, double value);
void recto_bench_figures_add_count (RectoBenchFigures *self, const char *key, guint value);
/* p50, p90, p99 and max of a series, as KEY_p50_ms and so on, and as a line of a table. */
void recto_bench_figures_add_series (RectoBenchFigures *self,
                                     const char *key,
                                     const char *label,
                                     RectoBenchSeries *series);
void recto_bench_figures_print_series_head (void);
/* A figure that was added must be below, at most, or at least `limit`. */
void recto_bench_figures_want_below (RectoBenchFigures *self, const char *key, double limit);
void recto_bench_figures_want_at_most (RectoBenchFigures *self, const char *key, double limit);
void recto_bench_figures_want_at_least (RectoBenchFigures *self, const char *key, double limit);
/* Prints the goals, then, as the last line, all figures as a JSON object. TRUE: no goal missed. */
gboolean recto_bench_figures_finish (RectoBenchFigures *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoBenchFigures, recto_bench_figures_free)
