/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-search.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "recto-document-private.h"
#include "recto-engine-private.h"
#include "recto-object-list-private.h"
#include "recto-search-hit-private.h"
#include "recto-search-plan.h"
#include "recto-search-private.h"
#include "recto-task-list.h"
#include "recto-worker-errors.h"

/* Hits that are kept, and places of pages that were passed over. */
#define MAX_KEPT 100000
#define MAX_SKIPPED 1000

struct _RectoSearch
{
  RectoObjectList parent_instance;
  RectoDocument *document;
  char *words;
  RectoSearchFlags flags;
  RectoSearchState state;
  RectoSearchPlan *plan; /* NULL before it has begun */
  RectoTask *task;       /* NULL unless running */
  RectoTask *parent;     /* (nullable) */
  RectoCancelReason reason;
  guint n_running;  /* pieces */
  RectoClock clock; /* of pieces */
  GPtrArray *hits;  /* (unowned): the list, of RectoSearchHit */
  guint n_searched;
  guint n_skipped;
  GArray *skipped; /* of RectoLocation, the first of them, in their order */
  gboolean cut;
};

G_STATIC_ASSERT ((int) RECTO_SEARCH_CASE == (int) RECTO_SEARCH_BIT_CASE);
G_STATIC_ASSERT ((int) RECTO_SEARCH_WHOLE_WORDS == (int) RECTO_SEARCH_BIT_WORDS);
G_STATIC_ASSERT ((int) RECTO_SEARCH_PATTERN == (int) RECTO_SEARCH_BIT_PATTERN);
G_STATIC_ASSERT ((int) RECTO_SEARCH_ACCENTS == (int) RECTO_SEARCH_BIT_ACCENTS);

typedef struct
{
  RectoSearch *search;
  RectoSearchPiece piece;
} Run;

typedef enum
{
  PROP_STATE = 1,
  PROP_N_SEARCHED,
} RectoSearchProperty;

static GParamSpec *properties[PROP_N_SEARCHED + 1];

static void begin_pieces (RectoSearch *self);

G_DEFINE_FINAL_TYPE (RectoSearch, recto_search, RECTO_TYPE_OBJECT_LIST)

static void
set_state (RectoSearch *self, RectoSearchState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* ---- What was found -------------------------------------------------------------------------- */

guint
recto_search_find (RectoSearch *self, RectoLocation location, guint start)
{
  guint below = 0;
  guint above;

  g_return_val_if_fail (RECTO_IS_SEARCH (self), 0);

  above = self->hits->len;
  while (below < above)
    {
      const guint middle = below + (above - below) / 2;

      if (recto_search_hit_compare (self->hits->pdata[middle], location, start) < 0)
        below = middle + 1;
      else
        above = middle;
    }
  return below;
}

/* All at once: what stands behind them is moved but once. */
static void
insert_hits (RectoSearch *self, guint place, GPtrArray *added)
{
  const guint n_behind = self->hits->len - place;

  g_ptr_array_set_size (self->hits, (int) (self->hits->len + added->len));
  memmove (&self->hits->pdata[place + added->len], &self->hits->pdata[place],
           n_behind * sizeof (gpointer));
  memcpy (&self->hits->pdata[place], added->pdata, added->len * sizeof (gpointer));
}

/* Pages are searched in pieces, none of them twice: so the hits of one stand together. */
static void
take_hits (RectoSearch *self,
           const RectoSearchPiece *piece,
           const RectoMessageSearched *searched,
           guint n_pages)
{
  const RectoHitRecord *records = (const RectoHitRecord *) (searched + 1);
  const guint place =
      recto_search_find (self, RECTO_LOCATION_INIT (piece->chapter, piece->first), 0);
  g_autoptr (GPtrArray) added = g_ptr_array_new ();

  self->cut |= searched->cut != 0;
  for (guint i = 0; i < searched->n_hits; i++)
    {
      if (records[i].page < piece->first || records[i].page - piece->first >= n_pages)
        continue;
      if (self->hits->len + added->len >= MAX_KEPT)
        {
          self->cut = TRUE;
          break;
        }
      g_ptr_array_add (added, recto_search_hit_new (piece->chapter, &records[i]));
    }
  if (added->len == 0)
    return;
  insert_hits (self, place, added);
  g_list_model_items_changed (G_LIST_MODEL (self), place, 0, added->len);
}

static void
count_searched (RectoSearch *self, guint n_pages)
{
  const guint n_all = recto_document_get_n_pages (self->document, NULL);

  self->n_searched += n_pages;
  if (self->task != NULL && n_all > 0)
    recto_task_set_progress (self->task, MIN ((double) self->n_searched / n_all, 1));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SEARCHED]);
}

static void
pass_over (RectoSearch *self, RectoLocation location)
{
  guint place = self->skipped->len;

  self->n_skipped++;
  while (place > 0 &&
         recto_location_compare (g_array_index (self->skipped, RectoLocation, place - 1),
                                 location) > 0)
    place--;
  if (self->skipped->len < MAX_SKIPPED)
    g_array_insert_val (self->skipped, place, location);
}

/* ---- Pieces ---------------------------------------------------------------------------------- */

/* Nothing came of it. */
static void
take_failure (RectoSearch *self, const RectoSearchPiece *piece)
{
  if (!recto_search_plan_failed (self->plan, piece))
    return;
  pass_over (self, RECTO_LOCATION_INIT (piece->chapter, piece->first));
  count_searched (self, 1);
}

static void
take_answer (RectoSearch *self, const RectoSearchPiece *piece, GBytes *answer)
{
  const RectoMessageSearched *searched = g_bytes_get_data (answer, NULL);
  /* However many pages of a chapter are claimed, there is an end. */
  const guint left = RECTO_MAX_PAGES - MIN (piece->first, RECTO_MAX_PAGES);
  const guint asked = piece->one_by_one ? 1 : MIN (piece->count, left);
  const guint n_pages = MIN (searched->n_pages, asked);
  const gboolean is_end = searched->is_end != 0 || n_pages == left;

  /* One that says that it looked at nothing, and that there is more, would be asked for ever. */
  if (n_pages == 0 && !is_end)
    {
      take_failure (self, piece);
      return;
    }
  if (searched->failed && n_pages > 0)
    pass_over (self, RECTO_LOCATION_INIT (piece->chapter, piece->first + n_pages - 1));
  take_hits (self, piece, searched, n_pages);
  recto_search_plan_done (self->plan, piece, n_pages, is_end);
  count_searched (self, n_pages);
}

static void
take_error (RectoSearch *self, const RectoSearchPiece *piece, const GError *error)
{
  /* It had to make way, or all ends. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      recto_document_is_gone (self->document))
    recto_search_plan_put_back (self->plan, piece);
  else
    take_failure (self, piece);
}

static void
go_on_or_end (RectoSearch *self)
{
  g_autoptr (RectoTask) task = NULL;
  gboolean ended;

  /* Nobody would answer, and nobody say so. */
  if (self->task != NULL && recto_document_is_gone (self->document))
    recto_task_cancel (self->task, RECTO_CANCEL_DOCUMENT_CLOSED);
  ended = self->task == NULL || recto_task_is_done (self->task);
  if (!ended)
    begin_pieces (self);
  if (self->n_running > 0)
    return;
  task = g_steal_pointer (&self->task);
  if (!ended && recto_task_succeed (task))
    set_state (self, RECTO_SEARCH_COMPLETE);
  else
    {
      if (task != NULL)
        self->reason = recto_task_get_reason (task);
      set_state (self, RECTO_SEARCH_STOPPED);
    }
}

static void
piece_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Run *run = user_data;
  g_autoptr (RectoSearch) self = run->search;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = g_task_propagate_pointer (G_TASK (result), &error);

  self->n_running--;
  if (answer != NULL)
    take_answer (self, &run->piece, answer);
  else
    take_error (self, &run->piece, error);
  go_on_or_end (self);
}

/* All of a chapter may have to be laid out first. */
static guint
choose_limit (const RectoSearchPiece *piece)
{
  const gboolean several = piece->count > 1 && piece->count != G_MAXUINT && !piece->one_by_one;

  return several ? RECTO_SEARCH_PIECE_MS : RECTO_SEARCH_PAGE_MS;
}

static void
ask (RectoSearch *self, const RectoSearchPiece *piece)
{
  RectoReader *reader = recto_document_get_reader (self->document);
  const RectoLocation location = RECTO_LOCATION_INIT (piece->chapter, piece->first);
  g_autoptr (RectoTask) task =
      recto_task_new_child (self->task, RECTO_TASK_SEARCH, RECTO_TASK_FLAGS_NONE, NULL);
  RectoQuestion question = { .kind = RECTO_JOB_SEARCH, .location = location };
  Run *run = g_new0 (Run, 1);
  GTask *result;

  run->search = g_object_ref (self);
  run->piece = *piece;
  question.count = piece->one_by_one ? 1 : piece->count;
  question.skip = self->flags;
  question.address = self->words;
  recto_task_set_location (task, location);
  recto_task_set_clock (task, &self->clock);
  recto_task_set_timeout_ms (task, choose_limit (piece));
  result = g_task_new (NULL, NULL, piece_done_cb, run);
  g_task_set_source_tag (result, ask);
  recto_task_attach_to_result (task, result);
  self->n_running++;
  recto_worker_pool_ask (recto_reader_get_pool (reader), &question, task, result,
                         RECTO_PRIORITY_WANTED);
}

static void
begin_pieces (RectoSearch *self)
{
  const guint n_workers = recto_worker_limits_get_max (
      recto_engine_get_limits (recto_document_get_engine (self->document)));
  /* The next piece of each worker waits already: none is idle while this one's answer is read. */
  const guint most = 2 * n_workers;
  RectoSearchPiece piece;

  while (self->n_running < most && !recto_document_is_gone (self->document) &&
         !(self->cut && self->hits->len >= MAX_KEPT) && recto_search_plan_next (self->plan, &piece))
    ask (self, &piece);
}

/* ---- Beginning and ending -------------------------------------------------------------------- */

/* Whether the words can be looked for at all; the worker says what they mean. */
static gboolean
check_words (const char *words, RectoSearchFlags flags, GError **error)
{
  g_autofree char *group = g_strdup_printf ("(?:%s)", words);
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (GRegex) part = NULL;

  if (words[0] == '\0' || strlen (words) >= RECTO_MAX_WORDS || !g_utf8_validate (words, -1, NULL))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           _ ("That is too long to be searched for."));
      return FALSE;
    }
  if ((flags & RECTO_SEARCH_PATTERN) == 0)
    return TRUE;
  /* The worker makes it a part of a larger one. */
  regex = g_regex_new (words, 0, 0, error);
  part = regex != NULL ? g_regex_new (group, 0, 0, error) : NULL;
  return part != NULL;
}

RectoSearch *
recto_search_new (RectoDocument *document,
                  const char *words,
                  RectoSearchFlags flags,
                  GError **error)
{
  RectoSearch *self;

  g_return_val_if_fail (RECTO_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (words != NULL, NULL);

  if (!check_words (words, flags, error))
    return NULL;
  self = g_object_new (RECTO_TYPE_SEARCH, NULL);
  self->document = g_object_ref (document);
  self->words = g_strdup (words);
  self->flags = flags;
  return self;
}

void
recto_search_start (RectoSearch *self, RectoLocation from)
{
  g_return_if_fail (RECTO_IS_SEARCH (self));

  if (self->state == RECTO_SEARCH_RUNNING || self->state == RECTO_SEARCH_COMPLETE ||
      recto_document_is_gone (self->document))
    return;
  if (self->plan == NULL)
    self->plan = recto_search_plan_new (self->document, from);
  if (self->parent != NULL)
    self->task =
        recto_task_new_child (self->parent, RECTO_TASK_SEARCH, RECTO_TASK_FOREGROUND, NULL);
  else
    self->task = recto_task_new (RECTO_TASK_SEARCH, RECTO_TASK_FOREGROUND, NULL);
  recto_task_set_subject (self->task, recto_document_get_subject (self->document));
  recto_task_list_add (RECTO_TASK_LIST (recto_document_get_tasks (self->document)), self->task);
  recto_task_start (self->task);
  set_state (self, RECTO_SEARCH_RUNNING);
  go_on_or_end (self);
}

void
recto_search_set_parent (RectoSearch *self, RectoTask *parent)
{
  g_return_if_fail (RECTO_IS_SEARCH (self));
  g_return_if_fail (parent == NULL || RECTO_IS_TASK (parent));

  g_set_object (&self->parent, parent);
}

void
recto_search_stop (RectoSearch *self)
{
  g_return_if_fail (RECTO_IS_SEARCH (self));

  if (self->task != NULL)
    recto_task_cancel (self->task, RECTO_CANCEL_USER_STOP);
}

void
recto_search_end (RectoSearch *self)
{
  g_return_if_fail (RECTO_IS_SEARCH (self));

  if (self->task != NULL)
    recto_task_cancel (self->task, RECTO_CANCEL_SUPERSEDED);
}

void
recto_search_set_clock (RectoSearch *self, const RectoClock *clock)
{
  g_return_if_fail (RECTO_IS_SEARCH (self));
  g_return_if_fail (clock != NULL);

  self->clock = *clock;
}

RectoDocument *
recto_search_get_document (RectoSearch *self)
{
  g_return_val_if_fail (RECTO_IS_SEARCH (self), NULL);

  return self->document;
}

RectoSearchState
recto_search_get_state (RectoSearch *self)
{
  g_return_val_if_fail (RECTO_IS_SEARCH (self), RECTO_SEARCH_IDLE);

  return self->state;
}

RectoCancelReason
recto_search_get_reason (RectoSearch *self)
{
  g_return_val_if_fail (RECTO_IS_SEARCH (self), RECTO_CANCEL_NONE);

  return self->reason;
}

const char *
recto_search_get_words (RectoSearch *self)
{
  g_return_val_if_fail (RECTO_IS_SEARCH (self), NULL);

  return self->words;
}

RectoSearchFlags
recto_search_get_flags (RectoSearch *self)
{
  g_return_val_if_fail (RECTO_IS_SEARCH (self), RECTO_SEARCH_PLAIN);

  return self->flags;
}

guint
recto_search_get_n_searched (RectoSearch *self)
{
  g_return_val_if_fail (RECTO_IS_SEARCH (self), 0);

  return self->n_searched;
}

guint
recto_search_get_n_skipped (RectoSearch *self)
{
  g_return_val_if_fail (RECTO_IS_SEARCH (self), 0);

  return self->n_skipped;
}

const RectoLocation *
recto_search_get_skipped (RectoSearch *self, guint *n_locations)
{
  g_return_val_if_fail (RECTO_IS_SEARCH (self), NULL);
  g_return_val_if_fail (n_locations != NULL, NULL);

  *n_locations = self->skipped->len;
  return (const RectoLocation *) (gpointer) self->skipped->data;
}

gboolean
recto_search_is_done_with (RectoSearch *self, RectoLocation from, RectoLocation to)
{
  g_return_val_if_fail (RECTO_IS_SEARCH (self), FALSE);

  return self->plan != NULL && recto_search_plan_is_done (self->plan, from, to);
}

gboolean
recto_search_is_cut (RectoSearch *self)
{
  g_return_val_if_fail (RECTO_IS_SEARCH (self), FALSE);

  return self->cut;
}

/* ---- The object ------------------------------------------------------------------------------ */

static void
recto_search_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RectoSearch *self = RECTO_SEARCH (object);

  switch ((RectoSearchProperty) id)
    {
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;
    case PROP_N_SEARCHED:
      g_value_set_uint (value, self->n_searched);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
recto_search_finalize (GObject *object)
{
  RectoSearch *self = RECTO_SEARCH (object);

  g_clear_pointer (&self->plan, recto_search_plan_free);
  g_clear_object (&self->task);
  g_clear_object (&self->parent);
  g_clear_object (&self->document);
  g_array_unref (self->skipped);
  g_free (self->words);

  G_OBJECT_CLASS (recto_search_parent_class)->finalize (object);
}

static void
recto_search_class_init (RectoSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = recto_search_get_property;
  object_class->finalize = recto_search_finalize;

  properties[PROP_STATE] =
      g_param_spec_uint ("state", NULL, NULL, 0, RECTO_SEARCH_COMPLETE, RECTO_SEARCH_IDLE, flags);
  properties[PROP_N_SEARCHED] =
      g_param_spec_uint ("n-searched", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
recto_search_init (RectoSearch *self)
{
  self->clock = recto_clock_monotonic;
  self->hits = recto_object_list_hold (RECTO_OBJECT_LIST (self), RECTO_TYPE_SEARCH_HIT);
  self->skipped = g_array_new (FALSE, FALSE, sizeof (RectoLocation));
}
