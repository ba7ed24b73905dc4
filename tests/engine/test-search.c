/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-search.h"

#include <signal.h>
#include <string.h>

#include "recto-engine-private.h"
#include "recto-search-private.h"
#include "recto-test-clock.h"
#include "recto-test.h"

/* Pages of five-hundred-pages.pdf: each says its number once, like this. */
#define NUMBERED "Page \\d+"
#define NUMBERED_FLAGS (RECTO_SEARCH_PATTERN | RECTO_SEARCH_CASE)

static RectoSearch *
make_search (RectoDocument *document, const char *words, RectoSearchFlags flags)
{
  g_autoptr (GError) error = NULL;
  RectoSearch *search = recto_search_new (document, words, flags, &error);

  g_assert_no_error (error);
  return search;
}

static RectoSearch *
search_all (RectoDocument *document, const char *words, RectoSearchFlags flags, guint page)
{
  RectoSearch *search = make_search (document, words, flags);

  recto_search_start (search, RECTO_LOCATION_INIT (0, page));
  recto_test_wait (recto_search_get_state (search) == RECTO_SEARCH_COMPLETE);
  return search;
}

static guint
count (RectoSearch *search)
{
  return g_list_model_get_n_items (G_LIST_MODEL (search));
}

static void
assert_count (RectoDocument *document, const char *words, RectoSearchFlags flags, guint n_hits)
{
  g_autoptr (RectoSearch) search = search_all (document, words, flags, 0);

  g_assert_cmpuint (count (search), ==, n_hits);
  g_assert_cmpuint (recto_search_get_n_skipped (search), ==, 0);
}

static void
test_words_are_found_as_they_are_read (RectoTestFixture *fixture, gconstpointer name)
{
  RectoDocument *document = fixture->document;

  /* One is parted at the end of its line, the other has a ligature. */
  assert_count (document, "wonderful word", RECTO_SEARCH_PLAIN, 1);
  assert_count (document, "first", RECTO_SEARCH_PLAIN, 2);
  assert_count (document, "does not", RECTO_SEARCH_PLAIN, 1);
  assert_count (document, "cafe", RECTO_SEARCH_PLAIN, 1);
  assert_count (document, "CAF\xc3\x88", RECTO_SEARCH_PLAIN, 1);
  assert_count (document, "page", RECTO_SEARCH_PLAIN, 2);
  assert_count (document, "nowhere to be found", RECTO_SEARCH_PLAIN, 0);
}

static void
test_flags_narrow_what_is_found (RectoTestFixture *fixture, gconstpointer name)
{
  RectoDocument *document = fixture->document;

  assert_count (document, "left", RECTO_SEARCH_PLAIN, 3);
  assert_count (document, "left", RECTO_SEARCH_CASE, 2);
  assert_count (document, "lin", RECTO_SEARCH_PLAIN, 1);
  assert_count (document, "lin", RECTO_SEARCH_WHOLE_WORDS, 0);
  assert_count (document, "line", RECTO_SEARCH_WHOLE_WORDS, 1);
  assert_count (document, "(left|right) t\\w+", RECTO_SEARCH_PATTERN, 4);
  assert_count (document, "(left|right) t\\w+", RECTO_SEARCH_PLAIN, 0);
  assert_count (document, "x*", RECTO_SEARCH_PATTERN, 0);
  assert_count (document, "cafe", RECTO_SEARCH_ACCENTS, 0);
  assert_count (document, "CAF\xc3\x89", RECTO_SEARCH_ACCENTS, 1);
  assert_count (document, "cafe\xcc\x81", RECTO_SEARCH_ACCENTS, 1);
  assert_count (document, "caf\xc3\x89", RECTO_SEARCH_ACCENTS | RECTO_SEARCH_CASE, 0);
  assert_count (document, "first", RECTO_SEARCH_ACCENTS, 2);
}

/* Trying all ways to match it would take years. */
static void
test_pages_a_pattern_is_too_hard_for_are_passed_over (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoSearch) search =
      search_all (fixture->document, "(\\w+\\s*)+[#;]", RECTO_SEARCH_PATTERN, 0);
  guint n_skipped;
  const RectoLocation *skipped = recto_search_get_skipped (search, &n_skipped);

  g_assert_cmpuint (count (search), ==, 0);
  g_assert_cmpuint (n_skipped, >, 0);
  g_assert_cmpuint (n_skipped, ==, recto_search_get_n_skipped (search));
  g_assert_cmpuint (skipped[0].page, ==, 0);
  g_assert_cmpuint (recto_search_get_n_searched (search), ==, 5);
}

static void
test_a_hit_says_where_it_stands (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoSearch) search =
      search_all (fixture->document, "wonderful", RECTO_SEARCH_PLAIN, 3);
  g_autoptr (RectoSearchHit) hit = g_list_model_get_item (G_LIST_MODEL (search), 0);
  g_autoptr (RectoPageText) text =
      recto_test_read_text (fixture->document, RECTO_LOCATION_INIT (0, 0), NULL);
  g_autofree char *slice = NULL;
  const RectoRect *areas;
  const char *context;
  guint n_areas;
  guint before;
  guint n_bytes;

  g_assert_cmpuint (recto_search_hit_get_location (hit).page, ==, 0);
  slice =
      recto_page_text_slice (text, recto_search_hit_get_start (hit),
                             recto_search_hit_get_start (hit) + recto_search_hit_get_n_chars (hit));
  g_assert_cmpstr (slice, ==, "won-\nderful");
  areas = recto_search_hit_get_areas (hit, &n_areas);
  g_assert_cmpuint (n_areas, ==, 2);
  g_assert_cmpfloat (areas[0].x, >, areas[1].x);
  g_assert_cmpfloat (areas[0].y, <, areas[1].y);
  context = recto_search_hit_get_context (hit, &before, &n_bytes);
  /* It is parted at the end of its line. */
  g_assert_true (g_str_has_prefix (context + before, "wonderful word"));
  g_assert_cmpuint (n_bytes, ==, strlen ("wonderful"));
  g_assert_nonnull (strstr (context, "ends in a"));
}

/* Where no blank tells where a word begins, as much is shown as there is room for. */
static void
test_lines_without_blanks_are_shown_before_a_hit (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoSearch) search = search_all (fixture->document, "見える", RECTO_SEARCH_PLAIN, 0);
  g_autoptr (RectoSearchHit) hit = g_list_model_get_item (G_LIST_MODEL (search), 0);
  const char *context;
  guint before;
  guint n_bytes;

  g_assert_cmpuint (count (search), ==, 1);
  context = recto_search_hit_get_context (hit, &before, &n_bytes);
  g_assert_true (g_str_has_prefix (context, "それでも探している言葉の前に何があるかは見える"));
  g_assert_cmpuint (before, ==, strlen ("それでも探している言葉の前に何があるかは"));
}

static void
test_what_is_clipped_away_is_not_found (RectoTestFixture *fixture, gconstpointer name)
{
  assert_count (fixture->document, "all is seen", RECTO_SEARCH_PLAIN, 20);
  assert_count (fixture->document, "seen, too", RECTO_SEARCH_PLAIN, 2);
  assert_count (fixture->document, "words", RECTO_SEARCH_PLAIN, 0);
}

static void
test_signs_are_found (RectoTestFixture *fixture, gconstpointer name)
{
  assert_count (fixture->document, "✔", RECTO_SEARCH_PLAIN, 3);
}

static void
test_words_that_are_no_pattern_are_told (RectoTestFixture *fixture, gconstpointer name)
{
  g_autofree char *many = g_strnfill (2000, 'x');
  g_autoptr (GError) error = NULL;

  g_assert_null (recto_search_new (fixture->document, "(", RECTO_SEARCH_PATTERN, &error));
  g_assert_error (error, G_REGEX_ERROR, G_REGEX_ERROR_UNMATCHED_PARENTHESIS);
  g_clear_error (&error);
  /* A good one, but for what is put around it. */
  g_assert_null (recto_search_new (fixture->document, "a)(?:b", RECTO_SEARCH_PATTERN, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (recto_search_new (fixture->document, "(?x) a #", RECTO_SEARCH_PATTERN, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (recto_search_new (fixture->document, many, RECTO_SEARCH_PLAIN, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

static void
assert_each_page_once (RectoSearch *search, guint n_pages)
{
  g_assert_cmpuint (count (search), ==, n_pages);
  for (guint i = 0; i < n_pages; i++)
    {
      g_autoptr (RectoSearchHit) hit = g_list_model_get_item (G_LIST_MODEL (search), i);

      g_assert_cmpuint (recto_search_hit_get_location (hit).page, ==, i);
    }
}

static void
test_all_pages_are_searched_once_from_anywhere (RectoTestFixture *fixture, gconstpointer name)
{
  static const guint pages[] = { 0, 250, 499, 9999 };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (RectoSearch) search =
          search_all (fixture->document, NUMBERED, NUMBERED_FLAGS, pages[i]);

      assert_each_page_once (search, 500);
      g_assert_cmpuint (recto_search_get_n_searched (search), ==, 500);
    }
}

static void
changed_cb (GListModel *model, guint place, guint n_removed, guint n_added, gpointer data)
{
  g_autoptr (RectoSearchHit) hit = g_list_model_get_item (model, place);
  guint *first = data;

  g_assert_cmpuint (n_removed, ==, 0);
  if (*first == G_MAXUINT)
    *first = recto_search_hit_get_location (hit).page;
}

static void
test_what_is_near_is_found_first (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoSearch) search = make_search (fixture->document, NUMBERED, NUMBERED_FLAGS);
  guint first = G_MAXUINT;

  g_signal_connect (search, "items-changed", G_CALLBACK (changed_cb), &first);
  recto_search_start (search, RECTO_LOCATION_INIT (0, 200));
  recto_test_wait (first != G_MAXUINT);
  g_assert_cmpuint (first, >=, 195);
  g_assert_cmpuint (first, <=, 205);
  recto_test_wait (recto_search_get_state (search) == RECTO_SEARCH_COMPLETE);
}

/* (transfer full) (nullable) */
static RectoTask *
find_task (RectoDocument *document)
{
  GListModel *tasks = recto_document_get_tasks (document);

  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr (RectoTask) task = g_list_model_get_item (tasks, i);

      if (recto_task_get_kind (task) == RECTO_TASK_SEARCH)
        return g_steal_pointer (&task);
    }
  return NULL;
}

static void
test_what_was_found_stays_and_the_rest_follows (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoSearch) search = make_search (fixture->document, NUMBERED, NUMBERED_FLAGS);
  g_autoptr (RectoTask) task = NULL;
  guint n_found;

  recto_test_wait_for_pages (fixture->document);
  recto_search_start (search, RECTO_LOCATION_INIT (0, 0));
  task = find_task (fixture->document);
  g_assert_true (recto_task_is_foreground (task));
  recto_test_wait (recto_search_get_n_searched (search) >= 40);
  g_assert_true (recto_document_stop (fixture->document));
  recto_test_wait (recto_search_get_state (search) == RECTO_SEARCH_STOPPED);
  g_assert_cmpint (recto_task_get_reason (task), ==, RECTO_CANCEL_USER_STOP);
  n_found = count (search);
  g_assert_cmpuint (n_found, >=, 40);
  g_assert_cmpuint (n_found, <, 500);
  g_assert_cmpuint (n_found, ==, recto_search_get_n_searched (search));
  recto_search_start (search, RECTO_LOCATION_INIT (0, 7));
  recto_test_wait (recto_search_get_state (search) == RECTO_SEARCH_COMPLETE);
  assert_each_page_once (search, 500);
  g_clear_object (&task);
  recto_test_wait (g_list_model_get_n_items (recto_document_get_tasks (fixture->document)) == 0);
}

/* Page 2 never ends. */
static void
test_a_page_that_never_ends_is_passed_over (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoSearch) search = make_search (fixture->document, NUMBERED, NUMBERED_FLAGS);
  RectoWorkerPool *pool = recto_test_pool (fixture->document);
  static RectoTestClock clock; /* the ended tasks read it until the engine ends */
  guint n_skipped;
  int pid;

  recto_test_clock_init (&clock);
  recto_search_set_clock (search, &clock.clock);
  recto_search_start (search, RECTO_LOCATION_INIT (0, 0));
  /* The first page, the four after it, the sixth. */
  recto_test_wait (recto_search_get_n_searched (search) == 2);
  recto_test_wait ((pid = recto_worker_pool_get_busy_pid (pool)) > 0);
  recto_test_clock_advance_ms (&clock, RECTO_SEARCH_PIECE_MS);
  recto_test_wait (recto_worker_pool_get_busy_pid (pool) > 0 &&
                   recto_worker_pool_get_busy_pid (pool) != pid);
  g_assert_cmpuint (recto_search_get_n_skipped (search), ==, 0);
  recto_test_clock_advance_ms (&clock, RECTO_SEARCH_PAGE_MS);
  recto_test_wait (recto_search_get_state (search) == RECTO_SEARCH_COMPLETE);
  g_assert_cmpuint (recto_search_get_n_skipped (search), ==, 1);
  g_assert_cmpuint (recto_search_get_skipped (search, &n_skipped)->page, ==, 1);
  g_assert_cmpuint (n_skipped, ==, 1);
  g_assert_cmpuint (count (search), ==, 5);
}

/* From a page up to another. */
static gboolean
is_done (RectoSearch *search, guint from, guint to)
{
  return recto_search_is_done_with (search, RECTO_LOCATION_INIT (0, from),
                                    RECTO_LOCATION_INIT (0, to));
}

/* Page 2 never ends. */
static void
test_it_is_known_where_nothing_more_is_found (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoSearch) search = make_search (fixture->document, NUMBERED, NUMBERED_FLAGS);
  static RectoTestClock clock; /* the ended tasks read it until the engine ends */

  recto_test_clock_init (&clock);
  recto_search_set_clock (search, &clock.clock);
  g_assert_false (is_done (search, 0, 1));
  recto_search_start (search, RECTO_LOCATION_INIT (0, 1));
  g_assert_false (is_done (search, 0, 1));
  g_assert_true (is_done (search, 3, 3));
  recto_test_wait (recto_search_get_n_searched (search) == 5);
  g_assert_cmpuint (count (search), ==, 5);
  g_assert_true (is_done (search, 0, 1));
  g_assert_true (is_done (search, 2, 6));
  g_assert_false (is_done (search, 0, 2));
  g_assert_false (is_done (search, 1, 6));
  recto_search_stop (search);
  recto_test_wait (recto_search_get_state (search) == RECTO_SEARCH_STOPPED);
  g_assert_false (is_done (search, 1, 2));
  recto_search_start (search, RECTO_LOCATION_INIT (0, 1));
  recto_test_wait (recto_worker_pool_get_busy_pid (recto_test_pool (fixture->document)) > 0);
  recto_test_clock_advance_ms (&clock, RECTO_SEARCH_PAGE_MS);
  recto_test_wait (recto_search_get_state (search) == RECTO_SEARCH_COMPLETE);
  g_assert_true (is_done (search, 0, 6));
}

/* The same page, as it is being drawn. */
static void
test_stopping_a_page_leaves_the_search (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoSearch) search = make_search (fixture->document, NUMBERED, NUMBERED_FLAGS);
  RectoRenderRequest request = recto_test_request (fixture->document, 1, 1);
  g_auto (RectoTestResult) result = { 0 };
  static RectoTestClock clock; /* the ended tasks read it until the engine ends */

  recto_test_clock_init (&clock);
  recto_search_set_clock (search, &clock.clock);
  recto_test_begin (fixture->document, &request, NULL, &result);
  recto_test_wait (recto_test_is_running (&result));
  recto_search_start (search, RECTO_LOCATION_INIT (0, 1));
  recto_task_cancel (result.task, RECTO_CANCEL_USER_STOP);
  recto_test_wait (result.n_calls > 0);
  recto_test_wait (recto_search_get_n_searched (search) == 5);
  recto_test_clock_advance_ms (&clock, RECTO_SEARCH_PAGE_MS);
  recto_test_wait (recto_search_get_state (search) == RECTO_SEARCH_COMPLETE);
  g_assert_cmpuint (count (search), ==, 5);
}

static void
test_a_lost_worker_costs_no_page (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoSearch) search = make_search (fixture->document, NUMBERED, NUMBERED_FLAGS);
  int pid;

  recto_search_start (search, RECTO_LOCATION_INIT (0, 0));
  recto_test_wait ((pid = recto_worker_pool_get_busy_pid (recto_test_pool (fixture->document))) >
                   0);
  kill (pid, SIGKILL);
  recto_test_wait (recto_search_get_state (search) == RECTO_SEARCH_COMPLETE);
  /* But for the one that it was alone on, if it was. */
  g_assert_cmpuint (count (search) + recto_search_get_n_skipped (search), ==, 500);
  g_assert_cmpuint (recto_search_get_n_skipped (search), <=, 1);
}

static void
test_a_book_is_searched_chapter_by_chapter (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoSearch) search =
      make_search (fixture->document, "Chapter \\d+", RECTO_SEARCH_PATTERN | RECTO_SEARCH_CASE);

  recto_search_start (search, RECTO_LOCATION_INIT (20, 0));
  g_assert_false (recto_search_is_done_with (search, RECTO_LOCATION_INIT (20, 0),
                                             RECTO_LOCATION_INIT (30, 0)));
  recto_test_wait (recto_search_get_state (search) == RECTO_SEARCH_COMPLETE);
  g_assert_true (recto_search_is_done_with (search, RECTO_LOCATION_INIT (0, 0),
                                            RECTO_LOCATION_INIT (40, 0)));
  g_assert_cmpuint (count (search), ==, 40);
  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (RectoSearchHit) hit = g_list_model_get_item (G_LIST_MODEL (search), i);

      g_assert_cmpuint (recto_search_hit_get_location (hit).chapter, ==, i);
    }
}

static void
test_closing_the_document_ends_it (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoSearch) search = make_search (fixture->document, NUMBERED, NUMBERED_FLAGS);

  recto_search_start (search, RECTO_LOCATION_INIT (0, 0));
  recto_document_close (fixture->document);
  recto_test_wait (recto_search_get_state (search) == RECTO_SEARCH_STOPPED);
  recto_search_start (search, RECTO_LOCATION_INIT (0, 0));
  g_assert_cmpint (recto_search_get_state (search), ==, RECTO_SEARCH_STOPPED);
}

/* All workers are taken by pages in view, which never end, for longer than a page may take. */
static void
test_what_makes_way_loses_no_time (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoSearch) search = make_search (fixture->document, NUMBERED, NUMBERED_FLAGS);
  const guint n_places = recto_worker_limits_get_max (recto_engine_get_limits (fixture->engine));
  RectoTestResult results[4] = { 0 };
  static RectoTestClock clock; /* the ended tasks read it until the engine ends */

  g_assert_cmpuint (n_places, <=, G_N_ELEMENTS (results));
  recto_test_wait_for_pages (fixture->document);
  recto_test_clock_init (&clock);
  recto_search_set_clock (search, &clock.clock);
  recto_search_start (search, RECTO_LOCATION_INIT (0, 50));
  recto_test_wait (recto_worker_pool_get_busy_pid (recto_test_pool (fixture->document)) > 0);
  for (guint i = 0; i < n_places; i++)
    {
      RectoRenderRequest request = recto_test_request (fixture->document, 10 + i, 1);

      recto_test_begin (fixture->document, &request, NULL, &results[i]);
    }
  for (guint i = 0; i < n_places; i++)
    recto_test_wait (recto_test_is_running (&results[i]));
  recto_test_clock_advance_ms (&clock, RECTO_SEARCH_PAGE_MS);
  g_assert_cmpuint (recto_search_get_n_skipped (search), ==, 0);
  recto_search_end (search);
  for (guint i = 0; i < n_places; i++)
    {
      recto_task_cancel (results[i].task, RECTO_CANCEL_USER_STOP);
      recto_test_wait (results[i].n_calls > 0);
      recto_test_result_clear (&results[i]);
    }
  recto_test_wait (recto_search_get_state (search) == RECTO_SEARCH_STOPPED);
}

/* Its pages never end. */
static void
test_a_document_that_is_given_up_is_not_waited_for (RectoTestFixture *fixture, gconstpointer name)
{
  g_autoptr (RectoSearch) search = make_search (fixture->document, NUMBERED, NUMBERED_FLAGS);

  recto_search_start (search, RECTO_LOCATION_INIT (0, 0));
  recto_test_kill_until_given_up (fixture->document);
  recto_test_wait (recto_search_get_state (search) == RECTO_SEARCH_STOPPED);
  recto_search_start (search, RECTO_LOCATION_INIT (0, 0));
  g_assert_cmpint (recto_search_get_state (search), ==, RECTO_SEARCH_STOPPED);

  recto_document_reopen (fixture->document);
  recto_test_wait (recto_document_get_error (fixture->document) == NULL);
  recto_search_start (search, RECTO_LOCATION_INIT (0, 0));
  g_assert_cmpint (recto_search_get_state (search), ==, RECTO_SEARCH_RUNNING);
  recto_search_stop (search);
  recto_test_wait (recto_search_get_state (search) == RECTO_SEARCH_STOPPED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, document, function)                                                              \
  g_test_add ("/search/" name, RectoTestFixture, document, recto_test_set_up, function,            \
              recto_test_tear_down)
  ADD ("words-are-found-as-they-are-read", "reading.pdf", test_words_are_found_as_they_are_read);
  ADD ("flags-narrow-what-is-found", "reading.pdf", test_flags_narrow_what_is_found);
  ADD ("pages-a-pattern-is-too-hard-for-are-passed-over", "reading.pdf",
       test_pages_a_pattern_is_too_hard_for_are_passed_over);
  ADD ("a-hit-says-where-it-stands", "reading.pdf", test_a_hit_says_where_it_stands);
  ADD ("lines-without-blanks-are-shown-before-a-hit", "without-blanks.pdf",
       test_lines_without_blanks_are_shown_before_a_hit);
  ADD ("signs-are-found", "signs.pdf", test_signs_are_found);
  ADD ("what-is-clipped-away-is-not-found", "clipped.pdf", test_what_is_clipped_away_is_not_found);
  ADD ("words-that-are-no-pattern-are-told", "reading.pdf",
       test_words_that_are_no_pattern_are_told);
  ADD ("all-pages-are-searched-once-from-anywhere", "five-hundred-pages.pdf",
       test_all_pages_are_searched_once_from_anywhere);
  ADD ("what-is-near-is-found-first", "five-hundred-pages.pdf", test_what_is_near_is_found_first);
  ADD ("H-10/what-was-found-stays-and-the-rest-follows", "five-hundred-pages.pdf",
       test_what_was_found_stays_and_the_rest_follows);
  ADD ("a-page-that-never-ends-is-passed-over", "endless.pdf",
       test_a_page_that_never_ends_is_passed_over);
  ADD ("it-is-known-where-nothing-more-is-found", "endless.pdf",
       test_it_is_known_where_nothing_more_is_found);
  ADD ("H-4/stopping-a-page-leaves-the-search", "endless.pdf",
       test_stopping_a_page_leaves_the_search);
  ADD ("a-lost-worker-costs-no-page", "five-hundred-pages.pdf", test_a_lost_worker_costs_no_page);
  ADD ("a-book-is-searched-chapter-by-chapter", "book.epub",
       test_a_book_is_searched_chapter_by_chapter);
  ADD ("what-makes-way-loses-no-time", "endless-pages.pdf", test_what_makes_way_loses_no_time);
  ADD ("a-document-that-is-given-up-is-not-waited-for", "endless-pages.pdf",
       test_a_document_that_is_given_up_is_not_waited_for);
  ADD ("closing-the-document-ends-it", "five-hundred-pages.pdf", test_closing_the_document_ends_it);
#undef ADD

  return g_test_run ();
}
