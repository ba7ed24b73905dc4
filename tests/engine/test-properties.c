/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document.h"

#include "recto-test.h"

/* What made documents say of themselves (tests/documents/property_documents.py says what that is),
 * as the real worker reads it. */

static void
properties_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RectoTestResult *self = user_data;

  self->n_calls++;
  self->task = g_object_ref (recto_task_of_result (result));
  self->value =
      recto_document_read_properties_finish (RECTO_DOCUMENT (source), result, &self->error);
}

static void
fonts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RectoTestResult *self = user_data;

  self->n_calls++;
  self->task = g_object_ref (recto_task_of_result (result));
  recto_document_list_fonts_finish (RECTO_DOCUMENT (source), result, &self->error);
}

typedef struct
{
  guint n_calls;
  GError *error;
  GPtrArray *signatures;
  gboolean cut;
} Signatures;

static void
signatures_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Signatures *self = user_data;

  self->n_calls++;
  self->signatures = recto_document_read_signatures_finish (RECTO_DOCUMENT (source), result,
                                                            &self->cut, &self->error);
}

/* A result frees objects only. */
static RectoProperties *
read_properties (RectoTestFixture *fixture)
{
  g_auto (RectoTestResult) result = { 0 };

  recto_document_read_properties_async (fixture->document, NULL, properties_cb, &result);
  g_assert_cmpuint (result.n_calls, ==, 0);
  recto_test_wait (result.n_calls > 0);
  g_assert_no_error (result.error);
  g_assert_cmpint (recto_task_get_state (result.task), ==, RECTO_TASK_SUCCEEDED);
  g_assert_false (recto_task_is_foreground (result.task));
  return g_steal_pointer (&result.value);
}

static RectoFontList *
list_fonts (RectoTestFixture *fixture)
{
  RectoFontList *fonts = recto_font_list_new ();
  g_auto (RectoTestResult) result = { 0 };

  recto_document_list_fonts_async (fixture->document, fonts, NULL, fonts_cb, &result);
  recto_test_wait (result.n_calls > 0);
  g_assert_no_error (result.error);
  g_assert_cmpint (recto_task_get_state (result.task), ==, RECTO_TASK_SUCCEEDED);
  g_assert_cmpuint (recto_font_list_get_n_read (fonts), ==,
                    recto_document_get_n_pages (fixture->document, NULL));
  return fonts;
}

static GPtrArray *
read_signatures_up_to (RectoTestFixture *fixture, gboolean cut)
{
  Signatures result = { 0 };

  recto_document_read_signatures_async (fixture->document, NULL, signatures_cb, &result);
  recto_test_wait (result.n_calls > 0);
  g_assert_no_error (result.error);
  g_assert_cmpint (result.cut, ==, cut);
  return result.signatures;
}

/* All there are. */
static GPtrArray *
read_signatures (RectoTestFixture *fixture)
{
  return read_signatures_up_to (fixture, FALSE);
}

/* ---- What it says ---- */

static void
test_what_it_says_is_told (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoProperties) properties = read_properties (fixture);

  g_assert_cmpstr (properties->format, ==, "PDF 1.7");
  g_assert_cmpstr (properties->title, ==, "A Document of Many Properties");
  g_assert_cmpstr (properties->author, ==, "Somebody & Company");
  g_assert_cmpstr (properties->subject, ==, "<b>What</b> is said");
  g_assert_cmpstr (properties->keywords, ==, "one, two, three");
  g_assert_cmpstr (properties->creator, ==, "A Writer");
  g_assert_cmpstr (properties->producer, ==, "A Press");
  g_assert_cmpint (properties->created, ==, 1704164645);
  g_assert_cmpint (properties->modified, ==, 1706929506);
  g_assert_true (properties->tagged);
  g_assert_false (properties->encrypted);
  g_assert_cmpint (properties->permissions, ==, RECTO_PERMISSION_ALL);
}

static void
test_what_it_does_not_say_is_empty (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoProperties) properties = read_properties (fixture);

  g_assert_cmpstr (properties->title, ==, "");
  g_assert_cmpstr (properties->producer, ==, "");
  g_assert_cmpint (properties->created, ==, 0);
  g_assert_cmpint (properties->modified, ==, 0);
  g_assert_false (properties->tagged);
}

static void
test_restrictions_are_told (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoProperties) properties = read_properties (fixture);
  const RectoPermissions forbidden = RECTO_PERMISSION_PRINT | RECTO_PERMISSION_EDIT |
                                     RECTO_PERMISSION_ANNOTATE | RECTO_PERMISSION_ASSEMBLE;

  g_assert_true (properties->encrypted);
  g_assert_cmpstr (properties->cipher, ==, "RC4");
  g_assert_cmpuint (properties->key_bits, ==, 128);
  g_assert_cmpint (properties->permissions & forbidden, ==, 0);
  g_assert_cmpint (properties->permissions & RECTO_PERMISSION_COPY, !=, 0);
  g_assert_cmpint (properties->permissions & RECTO_PERMISSION_FORM, !=, 0);
}

static void
test_other_formats_say_what_they_have (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoProperties) properties = read_properties (fixture);
  g_autoptr (RectoFontList) fonts = recto_font_list_new ();
  g_autoptr (GPtrArray) signatures = read_signatures (fixture);
  g_auto (RectoTestResult) result = { 0 };

  g_assert_cmpstr (properties->format, !=, "");
  g_assert_cmpstr (properties->title, !=, "");
  g_assert_false (properties->encrypted);
  g_assert_cmpuint (signatures->len, ==, 0);
  recto_document_list_fonts_async (fixture->document, fonts, NULL, fonts_cb, &result);
  recto_test_wait (result.n_calls > 0);
  g_assert_no_error (result.error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fonts)), ==, 0);
}

static void
test_closing_ends_the_reading (RectoTestFixture *fixture, gconstpointer name)
{
  g_auto (RectoTestResult) result = { 0 };
  g_auto (RectoTestResult) late = { 0 };

  recto_document_read_properties_async (fixture->document, NULL, properties_cb, &result);
  recto_document_close (fixture->document);
  recto_test_wait (result.n_calls > 0);
  g_assert_error (result.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  recto_document_read_properties_async (fixture->document, NULL, properties_cb, &late);
  recto_test_wait (late.n_calls > 0);
  g_assert_error (late.error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

/* ---- Fonts ---- */

static void
assert_font (RectoFontList *fonts,
             const char *name,
             RectoFontKind kind,
             gboolean embedded,
             gboolean subset,
             guint number)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fonts)); i++)
    {
      g_autoptr (RectoFont) font = g_list_model_get_item (G_LIST_MODEL (fonts), i);

      if (!g_str_equal (recto_font_get_name (font), name))
        continue;
      g_assert_cmpint (recto_font_get_kind (font), ==, kind);
      g_assert_cmpint (recto_font_is_embedded (font), ==, embedded);
      g_assert_cmpint (recto_font_is_subset (font), ==, subset);
      g_assert_cmpuint (recto_font_get_location (font).page, ==, number - 1);
      return;
    }
  g_error ("there is no font called %s", name);
}

static void
test_each_font_is_listed_once (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoFontList) fonts = list_fonts (fixture);

  assert_font (fonts, "Helvetica", RECTO_FONT_TYPE_1, FALSE, FALSE, 1);
  assert_font (fonts, "Prose-Regular", RECTO_FONT_TRUE_TYPE, TRUE, TRUE, 1);
  assert_font (fonts, "Display", RECTO_FONT_TYPE_1, TRUE, FALSE, 1);
  assert_font (fonts, "Drawn", RECTO_FONT_TYPE_3, TRUE, FALSE, 2);
  assert_font (fonts, "Wide", RECTO_FONT_OPEN_TYPE, TRUE, FALSE, 2);
  assert_font (fonts, "Repeated", RECTO_FONT_TYPE_1, FALSE, FALSE, 3);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fonts)), ==, 6);
  g_assert_false (recto_font_list_is_cut (fonts));
}

static void
test_all_pages_of_a_long_document_are_looked_at (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoFontList) fonts = list_fonts (fixture);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fonts)), ==, 1);
  g_assert_false (recto_font_list_is_cut (fonts));
}

static void
test_a_page_of_too_many_fonts_is_cut (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoFontList) fonts = list_fonts (fixture);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fonts)), >=, 100);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fonts)), <, 1000);
  g_assert_true (recto_font_list_is_cut (fonts));
}

/* What was listed stays, and nothing is looked at twice. */
static void
test_listing_fonts_can_be_stopped_and_resumed (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RectoFontList) fonts = recto_font_list_new ();
  g_auto (RectoTestResult) result = { 0 };
  g_auto (RectoTestResult) rest = { 0 };
  guint n_read;

  recto_document_list_fonts_async (fixture->document, fonts, cancellable, fonts_cb, &result);
  recto_test_wait (recto_font_list_get_n_read (fonts) > 0);
  recto_cancellable_cancel (cancellable, RECTO_CANCEL_USER_STOP);
  recto_test_wait (result.n_calls > 0);
  g_assert_error (result.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (recto_task_get_reason (result.task), ==, RECTO_CANCEL_USER_STOP);
  n_read = recto_font_list_get_n_read (fonts);
  g_assert_cmpuint (n_read, <, recto_document_get_n_pages (fixture->document, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fonts)), ==, 1);
  recto_document_list_fonts_async (fixture->document, fonts, NULL, fonts_cb, &rest);
  recto_test_wait (recto_font_list_get_n_read (fonts) > n_read);
  recto_test_wait (rest.n_calls > 0);
  g_assert_no_error (rest.error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fonts)), ==, 1);
}

static void
test_progress_is_told (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoFontList) fonts = recto_font_list_new ();
  g_auto (RectoTestResult) result = { 0 };

  recto_document_list_fonts_async (fixture->document, fonts, NULL, fonts_cb, &result);
  recto_test_wait (result.n_calls > 0);
  g_assert_cmpfloat (recto_task_get_progress (result.task), ==, 1);
}

/* ---- Signatures ---- */

static void
test_a_signature_of_the_whole_file_is_told (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (GPtrArray) signatures = read_signatures (fixture);
  const RectoSignature *first;
  const RectoSignature *second;

  g_assert_true (recto_document_claims_signatures (fixture->document));
  g_assert_cmpuint (signatures->len, ==, 2);
  first = signatures->pdata[0];
  g_assert_cmpint (first->kind, ==, RECTO_SIGNATURE_APPROVAL);
  g_assert_false (first->is_empty);
  g_assert_cmpstr (first->field, ==, "Buyer");
  g_assert_cmpstr (first->signer, ==, "Erika Mustermann");
  g_assert_cmpstr (first->reason, ==, "I agree");
  g_assert_cmpstr (first->location, ==, "Berlin");
  g_assert_cmpstr (first->contact, ==, "erika@example.org");
  g_assert_cmpstr (first->format, ==, "adbe.pkcs7.detached");
  g_assert_cmpint (first->when, ==, 1714979289);
  g_assert_cmpint (first->coverage, ==, RECTO_COVERAGE_WHOLE);
  second = signatures->pdata[1];
  g_assert_true (second->is_empty);
  g_assert_cmpstr (second->field, ==, "Seller");
}

static void
test_what_was_added_later_is_told (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (GPtrArray) signatures = read_signatures (fixture);
  const RectoSignature *author;
  const RectoSignature *stamp;

  g_assert_cmpuint (signatures->len, ==, 2);
  author = signatures->pdata[0];
  g_assert_cmpint (author->kind, ==, RECTO_SIGNATURE_CERTIFICATION);
  g_assert_cmpint (author->coverage, ==, RECTO_COVERAGE_BEGINNING);
  g_assert_cmpuint (author->covered, >, 1000);
  stamp = signatures->pdata[1];
  g_assert_cmpint (stamp->kind, ==, RECTO_SIGNATURE_TIME_STAMP);
  g_assert_cmpint (stamp->coverage, ==, RECTO_COVERAGE_WHOLE);
  g_assert_cmpuint (stamp->covered, >, author->covered);
}

static void
test_a_hole_is_told (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (GPtrArray) signatures = read_signatures (fixture);
  const RectoSignature *signature;

  g_assert_cmpuint (signatures->len, ==, 1);
  signature = signatures->pdata[0];
  g_assert_cmpint (signature->coverage, ==, RECTO_COVERAGE_PARTS);
}

static void
test_impossible_ranges_cover_nothing (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (GPtrArray) signatures = read_signatures (fixture);

  g_assert_cmpuint (signatures->len, ==, 15);
  for (guint i = 0; i < signatures->len; i++)
    {
      const RectoSignature *signature = signatures->pdata[i];

      g_assert_cmpint (signature->coverage, ==,
                       i < 14 ? RECTO_COVERAGE_UNKNOWN : RECTO_COVERAGE_PARTS);
    }
}

static void
test_signatures_without_end_are_cut (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (GPtrArray) signatures = read_signatures_up_to (fixture, TRUE);

  g_assert_cmpuint (signatures->len, ==, 1000);
}

/* Where none was found because not all was looked at, that is no answer. */
static void
test_signatures_out_of_reach_are_not_none (RectoTestFixture *fixture, gconstpointer name)
{
  Signatures result = { 0 };

  g_assert_true (recto_document_claims_signatures (fixture->document));
  recto_document_read_signatures_async (fixture->document, NULL, signatures_cb, &result);
  recto_test_wait (result.n_calls > 0);
  g_assert_nonnull (result.error);
  g_assert_null (result.signatures);
  g_clear_error (&result.error);
}

static void
test_documents_without_any_have_none (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (GPtrArray) signatures = read_signatures (fixture);

  g_assert_false (recto_document_claims_signatures (fixture->document));
  g_assert_cmpuint (signatures->len, ==, 0);
}

#define ADD(path, name, test)                                                                      \
  g_test_add (path, RectoTestFixture, name, recto_test_set_up, test, recto_test_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/properties/what-it-says-is-told", "properties.pdf", test_what_it_says_is_told);
  ADD ("/properties/what-it-does-not-say-is-empty", "three-pages.pdf",
       test_what_it_does_not_say_is_empty);
  ADD ("/properties/restrictions-are-told", "restricted.pdf", test_restrictions_are_told);
  ADD ("/properties/other-formats-say-what-they-have", "book.epub",
       test_other_formats_say_what_they_have);
  ADD ("/properties/closing-ends-the-reading", "properties.pdf", test_closing_ends_the_reading);
  ADD ("/properties/fonts/each-is-listed-once", "properties.pdf", test_each_font_is_listed_once);
  ADD ("/properties/fonts/all-pages-of-a-long-document-are-looked-at", "ten-thousand-pages.pdf",
       test_all_pages_of_a_long_document_are_looked_at);
  ADD ("/properties/fonts/a-page-of-too-many-is-cut", "fonts-without-end.pdf",
       test_a_page_of_too_many_fonts_is_cut);
  ADD ("/properties/fonts/listing-can-be-stopped-and-resumed", "ten-thousand-pages.pdf",
       test_listing_fonts_can_be_stopped_and_resumed);
  ADD ("/properties/fonts/progress-is-told", "five-hundred-pages.pdf", test_progress_is_told);
  ADD ("/properties/signatures/one-of-the-whole-file-is-told", "signed.pdf",
       test_a_signature_of_the_whole_file_is_told);
  ADD ("/properties/signatures/what-was-added-later-is-told", "signed-and-changed.pdf",
       test_what_was_added_later_is_told);
  ADD ("/properties/signatures/a-hole-is-told", "signed-with-a-hole.pdf", test_a_hole_is_told);
  ADD ("/properties/signatures/impossible-ranges-cover-nothing", "signed-badly.pdf",
       test_impossible_ranges_cover_nothing);
  ADD ("/properties/signatures/those-without-end-are-cut", "signed-without-end.pdf",
       test_signatures_without_end_are_cut);
  ADD ("/properties/signatures/those-out-of-reach-are-not-none", "signed-too-deep.pdf",
       test_signatures_out_of_reach_are_not_none);
  ADD ("/properties/signatures/documents-without-any-have-none", "three-pages.pdf",
       test_documents_without_any_have_none);

  return g_test_run ();
}
