/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document-view.h"

#include "recto-document-view-private.h"
#include "recto-opening-page.h"
#include "recto-password-page.h"
#include "recto-problem-page.h"
#include "recto-start-page.h"

/* What opens sooner than this is never said to be opening. */
#define SHOW_OPENING_MS 150

static void
open_recent_cb (RectoDocumentView *self, GFile *file)
{
  recto_document_view_open (self, file, 0, NULL);
}

static void
stop_opening_cb (RectoDocumentView *self)
{
  recto_document_view_stop (self);
}

static void
unlock_cb (RectoDocumentView *self, const char *password)
{
  recto_document_view_start_opening (self, password, RECTO_OPENING_NONE);
}

void
recto_document_view_try_again (RectoDocumentView *self)
{
  if (self->document != NULL)
    recto_document_reopen (self->document);
  else if (self->untouched)
    recto_document_view_begin (self);
  else
    recto_document_view_start_opening (self, NULL, RECTO_OPENING_NONE);
}

/* The pages around the document are made when they are first needed. */
static GtkWidget *
ensure_child (RectoDocumentView *self,
              const char *name,
              GtkWidget *(*make) (void),
              const char *signal,
              GCallback callback)
{
  GtkWidget *child = gtk_stack_get_child_by_name (self->stack, name);

  if (child == NULL)
    {
      child = make ();
      g_signal_connect_object (child, signal, callback, self, G_CONNECT_SWAPPED);
      gtk_stack_add_named (self->stack, child, name);
    }
  return child;
}

void
recto_document_view_show_child (RectoDocumentView *self, const char *name)
{
  const gboolean had_focus =
      gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN;

  /* A document that was read anew takes the keys from nobody. */
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), name) == 0)
    return;
  gtk_stack_set_visible_child_name (self->stack, name);
  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
show_opening_cb (gpointer user_data)
{
  RectoDocumentView *self = user_data;
  GtkWidget *page =
      ensure_child (self, "opening", recto_opening_page_new, "stop", G_CALLBACK (stop_opening_cb));

  self->opening_source = 0;
  recto_opening_page_set_name (RECTO_OPENING_PAGE (page), self->name);
  recto_document_view_show_child (self, "opening");
}

void
recto_document_view_set_state (RectoDocumentView *self, RectoDocumentViewState state)
{
  g_clear_handle_id (&self->opening_source, g_source_remove);
  if (state == RECTO_DOCUMENT_VIEW_OPENING)
    self->opening_source = g_timeout_add_once (SHOW_OPENING_MS, show_opening_cb, self);
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify (G_OBJECT (self), "state");
  g_object_notify (G_OBJECT (self), "title");
  g_object_notify (G_OBJECT (self), "tasks");
}

void
recto_document_view_show_password (RectoDocumentView *self, gboolean wrong)
{
  GtkWidget *page =
      ensure_child (self, "password", recto_password_page_new, "unlock", G_CALLBACK (unlock_cb));

  recto_document_view_show_child (self, "password");
  recto_password_page_ask (RECTO_PASSWORD_PAGE (page), self->name, wrong);
  recto_document_view_set_state (self, RECTO_DOCUMENT_VIEW_PASSWORD);
}

static RectoProblemPage *
ensure_problem_page (RectoDocumentView *self)
{
  return RECTO_PROBLEM_PAGE (ensure_child (self, "error", recto_problem_page_new, "try-again",
                                           G_CALLBACK (recto_document_view_try_again)));
}

void
recto_document_view_show_error (RectoDocumentView *self, const GError *error)
{
  RectoProblemPage *page = ensure_problem_page (self);

  recto_document_view_show_child (self, "error");
  recto_problem_page_show_error (page, error);
  recto_document_view_set_state (self, RECTO_DOCUMENT_VIEW_ERROR);
}

void
recto_document_view_show_held (RectoDocumentView *self)
{
  RectoProblemPage *page = ensure_problem_page (self);

  recto_document_view_show_child (self, "error");
  recto_problem_page_show_held (page);
  recto_document_view_set_state (self, RECTO_DOCUMENT_VIEW_ERROR);
}

void
recto_document_view_show_given_up (RectoDocumentView *self, const GError *error)
{
  RectoProblemPage *page = ensure_problem_page (self);

  recto_document_view_show_child (self, "error");
  recto_problem_page_show_given_up (page, error);
  recto_document_view_set_state (self, RECTO_DOCUMENT_VIEW_ERROR);
}

void
recto_document_view_show_start (RectoDocumentView *self)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_VIEW (self));

  recto_document_view_close (self);
  recto_document_view_set_file (self, NULL);
  ensure_child (self, "start", recto_start_page_new, "open", G_CALLBACK (open_recent_cb));
  recto_document_view_show_child (self, "start");
  recto_document_view_set_state (self, RECTO_DOCUMENT_VIEW_START);
}
