/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-test-view.h"
#include "recto-test.h"

static void
set_up (RectoTestView *fixture, gconstpointer name)
{
  recto_test_view_set_up (fixture, name);
  /* Taking the focus draws a frame. */
  recto_test_wait (gtk_window_is_active (GTK_WINDOW (fixture->window)));
}

/* Counts the frames in which the view is drawn anew, while the frame clock ticks in any case. */
typedef struct
{
  GdkPaintable *picture;
  guint n_ticks;
  guint n_drawn;
} Frames;

static void
ticked_cb (GdkFrameClock *clock, gpointer user_data)
{
  ((Frames *) user_data)->n_ticks++;
}

static void
drawn_cb (GdkPaintable *picture, gpointer user_data)
{
  ((Frames *) user_data)->n_drawn++;
}

static void
begin_counting (RectoTestView *fixture, Frames *frames)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (fixture->view));

  frames->picture = gtk_widget_paintable_new (GTK_WIDGET (fixture->view));
  g_signal_connect (frames->picture, "invalidate-contents", G_CALLBACK (drawn_cb), frames);
  g_signal_connect (clock, "after-paint", G_CALLBACK (ticked_cb), frames);
  gdk_frame_clock_begin_updating (clock);
}

/* All has come and has been drawn; pages are asked for as their sizes become known. */
static void
begin_at_rest (RectoTestView *fixture, Frames *frames)
{
  recto_test_wait_for_pages (fixture->document);
  recto_test_view_wait_shown (fixture);
  recto_test_wait (recto_test_view_count_tasks (fixture) == 0);
  recto_test_view_wait_frame (fixture);
  begin_counting (fixture, frames);
}

/* What has been asked for by now has been drawn. */
static void
end_counting (RectoTestView *fixture, Frames *frames)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (fixture->view));
  const guint after = frames->n_ticks + 2;

  recto_test_wait (frames->n_ticks >= after);
  gdk_frame_clock_end_updating (clock);
  g_signal_handlers_disconnect_by_data (clock, frames);
  g_signal_handlers_disconnect_by_data (frames->picture, frames);
  g_clear_object (&frames->picture);
}

/* Were one drawn for each page that comes ahead, too, a key that is held down would wait for it. */
static void
test_a_turn_is_one_frame (RectoTestView *fixture, gconstpointer name)
{
  Frames frames = { 0 };

  begin_at_rest (fixture, &frames);
  for (guint i = 1; i <= 5; i++)
    {
      recto_test_view_activate (fixture, "page.next");
      recto_test_wait (frames.n_drawn == i && recto_test_view_count_tasks (fixture) == 0);
      g_assert_cmpuint (recto_test_view_get_page (fixture), ==, i + 1);
    }
  end_counting (fixture, &frames);
  g_assert_cmpuint (frames.n_drawn, ==, 5);
  /* The page after has come nevertheless. */
  recto_test_view_activate (fixture, "page.next");
  recto_test_view_wait_frame (fixture);
  g_assert_cmpuint (recto_test_view_get_missing (fixture), ==, 0);
}

static void
test_a_jump_s_first_frame_has_the_page (RectoTestView *fixture, gconstpointer name)
{
  Frames frames = { 0 };

  begin_at_rest (fixture, &frames);
  recto_page_view_go_to (fixture->view, RECTO_LOCATION_INIT (0, 400), TRUE);
  recto_test_wait (frames.n_drawn == 1);
  g_assert_cmpuint (recto_test_view_get_page (fixture), ==, 401);
  recto_page_view_go_to_point (fixture->view, RECTO_LOCATION_INIT (0, 300), 0, 0, TRUE);
  recto_test_wait (frames.n_drawn == 2);
  g_assert_cmpuint (recto_test_view_get_page (fixture), ==, 301);
  end_counting (fixture, &frames);
}

/* Its page does not come: the page before stays on the screen as long as the jump waits. */
static void
begin_to_jump (RectoTestView *fixture, Frames *frames, guint page)
{
  recto_test_view_wait_shown (fixture);
  recto_test_view_wait_frame (fixture);
  begin_counting (fixture, frames);
  recto_page_view_go_to (fixture->view, RECTO_LOCATION_INIT (0, page), TRUE);
}

static void
assert_nothing_drawn (const Frames *frames)
{
  for (guint i = 0; i < 20; i++)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (frames->n_drawn, ==, 0);
}

static void
test_a_jump_waits_a_moment_only (RectoTestView *fixture, gconstpointer name)
{
  Frames frames = { 0 };

  begin_to_jump (fixture, &frames, 1);
  assert_nothing_drawn (&frames);
  recto_test_clock_advance_ms (&fixture->clock, 8);
  recto_test_wait (frames.n_drawn == 1);
  g_assert_cmpuint (recto_test_view_get_missing (fixture), >, 0);
  end_counting (fixture, &frames);
}

static void
test_jumps_one_after_another_wait_no_longer_than_one (RectoTestView *fixture, gconstpointer name)
{
  Frames frames = { 0 };

  begin_to_jump (fixture, &frames, 1);
  fixture->clock.now += 5 * 1000;
  recto_page_view_go_to (fixture->view, RECTO_LOCATION_INIT (0, 2), TRUE);
  assert_nothing_drawn (&frames);
  recto_test_clock_advance_ms (&fixture->clock, 3);
  recto_test_wait (frames.n_drawn == 1);
  end_counting (fixture, &frames);
}

/* Sizes and tiles are read by two processes: either may come last. What came into view meanwhile is
 * asked for with the next plan, and so tells that there was one. */
static void
test_a_jump_s_moment_takes_sizes_too (RectoTestView *fixture, gconstpointer name)
{
  const guint beside = 49;
  Frames frames = { 0 };

  recto_test_wait (recto_document_get_page (fixture->document, RECTO_LOCATION_INIT (0, beside)) !=
                   NULL);
  begin_to_jump (fixture, &frames, 50);
  g_object_set (fixture->view, "dual", TRUE, NULL);
  assert_nothing_drawn (&frames);
  g_assert_false (recto_test_view_is_asked_for (fixture, beside));
  g_signal_emit_by_name (fixture->document, "pages-changed");
  recto_test_wait (recto_test_view_is_asked_for (fixture, beside));
  g_assert_cmpuint (frames.n_drawn, ==, 0);
  recto_test_clock_advance_ms (&fixture->clock, 8);
  end_counting (fixture, &frames);
}

/* Its page does not come, and nobody would see it. */
static void
test_a_jump_out_of_sight_waits_for_nothing (RectoTestView *fixture, gconstpointer name)
{
  guint n_turns = 0;

  recto_test_view_wait_shown (fixture);
  recto_test_view_activate (fixture, "page.next");
  recto_test_wait (recto_test_view_get_missing (fixture) > 0);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (fixture->view)), FALSE);
  recto_page_view_go_to (fixture->view, RECTO_LOCATION_INIT (0, 0), TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    g_assert_cmpuint (n_turns++, <, 1000);
}

static void
test_a_page_s_text_is_read_without_a_frame (RectoTestView *fixture, gconstpointer name)
{
  GtkAccessibleText *text = GTK_ACCESSIBLE_TEXT (fixture->view);
  g_autoptr (GBytes) words = NULL;
  Frames frames = { 0 };

  begin_at_rest (fixture, &frames);
  do
    {
      g_clear_pointer (&words, g_bytes_unref);
      words = GTK_ACCESSIBLE_TEXT_GET_IFACE (text)->get_contents (text, 0, G_MAXUINT);
      g_main_context_iteration (NULL, TRUE);
    }
  while (g_bytes_get_size (words) <= 1);
  end_counting (fixture, &frames);
  g_assert_cmpuint (frames.n_drawn, ==, 0);
}

/* As a tab does: each window has frames of its own. */
static void
test_a_view_goes_on_in_another_window (RectoTestView *fixture, gconstpointer name)
{
  GtkWidget *former = fixture->window;
  GtkWidget *scrolled = gtk_window_get_child (GTK_WINDOW (former));

  recto_test_view_wait_shown (fixture);
  fixture->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (fixture->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 500, 600);
  gtk_window_present (GTK_WINDOW (fixture->window));
  recto_test_wait (gtk_widget_get_width (fixture->window) > 0);
  recto_test_view_activate (fixture, "page.next");
  g_object_ref (scrolled);
  gtk_window_set_child (GTK_WINDOW (former), NULL);
  gtk_window_set_child (GTK_WINDOW (fixture->window), scrolled);
  g_object_unref (scrolled);
  gtk_window_destroy (GTK_WINDOW (former));
  recto_test_view_wait_shown (fixture);
  g_assert_cmpuint (recto_test_view_get_page (fixture), ==, 2);
  recto_test_view_activate (fixture, "page.next");
  recto_test_wait (recto_test_view_get_page (fixture) == 3);
}

static void
test_what_was_done_while_hidden_is_drawn (RectoTestView *fixture, gconstpointer name)
{
  GtkWidget *scrolled = gtk_widget_get_parent (GTK_WIDGET (fixture->view));

  recto_test_view_wait_shown (fixture);
  gtk_widget_set_visible (scrolled, FALSE);
  recto_test_view_activate (fixture, "page.next");
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 500, 600);
  recto_test_view_wait_frame (fixture);
  gtk_widget_set_visible (scrolled, TRUE);
  recto_test_view_wait_shown (fixture);
  g_assert_cmpuint (recto_test_view_get_page (fixture), ==, 2);
  recto_test_view_activate (fixture, "page.next");
  recto_test_wait (recto_test_view_get_page (fixture) == 3);
}

int
main (int argc, char *argv[])
{
  /* GTK 4.18's accessibility for tests crashes when anything is announced. */
  g_setenv ("GTK_A11Y", "none", TRUE);
  gtk_test_init (&argc, &argv, NULL);

#define ADD(name, document, func)                                                                  \
  g_test_add ("/page-frames/" name, RectoTestView, document, set_up, func,                         \
              recto_test_view_tear_down)
  ADD ("a-turn-is-one-frame", "five-hundred-pages.pdf", test_a_turn_is_one_frame);
  ADD ("a-jump's-first-frame-has-the-page", "five-hundred-pages.pdf",
       test_a_jump_s_first_frame_has_the_page);
  ADD ("a-jump-waits-a-moment-only", "endless.pdf", test_a_jump_waits_a_moment_only);
  ADD ("jumps-one-after-another-wait-no-longer-than-one", "endless-pages.pdf",
       test_jumps_one_after_another_wait_no_longer_than_one);
  ADD ("a-jump's-moment-takes-sizes-too", "endless-pages.pdf",
       test_a_jump_s_moment_takes_sizes_too);
  ADD ("a-jump-out-of-sight-waits-for-nothing", "endless.pdf",
       test_a_jump_out_of_sight_waits_for_nothing);
  ADD ("a-page's-text-is-read-without-a-frame", "five-hundred-pages.pdf",
       test_a_page_s_text_is_read_without_a_frame);
  ADD ("a-view-goes-on-in-another-window", "three-pages.pdf",
       test_a_view_goes_on_in_another_window);
  ADD ("what-was-done-while-hidden-is-drawn", "three-pages.pdf",
       test_what_was_done_while_hidden_is_drawn);

  return g_test_run ();
}
