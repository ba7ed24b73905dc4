/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-annotations.h"

#include <string.h>

#include "recto-test.h"

/* What readers have left on made documents (tests/documents/annotation_documents.py says what is
 * there), as the real worker reads and draws it. */

#define PAPER 0xffffff
#define NOTE 0xffcc00

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RectoTestResult *self = user_data;

  self->n_calls++;
  self->task = g_object_ref (recto_task_of_result (result));
  self->value =
      recto_document_read_annotations_finish (RECTO_DOCUMENT (source), result, &self->error);
}

static GListModel *
read_page (RectoTestFixture *fixture, guint number)
{
  g_auto (RectoTestResult) result = { 0 };

  recto_document_read_annotations_async (fixture->document, RECTO_LOCATION_INIT (0, number), NULL,
                                         read_cb, &result);
  g_assert_cmpuint (result.n_calls, ==, 0);
  recto_test_wait (result.n_calls > 0);
  g_assert_no_error (result.error);
  g_assert_false (recto_task_is_foreground (result.task));
  return g_steal_pointer (&result.value);
}

static RectoAnnotation *
nth (gpointer list, guint i)
{
  g_autoptr (RectoAnnotation) annotation = g_list_model_get_item (G_LIST_MODEL (list), i);

  g_assert_nonnull (annotation);
  return annotation;
}

static RectoAnnotations *
list_all (RectoTestFixture *fixture)
{
  RectoAnnotations *annotations = recto_annotations_new (fixture->document);

  g_assert_cmpint (recto_annotations_get_state (annotations), ==, RECTO_ANNOTATIONS_IDLE);
  recto_annotations_start (annotations);
  recto_test_wait (recto_annotations_get_state (annotations) == RECTO_ANNOTATIONS_COMPLETE);
  return annotations;
}

static gint64
make_date (int year, int month, int day, int hour, int minute)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (year, month, day, hour, minute, 0);

  return g_date_time_to_unix (time);
}

static void
test_a_note_says_who_when_and_where (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (GListModel) page = read_page (fixture, 0);
  RectoAnnotation *note = nth (page, 0);
  RectoRect area;

  g_assert_cmpint (recto_annotation_get_kind (note), ==, RECTO_ANNOTATION_NOTE);
  g_assert_cmpstr (recto_annotation_get_author (note), ==, "Anna Berg");
  g_assert_cmpstr (recto_annotation_get_text (note), ==,
                   "Is this the latest figure?\nIt was 17 in the draft.");
  g_assert_cmpint (recto_annotation_get_date (note), ==, make_date (2024, 3, 5, 10, 15));
  g_assert_cmpuint (recto_annotation_get_location (note).page, ==, 0);
  g_assert_true (recto_annotation_get_area (note, &area));
  g_assert_cmpfloat_with_epsilon (area.x, 400, 0.01);
  g_assert_cmpfloat_with_epsilon (area.y, 842 - 730, 0.01);
  g_assert_cmpfloat_with_epsilon (area.width, 30, 0.01);
  g_assert_cmpfloat_with_epsilon (area.height, 30, 0.01);
}

/* In the document the second reply comes before the first. */
static void
test_replies_follow_what_they_reply_to (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (GListModel) page = read_page (fixture, 0);

  g_assert_cmpuint (g_list_model_get_n_items (page), ==, 4);
  g_assert_cmpuint (recto_annotation_get_depth (nth (page, 0)), ==, 0);
  g_assert_cmpstr (recto_annotation_get_text (nth (page, 1)), ==, "Yes, it is from March.");
  g_assert_cmpuint (recto_annotation_get_depth (nth (page, 1)), ==, 1);
  g_assert_cmpstr (recto_annotation_get_text (nth (page, 2)), ==, "Thanks!");
  g_assert_cmpuint (recto_annotation_get_depth (nth (page, 2)), ==, 2);
  g_assert_false (recto_annotation_get_area (nth (page, 2), NULL));
  g_assert_cmpint (recto_annotation_get_kind (nth (page, 3)), ==, RECTO_ANNOTATION_HIGHLIGHT);
  g_assert_cmpuint (recto_annotation_get_depth (nth (page, 3)), ==, 0);
}

static void
test_all_pages_are_listed_in_order (RectoTestFixture *fixture, gconstpointer name)
{
  static const RectoAnnotationKind kinds[] = {
    RECTO_ANNOTATION_NOTE,      RECTO_ANNOTATION_NOTE,    RECTO_ANNOTATION_NOTE,
    RECTO_ANNOTATION_HIGHLIGHT, RECTO_ANNOTATION_DRAWING, RECTO_ANNOTATION_STAMP,
    RECTO_ANNOTATION_TEXT,      RECTO_ANNOTATION_NOTE,    RECTO_ANNOTATION_DRAWING,
    RECTO_ANNOTATION_UNDERLINE,
  };
  static const guint pages[] = { 0, 0, 0, 0, 1, 1, 1, 3, 3, 3 };
  g_autoptr (RectoAnnotations) annotations = list_all (fixture);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (annotations)), ==,
                    G_N_ELEMENTS (kinds));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_assert_cmpint (recto_annotation_get_kind (nth (annotations, i)), ==, kinds[i]);
      g_assert_cmpuint (recto_annotation_get_location (nth (annotations, i)).page, ==, pages[i]);
    }
  g_assert_cmpstr (recto_annotation_get_author (nth (annotations, 4)), ==, "Carla \\ Ltd");
  g_assert_cmpint (recto_annotation_get_date (nth (annotations, 4)), ==,
                   make_date (2023, 12, 24, 17, 0));
  g_assert_cmpstr (recto_annotation_get_text (nth (annotations, 6)), ==, "Größe prüfen — ОК?");
  /* One that is hidden has no mark. */
  g_assert_false (recto_annotation_get_area (nth (annotations, 7), NULL));
  g_assert_cmpuint (recto_annotations_get_n_skipped (annotations), ==, 0);
  g_assert_cmpuint (recto_annotations_get_n_read (annotations), ==, 4);
  recto_test_wait (g_list_model_get_n_items (recto_document_get_tasks (fixture->document)) == 0);
}

static void
test_hostile_words_are_cut_and_cleaned (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (GListModel) page = read_page (fixture, 3);
  const char *text = recto_annotation_get_text (nth (page, 1));
  const char *author = recto_annotation_get_author (nth (page, 1));

  g_assert_true (g_str_has_prefix (text, "<span size='99999'>&amp;"));
  g_assert_cmpuint (strlen (text), <, 16 * 1024);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    g_assert_false (g_unichar_iscntrl (g_utf8_get_char (at)));
  g_assert_null (strchr (author, 7));
  g_assert_cmpstr (author, ==, "evil <b>bold</b>");
  g_assert_true (g_utf8_validate (recto_annotation_get_text (nth (page, 2)), -1, NULL));
}

/* Each that is there is there once, whatever it is a reply to. */
static void
test_tangled_lists_are_read (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoAnnotations) annotations = list_all (fixture);
  guint n_of[2] = { 0 };

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (annotations)); i++)
    {
      n_of[0] += g_str_equal (recto_annotation_get_text (nth (annotations, i)), "One");
      n_of[1] += g_str_equal (recto_annotation_get_text (nth (annotations, i)), "Far");
    }
  g_assert_cmpuint (n_of[0], ==, 1);
  g_assert_cmpuint (n_of[1], ==, 1);
}

/* What was found stays, nothing is found twice, and nothing is left out. */
static void
test_listing_goes_on_where_it_was_stopped (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoAnnotations) annotations = recto_annotations_new (fixture->document);
  GListModel *model = G_LIST_MODEL (annotations);
  guint n;

  recto_annotations_start (annotations);
  recto_test_wait (g_list_model_get_n_items (model) > 0);
  recto_annotations_stop (annotations);
  recto_test_wait (recto_annotations_get_state (annotations) != RECTO_ANNOTATIONS_RUNNING);
  g_assert_cmpint (recto_annotations_get_state (annotations), ==, RECTO_ANNOTATIONS_STOPPED);
  n = g_list_model_get_n_items (model);
  g_assert_cmpuint (n, <, 10000);
  recto_annotations_start (annotations);
  recto_test_wait (recto_annotations_get_state (annotations) == RECTO_ANNOTATIONS_COMPLETE);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 10000);
  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *words = g_strdup_printf ("Note %u of page %u", i % 10, i / 10 + 1);

      g_assert_cmpstr (recto_annotation_get_text (nth (annotations, i)), ==, words);
    }
}

static void
test_closing_the_document_ends_the_listing (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoAnnotations) annotations = recto_annotations_new (fixture->document);

  recto_annotations_start (annotations);
  recto_document_close (fixture->document);
  recto_test_wait (recto_annotations_get_state (annotations) == RECTO_ANNOTATIONS_STOPPED);
  recto_annotations_start (annotations);
  g_assert_cmpint (recto_annotations_get_state (annotations), ==, RECTO_ANNOTATIONS_STOPPED);
}

static void
test_a_book_has_none (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoAnnotations) annotations = list_all (fixture);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (annotations)), ==, 0);
}

/* ---- Drawing them, or not ---- */

static guint
draw_pixel (RectoTestFixture *fixture, guint number, RectoRenderFlags flags, int x, int y)
{
  RectoRenderRequest request = recto_test_request (fixture->document, number, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (RectoTile) tile = NULL;

  request.flags = flags;
  tile = recto_test_render (fixture->document, &request, &error);
  g_assert_no_error (error);
  return recto_test_pixel (tile, x, 842 - y);
}

static void
test_pages_are_drawn_with_them_or_without (RectoTestFixture *fixture, gconstpointer name)
{
  g_assert_cmphex (draw_pixel (fixture, 0, RECTO_RENDER_NONE, 415, 715), ==, NOTE);
  g_assert_cmphex (draw_pixel (fixture, 0, RECTO_RENDER_NO_ANNOTATIONS, 415, 715), ==, PAPER);
  g_assert_cmphex (draw_pixel (fixture, 0, RECTO_RENDER_NONE, 415, 715), ==, NOTE);
}

/* What was filled in is part of the document. */
static void
test_form_fields_stay (RectoTestFixture *fixture, gconstpointer name)
{
  const guint field = draw_pixel (fixture, 3, RECTO_RENDER_NONE, 100, 615);

  g_assert_cmphex (field, !=, PAPER);
  g_assert_cmphex (draw_pixel (fixture, 3, RECTO_RENDER_NO_ANNOTATIONS, 100, 615), ==, field);
  g_assert_cmphex (draw_pixel (fixture, 3, RECTO_RENDER_NONE, 350, 250), !=, PAPER);
  g_assert_cmphex (draw_pixel (fixture, 3, RECTO_RENDER_NO_ANNOTATIONS, 350, 250), ==, PAPER);
}

/* Both are asked for at once: neither gets what the other asked for. */
static void
test_with_and_without_do_not_share_their_jobs (RectoTestFixture *fixture, gconstpointer name)
{
  RectoRenderRequest request = recto_test_request (fixture->document, 0, 1);
  g_auto (RectoTestResult) with = { 0 };
  g_auto (RectoTestResult) without = { 0 };

  recto_test_begin (fixture->document, &request, NULL, &with);
  request.flags = RECTO_RENDER_NO_ANNOTATIONS;
  recto_test_begin (fixture->document, &request, NULL, &without);
  recto_test_wait (with.n_calls > 0 && without.n_calls > 0);
  g_assert_no_error (with.error);
  g_assert_no_error (without.error);
  g_assert_cmphex (recto_test_pixel (with.value, 415, 842 - 715), ==, NOTE);
  g_assert_cmphex (recto_test_pixel (without.value, 415, 842 - 715), ==, PAPER);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, document, func)                                                                  \
  g_test_add ("/annotations/" path, RectoTestFixture, document, recto_test_set_up, func,           \
              recto_test_tear_down)
  ADD ("a-note-says-who-when-and-where", "notes.pdf", test_a_note_says_who_when_and_where);
  ADD ("replies-follow-what-they-reply-to", "notes.pdf", test_replies_follow_what_they_reply_to);
  ADD ("all-pages-are-listed-in-order", "notes.pdf", test_all_pages_are_listed_in_order);
  ADD ("hostile-words-are-cut-and-cleaned", "notes.pdf", test_hostile_words_are_cut_and_cleaned);
  ADD ("tangled-lists-are-read", "tangled-notes.pdf", test_tangled_lists_are_read);
  ADD ("listing-goes-on-where-it-was-stopped", "many-notes.pdf",
       test_listing_goes_on_where_it_was_stopped);
  ADD ("closing-the-document-ends-the-listing", "many-notes.pdf",
       test_closing_the_document_ends_the_listing);
  ADD ("a-book-has-none", "book.epub", test_a_book_has_none);
  ADD ("G-11/pages-are-drawn-with-them-or-without", "notes.pdf",
       test_pages_are_drawn_with_them_or_without);
  ADD ("G-11/form-fields-stay", "notes.pdf", test_form_fields_stay);
  ADD ("G-11/with-and-without-do-not-share-their-jobs", "notes.pdf",
       test_with_and_without_do_not_share_their_jobs);
#undef ADD

  return g_test_run ();
}
