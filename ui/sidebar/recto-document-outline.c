/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document-outline.h"

#include <glib/gi18n.h>

#include "recto-outline-pane.h"

#define OUTLINE "outline"

/* What can be done where there is no outline. */
typedef enum
{
  ACTION_READ,
  ACTION_MAKE, /* from headings */
  ACTION_STOP, /* making it */
} Action;

struct _RectoDocumentOutline
{
  GObject parent_instance;
  RectoSidebar *sidebar;     /* (unowned) */
  RectoPageView *page_view;  /* (unowned) */
  GtkWidget *pane;           /* (unowned) (nullable): the sidebar's, once there is an outline */
  RectoDocument *document;   /* (nullable) */
  GCancellable *cancellable; /* (nullable): while it is read */
  gboolean shown;
  gboolean read; /* of this document */
  Action action; /* of the pane's notice */
};

G_DEFINE_FINAL_TYPE (RectoDocumentOutline, recto_document_outline, G_TYPE_OBJECT)

static void action_cb (RectoDocumentOutline *self);

enum
{
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
activated_cb (RectoDocumentOutline *self, const RectoTarget *target)
{
  g_signal_emit (self, signals[ACTIVATED], 0, target);
}

static void
ensure_pane (RectoDocumentOutline *self)
{
  if (self->pane != NULL)
    return;
  self->pane = recto_outline_pane_new (self->page_view);
  g_signal_connect_object (self->pane, "activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pane, "action", G_CALLBACK (action_cb), self, G_CONNECT_SWAPPED);
  recto_sidebar_add (self->sidebar, self->pane, OUTLINE,
                     /* Translators: a document's table of contents. */
                     _ ("Outline"), "view-list-symbolic");
}

static void
show_outline (RectoDocumentOutline *self, RectoOutline *outline)
{
  const gboolean any = outline != NULL && recto_outline_get_n (outline) > 0;

  if (any)
    ensure_pane (self);
  if (self->pane == NULL)
    return;
  recto_outline_pane_set_outline (RECTO_OUTLINE_PANE (self->pane), any ? outline : NULL);
  recto_outline_pane_set_made (RECTO_OUTLINE_PANE (self->pane), FALSE);
  recto_sidebar_set_has (self->sidebar, OUTLINE, any);
}

static gboolean
was_stopped (GAsyncResult *result)
{
  RectoTask *task = recto_task_of_result (result);

  return task != NULL && recto_task_get_reason (task) == RECTO_CANCEL_USER_STOP;
}

/* What was superseded is asked for again by whoever did that. */
static void
show_trouble (RectoDocumentOutline *self, GAsyncResult *result, const GError *error)
{
  const gboolean stopped = was_stopped (result);

  if (!stopped && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  ensure_pane (self);
  self->action = ACTION_READ;
  if (stopped)
    recto_outline_pane_set_notice (RECTO_OUTLINE_PANE (self->pane), "process-stop-symbolic",
                                   _ ("The Outline Was Not Read"), _ ("It was stopped"),
                                   _ ("_Resume"));
  else
    recto_outline_pane_set_notice (RECTO_OUTLINE_PANE (self->pane), "dialog-warning-symbolic",
                                   _ ("The Outline Cannot Be Read"), error->message,
                                   _ ("_Try Again"));
  recto_sidebar_set_has (self->sidebar, OUTLINE, TRUE);
}

/* ---- From headings: for a document that has none, when somebody wants it ----------------------
 */

static void
offer_making (RectoDocumentOutline *self)
{
  ensure_pane (self);
  self->action = ACTION_MAKE;
  recto_outline_pane_set_notice (RECTO_OUTLINE_PANE (self->pane), "view-list-symbolic",
                                 _ ("No Outline"), _ ("Headings on the pages can take its place"),
                                 /* Translators: makes an outline of what looks like headings. */
                                 _ ("_Look for Headings"));
  recto_sidebar_offer (self->sidebar, OUTLINE);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RectoDocumentOutline) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RectoOutline) outline =
      recto_document_make_outline_finish (RECTO_DOCUMENT (source), result, &error);

  if (self->document != RECTO_DOCUMENT (source))
    return;
  g_clear_object (&self->cancellable);
  if (outline == NULL)
    offer_making (self);
  else if (recto_outline_get_n (outline) == 0)
    recto_outline_pane_set_notice (RECTO_OUTLINE_PANE (self->pane), "edit-find-symbolic",
                                   _ ("No Headings Found"), NULL, NULL);
  else
    {
      show_outline (self, outline);
      recto_outline_pane_set_made (RECTO_OUTLINE_PANE (self->pane), TRUE);
    }
}

static void
make_outline (RectoDocumentOutline *self)
{
  self->cancellable = g_cancellable_new ();
  self->action = ACTION_STOP;
  recto_outline_pane_set_notice (RECTO_OUTLINE_PANE (self->pane), "edit-find-symbolic",
                                 _ ("Looking for Headings"), NULL, _ ("_Stop"));
  recto_document_make_outline_async (self->document, self->cancellable, made_cb,
                                     g_object_ref (self));
}

/* ---- Reading ----------------------------------------------------------------------------------
 */

/* The pages of a book are not all known, and its chapters are in its outline. */
static gboolean
may_have_headings (RectoDocument *document)
{
  return !recto_document_is_reflowable (document) &&
         recto_document_get_n_pages (document, NULL) > 1;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RectoDocumentOutline) self = user_data;
  RectoDocument *document = RECTO_DOCUMENT (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (RectoOutline) outline = recto_document_read_outline_finish (document, result, &error);

  if (self->document != document)
    return;
  g_clear_object (&self->cancellable);
  /* One that cannot be read, or was stopped, is tried again when that is asked for, or when the
   * sidebar is shown again. */
  self->read = outline != NULL;
  if (outline == NULL)
    show_trouble (self, result, error);
  else if (recto_outline_get_n (outline) == 0 && may_have_headings (document))
    offer_making (self);
  else
    show_outline (self, outline);
}

static void
read_outline (RectoDocumentOutline *self)
{
  if (!self->shown || self->document == NULL || self->read || self->cancellable != NULL)
    return;
  self->cancellable = g_cancellable_new ();
  recto_document_read_outline_async (self->document, self->cancellable, read_cb,
                                     g_object_ref (self));
}

static void
action_cb (RectoDocumentOutline *self)
{
  if (self->document == NULL)
    return;
  if (self->action == ACTION_READ)
    read_outline (self);
  else if (self->action == ACTION_STOP && self->cancellable != NULL)
    recto_cancellable_cancel (self->cancellable, RECTO_CANCEL_USER_STOP);
  else if (self->action == ACTION_MAKE && self->cancellable == NULL)
    make_outline (self);
}

void
recto_document_outline_set_document (RectoDocumentOutline *self, RectoDocument *document)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_OUTLINE (self));
  g_return_if_fail (document == NULL || RECTO_IS_DOCUMENT (document));

  if (self->cancellable != NULL)
    recto_cancellable_cancel (self->cancellable, RECTO_CANCEL_SUPERSEDED);
  g_clear_object (&self->cancellable);
  self->read = FALSE;
  g_set_object (&self->document, document);
  if (document == NULL)
    show_outline (self, NULL);
  else
    read_outline (self);
}

void
recto_document_outline_set_shown (RectoDocumentOutline *self, gboolean shown)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_OUTLINE (self));

  self->shown = shown;
  read_outline (self);
}

RectoDocumentOutline *
recto_document_outline_new (RectoSidebar *sidebar, RectoPageView *page_view)
{
  RectoDocumentOutline *self;

  g_return_val_if_fail (RECTO_IS_SIDEBAR (sidebar), NULL);
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (page_view), NULL);

  self = g_object_new (RECTO_TYPE_DOCUMENT_OUTLINE, NULL);
  self->sidebar = sidebar;
  self->page_view = page_view;
  return self;
}

static void
recto_document_outline_dispose (GObject *object)
{
  RectoDocumentOutline *self = RECTO_DOCUMENT_OUTLINE (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (recto_document_outline_parent_class)->dispose (object);
}

static void
recto_document_outline_class_init (RectoDocumentOutlineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = recto_document_outline_dispose;

  signals[ACTIVATED] =
      g_signal_new ("activated", RECTO_TYPE_DOCUMENT_OUTLINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, RECTO_TYPE_TARGET | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
recto_document_outline_init (RectoDocumentOutline *self)
{
}
