/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <stdio.h>

#include "recto-bench-documents.h"
#include "recto-bench-figures.h"
#include "recto-bench-process.h"
#include "recto-bench-reading.h"
#include "recto-bench-turns.h"
#include "recto-engine-private.h"
#include "recto-search-bar.h"
#include "recto-search-pane.h"

#define WINDOW_WIDTH 1240
#define WINDOW_HEIGHT 860
#define OPEN_MS 60000
#define LOOK_MS 50
/* Three letters, which stand on about every seventh page of random ones. */
#define WORDS "zqx"
#define WORD_LENGTH 6 /* of what is looked for on the page in view, at least */
#define MANY_WORDS "e"

static const char summary[] =
    "Looks for three letters in 10,000 pages of text, by the engine and by as many processes of\n"
    "MuPDF that share the pages and search their structured text, in alternation; then, in a "
    "window\n"
    "on a screen of its own, for words of the page in view, for the three letters, and for one "
    "that\n"
    "is everywhere.";
static const char description[] =
    "The document is made once, in the user's cache (60 MB). The last line is one JSON object.\n"
    "Keys:\n\n"
    "  workers                      processes of each side that search\n"
    "  plain_ms, engine_ms          the least time of each, the document being open\n"
    "  search_ratio                 engine by MuPDF; goal: at most 1.15\n"
    "  hits                         what both found\n"
    "  peak_mib                     the most that all processes of the engine had together while "
    "it\n"
    "                               searched, looked at every 50 ms; goal: at most 400\n"
    "  first_{p50,p90,p99,max}_ms   from Return until a hit on the page in view is on the screen;\n"
    "                               goal: all below 100\n"
    "  turn_ms                      the longest turn of the main loop while the list fills;\n"
    "                               goal: below 20\n"
    "  many_turn_ms                 the same with a letter that is everywhere; goal: below 20\n"
    "  goals_missed                 how many goals were missed; the exit status is 1 then";

static int n_pages = 10000;
static int n_rounds = 3;
static int n_words = 20;

static const GOptionEntry options[] = {
  { "pages", 'p', 0, G_OPTION_ARG_INT, &n_pages, "Pages of text (10000)", "N" },
  { "rounds", 'r', 0, G_OPTION_ARG_INT, &n_rounds, "Search so often by each (3)", "N" },
  { "words", 'w', 0, G_OPTION_ARG_INT, &n_words, "Words of the page in view (20)", "N" },
  G_OPTION_ENTRY_NULL,
};

typedef struct
{
  char *programs; /* their folder */
  char *path;     /* of the document */
  RectoEngine *engine;
  RectoDocument *document;
  guint n_workers;
  RectoBenchFigures *figures;
} Bench;

/* ---- By the engine and by MuPDF ---- */

static void
search_plain (Bench *self, gint64 *microseconds, guint *n_hits)
{
  g_autofree char *program = g_build_filename (self->programs, "plain-search", NULL);
  g_autofree char *count = g_strdup_printf ("%u", self->n_workers);
  const char *const arguments[] = { program, self->path, WORDS, count, NULL };
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (!g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &text, NULL,
                     &status, &error) ||
      !g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s", program, error->message);
  if (sscanf (text, "%" G_GINT64_FORMAT " %u", microseconds, n_hits) != 2)
    g_error ("%s says %s", program, text);
}

static gboolean
look_cb (gpointer data)
{
  gint64 *peak = data;

  *peak = MAX (*peak, recto_bench_process_tree_rss ());
  return G_SOURCE_CONTINUE;
}

static gint64
search_engine (Bench *self, guint *n_hits)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RectoSearch) search =
      recto_search_new (self->document, WORDS, RECTO_SEARCH_PLAIN, &error);
  const gint64 began = g_get_monotonic_time ();

  if (search == NULL)
    g_error ("%s", error->message);
  recto_search_start (search, RECTO_LOCATION_INIT (0, 0));
  while (recto_search_get_state (search) == RECTO_SEARCH_RUNNING)
    g_main_context_iteration (NULL, TRUE);
  if (recto_search_get_n_skipped (search) > 0 || recto_search_is_cut (search))
    g_error ("Not all has been searched");
  *n_hits = g_list_model_get_n_items (G_LIST_MODEL (search));
  return g_get_monotonic_time () - began;
}

static void
search_both (Bench *self)
{
  double least_plain = G_MAXDOUBLE;
  double least_engine = G_MAXDOUBLE;
  gint64 peak = 0;
  guint n_hits = 0;

  for (int i = 0; i < n_rounds; i++)
    {
      gint64 by_plain = 0;
      gint64 by_engine;
      guint n_plain = 0;

      search_plain (self, &by_plain, &n_plain);
      by_engine = search_engine (self, &n_hits);
      if (n_plain != n_hits)
        g_error ("MuPDF finds %u, the engine %u", n_plain, n_hits);
      printf ("round %d: MuPDF %.0f ms, engine %.0f ms\n", i + 1, by_plain / 1000.0,
              by_engine / 1000.0);
      least_plain = MIN (least_plain, by_plain / 1000.0);
      least_engine = MIN (least_engine, by_engine / 1000.0);
    }
  /* Apart from what is timed: looking takes time itself. */
  {
    const guint source = g_timeout_add (LOOK_MS, look_cb, &peak);

    search_engine (self, &n_hits);
    g_source_remove (source);
  }
  recto_bench_figures_add_count (self->figures, "workers", self->n_workers);
  recto_bench_figures_add (self->figures, "plain_ms", least_plain);
  recto_bench_figures_add (self->figures, "engine_ms", least_engine);
  recto_bench_figures_add (self->figures, "search_ratio", least_engine / least_plain);
  recto_bench_figures_add_count (self->figures, "hits", n_hits);
  recto_bench_figures_add (self->figures, "peak_mib", peak / 1024.0);
  printf ("ratio %.3f; %u hits; at most %.1f MiB in all processes\n\n", least_engine / least_plain,
          n_hits, peak / 1024.0);
}

/* ---- In a window ---- */

typedef struct
{
  GtkWidget *window;
  RectoPageView *view;
  RectoSearchBar *bar;
  RectoSearchPane *pane;
  GtkEditable *entry;
  gboolean first_shown;
  gint64 shown; /* when a hit was on the screen; 0 before */
} Stage;

static void
first_shown_cb (Stage *stage)
{
  stage->first_shown = TRUE;
}

static void
changed_cb (Stage *stage)
{
  recto_search_pane_set_searches (stage->pane, recto_search_bar_get_searches (stage->bar));
  recto_search_pane_set_current (stage->pane, recto_search_bar_get_current (stage->bar));
}

static void
after_paint_cb (GdkFrameClock *clock, Stage *stage)
{
  if (stage->shown == 0 && recto_search_bar_get_current (stage->bar) != NULL)
    stage->shown = g_get_monotonic_time ();
}

static GtkEditable *
find_entry (GtkWidget *widget)
{
  GtkEditable *found = GTK_IS_SEARCH_ENTRY (widget) ? GTK_EDITABLE (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_entry (child);
  return found;
}

static void
set_up (Stage *stage, RectoDocument *document)
{
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *view = recto_page_view_new ();
  GtkWidget *bar = recto_search_bar_new (RECTO_PAGE_VIEW (view), &recto_clock_monotonic);
  GtkWidget *pane = recto_search_pane_new ();

  stage->window = adw_window_new ();
  stage->view = RECTO_PAGE_VIEW (view);
  stage->bar = RECTO_SEARCH_BAR (bar);
  stage->pane = RECTO_SEARCH_PANE (pane);
  stage->entry = find_entry (bar);
  gtk_widget_set_size_request (pane, 300, -1);
  gtk_widget_set_hexpand (rows, TRUE);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_box_append (GTK_BOX (rows), bar);
  gtk_box_append (GTK_BOX (rows), scrolled);
  gtk_box_append (GTK_BOX (columns), pane);
  gtk_box_append (GTK_BOX (columns), rows);
  adw_window_set_content (ADW_WINDOW (stage->window), columns);
  gtk_window_set_default_size (GTK_WINDOW (stage->window), WINDOW_WIDTH, WINDOW_HEIGHT);
  g_signal_connect_swapped (view, "first-shown", G_CALLBACK (first_shown_cb), stage);
  g_signal_connect_swapped (bar, "changed", G_CALLBACK (changed_cb), stage);
  recto_page_view_set_document (stage->view, document);
  gtk_window_present (GTK_WINDOW (stage->window));
  while (!stage->first_shown)
    g_main_context_iteration (NULL, TRUE);
  g_signal_connect (gtk_widget_get_frame_clock (stage->window), "after-paint",
                    G_CALLBACK (after_paint_cb), stage);
  recto_search_bar_open (stage->bar);
}

static void
tear_down (Stage *stage)
{
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (stage->window), stage);
  g_signal_handlers_disconnect_by_data (stage->bar, stage);
  recto_page_view_set_document (stage->view, NULL);
  gtk_window_destroy (GTK_WINDOW (stage->window));
}

/* Of the page in view: the first words that are long enough. (transfer full) */
static GPtrArray *
choose_words (RectoDocument *document)
{
  g_auto (RectoBenchAnswer) answer = { 0 };
  g_autoptr (RectoPageText) text = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *slice = NULL;
  g_auto (GStrv) parts = NULL;
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  recto_document_read_text_async (document, RECTO_LOCATION_INIT (0, 0), RECTO_PRIORITY_WANTED, NULL,
                                  recto_bench_answer_cb, &answer);
  recto_bench_answer_wait (&answer, g_get_monotonic_time () + OPEN_MS * 1000);
  text = recto_document_read_text_finish (document, answer.result, &error);
  if (text == NULL)
    g_error ("%s", error->message);
  slice = recto_page_text_slice (text, 0, recto_page_text_get_n_chars (text));
  parts = g_strsplit_set (slice, " \n", -1);
  for (guint i = 0; parts[i] != NULL && words->len < (guint) n_words; i++)
    if (strlen (parts[i]) >= WORD_LENGTH)
      g_ptr_array_add (words, g_strdup (parts[i]));
  return words;
}

static RectoSearch *
get_search (Stage *stage)
{
  g_autoptr (RectoSearch) search =
      g_list_model_get_item (recto_search_bar_get_searches (stage->bar), 0);

  return search;
}

/* Types all at once, and presses Return. */
static gint64
press_return (Stage *stage, const char *words)
{
  gtk_editable_set_text (stage->entry, words);
  stage->shown = 0;
  g_signal_emit_by_name (stage->entry, "activate");
  return g_get_monotonic_time ();
}

static void
find_first (Bench *self, Stage *stage)
{
  g_autoptr (GPtrArray) words = choose_words (self->document);
  g_autoptr (RectoBenchSeries) first = recto_bench_series_new ();

  for (guint i = 0; i < words->len; i++)
    {
      const gint64 began = press_return (stage, words->pdata[i]);

      while (stage->shown == 0)
        g_main_context_iteration (NULL, TRUE);
      recto_bench_series_add (first, (stage->shown - began) / 1000.0);
      gtk_editable_set_text (stage->entry, "");
      while (get_search (stage) != NULL)
        g_main_context_iteration (NULL, TRUE);
    }
  recto_bench_figures_print_series_head ();
  recto_bench_figures_add_series (self->figures, "first", "Return to first hit", first);
}

static void
fill_list (Bench *self, Stage *stage, const char *key, const char *words)
{
  double longest;

  recto_bench_turns_take_longest ();
  press_return (stage, words);
  while (recto_search_get_state (get_search (stage)) == RECTO_SEARCH_RUNNING)
    g_main_context_iteration (NULL, TRUE);
  longest = recto_bench_turns_take_longest ();
  recto_bench_figures_add (self->figures, key, longest);
  printf ("%u hits listed, longest turn of the main loop %.1f ms\n",
          g_list_model_get_n_items (G_LIST_MODEL (get_search (stage))), longest);
}

static void
search_in_window (Bench *self)
{
  Stage stage = { 0 };

  set_up (&stage, self->document);
  find_first (self, &stage);
  fill_list (self, &stage, "turn_ms", WORDS);
  fill_list (self, &stage, "many_turn_ms", MANY_WORDS);
  tear_down (&stage);
}

/* ---- All ---- */

static void
open_document (Bench *self)
{
  g_autoptr (GError) error = NULL;

  self->path = recto_bench_documents_make (self->programs, "text", n_pages);
  self->engine = recto_bench_engine_new ();
  self->n_workers = recto_worker_limits_get_max (recto_engine_get_limits (self->engine));
  self->document = recto_bench_open (self->engine, self->path, OPEN_MS, &error);
  if (self->document == NULL)
    g_error ("%s: %s", self->path, error->message);
  /* What else is read of a document comes first. */
  while (recto_document_get_page (self->document, RECTO_LOCATION_INIT (0, n_pages - 1)) == NULL ||
         g_list_model_get_n_items (recto_document_get_tasks (self->document)) > 0)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
run_all (Bench *self)
{
  self->figures = recto_bench_figures_new ();
  open_document (self);
  search_both (self);
  recto_bench_turns_begin ();
  search_in_window (self);
  printf ("\n");
  recto_bench_figures_want_at_most (self->figures, "search_ratio", 1.15);
  recto_bench_figures_want_at_most (self->figures, "peak_mib", 400);
  recto_bench_figures_want_below (self->figures, "first_max_ms", 100);
  recto_bench_figures_want_below (self->figures, "turn_ms", 20);
  recto_bench_figures_want_below (self->figures, "many_turn_ms", 20);
  return recto_bench_figures_finish (self->figures);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  Bench self = { 0 };
  gboolean good;

  g_option_context_set_summary (context, summary);
  g_option_context_set_description (context, description);
  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  adw_init ();
  self.programs = g_path_get_dirname (argv[0]);
  n_rounds = MAX (n_rounds, 1);
  good = run_all (&self);
  recto_document_close (self.document);
  recto_engine_shut_down (self.engine);
  g_clear_object (&self.document);
  g_clear_object (&self.engine);
  recto_bench_figures_free (self.figures);
  g_free (self.programs);
  g_free (self.path);
  return good ? 0 : 1;
}
