/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-annotations.h"

#include <string.h>

#include "recto-annotation-private.h"
#include "recto-document-private.h"
#include "recto-object-list-private.h"
#include "recto-task-list.h"

/* Pages in one piece: as many as are read in about so long, microseconds. A piece that is in the
 * way of what is in view is ended, and begins again. */
#define FIRST_PAGES 32
#define MAX_PAGES 2048
#define PIECE_US (20 * 1000)
/* A page that takes longer is passed over. */
#define PAGE_MS (10 * 1000)
/* Annotations that are kept, and bytes of all their words together: many may share one text of a
 * message. */
#define MAX_KEPT 100000
#define MAX_WORDS ((gsize) 32 << 20)

struct _RectoAnnotations
{
  RectoObjectList parent_instance;
  RectoDocument *document;
  RectoAnnotationsState state;
  RectoTask *task;   /* (nullable): while it runs */
  guint next;        /* page that comes next */
  guint skip;        /* of its annotations, that are known */
  guint pages;       /* in the next piece */
  guint asked;       /* in the one that is being read */
  gint64 asked_time; /* monotonic */
  guint n_skipped;
  gboolean cut;
  gsize n_bytes;          /* of words */
  GPtrArray *annotations; /* (unowned): the list, of RectoAnnotation */
};

typedef enum
{
  PROP_STATE = 1,
  PROP_N_READ,
} RectoAnnotationsProperty;

static GParamSpec *properties[PROP_N_READ + 1];

static void ask (RectoAnnotations *self);

G_DEFINE_FINAL_TYPE (RectoAnnotations, recto_annotations, RECTO_TYPE_OBJECT_LIST)

/* Nothing else that is opened has any. */
static guint
count_pages (RectoAnnotations *self)
{
  return g_str_has_prefix (recto_document_get_format (self->document), "PDF")
             ? recto_document_get_n_pages (self->document, NULL)
             : 0;
}

static void
set_state (RectoAnnotations *self, RectoAnnotationsState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* ---- What was found -------------------------------------------------------------------------- */

static void
take_entries (RectoAnnotations *self, const RectoMessageAnnotationsFound *found)
{
  const char *texts = (const char *) &found->entries[found->count];
  const guint n_before = self->annotations->len;

  for (guint i = 0; i < found->count && !self->cut; i++)
    {
      const RectoAnnotationEntry *entry = &found->entries[i];

      if (entry->page < self->next || entry->page - self->next >= self->asked)
        continue;
      self->cut = self->annotations->len >= MAX_KEPT || self->n_bytes >= MAX_WORDS;
      if (self->cut)
        break;
      self->n_bytes += strlen (texts + entry->author) + strlen (texts + entry->note);
      g_ptr_array_add (self->annotations, recto_annotation_new (entry, texts));
    }
  if (self->annotations->len > n_before)
    g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0,
                                self->annotations->len - n_before);
}

/* Whatever it says, each answer brings the end nearer. */
static void
advance (RectoAnnotations *self, const RectoMessageAnnotationsFound *found)
{
  const guint end = self->next + self->asked;

  if (!found->complete && found->next > self->next && found->next < end)
    {
      self->next = found->next;
      self->skip = MIN (found->skip, RECTO_MAX_PAGE_ANNOTATIONS);
    }
  else if (!found->complete && found->next == self->next && found->skip > self->skip &&
           found->skip < RECTO_MAX_PAGE_ANNOTATIONS)
    self->skip = found->skip;
  else
    {
      self->next = end;
      self->skip = 0;
    }
}

static void
adapt (RectoAnnotations *self)
{
  const gint64 took = g_get_monotonic_time () - self->asked_time;

  if (took < PIECE_US / 2)
    self->pages = MIN (self->pages * 2, MAX_PAGES);
  else if (took > PIECE_US)
    self->pages = MAX (self->pages / 2, 1);
}

/* A page that takes its reader along costs the others of its piece nothing. */
static void
give_up_piece (RectoAnnotations *self)
{
  self->pages = MAX (self->asked / 2, 1);
  if (self->asked > 1)
    return;
  self->n_skipped++;
  self->next++;
  self->skip = 0;
}

static void
take_answer (RectoAnnotations *self, const RectoMessageAnnotationsFound *found)
{
  if (found->outcome != RECTO_OUTCOME_OK)
    {
      give_up_piece (self);
      return;
    }
  take_entries (self, found);
  self->n_skipped += MIN (found->n_bad, self->asked);
  advance (self, found);
  adapt (self);
}

/* ---- Pieces ---------------------------------------------------------------------------------- */

static void
tell_progress (RectoAnnotations *self)
{
  recto_task_set_progress (self->task, (double) self->next / MAX (count_pages (self), 1));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_READ]);
}

/* Both may call out, where all may be dropped. */
static void
go_on_or_end (RectoAnnotations *self)
{
  g_autoptr (RectoTask) task = g_object_ref (self->task);

  if (recto_document_is_gone (self->document))
    recto_task_cancel (task, RECTO_CANCEL_DOCUMENT_CLOSED);
  if (!recto_task_is_done (task) && !self->cut && self->next < count_pages (self))
    {
      ask (self);
      return;
    }
  g_clear_object (&self->task);
  if (recto_task_succeed (task))
    set_state (self, RECTO_ANNOTATIONS_COMPLETE);
  else
    set_state (self, RECTO_ANNOTATIONS_STOPPED);
}

static void
piece_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RectoAnnotations) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = g_task_propagate_pointer (G_TASK (result), &error);

  if (answer != NULL)
    take_answer (self, g_bytes_get_data (answer, NULL));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
           g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    /* Stopped, or in the way of something more urgent: that says nothing of the pages. */
    self->pages = MAX (self->asked / 2, 1);
  else
    give_up_piece (self);
  tell_progress (self);
  go_on_or_end (self);
}

/* A piece is a task of its own, which nobody sees. */
static void
ask (RectoAnnotations *self)
{
  RectoReader *reader = recto_document_get_reader (self->document);
  RectoQuestion question = { .kind = RECTO_JOB_ANNOTATIONS };
  g_autoptr (RectoTask) piece =
      recto_task_new_child (self->task, RECTO_TASK_ANNOTATIONS, RECTO_TASK_FLAGS_NONE, NULL);
  GTask *result;

  self->asked = MIN (self->pages, count_pages (self) - self->next);
  self->asked_time = g_get_monotonic_time ();
  question.location = RECTO_LOCATION_INIT (0, self->next);
  question.count = self->asked;
  question.skip = self->skip;
  recto_task_set_timeout_ms (piece, PAGE_MS);
  result = g_task_new (NULL, NULL, piece_done_cb, g_object_ref (self));
  g_task_set_source_tag (result, ask);
  recto_task_attach_to_result (piece, result);
  recto_worker_pool_ask (recto_reader_get_pool (reader), &question, piece, result,
                         RECTO_PRIORITY_THUMBNAIL);
}

/* ---- Public ---------------------------------------------------------------------------------- */

RectoAnnotations *
recto_annotations_new (RectoDocument *document)
{
  RectoAnnotations *self;

  g_return_val_if_fail (RECTO_IS_DOCUMENT (document), NULL);

  self = g_object_new (RECTO_TYPE_ANNOTATIONS, NULL);
  self->document = g_object_ref (document);
  return self;
}

void
recto_annotations_start (RectoAnnotations *self)
{
  g_return_if_fail (RECTO_IS_ANNOTATIONS (self));

  if (self->task != NULL || self->state == RECTO_ANNOTATIONS_COMPLETE ||
      recto_document_is_gone (self->document))
    return;
  self->task = recto_task_new (RECTO_TASK_ANNOTATIONS, RECTO_TASK_FLAGS_NONE, NULL);
  recto_task_set_subject (self->task, recto_document_get_subject (self->document));
  recto_task_list_add (RECTO_TASK_LIST (recto_document_get_tasks (self->document)), self->task);
  recto_task_start (self->task);
  set_state (self, RECTO_ANNOTATIONS_RUNNING);
  go_on_or_end (self);
}

void
recto_annotations_stop (RectoAnnotations *self)
{
  g_return_if_fail (RECTO_IS_ANNOTATIONS (self));

  if (self->task != NULL)
    recto_task_cancel (self->task, RECTO_CANCEL_USER_STOP);
}

void
recto_annotations_end (RectoAnnotations *self)
{
  g_return_if_fail (RECTO_IS_ANNOTATIONS (self));

  if (self->task != NULL)
    recto_task_cancel (self->task, RECTO_CANCEL_SUPERSEDED);
}

RectoAnnotationsState
recto_annotations_get_state (RectoAnnotations *self)
{
  g_return_val_if_fail (RECTO_IS_ANNOTATIONS (self), RECTO_ANNOTATIONS_IDLE);

  return self->state;
}

guint
recto_annotations_get_n_read (RectoAnnotations *self)
{
  g_return_val_if_fail (RECTO_IS_ANNOTATIONS (self), 0);

  return self->next;
}

guint
recto_annotations_get_n_skipped (RectoAnnotations *self)
{
  g_return_val_if_fail (RECTO_IS_ANNOTATIONS (self), 0);

  return self->n_skipped;
}

gboolean
recto_annotations_is_cut (RectoAnnotations *self)
{
  g_return_val_if_fail (RECTO_IS_ANNOTATIONS (self), FALSE);

  return self->cut;
}

/* ---- The object ------------------------------------------------------------------------------ */

static void
recto_annotations_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RectoAnnotations *self = RECTO_ANNOTATIONS (object);

  switch ((RectoAnnotationsProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;
    case PROP_N_READ:
      g_value_set_uint (value, self->next);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_annotations_finalize (GObject *object)
{
  RectoAnnotations *self = RECTO_ANNOTATIONS (object);

  g_clear_object (&self->task);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (recto_annotations_parent_class)->finalize (object);
}

static void
recto_annotations_class_init (RectoAnnotationsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = recto_annotations_get_property;
  object_class->finalize = recto_annotations_finalize;

  properties[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, RECTO_ANNOTATIONS_COMPLETE,
                                              RECTO_ANNOTATIONS_IDLE, flags);
  properties[PROP_N_READ] = g_param_spec_uint ("n-read", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
recto_annotations_init (RectoAnnotations *self)
{
  self->pages = FIRST_PAGES;
  self->annotations = recto_object_list_hold (RECTO_OBJECT_LIST (self), RECTO_TYPE_ANNOTATION);
}
