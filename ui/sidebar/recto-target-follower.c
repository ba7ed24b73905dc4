/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-target-follower.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "recto-dialog.h"
#include "recto-target-words.h"

#define FILE_SCHEME "file:"

struct _RectoTargetFollower
{
  GObject parent_instance;
  RectoPageView *page_view;  /* (unowned) (nullable): until it has ended */
  GCancellable *resolving;   /* (nullable): while it is looked for where an address is */
  GCancellable *cancellable; /* of dialogs and launchers */
};

/* What is asked about. */
typedef struct
{
  RectoTargetFollower *self;
  char *address;  /* to be opened by another program; or NULL */
  GFile *file;    /* to be opened here; or NULL */
  char *fragment; /* in the file */
} Question;

G_DEFINE_FINAL_TYPE (RectoTargetFollower, recto_target_follower, G_TYPE_OBJECT)

enum
{
  MESSAGE,
  OPEN_FILE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
tell (RectoTargetFollower *self, const char *message)
{
  g_signal_emit (self, signals[MESSAGE], 0, message);
}

static void
question_free (Question *question)
{
  g_object_unref (question->self);
  g_clear_object (&question->file);
  g_free (question->address);
  g_free (question->fragment);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

/* ---- Places in the document ------------------------------------------------------------------ */

static void
go_to (RectoTargetFollower *self, const RectoTarget *target)
{
  recto_page_view_go_to_point (self->page_view, target->location, target->x, target->y, TRUE);
}

static void
resolved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RectoTargetFollower) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RectoTarget) target =
      recto_document_resolve_finish (RECTO_DOCUMENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->page_view == NULL ||
      recto_page_view_get_document (self->page_view) != RECTO_DOCUMENT (source))
    return;
  g_clear_object (&self->resolving);
  if (error != NULL)
    tell (self, error->message);
  else if (target->kind == RECTO_TARGET_PLACE)
    go_to (self, target);
  else
    tell (self, _ ("The document does not have the place that this leads to"));
}

static void
resolve (RectoTargetFollower *self, const char *address)
{
  RectoDocument *document = recto_page_view_get_document (self->page_view);

  recto_target_follower_forget (self);
  if (document == NULL)
    return;
  self->resolving = g_cancellable_new ();
  recto_document_resolve_async (document, address, self->resolving, resolved_cb,
                                g_object_ref (self));
}

/* ---- Questions ------------------------------------------------------------------------------- */

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RectoTargetFollower) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error) &&
      !recto_dialog_was_dismissed (error) && self->page_view != NULL)
    tell (self, error->message);
}

static void
launch (RectoTargetFollower *self, const char *address)
{
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (address);

  gtk_uri_launcher_launch (launcher, recto_dialog_get_parent (GTK_WIDGET (self->page_view)),
                           self->cancellable, launched_cb, g_object_ref (self));
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  RectoTargetFollower *self = question->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);

  if (self->page_view == NULL)
    return;
  if (info != NULL && g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR)
    g_signal_emit (self, signals[OPEN_FILE], 0, question->file, question->fragment);
  else
    tell (self, _ ("There is no such file beside this document"));
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  RectoTargetFollower *self = question->self;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);
  GFile *file = question->file;

  if (self->page_view == NULL)
    return;
  if (g_str_equal (response, "copy"))
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self->page_view)),
                            question->address);
  if (!g_str_equal (response, "open"))
    return;
  if (question->address != NULL)
    launch (self, question->address);
  else
    g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE,
                             G_PRIORITY_DEFAULT, self->cancellable, found_cb,
                             g_steal_pointer (&question));
}

/* Takes the question. What was asked about is shown as it is, however long. `usual`: most readers
 * will want it. */
static void
ask (Question *question, const char *heading, const char *body, gboolean usual)
{
  RectoTargetFollower *self = question->self;
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, body));

  adw_alert_dialog_add_response (dialog, "cancel", _ ("_Cancel"));
  if (question->address != NULL)
    adw_alert_dialog_add_response (dialog, "copy", _ ("C_opy"));
  adw_alert_dialog_add_response (dialog, "open", _ ("_Open"));
  if (usual)
    adw_alert_dialog_set_response_appearance (dialog, "open", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, usual ? "open" : "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_choose (dialog, GTK_WIDGET (self->page_view), self->cancellable, chosen_cb,
                           question);
}

static Question *
question_new (RectoTargetFollower *self)
{
  Question *question = g_new0 (Question, 1);

  question->self = g_object_ref (self);
  return question;
}

static void
ask_about_address (RectoTargetFollower *self, const char *address, gboolean mail)
{
  Question *question = question_new (self);
  g_autofree char *shown = recto_target_words_make_visible (address);

  question->address = g_strdup (address);
  ask (question, mail ? _ ("Write a Message?") : _ ("Open This Address?"), shown, TRUE);
}

/* Of any other kind: nobody knows what takes it. Who only presses Enter has not chosen it. What is
 * to be known of it comes first, as the address may be longer than there is room for. */
static void
ask_about_other_address (RectoTargetFollower *self, const char *address)
{
  Question *question = question_new (self);
  g_autofree char *shown = recto_target_words_make_visible (address);
  g_autofree char *body =
      g_strconcat (_ ("This is not the address of a web page. What happens depends on the program "
                      "that opens it."),
                   "\n\n", shown, NULL);

  question->address = g_strdup (address);
  ask (question, _ ("Open This Address?"), body, FALSE);
}

static void
ask_about_file (RectoTargetFollower *self, GFile *file, const char *fragment)
{
  Question *question = question_new (self);
  g_autofree char *name = g_file_get_parse_name (file);
  g_autofree char *shown = g_utf8_make_valid (name, -1);

  question->file = g_object_ref (file);
  question->fragment = g_strdup (fragment);
  ask (question, _ ("Open Another Document?"), shown, TRUE);
}

/* ---- Addresses ------------------------------------------------------------------------------- */

/* A path that begins where the document is: one that leads anywhere else is the document's guess
 * about this machine. */
static void
follow_path (RectoTargetFollower *self, const char *escaped, const char *fragment)
{
  RectoDocument *document = recto_page_view_get_document (self->page_view);
  g_autofree char *path = g_uri_unescape_string (escaped, NULL);
  g_autoptr (GFile) folder = g_file_get_parent (recto_document_get_file (document));
  g_autoptr (GFile) file = NULL;

  if (path == NULL || path[0] == '\0' || g_path_is_absolute (path) || strchr (path, '\\') != NULL ||
      folder == NULL)
    {
      tell (self, _ ("Only links to files beside this document are followed"));
      return;
    }
  file = g_file_resolve_relative_path (folder, path);
  ask_about_file (self, file, fragment);
}

/* "file:beside.pdf#page=2". What had no scheme is "file://" and that: mostly a web site's name, or
 * a file's. */
static void
follow_file (RectoTargetFollower *self, const char *rest)
{
  const char *fragment = strchr (rest, '#');
  const char *path = g_str_has_prefix (rest, "//") && rest[2] != '/' ? rest + 2 : rest;
  g_autofree char *bare = NULL;

  if (path != rest && g_ascii_strncasecmp (path, "www.", 4) == 0)
    {
      g_autofree char *address = g_strconcat ("https://", path, NULL);

      ask_about_address (self, address, FALSE);
      return;
    }
  bare = fragment != NULL ? g_strndup (path, fragment - path) : g_strdup (path);
  follow_path (self, bare, fragment != NULL ? fragment + 1 : "");
}

static void
follow_address (RectoTargetFollower *self, const char *address)
{
  g_autofree char *given = g_uri_parse_scheme (address);
  /* However it is written: "FILE:" is what "file:" is. */
  g_autofree char *scheme = given != NULL ? g_ascii_strdown (given, -1) : NULL;

  if (g_strcmp0 (scheme, "http") == 0 || g_strcmp0 (scheme, "https") == 0)
    ask_about_address (self, address, FALSE);
  else if (g_strcmp0 (scheme, "mailto") == 0)
    ask_about_address (self, address, TRUE);
  else if (g_strcmp0 (scheme, "file") == 0)
    follow_file (self, address + strlen (FILE_SCHEME));
  else if (scheme != NULL)
    ask_about_other_address (self, address);
  else
    tell (self, _ ("This does not lead anywhere"));
}

void
recto_target_follower_follow (RectoTargetFollower *self, const RectoTarget *target)
{
  g_return_if_fail (RECTO_IS_TARGET_FOLLOWER (self));
  g_return_if_fail (target != NULL);

  if (self->page_view == NULL || recto_page_view_get_document (self->page_view) == NULL)
    return;
  switch (target->kind)
    {
    case RECTO_TARGET_PLACE:
      recto_target_follower_forget (self);
      go_to (self, target);
      break;
    case RECTO_TARGET_CHAPTER:
      resolve (self, target->address);
      break;
    case RECTO_TARGET_ADDRESS:
      follow_address (self, target->address);
      break;
    case RECTO_TARGET_NOWHERE:
    default:
      tell (self, _ ("This does not lead anywhere"));
      break;
    }
}

void
recto_target_follower_find (RectoTargetFollower *self, const char *name)
{
  g_autofree char *escaped = NULL;
  g_autofree char *address = NULL;

  g_return_if_fail (RECTO_IS_TARGET_FOLLOWER (self));
  g_return_if_fail (name != NULL);

  if (self->page_view == NULL)
    return;
  escaped = g_uri_escape_string (name, NULL, FALSE);
  address = g_strconcat ("#nameddest=", escaped, NULL);
  resolve (self, address);
}

void
recto_target_follower_forget (RectoTargetFollower *self)
{
  g_return_if_fail (RECTO_IS_TARGET_FOLLOWER (self));

  if (self->resolving != NULL)
    recto_cancellable_cancel (self->resolving, RECTO_CANCEL_SUPERSEDED);
  g_clear_object (&self->resolving);
}

void
recto_target_follower_end (RectoTargetFollower *self)
{
  g_return_if_fail (RECTO_IS_TARGET_FOLLOWER (self));

  recto_target_follower_forget (self);
  self->page_view = NULL;
  g_cancellable_cancel (self->cancellable);
}

RectoTargetFollower *
recto_target_follower_new (RectoPageView *page_view)
{
  RectoTargetFollower *self;

  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (page_view), NULL);

  self = g_object_new (RECTO_TYPE_TARGET_FOLLOWER, NULL);
  self->page_view = page_view;
  g_signal_connect_object (page_view, "link-activated", G_CALLBACK (recto_target_follower_follow),
                           self, G_CONNECT_SWAPPED);
  return self;
}

static void
recto_target_follower_dispose (GObject *object)
{
  RectoTargetFollower *self = RECTO_TARGET_FOLLOWER (object);

  g_clear_object (&self->resolving);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (recto_target_follower_parent_class)->dispose (object);
}

static void
recto_target_follower_class_init (RectoTargetFollowerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = recto_target_follower_dispose;

  signals[MESSAGE] = g_signal_new ("message", RECTO_TYPE_TARGET_FOLLOWER, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[OPEN_FILE] = g_signal_new ("open-file", RECTO_TYPE_TARGET_FOLLOWER, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_FILE, G_TYPE_STRING);
}

static void
recto_target_follower_init (RectoTargetFollower *self)
{
  self->cancellable = g_cancellable_new ();
}
