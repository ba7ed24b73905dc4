/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document.h"

#include "recto-test.h"

/* What the second page of made documents is made of, each of which is heavy in a way of its own
 * (tests/documents/pdf_documents.py). Counting it draws nothing. */

static void
inspected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RectoTestResult *self = user_data;

  self->n_calls++;
  self->task = g_object_ref (recto_task_of_result (result));
  recto_document_inspect_page_finish (RECTO_DOCUMENT (source), result, &self->error);
}

static RectoPageInspection *
begin (RectoTestFixture *fixture, guint page, GCancellable *cancellable, RectoTestResult *result)
{
  RectoPageInspection *inspection = recto_page_inspection_new (RECTO_LOCATION_INIT (0, page), NULL);

  g_assert_nonnull (inspection);
  recto_document_inspect_page_async (fixture->document, inspection, cancellable, inspected_cb,
                                     result);
  g_assert_cmpuint (result->n_calls, ==, 0);
  return inspection;
}

static RectoPageInspection *
inspect (RectoTestFixture *fixture, guint page)
{
  g_auto (RectoTestResult) result = { 0 };
  RectoPageInspection *inspection = begin (fixture, page, NULL, &result);

  recto_test_wait (result.n_calls > 0);
  g_assert_no_error (result.error);
  recto_page_inspection_refresh (inspection);
  g_assert_true (recto_page_inspection_is_complete (inspection));
  return inspection;
}

#define COUNT(inspection, part) recto_page_inspection_count (inspection, RECTO_PART_OF_PAGE_##part)

static void
test_a_plain_page_is_counted (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoPageInspection) inspection = inspect (fixture, 0);

  g_assert_cmpuint (COUNT (inspection, PATHS), ==, 1);
  g_assert_cmpuint (COUNT (inspection, SEGMENTS), ==, 4);
  g_assert_cmpuint (COUNT (inspection, TEXTS), >=, 1);
  g_assert_cmpuint (COUNT (inspection, GLYPHS), >=, 5);
  g_assert_cmpuint (COUNT (inspection, IMAGES), ==, 0);
  g_assert_cmpuint (COUNT (inspection, FORMS), ==, 0);
  g_assert_cmpuint (COUNT (inspection, FONTS), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (recto_page_inspection_get_fonts (inspection)), ==, 1);
}

static void
test_nesting_is_counted (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoPageInspection) inspection = inspect (fixture, 0);

  g_assert_cmpuint (COUNT (inspection, FORMS), ==, 2);
  g_assert_cmpuint (COUNT (inspection, FORM_DEPTH), ==, 2);
  g_assert_cmpuint (COUNT (inspection, FONTS), ==, 3);
}

static void
test_a_long_path_is_counted (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoPageInspection) inspection = inspect (fixture, 1);

  g_assert_cmpuint (COUNT (inspection, SEGMENTS), >=, 400000);
}

static void
test_shadings_are_counted (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoPageInspection) inspection = inspect (fixture, 1);

  g_assert_cmpuint (COUNT (inspection, SHADINGS), >=, 120);
}

/* Nobody unpacks 900 million pixels for this. */
static void
test_images_are_told_and_not_read (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoPageInspection) inspection = inspect (fixture, 1);
  const RectoPageImage *image;

  g_assert_cmpuint (COUNT (inspection, IMAGES), ==, 1);
  g_assert_cmpuint (COUNT (inspection, PIXELS), ==, 900000000);
  g_assert_cmpuint (recto_page_inspection_get_n_images (inspection), ==, 1);
  image = recto_page_inspection_get_image (inspection, 0);
  g_assert_cmpuint (image->width, ==, 30000);
  g_assert_cmpint (image->codec, ==, RECTO_IMAGE_CODEC_FLATE);
  g_assert_cmpuint (image->stored, >, 0);
}

static void
test_other_formats_are_counted (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoPageInspection) inspection = inspect (fixture, 0);

  g_assert_cmpuint (recto_page_inspection_get_n_images (inspection), ==, 1);
  g_assert_cmpuint (COUNT (inspection, PIXELS), >, 0);
}

/* What has been counted is seen while it goes on, and kept when it is stopped. */
static void
test_stopping_keeps_what_was_counted (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RectoPageInspection) inspection = NULL;
  g_auto (RectoTestResult) result = { 0 };

  inspection = begin (fixture, 1, cancellable, &result);
  while (COUNT (inspection, FORMS) == 0)
    {
      g_assert_cmpuint (result.n_calls, ==, 0);
      recto_test_iterate ();
      recto_page_inspection_refresh (inspection);
    }
  recto_cancellable_cancel (cancellable, RECTO_CANCEL_USER_STOP);
  recto_test_wait (result.n_calls > 0);
  g_assert_error (result.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  recto_page_inspection_refresh (inspection);
  g_assert_cmpuint (COUNT (inspection, FORMS), >=, 9);
  g_assert_false (recto_page_inspection_is_complete (inspection));
}

/* Where not even the reader is asked whether it should go on, it is killed. */
static void
test_one_that_cannot_be_asked_is_stopped (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RectoPageInspection) inspection = NULL;
  g_autoptr (RectoPageInspection) next = NULL;
  g_auto (RectoTestResult) result = { 0 };

  inspection = begin (fixture, 1, cancellable, &result);
  while (COUNT (inspection, FONTS) == 0)
    {
      recto_test_iterate ();
      recto_page_inspection_refresh (inspection);
    }
  recto_cancellable_cancel (cancellable, RECTO_CANCEL_USER_STOP);
  recto_test_wait (result.n_calls > 0);
  recto_test_wait (recto_worker_pool_get_n_condemned (recto_test_pool (fixture->document)) == 0);
  next = inspect (fixture, 0);
  g_assert_cmpuint (COUNT (next, PATHS), >, 0);
}

static void
test_an_endless_page_ends_by_itself (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (RectoTestResult) result = { 0 };
  g_autoptr (RectoPageInspection) inspection = begin (fixture, 1, NULL, &result);

  recto_test_wait (result.n_calls > 0);
  g_assert_no_error (result.error);
  recto_page_inspection_refresh (inspection);
  g_assert_false (recto_page_inspection_is_complete (inspection));
  g_assert_cmpuint (COUNT (inspection, PATHS), >, 1000);
}

static void
test_pages_that_are_not_there_have_nothing (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (RectoTestResult) result = { 0 };
  g_autoptr (RectoPageInspection) inspection = begin (fixture, 700, NULL, &result);

  recto_test_wait (result.n_calls > 0);
  recto_page_inspection_refresh (inspection);
  g_assert_false (recto_page_inspection_is_complete (inspection));
  g_assert_cmpuint (COUNT (inspection, PATHS), ==, 0);
}

#define ADD(path, name, test)                                                                      \
  g_test_add (path, RectoTestFixture, name, recto_test_set_up, test, recto_test_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/inspection/a-plain-page-is-counted", "three-pages.pdf", test_a_plain_page_is_counted);
  ADD ("/inspection/nesting-is-counted", "properties.pdf", test_nesting_is_counted);
  ADD ("/inspection/a-long-path-is-counted", "stubborn.pdf", test_a_long_path_is_counted);
  ADD ("/inspection/shadings-are-counted", "slow.pdf", test_shadings_are_counted);
  ADD ("/inspection/images-are-told-and-not-read", "big-image.pdf",
       test_images_are_told_and_not_read);
  ADD ("/inspection/other-formats-are-counted", "picture.png", test_other_formats_are_counted);
  ADD ("/inspection/stopping-keeps-what-was-counted", "nested.pdf",
       test_stopping_keeps_what_was_counted);
  ADD ("/inspection/one-that-cannot-be-asked-is-stopped", "blanks.pdf",
       test_one_that_cannot_be_asked_is_stopped);
  ADD ("/inspection/an-endless-page-ends-by-itself", "nested.pdf",
       test_an_endless_page_ends_by_itself);
  ADD ("/inspection/pages-that-are-not-there-have-nothing", "three-pages.pdf",
       test_pages_that_are_not_there_have_nothing);

  return g_test_run ();
}
