/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-search-row.h"

#include <adwaita.h>
#include <string.h>

#include "recto-test.h"

typedef struct
{
  RectoTestFixture base;
  RectoSearch *search;
  RectoSearchHit *hit; /* in the middle of a long line without blanks */
  GtkWidget *window;
  RectoSearchRow *row;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer name)
{
  g_autoptr (GError) error = NULL;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *row = recto_search_row_new ();

  recto_test_set_up (&fixture->base, name);
  fixture->search = recto_search_new (fixture->base.document, "見える", RECTO_SEARCH_PLAIN, &error);
  g_assert_no_error (error);
  recto_search_start (fixture->search, RECTO_LOCATION_INIT (0, 0));
  recto_test_wait (recto_search_get_state (fixture->search) == RECTO_SEARCH_COMPLETE);
  fixture->hit = g_list_model_get_item (G_LIST_MODEL (fixture->search), 0);
  fixture->row = RECTO_SEARCH_ROW (row);
  gtk_widget_set_halign (row, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), row);
  fixture->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (fixture->window), box);
  recto_search_row_set_hit (fixture->row, fixture->search, fixture->hit);
}

static void
tear_down (Fixture *fixture, gconstpointer name)
{
  g_object_ref (fixture->row);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->row);
  g_object_unref (fixture->hit);
  g_assert_finalize_object (fixture->search);
  recto_test_tear_down (&fixture->base, name);
}

static void
show (Fixture *fixture, int width)
{
  gtk_widget_set_size_request (GTK_WIDGET (fixture->row), width, -1);
  gtk_window_present (GTK_WINDOW (fixture->window));
  recto_test_wait (gtk_widget_get_width (GTK_WIDGET (fixture->row)) == width);
}

/* What it draws, in GTK's notation; NULL while it is between two sizes. (transfer full) */
static char *
draw (Fixture *fixture)
{
  GtkWidget *row = GTK_WIDGET (fixture->row);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (row);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GBytes) bytes = NULL;

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (row),
                          gtk_widget_get_height (row));
  node = gtk_snapshot_to_node (snapshot);
  if (node == NULL)
    return NULL;
  bytes = gsk_render_node_serialize (node);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* Text is drawn as nodes of text; what is behind the hit is an area of one color. */
static gboolean
draws (Fixture *fixture, const char *kind)
{
  g_autofree char *nodes = draw (fixture);

  return nodes != NULL && strstr (nodes, kind) != NULL;
}

static int
measure_height (Fixture *fixture)
{
  int height;

  gtk_widget_measure (GTK_WIDGET (fixture->row), GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL,
                      NULL);
  return height;
}

static void
test_the_hit_is_marked (Fixture *fixture, gconstpointer name)
{
  show (fixture, 600);
  recto_test_wait (draws (fixture, "text {"));
  g_assert_true (draws (fixture, "color {"));
  recto_search_row_set_hit (fixture->row, NULL, NULL);
  recto_test_wait (!draws (fixture, "color {"));
  g_assert_false (draws (fixture, "text {"));
}

/* It stands in a fourth line, or further down, and a row has two. */
static void
test_the_hit_is_seen_where_there_is_little_room (Fixture *fixture, gconstpointer name)
{
  show (fixture, 100);
  recto_test_wait (draws (fixture, "text {"));
  g_assert_true (draws (fixture, "color {"));
}

static void
test_no_room_is_no_harm (Fixture *fixture, gconstpointer name)
{
  show (fixture, 1);
  recto_test_wait (gtk_widget_get_mapped (GTK_WIDGET (fixture->row)));
  g_free (draw (fixture));
}

static void
test_all_are_as_high_as_each_other (Fixture *fixture, gconstpointer name)
{
  int height;

  show (fixture, 200);
  height = measure_height (fixture);
  g_assert_cmpint (height, >, 0);
  recto_search_row_set_hit (fixture->row, NULL, NULL);
  g_assert_cmpint (measure_height (fixture), ==, height);
}

static void
test_the_whole_line_is_in_words_and_in_the_tooltip (Fixture *fixture, gconstpointer name)
{
  g_autofree char *words = recto_search_row_describe (fixture->row);
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  g_autofree char *none = NULL;
  gboolean shown = FALSE;

  g_assert_nonnull (strstr (words, "探している言葉の前に何があるかは見える"));
  g_assert_true (g_str_has_suffix (words, ", page 1"));
  g_signal_emit_by_name (fixture->row, "query-tooltip", 1, 1, FALSE, tooltip, &shown);
  g_assert_true (shown);
  recto_search_row_set_hit (fixture->row, NULL, NULL);
  none = recto_search_row_describe (fixture->row);
  g_assert_cmpstr (none, ==, "");
  g_signal_emit_by_name (fixture->row, "query-tooltip", 1, 1, FALSE, tooltip, &shown);
  g_assert_false (shown);
}

int
main (int argc, char *argv[])
{
  /* GTK 4.18's accessibility for tests crashes when anything is announced. */
  g_setenv ("GTK_A11Y", "none", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, function)                                                                        \
  g_test_add ("/search-row/" name, Fixture, "without-blanks.pdf", set_up, function, tear_down)
  ADD ("the-hit-is-marked", test_the_hit_is_marked);
  ADD ("the-hit-is-seen-where-there-is-little-room",
       test_the_hit_is_seen_where_there_is_little_room);
  ADD ("no-room-is-no-harm", test_no_room_is_no_harm);
  ADD ("all-are-as-high-as-each-other", test_all_are_as_high_as_each_other);
  ADD ("the-whole-line-is-in-words-and-in-the-tooltip",
       test_the_whole_line_is_in_words_and_in_the_tooltip);
#undef ADD

  return g_test_run ();
}
