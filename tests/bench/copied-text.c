/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "recto-bench-reading.h"
#include "recto-text-unit.h"

/* Usage: copied-text FILE N: what is copied of N pages that are spread over a document, or with 0
 * of all of them; for bench-text. Prints how many pages there are; for each that was read its
 * number from 1, a newline, its text, and a form feed, which no text has. */

#define OPEN_MS 20000
#define LAYOUT_MS 60000
#define PAGE_MS 20000

/* In a book that may be a guess until all of it has been laid out. */
static guint
count_pages (RectoDocument *document)
{
  const gint64 deadline = g_get_monotonic_time () + LAYOUT_MS * (gint64) 1000;
  gboolean estimated = TRUE;
  guint n_pages = recto_document_get_n_pages (document, &estimated);

  while (estimated && g_get_monotonic_time () < deadline)
    {
      recto_bench_run_until (g_get_monotonic_time () + G_USEC_PER_SEC / 50);
      n_pages = recto_document_get_n_pages (document, &estimated);
    }
  return n_pages;
}

static void
print_page (RectoDocument *document, guint number)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (RectoBenchAnswer) answer = { 0 };
  g_autoptr (RectoPageText) text = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *plain = NULL;

  recto_document_read_text_async (document, recto_document_get_location (document, number),
                                  RECTO_PRIORITY_WANTED, cancellable, recto_bench_answer_cb,
                                  &answer);
  if (!recto_bench_answer_wait (&answer, g_get_monotonic_time () + PAGE_MS * (gint64) 1000))
    {
      g_cancellable_cancel (cancellable);
      recto_bench_answer_wait (&answer, G_MAXINT64);
    }
  text = recto_document_read_text_finish (document, answer.result, &error);
  if (text == NULL)
    {
      fprintf (stderr, "page %u: %s\n", number + 1, error->message);
      return;
    }
  plain = recto_text_get_plain (text, 0, recto_page_text_get_n_chars (text));
  printf ("%u\n%s\f", number + 1, plain);
}

int
main (int argc, char **argv)
{
  g_autoptr (RectoEngine) engine = NULL;
  g_autoptr (RectoDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  guint n_pages;
  guint n_wanted;

  if (argc != 3)
    return 2;
  engine = recto_bench_engine_new ();
  document = recto_bench_open (engine, argv[1], OPEN_MS, &error);
  if (document != NULL)
    {
      n_pages = count_pages (document);
      n_wanted = (guint) atoi (argv[2]);
      if (n_wanted == 0 || n_wanted > n_pages)
        n_wanted = n_pages;
      printf ("%u\n", n_pages);
      for (guint i = 0; i < n_wanted; i++)
        print_page (document, (guint) ((guint64) i * n_pages / n_wanted));
      recto_document_close (document);
    }
  else
    fprintf (stderr, "%s\n", error->message);
  recto_engine_shut_down (engine);
  return document != NULL ? 0 : 1;
}
