/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "recto-facts-wants.h"
#include "recto-test-view.h"
#include "recto-test.h"

static GtkAdjustment *
get_vadjustment (RectoTestView *fixture)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture->view));
}

static void
test_the_first_page_is_shown (RectoTestView *fixture, gconstpointer name)
{
  recto_test_view_wait_shown (fixture);
  g_assert_cmpuint (recto_test_view_get_number (fixture), ==, 0);
  g_assert_cmpuint (recto_test_view_get_page (fixture), ==, 1);
}

static void
test_turning_shows_each_page (RectoTestView *fixture, gconstpointer name)
{
  for (guint number = 1; number <= 3; number++)
    {
      recto_test_view_wait_shown (fixture);
      g_assert_cmpuint (recto_test_view_get_page (fixture), ==, number);
      recto_test_view_activate (fixture, "page.next");
    }
  /* There is no fourth. */
  g_assert_cmpuint (recto_test_view_get_number (fixture), ==, 2);
  recto_test_view_activate (fixture, "page.previous");
  recto_test_view_wait_shown (fixture);
  g_assert_cmpuint (recto_test_view_get_page (fixture), ==, 2);
}

/* What stands in for a page that is on its way: without a graphics card the better filter would
 * hold up the frame for far too long. */
static void
test_stand_ins_are_drawn_fast (RectoTestView *fixture, gconstpointer name)
{
  g_autofree char *drawn = NULL;

  recto_test_view_activate (fixture, "page.next");
  recto_test_view_wait_shown (fixture);
  g_assert_true (GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (GTK_NATIVE (fixture->window))));
  recto_page_view_zoom_at (fixture->view, recto_page_view_get_zoom (fixture->view) * 0.7, 400, 400);
  recto_test_view_wait_frame (fixture);
  g_assert_cmpuint (recto_test_view_get_missing (fixture), >, 0);
  drawn = recto_test_view_describe (fixture);
  g_assert_nonnull (strstr (drawn, "texture-scale"));
  g_assert_null (strstr (drawn, "trilinear"));
}

/* A turn to the page after needs no rendering: it has been done ahead. */
static void
test_the_next_page_is_there_already (RectoTestView *fixture, gconstpointer name)
{
  recto_test_wait_for_pages (fixture->document);
  recto_test_view_wait_shown (fixture);
  recto_test_wait (recto_test_view_count_tasks (fixture) == 0);
  recto_test_view_activate (fixture, "page.next");
  recto_test_view_wait_frame (fixture);
  g_assert_cmpuint (recto_test_view_get_missing (fixture), ==, 0);
  g_assert_cmpuint (recto_test_view_get_page (fixture), ==, 2);
}

/* While a window is on its way to the screen, what it will show is drawn: its first frame has it.
 */
static void
test_what_is_expected_is_in_the_first_frame (RectoTestView *fixture, gconstpointer name)
{
  GtkWidget *scrolled = gtk_widget_get_parent (GTK_WIDGET (fixture->view));
  const int width = gtk_widget_get_width (GTK_WIDGET (fixture->view));
  const int height = gtk_widget_get_height (GTK_WIDGET (fixture->view));

  recto_test_view_wait_shown (fixture);
  recto_test_wait (recto_test_view_count_tasks (fixture) == 0);
  fixture->view = RECTO_PAGE_VIEW (recto_page_view_new_with_clock (&fixture->clock.clock));
  g_object_set (fixture->view, "fit-mode", RECTO_FIT_PAGE, "continuous", FALSE, NULL);
  recto_page_view_set_document (fixture->view, fixture->document);
  g_assert_cmpuint (recto_test_view_count_tasks (fixture), ==, 0);

  recto_page_view_expect (fixture->view, width, height, 1);
  g_assert_cmpuint (recto_test_view_count_tasks (fixture), >, 0);
  recto_test_wait (recto_test_view_count_tasks (fixture) == 0);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (fixture->view));
  recto_test_view_wait_frame (fixture);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (fixture->view)), ==, height);
  g_assert_cmpuint (recto_test_view_get_missing (fixture), ==, 0);
  g_assert_cmpuint (recto_test_view_get_page (fixture), ==, 1);
}

static gboolean
draws (RectoDocument *document, RectoLocation location)
{
  GListModel *tasks = recto_document_get_tasks (document);

  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr (RectoTask) task = g_list_model_get_item (tasks, i);
      RectoLocation of;

      if (recto_task_get_kind (task) == RECTO_TASK_RENDER && recto_task_get_location (task, &of) &&
          recto_location_equal (of, location))
        return TRUE;
    }
  return FALSE;
}

/* Asked for its size first and drawn then, it would come two frames later. */
static void
test_a_page_far_away_is_drawn_before_its_size_is_known (RectoTestView *fixture, gconstpointer name)
{
  GtkWidget *scrolled = gtk_widget_get_parent (GTK_WIDGET (fixture->view));
  const RectoLocation there = RECTO_LOCATION_INIT (0, 5);
  g_autoptr (RectoDocument) other = recto_test_open (fixture->engine, "sizes.pdf");

  fixture->view = RECTO_PAGE_VIEW (recto_page_view_new_with_clock (&fixture->clock.clock));
  g_object_set (fixture->view, "fit-mode", RECTO_FIT_PAGE, "continuous", FALSE, NULL);
  recto_page_view_set_document (fixture->view, other);
  recto_page_view_go_to (fixture->view, there, FALSE);
  recto_page_view_expect (fixture->view, 400, 400, 1);
  g_assert_null (recto_document_get_page (other, there));
  g_assert_true (draws (other, there));
  /* It is of another size than the first one. */
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (fixture->view));
  recto_test_view_wait_shown (fixture);
  g_assert_nonnull (recto_document_get_page (other, there));
  g_assert_cmpuint (recto_test_view_get_page (fixture), ==, 6);
  recto_page_view_set_document (fixture->view, fixture->document);
  recto_document_close (other);
  recto_test_wait (recto_test_view_count_tasks (fixture) == 0);
}

/* The next frame may be a while off, when there has just been one. */
static void
test_a_jump_asks_at_once (RectoTestView *fixture, gconstpointer name)
{
  const RectoLocation there = RECTO_LOCATION_INIT (0, 400);

  recto_test_view_wait_shown (fixture);
  recto_page_view_go_to (fixture->view, there, TRUE);
  g_assert_true (draws (fixture->document, there));
  recto_test_view_wait_shown (fixture);
  g_assert_cmpuint (recto_test_view_get_page (fixture), ==, 401);
}

static gboolean
reads_facts (RectoDocument *document)
{
  GListModel *tasks = recto_document_get_tasks (document);

  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr (RectoTask) task = g_list_model_get_item (tasks, i);

      if (recto_task_get_kind (task) == RECTO_TASK_PAGE_FACTS)
        return TRUE;
    }
  return recto_document_get_page (document, RECTO_LOCATION_INIT (0, 1)) != NULL;
}

/* In a long document the sizes of the second page and the next take a processor that the first one
 * needs. */
static void
test_the_sizes_of_neighbors_wait_for_what_is_in_view (void)
{
  g_autoptr (RectoEngine) engine = recto_test_engine ();
  RectoDocument *document = recto_test_open (engine, "five-hundred-pages.pdf");
  RectoPageLayout *layout = recto_page_layout_new ();
  RectoPageStates *states = recto_page_states_new ();
  RectoFactsWants *wants = recto_facts_wants_new (document, states);
  g_autoptr (GArray) chapters = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (RectoPageSize));
  const RectoPageSize size = { 100, 100 };
  const guint n_pages = 500;
  const gboolean before = reads_facts (document);

  g_array_append_val (chapters, n_pages);
  for (guint i = 0; i < n_pages; i++)
    g_array_append_val (sizes, size);
  recto_page_layout_set_pages (layout, chapters, sizes);
  recto_facts_wants_tell (wants, layout, 0, 0, TRUE);
  g_assert_true (reads_facts (document) == before);
  recto_facts_wants_tell (wants, layout, 0, 0, FALSE);
  g_assert_true (reads_facts (document));

  recto_facts_wants_free (wants);
  recto_page_states_free (states);
  recto_page_layout_free (layout);
  recto_document_close (document);
  recto_test_wait (g_list_model_get_n_items (recto_document_get_tasks (document)) == 0);
  g_assert_finalize_object (document);
  recto_engine_shut_down (engine);
}

typedef struct
{
  RectoDocument *document;
  GHashTable *pages; /* of those that were worked on */
  guint n_cancelled;
} Work;

static void
work_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Work *work = user_data;
  g_autoptr (GError) error = NULL;

  if (!recto_task_wait_finish (RECTO_TASK (source), result, &error))
    work->n_cancelled += g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
tasks_changed_cb (GListModel *tasks,
                  guint position,
                  guint n_removed,
                  guint n_added,
                  gpointer user_data)
{
  Work *work = user_data;

  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (RectoTask) task = g_list_model_get_item (tasks, i);
      RectoLocation location;

      if (recto_task_get_kind (task) != RECTO_TASK_RENDER)
        continue;
      if (recto_task_get_location (task, &location))
        g_hash_table_add (work->pages, GUINT_TO_POINTER (location.page));
      recto_task_wait_async (task, NULL, work_done_cb, work);
    }
}

static void
watch_work (Work *work, RectoTestView *fixture)
{
  work->document = fixture->document;
  work->pages = g_hash_table_new (NULL, NULL);
  work->n_cancelled = 0;
  g_signal_connect (recto_document_get_tasks (fixture->document), "items-changed",
                    G_CALLBACK (tasks_changed_cb), work);
}

static void
stop_watching (Work *work)
{
  recto_test_wait (g_list_model_get_n_items (recto_document_get_tasks (work->document)) == 0);
  g_signal_handlers_disconnect_by_data (recto_document_get_tasks (work->document), work);
  g_hash_table_unref (work->pages);
}

/* A-1, P-3: of a hundred pages turned in one frame, only the last and those beside it are
 * rendered. */
static void
test_a_jump_renders_only_its_end (RectoTestView *fixture, gconstpointer name)
{
  Work work;

  recto_test_view_wait_shown (fixture);
  recto_test_wait (recto_test_view_count_tasks (fixture) == 0);
  watch_work (&work, fixture);
  for (int i = 0; i < 100; i++)
    recto_test_view_activate (fixture, "page.next");
  recto_test_view_wait_shown (fixture);
  recto_test_wait (recto_test_view_count_tasks (fixture) == 0);

  g_assert_cmpuint (recto_test_view_get_page (fixture), ==, 101);
  for (guint i = 0; i < 99; i++)
    g_assert_false (g_hash_table_contains (work.pages, GUINT_TO_POINTER (i)));
  g_assert_true (g_hash_table_contains (work.pages, GUINT_TO_POINTER (100)));
  g_assert_true (g_hash_table_contains (work.pages, GUINT_TO_POINTER (101)));
  stop_watching (&work);
}

/* a slow scroll cancels nothing. */
static void
test_a_slow_scroll_cancels_nothing (RectoTestView *fixture, gconstpointer name)
{
  Work work;

  g_object_set (fixture->view, "continuous", TRUE, "zoom", 2.0, NULL);
  recto_test_view_wait_frame (fixture);
  watch_work (&work, fixture);
  for (int i = 0; i < 100; i++)
    {
      g_assert_true (recto_page_view_scroll (fixture->view, GTK_ORIENTATION_VERTICAL, 0.3));
      recto_test_view_wait_frame (fixture);
    }
  recto_test_view_wait_shown (fixture);
  stop_watching (&work);
  g_assert_cmpuint (work.n_cancelled, ==, 0);
}

static void
test_zooming_keeps_the_fit_and_the_keys_change_it (RectoTestView *fixture, gconstpointer name)
{
  RectoFitMode fit_mode = RECTO_FIT_NONE;
  double fitted;

  recto_test_view_wait_shown (fixture);
  fitted = recto_page_view_get_zoom (fixture->view);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 500, 500);
  recto_test_wait (recto_page_view_get_zoom (fixture->view) < fitted);
  recto_test_view_activate (fixture, "page.zoom-in");
  g_object_get (fixture->view, "fit-mode", &fit_mode, NULL);
  g_assert_cmpint (fit_mode, ==, RECTO_FIT_NONE);
  recto_test_view_activate (fixture, "page.zoom-normal");
  g_assert_cmpfloat (recto_page_view_get_zoom (fixture->view), ==, 1);
  recto_test_view_activate (fixture, "page.fit-width");
  g_object_get (fixture->view, "fit-mode", &fit_mode, NULL);
  g_assert_cmpint (fit_mode, ==, RECTO_FIT_WIDTH);
  recto_test_view_wait_shown (fixture);
}

static void
test_any_zoom_is_sharp_where_one_looks (RectoTestView *fixture, gconstpointer name)
{
  for (double zoom = RECTO_ZOOM_MIN; zoom <= RECTO_ZOOM_MAX; zoom *= 5)
    {
      GtkWidget *widget = GTK_WIDGET (fixture->view);

      recto_page_view_set_fit_mode (fixture->view, RECTO_FIT_PAGE);
      recto_test_view_wait_shown (fixture);
      recto_page_view_zoom_at (fixture->view, zoom, gtk_widget_get_width (widget) / 2.0,
                               gtk_widget_get_height (widget) / 2.0);
      recto_test_view_wait_shown (fixture);
      g_assert_cmpuint (recto_test_view_get_page (fixture), ==, 1);
    }
}

static void
test_scrolling_reads_on (RectoTestView *fixture, gconstpointer name)
{
  g_object_set (fixture->view, "continuous", TRUE, NULL);
  recto_test_view_wait_shown (fixture);
  gtk_adjustment_set_value (get_vadjustment (fixture), 900 * 40);
  g_assert_cmpuint (recto_test_view_get_number (fixture), >, 35);
  g_assert_cmpuint (recto_test_view_get_number (fixture), <, 45);
  recto_test_view_wait_shown (fixture);
  recto_test_view_activate (fixture, "page.last");
  recto_test_view_wait_shown (fixture);
  g_assert_cmpuint (recto_test_view_get_number (fixture), ==, 499);
  g_assert_cmpuint (recto_test_view_get_page (fixture), ==, 500);
}

static void
test_scrolling_past_the_end_turns_a_single_page (RectoTestView *fixture, gconstpointer name)
{
  recto_test_view_wait_shown (fixture);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->view), "page.scroll", "s",
                                             "page-down"));
  g_assert_cmpuint (recto_test_view_get_number (fixture), ==, 1);
  recto_test_view_activate (fixture, "page.fit-width");
  recto_test_view_wait_shown (fixture);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->view), "page.scroll", "s",
                                             "page-down"));
  g_assert_cmpuint (recto_test_view_get_number (fixture), ==, 1);
  g_assert_true (recto_page_view_turn_back_to_end (fixture->view));
  recto_test_view_wait_shown (fixture);
  g_assert_cmpuint (recto_test_view_get_number (fixture), ==, 0);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (get_vadjustment (fixture)),
                                  gtk_adjustment_get_upper (get_vadjustment (fixture)) -
                                      gtk_adjustment_get_page_size (get_vadjustment (fixture)),
                                  1.5);
}

static void
test_jumps_are_remembered (RectoTestView *fixture, gconstpointer name)
{
  gboolean can_go_back = TRUE;

  recto_test_view_wait_shown (fixture);
  g_object_get (fixture->view, "can-go-back", &can_go_back, NULL);
  g_assert_false (can_go_back);
  recto_page_view_go_to (fixture->view, RECTO_LOCATION_INIT (0, 76), TRUE);
  g_object_get (fixture->view, "can-go-back", &can_go_back, NULL);
  g_assert_true (can_go_back);
  recto_test_view_wait_shown (fixture);
  recto_test_view_activate (fixture, "page.back");
  g_assert_cmpuint (recto_test_view_get_number (fixture), ==, 0);
  recto_test_view_activate (fixture, "page.forward");
  g_assert_cmpuint (recto_test_view_get_number (fixture), ==, 76);
}

static void
test_pages_turn_with_the_view (RectoTestView *fixture, gconstpointer name)
{
  /* The square of a turned page is in its middle still; the page lies. */
  recto_test_view_activate (fixture, "page.rotate-right");
  recto_test_view_wait_shown (fixture);
  g_assert_cmpint (recto_page_view_get_rotation (fixture->view), ==, 90);
  g_assert_cmpuint (recto_test_view_get_page (fixture), ==, 1);
  g_assert_cmpuint (recto_test_view_get_pixel (fixture, 400, 60), !=, 0xffffff);
  g_assert_cmpuint (recto_test_view_get_pixel (fixture, 20, 450), ==, 0xffffff);
  recto_test_view_activate (fixture, "page.rotate-left");
  g_assert_cmpint (recto_page_view_get_rotation (fixture->view), ==, 0);
}

/* What nobody sees is not rendered. */
static void
test_a_hidden_view_asks_for_nothing (RectoTestView *fixture, gconstpointer name)
{
  recto_test_view_activate (fixture, "page.next");
  recto_test_wait (recto_test_view_get_missing (fixture) > 0);
  gtk_widget_set_visible (GTK_WIDGET (fixture->view), FALSE);
  recto_test_wait (recto_test_view_count_tasks (fixture) == 0);
}

static void
test_another_document_begins_at_its_beginning (RectoTestView *fixture, gconstpointer name)
{
  g_autoptr (RectoDocument) other = recto_test_open (fixture->engine, "sizes.pdf");

  recto_test_view_activate (fixture, "page.last");
  recto_test_view_wait_shown (fixture);
  recto_page_view_set_document (fixture->view, other);
  recto_test_view_wait_shown (fixture);
  g_assert_cmpuint (recto_test_view_get_number (fixture), ==, 0);
  g_assert_cmpuint (recto_test_view_get_page (fixture), ==, 1);
  recto_page_view_set_document (fixture->view, NULL);
  recto_test_view_wait_frame (fixture);
  recto_document_close (other);
}

static void
test_pages_of_all_sizes_fit (RectoTestView *fixture, gconstpointer name)
{
  for (guint number = 1; number <= 6; number++)
    {
      recto_test_view_wait_shown (fixture);
      g_assert_cmpuint (recto_test_view_get_page (fixture), ==, number);
      recto_test_view_activate (fixture, "page.next");
    }
}

int
main (int argc, char *argv[])
{
  /* GTK 4.18's accessibility for tests crashes when anything is announced. */
  g_setenv ("GTK_A11Y", "none", TRUE);
  gtk_test_init (&argc, &argv, NULL);

#define ADD(name, document, func)                                                                  \
  g_test_add ("/page-view/" name, RectoTestView, document, recto_test_view_set_up, func,           \
              recto_test_view_tear_down)
  ADD ("the-first-page-is-shown", "three-pages.pdf", test_the_first_page_is_shown);
  ADD ("turning-shows-each-page", "three-pages.pdf", test_turning_shows_each_page);
  ADD ("stand-ins-are-drawn-fast", "slow.pdf", test_stand_ins_are_drawn_fast);
  ADD ("the-next-page-is-there-already", "three-pages.pdf", test_the_next_page_is_there_already);
  ADD ("a-page-far-away-is-drawn-before-its-size-is-known", "three-pages.pdf",
       test_a_page_far_away_is_drawn_before_its_size_is_known);
  ADD ("a-jump-asks-at-once", "five-hundred-pages.pdf", test_a_jump_asks_at_once);
  ADD ("what-is-expected-is-in-the-first-frame", "three-pages.pdf",
       test_what_is_expected_is_in_the_first_frame);
  g_test_add_func ("/page-view/the-sizes-of-neighbors-wait-for-what-is-in-view",
                   test_the_sizes_of_neighbors_wait_for_what_is_in_view);
  ADD ("A-1/P-3/a-jump-renders-only-its-end", "five-hundred-pages.pdf",
       test_a_jump_renders_only_its_end);
  ADD ("A-1/a-slow-scroll-cancels-nothing", "five-hundred-pages.pdf",
       test_a_slow_scroll_cancels_nothing);
  ADD ("zooming-keeps-the-fit-and-the-keys-change-it", "three-pages.pdf",
       test_zooming_keeps_the_fit_and_the_keys_change_it);
  ADD ("any-zoom-is-sharp-where-one-looks", "three-pages.pdf",
       test_any_zoom_is_sharp_where_one_looks);
  ADD ("scrolling-reads-on", "five-hundred-pages.pdf", test_scrolling_reads_on);
  ADD ("scrolling-past-the-end-turns-a-single-page", "three-pages.pdf",
       test_scrolling_past_the_end_turns_a_single_page);
  ADD ("jumps-are-remembered", "five-hundred-pages.pdf", test_jumps_are_remembered);
  ADD ("pages-turn-with-the-view", "three-pages.pdf", test_pages_turn_with_the_view);
  ADD ("a-hidden-view-asks-for-nothing", "endless.pdf", test_a_hidden_view_asks_for_nothing);
  ADD ("another-document-begins-at-its-beginning", "three-pages.pdf",
       test_another_document_begins_at_its_beginning);
  ADD ("pages-of-all-sizes-fit", "sizes.pdf", test_pages_of_all_sizes_fit);

  return g_test_run ();
}
