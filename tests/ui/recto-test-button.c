/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-test-button.h"

#include "recto-test.h"

GtkWidget *
recto_test_find_button (GtkWidget *widget, const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) &&
      g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = recto_test_find_button (child, label);
  return found;
}

static GtkWidget *
find_answer (AdwApplicationWindow *window, const char *label)
{
  AdwDialog *question = adw_application_window_get_visible_dialog (window);

  return question != NULL ? recto_test_find_button (GTK_WIDGET (question), label) : NULL;
}

void
recto_test_answer (AdwApplicationWindow *window, const char *label)
{
  GtkWidget *button = NULL;

  recto_test_wait ((button = find_answer (window, label)) != NULL);
  g_signal_emit_by_name (button, "clicked");
}
