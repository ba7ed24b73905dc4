/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-saving-news.h"
#include "recto-saving-watch.h"
#include "recto-test-clock.h"
#include "recto-test-folder.h"
#include "recto-test.h"

#define NAME "fifty-attachments.pdf"

typedef struct
{
  RectoTestFixture base;
  RectoTestFolder folder;
  RectoTestClock clock;
  RectoSavingWatch *watch;
  RectoSaving *saving;
  GListStore *attachments;
  guint n_answers;
  guint n_changes; /* of "saving" */
  guint n_told;    /* how often a long saving was told to have ended */
} Fixture;

static void
count_cb (guint *count)
{
  ++*count;
}

static void
told_cb (Fixture *fixture, RectoSaving *saving, GFile *document)
{
  g_autofree char *name = g_file_get_basename (document);

  g_assert_true (saving == fixture->saving);
  g_assert_cmpint (recto_saving_get_state (saving), !=, RECTO_SAVING_RUNNING);
  g_assert_cmpstr (name, ==, NAME);
  fixture->n_told++;
}

static void
set_up (Fixture *fixture, gconstpointer name)
{
  recto_test_set_up (&fixture->base, name);
  recto_test_folder_make (&fixture->folder);
  recto_test_clock_init (&fixture->clock);
  fixture->attachments = g_list_store_new (RECTO_TYPE_ATTACHMENT);
  fixture->watch = recto_saving_watch_new (fixture->base.engine);
  recto_saving_watch_set_clock (fixture->watch, &fixture->clock.clock);
  g_signal_connect_swapped (fixture->watch, "notify::saving", G_CALLBACK (count_cb),
                            &fixture->n_changes);
  g_signal_connect_swapped (fixture->watch, "long-ended", G_CALLBACK (told_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer name)
{
  recto_document_close (fixture->base.document);
  recto_test_wait (!recto_saving_watch_is_saving (fixture->watch));
  g_assert_finalize_object (fixture->watch);
  g_clear_object (&fixture->attachments);
  recto_test_wait (g_atomic_int_get (&G_OBJECT (fixture->saving)->ref_count) == 1);
  g_assert_finalize_object (fixture->saving);
  recto_test_tear_down (&fixture->base, name);
  recto_test_folder_delete (&fixture->folder);
}

static void
add_attachment (Fixture *fixture, const char *name)
{
  g_autoptr (RectoAttachment) attachment = recto_test_attachment (fixture->base.document, name);

  g_list_store_append (fixture->attachments, attachment);
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  recto_saving_run_finish (RECTO_SAVING (object), result, NULL);
  fixture->n_answers++;
}

static void
begin (Fixture *fixture)
{
  add_attachment (fixture, "file 01.bin");
  add_attachment (fixture, "file 02.bin");
  fixture->saving = recto_saving_new (fixture->base.document, G_LIST_MODEL (fixture->attachments),
                                      fixture->folder.file);
  recto_saving_run_async (fixture->saving, RECTO_SAVE_NONE, NULL, saved_cb, fixture);
}

static void
test_saving_is_known_while_it_runs (Fixture *fixture, gconstpointer name)
{
  g_assert_false (recto_saving_watch_is_saving (fixture->watch));
  begin (fixture);
  g_assert_true (recto_saving_watch_is_saving (fixture->watch));
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  recto_test_wait (fixture->n_answers == 1);
  g_assert_false (recto_saving_watch_is_saving (fixture->watch));
  g_assert_cmpuint (fixture->n_changes, ==, 2);

  recto_saving_run_async (fixture->saving, RECTO_SAVE_NONE, NULL, saved_cb, fixture);
  recto_test_wait (fixture->n_answers == 2);
  g_assert_false (recto_saving_watch_is_saving (fixture->watch));
}

static void
test_long_saving_is_told (Fixture *fixture, gconstpointer name)
{
  begin (fixture);
  recto_test_clock_advance_ms (&fixture->clock, RECTO_LONG_SAVING_MS);
  recto_test_wait (fixture->n_answers == 1);
  g_assert_cmpuint (fixture->n_told, ==, 1);
}

static void
test_short_saving_is_not_told (Fixture *fixture, gconstpointer name)
{
  begin (fixture);
  recto_test_clock_advance_ms (&fixture->clock, RECTO_LONG_SAVING_MS - 1);
  recto_test_wait (fixture->n_answers == 1);
  g_assert_cmpuint (fixture->n_told, ==, 0);
}

static void
test_what_somebody_stopped_is_not_told (Fixture *fixture, gconstpointer name)
{
  begin (fixture);
  recto_test_clock_advance_ms (&fixture->clock, RECTO_LONG_SAVING_MS);
  recto_task_cancel (recto_saving_get_task (fixture->saving), RECTO_CANCEL_USER_STOP);
  recto_test_wait (fixture->n_answers == 1);
  g_assert_cmpint (recto_saving_get_state (fixture->saving), ==, RECTO_SAVING_STOPPED);
  g_assert_cmpuint (fixture->n_told, ==, 0);
}

/* G-4, H-7 */
static void
test_what_ran_out_of_time_is_told (Fixture *fixture, gconstpointer name)
{
  begin (fixture);
  recto_test_clock_advance_ms (&fixture->clock, RECTO_LONG_SAVING_MS);
  recto_task_cancel (recto_saving_get_task (fixture->saving), RECTO_CANCEL_TIMEOUT);
  recto_test_wait (fixture->n_answers == 1);
  g_assert_cmpint (recto_saving_get_reason (fixture->saving), ==, RECTO_CANCEL_TIMEOUT);
  g_assert_cmpuint (fixture->n_told, ==, 1);
}

static void
test_closing_the_document_ends_it (Fixture *fixture, gconstpointer name)
{
  begin (fixture);
  recto_test_clock_advance_ms (&fixture->clock, RECTO_LONG_SAVING_MS);
  recto_document_close (fixture->base.document);
  recto_test_wait (fixture->n_answers == 1);
  g_assert_false (recto_saving_watch_is_saving (fixture->watch));
  g_assert_cmpuint (fixture->n_told, ==, 0);
}

static void
assert_words (Fixture *fixture, const char *title, const char *body)
{
  g_autofree char *found_title = NULL;
  g_autofree char *found_body = NULL;

  recto_saving_news_describe (fixture->saving, recto_document_get_file (fixture->base.document),
                              &found_title, &found_body);
  g_assert_cmpstr (found_title, ==, title);
  g_assert_cmpstr (found_body, ==, body);
}

static void
test_news_tell_how_much_was_saved (Fixture *fixture, gconstpointer name)
{
  g_autoptr (RectoSavingItem) second = NULL;

  begin (fixture);
  second = g_list_model_get_item (G_LIST_MODEL (fixture->saving), 1);
  g_assert_true (recto_saving_item_stop (second));
  recto_test_wait (fixture->n_answers == 1);
  assert_words (fixture, "Not everything was saved",
                "1 of 2 files from “" NAME "” have been saved");
  recto_saving_run_async (fixture->saving, RECTO_SAVE_NONE, NULL, saved_cb, fixture);
  recto_test_wait (fixture->n_answers == 2);
  assert_words (fixture, "Saving finished", "2 files from “" NAME "” have been saved");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NAME, set_up, func, tear_down)
  ADD ("/saving-watch/saving-is-known-while-it-runs", test_saving_is_known_while_it_runs);
  ADD ("/saving-watch/long-saving-is-told", test_long_saving_is_told);
  ADD ("/saving-watch/short-saving-is-not-told", test_short_saving_is_not_told);
  ADD ("/saving-watch/what-somebody-stopped-is-not-told", test_what_somebody_stopped_is_not_told);
  ADD ("/saving-watch/H-7/what-ran-out-of-time-is-told", test_what_ran_out_of_time_is_told);
  ADD ("/saving-watch/closing-the-document-ends-it", test_closing_the_document_ends_it);
  ADD ("/saving-watch/news-tell-how-much-was-saved", test_news_tell_how_much_was_saved);
#undef ADD

  return g_test_run ();
}
