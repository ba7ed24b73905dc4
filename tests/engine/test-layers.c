/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document.h"

#include <signal.h>

#include "recto-test.h"

/* The layers of made documents (tests/documents/annotation_documents.py says what is there), as the
 * real worker lists and draws them. */

#define PAPER 0xffffff

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RectoTestResult *self = user_data;

  self->n_calls++;
  self->value = recto_document_read_layers_finish (RECTO_DOCUMENT (source), result, &self->error);
}

static RectoLayers *
read_layers (RectoDocument *document)
{
  g_auto (RectoTestResult) result = { 0 };

  recto_document_read_layers_async (document, NULL, read_cb, &result);
  g_assert_cmpuint (result.n_calls, ==, 0);
  recto_test_wait (result.n_calls > 0);
  g_assert_no_error (result.error);
  return g_steal_pointer (&result.value);
}

static RectoLayer *
nth (RectoLayers *layers, guint i)
{
  g_autoptr (RectoLayer) layer = g_list_model_get_item (G_LIST_MODEL (layers), i);

  g_assert_nonnull (layer);
  return layer;
}

static guint
count (RectoLayers *layers)
{
  return g_list_model_get_n_items (G_LIST_MODEL (layers));
}

static RectoTile *
draw (RectoDocument *document)
{
  RectoRenderRequest request = recto_test_request (document, 0, 1);
  g_autoptr (GError) error = NULL;
  RectoTile *tile = recto_test_render (document, &request, &error);

  g_assert_no_error (error);
  return tile;
}

/* Whether the square of a layer shows; counting from 0. */
static gboolean
shows (RectoDocument *document, guint square)
{
  g_autoptr (RectoTile) tile = draw (document);

  return recto_test_pixel (tile, 140, 60 + 100 * (int) square) != PAPER;
}

static void
assert_shows (RectoDocument *document, const char *squares)
{
  g_autoptr (RectoTile) tile = draw (document);
  g_autofree char *found = g_strdup (squares);

  for (int i = 0; squares[i] != '\0'; i++)
    found[i] = recto_test_pixel (tile, 140, 60 + 100 * i) != PAPER ? '+' : '-';
  g_assert_cmpstr (found, ==, squares);
}

static void
assert_row (RectoLayer *layer, const char *name, guint depth, gboolean shown)
{
  g_assert_cmpstr (recto_layer_get_name (layer), ==, name);
  g_assert_cmpuint (recto_layer_get_depth (layer), ==, depth);
  g_assert_cmpint (recto_layer_is_shown (layer), ==, shown);
}

static void
test_layers_are_listed_as_the_document_wishes (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoLayers) layers = read_layers (fixture->document);

  g_assert_cmpuint (count (layers), ==, 8);
  assert_row (nth (layers, 0), "Plan", 0, TRUE);
  assert_row (nth (layers, 1), "Wasser & Gas", 1, TRUE);
  assert_row (nth (layers, 2), "Power", 1, FALSE);
  assert_row (nth (layers, 3), "Language", 0, FALSE);
  g_assert_true (recto_layer_is_label (nth (layers, 3)));
  assert_row (nth (layers, 4), "English", 1, TRUE);
  assert_row (nth (layers, 5), "Français", 1, FALSE);
  g_assert_true (recto_layer_is_alternative (nth (layers, 4)));
  g_assert_true (recto_layer_is_alternative (nth (layers, 5)));
  assert_row (nth (layers, 6), "Logo", 0, TRUE);
  g_assert_true (recto_layer_is_locked (nth (layers, 6)));
  assert_row (nth (layers, 7), "Draft", 0, FALSE);
  g_assert_false (recto_layers_is_changed (layers));
  assert_shows (fixture->document, "++-+-+-");
}

static void
test_a_layer_is_shown_and_hidden (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoLayers) layers = read_layers (fixture->document);
  const guint state = recto_document_get_layers_state (fixture->document);

  g_assert_true (shows (fixture->document, 0));
  recto_layers_set_shown (layers, nth (layers, 0), FALSE);
  g_assert_cmpuint (recto_document_get_layers_state (fixture->document), !=, state);
  g_assert_true (recto_layers_is_changed (layers));
  assert_shows (fixture->document, "-+-+-+-");
  recto_layers_set_shown (layers, nth (layers, 2), TRUE);
  assert_shows (fixture->document, "-+++-+-");
  recto_layers_set_shown (layers, nth (layers, 0), TRUE);
  assert_shows (fixture->document, "++++-+-");
}

static void
test_of_alternatives_one_is_shown (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoLayers) layers = read_layers (fixture->document);

  recto_layers_set_shown (layers, nth (layers, 5), TRUE);
  g_assert_false (recto_layer_is_shown (nth (layers, 4)));
  assert_shows (fixture->document, "++--++-");
  recto_layers_set_shown (layers, nth (layers, 5), FALSE);
  assert_shows (fixture->document, "++---+-");
}

static void
test_what_is_locked_stays (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoLayers) layers = read_layers (fixture->document);
  const guint state = recto_document_get_layers_state (fixture->document);

  recto_layers_set_shown (layers, nth (layers, 6), FALSE);
  g_assert_true (recto_layer_is_shown (nth (layers, 6)));
  recto_layers_set_shown (layers, nth (layers, 3), TRUE);
  g_assert_false (recto_layer_is_shown (nth (layers, 3)));
  g_assert_cmpuint (recto_document_get_layers_state (fixture->document), ==, state);
}

/* MuPDF would go by the usage alone. */
static void
test_what_its_usage_hides_can_be_shown (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoLayers) layers = read_layers (fixture->document);

  recto_layers_set_shown (layers, nth (layers, 7), TRUE);
  assert_shows (fixture->document, "++-+-++");
}

static void
test_reset_is_as_at_first (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoLayers) layers = read_layers (fixture->document);

  recto_layers_set_shown (layers, nth (layers, 0), FALSE);
  recto_layers_set_shown (layers, nth (layers, 5), TRUE);
  recto_layers_set_shown (layers, nth (layers, 7), TRUE);
  assert_shows (fixture->document, "-+--+++");
  recto_layers_reset (layers);
  g_assert_false (recto_layers_is_changed (layers));
  assert_shows (fixture->document, "++-+-+-");
}

/* Who asks again gets what has been switched, not a list of how it is now. */
static void
test_there_is_one_list (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoLayers) layers = read_layers (fixture->document);
  g_autoptr (RectoLayers) again = NULL;

  recto_layers_set_shown (layers, nth (layers, 0), FALSE);
  again = read_layers (fixture->document);
  g_assert_true (layers == again);
}

static void
test_a_new_host_shows_the_same (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoLayers) layers = read_layers (fixture->document);
  const int host = recto_test_host_pid (fixture->document);

  recto_layers_set_shown (layers, nth (layers, 0), FALSE);
  g_assert_false (shows (fixture->document, 0));
  kill (host, SIGKILL);
  recto_test_wait (recto_test_host_pid (fixture->document) != 0 &&
                   recto_test_host_pid (fixture->document) != host);
  assert_shows (fixture->document, "-+-+-+-");
}

/* Nobody is shown a page as it was before. */
static void
test_what_is_being_drawn_is_superseded (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoLayers) layers = read_layers (fixture->document);
  RectoRenderRequest request = recto_test_request (fixture->document, 0, 3);
  g_auto (RectoTestResult) result = { 0 };

  recto_test_begin (fixture->document, &request, NULL, &result);
  recto_layers_set_shown (layers, nth (layers, 0), FALSE);
  recto_test_wait (result.n_calls > 0);
  g_assert_error (result.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (recto_task_get_reason (result.task), ==, RECTO_CANCEL_SUPERSEDED);
}

/* Sizes of pages are the same whatever is shown. */
static void
test_reading_sizes_goes_on (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoLayers) layers = read_layers (fixture->document);

  recto_layers_set_shown (layers, nth (layers, 0), FALSE);
  recto_test_wait_for_pages (fixture->document);
  g_assert_false (recto_document_is_at_rest (fixture->document));
}

static void
test_a_document_read_anew_keeps_what_was_switched (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoLayers) layers = read_layers (fixture->document);
  g_autoptr (RectoDocument) anew = recto_test_open (fixture->engine, "layers.pdf");
  g_autoptr (RectoLayers) others = read_layers (anew);

  recto_layers_set_shown (layers, nth (layers, 5), TRUE);
  recto_layers_take_over (others, layers);
  assert_shows (anew, "++--++-");
  recto_document_close (anew);
}

static void
test_tangled_orders_end (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoLayers) layers = read_layers (fixture->document);

  g_assert_cmpuint (count (layers), ==, 4);
  assert_row (nth (layers, 0), "Layer 1", 0, TRUE);
  assert_row (nth (layers, 1), "Layer 1", 0, TRUE);
  g_assert_true (recto_layer_is_label (nth (layers, 2)));
  assert_row (nth (layers, 3), "Layer 2", 1, TRUE);
  /* Both rows are the same layer. */
  recto_layers_set_shown (layers, nth (layers, 1), FALSE);
  g_assert_false (recto_layer_is_shown (nth (layers, 0)));
}

static void
test_without_an_order_all_are_listed (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoLayers) layers = read_layers (fixture->document);

  g_assert_cmpuint (count (layers), ==, 2);
  assert_row (nth (layers, 0), "Layer 1", 0, TRUE);
  assert_row (nth (layers, 1), "Layer 2", 0, FALSE);
}

static void
test_most_documents_have_none (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoLayers) layers = read_layers (fixture->document);

  g_assert_cmpuint (count (layers), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, document, func)                                                                  \
  g_test_add ("/layers/" path, RectoTestFixture, document, recto_test_set_up, func,                \
              recto_test_tear_down)
  ADD ("layers-are-listed-as-the-document-wishes", "layers.pdf",
       test_layers_are_listed_as_the_document_wishes);
  ADD ("a-layer-is-shown-and-hidden", "layers.pdf", test_a_layer_is_shown_and_hidden);
  ADD ("of-alternatives-one-is-shown", "layers.pdf", test_of_alternatives_one_is_shown);
  ADD ("what-is-locked-stays", "layers.pdf", test_what_is_locked_stays);
  ADD ("what-its-usage-hides-can-be-shown", "layers.pdf", test_what_its_usage_hides_can_be_shown);
  ADD ("reset-is-as-at-first", "layers.pdf", test_reset_is_as_at_first);
  ADD ("there-is-one-list", "layers.pdf", test_there_is_one_list);
  ADD ("a-new-host-shows-the-same", "layers.pdf", test_a_new_host_shows_the_same);
  ADD ("what-is-being-drawn-is-superseded", "layers.pdf", test_what_is_being_drawn_is_superseded);
  ADD ("reading-sizes-goes-on", "layers.pdf", test_reading_sizes_goes_on);
  ADD ("a-document-read-anew-keeps-what-was-switched", "layers.pdf",
       test_a_document_read_anew_keeps_what_was_switched);
  ADD ("tangled-orders-end", "tangled-layers.pdf", test_tangled_orders_end);
  ADD ("without-an-order-all-are-listed", "unordered-layers.pdf",
       test_without_an_order_all_are_listed);
  ADD ("most-documents-have-none", "three-pages.pdf", test_most_documents_have_none);
#undef ADD

  return g_test_run ();
}
