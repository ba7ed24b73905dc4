/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-property-row.h"

/* Lines would be broken anyway; what else is no character could hide the rest. */
static char *
make_harmless (const char *value)
{
  GString *text = g_string_new (NULL);

  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (c == '\n' || !g_unichar_iscntrl (c))
        g_string_append_unichar (text, c);
      else
        g_string_append_c (text, ' ');
    }
  return g_strstrip (g_string_free_and_steal (text));
}

GtkWidget *
recto_property_row_new (const char *name, const char *value)
{
  GtkWidget *row = adw_action_row_new ();

  gtk_widget_add_css_class (row, "property");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  recto_property_row_set_value (row, value);
  return row;
}

void
recto_property_row_set_value (GtkWidget *row, const char *value)
{
  g_autofree char *harmless = make_harmless (value);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), harmless);
}

void
recto_property_row_add (AdwPreferencesGroup *group, const char *name, const char *value)
{
  if (value == NULL || value[0] == '\0')
    return;
  adw_preferences_group_add (group, recto_property_row_new (name, value));
  gtk_widget_set_visible (GTK_WIDGET (group), TRUE);
}
