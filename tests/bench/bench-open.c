/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "recto-bench-documents.h"
#include "recto-bench-figures.h"
#include "recto-bench-reading.h"
#include "recto-bench-sample.h"

/* Rounds go on until so many in a row have found nothing shorter; on a busy machine that takes a
 * few. */
#define QUIET_ROUNDS 4
#define MAX_ROUNDS 20
#define SMALL_ROUNDS 30
/* By which a time must be shorter to count. */
#define SHORTER 0.98
/* Documents that take longer are measured twice only. */
#define LONG_MS 300
#define LONG_ROUNDS 2
/* Documents whose own work takes less are all fixed cost. */
#define MIN_PLAIN_MS 5

static const char summary[] =
    "Opens every document in DIR (by default the corpus and the hostile documents) up to the "
    "first\n"
    "page's pixels at 144 dpi, by the engine and by MuPDF in one process, in alternation and in\n"
    "new processes each time, until the least times, which count, get no shorter.";
static const char description[] =
    "Goal: open_ratio_p50 at most 1.3. The last line is one JSON object. Times are from the\n"
    "starting of a process to the pixels. Keys:\n\n"
    "  documents, compared          all; those that both sides open and that take MuPDF over 5 ms\n"
    "                               after the loading of the program\n"
    "  light, failed                those that take it less; that a side does not open in 10 s\n"
    "  different                    compared documents whose pixels differ\n"
    "  plain_{p50,p90,p99,max}_ms   MuPDF in one process, over the compared documents\n"
    "  engine_{p50,p90,p99,max}_ms  the engine, likewise\n"
    "  open_ratio_{p50,p90,max}     engine by MuPDF, of each document\n"
    "  inner_ratio_p50              the same from the first line of main (): without what the\n"
    "                               program's own libraries take to load\n"
    "  small_plain_ms               MuPDF for a PDF of one small page\n"
    "  small_engine_ms              the engine for it\n"
    "  fixed_cost_ms                the difference: what the processes cost\n"
    "  goals_missed                 how many goals were missed; the exit status is 1 then";

typedef struct
{
  double whole; /* from the starting of the process, milliseconds */
  double inner; /* from main () */
  guint64 pixels;
} Times;

typedef struct
{
  char *engine; /* this program */
  char *plain;
  RectoBenchSeries *plain_times;
  RectoBenchSeries *engine_times;
  RectoBenchSeries *ratios;
  RectoBenchSeries *inner_ratios;
  guint n_light;
  guint n_failed;
  guint n_different;
  gboolean verbose;
} Bench;

/* ---- In a process of its own: the engine's side ---- */

static int
run_sample (const char *path)
{
  gint64 began = g_get_monotonic_time ();
  g_autoptr (RectoEngine) engine = recto_bench_engine_new ();
  g_autoptr (RectoDocument) document = NULL;
  g_auto (RectoBenchAnswer) answer = { 0 };
  g_autoptr (RectoTile) tile = NULL;
  RectoRenderRequest request;
  GBytes *pixels;

  /* As the program does when it starts. */
  recto_engine_prepare (engine);
  document = recto_bench_open (engine, path, G_MAXINT, NULL);
  if (document == NULL)
    return 1;
  request = recto_bench_whole_page (document, recto_document_get_location (document, 0));
  recto_document_render_async (document, &request, NULL, recto_bench_answer_cb, &answer);
  recto_bench_answer_wait (&answer, G_MAXINT64);
  tile = recto_document_render_finish (document, answer.result, NULL);
  if (tile == NULL)
    return 1;
  pixels = recto_tile_get_pixels (tile);
  recto_bench_sample_print (began, answer.when, g_bytes_get_data (pixels, NULL),
                            g_bytes_get_size (pixels));
  recto_document_close (document);
  return 0;
}

/* ---- Both sides ---- */

static gboolean
take_sample (const char *program, const char *option, const char *path, Times *times)
{
  const char *arguments[] = { program, option != NULL ? option : path, option != NULL ? path : NULL,
                              NULL };
  g_autofree char *text = NULL;
  RectoBenchSample sample;
  gint64 began = g_get_monotonic_time ();
  int status;

  if (!g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &text,
                     NULL, &status, NULL) ||
      status != 0 || !recto_bench_sample_parse (&sample, text))
    return FALSE;
  times->whole = MIN (times->whole, (sample.ended - began) / 1000.0);
  times->inner = MIN (times->inner, (sample.ended - sample.began) / 1000.0);
  times->pixels = sample.pixels;
  return TRUE;
}

static gboolean
take_both (Bench *self, const char *path, Times *plain, Times *engine)
{
  return take_sample (self->plain, NULL, path, plain) &&
         take_sample (self->engine, "--sample", path, engine);
}

static void
take_more (Bench *self, const char *path, Times *plain, Times *engine)
{
  guint max_rounds = plain->whole > LONG_MS ? LONG_ROUNDS : MAX_ROUNDS;
  guint n_quiet = 0;

  for (guint i = 1; i < max_rounds && n_quiet < QUIET_ROUNDS && plain->inner > MIN_PLAIN_MS; i++)
    {
      double least_plain = plain->whole;
      double least_engine = engine->whole;

      take_both (self, path, plain, engine);
      if (plain->whole < least_plain * SHORTER || engine->whole < least_engine * SHORTER)
        n_quiet = 0;
      else
        n_quiet++;
    }
}

static void
compare (Bench *self, const char *path)
{
  Times plain = { G_MAXDOUBLE, G_MAXDOUBLE, 0 };
  Times engine = plain;
  double ratio;

  if (!take_both (self, path, &plain, &engine))
    {
      self->n_failed++;
      return;
    }
  take_more (self, path, &plain, &engine);
  if (plain.inner <= MIN_PLAIN_MS)
    {
      self->n_light++;
      return;
    }
  ratio = engine.whole / plain.whole;
  recto_bench_series_add (self->plain_times, plain.whole);
  recto_bench_series_add (self->engine_times, engine.whole);
  recto_bench_series_add (self->ratios, ratio);
  recto_bench_series_add (self->inner_ratios, engine.inner / plain.inner);
  self->n_different += plain.pixels != engine.pixels;
  if (self->verbose)
    printf ("%9.3f %9.3f %7.3f %9.3f %9.3f %s%s\n", plain.whole, engine.whole, ratio, plain.inner,
            engine.inner, path, plain.pixels != engine.pixels ? " (other pixels)" : "");
}

static void
measure_small (Bench *self, RectoBenchFigures *figures)
{
  g_autofree char *path = recto_bench_documents_make_small ();
  Times plain = { G_MAXDOUBLE, G_MAXDOUBLE, 0 };
  Times engine = plain;

  for (guint i = 0; i < SMALL_ROUNDS; i++)
    if (!take_both (self, path, &plain, &engine))
      g_error ("The benchmark's own document does not open");
  g_unlink (path);
  printf ("\na small document: MuPDF %.3f ms, engine %.3f ms; the processes cost %.3f ms\n",
          plain.whole, engine.whole, engine.whole - plain.whole);
  recto_bench_figures_add (figures, "small_plain_ms", plain.whole);
  recto_bench_figures_add (figures, "small_engine_ms", engine.whole);
  recto_bench_figures_add (figures, "fixed_cost_ms", engine.whole - plain.whole);
}

static gboolean
report (Bench *self, guint n_documents)
{
  g_autoptr (RectoBenchFigures) figures = recto_bench_figures_new ();
  guint n_compared = recto_bench_series_get_length (self->ratios);

  printf ("%u documents, %u compared, %u take less than %d ms, %u failed, %u with other pixels\n\n",
          n_documents, n_compared, self->n_light, MIN_PLAIN_MS, self->n_failed, self->n_different);
  recto_bench_figures_add_count (figures, "documents", n_documents);
  recto_bench_figures_add_count (figures, "compared", n_compared);
  recto_bench_figures_add_count (figures, "light", self->n_light);
  recto_bench_figures_add_count (figures, "failed", self->n_failed);
  recto_bench_figures_add_count (figures, "different", self->n_different);
  recto_bench_figures_print_series_head ();
  recto_bench_figures_add_series (figures, "plain", "MuPDF in one process", self->plain_times);
  recto_bench_figures_add_series (figures, "engine", "engine", self->engine_times);
  printf ("ratio p50 %.3f, p90 %.3f, max %.3f; from main () p50 %.3f\n",
          recto_bench_series_get (self->ratios, 0.5), recto_bench_series_get (self->ratios, 0.9),
          recto_bench_series_get (self->ratios, 1),
          recto_bench_series_get (self->inner_ratios, 0.5));
  recto_bench_figures_add (figures, "open_ratio_p50", recto_bench_series_get (self->ratios, 0.5));
  recto_bench_figures_add (figures, "open_ratio_p90", recto_bench_series_get (self->ratios, 0.9));
  recto_bench_figures_add (figures, "open_ratio_max", recto_bench_series_get (self->ratios, 1));
  recto_bench_figures_add (figures, "inner_ratio_p50",
                           recto_bench_series_get (self->inner_ratios, 0.5));
  measure_small (self, figures);
  printf ("\n");
  recto_bench_figures_want_at_most (figures, "open_ratio_p50", 1.3);
  recto_bench_figures_want_at_least (figures, "compared", 1);
  return recto_bench_figures_finish (figures);
}

static gboolean
run_all (GPtrArray *documents, gboolean verbose)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = g_path_get_dirname (program);
  g_autofree char *plain = g_build_filename (folder, "plain-open", NULL);
  g_autoptr (RectoBenchSeries) plain_times = recto_bench_series_new ();
  g_autoptr (RectoBenchSeries) engine_times = recto_bench_series_new ();
  g_autoptr (RectoBenchSeries) ratios = recto_bench_series_new ();
  g_autoptr (RectoBenchSeries) inner_ratios = recto_bench_series_new ();
  Bench self = { .engine = program,
                 .plain = plain,
                 .plain_times = plain_times,
                 .engine_times = engine_times,
                 .ratios = ratios,
                 .inner_ratios = inner_ratios,
                 .verbose = verbose };

  if (verbose)
    printf ("%9s %9s %7s %9s %9s (milliseconds)\n", "plain", "engine", "ratio", "from main",
            "from main");
  for (guint i = 0; i < documents->len; i++)
    compare (&self, documents->pdata[i]);
  return report (&self, documents->len);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("[DIR]");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) documents = NULL;
  gboolean verbose = FALSE;
  int step = 1;
  const GOptionEntry entries[] = {
    { "limit", 'n', 0, G_OPTION_ARG_INT, &step, "Run through every Nth document only", "N" },
    { "verbose", 'v', 0, G_OPTION_ARG_NONE, &verbose, "Print each document", NULL },
    { NULL }
  };

  if (argc == 3 && g_str_equal (argv[1], "--sample"))
    {
      alarm (RECTO_BENCH_SAMPLE_SECONDS);
      return run_sample (argv[2]);
    }
  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_summary (context, summary);
  g_option_context_set_description (context, description);
  if (!g_option_context_parse (context, &argc, &argv, &error) ||
      (documents = recto_bench_documents_list (argc > 1 ? argv[1] : NULL, step, &error)) == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  return run_all (documents, verbose) ? 0 : 1;
}
