/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A process of bench-open ends itself after so long. */
#define RECTO_BENCH_SAMPLE_SECONDS 10

/* What one process of bench-open tells the one that started it. */
typedef struct
{
  gint64 began;   /* monotonic time in microseconds, of the first line of main () */
  gint64 ended;   /* and when the pixels were there */
  guint64 pixels; /* a sum over them */
} RectoBenchSample;

/* Prints a sample as one line. */
void recto_bench_sample_print (gint64 began, gint64 ended, const guint8 *pixels, gsize n_bytes);
/* FALSE: the text is not that of a sample. */
gboolean recto_bench_sample_parse (RectoBenchSample *self, const char *text);
