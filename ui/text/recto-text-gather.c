/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-text-gather.h"

/* Bytes; a thick book has a few million characters. */
#define MOST (32u << 20)

typedef struct
{
  RectoTextSpan span;
  guint number; /* of the page that is being read */
  guint last;
  GString *plain;
  RectoTextStyle style; /* that the pages are laid out in */
} Gathering;

static void read_page (GTask *task);

static void
gathering_free (gpointer data)
{
  Gathering *self = data;

  g_string_free (self->plain, TRUE);
  g_free (self);
}

static void
add (Gathering *self, RectoPageText *text)
{
  g_autofree char *plain = recto_text_span_get_plain (&self->span, text);

  if (plain[0] == '\0')
    return;
  if (self->plain->len > 0)
    g_string_append_c (self->plain, '\n');
  g_string_append (self->plain, plain);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RectoPageText) text =
      recto_document_read_text_finish (RECTO_DOCUMENT (source), result, &error);
  Gathering *self = g_task_get_task_data (task);

  /* What had to make room for something else has been stopped by nobody, unless the pages are
   * others now. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      recto_task_get_reason (recto_task_of_result (result)) == RECTO_CANCEL_SUPERSEDED &&
      recto_text_style_equal (recto_document_get_text_style (RECTO_DOCUMENT (source)),
                              &self->style) &&
      !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      read_page (g_steal_pointer (&task));
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (text != NULL)
    add (self, text);
  if (self->number >= self->last || self->plain->len >= MOST)
    {
      g_task_return_pointer (task, g_string_free_and_steal (self->plain), g_free);
      self->plain = g_string_new (NULL);
      return;
    }
  self->number++;
  read_page (g_steal_pointer (&task));
}

/* Takes `task`. */
static void
read_page (GTask *task)
{
  RectoDocument *document = g_task_get_source_object (task);
  const Gathering *self = g_task_get_task_data (task);

  recto_document_read_text_async (document, recto_document_get_location (document, self->number),
                                  RECTO_PRIORITY_NEAR, g_task_get_cancellable (task), read_cb,
                                  task);
}

void
recto_text_gather_async (RectoDocument *document,
                         const RectoTextSpan *span,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task;
  Gathering *self;
  RectoLocation first;
  RectoLocation last;

  g_return_if_fail (RECTO_IS_DOCUMENT (document));

  task = g_task_new (document, cancellable, callback, user_data);
  g_task_set_source_tag (task, recto_text_gather_async);
  self = g_new0 (Gathering, 1);
  self->span = *span;
  self->plain = g_string_new (NULL);
  recto_text_span_get_pages (span, &first, &last);
  self->number = recto_document_get_number (document, first);
  self->last = recto_document_get_number (document, last);
  self->style = *recto_document_get_text_style (document);
  g_task_set_task_data (task, self, gathering_free);
  read_page (task);
}

char *
recto_text_gather_finish (RectoDocument *document, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, document), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
