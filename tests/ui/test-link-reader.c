/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-link-reader.h"

#include <signal.h>

#include "recto-test.h"

static void
ignore (gpointer data)
{
}

/* The first page fills the view. */
static RectoViewport *
make_viewport (RectoDocument *document)
{
  g_autoptr (GArray) chapters = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (RectoPageSize));
  const guint n_pages = recto_document_get_n_pages (document, NULL);
  const RectoPageSize size = { 595, 842 };
  RectoViewport *viewport = recto_viewport_new ();

  g_array_append_val (chapters, n_pages);
  for (guint i = 0; i < n_pages; i++)
    g_array_append_val (sizes, size);
  recto_viewport_set_size (viewport, 500, 700, 1);
  recto_viewport_set_pages (viewport, chapters, sizes);
  recto_viewport_arrange (viewport);
  return viewport;
}

static guint
count_tasks (RectoDocument *document)
{
  return g_list_model_get_n_items (recto_document_get_tasks (document));
}

static void
test_links_of_a_document_that_was_given_up_are_read_again (RectoTestFixture *fixture,
                                                           gconstpointer name)
{
  g_autoptr (RectoLinkReader) reader = recto_link_reader_new (ignore, ignore, NULL);
  g_autoptr (GArray) workers = NULL;
  RectoViewport *viewport;

  recto_test_wait_for_pages (fixture->document);
  recto_test_wait (count_tasks (fixture->document) == 0);
  viewport = make_viewport (fixture->document);
  workers = recto_test_children (recto_test_host_pid (fixture->document));
  for (guint i = 0; i < workers->len; i++)
    kill (g_array_index (workers, int, i), SIGSTOP);
  recto_link_reader_set_document (reader, fixture->document);
  recto_link_reader_look (reader, viewport);
  recto_test_wait (count_tasks (fixture->document) > 0);
  recto_test_kill_until_given_up (fixture->document);
  recto_test_wait (count_tasks (fixture->document) == 0);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  recto_document_reopen (fixture->document);
  recto_test_wait (recto_link_reader_get (reader, RECTO_LOCATION_INIT (0, 0)) != NULL);
  recto_link_reader_set_document (reader, NULL);
  recto_viewport_free (viewport);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/link-reader/links-of-a-document-that-was-given-up-are-read-again", RectoTestFixture,
              "links.pdf", recto_test_set_up,
              test_links_of_a_document_that_was_given_up_are_read_again, recto_test_tear_down);

  return g_test_run ();
}
