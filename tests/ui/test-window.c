/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-shortcuts.h"
#include "recto-sidebar.h"
#include "recto-slow-page-dialog.h"
#include "recto-stop-button.h"
#include "recto-test-window.h"
#include "recto-test.h"
#include "recto-zoom-control.h"

static void
set_up (RectoTestWindow *fixture, gconstpointer data)
{
  recto_test_window_set_up (fixture);
  recto_test_window_show (fixture);
}

static void
tear_down (RectoTestWindow *fixture, gconstpointer data)
{
  recto_test_window_tear_down (fixture);
}

static void
open_file (RectoTestWindow *fixture, const char *name)
{
  g_autoptr (GFile) file = recto_test_file (name);

  recto_window_open_file (fixture->window, file, 0, NULL);
}

static RectoDocumentView *
get_view (RectoTestWindow *fixture)
{
  return recto_window_get_view (fixture->window);
}

static void
wait_for_state (RectoTestWindow *fixture, RectoDocumentViewState state)
{
  recto_test_wait (recto_document_view_get_state (get_view (fixture)) == state);
}

static void
open_and_wait (RectoTestWindow *fixture, const char *name)
{
  open_file (fixture, name);
  wait_for_state (fixture, RECTO_DOCUMENT_VIEW_PAGES);
}

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static GtkWidget *
find_in_window (RectoTestWindow *fixture, GType type)
{
  return find (GTK_WIDGET (fixture->window), type);
}

static int
count_tabs (RectoTestWindow *fixture)
{
  return adw_tab_view_get_n_pages (ADW_TAB_VIEW (find_in_window (fixture, ADW_TYPE_TAB_VIEW)));
}

static gboolean
can_stop (RectoTestWindow *fixture)
{
  return gtk_widget_get_sensitive (
      gtk_widget_get_first_child (find_in_window (fixture, RECTO_TYPE_STOP_BUTTON)));
}

static void
activate (RectoTestWindow *fixture, const char *name)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), name, NULL);
}

static gboolean
is_enabled (RectoTestWindow *fixture, const char *name)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), name);
}

static void
wait_until_nothing_runs (RectoTestWindow *fixture)
{
  recto_test_wait (
      recto_task_list_get_n_foreground (recto_document_view_get_tasks (get_view (fixture))) == 0);
}

static void
test_start_page_takes_the_first_document (RectoTestWindow *fixture, gconstpointer data)
{
  open_and_wait (fixture, "three-pages.pdf");
  g_assert_cmpint (count_tabs (fixture), ==, 1);
  open_and_wait (fixture, "labels.pdf");
  g_assert_cmpint (count_tabs (fixture), ==, 2);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "labels.pdf");
}

static void
test_stop_follows_the_tab (RectoTestWindow *fixture, gconstpointer data)
{
  g_assert_false (can_stop (fixture));
  open_and_wait (fixture, "three-pages.pdf");
  recto_test_wait (!can_stop (fixture));
  open_file (fixture, "slow-to-open.pdf");
  g_assert_true (can_stop (fixture));
  activate (fixture, "stop");
  recto_test_wait (!can_stop (fixture));

  open_and_wait (fixture, "letter.docx");
  wait_until_nothing_runs (fixture);
  recto_test_wait (!can_stop (fixture));
}

static void
test_stopped_extra_tab_goes (RectoTestWindow *fixture, gconstpointer data)
{
  open_and_wait (fixture, "three-pages.pdf");
  open_file (fixture, "slow-to-open.pdf");
  g_assert_cmpint (count_tabs (fixture), ==, 2);
  g_assert_true (recto_window_stop (fixture->window));
  recto_test_wait (count_tabs (fixture) == 1);
  g_assert_cmpint (recto_document_view_get_state (get_view (fixture)), ==,
                   RECTO_DOCUMENT_VIEW_PAGES);
}

static void
test_stopped_only_tab_shows_the_start_page (RectoTestWindow *fixture, gconstpointer data)
{
  open_file (fixture, "slow-to-open.pdf");
  g_assert_true (recto_window_stop (fixture->window));
  g_assert_false (recto_window_stop (fixture->window));
  g_assert_cmpint (count_tabs (fixture), ==, 1);
  g_assert_cmpint (recto_document_view_get_state (get_view (fixture)), ==,
                   RECTO_DOCUMENT_VIEW_START);
}

static void
test_closed_tab_comes_back (RectoTestWindow *fixture, gconstpointer data)
{
  RectoPageView *page_view;
  guint number = 0;

  open_and_wait (fixture, "three-pages.pdf");
  open_and_wait (fixture, "labels.pdf");
  g_assert_false (is_enabled (fixture, "reopen-tab"));
  page_view = recto_document_view_get_page_view (get_view (fixture));
  recto_page_view_go_to (page_view, RECTO_LOCATION_INIT (0, 4), TRUE);
  activate (fixture, "close-tab");
  recto_test_wait (count_tabs (fixture) == 1);
  g_assert_true (is_enabled (fixture, "reopen-tab"));

  activate (fixture, "reopen-tab");
  wait_for_state (fixture, RECTO_DOCUMENT_VIEW_PAGES);
  g_assert_cmpstr (recto_document_view_get_title (get_view (fixture)), ==, "labels.pdf");
  g_object_get (recto_document_view_get_page_view (get_view (fixture)), "number", &number, NULL);
  g_assert_cmpuint (number, ==, 4);
  g_assert_false (is_enabled (fixture, "reopen-tab"));
}

static void
test_tab_moves_to_a_window_of_its_own (RectoTestWindow *fixture, gconstpointer data)
{
  RectoDocumentView *moved;
  GtkWindow *other;

  open_and_wait (fixture, "three-pages.pdf");
  g_assert_false (is_enabled (fixture, "move-tab"));
  open_and_wait (fixture, "labels.pdf");
  g_assert_true (is_enabled (fixture, "move-tab"));
  moved = get_view (fixture);
  activate (fixture, "move-tab");
  g_assert_cmpint (count_tabs (fixture), ==, 1);
  g_assert_false (is_enabled (fixture, "move-tab"));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "three-pages.pdf");

  other = gtk_application_get_active_window (fixture->application);
  recto_test_wait ((other = gtk_application_get_active_window (fixture->application)) !=
                   GTK_WINDOW (fixture->window));
  g_assert_true (recto_window_get_view (RECTO_WINDOW (other)) == moved);
  g_assert_cmpint (recto_document_view_get_state (moved), ==, RECTO_DOCUMENT_VIEW_PAGES);
  g_assert_cmpstr (gtk_window_get_title (other), ==, "labels.pdf");
}

static void
drop (RectoTestWindow *fixture, const GValue *value, gboolean *taken)
{
  g_autoptr (GListModel) controllers =
      gtk_widget_observe_controllers (GTK_WIDGET (fixture->window));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", value, 1.0, 1.0, taken);
    }
}

static void
test_dropped_files_open (RectoTestWindow *fixture, gconstpointer data)
{
  g_autoptr (GFile) pages = recto_test_file ("three-pages.pdf");
  g_autoptr (GFile) labels = recto_test_file ("labels.pdf");
  GFile *files[] = { pages, labels };
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_array (files, G_N_ELEMENTS (files)));
  drop (fixture, &value, &taken);
  g_assert_true (taken);
  g_assert_cmpint (count_tabs (fixture), ==, 2);
  g_assert_nonnull (recto_window_find_file (fixture->window, pages));
  g_assert_nonnull (recto_window_find_file (fixture->window, labels));
}

/* The dialog ends after its window, in whatever way. */
static void
test_window_may_go_while_files_are_chosen (RectoTestWindow *fixture, gconstpointer data)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  const guint n_before = g_list_model_get_n_items (toplevels);

  activate (fixture, "open");
  recto_test_wait (g_list_model_get_n_items (toplevels) > n_before);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  recto_test_wait (fixture->window == NULL);
  recto_test_wait (g_list_model_get_n_items (toplevels) == n_before - 1);
}

static void
test_last_tab_takes_the_window_along (RectoTestWindow *fixture, gconstpointer data)
{
  open_and_wait (fixture, "three-pages.pdf");
  activate (fixture, "close-tab");
  recto_test_wait (fixture->window == NULL);
  recto_test_wait_for_no_process ();
}

static void
test_actions_follow_the_document (RectoTestWindow *fixture, gconstpointer data)
{
  const char *const names[] = { "zoom-in",  "zoom-out",   "zoom-normal", "rotate-left",
                                "fit-mode", "continuous", "go-to-page",  "reload" };
  g_autoptr (GVariant) before = NULL;
  g_autoptr (GVariant) after = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_false (is_enabled (fixture, names[i]));
  open_and_wait (fixture, "three-pages.pdf");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_true (is_enabled (fixture, names[i]));
  before = g_action_group_get_action_state (G_ACTION_GROUP (fixture->window), "fit-mode");
  g_assert_cmpstr (g_variant_get_string (before, NULL), ==, "automatic");
  activate (fixture, "zoom-in");
  after = g_action_group_get_action_state (G_ACTION_GROUP (fixture->window), "fit-mode");
  g_assert_cmpstr (g_variant_get_string (after, NULL), ==, "none");
}

static void
test_menu_changes_the_page_view (RectoTestWindow *fixture, gconstpointer data)
{
  RectoPageView *page_view;
  RectoFitMode fit_mode = RECTO_FIT_NONE;

  open_and_wait (fixture, "three-pages.pdf");
  page_view = recto_document_view_get_page_view (get_view (fixture));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "fit-mode",
                                  g_variant_new_string ("page"));
  g_object_get (page_view, "fit-mode", &fit_mode, NULL);
  g_assert_cmpint (fit_mode, ==, RECTO_FIT_PAGE);
  g_assert_true (recto_page_view_get_continuous (page_view));
  activate (fixture, "continuous");
  g_assert_false (recto_page_view_get_continuous (page_view));
}

/* As the bar on it does. */
static void
test_a_page_is_explained (RectoTestWindow *fixture, gconstpointer data)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (fixture->window);
  RectoPageView *page_view;

  open_and_wait (fixture, "three-pages.pdf");
  page_view = recto_document_view_get_page_view (get_view (fixture));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page_view), "page.explain", "(uu)", 0, 1));
  recto_test_wait (adw_application_window_get_visible_dialog (window) != NULL);
  g_assert_true (RECTO_IS_SLOW_PAGE_DIALOG (adw_application_window_get_visible_dialog (window)));
  adw_dialog_force_close (adw_application_window_get_visible_dialog (window));
  recto_test_wait (adw_application_window_get_visible_dialog (window) == NULL);
}

static void
test_settings_are_the_defaults (RectoTestWindow *fixture, gconstpointer data)
{
  RectoFitMode fit_mode = RECTO_FIT_NONE;
  guint limit = 0;
  RectoPageView *page_view;

  g_settings_set_string (fixture->settings, "fit-mode", "width");
  g_settings_set_boolean (fixture->settings, "continuous", FALSE);
  open_and_wait (fixture, "three-pages.pdf");
  page_view = recto_document_view_get_page_view (get_view (fixture));
  g_object_get (page_view, "fit-mode", &fit_mode, "page-time-limit", &limit, NULL);
  g_assert_cmpint (fit_mode, ==, RECTO_FIT_WIDTH);
  g_assert_false (recto_page_view_get_continuous (page_view));
  g_assert_cmpuint (limit, ==, 30);

  g_settings_set_string (fixture->settings, "page-time-limit", "never");
  g_object_get (page_view, "page-time-limit", &limit, NULL);
  g_assert_cmpuint (limit, ==, 0);
  g_settings_reset (fixture->settings, "fit-mode");
  g_settings_reset (fixture->settings, "continuous");
  g_settings_reset (fixture->settings, "page-time-limit");
}

static void
test_only_the_tab_in_view_is_shown (RectoTestWindow *fixture, gconstpointer data)
{
  RectoDocumentView *first;

  open_and_wait (fixture, "three-pages.pdf");
  first = get_view (fixture);
  open_and_wait (fixture, "labels.pdf");
  g_assert_true (first != get_view (fixture));
  recto_window_select_view (fixture->window, first);
  g_assert_true (get_view (fixture) == first);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "three-pages.pdf");
}

static void
test_window_remembers_its_size (RectoTestWindow *fixture, gconstpointer data)
{
  RectoWindow *another;
  int width = 0;
  int height = 0;

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 811, 633);
  gtk_window_close (GTK_WINDOW (fixture->window));
  recto_test_wait (fixture->window == NULL);
  another = recto_window_new (fixture->application, fixture->engine, fixture->settings, NULL);
  gtk_window_get_default_size (GTK_WINDOW (another), &width, &height);
  g_assert_cmpint (width, ==, 811);
  g_assert_cmpint (height, ==, 633);
  gtk_window_destroy (GTK_WINDOW (another));
}

/* What the window says to a key before it does anything else with it. */
static gboolean
press_before_all (RectoTestWindow *fixture, guint keyval)
{
  g_autoptr (GListModel) controllers =
      gtk_widget_observe_controllers (GTK_WIDGET (fixture->window));
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &handled);
    }
  return handled;
}

static RectoTask *
add_task (RectoTestWindow *fixture, RectoTaskFlags flags)
{
  RectoTask *task = recto_task_new (RECTO_TASK_THUMBNAIL, flags, NULL);

  recto_task_list_add (recto_document_view_get_tasks (get_view (fixture)), task);
  recto_task_start (task);
  return task;
}

static GtkWidget *
find_label (GtkWidget *widget, const char *text)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child, text);
  return found;
}

/* Whether both are on the screen, one above the other, which is in the lower half of the window. */
static gboolean
is_above (RectoTestWindow *fixture, GtkWidget *one, GtkWidget *other)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  graphene_rect_t place;
  graphene_rect_t below;

  if (one == NULL || !gtk_widget_get_mapped (one) || !gtk_widget_get_mapped (other) ||
      !gtk_widget_compute_bounds (one, window, &place) ||
      !gtk_widget_compute_bounds (other, window, &below))
    return FALSE;
  return below.origin.y > (float) gtk_widget_get_height (window) / 2 &&
         place.origin.y + place.size.height <= below.origin.y;
}

static void
test_what_is_told_covers_no_bar (RectoTestWindow *fixture, gconstpointer data)
{
  const char *words = "What is told in a window that is as narrow as that";
  GtkWidget *zoom;

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 640);
  open_and_wait (fixture, "three-pages.pdf");
  zoom = find_in_window (fixture, RECTO_TYPE_ZOOM_CONTROL);
  recto_window_tell (fixture->window, words);
  recto_test_wait (is_above (fixture, find_label (GTK_WIDGET (fixture->window), words), zoom));
}

static void
test_what_is_told_stands_in_one_line (RectoTestWindow *fixture, gconstpointer data)
{
  const char *words = "Told in few words";
  GtkWidget *label = NULL;

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 700);
  recto_window_tell (fixture->window, words);
  recto_test_wait ((label = find_label (GTK_WIDGET (fixture->window), words)) != NULL &&
                   gtk_widget_get_width (label) > 0);
  g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (GTK_LABEL (label))), ==, 1);
}

/* How far from the window's left side the sidebar is in the first frame in which it is there. */
static float
measure_first_frame (RectoTestWindow *fixture, gboolean animations)
{
  GtkWidget *sidebar = find_in_window (fixture, RECTO_TYPE_SIDEBAR);
  graphene_rect_t place = GRAPHENE_RECT_INIT (0, 0, 0, 0);

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", animations, NULL);
  activate (fixture, "sidebar");
  recto_test_wait (gtk_widget_get_mapped (sidebar) &&
                   gtk_widget_compute_bounds (sidebar, GTK_WIDGET (fixture->window), &place) &&
                   place.size.width > 0);
  activate (fixture, "sidebar");
  recto_test_wait (!gtk_widget_get_mapped (sidebar));
  return place.origin.x;
}

static void
test_nothing_slides_where_motion_is_reduced (RectoTestWindow *fixture, gconstpointer data)
{
  gboolean before = FALSE;

  g_object_get (gtk_settings_get_default (), "gtk-enable-animations", &before, NULL);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 700);
  open_and_wait (fixture, "three-pages.pdf");
  wait_until_nothing_runs (fixture);
  /* Before it has a width, it slides in no case. */
  measure_first_frame (fixture, FALSE);
  /* A frame may come so late that nothing is left to slide. */
  recto_test_wait (measure_first_frame (fixture, TRUE) < 0);
  g_assert_cmpfloat (measure_first_frame (fixture, FALSE), ==, 0);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", before, NULL);
}

static void
test_second_escape_is_for_what_is_waited_for (RectoTestWindow *fixture, gconstpointer data)
{
  g_autoptr (RectoTask) stopped = NULL;
  g_autoptr (RectoTask) background = NULL;
  g_autoptr (RectoTask) foreground = NULL;

  open_and_wait (fixture, "three-pages.pdf");
  recto_test_wait (g_list_model_get_n_items (recto_document_get_tasks (
                       recto_document_view_get_document (get_view (fixture)))) == 0);
  stopped = add_task (fixture, RECTO_TASK_FOREGROUND);
  g_assert_true (recto_window_stop (fixture->window));
  g_assert_true (recto_task_is_cancelled (stopped));

  wait_until_nothing_runs (fixture);
  background = add_task (fixture, RECTO_TASK_FLAGS_NONE);
  g_assert_false (press_before_all (fixture, GDK_KEY_Escape));
  g_assert_false (recto_task_is_done (background));
  foreground = add_task (fixture, RECTO_TASK_FOREGROUND);
  if (recto_window_is_in_grace (fixture->window))
    {
      g_assert_true (press_before_all (fixture, GDK_KEY_Escape));
      g_assert_true (recto_task_is_cancelled (foreground));
    }
  recto_window_stop (fixture->window);
}

/* What the table of keys promises for this window must exist, and every key must be one. */
static void
test_every_shortcut_leads_somewhere (RectoTestWindow *fixture, gconstpointer data)
{
  guint n_groups = 0;
  const RectoShortcutGroup *groups = recto_shortcuts_get_groups (&n_groups);

  for (guint i = 0; i < n_groups; i++)
    for (guint k = 0; k < groups[i].n_shortcuts; k++)
      {
        const RectoShortcut *shortcut = &groups[i].shortcuts[k];
        guint keyval = 0;

        if (shortcut->action != NULL && g_str_has_prefix (shortcut->action, "win."))
          g_assert_true (g_action_group_has_action (G_ACTION_GROUP (fixture->window),
                                                    shortcut->action + strlen ("win.")));
        g_assert_nonnull (shortcut->keys[0]);
        for (guint n = 0; shortcut->keys[n] != NULL; n++)
          {
            g_assert_true (gtk_accelerator_parse (shortcut->keys[n], &keyval, NULL));
            g_assert_cmpuint (keyval, !=, 0);
          }
      }
}

static void
add_tests (void)
{
#define ADD(path, func) g_test_add (path, RectoTestWindow, NULL, set_up, func, tear_down)
  ADD ("/window/start-page-takes-the-first-document", test_start_page_takes_the_first_document);
  ADD ("/window/P-2/stop-follows-the-tab", test_stop_follows_the_tab);
  ADD ("/window/stopped-extra-tab-goes", test_stopped_extra_tab_goes);
  ADD ("/window/stopped-only-tab-shows-the-start-page", test_stopped_only_tab_shows_the_start_page);
  ADD ("/window/closed-tab-comes-back", test_closed_tab_comes_back);
  ADD ("/window/tab-moves-to-a-window-of-its-own", test_tab_moves_to_a_window_of_its_own);
  ADD ("/window/dropped-files-open", test_dropped_files_open);
  ADD ("/window/window-may-go-while-files-are-chosen", test_window_may_go_while_files_are_chosen);
  ADD ("/window/last-tab-takes-the-window-along", test_last_tab_takes_the_window_along);
  ADD ("/window/actions-follow-the-document", test_actions_follow_the_document);
  ADD ("/window/menu-changes-the-page-view", test_menu_changes_the_page_view);
  ADD ("/window/a-page-is-explained", test_a_page_is_explained);
  ADD ("/window/settings-are-the-defaults", test_settings_are_the_defaults);
  ADD ("/window/only-the-tab-in-view-is-shown", test_only_the_tab_in_view_is_shown);
  ADD ("/window/window-remembers-its-size", test_window_remembers_its_size);
  ADD ("/window/what-is-told-covers-no-bar", test_what_is_told_covers_no_bar);
  ADD ("/window/what-is-told-stands-in-one-line", test_what_is_told_stands_in_one_line);
  ADD ("/window/nothing-slides-where-motion-is-reduced",
       test_nothing_slides_where_motion_is_reduced);
  ADD ("/window/S-10/second-escape-is-for-what-is-waited-for",
       test_second_escape_is_for_what_is_waited_for);
  ADD ("/window/every-shortcut-leads-somewhere", test_every_shortcut_leads_somewhere);
#undef ADD
}

int
main (int argc, char *argv[])
{
  return recto_test_window_main (argc, argv, add_tests);
}
