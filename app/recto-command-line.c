/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-command-line.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#include "recto-fragment.h"
#include "recto-path-fragment.h"

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

/* What is asked for once: its files are opened in their order, though some must be looked for. */
typedef struct
{
  RectoApplication *application;
  GApplicationCommandLine *command_line; /* its caller waits for as long as it is kept */
  const char **arguments;                /* (nullable): of the command line */
  guint next;
  guint number;
  GFile *path;   /* (nullable): being looked for, as the next */
  GFile *before; /* (nullable): the same without a fragment */
  RectoFragment fragment;
} Request;

static void
request_free (Request *self)
{
  g_application_release (G_APPLICATION (self->application));
  g_clear_object (&self->application);
  g_clear_object (&self->command_line);
  g_clear_pointer (&self->arguments, g_free);
  g_free (self);
}

static void
open_file (Request *self, GFile *file, const RectoFragment *fragment)
{
  GVariantDict *options = g_application_command_line_get_options_dict (self->command_line);
  const char *destination = fragment->destination;
  const char *label = NULL;
  RectoDocumentView *view;

  g_variant_dict_lookup (options, "page-label", "&s", &label);
  g_variant_dict_lookup (options, "named-dest", "&s", &destination);
  view = recto_application_open_file (self->application, file,
                                      self->number > 0 ? self->number : fragment->number, label,
                                      g_variant_dict_contains (options, "new-window"));
  if (destination != NULL)
    recto_document_view_find_destination (view, destination);
}

static void open_rest (Request *self);

static void
fragment_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Request *self = user_data;

  if (recto_path_fragment_is_meant_finish (result))
    open_file (self, self->before, &self->fragment);
  else
    open_file (self, self->path, &(RectoFragment) { 0 });
  g_clear_object (&self->path);
  g_clear_object (&self->before);
  recto_fragment_clear (&self->fragment);
  open_rest (self);
}

/* "#page=3" and the like behind an address is a place. Behind a path it may be, but a path may hold
 * any character. FALSE: it is being looked for. */
static gboolean
open_argument (Request *self, const char *argument)
{
  g_autoptr (GFile) whole =
      g_application_command_line_create_file_for_arg (self->command_line, argument);
  g_autofree char *scheme = g_uri_parse_scheme (argument);
  const char *mark = strrchr (argument, '#');
  g_autofree char *start = mark != NULL ? g_strndup (argument, mark - argument) : NULL;
  g_autoptr (GFile) before = NULL;
  g_auto (RectoFragment) fragment = { 0 };

  if (mark == NULL || mark == argument || !recto_fragment_parse (mark + 1, &fragment))
    {
      open_file (self, whole, &fragment);
      return TRUE;
    }
  before = g_application_command_line_create_file_for_arg (self->command_line, start);
  if (scheme != NULL)
    {
      open_file (self, before, &fragment);
      return TRUE;
    }
  self->path = g_steal_pointer (&whole);
  self->before = g_steal_pointer (&before);
  self->fragment = fragment;
  fragment.destination = NULL;
  recto_path_fragment_is_meant_async (self->path, self->before, fragment_cb, self);
  return FALSE;
}

static void
open_rest (Request *self)
{
  while (self->arguments != NULL && self->arguments[self->next] != NULL)
    if (!open_argument (self, self->arguments[self->next++]))
      return;
  request_free (self);
}

/* From its beginning, whatever else is asked for. */
static void
open_guide (Request *self)
{
  GVariantDict *options = g_application_command_line_get_options_dict (self->command_line);
  g_autoptr (GFile) guide = g_file_new_for_path (WELCOME_PATH);

  recto_application_open_file (self->application, guide, 0, NULL,
                               g_variant_dict_contains (options, "new-window"));
}

int
recto_command_line_run (RectoApplication *application, GApplicationCommandLine *command_line)
{
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  Request *request;
  guint number = 0;

  if (!get_page_index (options, &number))
    {
      g_application_command_line_printerr (command_line, "%s\n",
                                           _ ("The number of a page is 1 or more."));
      return EXIT_FAILURE;
    }
  request = g_new0 (Request, 1);
  request->application = g_object_ref (application);
  request->command_line = g_object_ref (command_line);
  request->number = number;
  g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&ay", &request->arguments);
  g_application_hold (G_APPLICATION (application));
  if (g_variant_dict_contains (options, "welcome"))
    open_guide (request);
  else if (request->arguments == NULL && g_variant_dict_contains (options, "new-window"))
    recto_application_open_window (application);
  else if (request->arguments == NULL)
    g_application_activate (G_APPLICATION (application));
  open_rest (request);
  return EXIT_SUCCESS;
}
