/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "recto-bench-cancels.h"
#include "recto-bench-documents.h"
#include "recto-bench-figures.h"
#include "recto-bench-process.h"
#include "recto-bench-reading.h"
#include "recto-document-private.h"

#define N_PAGES 3
/* The pages whose small tile may be what the engine is asked for after a cancel. */
#define N_OTHERS 6
#define SMALL_SIDE 16
/* How often the small tile is rendered to know its own time. */
#define N_SMALL 3
/* A page whose small tile takes longer says little about the engine. */
#define MAX_SMALL_US (5 * 1000)

#define OPEN_MS 30000
#define OWN_US (5 * G_USEC_PER_SEC)
#define ANSWER_US (2 * G_USEC_PER_SEC)
#define QUIET_US (1 * G_USEC_PER_SEC)
#define MIN_OWN_US 3000
#define CANCEL_AT 0.3
#define CANCEL_ENDLESS_US (300 * 1000)
/* After this the engine counts as broken, and the benchmark ends. */
#define STUCK_US (20 * G_USEC_PER_SEC)

static const char summary[] =
    "Cancels the rendering of each heavy page of every document in DIR (by default the corpus and\n"
    "the hostile documents) and asks for a small tile of another page in the same moment.";
static const char description[] =
    "Goals: callback_p99_ms < 1; ready_p99_ms < 5, ready_max_ms < 20; idle_max_ms < 300; hung 0;\n"
    "client_rss_growth_mib at most 16. The last line is one JSON object. Keys:\n\n"
    "  callback_{p50,p90,p99,max}_ms  from the cancel to the call-back with CANCELLED\n"
    "  ready_{p50,p90,p99,max}_ms     from the cancel until a 16x16 tile of another page has its\n"
    "                                 pixels, less what that tile takes when nothing else runs\n"
    "  idle_{p50,p90,p99,max}_ms      from the cancel until the old worker is gone or uses less\n"
    "                                 than a tenth of a processor; looked at every 2 ms\n"
    "  documents, opened, failed      all; those that opened; those that failed with an error\n"
    "  killed                         documents that made a worker or a host die\n"
    "  hung                           no answer to opening in 30 s, or to a cancel in 2 s\n"
    "  pages                          pages rendered without a cancel: up to 3 per document\n"
    "  pages_light, pages_endless     of them in less than 3 ms (not cancelled); not in 5 s\n"
    "  cancels, cancels_running       all; those that hit a running job: only these are measured\n"
    "  cancels_other_document         of them with the small tile in another document: this one\n"
    "                                 has no other page whose tile takes less than 5 ms\n"
    "  client_rss_growth_mib          growth of this process over the whole run\n"
    "  client_fds_growth              descriptors more than before\n"
    "  goals_missed                   how many goals were missed; the exit status is 1 then";

typedef RectoDocument OpenDocument; /* closed when it goes out of scope */

typedef struct
{
  RectoEngine *engine;
  RectoDocument *second; /* not owned: a small document, open all the time */
  RectoBenchCancels *cancels;
  guint n_opened;
  guint n_failed;
  guint n_killed;
  guint n_hung;
  guint n_pages;
  guint n_light;
  guint n_endless;
  guint n_cancels;
  guint n_second;
  gboolean verbose;
} Bench;

/* The document that is being run through. */
typedef struct
{
  const char *path;
  guint n_pages;
  gint64 small[N_OTHERS]; /* own time of each page's small tile, microseconds; 0: not known */
  gboolean killed;
  gboolean hung;
} Subject;

/* ---- Opening ---- */

static RectoRenderRequest
small_tile (RectoLocation location)
{
  return (RectoRenderRequest) { .location = location,
                                .scale = 2,
                                .rect = { 0, 0, SMALL_SIDE, SMALL_SIDE },
                                .priority = RECTO_PRIORITY_VISIBLE,
                                .flags = RECTO_RENDER_NO_LIMITS };
}

static gboolean
is_at_rest (RectoDocument *document)
{
  RectoReader *reader = recto_document_get_reader (document);

  return g_list_model_get_n_items (recto_document_get_tasks (document)) == 0 &&
         recto_worker_pool_get_n_condemned (recto_reader_get_pool (reader)) == 0;
}

static gboolean
wait_for_rest (RectoDocument *document, gint64 microseconds)
{
  gint64 deadline = g_get_monotonic_time () + microseconds;

  while (!is_at_rest (document) && g_get_monotonic_time () < deadline)
    recto_bench_run_until (g_get_monotonic_time () + 1000);
  return is_at_rest (document);
}

/* Opens the document anew and waits until it has read what it reads by itself; what takes long is
 * stopped, so that nothing else runs in what is measured. */
static RectoDocument *
open_at_rest (Bench *self, const char *path, GError **error)
{
  RectoDocument *document = recto_bench_open (self->engine, path, OPEN_MS, error);

  if (document == NULL || wait_for_rest (document, QUIET_US))
    return document;
  recto_document_stop (document);
  wait_for_rest (document, QUIET_US);
  return document;
}

static void
close_document (OpenDocument *document)
{
  recto_document_close (document);
  g_object_unref (document);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OpenDocument, close_document)

/* Waits for the answer to something that was cancelled. */
static void
wait_for_end (Subject *subject, RectoBenchAnswer *answer)
{
  gint64 now = g_get_monotonic_time ();

  if (recto_bench_answer_wait (answer, now + ANSWER_US))
    return;
  subject->hung = TRUE;
  if (!recto_bench_answer_wait (answer, now + STUCK_US))
    g_error ("%s: the engine does not answer to a cancel", subject->path);
}

/* ---- Own times ---- */

/* How long `request` takes when nothing else is done; `limit`: it takes at least that, and has
 * been cancelled. */
static gint64
measure (Subject *subject,
         RectoDocument *document,
         const RectoRenderRequest *request,
         gint64 limit,
         GError **error)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (RectoBenchAnswer) answer = { 0 };
  g_autoptr (RectoTile) tile = NULL;
  gint64 began = g_get_monotonic_time ();

  recto_document_render_async (document, request, cancellable, recto_bench_answer_cb, &answer);
  if (recto_bench_answer_wait (&answer, began + limit))
    {
      tile = recto_document_render_finish (document, answer.result, error);
      return MIN (answer.when - began, limit - 1);
    }
  g_cancellable_cancel (cancellable);
  wait_for_end (subject, &answer);
  return limit;
}

/* The page's own time, from the cold; 0: not known. */
static gint64
measure_page (Bench *self, Subject *subject, guint number)
{
  g_autoptr (OpenDocument) document = open_at_rest (self, subject->path, NULL);
  g_autoptr (GError) error = NULL;
  RectoRenderRequest request;
  gint64 own;

  if (document == NULL)
    return 0;
  request = recto_bench_whole_page (document, recto_document_get_location (document, number));
  own = measure (subject, document, &request, OWN_US, &error);
  subject->killed |= g_error_matches (error, RECTO_ERROR, RECTO_ERROR_WORKER_DIED);
  return own;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

/* The median of some times that a page's small tile takes, from the cold; 0: it takes long, or
 * fails. */
static gint64
measure_small (Bench *self, Subject *subject, guint number)
{
  gint64 times[N_SMALL];

  for (guint i = 0; i < N_SMALL; i++)
    {
      g_autoptr (OpenDocument) document = open_at_rest (self, subject->path, NULL);
      g_autoptr (GError) error = NULL;
      RectoRenderRequest request;

      if (document == NULL)
        return 0;
      request = small_tile (recto_document_get_location (document, number));
      times[i] = measure (subject, document, &request, MAX_SMALL_US, &error);
      if (times[i] == MAX_SMALL_US || error != NULL)
        return 0;
    }
  qsort (times, N_SMALL, sizeof times[0], compare_times);
  return times[N_SMALL / 2];
}

static gint64
measure_second (Bench *self, Subject *subject)
{
  gint64 times[N_SMALL];
  RectoRenderRequest request = small_tile (RECTO_LOCATION_INIT (0, 0));

  for (guint i = 0; i < N_SMALL; i++)
    times[i] = measure (subject, self->second, &request, ANSWER_US, NULL);
  qsort (times, N_SMALL, sizeof times[0], compare_times);
  return times[N_SMALL / 2];
}

/* ---- Cancelling ---- */

/* What the engine is asked for in the moment of a cancel. */
typedef struct
{
  RectoDocument *document; /* not owned */
  RectoRenderRequest request;
  gint64 own;
} NextWork;

static NextWork
choose_next (Bench *self, Subject *subject, RectoDocument *document, guint number)
{
  NextWork next = { .document = self->second, .request = small_tile (RECTO_LOCATION_INIT (0, 0)) };

  for (guint i = 0; i < N_OTHERS; i++)
    if (i != number && subject->small[i] > 0 && (next.own == 0 || subject->small[i] < next.own))
      {
        next.document = document;
        next.request = small_tile (recto_document_get_location (document, i));
        next.own = subject->small[i];
      }
  if (next.own == 0)
    next.own = measure_second (self, subject);
  return next;
}

static gboolean
is_running (RectoDocument *document)
{
  GListModel *tasks = recto_document_get_tasks (document);

  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr (RectoTask) task = g_list_model_get_item (tasks, i);

      if (recto_task_get_kind (task) == RECTO_TASK_RENDER &&
          recto_task_get_state (task) == RECTO_TASK_RUNNING)
        return TRUE;
    }
  return FALSE;
}

/* Cancels what runs, which `heavy` waits for, and asks for the next. FALSE: it had ended before. */
static gboolean
cancel_and_go_on (Subject *subject,
                  RectoDocument *document,
                  GCancellable *cancellable,
                  RectoBenchAnswer *heavy,
                  const NextWork *next,
                  RectoBenchCancel *cancel)
{
  RectoReader *reader = recto_document_get_reader (document);
  int pid = recto_worker_pool_get_busy_pid (recto_reader_get_pool (reader));
  g_autoptr (RectoBenchProcess) worker = recto_bench_process_new (pid);
  g_auto (RectoBenchAnswer) answer = { 0 };
  g_autoptr (RectoTile) tile = NULL;
  g_autoptr (RectoTile) heavy_tile = NULL;
  g_autoptr (GError) error = NULL;
  gint64 began = g_get_monotonic_time ();
  gint64 idle;

  g_cancellable_cancel (cancellable);
  recto_document_render_async (next->document, &next->request, NULL, recto_bench_answer_cb,
                               &answer);
  wait_for_end (subject, heavy);
  wait_for_end (subject, &answer);
  idle = recto_bench_process_wait_idle (worker, began + ANSWER_US);
  heavy_tile = recto_document_render_finish (document, heavy->result, &error);
  tile = recto_document_render_finish (next->document, answer.result, NULL);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || tile == NULL)
    return FALSE;
  cancel->callback = (heavy->when - began) / 1000.0;
  cancel->ready = MAX (answer.when - began - next->own, 0) / 1000.0;
  cancel->idle = ((idle > 0 ? idle : began + ANSWER_US) - began) / 1000.0;
  return TRUE;
}

static void
record (Bench *self, const RectoBenchCancel *cancel, gboolean in_second)
{
  recto_bench_cancels_add (self->cancels, cancel);
  self->n_second += in_second;
  if (self->verbose)
    recto_bench_cancel_print (cancel);
}

static void
cancel_page (Bench *self, Subject *subject, guint number, gint64 own)
{
  g_autoptr (OpenDocument) document = open_at_rest (self, subject->path, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (RectoBenchAnswer) answer = { 0 };
  RectoBenchCancel cancel = { .path = subject->path, .page = number + 1, .own = own / 1000.0 };
  RectoRenderRequest request;
  NextWork next;
  gint64 cancel_at;

  if (document == NULL)
    return;
  next = choose_next (self, subject, document, number);
  request = recto_bench_whole_page (document, recto_document_get_location (document, number));
  cancel_at = g_get_monotonic_time () + (own == OWN_US ? CANCEL_ENDLESS_US : CANCEL_AT * own);
  self->n_cancels++;
  recto_document_render_async (document, &request, cancellable, recto_bench_answer_cb, &answer);
  if (recto_bench_answer_wait (&answer, cancel_at) || !is_running (document))
    {
      g_cancellable_cancel (cancellable);
      wait_for_end (subject, &answer);
      return;
    }
  if (cancel_and_go_on (subject, document, cancellable, &answer, &next, &cancel))
    record (self, &cancel, next.document == self->second);
}

/* ---- One document ---- */

static void
measure_document (Bench *self, Subject *subject)
{
  gint64 own[N_PAGES] = { 0 };
  gboolean any = FALSE;

  for (guint i = 0; i < MIN (subject->n_pages, N_PAGES); i++)
    {
      own[i] = measure_page (self, subject, i);
      self->n_pages++;
      self->n_light += own[i] < MIN_OWN_US;
      self->n_endless += own[i] == OWN_US;
      any |= own[i] >= MIN_OWN_US;
    }
  for (guint i = 0; any && subject->n_pages > 1 && i < MIN (subject->n_pages, N_OTHERS); i++)
    subject->small[i] = measure_small (self, subject, i);
  for (guint i = 0; i < N_PAGES; i++)
    if (own[i] >= MIN_OWN_US)
      cancel_page (self, subject, i, own[i]);
}

static guint
count_pages (Bench *self, const char *path, GError **error)
{
  g_autoptr (OpenDocument) document = open_at_rest (self, path, error);
  gboolean estimated;

  return document != NULL ? recto_document_get_n_pages (document, &estimated) : 0;
}

static void
run_document (Bench *self, const char *path)
{
  Subject subject = { .path = path };
  g_autoptr (GError) error = NULL;

  subject.n_pages = count_pages (self, path, &error);
  if (error == NULL)
    {
      self->n_opened++;
      measure_document (self, &subject);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    subject.hung = TRUE;
  else
    {
      self->n_failed++;
      subject.killed = g_error_matches (error, RECTO_ERROR, RECTO_ERROR_WORKER_DIED);
    }
  self->n_killed += subject.killed;
  self->n_hung += subject.hung;
  if (subject.hung)
    printf ("%s: hung\n", path);
  else if (subject.killed)
    printf ("%s: killed a worker\n", path);
  else if (self->verbose && error != NULL)
    printf ("%s: failed: %s\n", path, error->message);
}

/* ---- The whole ---- */

static void
add_counts (Bench *self, RectoBenchFigures *figures, guint n_documents)
{
  const struct
  {
    const char *key;
    const char *label;
    guint value;
  } counts[] = {
    { "documents", "documents", n_documents },
    { "opened", "  opened", self->n_opened },
    { "failed", "  failed to open, cleanly", self->n_failed },
    { "killed", "  killed a worker", self->n_killed },
    { "hung", "  hung", self->n_hung },
    { "pages", "pages rendered", self->n_pages },
    { "pages_light", "  in less than 3 ms: not cancelled", self->n_light },
    { "pages_endless", "  that did not end in 5 s", self->n_endless },
    { "cancels", "cancels", self->n_cancels },
    { "cancels_running", "  that hit a running job",
      recto_bench_cancels_get_length (self->cancels) },
    { "cancels_other_document", "  with the next page in another document", self->n_second },
  };

  printf ("\n");
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      printf ("%-46s %5u\n", counts[i].label, counts[i].value);
      recto_bench_figures_add_count (figures, counts[i].key, counts[i].value);
    }
}

static gboolean
report (Bench *self, guint n_documents, double rss_growth, guint fds_growth)
{
  g_autoptr (RectoBenchFigures) figures = recto_bench_figures_new ();

  recto_bench_cancels_print_worst (self->cancels);
  printf ("\n");
  recto_bench_figures_print_series_head ();
  recto_bench_cancels_add_figures (self->cancels, figures);
  add_counts (self, figures, n_documents);
  printf ("%-46s %5.1f\n", "growth of the client, MiB", rss_growth);
  recto_bench_figures_add (figures, "client_rss_growth_mib", rss_growth);
  printf ("%-46s %5u\n\n", "descriptors that it has kept", fds_growth);
  recto_bench_figures_add_count (figures, "client_fds_growth", fds_growth);
  recto_bench_figures_want_below (figures, "callback_p99_ms", 1);
  recto_bench_figures_want_below (figures, "ready_p99_ms", 5);
  recto_bench_figures_want_below (figures, "ready_max_ms", 20);
  recto_bench_figures_want_below (figures, "idle_max_ms", 300);
  recto_bench_figures_want_at_most (figures, "hung", 0);
  recto_bench_figures_want_at_most (figures, "client_rss_growth_mib", 16);
  /* Where nothing was cancelled the times above mean nothing. */
  recto_bench_figures_want_at_least (figures, "cancels_running", 1);
  return recto_bench_figures_finish (figures);
}

static void
open_second (Bench *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  Subject subject = { .path = path };

  self->second = open_at_rest (self, path, &error);
  if (self->second == NULL)
    g_error ("The benchmark's own document does not open: %s", error->message);
  measure_second (self, &subject);
}

/* Leaves time for the last processes to be buried. */
static void
close_second (Bench *self)
{
  g_clear_pointer (&self->second, close_document);
  recto_bench_run_until (g_get_monotonic_time () + QUIET_US);
}

static gboolean
run_all (Bench *self, GPtrArray *documents)
{
  g_autofree char *second = recto_bench_documents_make_small ();
  gboolean is_watched = isatty (STDERR_FILENO);
  double rss;
  guint n_fds;

  /* What is made once, with the first document, is no growth. */
  open_second (self, second);
  close_second (self);
  rss = recto_bench_process_own_rss ();
  n_fds = recto_bench_process_own_fds ();
  open_second (self, second);
  g_unlink (second);
  for (guint i = 0; i < documents->len; i++)
    {
      if (is_watched)
        g_printerr ("\r\033[K%u of %u: %s", i + 1, documents->len, (char *) documents->pdata[i]);
      run_document (self, documents->pdata[i]);
    }
  if (is_watched)
    g_printerr ("\r\033[K");
  close_second (self);
  rss = recto_bench_process_own_rss () - rss;
  n_fds = MAX (recto_bench_process_own_fds (), n_fds) - n_fds;
  return report (self, documents->len, MAX (rss, 0), n_fds);
}

int
main (int argc, char **argv)
{
  Bench self = { 0 };
  int step = 1;
  g_autoptr (GOptionContext) context = g_option_context_new ("[DIR]");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) documents = NULL;
  const GOptionEntry entries[] = {
    { "limit", 'n', 0, G_OPTION_ARG_INT, &step, "Run through every Nth document only", "N" },
    { "verbose", 'v', 0, G_OPTION_ARG_NONE, &self.verbose, "Print each cancel", NULL },
    { NULL }
  };
  gboolean met;

  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_summary (context, summary);
  g_option_context_set_description (context, description);
  if (!g_option_context_parse (context, &argc, &argv, &error) ||
      (documents = recto_bench_documents_list (argc > 1 ? argv[1] : NULL, step, &error)) == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  self.engine = recto_bench_engine_new ();
  self.cancels = recto_bench_cancels_new ();
  if (self.verbose)
    recto_bench_cancel_print_head ("cancels (ms)");
  met = run_all (&self, documents);
  recto_engine_shut_down (self.engine);
  g_object_unref (self.engine);
  recto_bench_cancels_free (self.cancels);
  return met ? 0 : 1;
}
