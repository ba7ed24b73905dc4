/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-command-line.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#include "recto-fragment.h"

static const GOptionEntry entries[] = {
  { "new-window", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open in a new window"), NULL },
  { "page-index", 'i', 0, G_OPTION_ARG_STRING, NULL, N_ ("The number of the page to begin with"),
    /* Translators: what stands for a number in the help text. */
    N_ ("NUMBER") },
  { "page-label", 'p', 0, G_OPTION_ARG_STRING, NULL,
    N_ ("The page to begin with, as printed on the page"),
    /* Translators: what stands for a page's label in the help text. */
    N_ ("LABEL") },
  { "named-dest", 'n', 0, G_OPTION_ARG_STRING, NULL,
    N_ ("The destination in the document to begin with"),
    /* Translators: what stands for the name of a destination in the help text. */
    N_ ("NAME") },
  { "welcome", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open the guide to Recto"), NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and exit"), NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL,
    /* Translators: what stands for files in the help text. */
    N_ ("[FILE…]") },
  { NULL },
};

void
recto_command_line_add_options (GApplication *application)
{
  g_application_add_main_option_entries (application, entries);
  g_application_set_option_context_summary (application, _ ("Reads documents."));
}

int
recto_command_line_run_local (GVariantDict *options)
{
  if (!g_variant_dict_contains (options, "version"))
    return -1;
  g_print ("%s %s\n", g_get_application_name (), RECTO_VERSION);
  return EXIT_SUCCESS;
}

/* FALSE where what is given is no number of a page; 0 where none is given. */
static gboolean
get_page_index (GVariantDict *options, guint *number)
{
  const char *text = NULL;
  guint64 value = 0;

  *number = 0;
  if (!g_variant_dict_lookup (options, "page-index", "&s", &text))
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT32, &value, NULL))
    return FALSE;
  *number = (guint) value;
  return TRUE;
}

/* Takes "#page=3" and the like off an address. A path may hold any character and is left alone. */
static void
take_fragment (char *argument, RectoFragment *place)
{
  g_autofree char *scheme = g_uri_parse_scheme (argument);
  char *fragment = scheme != NULL ? strrchr (argument, '#') : NULL;

  if (fragment != NULL && recto_fragment_parse (fragment + 1, place))
    *fragment = '\0';
}

static void
open_argument (RectoApplication *application,
               GApplicationCommandLine *command_line,
               const char *argument,
               guint number)
{
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  g_autofree char *place = g_strdup (argument);
  g_auto (RectoFragment) fragment = { 0 };
  g_autoptr (GFile) file = NULL;
  const char *label = NULL;
  const char *destination;
  RectoDocumentView *view;

  take_fragment (place, &fragment);
  destination = fragment.destination;
  file = g_application_command_line_create_file_for_arg (command_line, place);
  g_variant_dict_lookup (options, "page-label", "&s", &label);
  g_variant_dict_lookup (options, "named-dest", "&s", &destination);
  view = recto_application_open_file (application, file, number > 0 ? number : fragment.number,
                                      label, g_variant_dict_contains (options, "new-window"));
  if (destination != NULL)
    recto_document_view_find_destination (view, destination);
}

int
recto_command_line_run (RectoApplication *application, GApplicationCommandLine *command_line)
{
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  g_autofree const char **arguments = NULL;
  guint number = 0;

  if (!get_page_index (options, &number))
    {
      g_application_command_line_printerr (command_line, "%s\n",
                                           _ ("The number of a page is 1 or more."));
      return EXIT_FAILURE;
    }
  g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&ay", &arguments);
  if (g_variant_dict_contains (options, "welcome"))
    open_argument (application, command_line, WELCOME_PATH, 0);
  for (guint i = 0; arguments != NULL && arguments[i] != NULL; i++)
    open_argument (application, command_line, arguments[i], number);
  if (arguments == NULL && !g_variant_dict_contains (options, "welcome"))
    {
      if (g_variant_dict_contains (options, "new-window"))
        recto_application_open_window (application);
      else
        g_application_activate (G_APPLICATION (application));
    }
  return EXIT_SUCCESS;
}
