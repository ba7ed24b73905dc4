/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-test-view.h"
#include "recto-test.h"
#include "recto-text-gather.h"

/* Selecting by the pointer is tried in the real window, by tests/window/test_text.py. */

static void
set_up (RectoTestView *fixture, gconstpointer name)
{
  recto_test_view_set_up (fixture, name);
  recto_test_view_wait_shown (fixture);
}

static void
tear_down (RectoTestView *fixture, gconstpointer name)
{
  recto_test_view_tear_down (fixture, NULL);
}

static gboolean
get_selection (RectoTestView *fixture, gsize *start, gsize *length)
{
  GtkAccessibleText *text = GTK_ACCESSIBLE_TEXT (fixture->view);
  g_autofree GtkAccessibleTextRange *ranges = NULL;
  gsize n_ranges = 0;

  if (!GTK_ACCESSIBLE_TEXT_GET_IFACE (text)->get_selection (text, &n_ranges, &ranges))
    return FALSE;
  g_assert_cmpuint (n_ranges, ==, 1);
  *start = ranges[0].start;
  *length = ranges[0].length;
  return TRUE;
}

/* “A heading” begins at 60, 780 points of an A4 page. */
static guint
get_heading_pixel (RectoTestView *fixture)
{
  const RectoRect area = { 60, 842 - 790, 1, 1 };
  GdkRectangle where;

  g_assert_true (recto_page_view_find_area (fixture->view, RECTO_LOCATION_INIT (0, 0), &area,
                                            &where));
  return recto_test_view_get_pixel (fixture, where.x + 1, where.y + 1);
}

static void
test_a_page_is_selected_and_seen (RectoTestView *fixture, gconstpointer name)
{
  const guint before = get_heading_pixel (fixture);
  gsize start = 7;
  gsize length = 0;

  g_assert_false (recto_page_view_unselect (fixture->view));
  recto_test_view_activate (fixture, "page.select-all");
  recto_test_wait (get_selection (fixture, &start, &length));
  g_assert_cmpuint (start, ==, 0);
  g_assert_cmpuint (length, >, 100);
  recto_test_wait (get_heading_pixel (fixture) != before);
  g_assert_true (recto_page_view_unselect (fixture->view));
  g_assert_false (get_selection (fixture, &start, &length));
  g_assert_cmpuint (get_heading_pixel (fixture), ==, before);
}

static void
text_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static gboolean
holds (GdkClipboard *clipboard, const char *beginning)
{
  g_autofree char *text = NULL;

  if (!gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), G_TYPE_STRING))
    return FALSE;
  gdk_clipboard_read_text_async (clipboard, NULL, text_cb, &text);
  recto_test_wait (text != NULL);
  return g_str_has_prefix (text, beginning);
}

static void
test_what_is_copied_has_whole_words (RectoTestView *fixture, gconstpointer name)
{
  static const char words[] =
      "A heading\n\nThe first line ends in a wonderful word, the second does";
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->view));

  recto_test_view_activate (fixture, "page.select-all");
  recto_test_view_activate (fixture, "page.copy");
  recto_test_wait (holds (clipboard, words));
}

static void
test_what_is_selected_goes_with_its_document (RectoTestView *fixture, gconstpointer name)
{
  GdkClipboard *primary = gtk_widget_get_primary_clipboard (GTK_WIDGET (fixture->view));

  recto_test_view_activate (fixture, "page.select-all");
  recto_test_wait (holds (primary, "A heading"));
  recto_page_view_set_document (fixture->view, NULL);
  /* Only this test and the engine hold it: what was being rendered has been told. */
  recto_test_wait (g_atomic_int_get (&G_OBJECT (fixture->document)->ref_count) == 2);
  g_assert_false (recto_page_view_unselect (fixture->view));
  recto_page_view_select_page (fixture->view);
  g_assert_false (recto_page_view_unselect (fixture->view));
}

/* In the view, of points of an A4 page. */
static graphene_rect_t
find_part (RectoTestView *fixture, RectoRect area)
{
  GdkRectangle where;

  g_assert_true (recto_page_view_find_area (fixture->view, RECTO_LOCATION_INIT (0, 0), &area,
                                            &where));
  return GRAPHENE_RECT_INIT ((float) where.x, (float) where.y, (float) where.width,
                             (float) where.height);
}

static void
test_a_rectangle_is_copied_as_text (RectoTestView *fixture, gconstpointer name)
{
  /* The last two lines of the paragraph, without their ends. */
  const graphene_rect_t part = find_part (fixture, (RectoRect) { 50, 106, 39, 32 });
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->view));
  const guint before = get_heading_pixel (fixture);

  recto_page_view_select_part (fixture->view, &part);
  recto_test_view_activate (fixture, "page.copy");
  recto_test_wait (holds (clipboard, "derful\nnot. A"));
  g_assert_cmpuint (get_heading_pixel (fixture), ==, before);
}

static void
texture_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GdkTexture **) data = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, NULL);
}

static GdkTexture *
copy_picture (RectoTestView *fixture, const graphene_rect_t *part)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->view));
  GdkTexture *texture = NULL;

  gdk_clipboard_set_text (clipboard, "what was copied before");
  recto_page_view_select_part (fixture->view, part);
  recto_test_view_activate (fixture, "page.copy-picture");
  recto_test_wait (gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard),
                                                      GDK_TYPE_TEXTURE));
  gdk_clipboard_read_texture_async (clipboard, NULL, texture_cb, &texture);
  recto_test_wait (texture != NULL);
  return texture;
}

static guint
get_middle_of (GdkTexture *texture)
{
  const gsize width = (gsize) gdk_texture_get_width (texture);
  const gsize height = (gsize) gdk_texture_get_height (texture);
  g_autofree guint32 *pixels = g_new0 (guint32, width * height);

  gdk_texture_download (texture, (guchar *) pixels, width * 4);
  return pixels[height / 2 * width + width / 2] & 0xffffff;
}

static void
test_a_rectangle_is_copied_as_a_picture (RectoTestView *fixture, gconstpointer name)
{
  /* Within the page's square. */
  const graphene_rect_t part = find_part (fixture, (RectoRect) { 240, 370, 100, 50 });
  g_autoptr (GdkTexture) texture = NULL;

  texture = copy_picture (fixture, &part);
  g_assert_cmpint (ABS (gdk_texture_get_width (texture) - (int) part.size.width), <=, 2);
  g_assert_cmpint (ABS (gdk_texture_get_height (texture) - (int) part.size.height), <=, 2);
  g_assert_true (recto_page_view_unselect (fixture->view));
  g_assert_cmpuint (get_middle_of (texture), ==,
                    recto_test_view_get_pixel (fixture, (int) (part.origin.x + part.size.width / 2),
                                               (int) (part.origin.y + part.size.height / 2)));
}

static void
test_a_picture_has_the_pages_own_colors (RectoTestView *fixture, gconstpointer name)
{
  /* Bare paper. */
  const graphene_rect_t part = find_part (fixture, (RectoRect) { 60, 600, 100, 50 });
  g_autoptr (GdkTexture) texture = NULL;

  g_object_set (fixture->view, "colors", RECTO_COLOR_MODE_NIGHT, NULL);
  texture = copy_picture (fixture, &part);
  g_assert_cmpuint (get_middle_of (texture), ==, 0xffffff);
}

/* With its note, or without, as the page shows. */
static void
test_a_picture_has_what_the_page_shows (RectoTestView *fixture, gconstpointer name)
{
  const graphene_rect_t part = find_part (fixture, (RectoRect) { 405, 842 - 725, 20, 20 });
  g_autoptr (GdkTexture) with = copy_picture (fixture, &part);
  g_autoptr (GdkTexture) without = NULL;

  g_object_set (fixture->view, "show-annotations", FALSE, NULL);
  without = copy_picture (fixture, &part);
  g_assert_cmphex (get_middle_of (with), ==, 0xffcc00);
  g_assert_cmphex (get_middle_of (without), ==, 0xffffff);
}

static void
test_a_rectangle_ends_where_its_page_does (RectoTestView *fixture, gconstpointer name)
{
  const graphene_rect_t all = find_part (fixture, (RectoRect) { 0, 0, 595, 842 });
  graphene_rect_t part = all;
  g_autoptr (GdkTexture) texture = NULL;

  graphene_rect_inset (&part, -50, -50);
  texture = copy_picture (fixture, &part);
  g_assert_cmpint (ABS (gdk_texture_get_width (texture) - (int) all.size.width), <=, 2);
}

/* What pages say that is being read or waits for it. */
static guint
count_readings (GListModel *tasks, guint first, guint n_tasks)
{
  guint n = 0;

  for (guint i = first; i < first + n_tasks; i++)
    {
      g_autoptr (RectoTask) task = g_list_model_get_item (tasks, i);

      n += recto_task_get_kind (task) == RECTO_TASK_TEXT;
    }
  return n;
}

static gboolean
is_reading (GListModel *tasks)
{
  return count_readings (tasks, 0, g_list_model_get_n_items (tasks)) > 0;
}

static void
tasks_changed_cb (GListModel *tasks, guint position, guint n_removed, guint n_added, guint *n_begun)
{
  *n_begun += count_readings (tasks, position, n_added);
}

static void
ask_what_it_says (RectoTestView *fixture)
{
  GtkAccessibleText *text = GTK_ACCESSIBLE_TEXT (fixture->view);

  g_bytes_unref (GTK_ACCESSIBLE_TEXT_GET_IFACE (text)->get_contents (text, 0, 10));
}

/* Its page never ends. Once one has turned away from that, nobody waits for what it says: neither
 * the caret nor assistive technology, whatever comes of other pages. */
static void
test_a_page_that_the_caret_was_on_is_not_read (RectoTestView *fixture, gconstpointer name)
{
  GListModel *tasks = recto_document_get_tasks (fixture->document);
  guint n_begun = 0;

  recto_page_view_go_to (fixture->view, RECTO_LOCATION_INIT (0, 1), FALSE);
  recto_test_view_wait_frame (fixture);
  recto_test_view_activate (fixture, "page.caret");
  ask_what_it_says (fixture);
  recto_test_wait (is_reading (tasks));
  recto_page_view_go_to (fixture->view, RECTO_LOCATION_INIT (0, 2), FALSE);
  recto_test_view_wait_shown (fixture);
  recto_test_wait (!is_reading (tasks));

  g_signal_connect (tasks, "items-changed", G_CALLBACK (tasks_changed_cb), &n_begun);
  recto_test_view_activate (fixture, "page.select-all");
  recto_test_wait (n_begun > 0 && !is_reading (tasks));
  recto_test_view_wait_frame (fixture);
  g_assert_cmpuint (n_begun, ==, 1);
  g_signal_handlers_disconnect_by_data (tasks, &n_begun);
}

static void
test_the_caret_s_page_is_read_again_with_its_document (RectoTestView *fixture, gconstpointer name)
{
  GListModel *tasks = recto_document_get_tasks (fixture->document);

  recto_test_view_wait_shown (fixture);
  recto_test_view_activate (fixture, "page.caret");
  recto_test_wait (is_reading (tasks));
  recto_test_wait (!is_reading (tasks));
  recto_test_kill_until_given_up (fixture->document);
  recto_document_reopen (fixture->document);
  recto_test_wait (recto_document_get_error (fixture->document) == NULL);
  g_assert_true (is_reading (tasks));
  recto_test_wait (!is_reading (tasks));
}

static void
found_cb (GSimpleAction *action, GVariant *words, gpointer data)
{
  guint *n_found = data;

  g_assert_true (g_str_has_prefix (g_variant_get_string (words, NULL), "A heading"));
  (*n_found)++;
}

/* Counts how often the window is asked to look for something. */
static void
count_searches (RectoTestView *fixture, guint *n_found)
{
  const GActionEntry entry = { .name = "find-words", .activate = found_cb, .parameter_type = "s" };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), &entry, 1, n_found);
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (actions));
}

static void
gathered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(char **) data = recto_text_gather_finish (RECTO_DOCUMENT (source), result, NULL);
}

/* When this comes back, what was asked for before it has come, too. */
static void
read_page (RectoTestView *fixture)
{
  const RectoTextSpan span = { .whole_page = TRUE };
  g_autofree char *text = NULL;

  recto_text_gather_async (fixture->document, &span, NULL, gathered_cb, &text);
  recto_test_wait (text != NULL);
}

static void
test_what_is_selected_is_looked_for (RectoTestView *fixture, gconstpointer name)
{
  guint n_found = 0;

  count_searches (fixture, &n_found);
  recto_test_view_activate (fixture, "page.select-all");
  recto_test_view_activate (fixture, "page.find-selection");
  read_page (fixture);
  g_assert_cmpuint (n_found, ==, 1);
}

/* It would be the window's other tab, by then in view, that searched. */
static void
test_what_a_hidden_view_was_asked_is_not_looked_for (RectoTestView *fixture, gconstpointer name)
{
  guint n_found = 0;

  count_searches (fixture, &n_found);
  recto_test_view_activate (fixture, "page.select-all");
  recto_test_view_activate (fixture, "page.find-selection");
  gtk_widget_set_visible (GTK_WIDGET (fixture->view), FALSE);
  read_page (fixture);
  g_assert_cmpuint (n_found, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_setenv ("GTK_A11Y", "none", TRUE);
  gtk_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/text-selection/" name, RectoTestView, "reading.pdf", set_up, function, tear_down)
  ADD ("a-page-is-selected-and-seen", test_a_page_is_selected_and_seen);
  ADD ("what-is-copied-has-whole-words", test_what_is_copied_has_whole_words);
  ADD ("what-is-selected-goes-with-its-document", test_what_is_selected_goes_with_its_document);
  ADD ("a-rectangle-is-copied-as-text", test_a_rectangle_is_copied_as_text);
  ADD ("a-rectangle-is-copied-as-a-picture", test_a_rectangle_is_copied_as_a_picture);
  ADD ("a-picture-has-the-pages-own-colors", test_a_picture_has_the_pages_own_colors);
  ADD ("a-rectangle-ends-where-its-page-does", test_a_rectangle_ends_where_its_page_does);
  ADD ("what-is-selected-is-looked-for", test_what_is_selected_is_looked_for);
  ADD ("what-a-hidden-view-was-asked-is-not-looked-for",
       test_what_a_hidden_view_was_asked_is_not_looked_for);
#undef ADD
  g_test_add ("/text-selection/a-page-that-the-caret-was-on-is-not-read", RectoTestView,
              "endless.pdf", set_up, test_a_page_that_the_caret_was_on_is_not_read, tear_down);
  g_test_add ("/text-selection/the-caret's-page-is-read-again-with-its-document", RectoTestView,
              "three-pages.pdf", set_up, test_the_caret_s_page_is_read_again_with_its_document,
              tear_down);
  g_test_add ("/text-selection/G-11/a-picture-has-what-the-page-shows", RectoTestView, "notes.pdf",
              set_up, test_a_picture_has_what_the_page_shows, tear_down);

  return g_test_run ();
}
