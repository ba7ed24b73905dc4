/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-attachment-list.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "recto-attachment-private.h"
#include "recto-object-list-private.h"
#include "recto-worker-errors.h"

/* Pages in one piece: as many as are read in about so long, microseconds. A piece that is in the
 * way of what is in view is ended, and begins again. */
#define FIRST_PAGES 64
#define MAX_PAGES 4096
#define PIECE_US (20 * 1000)

struct _RectoAttachmentList
{
  RectoObjectList parent_instance;
  RectoReader *reader; /* not owned; NULL once the document is closed */
  RectoTaskList *tasks;
  char *subject;
  guint n_pages;
  GPtrArray *attachments; /* (unowned): the list, of RectoAttachment */
  GHashTable *places;     /* object number -> place in attachments, plus 1 */
  GPtrArray *waiters;     /* Waiter */
  GCancellable *piece;    /* of the piece that is being read; NULL when none is */
  RectoQuestion question; /* that piece, or the next one */
  gint64 piece_start;
  guint pages; /* in a piece */
  gboolean complete;
  gboolean cut;
  GError *error; /* of the first piece that could not be read */
};

typedef struct
{
  RectoAttachmentList *list; /* not owned: it owns the waiter */
  RectoTask *task;
  GTask *result;
  GSource *cancel_source;
} Waiter;

static void ask_next (RectoAttachmentList *self);

G_DEFINE_FINAL_TYPE (RectoAttachmentList, recto_attachment_list, RECTO_TYPE_OBJECT_LIST)

/* ---- Those who wait for the list to be complete ---- */

static void
waiter_free (gpointer data)
{
  Waiter *self = data;

  g_source_destroy (self->cancel_source);
  g_source_unref (self->cancel_source);
  g_object_unref (self->task);
  g_object_unref (self->result);
  g_free (self);
}

static void
answer (Waiter *waiter, const GError *error)
{
  gboolean won =
      error == NULL ? recto_task_succeed (waiter->task) : recto_task_fail (waiter->task, error);

  if (won && error == NULL)
    g_task_return_boolean (waiter->result, TRUE);
  else
    g_task_return_error (waiter->result, recto_task_dup_error (waiter->task));
}

/* Callers may do anything in their call-backs, so nobody waits any more by then. */
static void
answer_all (RectoAttachmentList *self, const GError *error)
{
  g_autoptr (RectoAttachmentList) alive = g_object_ref (self);
  g_autoptr (GPtrArray) waiters = g_steal_pointer (&self->waiters);
  g_autoptr (GError) copy = error != NULL ? g_error_copy (error) : NULL;

  self->waiters = g_ptr_array_new_with_free_func (waiter_free);
  for (guint i = 0; i < waiters->len; i++)
    answer (waiters->pdata[i], copy);
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  Waiter *waiter = user_data;
  g_autoptr (RectoAttachmentList) self = g_object_ref (waiter->list);
  guint place;

  if (!g_ptr_array_find (self->waiters, waiter, &place))
    return G_SOURCE_REMOVE;
  waiter = g_ptr_array_steal_index (self->waiters, place);
  /* The worker is told to stop before the caller hears that it was. */
  if (self->waiters->len == 0 && self->piece != NULL)
    g_cancellable_cancel (self->piece);
  g_task_return_error (waiter->result, recto_task_dup_error (waiter->task));
  waiter_free (waiter);
  return G_SOURCE_REMOVE;
}

/* ---- What workers found ---- */

static gboolean
is_side (float value)
{
  return isfinite (value) && value >= 0 && value <= RECTO_MAX_PAGE_SIDE;
}

static RectoAttachment *
make_attachment (RectoAttachmentList *self, const RectoAttachmentEntry *entry)
{
  RectoAttachmentClaims claims = { .object = entry->object,
                                   .size = entry->size,
                                   .created = entry->created,
                                   .modified = entry->modified,
                                   .name = entry->name,
                                   .content_type = entry->content_type,
                                   .description = entry->description };

  claims.stored = MIN (entry->stored, recto_reader_get_size (self->reader));
  claims.has_page = entry->has_page != 0 && entry->page < self->n_pages;
  claims.location = RECTO_LOCATION_INIT (0, entry->page);
  if (is_side (entry->x) && is_side (entry->y) && is_side (entry->width) && is_side (entry->height))
    claims.area = (RectoRect) { entry->x, entry->y, entry->width, entry->height };
  return recto_attachment_new (&claims);
}

/* The document's own lists may name a file that is attached to a page as well: that is where it can
 * be seen. */
static void
add_page (RectoAttachmentList *self, guint place, RectoAttachment *attachment)
{
  RectoAttachment *known = self->attachments->pdata[place];

  if (recto_attachment_get_page (known, NULL, NULL) ||
      !recto_attachment_get_page (attachment, NULL, NULL))
    return;
  self->attachments->pdata[place] = g_object_ref (attachment);
  g_object_unref (known);
  g_list_model_items_changed (G_LIST_MODEL (self), place, 1, 1);
}

/* Its place in the list, from 1; 0 where it is not there. */
static guint
find_place (RectoAttachmentList *self, RectoAttachment *attachment)
{
  gpointer key = GUINT_TO_POINTER (recto_attachment_get_object (attachment));

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->places, key));
}

static void
append (RectoAttachmentList *self, RectoAttachment *attachment)
{
  gpointer key = GUINT_TO_POINTER (recto_attachment_get_object (attachment));

  if (self->attachments->len >= RECTO_MAX_ATTACHMENTS)
    {
      self->cut = TRUE;
      return;
    }
  g_ptr_array_add (self->attachments, g_object_ref (attachment));
  g_hash_table_insert (self->places, key, GUINT_TO_POINTER (self->attachments->len));
}

/* What is known already first, so that the list is in order whenever anybody hears of it. */
static void
take_entries (RectoAttachmentList *self, const RectoMessageAttachmentsFound *found)
{
  g_autoptr (GPtrArray) attachments = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_known;

  for (guint i = 0; i < found->count; i++)
    g_ptr_array_add (attachments, make_attachment (self, &found->entries[i]));
  for (guint i = 0; i < attachments->len; i++)
    if (find_place (self, attachments->pdata[i]) > 0)
      add_page (self, find_place (self, attachments->pdata[i]) - 1, attachments->pdata[i]);
  n_known = self->attachments->len;
  for (guint i = 0; i < attachments->len && !self->cut; i++)
    if (find_place (self, attachments->pdata[i]) == 0)
      append (self, attachments->pdata[i]);
  if (self->attachments->len > n_known)
    g_list_model_items_changed (G_LIST_MODEL (self), n_known, 0, self->attachments->len - n_known);
}

/* ---- Pieces ---- */

static void
begin_pages (RectoAttachmentList *self, guint first, guint skip)
{
  self->question.part = RECTO_PART_PAGES;
  self->question.location = RECTO_LOCATION_INIT (0, first);
  self->question.count = MIN (self->pages, self->n_pages - MIN (first, self->n_pages));
  self->question.skip = skip;
  self->complete = self->cut || first >= self->n_pages;
}

/* The piece after this one, from the start of what it asked for. */
static void
pass_over (RectoAttachmentList *self)
{
  if (self->question.part == RECTO_PART_DOCUMENT)
    begin_pages (self, 0, 0);
  else
    begin_pages (self, self->question.location.page + self->question.count, 0);
}

static void
adapt (RectoAttachmentList *self)
{
  gint64 took = g_get_monotonic_time () - self->piece_start;

  if (took < PIECE_US / 2)
    self->pages = MIN (self->pages * 2, MAX_PAGES);
  else if (took > PIECE_US)
    self->pages = MAX (self->pages / 2, 1);
}

/* Whatever it says, each answer brings the end nearer. */
static void
take_answer (RectoAttachmentList *self, const RectoMessageAttachmentsFound *found)
{
  RectoQuestion *question = &self->question;
  guint end = question->location.page + question->count;

  take_entries (self, found);
  adapt (self);
  /* One that is not the last is full. */
  if (found->complete || self->cut || found->count < RECTO_MAX_ENTRIES ||
      found->skip > RECTO_MAX_ATTACHMENTS)
    pass_over (self);
  else if (question->part == RECTO_PART_DOCUMENT && found->skip > question->skip)
    question->skip = found->skip;
  else if (question->part == RECTO_PART_PAGES && found->next < end &&
           (found->next > question->location.page ||
            (found->next == question->location.page && found->skip > question->skip)))
    begin_pages (self, found->next, found->skip);
  else
    pass_over (self);
}

/* The same again, but fewer pages. */
static void
shorten_piece (RectoAttachmentList *self)
{
  if (self->question.part != RECTO_PART_PAGES)
    return;
  self->pages = MAX (self->question.count / 2, 1);
  begin_pages (self, self->question.location.page, self->question.skip);
}

/* A page that takes its reader along costs the others of its piece nothing. */
static void
give_up_piece (RectoAttachmentList *self, const GError *error)
{
  if (self->question.part == RECTO_PART_PAGES && self->question.count > 1)
    {
      shorten_piece (self);
      return;
    }
  if (self->error == NULL)
    self->error = g_error_new (RECTO_ERROR, RECTO_ERROR_DAMAGED,
                               /* Translators: %s says why, as a whole sentence. */
                               _ ("Some attachments could not be listed: %s"), error->message);
  pass_over (self);
}

static GError *
error_of_outcome (const RectoMessageAttachmentsFound *found)
{
  if (found->outcome == RECTO_OUTCOME_OK)
    return NULL;
  return g_error_new_literal (RECTO_ERROR, RECTO_ERROR_DAMAGED, _ ("The document is damaged."));
}

static void
end_piece (RectoAttachmentList *self, GTask *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (result, &error);
  const RectoMessageAttachmentsFound *found = bytes != NULL ? g_bytes_get_data (bytes, NULL) : NULL;

  if (self->reader == NULL)
    return;
  if (found != NULL)
    error = error_of_outcome (found);
  if (error == NULL)
    take_answer (self, found);
  else if (recto_reader_get_error (self->reader) != NULL)
    answer_all (self, recto_reader_get_error (self->reader));
  /* Stopped, or in the way of something more urgent: that says nothing of the piece itself. */
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    shorten_piece (self);
  else
    give_up_piece (self, error);
}

static void
piece_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RectoAttachmentList) self = user_data;

  g_clear_object (&self->piece);
  end_piece (self, G_TASK (result));
  if (self->complete && self->piece == NULL)
    answer_all (self, self->error);
  else
    ask_next (self);
}

/* A piece is a task of its own, which nobody sees: the list shows those who wait for the whole. */
static void
ask_next (RectoAttachmentList *self)
{
  g_autoptr (RectoTask) task = NULL;
  GTask *result;

  if (self->reader == NULL || self->piece != NULL || self->complete || self->waiters->len == 0)
    return;
  self->piece = g_cancellable_new ();
  self->piece_start = g_get_monotonic_time ();
  task = recto_task_new (RECTO_TASK_ATTACHMENTS, RECTO_TASK_FLAGS_NONE, self->piece);
  result = g_task_new (NULL, NULL, piece_done_cb, g_object_ref (self));
  g_task_set_source_tag (result, ask_next);
  recto_task_attach_to_result (task, result);
  recto_worker_pool_ask (recto_reader_get_pool (self->reader), &self->question, task, result,
                         RECTO_PRIORITY_THUMBNAIL);
}

/* ---- Public ---- */

RectoAttachmentList *
recto_attachment_list_new (RectoReader *reader,
                           RectoTaskList *tasks,
                           guint n_pages,
                           const char *subject)
{
  RectoAttachmentList *self = g_object_new (RECTO_TYPE_ATTACHMENT_LIST, NULL);

  self->reader = reader;
  self->tasks = g_object_ref (tasks);
  self->n_pages = n_pages;
  self->subject = g_strdup (subject);
  self->question.kind = RECTO_JOB_ATTACHMENTS;
  self->complete = n_pages == 0;
  return self;
}

void
recto_attachment_list_close (RectoAttachmentList *self)
{
  g_autoptr (GError) error = recto_worker_error_closed ();

  self->reader = NULL;
  if (self->piece != NULL)
    g_cancellable_cancel (self->piece);
  answer_all (self, error);
}

static GError *
why_not (RectoAttachmentList *self)
{
  if (self->reader == NULL)
    return recto_worker_error_closed ();
  if (recto_reader_get_error (self->reader) != NULL)
    return g_error_copy (recto_reader_get_error (self->reader));
  return self->complete && self->error != NULL ? g_error_copy (self->error) : NULL;
}

void
recto_attachment_list_fill_async (RectoAttachmentList *self,
                                  gpointer source,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Waiter *waiter = g_new0 (Waiter, 1);
  g_autoptr (GError) error = why_not (self);

  waiter->list = self;
  waiter->task = recto_task_new (RECTO_TASK_ATTACHMENTS, RECTO_TASK_FLAGS_NONE, cancellable);
  recto_task_set_subject (waiter->task, self->subject);
  waiter->result = g_task_new (source, NULL, callback, user_data);
  g_task_set_source_tag (waiter->result, recto_attachment_list_fill_async);
  recto_task_attach_to_result (waiter->task, waiter->result);
  waiter->cancel_source = g_cancellable_source_new (recto_task_get_cancellable (waiter->task));
  g_source_set_callback (waiter->cancel_source, G_SOURCE_FUNC (cancelled_cb), waiter, NULL);
  if (error != NULL || self->complete)
    {
      answer (waiter, error);
      waiter_free (waiter);
      return;
    }
  g_source_attach (waiter->cancel_source, g_main_context_get_thread_default ());
  recto_task_list_add (self->tasks, waiter->task);
  g_ptr_array_add (self->waiters, waiter);
  if (recto_task_start (waiter->task))
    ask_next (self);
}

gboolean
recto_attachment_list_fill_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
recto_attachment_list_is_cut (RectoAttachmentList *self)
{
  return self->cut;
}

/* ---- The object ---- */

static void
recto_attachment_list_finalize (GObject *object)
{
  RectoAttachmentList *self = RECTO_ATTACHMENT_LIST (object);

  g_hash_table_unref (self->places);
  g_ptr_array_unref (self->waiters);
  g_clear_object (&self->piece);
  g_clear_object (&self->tasks);
  g_clear_error (&self->error);
  g_free (self->subject);

  G_OBJECT_CLASS (recto_attachment_list_parent_class)->finalize (object);
}

static void
recto_attachment_list_class_init (RectoAttachmentListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = recto_attachment_list_finalize;
}

static void
recto_attachment_list_init (RectoAttachmentList *self)
{
  self->attachments = recto_object_list_hold (RECTO_OBJECT_LIST (self), RECTO_TYPE_ATTACHMENT);
  self->places = g_hash_table_new (NULL, NULL);
  self->waiters = g_ptr_array_new_with_free_func (waiter_free);
  self->pages = FIRST_PAGES;
}
