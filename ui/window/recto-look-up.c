/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-look-up.h"

#include <string.h>

#define KEY "look-up-address"
#define PLACEHOLDER "%s"
#define MAX_CHARS 100

/* Where the path of an address begins, or what comes in its place; NULL where it has none of them,
 * or is of another kind. */
static const char *
find_path (const char *address)
{
  static const char *const schemes[] = { "http://", "https://" };

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strncasecmp (address, schemes[i], strlen (schemes[i])) == 0)
      return strpbrk (address + strlen (schemes[i]), "/?#");
  return NULL;
}

static char *
fill_in (const char *address, const char *words)
{
  g_auto (GStrv) parts = g_strsplit (address, PLACEHOLDER, -1);

  return g_strjoinv (words, parts);
}

gboolean
recto_look_up_is_template (const char *address)
{
  const char *path;
  const char *host;
  g_autofree char *tried = NULL;
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (address != NULL, FALSE);

  path = find_path (address);
  if (path == NULL || strstr (path, PLACEHOLDER) == NULL)
    return FALSE;
  tried = fill_in (address, "a");
  uri = g_uri_parse (tried, G_URI_FLAGS_NONE, NULL);
  host = uri != NULL ? g_uri_get_host (uri) : NULL;
  return host != NULL && host[0] != '\0' && strpbrk (host, " \t\n") == NULL &&
         strstr (address, PLACEHOLDER) >= path;
}

/* On one line, without what is not written. */
static char *
make_line (const char *words)
{
  GString *line = g_string_new (NULL);
  guint n_chars = 0;
  guint n_blanks = 0;

  for (const char *at = words; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
        {
          n_blanks = line->len > 0 ? 1 : 0;
          continue;
        }
      n_chars += n_blanks + 1;
      if (n_chars > MAX_CHARS)
        break;
      if (n_blanks > 0)
        g_string_append_c (line, ' ');
      g_string_append_unichar (line, c);
      n_blanks = 0;
    }
  return g_string_free_and_steal (line);
}

char *
recto_look_up_make_address (const char *address, const char *words)
{
  g_autofree char *line = NULL;
  g_autofree char *escaped = NULL;

  g_return_val_if_fail (address != NULL, NULL);
  g_return_val_if_fail (words != NULL && g_utf8_validate (words, -1, NULL), NULL);

  if (!recto_look_up_is_template (address))
    return NULL;
  line = make_line (words);
  if (line[0] == '\0')
    return NULL;
  escaped = g_uri_escape_string (line, NULL, FALSE);
  return fill_in (address, escaped);
}

char *
recto_look_up_choose_address (GSettings *settings, const char *words)
{
  g_autofree char *address = NULL;
  g_autoptr (GVariant) usual = NULL;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  address = g_settings_get_string (settings, KEY);
  if (recto_look_up_is_template (address))
    return recto_look_up_make_address (address, words);
  usual = g_settings_get_default_value (settings, KEY);
  return recto_look_up_make_address (g_variant_get_string (usual, NULL), words);
}
