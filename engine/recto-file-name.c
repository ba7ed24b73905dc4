/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-file-name.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What is longer is no extension that anybody knows, and is cut like any other part. */
#define MAX_EXTENSION 24

/* They take no room or are blank, though Unicode counts them as letters, marks or symbols. */
static const struct
{
  gunichar first;
  gunichar last;
} invisible[] = {
  { 0x034f, 0x034f }, { 0x115f, 0x1160 }, { 0x17b4, 0x17b5 },
  { 0x180b, 0x180f }, { 0x2800, 0x2800 }, { 0x3164, 0x3164 },
  { 0xffa0, 0xffa0 }, { 0xfe00, 0xfe0f }, { 0xe0100, 0xe01ef },
};

static const char *const devices[] = { "CON",  "PRN",  "AUX",  "NUL",  "CONIN$", "CONOUT$", "COM0",
                                       "COM1", "COM2", "COM3", "COM4", "COM5",   "COM6",    "COM7",
                                       "COM8", "COM9", "COM¹", "COM²", "COM³",   "LPT0",    "LPT1",
                                       "LPT2", "LPT3", "LPT4", "LPT5", "LPT6",   "LPT7",    "LPT8",
                                       "LPT9", "LPT¹", "LPT²", "LPT³" };

/* These stand before another extension that says how they are packed. */
static const char *const packed[] = { ".tar", ".cpio", ".svg", ".ps", NULL };
static const char *const packings[] = { ".gz", ".bz2", ".xz", ".zst", ".lz", ".lzma", ".Z", NULL };

static gboolean
is_shown (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
      return FALSE;
    default:
      break;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (invisible); i++)
    if (c >= invisible[i].first && c <= invisible[i].last)
      return FALSE;
  return TRUE;
}

static const char *
last_component (const char *path, const char **end)
{
  const char *start;

  *end = path + strlen (path);
  while (*end > path && ((*end)[-1] == '/' || (*end)[-1] == '\\'))
    --*end;
  for (start = *end; start > path && start[-1] != '/' && start[-1] != '\\';)
    start--;
  return start;
}

/* A run of blanks becomes one space: many would push the extension out of sight. */
static GString *
keep_harmless (const char *claimed)
{
  g_autofree char *valid = g_utf8_make_valid (claimed, -1);
  GString *name = g_string_new (NULL);
  const char *end;

  for (const char *p = last_component (valid, &end); p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) && (name->len == 0 || name->str[name->len - 1] != ' '))
        g_string_append_c (name, ' ');
      else if (c < 0x80 && strchr ("<>:\"|?*", c) != NULL)
        g_string_append_c (name, '_');
      else if (!g_unichar_isspace (c) && is_shown (c))
        g_string_append_unichar (name, c);
    }
  return name;
}

static void
trim (GString *name)
{
  gsize start = strspn (name->str, ". ");

  g_string_erase (name, 0, start);
  while (name->len > 0 && strchr (". ", name->str[name->len - 1]) != NULL)
    g_string_truncate (name, name->len - 1);
}

static gboolean
is_device (const char *name)
{
  g_autofree char *stem = g_strndup (name, strcspn (name, "."));

  g_strchomp (stem);
  for (gsize i = 0; i < G_N_ELEMENTS (devices); i++)
    if (g_ascii_strcasecmp (stem, devices[i]) == 0)
      return TRUE;
  return FALSE;
}

/* At most `max` bytes of `text`, no character torn. */
static gsize
fitting (const char *text, gsize length, gsize max)
{
  if (length <= max)
    return length;
  while (max > 0 && ((guchar) text[max] & 0xc0) == 0x80)
    max--;
  return max;
}

/* The first part of the name made short enough for `middle` and the extension behind it. */
static char *
join (const char *name, const char *middle)
{
  const char *extension = recto_file_name_get_extension (name);
  gsize room = RECTO_FILE_NAME_MAX - strlen (middle) - strlen (extension);
  gsize length = fitting (name, extension - name, room);

  return g_strdup_printf ("%.*s%s%s", (int) length, name, middle, extension);
}

char *
recto_file_name_make_safe (const char *claimed)
{
  g_autoptr (GString) name = keep_harmless (claimed);
  g_autofree char *fitted = NULL;

  trim (name);
  if (is_device (name->str))
    g_string_prepend_c (name, '_');
  /* Translators: the name of a file that has no name of its own. */
  if (name->len == 0)
    g_string_append (name, _ ("Attachment"));
  if (name->len <= RECTO_FILE_NAME_MAX)
    return g_string_free_and_steal (g_steal_pointer (&name));
  fitted = join (name->str, "");
  g_string_assign (name, fitted);
  trim (name);
  return g_string_free_and_steal (g_steal_pointer (&name));
}

char *
recto_file_name_number (const char *name, guint number)
{
  g_autofree char *middle = g_strdup_printf (" (%u)", number);

  return join (name, middle);
}

static gboolean
ends_with_any (const char *text, gsize length, const char *const *endings, gsize *ending)
{
  for (; *endings != NULL; endings++)
    {
      *ending = strlen (*endings);
      if (length > *ending && g_ascii_strncasecmp (text + length - *ending, *endings, *ending) == 0)
        return TRUE;
    }
  return FALSE;
}

const char *
recto_file_name_get_extension (const char *name)
{
  const char *end = name + strlen (name);
  const char *dot = strrchr (name, '.');
  gsize inner;
  gsize outer;

  if (dot == NULL || dot == name || dot[1] == '\0' || end - dot > MAX_EXTENSION ||
      strchr (dot, ' ') != NULL)
    return end;
  if (ends_with_any (name, end - name, packings, &outer) &&
      ends_with_any (name, dot - name, packed, &inner))
    return dot - inner;
  return dot;
}
