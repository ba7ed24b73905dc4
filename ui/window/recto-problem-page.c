/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-problem-page.h"

#include <glib/gi18n.h>

#include "recto-error.h"

struct _RectoProblemPage
{
  AdwBin parent_instance;
  AdwStatusPage *status; /* template children */
  GtkLabel *advice;
  GtkWidget *try_again;
  GtkWidget *close;
};

G_DEFINE_FINAL_TYPE (RectoProblemPage, recto_problem_page, ADW_TYPE_BIN)

enum
{
  TRY_AGAIN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What to say about an error: the message of the error itself says what happened. */
typedef struct
{
  const char *title;
  const char *advice;
  gboolean can_try_again;
  gboolean is_gone; /* there is nothing to wait for in this tab */
} Words;

static Words
words_of_engine_error (int code)
{
  switch ((RectoError) code)
    {
    case RECTO_ERROR_UNSUPPORTED:
      return (Words) { _ ("This Format Is Not Supported"),
                       _ ("Another application may be able to open it."), FALSE };
    case RECTO_ERROR_DAMAGED:
      return (Words) { _ ("This Document Is Damaged"),
                       _ ("The file may be incomplete. Get it again from where it came."), TRUE };
    case RECTO_ERROR_WORKER_DIED:
      return (Words) { _ ("This Document Ends the Program That Reads It"),
                       _ ("It was read apart from everything else, so nothing else was harmed. "
                          "The file may be damaged."),
                       TRUE };
    case RECTO_ERROR_OUT_OF_MEMORY:
      return (Words) { _ ("This Document Needs Too Much Memory"),
                       _ ("The file may be damaged, or made to use up memory."), TRUE };
    case RECTO_ERROR_PASSWORD_NEEDED:
    case RECTO_ERROR_PASSWORD_WRONG:
    case RECTO_ERROR_PAGE:
    default:
      return (Words) { _ ("This Document Cannot Be Shown"), "", TRUE };
    }
}

static Words
words_of_io_error (int code)
{
  switch (code)
    {
    case G_IO_ERROR_NOT_FOUND:
      return (Words) { _ ("File Not Found"), _ ("It may have been moved, renamed or deleted."),
                       TRUE, TRUE };
    case G_IO_ERROR_PERMISSION_DENIED:
      return (Words) { _ ("This File May Not Be Read"), _ ("Ask its owner to let you read it."),
                       TRUE };
    case G_IO_ERROR_TIMED_OUT:
      return (Words) { _ ("Opening Took Too Long"),
                       _ ("The file may be damaged, or its place slow to reach."), TRUE };
    case G_IO_ERROR_IS_DIRECTORY:
    case G_IO_ERROR_NOT_REGULAR_FILE:
      return (Words) { _ ("This Is Not a Document"), _ ("Choose a file instead."), FALSE };
    default:
      return (Words) { _ ("This File Cannot Be Read"), "", TRUE };
    }
}

static void
show (RectoProblemPage *self, const char *message, const Words *words, const char *try_again)
{
  g_autofree char *escaped = g_markup_escape_text (message, -1);

  adw_status_page_set_title (self->status, words->title);
  adw_status_page_set_description (self->status, escaped);
  gtk_label_set_label (self->advice, words->advice);
  gtk_widget_set_visible (GTK_WIDGET (self->advice), words->advice[0] != '\0');
  gtk_widget_set_visible (self->try_again, words->can_try_again);
  gtk_button_set_label (GTK_BUTTON (self->try_again), try_again);
  gtk_widget_set_visible (self->close, words->is_gone);
  if (words->can_try_again)
    gtk_widget_grab_focus (self->try_again);
}

GtkWidget *
recto_problem_page_new (void)
{
  return g_object_new (RECTO_TYPE_PROBLEM_PAGE, NULL);
}

void
recto_problem_page_show_error (RectoProblemPage *self, const GError *error)
{
  Words words;

  g_return_if_fail (RECTO_IS_PROBLEM_PAGE (self));
  g_return_if_fail (error != NULL);
  g_return_if_fail (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));

  if (error->domain == RECTO_ERROR)
    words = words_of_engine_error (error->code);
  else
    words = words_of_io_error (error->domain == G_IO_ERROR ? error->code : G_IO_ERROR_FAILED);
  show (self, error->message, &words, _ ("_Try Again"));
}

void
recto_problem_page_show_held (RectoProblemPage *self)
{
  const Words words = { _ ("This Document Was Not Opened"), _ ("It may have been the reason."),
                        TRUE, TRUE };

  g_return_if_fail (RECTO_IS_PROBLEM_PAGE (self));

  show (self, _ ("Recto ended unexpectedly, twice in a row, while it was shown."), &words,
        _ ("_Open Anyway"));
}

void
recto_problem_page_show_given_up (RectoProblemPage *self, const GError *error)
{
  Words words = { _ ("This Document Had to Be Given Up"),
                  _ ("The program that reads it ended again and again. Other documents are not "
                     "affected."),
                  TRUE };

  g_return_if_fail (RECTO_IS_PROBLEM_PAGE (self));
  g_return_if_fail (error != NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    words.advice =
        _ ("The file may be damaged, or have changed. Other documents are not affected.");
  show (self, error->message, &words, _ ("_Try Again"));
}

static void
try_again_cb (RectoProblemPage *self)
{
  g_signal_emit (self, signals[TRY_AGAIN], 0);
}

static void
recto_problem_page_dispose (GObject *object)
{
  /* The bin would not notice that the template takes its child away. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_PROBLEM_PAGE);

  G_OBJECT_CLASS (recto_problem_page_parent_class)->dispose (object);
}

static void
recto_problem_page_class_init (RectoProblemPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = recto_problem_page_dispose;

  signals[TRY_AGAIN] = g_signal_new ("try-again", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/recto-problem-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RectoProblemPage, status);
  gtk_widget_class_bind_template_child (widget_class, RectoProblemPage, advice);
  gtk_widget_class_bind_template_child (widget_class, RectoProblemPage, try_again);
  gtk_widget_class_bind_template_child (widget_class, RectoProblemPage, close);
  gtk_widget_class_bind_template_callback (widget_class, try_again_cb);
}

static void
recto_problem_page_init (RectoProblemPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
