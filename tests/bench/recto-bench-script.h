/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* RectoBenchScript: moves a widget frame by frame, as a hand would, and looks at each frame. */
typedef struct
{
  double duration;                               /* seconds */
  double (*get) (double seconds, gpointer data); /* where one is by then */
  void (*move) (double where, gpointer data);    /* goes there; before a frame is drawn */
  gboolean (*is_blank) (gpointer data);          /* (nullable): something has nothing to show */
  void (*painted) (gpointer data);               /* (nullable): after each frame */
  gpointer data;
} RectoBenchScript;

/* What it found. */
typedef struct
{
  guint n_frames;
  guint n_late;      /* that a refresh of the screen passed without */
  double blank;      /* seconds in which something was blank, after the first tenth of one */
  gint64 last_moved; /* monotonic */
} RectoBenchRun;

RectoBenchRun recto_bench_script_run (const RectoBenchScript *self, GtkWidget *widget);

/* Where a fling has got to, which ends as they do in the toolkit: so many pixels in all, at so many
 * in a second until it slows down. */
double recto_bench_fling_get (double seconds, double distance, double speed);
double recto_bench_fling_get_duration (double distance, double speed);
