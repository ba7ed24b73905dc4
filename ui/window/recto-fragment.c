/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-fragment.h"

#include <string.h>

#define PAGE "page="
#define NAME "nameddest="

void
recto_fragment_clear (RectoFragment *self)
{
  g_clear_pointer (&self->destination, g_free);
}

static void
parse_part (const char *part, RectoFragment *fragment)
{
  guint64 number = 0;

  if (g_str_has_prefix (part, PAGE) &&
      g_ascii_string_to_unsigned (part + strlen (PAGE), 10, 1, G_MAXUINT32, &number, NULL))
    fragment->number = (guint) number;
  else if (g_str_has_prefix (part, NAME) && part[strlen (NAME)] != '\0' &&
           fragment->destination == NULL)
    fragment->destination = g_uri_unescape_string (part + strlen (NAME), NULL);
}

gboolean
recto_fragment_parse (const char *text, RectoFragment *fragment)
{
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail (text != NULL && fragment != NULL, FALSE);

  *fragment = (RectoFragment) { 0 };
  parts = g_strsplit (text, "&", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    parse_part (parts[i], fragment);
  return fragment->number > 0 || fragment->destination != NULL;
}
