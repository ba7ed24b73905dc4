/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-texts.h"

#include "recto-test.h"
#include "recto-text-gather.h"

/* More than jobs that ever run at once. */
#define N_ENDLESS 6

typedef struct
{
  RectoTestFixture base;
  RectoPageTexts *texts;
  guint n_changes;
  RectoTestResult endless[N_ENDLESS];
} Fixture;

static void
changed_cb (gpointer data)
{
  Fixture *fixture = data;

  fixture->n_changes++;
}

static void
set_up (Fixture *fixture, gconstpointer name)
{
  recto_test_set_up (&fixture->base, name);
  recto_test_wait_for_pages (fixture->base.document);
  fixture->texts = recto_page_texts_new (changed_cb, fixture);
  recto_page_texts_set_document (fixture->texts, fixture->base.document);
}

static void
tear_down (Fixture *fixture, gconstpointer name)
{
  for (guint i = 0; i < N_ENDLESS; i++)
    {
      if (fixture->endless[i].task != NULL)
        recto_task_cancel (fixture->endless[i].task, RECTO_CANCEL_USER_STOP);
      recto_test_wait (fixture->endless[i].task == NULL || fixture->endless[i].n_calls > 0);
      recto_test_result_clear (&fixture->endless[i]);
    }
  g_clear_pointer (&fixture->texts, recto_page_texts_free);
  recto_test_tear_down (&fixture->base, name);
}

/* Pictures of page 2, each a little larger than the last, which take all places that they may. */
static void
render_endlessly (Fixture *fixture, RectoPriority priority)
{
  for (guint i = 0; i < N_ENDLESS; i++)
    {
      RectoRenderRequest request = recto_test_request (fixture->base.document, 1, 0.5 + 0.1 * i);

      request.priority = priority;
      recto_test_begin (fixture->base.document, &request, NULL, &fixture->endless[i]);
    }
}

static guint
count_answered (Fixture *fixture)
{
  guint n = 0;

  for (guint i = 0; i < N_ENDLESS; i++)
    n += fixture->endless[i].n_calls > 0;
  return n;
}

static RectoTask *
find_last_task (Fixture *fixture)
{
  GListModel *tasks = recto_document_get_tasks (fixture->base.document);

  return g_list_model_get_item (tasks, g_list_model_get_n_items (tasks) - 1);
}

static void
test_who_is_more_urgent_does_not_wait_for_who_is_less (Fixture *fixture, gconstpointer name)
{
  const RectoLocation page_1 = RECTO_LOCATION_INIT (0, 0);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RectoTask) task = NULL;

  render_endlessly (fixture, RECTO_PRIORITY_NEAR);
  /* Even the place that anything may have. */
  recto_document_read_text_async (fixture->base.document, RECTO_LOCATION_INIT (0, 1),
                                  RECTO_PRIORITY_THUMBNAIL, cancellable, NULL, NULL);
  task = find_last_task (fixture);
  recto_test_wait (recto_task_get_state (task) == RECTO_TASK_RUNNING);
  g_assert_null (recto_page_texts_get (fixture->texts, page_1, RECTO_PRIORITY_THUMBNAIL));
  g_assert_null (recto_page_texts_get (fixture->texts, page_1, RECTO_PRIORITY_WANTED));
  g_assert_true (recto_page_texts_is_reading (fixture->texts, page_1));
  recto_test_wait (recto_page_texts_peek (fixture->texts, page_1) != NULL);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  /* One of these may have had to make room. */
  g_assert_cmpuint (count_answered (fixture), <=, 1);
  /* Not because this has come to its limit. */
  g_assert_cmpint (recto_task_get_reason (task), !=, RECTO_CANCEL_TIMEOUT);
  g_cancellable_cancel (cancellable);
  recto_test_wait (recto_task_is_done (task));
}

static void
test_what_had_to_make_room_is_read_when_it_is_asked_for_again (Fixture *fixture, gconstpointer name)
{
  const RectoLocation page_2 = RECTO_LOCATION_INIT (0, 1);
  g_autoptr (RectoTask) task = NULL;

  g_assert_null (recto_page_texts_get (fixture->texts, page_2, RECTO_PRIORITY_WANTED));
  task = find_last_task (fixture);
  g_assert_cmpint (recto_task_get_kind (task), ==, RECTO_TASK_TEXT);
  /* After so much work it is not begun again by itself. */
  recto_test_wait (recto_task_get_elapsed (task) > 300 * 1000);
  render_endlessly (fixture, RECTO_PRIORITY_VISIBLE);
  recto_test_wait (fixture->n_changes > 0);
  g_assert_cmpint (recto_task_get_reason (task), ==, RECTO_CANCEL_SUPERSEDED);
  g_assert_false (recto_page_texts_is_reading (fixture->texts, page_2));
  g_assert_null (recto_page_texts_get (fixture->texts, page_2, RECTO_PRIORITY_WANTED));
  g_assert_true (recto_page_texts_is_reading (fixture->texts, page_2));
}

static gboolean
is_asked_for_last (Fixture *fixture, RectoTaskKind kind)
{
  g_autoptr (RectoTask) task = find_last_task (fixture);

  return recto_task_get_kind (task) == kind;
}

static void
gathered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree char *text = recto_text_gather_finish (RECTO_DOCUMENT (source), result, data);

  g_assert_null (text);
}

static void
test_what_is_copied_is_read_again_after_it_had_to_make_room (Fixture *fixture, gconstpointer name)
{
  const RectoTextSpan span = { .anchor = { .location = RECTO_LOCATION_INIT (0, 1) },
                               .whole_page = TRUE };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RectoTask) task = NULL;
  g_autoptr (GError) error = NULL;

  recto_text_gather_async (fixture->base.document, &span, cancellable, gathered_cb, &error);
  task = find_last_task (fixture);
  /* After so much work it is not begun again by itself. */
  recto_test_wait (recto_task_get_elapsed (task) > 300 * 1000);
  render_endlessly (fixture, RECTO_PRIORITY_VISIBLE);
  recto_test_wait (recto_task_is_done (task));
  g_assert_cmpint (recto_task_get_reason (task), ==, RECTO_CANCEL_SUPERSEDED);
  recto_test_wait (is_asked_for_last (fixture, RECTO_TASK_TEXT));
  g_assert_no_error (error);
  recto_cancellable_cancel (cancellable, RECTO_CANCEL_SUPERSEDED);
  recto_test_wait (error != NULL);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
lay_out_anew_cb (RectoTask *task, GParamSpec *pspec, gpointer data)
{
  Fixture *fixture = data;
  RectoTextStyle style = RECTO_TEXT_STYLE_USUAL;

  style.size *= 2;
  if (recto_task_is_done (task))
    recto_document_set_text_style (fixture->base.document, &style);
}

/* When its first page has been read: what is left of it would be of other pages. */
static void
test_a_copy_ends_when_the_book_is_laid_out_anew (Fixture *fixture, gconstpointer name)
{
  const RectoTextSpan span = { .anchor = { .location = RECTO_LOCATION_INIT (0, 0) },
                               .head = { .location = RECTO_LOCATION_INIT (1, 0) } };
  g_autoptr (RectoTask) task = NULL;
  g_autoptr (GError) error = NULL;

  recto_text_gather_async (fixture->base.document, &span, NULL, gathered_cb, &error);
  task = find_last_task (fixture);
  g_assert_cmpint (recto_task_get_kind (task), ==, RECTO_TASK_TEXT);
  g_signal_connect (task, "notify::state", G_CALLBACK (lay_out_anew_cb), fixture);
  recto_test_wait (error != NULL);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_what_somebody_has_stopped_is_not_read_again (Fixture *fixture, gconstpointer name)
{
  const RectoLocation page_2 = RECTO_LOCATION_INIT (0, 1);
  const RectoLocation page_3 = RECTO_LOCATION_INIT (0, 2);
  g_autoptr (RectoTask) task = NULL;

  g_assert_null (recto_page_texts_get (fixture->texts, page_2, RECTO_PRIORITY_THUMBNAIL));
  task = find_last_task (fixture);
  recto_task_cancel (task, RECTO_CANCEL_USER_STOP);
  recto_test_wait (fixture->n_changes > 0);
  g_assert_null (recto_page_texts_get (fixture->texts, page_2, RECTO_PRIORITY_WANTED));
  g_assert_false (recto_page_texts_is_reading (fixture->texts, page_2));
  /* Until one has looked elsewhere. */
  recto_page_texts_look_at (fixture->texts, page_3, page_3);
  g_assert_null (recto_page_texts_get (fixture->texts, page_2, RECTO_PRIORITY_WANTED));
  g_assert_true (recto_page_texts_is_reading (fixture->texts, page_2));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, Fixture, "endless.pdf", set_up, func, tear_down)
  ADD ("/page-texts/who-is-more-urgent-does-not-wait-for-who-is-less",
       test_who_is_more_urgent_does_not_wait_for_who_is_less);
  ADD ("/page-texts/what-had-to-make-room-is-read-when-it-is-asked-for-again",
       test_what_had_to_make_room_is_read_when_it_is_asked_for_again);
  ADD ("/page-texts/what-is-copied-is-read-again-after-it-had-to-make-room",
       test_what_is_copied_is_read_again_after_it_had_to_make_room);
  ADD ("/page-texts/what-somebody-has-stopped-is-not-read-again",
       test_what_somebody_has_stopped_is_not_read_again);
#undef ADD
  g_test_add ("/page-texts/a-copy-ends-when-the-book-is-laid-out-anew", Fixture, "book.epub",
              set_up, test_a_copy_ends_when_the_book_is_laid_out_anew, tear_down);

  return g_test_run ();
}
