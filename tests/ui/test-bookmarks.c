/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <sqlite3.h>

#include "recto-bookmarks.h"
#include "recto-test.h"

typedef struct
{
  char *folder;
  char *path;
  GSettings *settings;
  RectoPlaceStore *store;
  RectoBookmarks *bookmarks;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp (NULL, NULL);
  fixture->path = g_build_filename (fixture->folder, "places.sqlite", NULL);
  fixture->settings = g_settings_new (SETTINGS_ID);
  fixture->store = recto_place_store_new (fixture->path, fixture->settings);
  fixture->bookmarks = recto_bookmarks_new (fixture->store);
}

static void
end (Fixture *fixture)
{
  recto_bookmarks_end (fixture->bookmarks);
  recto_test_let_go (fixture->bookmarks);
  recto_place_store_finish (fixture->store);
  recto_test_let_go (fixture->store);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  end (fixture);
  g_settings_reset (fixture->settings, "remember-places");
  recto_test_let_go (fixture->settings);
  recto_test_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

/* The program ends, and is started again. */
static void
start_again (Fixture *fixture)
{
  end (fixture);
  fixture->store = recto_place_store_new (fixture->path, fixture->settings);
  fixture->bookmarks = recto_bookmarks_new (fixture->store);
}

static void
begin (RectoBookmarks *bookmarks, const char *address, const char *fingerprint)
{
  g_autoptr (GFile) file = g_file_new_for_uri (address);

  recto_bookmarks_begin (bookmarks, file, fingerprint);
}

static RectoBookmark *
mark (RectoBookmarks *bookmarks, guint page, double fraction, const char *name)
{
  const RectoPlace place = { RECTO_LOCATION_INIT (2, page), fraction };
  RectoBookmark *bookmark = recto_bookmark_new (NULL, place, 40, -1, name);

  recto_bookmarks_add (bookmarks, bookmark);
  return bookmark;
}

/* Their names in their order, with commas between them. */
static gboolean
are (RectoBookmarks *bookmarks, const char *expected)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (bookmarks)); i++)
    {
      g_autoptr (RectoBookmark) bookmark = g_list_model_get_item (G_LIST_MODEL (bookmarks), i);

      g_string_append_printf (names, "%s%s", i > 0 ? "," : "", recto_bookmark_get_name (bookmark));
    }
  return g_str_equal (names->str, expected);
}

static void
listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GPtrArray **found = user_data;

  *found = recto_place_store_list_bookmarks_finish (RECTO_PLACE_STORE (object), result, NULL);
}

/* As they are kept. */
static guint
count_kept (Fixture *fixture, const char *fingerprint, const char *address)
{
  g_autoptr (GPtrArray) found = NULL;

  recto_place_store_list_bookmarks_async (fixture->store, fingerprint, address, NULL, listed_cb,
                                          &found);
  recto_test_wait (found != NULL);
  return found->len;
}

static void
test_are_in_the_order_of_their_places (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoBookmark) late = NULL;
  g_autoptr (RectoBookmark) early = NULL;
  g_autoptr (RectoBookmark) between = NULL;

  begin (fixture->bookmarks, "file:///a", "print");
  late = mark (fixture->bookmarks, 9, 0.5, "late");
  early = mark (fixture->bookmarks, 3, 0.5, "early");
  between = mark (fixture->bookmarks, 9, 0.25, "between");
  g_assert_true (are (fixture->bookmarks, "early,between,late"));
}

static void
test_are_there_the_next_time (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoBookmark) one = NULL;
  g_autoptr (RectoBookmark) other = NULL;
  g_autoptr (RectoBookmark) kept = NULL;

  begin (fixture->bookmarks, "file:///a", "print");
  one = mark (fixture->bookmarks, 3, 0.5, "one");
  other = mark (fixture->bookmarks, 4, 0.5, "other");
  recto_bookmarks_set_character (fixture->bookmarks, one, 1234);
  recto_bookmarks_rename (fixture->bookmarks, one, "renamed");
  recto_bookmarks_remove (fixture->bookmarks, other);
  start_again (fixture);
  begin (fixture->bookmarks, "file:///a", "print");
  recto_test_wait (are (fixture->bookmarks, "renamed"));
  kept = g_list_model_get_item (G_LIST_MODEL (fixture->bookmarks), 0);
  g_assert_cmpstr (recto_bookmark_get_key (kept), ==, recto_bookmark_get_key (one));
  g_assert_cmpint (recto_bookmark_get_character (kept), ==, 1234);
  g_assert_cmpuint (recto_bookmark_get_n_pages (kept), ==, 40);
  g_assert_cmpuint (recto_bookmark_get_place (kept).location.chapter, ==, 2);
  g_assert_cmpuint (recto_bookmark_get_place (kept).location.page, ==, 3);
  g_assert_cmpfloat (recto_bookmark_get_place (kept).fraction, ==, 0.5);
}

static void
test_move_with_the_file_and_stay_when_it_changes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoBookmark) bookmark = NULL;

  begin (fixture->bookmarks, "file:///a", "print");
  bookmark = mark (fixture->bookmarks, 3, 0.5, "one");
  g_assert_cmpuint (count_kept (fixture, "print", "file:///b"), ==, 1);
  g_assert_cmpuint (count_kept (fixture, "changed", "file:///b"), ==, 1);
  g_assert_cmpuint (count_kept (fixture, "changed", "file:///c"), ==, 1);
  g_assert_cmpuint (count_kept (fixture, "print", "file:///a"), ==, 0);
  g_assert_cmpuint (count_kept (fixture, NULL, "file:///c"), ==, 1);
}

static void
test_are_shared_by_two_windows (Fixture *fixture, gconstpointer data)
{
  RectoBookmarks *other = recto_bookmarks_new (fixture->store);
  g_autoptr (RectoBookmark) one = NULL;
  g_autoptr (RectoBookmark) two = NULL;

  begin (fixture->bookmarks, "file:///a", "print");
  begin (other, "file:///a", "print");
  one = mark (fixture->bookmarks, 3, 0.5, "one");
  two = mark (other, 4, 0.5, "two");
  recto_test_wait (are (fixture->bookmarks, "one,two"));
  recto_test_wait (are (other, "one,two"));
  recto_bookmarks_remove (other, one);
  recto_test_wait (are (fixture->bookmarks, "two"));
  recto_bookmarks_end (other);
  recto_test_let_go (other);
}

/* Each document has its own. */
static void
test_another_document_has_others (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoBookmark) one = NULL;
  g_autoptr (RectoBookmark) two = NULL;

  begin (fixture->bookmarks, "file:///a", "print");
  one = mark (fixture->bookmarks, 3, 0.5, "one");
  begin (fixture->bookmarks, "file:///b", "other");
  g_assert_true (are (fixture->bookmarks, ""));
  two = mark (fixture->bookmarks, 3, 0.5, "two");
  g_assert_cmpuint (count_kept (fixture, "other", "file:///b"), ==, 1);
  begin (fixture->bookmarks, "file:///a", "print");
  recto_test_wait (are (fixture->bookmarks, "one"));
}

static void
test_a_name_of_its_own_is_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoBookmark) bookmark = NULL;

  begin (fixture->bookmarks, "file:///a", "print");
  bookmark = mark (fixture->bookmarks, 3, 0.5, "Page 4");
  recto_bookmarks_rename_from (fixture->bookmarks, bookmark, "Page 4", "The first words");
  g_assert_true (are (fixture->bookmarks, "The first words"));
  recto_bookmarks_rename_from (fixture->bookmarks, bookmark, "Page 4", "Others");
  g_assert_true (are (fixture->bookmarks, "The first words"));
}

/* They are no memory of what was read: somebody has made them. */
static void
test_stay_when_places_are_forgotten (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoBookmark) bookmark = NULL;

  begin (fixture->bookmarks, "file:///a", "print");
  bookmark = mark (fixture->bookmarks, 3, 0.5, "one");
  g_settings_set_boolean (fixture->settings, "remember-places", FALSE);
  g_assert_cmpuint (count_kept (fixture, "print", "file:///a"), ==, 1);
  start_again (fixture);
  begin (fixture->bookmarks, "file:///a", "print");
  recto_test_wait (are (fixture->bookmarks, "one"));
}

/* As on a full disk: what was deleted cannot be tidied up, which is no reason to lose the rest. */
static void
test_stay_when_the_database_cannot_be_tidied (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoBookmark) bookmark = NULL;
  sqlite3 *reader = NULL;

  begin (fixture->bookmarks, "file:///a", "print");
  bookmark = mark (fixture->bookmarks, 3, 0.5, "one");
  g_assert_cmpuint (count_kept (fixture, "print", "file:///a"), ==, 1);
  g_assert_cmpint (sqlite3_open (fixture->path, &reader), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (reader, "BEGIN; SELECT * FROM bookmarks", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  g_settings_set_boolean (fixture->settings, "remember-places", FALSE);
  g_assert_cmpuint (count_kept (fixture, "print", "file:///a"), ==, 1);
  sqlite3_close (reader);
  start_again (fixture);
  begin (fixture->bookmarks, "file:///a", "print");
  recto_test_wait (are (fixture->bookmarks, "one"));
}

/* The document was opened in a hurry, before it was known which it is. */
static void
test_a_new_name_keeps_what_it_is_found_by (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoBookmark) bookmark = NULL;

  begin (fixture->bookmarks, "file:///a", "print");
  bookmark = mark (fixture->bookmarks, 3, 0.5, "one");
  g_assert_cmpuint (count_kept (fixture, "print", "file:///a"), ==, 1);
  start_again (fixture);
  begin (fixture->bookmarks, "file:///a", NULL);
  recto_test_wait (are (fixture->bookmarks, "one"));
  g_object_unref (bookmark);
  bookmark = g_list_model_get_item (G_LIST_MODEL (fixture->bookmarks), 0);
  recto_bookmarks_rename (fixture->bookmarks, bookmark, "two");
  start_again (fixture);
  begin (fixture->bookmarks, "file:///elsewhere", "print");
  recto_test_wait (are (fixture->bookmarks, "two"));
}

static void
test_one_that_was_removed_comes_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoBookmark) bookmark = NULL;

  begin (fixture->bookmarks, "file:///a", "print");
  bookmark = mark (fixture->bookmarks, 3, 0.5, "one");
  recto_bookmarks_remove (fixture->bookmarks, bookmark);
  g_assert_cmpuint (count_kept (fixture, "print", "file:///a"), ==, 0);
  recto_bookmarks_add (fixture->bookmarks, bookmark);
  g_assert_cmpuint (count_kept (fixture, "print", "file:///a"), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/bookmarks/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("are-in-the-order-of-their-places", test_are_in_the_order_of_their_places);
  ADD ("are-there-the-next-time", test_are_there_the_next_time);
  ADD ("move-with-the-file-and-stay-when-it-changes",
       test_move_with_the_file_and_stay_when_it_changes);
  ADD ("are-shared-by-two-windows", test_are_shared_by_two_windows);
  ADD ("another-document-has-others", test_another_document_has_others);
  ADD ("a-name-of-its-own-is-kept", test_a_name_of_its_own_is_kept);
  ADD ("stay-when-places-are-forgotten", test_stay_when_places_are_forgotten);
  ADD ("stay-when-the-database-cannot-be-tidied", test_stay_when_the_database_cannot_be_tidied);
  ADD ("a-new-name-keeps-what-it-is-found-by", test_a_new_name_keeps_what_it_is_found_by);
  ADD ("one-that-was-removed-comes-back", test_one_that_was_removed_comes_back);

  return g_test_run ();
}
