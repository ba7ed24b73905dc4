/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document.h"

/* An answer that is waited for. */
typedef struct
{
  GAsyncResult *result; /* NULL until it has come */
  gint64 when;          /* monotonic time, microseconds */
} RectoBenchAnswer;

/* A GAsyncReadyCallback; its data is a RectoBenchAnswer. */
void recto_bench_answer_cb (GObject *source, GAsyncResult *result, gpointer user_data);
/* Runs the main loop until the answer is there or it is `deadline`; TRUE: it is there. */
gboolean recto_bench_answer_wait (RectoBenchAnswer *self, gint64 deadline);
void recto_bench_answer_clear (RectoBenchAnswer *self);
/* Runs the main loop for so long. */
void recto_bench_run_until (gint64 deadline);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RectoBenchAnswer, recto_bench_answer_clear)

/* The program that reads documents: as built, or as the environment's RECTO_WORKER says. */
RectoEngine *recto_bench_engine_new (void);
/* Opens, within `milliseconds`: after that the error is G_IO_ERROR_TIMED_OUT. (transfer full) */
RectoDocument *recto_bench_open (RectoEngine *engine,
                                 const char *path,
                                 guint milliseconds,
                                 GError **error);
/* One tile of the whole page at 144 dpi, with no side longer than 4000 pixels, whatever it holds.
 */
RectoRenderRequest recto_bench_whole_page (RectoDocument *document, RectoLocation location);
