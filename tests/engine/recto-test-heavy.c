/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-test-heavy.h"

#include "recto-engine-private.h"

RectoRenderRequest
recto_test_part_of_page_2 (guint i)
{
  RectoRenderRequest request = { .location = RECTO_LOCATION_INIT (0, 1), .scale = 2 };

  request.rect = (RectoPixelRect) { 0, 0, 1190 - (int) i, 1684 };
  request.priority = RECTO_PRIORITY_VISIBLE;
  return request;
}

RectoRenderRequest
recto_test_small_tile (guint page, RectoPriority priority)
{
  RectoRenderRequest request = { .location = RECTO_LOCATION_INIT (0, page), .scale = 1 };

  request.rect = (RectoPixelRect) { 0, 0, 16, 16 };
  request.priority = priority;
  return request;
}

void
recto_test_assert_cancelled (RectoTestResult *result, RectoCancelReason reason)
{
  g_assert_cmpuint (result->n_calls, ==, 1);
  g_assert_error (result->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (result->value);
  g_assert_true (recto_task_is_cancelled (result->task));
  g_assert_cmpint (recto_task_get_reason (result->task), ==, reason);
}

void
recto_test_wait_for_tile (RectoTestResult *result)
{
  recto_test_wait (result->n_calls > 0);
  g_assert_no_error (result->error);
  g_assert_nonnull (result->value);
}

void
recto_test_blockade_begin (RectoTestBlockade *self, RectoEngine *engine, RectoDocument *document)
{
  self->document = document;
  self->cancellable = g_cancellable_new ();
  self->n = recto_worker_limits_get_max (recto_engine_get_limits (engine));
  g_assert_cmpuint (self->n, <=, RECTO_TEST_MAX_PLACES);
  for (guint i = 0; i < self->n; i++)
    {
      RectoRenderRequest request = recto_test_part_of_page_2 (i);

      recto_test_begin (document, &request, self->cancellable, &self->results[i]);
    }
  for (guint i = 0; i < self->n; i++)
    recto_test_wait (recto_test_is_running (&self->results[i]));
}

static guint
blockade_count_calls (RectoTestBlockade *self)
{
  guint n = 0;

  for (guint i = 0; i < self->n; i++)
    n += self->results[i].n_calls;
  return n;
}

void
recto_test_blockade_end (RectoTestBlockade *self)
{
  g_cancellable_cancel (self->cancellable);
  recto_test_wait (blockade_count_calls (self) >= self->n);
  for (guint i = 0; i < self->n; i++)
    {
      recto_test_assert_cancelled (&self->results[i], RECTO_CANCEL_CALLER);
      recto_test_result_clear (&self->results[i]);
    }
  g_clear_object (&self->cancellable);
}
