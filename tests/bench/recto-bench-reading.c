/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-bench-reading.h"

#define SCALE (144 / 72.0)
#define MAX_SIDE 4000
/* After this the engine counts as broken, and the benchmark ends. */
#define STUCK_US (20 * G_USEC_PER_SEC)

void
recto_bench_answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RectoBenchAnswer *self = user_data;

  self->when = g_get_monotonic_time ();
  self->result = g_object_ref (result);
}

static gboolean
deadline_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
run (gint64 deadline, RectoBenchAnswer *answer)
{
  gboolean late = FALSE;
  GSource *source = g_timeout_source_new (0);

  g_source_set_callback (source, deadline_cb, &late, NULL);
  g_source_set_ready_time (source, deadline);
  g_source_attach (source, NULL);
  while (!late && (answer == NULL || answer->result == NULL))
    g_main_context_iteration (NULL, TRUE);
  g_source_destroy (source);
  g_source_unref (source);
}

gboolean
recto_bench_answer_wait (RectoBenchAnswer *self, gint64 deadline)
{
  run (deadline, self);
  return self->result != NULL;
}

void
recto_bench_run_until (gint64 deadline)
{
  run (deadline, NULL);
}

void
recto_bench_answer_clear (RectoBenchAnswer *self)
{
  g_clear_object (&self->result);
}

RectoEngine *
recto_bench_engine_new (void)
{
  const char *path = g_getenv ("RECTO_WORKER");

  return recto_engine_new (path != NULL ? path : WORKER_PATH);
}

RectoDocument *
recto_bench_open (RectoEngine *engine, const char *path, guint milliseconds, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (RectoBenchAnswer) answer = { 0 };
  gint64 deadline = g_get_monotonic_time () + milliseconds * (gint64) 1000;

  recto_document_open_async (engine, file, NULL, cancellable, recto_bench_answer_cb, &answer);
  if (recto_bench_answer_wait (&answer, deadline))
    return recto_document_open_finish (answer.result, error);
  g_cancellable_cancel (cancellable);
  if (!recto_bench_answer_wait (&answer, g_get_monotonic_time () + STUCK_US))
    g_error ("%s: the engine does not answer to the end of opening", path);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "It did not open in time");
  return NULL;
}

RectoRenderRequest
recto_bench_whole_page (RectoDocument *document, RectoLocation location)
{
  const RectoPage *page = recto_document_get_page (document, location);
  RectoRenderRequest request = { .location = location,
                                 .priority = RECTO_PRIORITY_VISIBLE,
                                 .flags = RECTO_RENDER_NO_LIMITS };

  if (page == NULL)
    page = recto_document_get_usual_page (document);
  request.scale = MIN (SCALE, MAX_SIDE / MAX (page->width, page->height));
  recto_page_get_pixel_size (page, request.scale, 0, &request.rect.width, &request.rect.height);
  return request;
}
