/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "recto-presentation.h"
#include "recto-test-clock.h"
#include "recto-test.h"

typedef struct
{
  RectoEngine *engine;
  GSettings *settings;
  GtkWidget *window;
  RectoDocumentView *view;
  GtkWidget *presentation; /* (nullable): once it has left */
  RectoTestClock clock;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer name)
{
  g_autoptr (GFile) file = recto_test_file (name);

  recto_test_clock_init (&fixture->clock);
  fixture->engine = recto_test_engine ();
  fixture->settings = g_settings_new (SETTINGS_ID);
  fixture->view = recto_document_view_new (fixture->engine, fixture->settings, NULL);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 600, 800);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  gtk_window_present (GTK_WINDOW (fixture->window));
  recto_document_view_open (fixture->view, file, 0, NULL);
  recto_test_wait (recto_document_view_get_state (fixture->view) == RECTO_DOCUMENT_VIEW_PAGES);
  recto_test_wait_for_pages (recto_document_view_get_document (fixture->view));
  g_set_weak_pointer (&fixture->presentation,
                      recto_presentation_new_with_clock (fixture->view, &fixture->clock.clock));
  gtk_window_present (GTK_WINDOW (fixture->presentation));
  recto_test_wait (gtk_widget_get_mapped (fixture->presentation));
}

static void
tear_down (Fixture *fixture, gconstpointer name)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->view), (gpointer *) &fixture->view);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  recto_test_wait (fixture->view == NULL);
  /* It ends with its document. */
  recto_test_wait (fixture->presentation == NULL);
  recto_engine_shut_down (fixture->engine);
  g_object_unref (fixture->engine);
  g_object_unref (fixture->settings);
}

static RectoPageView *
get_pages (Fixture *fixture)
{
  return recto_presentation_get_page_view (RECTO_PRESENTATION (fixture->presentation));
}

static guint
get_number (RectoPageView *pages)
{
  guint number = 0;

  g_object_get (pages, "number", &number, NULL);
  return number;
}

/* As the window's controller hears of it. */
static void
press (Fixture *fixture, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (fixture->presentation);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &handled);
      if (handled)
        return;
    }
}

static GtkWidget *
find_child (GtkWidget *parent, const char *css_class)
{
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found =
          gtk_widget_has_css_class (child, css_class) ? child : find_child (child, css_class);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
is_blank (Fixture *fixture)
{
  return gtk_widget_get_visible (find_child (fixture->presentation, "recto-blank"));
}

static gboolean
is_ended (Fixture *fixture)
{
  return is_blank (fixture) &&
         gtk_widget_get_visible (find_child (fixture->presentation, "title-2"));
}

static void
test_keys_turn_pages (Fixture *fixture, gconstpointer name)
{
  press (fixture, GDK_KEY_space);
  g_assert_cmpuint (get_number (get_pages (fixture)), ==, 1);
  press (fixture, GDK_KEY_Right);
  g_assert_cmpuint (get_number (get_pages (fixture)), ==, 2);
  press (fixture, GDK_KEY_BackSpace);
  g_assert_cmpuint (get_number (get_pages (fixture)), ==, 1);
  press (fixture, GDK_KEY_End);
  g_assert_cmpuint (get_number (get_pages (fixture)), ==, 2);
  press (fixture, GDK_KEY_Home);
  g_assert_cmpuint (get_number (get_pages (fixture)), ==, 0);
  press (fixture, GDK_KEY_3);
  press (fixture, GDK_KEY_Return);
  g_assert_cmpuint (get_number (get_pages (fixture)), ==, 2);
}

static void
test_going_on_after_the_last_page_says_so_and_then_leaves (Fixture *fixture, gconstpointer name)
{
  press (fixture, GDK_KEY_End);
  g_assert_false (is_ended (fixture));
  press (fixture, GDK_KEY_n);
  g_assert_true (is_ended (fixture));
  press (fixture, GDK_KEY_p);
  g_assert_false (is_ended (fixture));
  g_assert_cmpuint (get_number (get_pages (fixture)), ==, 2);
  press (fixture, GDK_KEY_n);
  press (fixture, GDK_KEY_n);
  recto_test_wait (fixture->presentation == NULL);
}

static void
test_leaving_goes_on_with_the_page_shown (Fixture *fixture, gconstpointer name)
{
  press (fixture, GDK_KEY_n);
  recto_test_wait (g_list_model_get_n_items (recto_document_get_tasks (
                       recto_document_view_get_document (fixture->view))) == 0);
  press (fixture, GDK_KEY_Escape);
  recto_test_wait (fixture->presentation == NULL);
  g_assert_cmpuint (get_number (recto_document_view_get_page_view (fixture->view)), ==, 1);
}

static void
test_screen_goes_black_and_white (Fixture *fixture, gconstpointer name)
{
  GtkWidget *blank = find_child (fixture->presentation, "recto-blank");

  press (fixture, GDK_KEY_b);
  g_assert_true (is_blank (fixture));
  g_assert_false (gtk_widget_has_css_class (blank, "white"));
  press (fixture, GDK_KEY_w);
  g_assert_true (gtk_widget_has_css_class (blank, "white"));
  press (fixture, GDK_KEY_w);
  g_assert_false (is_blank (fixture));
  /* The first key after it only shows the page again. */
  press (fixture, GDK_KEY_period);
  press (fixture, GDK_KEY_n);
  g_assert_false (is_blank (fixture));
  g_assert_cmpuint (get_number (get_pages (fixture)), ==, 0);
}

static void
test_pages_keep_their_size (Fixture *fixture, gconstpointer name)
{
  RectoFitMode fit_mode = RECTO_FIT_NONE;

  press (fixture, GDK_KEY_plus);
  press (fixture, GDK_KEY_c);
  recto_page_view_zoom_at (get_pages (fixture), 4, 0, 0);
  g_object_get (get_pages (fixture), "fit-mode", &fit_mode, NULL);
  g_assert_cmpint (fit_mode, ==, RECTO_FIT_PAGE);
  g_assert_false (recto_page_view_get_continuous (get_pages (fixture)));
}

static void
after_paint_cb (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

static void
wait_frame (Fixture *fixture)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (get_pages (fixture)));
  gboolean painted = FALSE;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &painted);

  gtk_widget_queue_draw (GTK_WIDGET (get_pages (fixture)));
  recto_test_wait (painted);
  g_signal_handler_disconnect (clock, handler);
}

static void
test_the_next_page_is_there_already (Fixture *fixture, gconstpointer name)
{
  RectoDocument *document = recto_document_view_get_document (fixture->view);
  guint n_missing = 1;

  wait_frame (fixture);
  recto_test_wait ((g_object_get (get_pages (fixture), "visible-missing", &n_missing, NULL),
                    n_missing == 0));
  /* What is near is asked for in the frame after that. */
  wait_frame (fixture);
  recto_test_wait (g_list_model_get_n_items (recto_document_get_tasks (document)) == 0);
  press (fixture, GDK_KEY_n);
  wait_frame (fixture);
  g_object_get (get_pages (fixture), "visible-missing", &n_missing, NULL);
  g_assert_cmpuint (n_missing, ==, 0);
}

static void
test_a_resting_pointer_hides (Fixture *fixture, gconstpointer name)
{
  g_assert_null (gtk_widget_get_cursor (fixture->presentation));
  recto_test_clock_advance_ms (&fixture->clock, 1900);
  g_assert_null (gtk_widget_get_cursor (fixture->presentation));
  /* That a pointer is there may be heard late, and it rests from then on. */
  recto_test_wait ((recto_test_clock_advance_ms (&fixture->clock, 200),
                    gtk_widget_get_cursor (fixture->presentation) != NULL));
  g_assert_cmpstr (gdk_cursor_get_name (gtk_widget_get_cursor (fixture->presentation)), ==, "none");
}

static void
test_it_ends_with_its_document (Fixture *fixture, gconstpointer name)
{
  recto_document_view_show_start (fixture->view);
  recto_test_wait (fixture->presentation == NULL);
}

/* One press stops and leaves. */
static void
test_escape_stops_and_leaves_at_once (Fixture *fixture, gconstpointer name)
{
  RectoTaskList *tasks = recto_document_view_get_tasks (fixture->view);

  press (fixture, GDK_KEY_n);
  recto_test_wait (recto_test_is_asked_for (G_LIST_MODEL (tasks), 1) &&
                   recto_task_list_get_n_foreground (tasks) > 0);
  press (fixture, GDK_KEY_Escape);
  recto_test_wait (fixture->presentation == NULL);
  recto_test_wait (recto_task_list_get_n_foreground (tasks) == 0);
  /* The page that never ends is not begun again. */
  g_assert_cmpuint (get_number (recto_document_view_get_page_view (fixture->view)), ==, 0);
}

int
main (int argc, char *argv[])
{
  /* GTK 4.18's accessibility for tests crashes when anything is announced. */
  g_setenv ("GTK_A11Y", "none", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, name, func)                                                                      \
  g_test_add ("/presentation/" path, Fixture, name, set_up, func, tear_down)
  ADD ("keys-turn-pages", "three-pages.pdf", test_keys_turn_pages);
  ADD ("going-on-after-the-last-page-says-so-and-then-leaves", "three-pages.pdf",
       test_going_on_after_the_last_page_says_so_and_then_leaves);
  ADD ("leaving-goes-on-with-the-page-shown", "three-pages.pdf",
       test_leaving_goes_on_with_the_page_shown);
  ADD ("screen-goes-black-and-white", "three-pages.pdf", test_screen_goes_black_and_white);
  ADD ("pages-keep-their-size", "three-pages.pdf", test_pages_keep_their_size);
  ADD ("the-next-page-is-there-already", "three-pages.pdf", test_the_next_page_is_there_already);
  ADD ("a-resting-pointer-hides", "three-pages.pdf", test_a_resting_pointer_hides);
  ADD ("it-ends-with-its-document", "three-pages.pdf", test_it_ends_with_its_document);
  ADD ("escape-stops-and-leaves-at-once", "endless.pdf", test_escape_stops_and_leaves_at_once);
#undef ADD

  return g_test_run ();
}
