/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document.h"

#include <signal.h>

#include "recto-test.h"

/* Books: chapters that are laid out one after the other, and anew. book.epub has forty, each of
 * which begins with a band of its own color. */

#define N_CHAPTERS 40

static guint
count_counted (RectoDocument *document)
{
  guint n = 0;

  for (guint i = 0; i < recto_document_get_n_chapters (document); i++)
    {
      gboolean estimated;

      recto_document_get_chapter_pages (document, i, &estimated);
      n += !estimated;
    }
  return n;
}

static gboolean
is_counted (RectoDocument *document, guint chapter)
{
  gboolean estimated;

  recto_document_get_chapter_pages (document, chapter, &estimated);
  return !estimated;
}

static void
count_cb (RectoDocument *document, gpointer data)
{
  (*(guint *) data)++;
}

static gboolean
has_color (RectoTile *tile, guint color)
{
  RectoPixelRect rect = recto_tile_get_rect (tile);

  for (int y = 0; y < rect.height; y++)
    for (int x = 0; x < rect.width; x++)
      if (recto_test_is_color (recto_test_pixel (tile, x, y), color))
        return TRUE;
  return FALSE;
}

static void
assert_opens_chapter (RectoDocument *document, guint chapter)
{
  RectoRenderRequest request = { .location = { chapter, 0 }, .scale = 0.5 };
  g_autoptr (RectoTile) tile = NULL;
  g_autoptr (GError) error = NULL;

  request.priority = RECTO_PRIORITY_VISIBLE;
  request.rect = (RectoPixelRect) { 0, 0, 2000, 2000 };
  tile = recto_test_render (document, &request, &error);
  g_assert_no_error (error);
  g_assert_true (has_color (tile, recto_test_color_of (chapter + 1)));
}

/* ---- Counting ---- */

static void
test_chapters_are_counted_one_by_one (RectoTestFixture *fixture, gconstpointer name)
{
  gboolean estimated = FALSE;
  guint n_signals = 0;
  guint first;

  g_assert_true (recto_document_is_reflowable (fixture->document));
  g_assert_cmpuint (recto_document_get_n_chapters (fixture->document), ==, N_CHAPTERS);
  /* It opens with the first chapter, and supposes that the others are like it. */
  first = recto_document_get_chapter_pages (fixture->document, 0, &estimated);
  g_assert_false (estimated);
  g_assert_cmpuint (recto_document_get_n_pages (fixture->document, &estimated), ==,
                    N_CHAPTERS * first);
  g_assert_true (estimated);
  g_signal_connect (fixture->document, "pages-changed", G_CALLBACK (count_cb), &n_signals);
  recto_test_wait_for_pages (fixture->document);
  recto_document_get_n_pages (fixture->document, &estimated);
  g_assert_false (estimated);
  g_assert_cmpuint (n_signals, >=, N_CHAPTERS / 2);
}

static void
test_numbers_and_places_agree (RectoTestFixture *fixture, gconstpointer name)
{
  guint n;
  guint sum = 0;

  recto_test_wait_for_pages (fixture->document);
  n = recto_document_get_n_pages (fixture->document, NULL);
  for (guint i = 0; i < N_CHAPTERS; i++)
    sum += recto_document_get_chapter_pages (fixture->document, i, NULL);
  g_assert_cmpuint (n, ==, sum);
  for (guint i = 0; i < n; i++)
    {
      RectoLocation location = recto_document_get_location (fixture->document, i);

      g_assert_cmpuint (recto_document_get_number (fixture->document, location), ==, i);
    }
}

static void
test_chapter_in_view_is_counted_first (RectoTestFixture *fixture, gconstpointer name)
{
  RectoLocation far = RECTO_LOCATION_INIT (30, 0);

  recto_document_need_pages (fixture->document, far, far);
  recto_test_wait (is_counted (fixture->document, 30));
  /* The first, the one it was at, and what was asked for. */
  g_assert_cmpuint (count_counted (fixture->document), <=, 3);
  assert_opens_chapter (fixture->document, 30);
}

static void
test_chapters_can_be_shown_before_they_are_counted (RectoTestFixture *fixture, gconstpointer name)
{
  RectoRenderRequest beyond = { .location = { 22, 5000 }, .scale = 1, .rect = { 0, 0, 9, 9 } };
  g_autoptr (GError) error = NULL;

  g_assert_false (is_counted (fixture->document, 17));
  assert_opens_chapter (fixture->document, 17);
  g_assert_null (recto_test_render (fixture->document, &beyond, &error));
  g_assert_error (error, RECTO_ERROR, RECTO_ERROR_PAGE);
}

static void
stop_cb (RectoDocument *document, gpointer data)
{
  guint *n_counted = data;

  if (*n_counted == 0)
    {
      g_assert_true (recto_document_stop (document));
      *n_counted = count_counted (document);
    }
}

static void
test_counting_can_be_stopped_and_goes_on (RectoTestFixture *fixture, gconstpointer name)
{
  GListModel *tasks = recto_document_get_tasks (fixture->document);
  RectoLocation last = RECTO_LOCATION_INIT (N_CHAPTERS - 1, 0);
  gboolean estimated = FALSE;
  guint n_counted = 0;

  g_signal_connect (fixture->document, "pages-changed", G_CALLBACK (stop_cb), &n_counted);
  assert_opens_chapter (fixture->document, 0);
  recto_test_wait (n_counted > 0 && g_list_model_get_n_items (tasks) == 0);
  for (guint i = 0; i < 3; i++)
    recto_test_iterate ();
  g_assert_cmpuint (g_list_model_get_n_items (tasks), ==, 0);
  g_assert_cmpuint (count_counted (fixture->document), ==, n_counted);
  recto_document_get_n_pages (fixture->document, &estimated);
  g_assert_true (estimated);
  /* Turning to a page that is not known is asking for it. */
  recto_document_need_pages (fixture->document, last, last);
  recto_test_wait (count_counted (fixture->document) == N_CHAPTERS);
}

/* ---- Layouts ---- */

static void
set_size (RectoDocument *document, double size)
{
  RectoTextStyle style = *recto_document_get_text_style (document);

  style.size = size;
  recto_document_set_text_style (document, &style);
}

static void
test_larger_letters_take_more_pages (RectoTestFixture *fixture, gconstpointer name)
{
  guint n_small;
  guint n_large;
  gboolean estimated = FALSE;
  guint n_signals = 0;

  recto_test_wait_for_pages (fixture->document);
  n_small = recto_document_get_n_pages (fixture->document, NULL);
  g_signal_connect (fixture->document, "pages-changed", G_CALLBACK (count_cb), &n_signals);
  set_size (fixture->document, 24);
  g_assert_cmpuint (n_signals, ==, 1);
  /* What was known is an estimate now. */
  g_assert_cmpuint (recto_document_get_n_pages (fixture->document, &estimated), ==, n_small);
  g_assert_true (estimated);
  recto_test_wait_for_pages (fixture->document);
  n_large = recto_document_get_n_pages (fixture->document, NULL);
  g_assert_cmpuint (n_large, >, 2 * n_small);
  assert_opens_chapter (fixture->document, 3);
  set_size (fixture->document, 12);
  recto_test_wait_for_pages (fixture->document);
  g_assert_cmpuint (recto_document_get_n_pages (fixture->document, NULL), ==, n_small);
}

static void
test_new_layout_supersedes_renders (RectoTestFixture *fixture, gconstpointer name)
{
  RectoTestResult results[8] = { 0 };

  recto_test_wait_for_pages (fixture->document);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      RectoRenderRequest request = recto_test_request (fixture->document, i, 2);

      recto_test_begin (fixture->document, &request, NULL, &results[i]);
    }
  recto_test_wait (recto_test_is_running (&results[0]));
  set_size (fixture->document, 18);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      recto_test_wait (results[i].n_calls > 0);
      g_assert_error (results[i].error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpint (recto_task_get_reason (results[i].task), ==, RECTO_CANCEL_SUPERSEDED);
      recto_test_result_clear (&results[i]);
    }
  assert_opens_chapter (fixture->document, 0);
}

static void
test_layout_survives_the_host (RectoTestFixture *fixture, gconstpointer name)
{
  int host = recto_test_host_pid (fixture->document);
  g_autoptr (RectoTile) before = NULL;
  g_autoptr (RectoTile) after = NULL;
  g_autoptr (GError) error = NULL;
  RectoRenderRequest request;

  set_size (fixture->document, 20);
  recto_test_wait_for_pages (fixture->document);
  request = recto_test_request (fixture->document, 5, 0.5);
  before = recto_test_render (fixture->document, &request, &error);
  g_assert_no_error (error);
  kill (host, SIGKILL);
  recto_test_wait (recto_test_host_pid (fixture->document) != host);
  after = recto_test_render (fixture->document, &request, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (recto_tile_get_pixels (before), recto_tile_get_pixels (after)));
}

static void
test_fixed_pages_have_no_layout (RectoTestFixture *fixture, gconstpointer name)
{
  guint n_signals = 0;

  recto_test_wait_for_pages (fixture->document);
  g_signal_connect (fixture->document, "pages-changed", G_CALLBACK (count_cb), &n_signals);
  set_size (fixture->document, 50);
  g_assert_cmpuint (n_signals, ==, 0);
  g_assert_cmpuint (recto_document_get_n_pages (fixture->document, NULL), ==, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, name, func)                                                                      \
  g_test_add (path, RectoTestFixture, name, recto_test_set_up, func, recto_test_tear_down)
  ADD ("/layout/chapters-are-counted-one-by-one", "book.epub",
       test_chapters_are_counted_one_by_one);
  ADD ("/layout/numbers-and-places-agree", "book.epub", test_numbers_and_places_agree);
  ADD ("/layout/chapter-in-view-is-counted-first", "book.epub",
       test_chapter_in_view_is_counted_first);
  ADD ("/layout/chapters-can-be-shown-before-they-are-counted", "book.epub",
       test_chapters_can_be_shown_before_they_are_counted);
  ADD ("/layout/counting-can-be-stopped-and-goes-on", "book.epub",
       test_counting_can_be_stopped_and_goes_on);
  ADD ("/layout/larger-letters-take-more-pages", "book.epub", test_larger_letters_take_more_pages);
  ADD ("/layout/new-layout-supersedes-renders", "book.epub", test_new_layout_supersedes_renders);
  ADD ("/layout/layout-survives-the-host", "book.epub", test_layout_survives_the_host);
  ADD ("/layout/fixed-pages-have-no-layout", "three-pages.pdf", test_fixed_pages_have_no_layout);
#undef ADD

  return g_test_run ();
}
