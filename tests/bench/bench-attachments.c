/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "recto-attachment-private.h"
#include "recto-bench-figures.h"
#include "recto-bench-process.h"
#include "recto-bench-reading.h"
#include "recto-document-private.h"

#define DOCUMENT "tests/documents/made/attachments-bomb.pdf"
#define NAME "bomb.bin"
#define SIZE ((guint64) 2 << 30)

#define OPEN_MS 30000
#define LOOK_US (50 * 1000)
#define STUCK_US (600 * G_USEC_PER_SEC)
/* How long the traces of what was stopped are waited for. */
#define TRACES_US (20 * G_USEC_PER_SEC)

static const char summary[] =
    "Saves an attachment of 2 GB, which a few kilobytes unpack to, by the engine and by MuPDF in\n"
    "one process, in alternation and in new processes each time; then stops saving it in the\n"
    "middle. Both sides write to the same file system and wait until all is on the disk.";
static const char description[] =
    "Goals: save_ratio at most 1.3; peak_mib < 150; callback_max_ms < 5; gone_max_ms < 300. The\n"
    "last line is one JSON object. Keys:\n\n"
    "  plain_ms, engine_ms          the least time of each, from the beginning of the saving to\n"
    "                               its end, the document being open\n"
    "  save_ratio                   engine by MuPDF\n"
    "  plain_peak_mib               the most memory that MuPDF in one process had\n"
    "  peak_mib                     the most that all processes of the engine had together, "
    "looked\n"
    "                               at every 50 ms; what they share counts for each of them\n"
    "  callback_{p50,p90,p99,max}_ms  from Stop at 50 % until the call-back says CANCELLED\n"
    "  gone_{p50,p90,p99,max}_ms    from Stop until the process that unpacked it is gone or idle\n"
    "                               and no file is left in the folder\n"
    "  goals_missed                 how many goals were missed; the exit status is 1 then";

typedef struct
{
  RectoEngine *engine;
  RectoDocument *document;
  RectoAttachment *attachment;
} Side;

/* What one process says: time and memory of a saving, or both times of a stop. */
typedef struct
{
  gint64 first;
  gint64 second;
  gint64 third;
} Answer;

/* ---- In a process of its own: the engine's side ---- */

static void
wait_for (RectoBenchAnswer *answer)
{
  if (!recto_bench_answer_wait (answer, g_get_monotonic_time () + STUCK_US))
    g_error ("The engine does not answer");
}

static void
find_attachment (Side *self)
{
  GListModel *attachments = recto_document_get_attachments (self->document);
  g_auto (RectoBenchAnswer) answer = { 0 };

  recto_document_list_attachments_async (self->document, NULL, recto_bench_answer_cb, &answer);
  wait_for (&answer);
  for (guint i = 0; i < g_list_model_get_n_items (attachments); i++)
    {
      g_autoptr (RectoAttachment) attachment = g_list_model_get_item (attachments, i);

      if (strcmp (recto_attachment_get_name (attachment), NAME) == 0)
        self->attachment = g_steal_pointer (&attachment);
    }
  if (self->attachment == NULL)
    g_error ("%s is not attached", NAME);
}

static void
side_open (Side *self, const char *path)
{
  g_autoptr (GError) error = NULL;

  self->engine = recto_bench_engine_new ();
  self->document = recto_bench_open (self->engine, path, OPEN_MS, &error);
  if (self->document == NULL)
    g_error ("%s", error->message);
  find_attachment (self);
}

static void
side_close (Side *self)
{
  recto_document_close (self->document);
  recto_engine_shut_down (self->engine);
  g_clear_object (&self->attachment);
  g_clear_object (&self->document);
  g_clear_object (&self->engine);
}

static RectoSaving *
begin_to_save (Side *self, const char *destination, RectoBenchAnswer *answer)
{
  g_autoptr (GFile) file = g_file_new_for_path (destination);
  RectoSaving *saving = recto_saving_new_as (self->document, self->attachment, file);

  recto_saving_run_async (saving, RECTO_SAVE_NO_LIMITS, NULL, recto_bench_answer_cb, answer);
  return saving;
}

static gboolean
look_cb (gpointer data)
{
  gint64 *peak = data;

  *peak = MAX (*peak, recto_bench_process_tree_rss ());
  return G_SOURCE_CONTINUE;
}

static int
run_save (const char *path, const char *destination)
{
  Side side = { 0 };
  g_auto (RectoBenchAnswer) answer = { 0 };
  g_autoptr (RectoSaving) saving = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf facts;
  gint64 peak = 0;
  gint64 began;
  guint source;

  side_open (&side, path);
  source = g_timeout_add (LOOK_US / 1000, look_cb, &peak);
  began = g_get_monotonic_time ();
  saving = begin_to_save (&side, destination, &answer);
  wait_for (&answer);
  g_source_remove (source);
  if (!recto_saving_run_finish (saving, answer.result, &error) ||
      recto_saving_get_n_saved (saving) != 1 || g_stat (destination, &facts) != 0)
    g_error ("It was not saved: %s", error != NULL ? error->message : "no reason is given");
  printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", answer.when - began,
          (gint64) facts.st_size, peak);
  side_close (&side);
  return 0;
}

/* The bytes of the one item that is being saved. */
static guint64
get_done (RectoSaving *saving)
{
  g_autoptr (RectoSavingItem) item = g_list_model_get_item (G_LIST_MODEL (saving), 0);
  RectoTask *task = recto_saving_item_get_task (item);
  guint64 done = 0;
  guint64 total;

  if (task != NULL)
    recto_task_get_amount (task, &done, &total);
  return done;
}

static gboolean
is_empty (const char *folder)
{
  g_autoptr (GDir) entries = g_dir_open (folder, 0, NULL);

  return entries != NULL && g_dir_read_name (entries) == NULL;
}

/* When the folder was found empty; 0: it never was. */
static gint64
wait_until_empty (const char *folder, gint64 deadline)
{
  while (!is_empty (folder))
    {
      if (g_get_monotonic_time () > deadline)
        return 0;
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (1000);
    }
  return g_get_monotonic_time ();
}

static int
run_stop (const char *path, const char *destination)
{
  g_autofree char *folder = g_path_get_dirname (destination);
  Side side = { 0 };
  g_auto (RectoBenchAnswer) answer = { 0 };
  g_autoptr (RectoSaving) saving = NULL;
  g_autoptr (RectoBenchProcess) worker = NULL;
  gint64 stopped;
  gint64 empty;
  gint64 idle;

  side_open (&side, path);
  saving = begin_to_save (&side, destination, &answer);
  while (answer.result == NULL && get_done (saving) < SIZE / 2)
    g_main_context_iteration (NULL, TRUE);
  worker = recto_bench_process_new (recto_extractor_get_pid (
      recto_reader_get_extractor (recto_document_get_reader (side.document))));
  stopped = g_get_monotonic_time ();
  recto_document_stop (side.document);
  wait_for (&answer);
  if (recto_saving_run_finish (saving, answer.result, NULL))
    g_error ("It was not stopped");
  empty = wait_until_empty (folder, stopped + TRACES_US);
  idle = recto_bench_process_wait_idle (worker, stopped + TRACES_US);
  if (empty == 0 || idle == 0)
    g_error ("What was stopped left its traces");
  printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " 0\n", answer.when - stopped,
          MAX (empty, idle) - stopped);
  side_close (&side);
  return 0;
}

/* ---- Both sides ---- */

static void
ask (const char *const *arguments, const char *destination, Answer *answer)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (!g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &text, NULL,
                     &status, &error) ||
      !g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s", arguments[0], error->message);
  if (sscanf (text, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, &answer->first,
              &answer->second, &answer->third) != 3)
    g_error ("%s says %s", arguments[0], text);
  g_unlink (destination);
}

typedef struct
{
  char *engine; /* this program */
  char *plain;
  char *document;
  char *destination;
  char object[16];
} Bench;

static void
save_both (Bench *self, RectoBenchFigures *figures, guint n_rounds)
{
  const char *const plain[] = { self->plain, self->document, self->object, self->destination,
                                NULL };
  const char *const engine[] = { self->engine, "--save", self->document, self->destination, NULL };
  double least_plain = G_MAXDOUBLE;
  double least_engine = G_MAXDOUBLE;
  double plain_peak = 0;
  double peak = 0;

  for (guint i = 0; i < n_rounds; i++)
    {
      Answer by_plain;
      Answer by_engine;

      ask (plain, self->destination, &by_plain);
      ask (engine, self->destination, &by_engine);
      if ((guint64) by_plain.second != SIZE || (guint64) by_engine.second != SIZE)
        g_error ("Not all of it was saved");
      printf ("round %u: MuPDF %.0f ms, engine %.0f ms, %.1f MiB\n", i + 1, by_plain.first / 1000.0,
              by_engine.first / 1000.0, by_engine.third / 1024.0);
      least_plain = MIN (least_plain, by_plain.first / 1000.0);
      least_engine = MIN (least_engine, by_engine.first / 1000.0);
      plain_peak = MAX (plain_peak, by_plain.third / 1024.0);
      peak = MAX (peak, by_engine.third / 1024.0);
    }
  recto_bench_figures_add (figures, "plain_ms", least_plain);
  recto_bench_figures_add (figures, "engine_ms", least_engine);
  recto_bench_figures_add (figures, "save_ratio", least_engine / least_plain);
  recto_bench_figures_add (figures, "plain_peak_mib", plain_peak);
  recto_bench_figures_add (figures, "peak_mib", peak);
  printf ("ratio %.3f; at most %.1f MiB in all processes\n\n", least_engine / least_plain, peak);
}

static void
stop (Bench *self, RectoBenchFigures *figures, guint n_rounds)
{
  const char *const engine[] = { self->engine, "--stop", self->document, self->destination, NULL };
  g_autoptr (RectoBenchSeries) callbacks = recto_bench_series_new ();
  g_autoptr (RectoBenchSeries) gone = recto_bench_series_new ();

  for (guint i = 0; i < n_rounds; i++)
    {
      Answer answer;

      ask (engine, self->destination, &answer);
      recto_bench_series_add (callbacks, answer.first / 1000.0);
      recto_bench_series_add (gone, answer.second / 1000.0);
    }
  recto_bench_figures_print_series_head ();
  recto_bench_figures_add_series (figures, "callback", "Stop to call-back", callbacks);
  recto_bench_figures_add_series (figures, "gone", "Stop to no trace", gone);
}

static gboolean
run_all (const char *build, const char *where, guint n_rounds)
{
  g_autoptr (RectoBenchFigures) figures = recto_bench_figures_new ();
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *programs = g_path_get_dirname (program);
  g_autofree char *plain = g_build_filename (programs, "plain-extract", NULL);
  g_autofree char *document = g_build_filename (build, DOCUMENT, NULL);
  g_autofree char *folder = g_build_filename (where, "bench-attachments-XXXXXX", NULL);
  g_autofree char *destination = NULL;
  Bench self = { .engine = program, .plain = plain, .document = document };
  Side side = { 0 };

  if (g_mkdtemp (folder) == NULL)
    g_error ("%s cannot be made", folder);
  self.destination = destination = g_build_filename (folder, NAME, NULL);
  side_open (&side, document);
  g_snprintf (self.object, sizeof self.object, "%u", recto_attachment_get_object (side.attachment));
  side_close (&side);
  save_both (&self, figures, n_rounds);
  stop (&self, figures, n_rounds);
  g_rmdir (folder);
  printf ("\n");
  recto_bench_figures_want_at_most (figures, "save_ratio", 1.3);
  recto_bench_figures_want_below (figures, "peak_mib", 150);
  recto_bench_figures_want_below (figures, "callback_max_ms", 5);
  recto_bench_figures_want_below (figures, "gone_max_ms", 300);
  return recto_bench_figures_finish (figures);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  const char *build = g_getenv ("RECTO_BUILD");
  g_autofree char *folder = NULL;
  int n_rounds = 3;
  const GOptionEntry entries[] = {
    { "rounds", 'r', 0, G_OPTION_ARG_INT, &n_rounds, "Save and stop so often (3)", "N" },
    { "folder", 'f', 0, G_OPTION_ARG_FILENAME, &folder,
      "Where to save (the build folder): it needs 2 GB", "DIR" },
    { NULL },
  };

  if (argc == 4 && g_str_equal (argv[1], "--save"))
    return run_save (argv[2], argv[3]);
  if (argc == 4 && g_str_equal (argv[1], "--stop"))
    return run_stop (argv[2], argv[3]);
  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_summary (context, summary);
  g_option_context_set_description (context, description);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  if (build == NULL)
    {
      g_printerr ("RECTO_BUILD must name the build folder\n");
      return 2;
    }
  return run_all (build, folder != NULL ? folder : build, MAX (n_rounds, 1)) ? 0 : 1;
}
