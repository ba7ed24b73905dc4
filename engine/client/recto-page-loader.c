/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-loader.h"

struct _RectoPageLoader
{
  grefcount refs; /* its owner, and the piece that is being read */
  gboolean freed; /* by its owner */
  RectoWorkerPool *pool;
  RectoBook *book;
  RectoPageFacts *facts;
  RectoTaskList *tasks;
  gboolean reflowable;
  const RectoPageLoaderCallbacks *callbacks;
  gpointer data;
  GCancellable *cancellable; /* of the piece that is being read; NULL when none is */
  RectoQuestion question;    /* that piece */
  RectoLocation needed;      /* what is in view */
  gboolean in_view;          /* the next piece is for what is in view */
  gboolean for_view;         /* the piece that is being read is */
  guint piece;               /* pages in one piece: fewer after one could not be read */
  gboolean in_background;    /* also what is not in view may be read now */
  guint background_source;
  gboolean paused;
  gboolean stopped; /* paused by the user */
  gboolean had_first;
  gboolean has_news; /* that have not been told */
  guint n_read;      /* pages or chapters, so far */
  guint n_told;      /* of those, when news were told last */
};

/* Where no page is ever shown, the rest is read after so long. */
#define BACKGROUND_MS 2000

static void ask_next (RectoPageLoader *self);

RectoPageLoader *
recto_page_loader_new (RectoWorkerPool *pool,
                       RectoBook *book,
                       RectoPageFacts *facts,
                       RectoTaskList *tasks,
                       gboolean reflowable,
                       const RectoPageLoaderCallbacks *callbacks,
                       gpointer data)
{
  RectoPageLoader *self = g_new0 (RectoPageLoader, 1);

  g_ref_count_init (&self->refs);
  self->pool = pool;
  self->book = book;
  self->facts = facts;
  self->tasks = tasks;
  self->reflowable = reflowable;
  self->callbacks = callbacks;
  self->data = data;
  self->in_view = TRUE;
  /* The first piece is small: the first page waits for it. */
  self->piece = 1;
  return self;
}

static void
loader_unref (RectoPageLoader *self)
{
  if (!g_ref_count_dec (&self->refs))
    return;
  g_clear_object (&self->cancellable);
  g_free (self);
}

void
recto_page_loader_free (RectoPageLoader *self)
{
  self->freed = TRUE;
  g_clear_handle_id (&self->background_source, g_source_remove);
  if (self->cancellable != NULL)
    recto_cancellable_cancel (self->cancellable, RECTO_CANCEL_DOCUMENT_CLOSED);
  loader_unref (self);
}

/* Pages of unknown size are as usual: something must be shown, if only what is wrong. */
static gboolean
assume_alike (RectoPageLoader *self, guint chapter)
{
  const RectoPage *usual = recto_page_facts_get_usual (self->facts);

  return recto_page_facts_set_alike (self->facts, chapter, usual->width, usual->height);
}

static gboolean
take_chapter (RectoPageLoader *self, const RectoMessageChapterFound *found)
{
  gboolean news;

  if (found->chapter >= recto_book_get_n_chapters (self->book))
    return FALSE;
  news = recto_book_set_chapter (self->book, found->chapter, MIN (found->n_pages, RECTO_MAX_PAGES));
  if (!(found->width > 0) || !(found->height > 0))
    return assume_alike (self, found->chapter) || news;
  return recto_page_facts_set_alike (self->facts, found->chapter, found->width, found->height) ||
         news;
}

/* A chapter that cannot be laid out has one page, which will say so. */
static gboolean
give_up_piece (RectoPageLoader *self)
{
  const RectoQuestion *question = &self->question;

  if (question->kind == RECTO_JOB_CHAPTER)
    {
      gboolean news = assume_alike (self, question->location.chapter);

      return recto_book_set_chapter (self->book, question->location.chapter, 1) || news;
    }
  if (question->count > 1)
    {
      self->piece = question->count / 2;
      self->in_view = self->in_view || self->for_view;
      return FALSE;
    }
  recto_page_facts_assume (self->facts, question->location.chapter, question->location.page, 1);
  return FALSE;
}

static gboolean
take_answer (RectoPageLoader *self, GBytes *answer)
{
  const RectoMessage *message = g_bytes_get_data (answer, NULL);

  self->piece = RECTO_MAX_FACTS;
  if (message->kind == RECTO_MESSAGE_CHAPTER_FOUND)
    {
      const RectoMessageChapterFound *found = (const RectoMessageChapterFound *) message;

      if (found->chapter != self->question.location.chapter || found->outcome != RECTO_OUTCOME_OK)
        return give_up_piece (self);
      return take_chapter (self, found);
    }
  else
    {
      const RectoMessageFactsFound *found = (const RectoMessageFactsFound *) message;
      gboolean news = recto_page_facts_take (self->facts, found);

      /* Whatever was asked for and not answered is not asked for again. */
      recto_page_facts_assume (self->facts, self->question.location.chapter,
                               self->question.location.page, self->question.count);
      return news;
    }
}

/* Whoever is told looks at all pages again. What is in view is told at once, and the end; of all
 * else in between, whenever there is a good part more of it than last time: so that a million pages
 * are looked at some dozens of times, not a thousand. */
static void
tell_news (RectoPageLoader *self, gboolean in_view)
{
  gboolean ended = self->cancellable == NULL;
  gboolean many = self->n_read - self->n_told > self->n_told / 16;

  if (!self->has_news || !(in_view || ended || many))
    return;
  self->has_news = FALSE;
  self->n_told = self->n_read;
  self->callbacks->changed (self->data);
}

/* The piece that was read, or not: what it changed. */
static gboolean
end_piece (RectoPageLoader *self, GBytes *answer, const GError *error, RectoCancelReason reason)
{
  /* Paused while it was being read: that says nothing of the piece itself. */
  if (reason == RECTO_CANCEL_SUPERSEDED || self->paused)
    return FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      self->paused = TRUE;
      self->stopped = TRUE;
      self->callbacks->stopped (self->data);
      return FALSE;
    }
  return answer != NULL ? take_answer (self, answer) : give_up_piece (self);
}

static void
background_cb (gpointer data)
{
  RectoPageLoader *self = data;

  self->background_source = 0;
  recto_page_loader_begin_background (self);
}

static void
piece_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RectoPageLoader *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = g_task_propagate_pointer (G_TASK (result), &error);
  gboolean in_view;

  g_clear_object (&self->cancellable);
  if (!self->freed)
    {
      self->n_read += MAX (self->question.count, 1);
      if (end_piece (self, answer, error, recto_task_get_reason (recto_task_of_result (result))))
        self->has_news = TRUE;
      /* What is in view waits for its facts, even where they are as assumed. */
      in_view = self->in_view || self->for_view || !self->had_first;
      if (in_view)
        self->has_news = TRUE;
      if (!self->had_first)
        {
          self->had_first = TRUE;
          self->background_source = g_timeout_add_once (BACKGROUND_MS, background_cb, self);
          self->callbacks->first (self->data);
        }
      if (!self->freed)
        ask_next (self);
      if (!self->freed)
        tell_news (self, in_view);
    }
  loader_unref (self);
}

static gboolean
choose_piece (RectoPageLoader *self)
{
  RectoQuestion *question = &self->question;
  guint first;
  guint count;

  *question = (RectoQuestion) { 0 };
  if (self->reflowable)
    {
      question->kind = RECTO_JOB_CHAPTER;
      return recto_book_find_uncounted (self->book, self->needed.chapter,
                                        &question->location.chapter);
    }
  question->kind = RECTO_JOB_FACTS;
  if (!recto_page_facts_find_unknown (self->facts, self->needed.page, self->piece, &first, &count))
    return FALSE;
  question->location.page = first;
  question->count = count;
  return TRUE;
}

static void
ask_next (RectoPageLoader *self)
{
  g_autoptr (RectoTask) task = NULL;
  GTask *result;
  RectoPriority priority = self->in_view ? RECTO_PRIORITY_VISIBLE : RECTO_PRIORITY_THUMBNAIL;

  if (self->cancellable != NULL || self->paused || !(self->in_view || self->in_background) ||
      !choose_piece (self))
    return;
  self->for_view = self->in_view;
  self->in_view = FALSE;
  self->cancellable = g_cancellable_new ();
  task = recto_task_new (self->reflowable ? RECTO_TASK_LAYOUT : RECTO_TASK_PAGE_FACTS,
                         RECTO_TASK_FLAGS_NONE, self->cancellable);
  recto_task_set_location (task, self->question.location);
  recto_task_list_add (self->tasks, task);
  g_ref_count_inc (&self->refs);
  result = g_task_new (NULL, NULL, piece_done_cb, self);
  g_task_set_source_tag (result, ask_next);
  recto_task_attach_to_result (task, result);
  recto_worker_pool_ask (self->pool, &self->question, task, result, priority);
}

void
recto_page_loader_go_on (RectoPageLoader *self)
{
  self->paused = FALSE;
  self->stopped = FALSE;
  ask_next (self);
}

void
recto_page_loader_begin_anew (RectoPageLoader *self)
{
  self->in_view = TRUE;
  recto_page_loader_go_on (self);
}

void
recto_page_loader_pause (RectoPageLoader *self)
{
  self->paused = TRUE;
}

gboolean
recto_page_loader_is_stopped (RectoPageLoader *self)
{
  return self->stopped;
}

void
recto_page_loader_begin_background (RectoPageLoader *self)
{
  if (self->in_background)
    return;
  g_clear_handle_id (&self->background_source, g_source_remove);
  self->in_background = TRUE;
  ask_next (self);
}

void
recto_page_loader_need (RectoPageLoader *self, RectoLocation first, RectoLocation last)
{
  gboolean estimated = FALSE;

  self->needed = first;
  if (self->reflowable)
    {
      for (guint i = first.chapter;
           i <= last.chapter && i < recto_book_get_n_chapters (self->book) && !estimated; i++)
        recto_book_get_chapter_pages (self->book, i, &estimated);
    }
  else
    estimated = recto_page_facts_get (self->facts, first) == NULL ||
                recto_page_facts_get (self->facts, last) == NULL;
  if (!estimated)
    return;
  self->in_view = TRUE;
  recto_page_loader_go_on (self);
}
