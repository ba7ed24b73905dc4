/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <unistd.h>

#include "recto-page-notice.h"
#include "recto-test-view.h"
#include "recto-task-list.h"
#include "recto-test.h"

/* The second page of each of these documents is heavy, its neighbors are light. */

static void
set_up (RectoTestView *fixture, gconstpointer name)
{
  recto_test_view_set_up (fixture, name);
  recto_test_view_wait_shown (fixture);
  recto_test_view_activate (fixture, "page.next");
}

static void
tear_down (RectoTestView *fixture, gconstpointer name)
{
  recto_test_view_tear_down (fixture, NULL);
}

static GtkWidget *
find_label (RectoTestView *fixture, const char *label)
{
  return recto_test_view_find (fixture, GTK_TYPE_LABEL, label);
}

static void
wait_for_label (RectoTestView *fixture, const char *label)
{
  recto_test_wait (find_label (fixture, label) != NULL);
}

static void
click (RectoTestView *fixture, const char *label)
{
  GtkWidget *button = NULL;

  recto_test_wait ((button = recto_test_view_find (fixture, GTK_TYPE_BUTTON, label)) != NULL);
  g_signal_emit_by_name (button, "clicked");
}

static guint
get_n_foreground (RectoTestView *fixture)
{
  return recto_task_list_get_n_foreground (
      RECTO_TASK_LIST (recto_document_get_tasks (fixture->document)));
}

/* (transfer full) (nullable) */
static RectoTask *
get_running_task (RectoTestView *fixture)
{
  GListModel *tasks = recto_document_get_tasks (fixture->document);

  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr (RectoTask) task = g_list_model_get_item (tasks, i);

      if (recto_task_is_foreground (task) && recto_task_get_state (task) == RECTO_TASK_RUNNING)
        return g_steal_pointer (&task);
    }
  return NULL;
}

/* (transfer full) (nullable) */
static RectoTask *
find_task (RectoTestView *fixture, RectoTaskKind kind)
{
  GListModel *tasks = recto_document_get_tasks (fixture->document);

  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr (RectoTask) task = g_list_model_get_item (tasks, i);

      if (recto_task_get_kind (task) == kind)
        return g_steal_pointer (&task);
    }
  return NULL;
}

static gboolean
is_running (RectoTestView *fixture, RectoTaskKind kind)
{
  g_autoptr (RectoTask) task = find_task (fixture, kind);

  return task != NULL && recto_task_get_state (task) == RECTO_TASK_RUNNING;
}

/* As the Stop button does it. */
static void
press_stop (RectoTestView *fixture)
{
  recto_test_wait (get_n_foreground (fixture) > 0);
  g_assert_true (recto_document_stop (fixture->document));
  recto_page_view_stop (fixture->view);
  recto_test_wait (get_n_foreground (fixture) == 0);
  wait_for_label (fixture, "Rendering stopped");
}

static void
test_a_stopped_page_says_so_and_can_be_resumed (RectoTestView *fixture, gconstpointer name)
{
  press_stop (fixture);
  g_assert_cmpuint (recto_test_view_get_missing (fixture), ==, 0);
  click (fixture, "_Resume");
  recto_test_wait (get_n_foreground (fixture) > 0);
  recto_test_wait (find_label (fixture, "Rendering stopped") == NULL);
}

static void
test_a_stopped_page_stays_stopped_when_zoomed (RectoTestView *fixture, gconstpointer name)
{
  press_stop (fixture);
  recto_test_view_activate (fixture, "page.zoom-in");
  recto_test_view_wait_frame (fixture);
  recto_test_view_activate (fixture, "page.fit-width");
  recto_test_view_wait_frame (fixture);
  recto_page_view_scroll (fixture->view, GTK_ORIENTATION_VERTICAL, 30);
  recto_test_view_wait_frame (fixture);
  g_assert_cmpuint (get_n_foreground (fixture), ==, 0);
  g_assert_nonnull (find_label (fixture, "Rendering stopped"));
}

/* Zooming in on page 3 leads away from page 2, zooming out again back to it. */
static void
test_a_stopped_page_stays_stopped_out_of_view (RectoTestView *fixture, gconstpointer name)
{
  const double width = gtk_widget_get_width (GTK_WIDGET (fixture->view));
  const double height = gtk_widget_get_height (GTK_WIDGET (fixture->view));

  press_stop (fixture);
  g_object_set (fixture->view, "continuous", TRUE, NULL);
  recto_page_view_zoom_at (fixture->view, 0.5, width / 2, 20);
  recto_test_view_wait_frame (fixture);
  recto_page_view_zoom_at (fixture->view, 6, width / 2, height - 10);
  recto_test_wait (find_label (fixture, "Rendering stopped") == NULL);
  recto_page_view_zoom_at (fixture->view, 0.5, width / 2, height - 10);
  wait_for_label (fixture, "Rendering stopped");
  recto_test_view_wait_shown (fixture);
  g_assert_false (recto_test_view_is_asked_for (fixture, 1));
  g_assert_nonnull (find_label (fixture, "Rendering stopped"));
}

static void
test_other_pages_render_after_stop (RectoTestView *fixture, gconstpointer name)
{
  press_stop (fixture);
  recto_test_view_activate (fixture, "page.next");
  recto_test_view_wait_shown (fixture);
  g_assert_cmpuint (recto_test_view_get_page (fixture), ==, 3);
  g_assert_null (find_label (fixture, "Rendering stopped"));
}

/* H-8: a page that was left and comes back is rendered again. */
static void
test_a_stopped_page_that_comes_back_is_rendered (RectoTestView *fixture, gconstpointer name)
{
  press_stop (fixture);
  recto_test_view_activate (fixture, "page.next");
  recto_test_view_wait_shown (fixture);
  recto_test_view_activate (fixture, "page.previous");
  recto_test_wait (get_n_foreground (fixture) > 0);
  g_assert_null (find_label (fixture, "Rendering stopped"));
}

static void
test_reload_forgets_that_it_was_stopped (RectoTestView *fixture, gconstpointer name)
{
  press_stop (fixture);
  recto_page_view_reload (fixture->view);
  recto_test_wait (get_n_foreground (fixture) > 0);
  recto_test_wait (find_label (fixture, "Rendering stopped") == NULL);
}

/* A task's own stop in the list of what runs does the same. */
static void
test_stopping_one_task_stops_its_page (RectoTestView *fixture, gconstpointer name)
{
  g_autoptr (RectoTask) task = NULL;

  recto_test_wait ((task = get_running_task (fixture)) != NULL);
  g_assert_true (recto_task_cancel (task, RECTO_CANCEL_USER_STOP));
  wait_for_label (fixture, "Rendering stopped");
  recto_test_wait (get_n_foreground (fixture) == 0);
}

/* The layout of the chapter in view likewise, before which not even the size of its pages is
 * known. */
static void
test_stopping_the_layout_stops_the_page (RectoTestView *fixture, gconstpointer name)
{
  g_autoptr (RectoTask) task = NULL;

  recto_test_view_wait_frame (fixture);
  recto_test_wait (is_running (fixture, RECTO_TASK_LAYOUT));
  task = find_task (fixture, RECTO_TASK_LAYOUT);
  g_assert_true (recto_task_cancel (task, RECTO_CANCEL_USER_STOP));
  wait_for_label (fixture, "Rendering stopped");
  recto_test_view_wait_frame (fixture);
  /* What was read beside it, as links of the page before, comes to its end. */
  recto_test_wait (g_list_model_get_n_items (recto_document_get_tasks (fixture->document)) == 0);
  click (fixture, "_Resume");
  recto_test_wait (is_running (fixture, RECTO_TASK_LAYOUT));
  recto_test_wait (find_label (fixture, "Rendering stopped") == NULL);
}

static void
stop_reading_ahead (RectoTestView *fixture)
{
  g_autoptr (RectoTask) task = NULL;

  recto_test_view_activate (fixture, "page.previous");
  recto_test_view_wait_shown (fixture);
  recto_test_wait (is_running (fixture, RECTO_TASK_LAYOUT));
  task = find_task (fixture, RECTO_TASK_LAYOUT);
  g_assert_true (recto_task_cancel (task, RECTO_CANCEL_USER_STOP));
  recto_test_wait (g_list_model_get_n_items (recto_document_get_tasks (fixture->document)) == 0);
}

/* What is read in the background, too, does not begin again by itself. */
static void
test_reading_ahead_that_was_stopped_rests (RectoTestView *fixture, gconstpointer name)
{
  stop_reading_ahead (fixture);
  for (guint i = 0; i < 3; i++)
    {
      recto_test_view_wait_frame (fixture);
      recto_page_view_scroll (fixture->view, GTK_ORIENTATION_VERTICAL, 1);
    }
  recto_test_view_activate (fixture, "page.zoom-in");
  recto_test_view_wait_shown (fixture);
  g_assert_null (find_label (fixture, "Rendering stopped"));
  g_assert_false (is_running (fixture, RECTO_TASK_LAYOUT));
  recto_test_view_activate (fixture, "page.next");
  recto_test_wait (is_running (fixture, RECTO_TASK_LAYOUT));
}

static void
test_a_page_that_is_laid_out_for_long_says_so (RectoTestView *fixture, gconstpointer name)
{
  recto_test_wait (is_running (fixture, RECTO_TASK_LAYOUT));
  recto_test_view_wait_frame (fixture);
  recto_test_clock_advance_ms (&fixture->clock, 3100);
  wait_for_label (fixture, "Still rendering…");
}

/* turning away ends the work in the same frame, without a word. */
static void
test_turning_away_cancels_in_the_same_frame (RectoTestView *fixture, gconstpointer name)
{
  g_autoptr (RectoTask) task = NULL;

  recto_test_wait ((task = get_running_task (fixture)) != NULL);
  recto_test_view_activate (fixture, "page.next");
  recto_test_view_wait_frame (fixture);
  g_assert_cmpint (recto_task_get_state (task), ==, RECTO_TASK_CANCELLED);
  g_assert_cmpint (recto_task_get_reason (task), ==, RECTO_CANCEL_SUPERSEDED);
  recto_test_view_wait_shown (fixture);
  g_assert_cmpuint (recto_test_view_get_page (fixture), ==, 3);
}

/* D15: the page one has had enough of is not rendered behind one's back. */
static void
test_a_page_left_unfinished_is_not_rendered_ahead (RectoTestView *fixture, gconstpointer name)
{
  recto_test_wait (get_n_foreground (fixture) > 0);
  recto_test_view_wait_frame (fixture);
  recto_test_clock_advance_ms (&fixture->clock, 150);
  recto_test_view_wait_frame (fixture);
  recto_test_view_activate (fixture, "page.next");
  recto_test_view_wait_shown (fixture);
  /* The page after comes ahead, and then all is quiet. */
  recto_test_view_wait_frame (fixture);
  recto_test_wait (g_list_model_get_n_items (recto_document_get_tasks (fixture->document)) == 0);
  recto_test_view_wait_frame (fixture);
  g_assert_false (recto_test_view_is_asked_for (fixture, 1));
}

/* P-4: the hint is there after three seconds, and gone with what it was about. */
static void
test_a_slow_page_says_so (RectoTestView *fixture, gconstpointer name)
{
  recto_test_wait (get_n_foreground (fixture) > 0);
  recto_test_clock_advance_ms (&fixture->clock, 2900);
  recto_test_view_wait_frame (fixture);
  recto_test_view_wait_frame (fixture);
  g_assert_null (find_label (fixture, "Still rendering…"));
  recto_test_clock_advance_ms (&fixture->clock, 200);
  wait_for_label (fixture, "Still rendering…");
  recto_test_view_activate (fixture, "page.next");
  recto_test_wait (find_label (fixture, "Still rendering…") == NULL);
}

/* What one turns to when one has enough of waiting is on its way already, and so is the page after,
 * which the page before has not asked for. */
typedef struct
{
  RectoTestView *fixture;
  gboolean asked;
} Neighbor;

/* It may be rendered between two looks. */
static void
tasks_changed_cb (GListModel *tasks,
                  guint position,
                  guint n_removed,
                  guint n_added,
                  Neighbor *neighbor)
{
  neighbor->asked |= recto_test_view_is_asked_for (neighbor->fixture, 3);
}

static void
test_neighbors_of_a_page_waited_for_are_asked_for (RectoTestView *fixture, gconstpointer name)
{
  GListModel *tasks = recto_document_get_tasks (fixture->document);
  Neighbor neighbor = { fixture, FALSE };
  gulong handler;

  recto_test_wait (get_n_foreground (fixture) > 0);
  recto_test_view_wait_frame (fixture);
  g_assert_false (recto_test_view_is_asked_for (fixture, 3));
  handler = g_signal_connect (tasks, "items-changed", G_CALLBACK (tasks_changed_cb), &neighbor);
  recto_test_clock_advance_ms (&fixture->clock, 150);
  recto_test_wait (neighbor.asked);
  g_signal_handler_disconnect (tasks, handler);
  g_assert_cmpuint (get_n_foreground (fixture), >, 0);
}

static gboolean
is_rendering (RectoTestView *fixture)
{
  g_autoptr (RectoTask) task = get_running_task (fixture);

  return task != NULL;
}

/* The limit is for the page, not for each of its tiles nor for each look at it. */
static void
test_a_page_over_its_time_says_so_and_can_go_on (RectoTestView *fixture, gconstpointer name)
{
  g_autoptr (RectoTask) task = NULL;

  g_object_set (fixture->view, "page-time-limit", 10, NULL);
  recto_test_wait (is_rendering (fixture));
  recto_test_view_wait_frame (fixture);
  recto_test_clock_advance_ms (&fixture->clock, 6000);
  recto_test_view_activate (fixture, "page.zoom-in");
  recto_test_view_wait_frame (fixture);
  recto_test_wait ((task = get_running_task (fixture)) != NULL);
  g_assert_null (find_label (fixture, "This page takes longer than 10 seconds"));
  recto_test_clock_advance_ms (&fixture->clock, 5000);
  wait_for_label (fixture, "This page takes longer than 10 seconds");
  g_assert_cmpint (recto_task_get_state (task), ==, RECTO_TASK_TIMED_OUT);
  recto_test_wait (get_n_foreground (fixture) == 0);
  click (fixture, "_Continue Without Limit");
  recto_test_wait (is_rendering (fixture));
  recto_test_view_wait_frame (fixture);
  recto_test_clock_advance_ms (&fixture->clock, 60000);
  recto_test_view_wait_frame (fixture);
  g_assert_cmpuint (get_n_foreground (fixture), >, 0);
}

static void
kill_all (GArray *processes)
{
  for (guint i = 0; i < processes->len; i++)
    kill (g_array_index (processes, int, i), SIGKILL);
}

static gboolean
are_gone (GArray *processes)
{
  for (guint i = 0; i < processes->len; i++)
    if (kill (g_array_index (processes, int, i), 0) == 0)
      return FALSE;
  return TRUE;
}

static void
test_a_page_that_ends_its_process_says_so (RectoTestView *fixture, gconstpointer name)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GArray) hosts = NULL;

  recto_test_wait (get_n_foreground (fixture) > 0);
  hosts = recto_test_children (getpid ());
  for (guint i = 0; i < hosts->len; i++)
    {
      g_autoptr (GArray) workers = recto_test_children (g_array_index (hosts, int, i));

      g_array_append_vals (all, workers->data, workers->len);
    }
  kill_all (all);
  wait_for_label (fixture, "This page crashed the renderer");
  /* Else the next page might be given to one that has died, but has not been missed yet: a frame
   * comes after all that is known by then. */
  recto_test_wait (are_gone (all));
  recto_test_view_wait_frame (fixture);
  recto_test_view_activate (fixture, "page.next");
  recto_test_view_wait_shown (fixture);
  g_assert_cmpuint (recto_test_view_get_page (fixture), ==, 3);
  recto_test_view_activate (fixture, "page.previous");
  click (fixture, "_Try Again");
  recto_test_wait (get_n_foreground (fixture) > 0);
}

/* S-3: what is too large gives up by itself, and says so. */
static void
test_a_page_with_very_large_images_asks_first (RectoTestView *fixture, gconstpointer name)
{
  wait_for_label (fixture, "This page has very large images");
  recto_test_wait (get_n_foreground (fixture) == 0);
  click (fixture, "_Show Anyway");
  recto_test_wait (get_n_foreground (fixture) > 0);
  recto_test_wait (find_label (fixture, "This page has very large images") == NULL);
}

static void
test_a_page_short_of_memory_says_so_and_can_have_more (RectoTestView *fixture, gconstpointer name)
{
  if (RECTO_SANITIZED)
    {
      g_test_skip ("a sanitized worker has no memory limit");
      return;
    }
  wait_for_label (fixture, "Parts of this page could not be shown");
  click (fixture, "Try with _More Memory");
  recto_test_wait (find_label (fixture, "Parts of this page could not be shown") == NULL);
  recto_test_view_wait_shown (fixture);
  g_assert_null (recto_test_view_find (fixture, GTK_TYPE_BUTTON, "Try with _More Memory"));
}

/* H-8: a slow page shows its tiles as they come, and what has come stays when it is stopped. */
static void
test_painted_tiles_stay_when_stopped (RectoTestView *fixture, gconstpointer name)
{
  guint n_tiles;
  guint n_missing;

  recto_test_wait (recto_test_view_get_missing (fixture) > 0);
  n_tiles = recto_test_view_get_missing (fixture);
  g_assert_cmpuint (n_tiles, >, 1);
  recto_test_wait ((n_missing = recto_test_view_get_missing (fixture)) < n_tiles);
  g_assert_cmpuint (n_missing, >, 0);
  press_stop (fixture);
  click (fixture, "_Resume");
  recto_test_wait (get_n_foreground (fixture) > 0);
  g_assert_cmpuint (recto_test_view_get_missing (fixture), <=, n_missing);
}

/* How many bars are seen; none covers another. */
static guint
count_bars (RectoTestView *fixture)
{
  GtkWidget *view = GTK_WIDGET (fixture->view);
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));

  for (GtkWidget *child = gtk_widget_get_first_child (view); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      graphene_rect_t place;

      if (!RECTO_IS_PAGE_NOTICE (child) || !gtk_widget_get_mapped (child))
        continue;
      g_assert_true (gtk_widget_compute_bounds (child, view, &place));
      for (guint i = 0; i < seen->len; i++)
        g_assert_false (graphene_rect_intersection (&place,
                                                    &g_array_index (seen, graphene_rect_t, i),
                                                    NULL));
      g_array_append_val (seen, place);
    }
  return seen->len;
}

static void
test_bars_of_stopped_pages_cover_none (RectoTestView *fixture, gconstpointer name)
{
  g_object_set (fixture->view, "continuous", TRUE, NULL);
  for (int i = 0; i < 3; i++)
    recto_test_view_activate (fixture, "page.zoom-out");
  recto_test_view_wait_frame (fixture);
  press_stop (fixture);
  recto_test_wait (count_bars (fixture) >= 2);
  /* Back by a page: the one at the lower edge is seen less and less. */
  for (int i = 0; i < 80; i++)
    {
      recto_page_view_scroll (fixture->view, GTK_ORIENTATION_VERTICAL, -8);
      recto_test_view_wait_frame (fixture);
      g_assert_cmpuint (count_bars (fixture), >, 0);
    }
}

int
main (int argc, char *argv[])
{
  /* GTK 4.18's accessibility for tests crashes when anything is announced. */
  g_setenv ("GTK_A11Y", "none", TRUE);
  gtk_test_init (&argc, &argv, NULL);

#define ADD(name, document, func)                                                                  \
  g_test_add ("/page-stop/" name, RectoTestView, document, set_up, func, tear_down)
  ADD ("a-stopped-page-says-so-and-can-be-resumed", "endless.pdf",
       test_a_stopped_page_says_so_and_can_be_resumed);
  ADD ("a-stopped-page-stays-stopped-when-zoomed", "endless.pdf",
       test_a_stopped_page_stays_stopped_when_zoomed);
  ADD ("a-stopped-page-stays-stopped-out-of-view", "endless.pdf",
       test_a_stopped_page_stays_stopped_out_of_view);
  ADD ("other-pages-render-after-stop", "endless.pdf", test_other_pages_render_after_stop);
  ADD ("H-8/a-stopped-page-that-comes-back-is-rendered", "endless.pdf",
       test_a_stopped_page_that_comes_back_is_rendered);
  ADD ("reload-forgets-that-it-was-stopped", "endless.pdf",
       test_reload_forgets_that_it_was_stopped);
  ADD ("bars-of-stopped-pages-cover-none", "endless-pages.pdf",
       test_bars_of_stopped_pages_cover_none);
  ADD ("stopping-one-task-stops-its-page", "endless.pdf", test_stopping_one_task_stops_its_page);
  ADD ("stopping-the-layout-stops-the-page", "endless-second-chapter.epub",
       test_stopping_the_layout_stops_the_page);
  ADD ("reading-ahead-that-was-stopped-rests", "endless-second-chapter.epub",
       test_reading_ahead_that_was_stopped_rests);
  ADD ("a-page-that-is-laid-out-for-long-says-so", "endless-second-chapter.epub",
       test_a_page_that_is_laid_out_for_long_says_so);
  ADD ("A-1/turning-away-cancels-in-the-same-frame", "endless.pdf",
       test_turning_away_cancels_in_the_same_frame);
  ADD ("a-page-left-unfinished-is-not-rendered-ahead", "endless.pdf",
       test_a_page_left_unfinished_is_not_rendered_ahead);
  ADD ("P-4/a-slow-page-says-so", "endless.pdf", test_a_slow_page_says_so);
  ADD ("neighbors-of-a-page-waited-for-are-asked-for", "endless.pdf",
       test_neighbors_of_a_page_waited_for_are_asked_for);
  ADD ("G-15/a-page-over-its-time-says-so-and-can-go-on", "endless.pdf",
       test_a_page_over_its_time_says_so_and_can_go_on);
  ADD ("G-15/a-page-that-ends-its-process-says-so", "endless.pdf",
       test_a_page_that_ends_its_process_says_so);
  ADD ("S-3/a-page-with-very-large-images-asks-first", "big-image.pdf",
       test_a_page_with_very_large_images_asks_first);
  ADD ("a-page-short-of-memory-says-so-and-can-have-more", "memory.pdf",
       test_a_page_short_of_memory_says_so_and_can_have_more);
  ADD ("H-8/painted-tiles-stay-when-stopped", "slow.pdf", test_painted_tiles_stay_when_stopped);

  return g_test_run ();
}
