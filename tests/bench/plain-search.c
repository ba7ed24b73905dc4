/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <mupdf/fitz.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* Usage: plain-search FILE WORDS N_PROCESSES: looks for words in the structured text of all pages,
 * by MuPDF alone, in processes that have the opened document in common and take one page after the
 * other; for bench-search. Prints the microseconds that took, with the starting of the processes,
 * and how many hits there are. */

#define MAX_HITS_OF_PAGE 5000

/* What the processes share. */
typedef struct
{
  int next; /* page */
  int n_hits;
} Shared;

static int
search_page (fz_context *ctx, fz_document *document, int number, const char *words)
{
  static fz_quad quads[MAX_HITS_OF_PAGE];
  fz_stext_page *text = fz_new_stext_page_from_page_number (ctx, document, number, NULL);
  const int n_hits = fz_search_stext_page (ctx, text, words, NULL, quads, MAX_HITS_OF_PAGE);

  fz_drop_stext_page (ctx, text);
  return n_hits;
}

static int
run_process (fz_context *ctx, fz_document *document, int n_pages, const char *words, Shared *shared)
{
  volatile int n_hits = 0;
  int number;
  int status = 1;

  fz_try (ctx)
  {
    while ((number = g_atomic_int_add (&shared->next, 1)) < n_pages)
      n_hits += search_page (ctx, document, number, words);
    g_atomic_int_add (&shared->n_hits, n_hits);
    status = 0;
  }
  fz_catch (ctx) { fz_report_error (ctx); }
  return status;
}

static gboolean
search (fz_context *ctx, fz_document *document, const char *words, int n_processes, Shared *shared)
{
  const int n_pages = fz_count_pages (ctx, document);
  gboolean good = TRUE;

  for (int i = 0; i < n_processes; i++)
    if (fork () == 0)
      _exit (run_process (ctx, document, n_pages, words, shared));
  for (int i = 0; i < n_processes; i++)
    {
      int status = 1;

      good &= wait (&status) > 0 && status == 0;
    }
  return good;
}

int
main (int argc, char **argv)
{
  fz_context *ctx = fz_new_context (NULL, NULL, FZ_STORE_DEFAULT);
  Shared *shared =
      mmap (NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  GMappedFile *file = argc == 4 ? g_mapped_file_new (argv[1], FALSE, NULL) : NULL;
  gint64 began;
  gboolean good = FALSE;

  if (ctx == NULL || shared == MAP_FAILED || file == NULL)
    return 2;
  fz_try (ctx)
  {
    fz_document *document;

    fz_register_document_handlers (ctx);
    /* An open file would have one place for all processes where it is read. */
    document = fz_open_document_with_stream (ctx, "application/pdf",
                                             fz_open_memory (ctx,
                                                             (const unsigned char *)
                                                                 g_mapped_file_get_contents (file),
                                                             g_mapped_file_get_length (file)));
    fz_drop_page (ctx, fz_load_page (ctx, document, 0));
    began = g_get_monotonic_time ();
    good = search (ctx, document, argv[2], atoi (argv[3]), shared);
    printf ("%" G_GINT64_FORMAT " %d\n", g_get_monotonic_time () - began, shared->n_hits);
  }
  fz_catch (ctx) { fz_report_error (ctx); }
  /* Nothing is freed: the process ends, and nobody waits for that. */
  exit (good ? 0 : 1);
}
