/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "recto-annotations.h"
#include "recto-attachment-private.h"
#include "recto-document-private.h"
#include "recto-search.h"
#include "recto-test.h"

/* The viewer beside a program that has been taken over, or is not what it should be: every call is
 * answered, with an error, and the viewer lives. */

static RectoEngine *
make_engine (const char *what)
{
  g_autofree char *name = g_strconcat ("lying-worker-", what, NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, "engine", name, NULL);

  return recto_engine_new (path);
}

static void
open_with (RectoEngine *engine, RectoTestResult *result)
{
  g_autoptr (GFile) file = recto_test_file ("three-pages.pdf");

  recto_document_open_async (engine, file, NULL, NULL, recto_test_opened_cb, result);
  recto_test_wait (result->n_calls > 0);
}

/* A document that this liar has opened. */
static void
set_up (RectoTestFixture *fixture, gconstpointer what)
{
  g_auto (RectoTestResult) opened = { 0 };

  fixture->engine = make_engine (what);
  open_with (fixture->engine, &opened);
  g_assert_no_error (opened.error);
  fixture->document = g_object_ref (opened.value);
}

static void
assert_opening_fails (const char *what)
{
  g_autoptr (RectoEngine) engine = make_engine (what);
  g_auto (RectoTestResult) result = { 0 };

  open_with (engine, &result);
  g_assert_error (result.error, RECTO_ERROR, RECTO_ERROR_WORKER_DIED);
  g_assert_cmpuint (result.n_calls, ==, 1);
}

static void
test_one_that_ends_is_told (void)
{
  assert_opening_fails ("silence");
}

static void
test_nonsense_is_told (void)
{
  assert_opening_fails ("nonsense");
}

static void
test_endless_talk_is_ended (void)
{
  assert_opening_fails ("flood");
}

static void
test_a_program_that_is_not_there_is_told (void)
{
  g_autoptr (RectoEngine) engine = recto_engine_new ("/nowhere/recto-worker");
  g_auto (RectoTestResult) result = { 0 };

  g_test_expect_message ("Recto", G_LOG_LEVEL_WARNING, "*nowhere*");
  open_with (engine, &result);
  g_test_assert_expected_messages ();
  g_assert_error (result.error, RECTO_ERROR, RECTO_ERROR_WORKER_DIED);
}

static void
test_the_viewer_is_not_killed_for_a_worker (void)
{
  g_autoptr (RectoEngine) engine = make_engine ("pidfd");
  g_auto (RectoTestResult) result = { 0 };

  /* No worker ever comes, so after repeated tries the document is given up. */
  open_with (engine, &result);
  g_assert_nonnull (result.error);
}

static void
test_answers_to_other_questions_end_a_host (void)
{
  assert_opening_fails ("other");
}

static void
test_answers_to_other_questions_end_a_worker (RectoTestFixture *fixture, gconstpointer what)
{
  RectoRenderRequest request;
  g_autoptr (GError) error = NULL;
  g_autoptr (RectoTile) tile = NULL;

  /* The first page's facts are answered wrongly, so they are taken to be as usual. */
  g_assert_cmpuint (recto_document_get_n_pages (fixture->document, NULL), <=, 1000000);
  request = recto_test_request (fixture->document, 0, 1);
  tile = recto_test_render (fixture->document, &request, &error);
  g_assert_null (tile);
  g_assert_error (error, RECTO_ERROR, RECTO_ERROR_WORKER_DIED);
}

static void
test_attachments_without_end_are_cut (RectoTestFixture *fixture, gconstpointer what)
{
  g_auto (RectoTestResult) listed = { 0 };
  GListModel *attachments;

  attachments = recto_document_get_attachments (fixture->document);
  recto_document_list_attachments_async (fixture->document, NULL, recto_test_listed_cb, &listed);
  recto_test_wait (listed.n_calls > 0);
  g_assert_no_error (listed.error);
  g_assert_cmpuint (g_list_model_get_n_items (attachments), ==, RECTO_MAX_ATTACHMENTS);
  g_assert_true (recto_document_has_more_attachments (fixture->document));
  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (RectoAttachment) attachment = g_list_model_get_item (attachments, i);
      RectoLocation location = { 0 };
      RectoRect area = { 0 };

      recto_attachment_get_page (attachment, &location, &area);
      g_assert_cmpuint (location.page, <, recto_document_get_n_pages (fixture->document, NULL));
      g_assert_cmpfloat (area.x, ==, 0);
      g_assert_cmpfloat (area.width, ==, 0);
      g_assert_cmpint (recto_attachment_get_size (attachment), ==, -1);
      g_assert_cmpuint (recto_attachment_get_stored (attachment), <, 1 << 20);
      g_assert_cmpstr (recto_attachment_get_name (attachment), !=, "");
    }
}

typedef struct
{
  guint n_calls;
  guint64 bytes;
  GError *error;
} Extraction;

static void
extracted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Extraction *self = data;

  self->n_calls++;
  recto_extractor_extract_finish (result, &self->bytes, &self->error);
}

/* The end of its pipe; nothing came. */
static void
extract (RectoDocument *document, Extraction *extraction)
{
  RectoExtractor *extractor = recto_reader_get_extractor (recto_document_get_reader (document));
  RectoAttachmentClaims claims = { .object = 4, .name = "", .content_type = "", .description = "" };
  g_autoptr (RectoAttachment) attachment = recto_attachment_new (&claims);
  g_autofd int reading = -1;
  int ends[2];
  char byte;

  g_assert_true (g_unix_open_pipe (ends, O_CLOEXEC, NULL));
  reading = ends[0];
  recto_extractor_extract_async (extractor, attachment, ends[1], NULL, extracted_cb, extraction);
  recto_test_wait (extraction->n_calls > 0);
  g_assert_cmpint (read (reading, &byte, 1), ==, 0);
}

/* Whoever takes the bytes counts them. */
static void
test_bytes_that_never_came_are_a_claim (RectoTestFixture *fixture, gconstpointer what)
{
  Extraction wrong = { 0 };
  Extraction claimed = { 0 };

  extract (fixture->document, &wrong);
  g_assert_error (wrong.error, RECTO_ERROR, RECTO_ERROR_WORKER_DIED);
  g_error_free (wrong.error);
  extract (fixture->document, &claimed);
  g_assert_no_error (claimed.error);
  g_assert_cmpuint (claimed.bytes, ==, G_MAXUINT64);
}

/* What is in the buffer is no text, or there is none. */
static void
test_text_that_was_never_written_is_no_text (RectoTestFixture *fixture, gconstpointer what)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RectoPageText) text =
          recto_test_read_text (fixture->document, RECTO_LOCATION_INIT (0, i), &error);

      g_assert_null (text);
      g_assert_error (error, RECTO_ERROR, RECTO_ERROR_WORKER_DIED);
    }
}

static void
outline_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RectoTestResult *self = user_data;

  self->n_calls++;
  self->value = recto_document_read_outline_finish (RECTO_DOCUMENT (source), result, &self->error);
}

/* Long before it takes all memory. */
static void
test_an_outline_without_end_is_cut (RectoTestFixture *fixture, gconstpointer what)
{
  g_auto (RectoTestResult) outline = { 0 };
  guint n;

  recto_document_read_outline_async (fixture->document, NULL, outline_cb, &outline);
  recto_test_wait (outline.n_calls > 0);
  g_assert_no_error (outline.error);
  n = recto_outline_get_n (outline.value);
  g_assert_cmpuint (n, >, 1000);
  g_assert_cmpuint (n, <=, RECTO_MAX_OUTLINE_TEXT / RECTO_MAX_TITLE + 1);
  g_assert_true (recto_outline_is_cut (outline.value));
}

static void
links_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RectoTestResult *self = user_data;

  self->n_calls++;
  self->value = recto_document_read_links_finish (RECTO_DOCUMENT (source), result, &self->error);
}

/* Those that are nowhere are left out. */
static void
test_links_without_end_are_cut (RectoTestFixture *fixture, gconstpointer what)
{
  g_auto (RectoTestResult) links = { 0 };

  recto_document_read_links_async (fixture->document, RECTO_LOCATION_INIT (0, 0), NULL, links_cb,
                                   &links);
  recto_test_wait (links.n_calls > 0);
  g_assert_no_error (links.error);
  g_assert_cmpuint (recto_links_get_n (links.value), ==, RECTO_MAX_LINKS / 2);
}

/* Looks for something, and waits until all has been searched. (transfer full) */
static RectoSearch *
search_all (RectoDocument *document)
{
  g_autoptr (GError) error = NULL;
  RectoSearch *search = recto_search_new (document, "anything", RECTO_SEARCH_PLAIN, &error);

  g_assert_no_error (error);
  recto_search_start (search, RECTO_LOCATION_INIT (0, 0));
  recto_test_wait (recto_search_get_state (search) == RECTO_SEARCH_COMPLETE);
  return search;
}

/* Pages about which it lies are passed over; nothing else of what it says is more than a claim. */
static void
test_what_was_never_found_is_no_hit (RectoTestFixture *fixture, gconstpointer what)
{
  g_autoptr (RectoSearch) search = search_all (fixture->document);
  guint n_skipped;
  const RectoLocation *skipped;

  g_assert_cmpuint (recto_search_get_n_searched (search), ==, 40);
  skipped = recto_search_get_skipped (search, &n_skipped);
  g_assert_cmpuint (n_skipped, ==, recto_search_get_n_skipped (search));
  g_assert_cmpuint (n_skipped, >, 0);
  for (guint i = 0; i < n_skipped; i++)
    g_assert_cmpuint (skipped[i].page, <, 40);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (search)); i++)
    {
      g_autoptr (RectoSearchHit) hit = g_list_model_get_item (G_LIST_MODEL (search), i);
      const RectoRect *areas;
      guint n_areas;

      areas = recto_search_hit_get_areas (hit, &n_areas);
      g_assert_cmpuint (recto_search_hit_get_location (hit).page, <, 40);
      g_assert_cmpuint (n_areas, <=, 1);
      g_assert_true (n_areas == 0 || areas[0].x == 1);
    }
}

/* Every page is asked for, and none for ever. */
static void
test_a_search_that_is_refused_ends (RectoTestFixture *fixture, gconstpointer what)
{
  g_autoptr (RectoSearch) search = search_all (fixture->document);

  g_assert_cmpuint (recto_search_get_n_skipped (search), ==, 40);
}

static void
headings_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RectoTestResult *self = user_data;

  self->n_calls++;
  self->value = recto_document_make_outline_finish (RECTO_DOCUMENT (source), result, &self->error);
}

static void
test_headings_that_are_refused_are_none (RectoTestFixture *fixture, gconstpointer what)
{
  g_auto (RectoTestResult) outline = { 0 };

  recto_document_make_outline_async (fixture->document, NULL, headings_cb, &outline);
  recto_test_wait (outline.n_calls > 0);
  g_assert_no_error (outline.error);
  g_assert_cmpuint (recto_outline_get_n (outline.value), ==, 0);
}

static void
test_a_chapter_without_end_is_cut (RectoTestFixture *fixture, gconstpointer what)
{
  g_autoptr (RectoSearch) search = search_all (fixture->document);

  g_assert_cmpuint (recto_search_get_n_searched (search), ==, RECTO_MAX_PAGES);
}

static void
test_nothing_of_it_outlives_the_document (RectoTestFixture *fixture, gconstpointer what)
{
  g_autoptr (GArray) offspring = recto_test_children (recto_test_host_pid (fixture->document));

  g_assert_cmpuint (offspring->len, >, 0);
  recto_document_close (fixture->document);
  for (guint i = 0; i < offspring->len; i++)
    recto_test_wait (!recto_test_is_alive (g_array_index (offspring, int, i)));
}

/* Long before they take all memory. */
static void
test_annotations_without_end_are_cut (RectoTestFixture *fixture, gconstpointer what)
{
  g_autoptr (RectoAnnotations) annotations = NULL;

  annotations = recto_annotations_new (fixture->document);
  recto_annotations_start (annotations);
  recto_test_wait (recto_annotations_get_state (annotations) == RECTO_ANNOTATIONS_COMPLETE);
  g_assert_true (recto_annotations_is_cut (annotations));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (annotations)), >, 1000);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (annotations)), <, 10000);
}

/* It costs no other page anything. */
static void
test_a_page_whose_annotations_cannot_be_read_is_passed_over (RectoTestFixture *fixture,
                                                             gconstpointer what)
{
  g_autoptr (RectoAnnotations) annotations = NULL;

  annotations = recto_annotations_new (fixture->document);
  recto_annotations_start (annotations);
  recto_test_wait (recto_annotations_get_state (annotations) == RECTO_ANNOTATIONS_COMPLETE);
  g_assert_cmpuint (recto_annotations_get_n_skipped (annotations), ==, 1);
  g_assert_cmpuint (recto_annotations_get_n_read (annotations), ==,
                    recto_document_get_n_pages (fixture->document, NULL));
}

static void
fonts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RectoTestResult *self = user_data;

  self->n_calls++;
  recto_document_list_fonts_finish (RECTO_DOCUMENT (source), result, &self->error);
}

/* It is not asked again for what it does not come to. */
static void
test_fonts_without_end_are_cut (RectoTestFixture *fixture, gconstpointer what)
{
  g_autoptr (RectoFontList) fonts = recto_font_list_new ();
  g_autoptr (RectoFont) font = NULL;
  g_auto (RectoTestResult) listed = { 0 };

  recto_document_list_fonts_async (fixture->document, fonts, NULL, fonts_cb, &listed);
  recto_test_wait (listed.n_calls > 0);
  g_assert_no_error (listed.error);
  g_assert_true (recto_font_list_is_cut (fonts));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fonts)), >, 300);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fonts)), <=, 600);
  font = g_list_model_get_item (G_LIST_MODEL (fonts), 0);
  g_assert_cmpuint (recto_font_get_location (font).page, <,
                    recto_document_get_n_pages (fixture->document, NULL));
}

typedef struct
{
  guint n_calls;
  GPtrArray *signatures;
} Signatures;

static void
signatures_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Signatures *self = user_data;

  self->n_calls++;
  self->signatures =
      recto_document_read_signatures_finish (RECTO_DOCUMENT (source), result, NULL, NULL);
}

static void
test_signatures_cover_no_more_than_there_is (RectoTestFixture *fixture, gconstpointer what)
{
  Signatures read = { 0 };

  recto_document_read_signatures_async (fixture->document, NULL, signatures_cb, &read);
  recto_test_wait (read.n_calls > 0);
  g_assert_cmpuint (read.signatures->len, ==, 1000);
  for (guint i = 0; i < read.signatures->len; i++)
    {
      const RectoSignature *signature = read.signatures->pdata[i];

      g_assert_cmpint (signature->coverage, ==, RECTO_COVERAGE_UNKNOWN);
    }
  g_ptr_array_unref (read.signatures);
}

static void
inspected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RectoTestResult *self = user_data;

  self->n_calls++;
  recto_document_inspect_page_finish (RECTO_DOCUMENT (source), result, &self->error);
}

static void
test_an_inspection_that_is_none_says_nothing (RectoTestFixture *fixture, gconstpointer what)
{
  g_autoptr (RectoPageInspection) inspection =
      recto_page_inspection_new (RECTO_LOCATION_INIT (0, 0), NULL);
  g_auto (RectoTestResult) inspected = { 0 };

  recto_document_inspect_page_async (fixture->document, inspection, NULL, inspected_cb, &inspected);
  recto_test_wait (inspected.n_calls > 0);
  g_assert_no_error (inspected.error);
  recto_page_inspection_refresh (inspection);
  g_assert_false (recto_page_inspection_is_complete (inspection));
  g_assert_cmpuint (recto_page_inspection_count (inspection, RECTO_PART_OF_PAGE_PATHS), ==, 0);
  g_assert_cmpuint (recto_page_inspection_get_n_images (inspection), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, what, func)                                                                      \
  g_test_add ("/lying-worker/" path, RectoTestFixture, what, set_up, func, recto_test_tear_down)

  g_test_add_func ("/lying-worker/one-that-ends-is-told", test_one_that_ends_is_told);
  g_test_add_func ("/lying-worker/nonsense-is-told", test_nonsense_is_told);
  g_test_add_func ("/lying-worker/endless-talk-is-ended", test_endless_talk_is_ended);
  g_test_add_func ("/lying-worker/a-program-that-is-not-there-is-told",
                   test_a_program_that_is_not_there_is_told);
  g_test_add_func ("/lying-worker/the-viewer-is-not-killed-for-a-worker",
                   test_the_viewer_is_not_killed_for_a_worker);
  g_test_add_func ("/lying-worker/answers-to-other-questions-end-a-host",
                   test_answers_to_other_questions_end_a_host);
  ADD ("answers-to-other-questions-end-a-worker", "answers",
       test_answers_to_other_questions_end_a_worker);
  ADD ("attachments-without-end-are-cut", "attachments", test_attachments_without_end_are_cut);
  ADD ("bytes-that-never-came-are-a-claim", "bytes", test_bytes_that_never_came_are_a_claim);
  ADD ("text-that-was-never-written-is-no-text", "text",
       test_text_that_was_never_written_is_no_text);
  ADD ("an-outline-without-end-is-cut", "outline", test_an_outline_without_end_is_cut);
  ADD ("links-without-end-are-cut", "links", test_links_without_end_are_cut);
  ADD ("what-was-never-found-is-no-hit", "search", test_what_was_never_found_is_no_hit);
  ADD ("a-search-that-is-refused-ends", "too-big", test_a_search_that_is_refused_ends);
  ADD ("headings-that-are-refused-are-none", "too-big", test_headings_that_are_refused_are_none);
  ADD ("a-chapter-without-end-is-cut", "chapter", test_a_chapter_without_end_is_cut);
  ADD ("nothing-of-it-outlives-the-document", "offspring",
       test_nothing_of_it_outlives_the_document);
  ADD ("annotations-without-end-are-cut", "annotations", test_annotations_without_end_are_cut);
  ADD ("a-page-whose-annotations-cannot-be-read-is-passed-over", "bad-pages",
       test_a_page_whose_annotations_cannot_be_read_is_passed_over);
  ADD ("fonts-without-end-are-cut", "fonts", test_fonts_without_end_are_cut);
  ADD ("signatures-cover-no-more-than-there-is", "signatures",
       test_signatures_cover_no_more_than_there_is);
  ADD ("an-inspection-that-is-none-says-nothing", "inspection",
       test_an_inspection_that_is_none_says_nothing);

#undef ADD

  return g_test_run ();
}
