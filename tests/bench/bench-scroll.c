/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <stdio.h>

#include "recto-bench-documents.h"
#include "recto-bench-figures.h"
#include "recto-bench-process.h"
#include "recto-bench-reading.h"
#include "recto-bench-ready-view.h"
#include "recto-bench-script.h"
#include "recto-heap.h"
#include "recto-page-view-private.h"

#define WINDOW_WIDTH 1240
#define WINDOW_HEIGHT 860
#define SPEED 5000.0 /* pixels in a second: a hard fling */
#define ZOOM_SECONDS 4.0
#define ZOOM_LEAST 0.5
#define ZOOM_MOST 8.0
#define OPEN_MS 20000
#define SHARP_US (20 * G_USEC_PER_SEC)
/* Nothing is measured finer than one frame in a hundred. */
#define PLAY 0.01
#define MORE_THAN_BUDGET 1.1
#define MORE_THAN_PLAIN 1.2
#define MB (1024.0 * 1024.0)

static const char summary[] =
    "Flings through 500 pages of text and 100 photographs of 24 megapixels, and zooms from 50 to\n"
    "800 % and back, in a window of 1240 by 860 pixels on a screen of its own; and does the same\n"
    "with a window that draws ready textures of the same sizes.";
static const char description[] =
    "The documents are made once, in the user's cache (300 MB). The last line is one JSON object.\n"
    "Keys begin with `text`, `photographs` or `zoom`:\n\n"
    "  *_frames               frames that were drawn\n"
    "  *_late_share           share of them that a refresh of the screen (16.7 ms) passed without\n"
    "  *_ready_late_share     the same of the window of ready textures; goal for the one above: "
    "no\n"
    "                         more than this, within one frame in a hundred\n"
    "  *_blank_ms             how long any page in view had nothing to show, after the first 100\n"
    "                         ms of each movement; goal: 0\n"
    "  *_sharp_ms             from the end of a fling to all in view sharp, the median\n"
    "  *_plain_ms             what two processes of MuPDF take for the same tiles; goal for the "
    "one\n"
    "                         above: at most 1.2 times this\n"
    "  budget_mb              what pixels may take\n"
    "  pixels_peak_mb         most that they took; goal: at most 1.1 times the budget\n"
    "  peak_mb                by how much the viewer's process grew at most; goal: likewise\n"
    "  goals_missed           how many goals were missed; the exit status is 1 then";

static int n_text = 500;
static int n_photographs = 100;
static int n_per_fling = 100;

static const GOptionEntry options[] = {
  { "text", 0, 0, G_OPTION_ARG_INT, &n_text, "Pages of text (500)", "N" },
  { "photographs", 0, 0, G_OPTION_ARG_INT, &n_photographs, "Photographs (100)", "N" },
  { "per-fling", 0, 0, G_OPTION_ARG_INT, &n_per_fling, "Pages in one fling (100)", "N" },
  G_OPTION_ENTRY_NULL,
};

typedef struct
{
  char *folder; /* of this program */
  RectoEngine *engine;
  RectoMemoryBudget *budget;
  RectoBenchFigures *figures;
  double rss_before;
  double rss_peak;
  double pixels_peak;
} Bench;

/* A window with a document, or with its ready textures. */
typedef struct
{
  Bench *bench;
  GtkWidget *window;
  RectoPageView *view;        /* (nullable) */
  RectoBenchReadyView *ready; /* (nullable) */
  double from;                /* of the movement */
  double distance;
} Stage;

/* ---- Windows --------------------------------------------------------------------------------- */

static void
iterate_until (gboolean (*is_done) (Stage *stage), Stage *stage)
{
  const gint64 deadline = g_get_monotonic_time () + SHARP_US;

  while (!is_done (stage))
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("the window does not get ready");
      g_main_context_iteration (NULL, TRUE);
    }
}

static gboolean
is_allocated (Stage *stage)
{
  return gtk_widget_get_mapped (stage->window) && gtk_widget_get_height (stage->window) > 0;
}

static gboolean
is_sharp (Stage *stage)
{
  guint n_missing = 0;

  g_object_get (stage->view, "visible-missing", &n_missing, NULL);
  return n_missing == 0;
}

static gboolean
is_at_rest (Stage *stage)
{
  GListModel *tasks = recto_document_get_tasks (recto_page_view_get_document (stage->view));

  return is_sharp (stage) && g_list_model_get_n_items (tasks) == 0;
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
set_up (Stage *stage, Bench *bench, RectoDocument *document, gboolean ready)
{
  GtkWidget *child;

  *stage = (Stage) { .bench = bench, .window = gtk_window_new () };
  if (ready)
    {
      child = recto_bench_ready_view_new (document);
      stage->ready = RECTO_BENCH_READY_VIEW (child);
    }
  else
    {
      stage->view = RECTO_PAGE_VIEW (recto_page_view_new ());
      g_object_set (stage->view, "fit-mode", RECTO_FIT_PAGE, "continuous", TRUE, NULL);
      child = gtk_scrolled_window_new ();
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (child), GTK_WIDGET (stage->view));
      /* No bar takes part of the width. */
      gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (child), GTK_POLICY_EXTERNAL,
                                      GTK_POLICY_EXTERNAL);
    }
  gtk_window_set_decorated (GTK_WINDOW (stage->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (stage->window), WINDOW_WIDTH, WINDOW_HEIGHT);
  gtk_window_set_child (GTK_WINDOW (stage->window), child);
  gtk_window_present (GTK_WINDOW (stage->window));
  iterate_until (is_allocated, stage);
  if (stage->view == NULL)
    return;
  recto_page_view_set_document (stage->view, document);
  /* Its size follows in the next frame. */
  recto_bench_run_until (g_get_monotonic_time () + 200 * 1000);
  iterate_until (is_at_rest, stage);
}

static void
tear_down (Stage *stage)
{
  gtk_window_destroy (GTK_WINDOW (stage->window));
}

/* ---- Movements ------------------------------------------------------------------------------- */

static GtkAdjustment *
get_adjustment (Stage *stage)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (stage->view));
}

static double
get_height (Stage *stage)
{
  return stage->view != NULL ? gtk_adjustment_get_upper (get_adjustment (stage))
                             : recto_bench_ready_view_get_height (stage->ready);
}

static void
scroll_cb (double where, gpointer data)
{
  Stage *stage = data;

  if (stage->view != NULL)
    gtk_adjustment_set_value (get_adjustment (stage), where);
  else
    recto_bench_ready_view_scroll_to (stage->ready, where);
}

static double
fling_cb (double seconds, gpointer data)
{
  const Stage *stage = data;

  return stage->from + recto_bench_fling_get (seconds, stage->distance, SPEED);
}

static void
zoom_cb (double where, gpointer data)
{
  Stage *stage = data;
  const double x = WINDOW_WIDTH / 2.0;
  const double y = WINDOW_HEIGHT / 2.0;

  if (stage->view == NULL)
    {
      recto_bench_ready_view_zoom (stage->ready, where);
      return;
    }
  recto_page_view_begin_pinch (stage->view, x, y);
  recto_page_view_pinch (stage->view, where / recto_page_view_get_zoom (stage->view), x, y);
}

/* There and back, as fast at every size. */
static double
get_zoom_cb (double seconds, gpointer data)
{
  const double share = 1 - fabs (seconds / ZOOM_SECONDS - 1);

  return ZOOM_LEAST * pow (ZOOM_MOST / ZOOM_LEAST, share);
}

static gboolean
is_blank_cb (gpointer data)
{
  Stage *stage = data;

  return stage->view != NULL && recto_page_view_get_n_blank (stage->view) > 0;
}

static void
painted_cb (gpointer data)
{
  Bench *bench = ((Stage *) data)->bench;

  bench->rss_peak = MAX (bench->rss_peak, recto_bench_process_own_rss ());
  bench->pixels_peak = MAX (bench->pixels_peak, (double) recto_tile_measure_all () / MB);
}

static void
add_run (RectoBenchRun *sum, const RectoBenchRun *run)
{
  sum->n_frames += run->n_frames;
  sum->n_late += run->n_late;
  sum->blank += run->blank;
}

static double
get_late_share (const RectoBenchRun *run)
{
  return run->n_frames > 0 ? (double) run->n_late / run->n_frames : 1;
}

/* ---- Getting sharp --------------------------------------------------------------------------- */

/* The tiles in view as plain-tiles takes them. */
static void
add_tiles (Stage *stage, GPtrArray *arguments)
{
  RectoViewport *viewport = stage->view->viewport;
  guint first;
  guint last;

  if (!recto_viewport_get_range (viewport, &first, &last))
    return;
  for (guint i = first; i <= last; i++)
    {
      const RectoTilePage page = recto_viewport_get_page (viewport, i);
      RectoPageRect at;
      const RectoPixelRect part = recto_viewport_get_part (viewport, i, &at);
      RectoTileKey from;
      RectoTileKey to;
      RectoTileKey key;

      if (!recto_tile_page_find_cells (&page, &part, &from, &to))
        continue;
      key = from;
      for (key.row = from.row; key.row <= to.row; key.row++)
        for (key.column = from.column; key.column <= to.column; key.column++)
          {
            const RectoPixelRect rect = recto_tile_key_get_rect (&key);

            g_ptr_array_add (arguments, g_strdup_printf ("%u,%d,%d,%d,%d", i, rect.x, rect.y,
                                                         rect.width, rect.height));
          }
    }
}

static double
measure_plain (Stage *stage)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new_null_terminated (8, g_free, TRUE);
  RectoDocument *document = recto_page_view_get_document (stage->view);
  const double scale =
      recto_page_layout_get_scale (recto_viewport_get_layout (stage->view->viewport), 0);
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_ptr_array_add (arguments, g_build_filename (stage->bench->folder, "plain-tiles", NULL));
  g_ptr_array_add (arguments, g_file_get_path (recto_document_get_file (document)));
  g_ptr_array_add (arguments, g_strdup (g_ascii_dtostr (number, sizeof number, scale)));
  add_tiles (stage, arguments);
  if (!g_spawn_sync (NULL, (char **) arguments->pdata, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output,
                     NULL, &status, &error) ||
      !g_spawn_check_wait_status (status, &error))
    g_error ("plain-tiles: %s", error->message);
  return g_ascii_strtod (output, NULL);
}

/* Milliseconds from the end of the movement. */
static double
wait_until_sharp (Stage *stage, gint64 since)
{
  iterate_until (is_sharp, stage);
  return (double) MAX (g_get_monotonic_time () - since, 0) / 1000;
}

/* ---- What is measured ------------------------------------------------------------------------ */

static RectoBenchRun
fling (Stage *stage, int n_pages, RectoBenchSeries *sharp, RectoBenchSeries *plain)
{
  const int n_flings = MAX (n_pages / n_per_fling, 1);
  const double whole = get_height (stage) - WINDOW_HEIGHT;
  RectoBenchScript script = { .get = fling_cb, .move = scroll_cb, .is_blank = is_blank_cb };
  RectoBenchRun sum = { 0 };

  stage->distance = whole / n_flings;
  script.duration = recto_bench_fling_get_duration (stage->distance, SPEED);
  script.painted = painted_cb;
  script.data = stage;
  for (int i = 0; i < n_flings; i++)
    {
      RectoBenchRun run;

      stage->from = i * stage->distance;
      run = recto_bench_script_run (&script, stage->window);
      add_run (&sum, &run);
      if (stage->view == NULL)
        continue;
      recto_bench_series_add (sharp, wait_until_sharp (stage, run.last_moved));
      iterate_until (is_at_rest, stage);
      recto_bench_series_add (plain, measure_plain (stage));
    }
  return sum;
}

static RectoBenchRun
zoom (Stage *stage)
{
  const RectoBenchScript script = { .duration = 2 * ZOOM_SECONDS,
                                    .get = get_zoom_cb,
                                    .move = zoom_cb,
                                    .is_blank = is_blank_cb,
                                    .painted = painted_cb,
                                    .data = stage };

  return recto_bench_script_run (&script, stage->window);
}

static char *
make_key (const char *name, const char *what)
{
  return g_strconcat (name, "_", what, NULL);
}

static void
report (Bench *bench, const char *name, const RectoBenchRun *ours, const RectoBenchRun *ready)
{
  g_autofree char *frames = make_key (name, "frames");
  g_autofree char *late = make_key (name, "late_share");
  g_autofree char *ready_late = make_key (name, "ready_late_share");
  g_autofree char *blank = make_key (name, "blank_ms");

  printf ("%-14s %8u %12.3f %12.3f %12.1f\n", name, ours->n_frames, get_late_share (ours),
          get_late_share (ready), ours->blank * 1000);
  recto_bench_figures_add_count (bench->figures, frames, ours->n_frames);
  recto_bench_figures_add (bench->figures, late, get_late_share (ours));
  recto_bench_figures_add (bench->figures, ready_late, get_late_share (ready));
  recto_bench_figures_add (bench->figures, blank, ours->blank * 1000);
  recto_bench_figures_want_at_most (bench->figures, late, get_late_share (ready) + PLAY);
  recto_bench_figures_want_at_most (bench->figures, blank, 0);
}

static void
report_sharp (Bench *bench, const char *name, RectoBenchSeries *sharp, RectoBenchSeries *plain)
{
  g_autofree char *sharp_key = make_key (name, "sharp_ms");
  g_autofree char *plain_key = make_key (name, "plain_ms");
  const double plain_ms = recto_bench_series_get (plain, 0.5);

  recto_bench_figures_add (bench->figures, sharp_key, recto_bench_series_get (sharp, 0.5));
  recto_bench_figures_add (bench->figures, plain_key, plain_ms);
  recto_bench_figures_want_at_most (bench->figures, sharp_key, MORE_THAN_PLAIN * plain_ms);
}

static void
measure_flings (Bench *bench, const char *name, RectoDocument *document, int n_pages)
{
  g_autoptr (RectoBenchSeries) sharp = recto_bench_series_new ();
  g_autoptr (RectoBenchSeries) plain = recto_bench_series_new ();
  RectoBenchRun ours;
  RectoBenchRun ready;
  Stage stage;

  set_up (&stage, bench, document, FALSE);
  ours = fling (&stage, n_pages, sharp, plain);
  tear_down (&stage);
  set_up (&stage, bench, document, TRUE);
  ready = fling (&stage, n_pages, NULL, NULL);
  tear_down (&stage);
  report (bench, name, &ours, &ready);
  report_sharp (bench, name, sharp, plain);
}

static void
measure_zoom (Bench *bench, RectoDocument *document)
{
  RectoBenchRun ours;
  RectoBenchRun ready;
  Stage stage;

  set_up (&stage, bench, document, FALSE);
  ours = zoom (&stage);
  tear_down (&stage);
  set_up (&stage, bench, document, TRUE);
  ready = zoom (&stage);
  tear_down (&stage);
  report (bench, "zoom", &ours, &ready);
}

static void
report_memory (Bench *bench)
{
  const double budget = (double) recto_memory_budget_get_limit (bench->budget) / MB;

  recto_bench_figures_add (bench->figures, "budget_mb", budget);
  recto_bench_figures_add (bench->figures, "pixels_peak_mb", bench->pixels_peak);
  recto_bench_figures_add (bench->figures, "peak_mb", bench->rss_peak - bench->rss_before);
  recto_bench_figures_want_at_most (bench->figures, "pixels_peak_mb", MORE_THAN_BUDGET * budget);
  recto_bench_figures_want_at_most (bench->figures, "peak_mb", MORE_THAN_BUDGET * budget);
}

/* ---- Documents ------------------------------------------------------------------------------- */

static RectoDocument *
open_document (Bench *bench, const char *kind, int n_pages)
{
  g_autofree char *path = recto_bench_documents_make (bench->folder, kind, n_pages);
  g_autoptr (GError) error = NULL;
  RectoDocument *document = recto_bench_open (bench->engine, path, OPEN_MS, &error);

  if (document == NULL)
    g_error ("%s: %s", path, error->message);
  return document;
}

static void
measure_document (Bench *bench, const char *kind, int n_pages, gboolean zooms)
{
  g_autoptr (RectoDocument) document = open_document (bench, kind, n_pages);

  measure_flings (bench, kind, document, n_pages);
  if (zooms)
    measure_zoom (bench, document);
  recto_document_close (document);
}

/* What any window takes. */
static void
measure_empty (Bench *bench)
{
  g_autoptr (RectoDocument) document = open_document (bench, "text", n_text);
  Stage stage;

  set_up (&stage, bench, document, TRUE);
  recto_bench_run_until (g_get_monotonic_time () + 200 * 1000);
  bench->rss_before = recto_bench_process_own_rss ();
  tear_down (&stage);
  recto_document_close (document);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  Bench bench = { 0 };
  guint wake;
  gboolean good;

  g_option_context_set_summary (context, summary);
  g_option_context_set_description (context, description);
  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  recto_heap_keep_room ();
  gtk_init ();
  bench.folder = g_path_get_dirname (argv[0]);
  bench.engine = recto_bench_engine_new ();
  bench.budget = recto_memory_budget_of (bench.engine);
  bench.figures = recto_bench_figures_new ();
  /* So that whatever is waited for is looked at soon. */
  wake = g_timeout_add (4, wake_cb, NULL);
  measure_empty (&bench);
  printf ("%-14s %8s %12s %12s %12s\n", "", "frames", "late share", "of ready", "blank ms");
  measure_document (&bench, "text", n_text, TRUE);
  measure_document (&bench, "photographs", n_photographs, FALSE);
  report_memory (&bench);
  good = recto_bench_figures_finish (bench.figures);
  g_source_remove (wake);
  recto_bench_figures_free (bench.figures);
  recto_engine_shut_down (bench.engine);
  g_object_unref (bench.engine);
  g_free (bench.folder);
  return good ? 0 : 1;
}
