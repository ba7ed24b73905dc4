/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-settings.h"

GSettings *
recto_settings_new (void)
{
  GSettingsSchemaSource *usual = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchemaSource) own = NULL;
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GError) error = NULL;

  if (usual != NULL)
    schema = g_settings_schema_source_lookup (usual, SETTINGS_ID, TRUE);
  if (schema == NULL)
    {
      own = g_settings_schema_source_new_from_directory (SCHEMA_DIR, usual, FALSE, &error);
      if (own != NULL)
        schema = g_settings_schema_source_lookup (own, SETTINGS_ID, FALSE);
    }
  if (schema == NULL)
    g_error ("The settings schema %s is not installed", SETTINGS_ID);
  return g_settings_new_full (schema, NULL, NULL);
}
