/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-remembering.h"

#include <gtk/gtk.h>

gboolean
recto_remembering_is_allowed (GSettings *settings)
{
  GtkSettings *desktop = gtk_settings_get_default ();
  gboolean recent = TRUE;

  g_return_val_if_fail (G_IS_SETTINGS (settings), FALSE);

  if (desktop != NULL)
    g_object_get (desktop, "gtk-recent-files-enabled", &recent, NULL);
  return recent && g_settings_get_boolean (settings, "remember-places");
}
