/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document-view.h"
#include "recto-test-places.h"
#include "recto-test.h"

/* The text of a book in its view: it is set otherwise, and what one reads stays where it is. */

#define PAGE 50 /* from 1 */

typedef struct
{
  RectoEngine *engine;
  RectoTestPlaces places;
  GtkWidget *window;
  RectoDocumentView *view;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->engine = recto_test_engine ();
  recto_test_places_set_up (&fixture->places);
  fixture->view =
      recto_document_view_new (fixture->engine, fixture->places.settings, fixture->places.store);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 600, 800);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  gtk_window_present (GTK_WINDOW (fixture->window));
  recto_document_view_set_shown (fixture->view, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->view), (gpointer *) &fixture->view);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  recto_test_wait (fixture->view == NULL);
  recto_engine_shut_down (fixture->engine);
  recto_test_wait (g_list_model_get_n_items (recto_engine_get_opening_tasks (fixture->engine)) ==
                   0);
  g_object_unref (fixture->engine);
  recto_test_places_tear_down (&fixture->places);
  recto_test_wait_for_no_process ();
}

static RectoDocument *
get_document (Fixture *fixture)
{
  return recto_document_view_get_document (fixture->view);
}

static RectoPlace
get_place (Fixture *fixture)
{
  double middle;

  return recto_page_view_get_place (recto_document_view_get_page_view (fixture->view), &middle);
}

static gboolean
is_shown (Fixture *fixture)
{
  RectoDocument *document = get_document (fixture);
  guint n_missing = 1;

  g_object_get (recto_document_view_get_page_view (fixture->view), "visible-missing", &n_missing,
                NULL);
  return document != NULL && n_missing == 0 &&
         recto_document_get_n_laid_out (document) == recto_document_get_n_chapters (document);
}

static void
open_book (Fixture *fixture, guint number)
{
  g_autoptr (GFile) file = recto_test_file ("book.epub");

  recto_document_view_open (fixture->view, file, number, NULL);
  recto_test_wait (is_shown (fixture));
}

typedef struct
{
  gboolean done;
  gboolean found;
  guint character;
} Answer;

static void
character_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->found = recto_document_find_character_finish (RECTO_DOCUMENT (object), result,
                                                        &answer->character, NULL);
  answer->done = TRUE;
}

/* At the top of the view; G_MAXUINT while that is not known. */
static guint
get_character (Fixture *fixture)
{
  const RectoPlace place = get_place (fixture);
  Answer answer = { 0 };

  recto_document_find_character_async (get_document (fixture), place.location, place.fraction,
                                       RECTO_PRIORITY_VISIBLE, NULL, character_cb, &answer);
  recto_test_wait (answer.done);
  return answer.found ? answer.character : G_MAXUINT;
}

/* The line that has it may begin a little before. */
static gboolean
has_at_top (Fixture *fixture, guint chapter, guint character)
{
  const guint top = get_character (fixture);

  return get_place (fixture).location.chapter == chapter && top <= character &&
         character - top < 150;
}

static void
set_size (Fixture *fixture, double size)
{
  RectoTextStyle style = recto_document_view_get_text_style (fixture->view);

  style.size = size;
  recto_document_view_set_text_style (fixture->view, &style);
}

static gboolean
has_size (Fixture *fixture, double size)
{
  return recto_document_get_text_style (get_document (fixture))->size == size && is_shown (fixture);
}

static void
test_what_is_at_the_top_stays_there (Fixture *fixture, gconstpointer data)
{
  guint character;
  guint chapter;

  open_book (fixture, PAGE);
  recto_page_view_scroll (recto_document_view_get_page_view (fixture->view),
                          GTK_ORIENTATION_VERTICAL, 300);
  recto_test_wait (get_place (fixture).fraction > 0.2 && is_shown (fixture));
  character = get_character (fixture);
  chapter = get_place (fixture).location.chapter;
  g_assert_cmpuint (character, >, 0);
  for (double size = 16; size <= 24; size += 4)
    {
      set_size (fixture, size);
      g_assert_cmpfloat (recto_document_view_get_text_style (fixture->view).size, ==, size);
      recto_test_wait (has_size (fixture, size));
      recto_test_wait (has_at_top (fixture, chapter, character));
    }
}

static void
test_there_and_back_is_where_one_was (Fixture *fixture, gconstpointer data)
{
  RectoPlace before;

  open_book (fixture, PAGE);
  before = get_place (fixture);
  for (guint i = 0; i < 6; i++)
    recto_document_view_step_text_size (fixture->view, 1);
  recto_test_wait (has_size (fixture, 20));
  for (guint i = 0; i < 6; i++)
    recto_document_view_step_text_size (fixture->view, -1);
  recto_test_wait (has_size (fixture, 12));
  recto_test_wait (recto_location_equal (get_place (fixture).location, before.location));
  g_assert_cmpfloat_with_epsilon (get_place (fixture).fraction, before.fraction, 0.05);
}

static void
test_stopped_it_goes_on_to_the_same_place (Fixture *fixture, gconstpointer data)
{
  RectoPageView *page_view = recto_document_view_get_page_view (fixture->view);
  guint character;
  guint chapter;

  open_book (fixture, PAGE);
  character = get_character (fixture);
  chapter = get_place (fixture).location.chapter;
  set_size (fixture, 24);
  recto_test_wait (recto_document_get_text_style (get_document (fixture))->size == 24);
  g_assert_true (recto_document_view_stop (fixture->view));
  recto_test_wait (recto_document_is_at_rest (get_document (fixture)));
  recto_page_view_resume (page_view);
  recto_document_go_on (get_document (fixture));
  recto_test_wait (has_size (fixture, 24));
  recto_test_wait (has_at_top (fixture, chapter, character));
}

static void
test_what_is_set_while_it_is_read_anew_stays (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoDocument) before = NULL;

  open_book (fixture, PAGE);
  before = g_object_ref (get_document (fixture));
  recto_document_view_reload (fixture->view);
  set_size (fixture, 24);
  g_assert_true (get_document (fixture) == before);
  recto_test_wait (get_document (fixture) != before);
  recto_test_wait (has_size (fixture, 24));
}

static void
test_a_remembered_character_is_found_in_another_layout (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = recto_test_file ("book.epub");
  g_autofree char *address = g_file_get_uri (file);
  RectoReadingState state = { .place.location = { 20, 0 }, .n_pages = 900, .zoom = 1 };

  state.continuous = TRUE;
  state.character = 1500;
  state.text = RECTO_TEXT_STYLE_USUAL;
  state.text.size = 22;
  recto_place_store_remember (fixture->places.store, NULL, address, &state);
  open_book (fixture, 0);
  recto_test_wait (has_size (fixture, 22));
  recto_test_wait (has_at_top (fixture, 20, 1500));
}

/* Nothing is being asked about the document. */
static gboolean
is_at_rest (Fixture *fixture)
{
  return is_shown (fixture) &&
         g_list_model_get_n_items (recto_document_get_tasks (get_document (fixture))) == 0;
}

static void
test_back_and_forward_keep_the_place_in_the_text (Fixture *fixture, gconstpointer data)
{
  RectoPageView *page_view = recto_document_view_get_page_view (fixture->view);
  guint from_character;
  guint from_chapter;
  guint to_character;

  open_book (fixture, PAGE);
  recto_page_view_scroll (page_view, GTK_ORIENTATION_VERTICAL, 300);
  recto_test_wait (get_place (fixture).fraction > 0.2 && is_shown (fixture));
  from_character = get_character (fixture);
  from_chapter = get_place (fixture).location.chapter;
  g_assert_cmpuint (from_chapter, >, 2);
  recto_page_view_go_to (page_view, RECTO_LOCATION_INIT (2, 1), TRUE);
  recto_test_wait (get_place (fixture).location.chapter == 2 && is_at_rest (fixture));
  to_character = get_character (fixture);

  set_size (fixture, 24);
  recto_test_wait (has_size (fixture, 24) && is_at_rest (fixture));
  g_assert_true (recto_page_view_go_back (page_view));
  recto_test_wait (has_at_top (fixture, from_chapter, from_character));
  recto_test_wait (is_at_rest (fixture));

  set_size (fixture, 15);
  recto_test_wait (has_size (fixture, 15) && is_at_rest (fixture));
  g_assert_true (recto_page_view_go_forward (page_view));
  recto_test_wait (has_at_top (fixture, 2, to_character));
  g_assert_false (recto_page_view_go_forward (page_view));
}

static void
test_back_goes_where_nothing_is_laid_out_yet (Fixture *fixture, gconstpointer data)
{
  RectoPageView *page_view = recto_document_view_get_page_view (fixture->view);
  guint character;
  guint chapter;

  open_book (fixture, PAGE);
  recto_page_view_scroll (page_view, GTK_ORIENTATION_VERTICAL, 300);
  recto_test_wait (get_place (fixture).fraction > 0.2 && is_shown (fixture));
  character = get_character (fixture);
  chapter = get_place (fixture).location.chapter;
  recto_page_view_go_to (page_view, RECTO_LOCATION_INIT (2, 1), TRUE);
  recto_test_wait (get_place (fixture).location.chapter == 2 && is_at_rest (fixture));

  set_size (fixture, 24);
  recto_test_wait (recto_document_get_text_style (get_document (fixture))->size == 24);
  g_assert_true (recto_page_view_go_back (page_view));
  recto_test_wait (has_size (fixture, 24));
  recto_test_wait (has_at_top (fixture, chapter, character));
}

static void
jump_to_chapter (Fixture *fixture, guint chapter)
{
  recto_page_view_go_to (recto_document_view_get_page_view (fixture->view),
                         RECTO_LOCATION_INIT (chapter, 1), TRUE);
  recto_test_wait (get_place (fixture).location.chapter == chapter && is_at_rest (fixture));
}

/* The second time it is not known yet where the first step leads to. */
static void
test_two_steps_at_once_keep_the_place_between_them (Fixture *fixture, gconstpointer data)
{
  RectoPageView *page_view = recto_document_view_get_page_view (fixture->view);
  guint first_chapter;
  guint characters[3];

  open_book (fixture, PAGE);
  characters[0] = get_character (fixture);
  first_chapter = get_place (fixture).location.chapter;
  g_assert_cmpuint (first_chapter, >, 5);
  jump_to_chapter (fixture, 2);
  characters[1] = get_character (fixture);
  jump_to_chapter (fixture, 5);
  characters[2] = get_character (fixture);

  set_size (fixture, 24);
  recto_test_wait (has_size (fixture, 24) && is_at_rest (fixture));
  g_assert_true (recto_page_view_go_back (page_view));
  g_assert_true (recto_page_view_go_back (page_view));
  g_assert_false (recto_page_view_go_back (page_view));
  recto_test_wait (has_at_top (fixture, first_chapter, characters[0]));
  recto_test_wait (is_at_rest (fixture));
  g_assert_true (recto_page_view_go_forward (page_view));
  recto_test_wait (get_place (fixture).location.chapter != first_chapter && is_at_rest (fixture));
  g_assert_true (has_at_top (fixture, 2, characters[1]));
  g_assert_true (recto_page_view_go_forward (page_view));
  recto_test_wait (has_at_top (fixture, 5, characters[2]));
  g_assert_false (recto_page_view_go_forward (page_view));
}

static gboolean
can_go_forward (RectoPageView *page_view)
{
  gboolean can = FALSE;

  g_object_get (page_view, "can-go-forward", &can, NULL);
  return can;
}

static void
test_who_stops_going_back_stays (Fixture *fixture, gconstpointer data)
{
  RectoPageView *page_view = recto_document_view_get_page_view (fixture->view);
  guint character;
  guint chapter;
  RectoPlace before;

  open_book (fixture, PAGE);
  character = get_character (fixture);
  chapter = get_place (fixture).location.chapter;
  g_assert_cmpuint (chapter, >, 2);
  jump_to_chapter (fixture, 2);
  set_size (fixture, 24);
  recto_test_wait (has_size (fixture, 24) && is_at_rest (fixture));
  before = get_place (fixture);
  g_assert_true (recto_page_view_go_back (page_view));
  g_assert_true (can_go_forward (page_view));
  g_assert_true (recto_document_view_stop (fixture->view));
  recto_test_wait (!can_go_forward (page_view) ||
                   !recto_location_equal (get_place (fixture).location, before.location));
  g_assert_true (recto_location_equal (get_place (fixture).location, before.location));
  g_assert_cmpfloat_with_epsilon (get_place (fixture).fraction, before.fraction, 0.05);
  recto_page_view_resume (page_view);
  recto_test_wait (is_at_rest (fixture));
  g_assert_true (recto_page_view_go_back (page_view));
  recto_test_wait (has_at_top (fixture, chapter, character));
}

static void
test_fixed_pages_have_no_text_to_set (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = recto_test_file ("three-pages.pdf");

  recto_document_view_open (fixture->view, file, 0, NULL);
  recto_test_wait (is_shown (fixture));
  g_assert_false (recto_document_view_has_text_style (fixture->view));
  set_size (fixture, 30);
  g_assert_cmpfloat (recto_document_get_text_style (get_document (fixture))->size, ==,
                     RECTO_TEXT_SIZE_USUAL);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/book-text/what-is-at-the-top-stays-there", test_what_is_at_the_top_stays_there);
  ADD ("/book-text/there-and-back-is-where-one-was", test_there_and_back_is_where_one_was);
  ADD ("/book-text/stopped-it-goes-on-to-the-same-place",
       test_stopped_it_goes_on_to_the_same_place);
  ADD ("/book-text/what-is-set-while-it-is-read-anew-stays",
       test_what_is_set_while_it_is_read_anew_stays);
  ADD ("/book-text/a-remembered-character-is-found-in-another-layout",
       test_a_remembered_character_is_found_in_another_layout);
  ADD ("/book-text/back-and-forward-keep-the-place-in-the-text",
       test_back_and_forward_keep_the_place_in_the_text);
  ADD ("/book-text/back-goes-where-nothing-is-laid-out-yet",
       test_back_goes_where_nothing_is_laid_out_yet);
  ADD ("/book-text/two-steps-at-once-keep-the-place-between-them",
       test_two_steps_at_once_keep_the_place_between_them);
  ADD ("/book-text/who-stops-going-back-stays", test_who_stops_going_back_stays);
  ADD ("/book-text/fixed-pages-have-no-text-to-set", test_fixed_pages_have_no_text_to_set);
#undef ADD

  return g_test_run ();
}
