/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document.h"

#include <math.h>
#include <string.h>

#include "recto-test.h"

/* The outlines and links of made documents (tests/documents/navigation_documents.py says what is
 * there), as the real worker reads them. */

static void
outline_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RectoTestResult *self = user_data;

  self->n_calls++;
  self->task = g_object_ref (recto_task_of_result (result));
  self->value = recto_document_read_outline_finish (RECTO_DOCUMENT (source), result, &self->error);
}

static void
links_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RectoTestResult *self = user_data;

  self->n_calls++;
  self->task = g_object_ref (recto_task_of_result (result));
  self->value = recto_document_read_links_finish (RECTO_DOCUMENT (source), result, &self->error);
}

typedef struct
{
  guint n_calls;
  GError *error;
  RectoTarget *target;
} Resolution;

static void
resolved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Resolution *self = user_data;

  self->n_calls++;
  self->target = recto_document_resolve_finish (RECTO_DOCUMENT (source), result, &self->error);
}

static RectoOutline *
read_outline (RectoTestFixture *fixture)
{
  g_auto (RectoTestResult) result = { 0 };

  recto_document_read_outline_async (fixture->document, NULL, outline_read_cb, &result);
  g_assert_cmpuint (result.n_calls, ==, 0);
  recto_test_wait (result.n_calls > 0);
  g_assert_no_error (result.error);
  g_assert_cmpint (recto_task_get_state (result.task), ==, RECTO_TASK_SUCCEEDED);
  g_assert_false (recto_task_is_foreground (result.task));
  return g_steal_pointer (&result.value);
}

static RectoLinks *
read_links (RectoTestFixture *fixture, guint number)
{
  g_auto (RectoTestResult) result = { 0 };

  recto_document_read_links_async (fixture->document, RECTO_LOCATION_INIT (0, number), NULL,
                                   links_read_cb, &result);
  recto_test_wait (result.n_calls > 0);
  g_assert_no_error (result.error);
  return g_steal_pointer (&result.value);
}

static RectoTarget *
resolve (RectoTestFixture *fixture, const char *address)
{
  Resolution resolution = { 0 };

  recto_document_resolve_async (fixture->document, address, NULL, resolved_cb, &resolution);
  recto_test_wait (resolution.n_calls > 0);
  g_assert_no_error (resolution.error);
  return resolution.target;
}

/* Numbers of pages count from 1 here; 0 is what is not said. */
static void
assert_place (const RectoTarget *target, guint number, double x, double y)
{
  g_assert_cmpint (target->kind, ==, RECTO_TARGET_PLACE);
  g_assert_cmpuint (target->location.chapter, ==, 0);
  g_assert_cmpuint (target->location.page, ==, number - 1);
  if (isnan (x))
    g_assert_true (isnan (target->x));
  else
    g_assert_cmpfloat_with_epsilon (target->x, x, 0.01);
  if (isnan (y))
    g_assert_true (isnan (target->y));
  else
    g_assert_cmpfloat_with_epsilon (target->y, y, 0.01);
}

static void
assert_entry (RectoOutline *outline,
              guint entry,
              const char *title,
              guint depth,
              guint number,
              double x,
              double y)
{
  const RectoTarget target = recto_outline_get_target (outline, entry);

  g_assert_cmpstr (recto_outline_get_title (outline, entry), ==, title);
  g_assert_cmpuint (recto_outline_get_depth (outline, entry), ==, depth);
  assert_place (&target, number, x, y);
}

/* ---- Outlines ---- */

static void
test_each_kind_of_destination_is_understood (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoOutline) outline = read_outline (fixture);

  g_assert_cmpuint (recto_outline_get_n (outline), ==, 10);
  assert_entry (outline, 0, "Start", 0, 1, NAN, NAN);
  assert_entry (outline, 1, "Part One", 0, 3, 0, 200);
  assert_entry (outline, 2, "Chapter One", 1, 4, NAN, 400);
  assert_entry (outline, 3, "A Section", 2, 5, NAN, NAN);
  assert_entry (outline, 4, "Übersicht😀", 1, 6, 100, 100);
  assert_entry (outline, 5, "By a Name", 0, 8, 50, 300);
  assert_entry (outline, 9, "Last", 0, 12, 0, 842);
  g_assert_false (recto_outline_is_cut (outline));
}

static void
test_addresses_are_only_told (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoOutline) outline = read_outline (fixture);
  RectoTarget target = recto_outline_get_target (outline, 6);

  g_assert_cmpint (target.kind, ==, RECTO_TARGET_ADDRESS);
  g_assert_cmpstr (target.address, ==, "https://example.org/a?b=c");
  target = recto_outline_get_target (outline, 7);
  g_assert_cmpint (target.kind, ==, RECTO_TARGET_ADDRESS);
  g_assert_true (g_str_has_prefix (target.address, "file:three-pages.pdf#page=2"));
  g_assert_cmpint (recto_outline_get_target (outline, 8).kind, ==, RECTO_TARGET_NOWHERE);
  g_assert_cmpstr (recto_outline_get_title (outline, 8), ==, "");
}

static void
test_old_names_are_understood (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoOutline) outline = read_outline (fixture);

  assert_entry (outline, 0, "By an Old Name", 0, 2, 60, NAN);
}

static void
test_what_is_unfolded_is_told (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoOutline) outline = read_outline (fixture);

  g_assert_true (recto_outline_is_open (outline, 1));
  g_assert_false (recto_outline_is_open (outline, 2));
  g_assert_cmpuint (recto_outline_get_n_children (outline, 1), ==, 2);
}

static void
test_tangles_end (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoOutline) outline = read_outline (fixture);

  g_assert_cmpstr (recto_outline_get_title (outline, 0), ==, "First");
  g_assert_cmpstr (recto_outline_get_title (outline, 1), ==, "Loop");
  g_assert_cmpstr (recto_outline_get_title (outline, 2), ==, "Own Parent");
  /* Its /First is the outline itself, which is no entry of it, but who could tell; and then as deep
   * as outlines may be. */
  g_assert_cmpuint (recto_outline_get_n (outline), >=, 3 + 100);
  g_assert_cmpuint (recto_outline_get_n (outline), <=, 4 + 100);
  g_assert_true (recto_outline_is_cut (outline));
}

static void
test_long_outlines_are_whole (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoOutline) outline = read_outline (fixture);
  const guint per_part = 1 + 10 * 100;
  guint entry;

  g_assert_cmpuint (recto_outline_get_n (outline), ==, 100 * per_part);
  g_assert_cmpuint (recto_outline_get_n_children (outline, RECTO_OUTLINE_TOP), ==, 100);
  g_assert_cmpuint (recto_outline_get_n_children (outline, per_part), ==, 10);
  assert_entry (outline, 100 * per_part - 1, "Section 1000.99 about this and that", 2, 1000, 0,
                842 - (790 - 98 * 7));
  g_assert_true (recto_outline_find (outline, RECTO_LOCATION_INIT (0, 500), 0, &entry));
  g_assert_cmpstr (recto_outline_get_title (outline, entry), ==, "Part 51");
}

static void
test_outlines_without_order_are_whole (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoOutline) outline = read_outline (fixture);
  guint entry;

  g_assert_cmpuint (recto_outline_get_n_children (outline, RECTO_OUTLINE_TOP), ==, 100000);
  g_assert_true (recto_outline_find (outline, RECTO_LOCATION_INIT (0, 37), 842, &entry));
  g_assert_cmpuint (recto_outline_get_target (outline, entry).location.page, ==, 37);
}

static void
test_documents_without_one_have_none (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoOutline) outline = read_outline (fixture);

  g_assert_cmpuint (recto_outline_get_n (outline), ==, 0);
  g_assert_false (recto_outline_is_cut (outline));
}

static void
test_reading_one_can_be_stopped (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RectoOutline) outline = NULL;
  g_auto (RectoTestResult) result = { 0 };

  recto_document_read_outline_async (fixture->document, cancellable, outline_read_cb, &result);
  recto_cancellable_cancel (cancellable, RECTO_CANCEL_USER_STOP);
  recto_test_wait (result.n_calls > 0);
  g_assert_error (result.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (recto_task_get_reason (result.task), ==, RECTO_CANCEL_USER_STOP);
  recto_test_wait (g_list_model_get_n_items (recto_document_get_tasks (fixture->document)) == 0);
  outline = read_outline (fixture);
  g_assert_cmpuint (recto_outline_get_n (outline), ==, 100100);
}

static void
test_closing_ends_the_reading (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (RectoTestResult) result = { 0 };
  g_auto (RectoTestResult) late = { 0 };

  recto_document_read_outline_async (fixture->document, NULL, outline_read_cb, &result);
  recto_document_close (fixture->document);
  recto_test_wait (result.n_calls > 0);
  g_assert_error (result.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  recto_document_read_outline_async (fixture->document, NULL, outline_read_cb, &late);
  recto_test_wait (late.n_calls > 0);
  g_assert_error (late.error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

/* What is in view goes first; that costs the outline nothing but time. */
static void
test_pages_go_before_the_outline (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (RectoTestResult) result = { 0 };

  recto_document_read_outline_async (fixture->document, NULL, outline_read_cb, &result);
  for (guint i = 0; i < 40 || result.n_calls == 0; i++)
    {
      RectoRenderRequest request = recto_test_request (fixture->document, i % 900, 1);
      g_autoptr (RectoTile) tile = recto_test_render (fixture->document, &request, NULL);

      g_assert_nonnull (tile);
    }
  g_assert_no_error (result.error);
  g_assert_cmpuint (recto_outline_get_n (result.value), ==, 100100);
}

/* ---- Links ---- */

static void
test_links_lead_where_they_say (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoLinks) links = read_links (fixture, 0);
  const RectoLink *first = recto_links_get (links, 0);
  const char *const addresses[] = { "https://example.org/page", "mailto:somebody@example.org",
                                    "ftp://example.org/file" };

  g_assert_cmpfloat_with_epsilon (first->area.x, 60, 0.01);
  g_assert_cmpfloat_with_epsilon (first->area.y, 68, 0.01);
  g_assert_cmpfloat_with_epsilon (first->area.width, 240, 0.01);
  g_assert_cmpfloat_with_epsilon (first->area.height, 20, 0.01);
  assert_place (&first->target, 3, 0, 400);
  /* That page is turned. */
  assert_place (&recto_links_get (links, 1)->target, 4, 642, 0);
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_assert_cmpint (recto_links_get (links, 2 + i)->target.kind, ==, RECTO_TARGET_ADDRESS);
      g_assert_cmpstr (recto_links_get (links, 2 + i)->target.address, ==, addresses[i]);
    }
}

static void
test_what_cannot_be_pressed_is_no_link (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoLinks) links = read_links (fixture, 0);

  g_assert_cmpuint (recto_links_get_n (links), ==, 9);
}

static void
test_the_upper_link_is_found (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoLinks) links = read_links (fixture, 1);
  guint found = G_MAXUINT;

  g_assert_true (recto_links_find (links, 120, 110, &found));
  g_assert_cmpuint (found, ==, 1);
  g_assert_true (recto_links_find (links, 70, 110, &found));
  g_assert_cmpuint (found, ==, 0);
  g_assert_false (recto_links_find (links, 70, 300, &found));
}

/* Both pages are turned by a quarter: what stands at the upper left there was at the lower left. */
static void
test_links_turn_with_their_pages (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoLinks) links = read_links (fixture, 3);
  const RectoLink *link;

  g_assert_cmpuint (recto_links_get_n (links), ==, 1);
  link = recto_links_get (links, 0);
  g_assert_cmpfloat_with_epsilon (link->area.x, 842 - 120, 0.01);
  g_assert_cmpfloat_with_epsilon (link->area.y, 60, 0.01);
  g_assert_cmpfloat_with_epsilon (link->area.width, 20, 0.01);
  g_assert_cmpfloat_with_epsilon (link->area.height, 240, 0.01);
  assert_place (&link->target, 5, 842, 100);
}

static void
test_many_links_come_in_pieces (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoLinks) links = read_links (fixture, 0);

  g_assert_cmpuint (recto_links_get_n (links), ==, 3000);
  g_assert_true (g_str_has_suffix (recto_links_get (links, 2999)->target.address, "/2999"));
}

static void
test_pages_that_are_not_there_fail (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoLinks) links = read_links (fixture, 700);

  g_assert_cmpuint (recto_links_get_n (links), ==, 0);
}

/* ---- Destinations ---- */

static void
test_names_are_resolved (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoTarget) here = resolve (fixture, "#nameddest=here");
  g_autoptr (RectoTarget) gone = resolve (fixture, "#nameddest=gone");
  g_autoptr (RectoTarget) page = resolve (fixture, "#page=12");

  assert_place (here, 8, 50, 300);
  g_assert_cmpint (gone->kind, ==, RECTO_TARGET_NOWHERE);
  assert_place (page, 12, NAN, NAN);
}

/* ---- Books ---- */

static void
test_books_tell_chapters_at_once (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoOutline) outline = read_outline (fixture);
  g_autoptr (RectoTarget) exact = NULL;
  RectoTarget target;
  gboolean estimated = FALSE;

  g_assert_cmpuint (recto_outline_get_n (outline), ==, 5);
  g_assert_cmpstr (recto_outline_get_title (outline, 3), ==, "The second half");
  target = recto_outline_get_target (outline, 3);
  g_assert_cmpint (target.kind, ==, RECTO_TARGET_CHAPTER);
  g_assert_cmpuint (target.location.chapter, ==, 1);
  exact = resolve (fixture, target.address);
  g_assert_cmpint (exact->kind, ==, RECTO_TARGET_PLACE);
  g_assert_cmpuint (exact->location.chapter, ==, 1);
  g_assert_true (exact->location.page > 0 || exact->y > 100);
  recto_test_wait_for_pages (fixture->document);
  g_assert_cmpuint (exact->location.page, <,
                    recto_document_get_chapter_pages (fixture->document, 1, &estimated));
}

/* In whatever order: a link may be several areas, one in each line. */
static const RectoTarget *
find_link (RectoLinks *links, RectoTargetKind kind)
{
  for (guint i = 0; i < recto_links_get_n (links); i++)
    if (recto_links_get (links, i)->target.kind == kind)
      return &recto_links_get (links, i)->target;
  g_error ("there is no such link");
}

static void
test_books_have_links (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoLinks) links = read_links (fixture, 0);
  const RectoTarget *note = find_link (links, RECTO_TARGET_CHAPTER);
  const RectoTarget *outside = find_link (links, RECTO_TARGET_ADDRESS);
  g_autoptr (RectoTarget) exact = resolve (fixture, note->address);

  g_assert_cmpuint (note->location.chapter, ==, 2);
  g_assert_cmpint (exact->kind, ==, RECTO_TARGET_PLACE);
  g_assert_cmpuint (exact->location.chapter, ==, 2);
  g_assert_cmpstr (outside->address, ==, "https://example.org/");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, document, test)                                                                  \
  g_test_add ("/navigation/" path, RectoTestFixture, document, recto_test_set_up, test,            \
              recto_test_tear_down)
  ADD ("each-kind-of-destination-is-understood", "outline.pdf",
       test_each_kind_of_destination_is_understood);
  ADD ("old-names-are-understood", "old-names.pdf", test_old_names_are_understood);
  ADD ("addresses-are-only-told", "outline.pdf", test_addresses_are_only_told);
  ADD ("what-is-unfolded-is-told", "outline.pdf", test_what_is_unfolded_is_told);
  ADD ("tangles-end", "tangled-outline.pdf", test_tangles_end);
  ADD ("long-outlines-are-whole", "long-outline.pdf", test_long_outlines_are_whole);
  ADD ("outlines-without-order-are-whole", "flat-outline.pdf",
       test_outlines_without_order_are_whole);
  ADD ("documents-without-one-have-none", "three-pages.pdf", test_documents_without_one_have_none);
  ADD ("pictures-have-none", "picture.png", test_documents_without_one_have_none);
  ADD ("reading-one-can-be-stopped", "long-outline.pdf", test_reading_one_can_be_stopped);
  ADD ("closing-ends-the-reading", "long-outline.pdf", test_closing_ends_the_reading);
  ADD ("pages-go-before-the-outline", "long-outline.pdf", test_pages_go_before_the_outline);
  ADD ("links-lead-where-they-say", "linked.pdf", test_links_lead_where_they_say);
  ADD ("what-cannot-be-pressed-is-no-link", "linked.pdf", test_what_cannot_be_pressed_is_no_link);
  ADD ("the-upper-link-is-found", "linked.pdf", test_the_upper_link_is_found);
  ADD ("links-turn-with-their-pages", "linked.pdf", test_links_turn_with_their_pages);
  ADD ("many-links-come-in-pieces", "many-links.pdf", test_many_links_come_in_pieces);
  ADD ("pages-that-are-not-there-have-none", "linked.pdf", test_pages_that_are_not_there_fail);
  ADD ("names-are-resolved", "outline.pdf", test_names_are_resolved);
  ADD ("books-tell-chapters-at-once", "annotated.epub", test_books_tell_chapters_at_once);
  ADD ("books-have-links", "annotated.epub", test_books_have_links);
#undef ADD

  return g_test_run ();
}
