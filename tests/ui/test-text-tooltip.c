/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-text-tooltip.h"

/* What GTK asks when the pointer rests. */
static gboolean
has_something_to_say (GtkWidget *widget)
{
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  gboolean shown = FALSE;

  g_signal_emit_by_name (widget, "query-tooltip", 1, 1, FALSE, tooltip, &shown);
  return shown;
}

static void
test_the_text_of_now_is_shown (void)
{
  GtkWidget *label = g_object_ref_sink (gtk_label_new (NULL));

  recto_text_tooltip_attach (label, GTK_LABEL (label));
  g_assert_true (gtk_widget_get_has_tooltip (label));
  g_assert_false (has_something_to_say (label));
  gtk_label_set_label (GTK_LABEL (label), "A long chapter");
  g_assert_true (has_something_to_say (label));
  gtk_label_set_label (GTK_LABEL (label), "");
  g_assert_false (has_something_to_say (label));
  g_object_unref (label);
}

static void
test_a_row_shows_the_text_in_it (void)
{
  GtkWidget *row = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  GtkWidget *line = gtk_label_new ("A line");

  gtk_box_append (GTK_BOX (row), line);
  recto_text_tooltip_attach (row, GTK_LABEL (line));
  g_assert_true (has_something_to_say (row));
  g_assert_false (gtk_widget_get_has_tooltip (line));
  g_object_unref (row);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text-tooltip/the-text-of-now-is-shown", test_the_text_of_now_is_shown);
  g_test_add_func ("/text-tooltip/a-row-shows-the-text-in-it", test_a_row_shows_the_text_in_it);

  return g_test_run ();
}
