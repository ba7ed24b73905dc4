/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-menu-names.h"

#include <gtk/gtk.h>

static const char *
find_words (GtkWidget *widget)
{
  const char *words = NULL;

  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && words == NULL;
       child = gtk_widget_get_next_sibling (child))
    words = find_words (child);
  return words;
}

static gboolean
mapped_cb (GSignalInvocationHint *hint,
           guint n_parameters,
           const GValue *parameters,
           gpointer user_data)
{
  /* Not public: there is none before there is a menu. */
  const GType entry = g_type_from_name ("GtkModelButton");
  GtkWidget *widget = g_value_get_object (&parameters[0]);
  const char *words;

  if (entry == G_TYPE_INVALID || !G_TYPE_CHECK_INSTANCE_TYPE (widget, entry))
    return TRUE;
  words = find_words (widget);
  if (words == NULL || words[0] == '\0')
    return TRUE;
  /* GTK 4.18 names it by a part of it that has no name. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  return TRUE;
}

void
recto_menu_names_install (void)
{
  /* Signals are there once their class is, which stays. */
  g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET));
  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, mapped_cb, NULL, NULL);
}
