/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document.h"

#include <math.h>

#include "recto-test.h"

/* Places in a book that stay where they are in its text, however it is laid out. */

/* The tallest line there is here, as a fraction of a page. */
#define LINE 0.1

typedef struct
{
  gboolean done;
  gboolean found;
  guint character;
  guint page;
  double fraction;
  GError *error;
} Answer;

static void
character_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->found = recto_document_find_character_finish (RECTO_DOCUMENT (object), result,
                                                        &answer->character, &answer->error);
  answer->done = TRUE;
}

static void
place_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->found = recto_document_find_place_finish (RECTO_DOCUMENT (object), result, &answer->page,
                                                    &answer->fraction, &answer->error);
  answer->done = TRUE;
}

static guint
find_character (RectoDocument *document, guint chapter, guint page, double fraction)
{
  Answer answer = { 0 };

  recto_document_find_character_async (document, RECTO_LOCATION_INIT (chapter, page), fraction,
                                       RECTO_PRIORITY_VISIBLE, NULL, character_cb, &answer);
  recto_test_wait (answer.done);
  g_assert_no_error (answer.error);
  g_assert_true (answer.found);
  return answer.character;
}

static Answer
find_place (RectoDocument *document, guint chapter, guint character)
{
  Answer answer = { 0 };

  recto_document_find_place_async (document, chapter, character, RECTO_PRIORITY_VISIBLE, NULL,
                                   place_cb, &answer);
  recto_test_wait (answer.done);
  g_assert_no_error (answer.error);
  g_assert_true (answer.found);
  return answer;
}

static guint
get_chapter (RectoDocument *document)
{
  return recto_document_get_n_chapters (document) / 2;
}

/* ---- In one layout ---- */

static void
test_characters_grow_down_the_chapter (RectoTestFixture *fixture, gconstpointer name)
{
  const guint chapter = get_chapter (fixture->document);
  guint before = 0;
  guint n_pages;

  recto_test_wait_for_pages (fixture->document);
  n_pages = recto_document_get_chapter_pages (fixture->document, chapter, NULL);
  g_assert_cmpuint (n_pages, >, 1);
  g_assert_cmpuint (find_character (fixture->document, chapter, 0, 0), ==, 0);
  g_assert_cmpuint (find_character (fixture->document, chapter, 0, NAN), ==, 0);
  for (guint page = 0; page < MIN (n_pages, 8); page++)
    {
      const guint top = find_character (fixture->document, chapter, page, 0);
      const guint middle = find_character (fixture->document, chapter, page, 0.5);

      g_assert_cmpuint (top, >=, before);
      g_assert_cmpuint (middle, >=, top);
      before = middle;
    }
  g_assert_cmpuint (before, >, 100);
}

static void
test_a_character_is_where_it_was_found (RectoTestFixture *fixture, gconstpointer name)
{
  const guint chapter = get_chapter (fixture->document);

  for (guint i = 0; i < 10; i++)
    {
      const double fraction = i / 10.0;
      const guint character = find_character (fixture->document, chapter, 1, fraction);
      const Answer place = find_place (fixture->document, chapter, character);

      g_assert_cmpuint (find_character (fixture->document, chapter, place.page, place.fraction), ==,
                        character);
      if (place.page == 1 && place.fraction > 0)
        g_assert_cmpfloat (place.fraction, >=, fraction - LINE);
    }
}

static void
test_the_first_of_a_page_is_at_its_top (RectoTestFixture *fixture, gconstpointer name)
{
  const guint chapter = get_chapter (fixture->document);
  const guint last = find_place (fixture->document, chapter, G_MAXINT32).page;
  const guint character = find_character (fixture->document, chapter, last, 0);
  const Answer place = find_place (fixture->document, chapter, character);

  g_assert_cmpuint (last, >, 0);
  g_assert_cmpuint (place.page, ==, last);
  g_assert_cmpfloat (place.fraction, ==, 0);
  g_assert_cmpuint (find_place (fixture->document, chapter, character - 1).page, ==, last - 1);
}

static void
test_beyond_the_last_is_the_last_page (RectoTestFixture *fixture, gconstpointer name)
{
  const guint chapter = get_chapter (fixture->document);

  recto_test_wait_for_pages (fixture->document);
  g_assert_cmpuint (find_place (fixture->document, chapter, G_MAXINT32).page, ==,
                    recto_document_get_chapter_pages (fixture->document, chapter, NULL) - 1);
}

/* ---- In another layout ---- */

static const RectoTextStyle styles[] = {
  { 20, 0, RECTO_TEXT_FAMILY_BOOK, RECTO_TEXT_MARGINS_BOOK, RECTO_TEXT_ALIGNMENT_BOOK },
  { 9, 1.8, RECTO_TEXT_FAMILY_SANS, RECTO_TEXT_MARGINS_WIDE, RECTO_TEXT_ALIGNMENT_JUSTIFIED },
  { 31, 1.2, RECTO_TEXT_FAMILY_MONO, RECTO_TEXT_MARGINS_NARROW, RECTO_TEXT_ALIGNMENT_LEFT },
};

/* The end says whether every layout counts the same: all that comes before is in it. */
static void
test_a_chapter_has_as_many_characters_in_every_layout (RectoTestFixture *fixture,
                                                       gconstpointer name)
{
  const guint chapter = get_chapter (fixture->document);
  guint last = find_place (fixture->document, chapter, G_MAXINT32).page;
  const guint n = find_character (fixture->document, chapter, last, 1);

  g_assert_cmpuint (n, >, 1000);
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      recto_document_set_text_style (fixture->document, &styles[i]);
      last = find_place (fixture->document, chapter, G_MAXINT32).page;
      g_assert_cmpuint (find_character (fixture->document, chapter, last, 1), ==, n);
    }
}

static void
test_a_place_is_found_again_in_every_layout (RectoTestFixture *fixture, gconstpointer name)
{
  const RectoTextStyle usual = *recto_document_get_text_style (fixture->document);
  const guint chapter = get_chapter (fixture->document);
  const guint character = find_character (fixture->document, chapter, 1, 0.4);
  const Answer before = find_place (fixture->document, chapter, character);

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      Answer place;

      recto_document_set_text_style (fixture->document, &styles[i]);
      place = find_place (fixture->document, chapter, character);
      /* The line that it stands in, wherever in it. */
      g_assert_cmpuint (find_character (fixture->document, chapter, place.page, place.fraction), <=,
                        character);
      g_assert_cmpuint (character -
                            find_character (fixture->document, chapter, place.page, place.fraction),
                        <, 200);
    }
  recto_document_set_text_style (fixture->document, &usual);
  g_assert_cmpuint (find_place (fixture->document, chapter, character).page, ==, before.page);
  g_assert_cmpfloat (find_place (fixture->document, chapter, character).fraction, ==,
                     before.fraction);
}

/* ---- What there is not ---- */

static void
test_fixed_pages_have_no_characters (RectoTestFixture *fixture, gconstpointer name)
{
  Answer answer = { 0 };

  recto_document_find_character_async (fixture->document, RECTO_LOCATION_INIT (0, 0), 0,
                                       RECTO_PRIORITY_VISIBLE, NULL, character_cb, &answer);
  recto_test_wait (answer.done);
  g_assert_false (answer.found);
  g_assert_error (answer.error, RECTO_ERROR, RECTO_ERROR_PAGE);
  g_clear_error (&answer.error);
}

static void
test_looking_can_be_cancelled (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Answer answer = { 0 };

  recto_document_find_place_async (fixture->document, 3, 500, RECTO_PRIORITY_VISIBLE, cancellable,
                                   place_cb, &answer);
  g_assert_false (answer.done);
  g_cancellable_cancel (cancellable);
  recto_test_wait (answer.done);
  g_assert_false (answer.found);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&answer.error);
}

int
main (int argc, char *argv[])
{
  static const char *const names[] = { "book.epub", "novel.fb2", "web-page.xhtml", "text.txt" };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, name, func)                                                                      \
  g_test_add (path, RectoTestFixture, name, recto_test_set_up, func, recto_test_tear_down)
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
#define ADD_FOR_ALL(what, func)                                                                    \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *path = g_strdup_printf ("/book-places/%s/%s", names[i], what);                \
    ADD (path, names[i], func);                                                                    \
  }                                                                                                \
  G_STMT_END
      ADD_FOR_ALL ("characters-grow-down-the-chapter", test_characters_grow_down_the_chapter);
      ADD_FOR_ALL ("a-character-is-where-it-was-found", test_a_character_is_where_it_was_found);
      ADD_FOR_ALL ("the-first-of-a-page-is-at-its-top", test_the_first_of_a_page_is_at_its_top);
      ADD_FOR_ALL ("beyond-the-last-is-the-last-page", test_beyond_the_last_is_the_last_page);
      ADD_FOR_ALL ("a-chapter-has-as-many-characters-in-every-layout",
                   test_a_chapter_has_as_many_characters_in_every_layout);
      ADD_FOR_ALL ("a-place-is-found-again-in-every-layout",
                   test_a_place_is_found_again_in_every_layout);
#undef ADD_FOR_ALL
    }
  ADD ("/book-places/fixed-pages-have-no-characters", "three-pages.pdf",
       test_fixed_pages_have_no_characters);
  ADD ("/book-places/looking-can-be-cancelled", "book.epub", test_looking_can_be_cancelled);
#undef ADD

  return g_test_run ();
}
