/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-file-writer.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "recto-error.h"
#include "recto-test-remote-file.h"
#include "recto-test-way.h"
#include "recto-test.h"

/* ---- Whole ---- */

static gpointer
feed_pattern_thread (gpointer data)
{
  RectoTestWay *way = data;
  guint8 piece[10007];

  for (guint i = 0; i < sizeof piece; i++)
    piece[i] = i % 251;
  for (guint i = 0; i < 500; i++)
    for (gsize done = 0; done < sizeof piece;)
      {
        ssize_t length = write (way->pipe, piece + done, sizeof piece - done);

        g_assert_cmpint (length, >, 0);
        done += length;
      }
  g_clear_fd (&way->pipe, NULL);
  return NULL;
}

static void
test_whole_file_gets_its_name (RectoTestWays *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder.path, "whole.bin", NULL);
  g_autofree char *bytes = NULL;
  GThread *thread;
  guint64 done;
  gsize length;
  RectoTestWay way;

  recto_test_way_begin (fixture, &way, "whole.bin", RECTO_FILE_WRITER_NONE);
  recto_file_writer_set_sizes (way.writer, 500 * 10007, 1000);
  recto_test_way_run (&way);
  recto_test_ways_wait_for_part (fixture);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  thread = g_thread_new ("feeder", feed_pattern_thread, &way);
  g_thread_join (thread);
  g_assert_cmpuint (way.n_answers, ==, 0);
  recto_file_writer_settle (way.writer, 500 * 10007, NULL);
  recto_test_way_end (&way);
  g_assert_no_error (way.error);
  g_assert_cmpint (recto_task_get_state (way.task), ==, RECTO_TASK_SUCCEEDED);
  g_assert_cmpstr (g_file_peek_path (way.file), ==, path);
  recto_task_get_amount (way.task, &done, NULL);
  g_assert_cmpuint (done, ==, 500 * 10007);
  g_assert_cmpfloat (recto_task_get_progress (way.task), ==, 1);
  recto_test_way_clear (fixture, &way);

  recto_test_ways_assert_list (fixture, "whole.bin");
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_cmpuint (length, ==, 500 * 10007);
  for (gsize i = 0; i < length; i++)
    g_assert_cmpuint ((guint8) bytes[i], ==, i % 10007 % 251);
}

static void
test_empty_file_is_a_file (RectoTestWays *fixture, gconstpointer data)
{
  RectoTestWay way;

  recto_test_way_begin (fixture, &way, "empty", RECTO_FILE_WRITER_NONE);
  recto_test_way_feed_all (&way, "");
  recto_test_way_run (&way);
  recto_test_way_end (&way);
  g_assert_no_error (way.error);
  recto_test_way_clear (fixture, &way);
  recto_test_folder_assert_text (&fixture->folder, "empty", "");
}

/* A process that was taken over may keep the pipe open for ever. */
static void
test_word_counts_where_the_pipe_stays_open (RectoTestWays *fixture, gconstpointer data)
{
  RectoTestWay way;

  recto_test_way_begin (fixture, &way, "a.txt", RECTO_FILE_WRITER_NONE);
  recto_test_way_run (&way);
  recto_file_writer_settle (way.writer, 5, NULL);
  recto_test_way_feed (&way, "abc");
  recto_test_way_feed (&way, "de");
  recto_test_way_end (&way);
  g_assert_no_error (way.error);
  recto_test_way_clear (fixture, &way);
  recto_test_folder_assert_text (&fixture->folder, "a.txt", "abcde");
}

static void
assert_refused (RectoTestWays *fixture, guint64 said, const GError *word, GQuark domain, int code)
{
  RectoTestWay way;

  recto_test_way_begin (fixture, &way, "a.txt", RECTO_FILE_WRITER_NONE);
  recto_test_way_run (&way);
  recto_test_way_feed (&way, "abcde");
  g_clear_fd (&way.pipe, NULL);
  recto_file_writer_settle (way.writer, said, word);
  recto_test_way_end (&way);
  g_assert_null (way.file);
  g_assert_error (way.error, domain, code);
  g_assert_cmpint (recto_task_get_state (way.task), ==, RECTO_TASK_FAILED);
  recto_test_way_clear (fixture, &way);
  recto_test_ways_assert_list (fixture, "");
}

static void
test_what_is_not_whole_has_no_name (RectoTestWays *fixture, gconstpointer data)
{
  g_autoptr (GError) damaged = g_error_new_literal (RECTO_ERROR, RECTO_ERROR_DAMAGED, "torn");

  assert_refused (fixture, 6, NULL, RECTO_ERROR, RECTO_ERROR_DAMAGED);
  assert_refused (fixture, 4, NULL, RECTO_ERROR, RECTO_ERROR_DAMAGED);
  assert_refused (fixture, 5, damaged, RECTO_ERROR, RECTO_ERROR_DAMAGED);
}

/* As when the program has as many files open as it may. */
static void
test_without_descriptors_it_fails (RectoTestWays *fixture, gconstpointer data)
{
  g_autoptr (GFile) destination = recto_test_folder_get (&fixture->folder, "a.txt");
  g_autoptr (GError) error = NULL;
  struct rlimit usual;
  struct rlimit none;
  RectoTestWay way;

  recto_test_way_begin (fixture, &way, "a.txt", RECTO_FILE_WRITER_NONE);
  g_clear_pointer (&way.writer, recto_file_writer_unref);
  g_assert_cmpint (getrlimit (RLIMIT_NOFILE, &usual), ==, 0);
  none = (struct rlimit) { .rlim_cur = 0, .rlim_max = usual.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &none), ==, 0);
  way.writer = recto_file_writer_new (destination, RECTO_FILE_WRITER_NONE, fixture->unfinished);
  g_assert_cmpint (recto_file_writer_open_pipe (way.writer, &error), <, 0);
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &usual), ==, 0);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_OPEN_FILES);

  recto_file_writer_settle (way.writer, 0, error);
  recto_test_way_run (&way);
  recto_test_way_end (&way);
  g_assert_error (way.error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_OPEN_FILES);
  recto_test_way_clear (fixture, &way);
  recto_test_ways_assert_list (fixture, "");
}

/* ---- Names ---- */

static void
test_taken_names_get_numbers (RectoTestWays *fixture, gconstpointer data)
{
  recto_test_folder_put (&fixture->folder, "a.txt", "first");
  recto_test_ways_save (fixture, "a.txt", RECTO_FILE_WRITER_NONE, "second");
  recto_test_ways_save (fixture, "a.txt", RECTO_FILE_WRITER_NONE, "third");
  recto_test_ways_assert_list (fixture, "a (2).txt, a (3).txt, a.txt");
  recto_test_folder_assert_text (&fixture->folder, "a.txt", "first");
  recto_test_folder_assert_text (&fixture->folder, "a (2).txt", "second");
  recto_test_folder_assert_text (&fixture->folder, "a (3).txt", "third");
}

static void
make_link (RectoTestWays *fixture, const char *target, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder.path, name, NULL);

  g_assert_cmpint (symlink (target, path), ==, 0);
}

static void
test_links_are_not_followed (RectoTestWays *fixture, gconstpointer data)
{
  recto_test_folder_put (&fixture->folder, "precious", "mine");
  make_link (fixture, "precious", "link");
  make_link (fixture, "nowhere", "lost");

  recto_test_ways_save (fixture, "link", RECTO_FILE_WRITER_NONE, "other");
  recto_test_ways_save (fixture, "lost", RECTO_FILE_WRITER_NONE, "found");
  recto_test_ways_assert_list (fixture, "link, link (2), lost, lost (2), precious");
  recto_test_folder_assert_text (&fixture->folder, "precious", "mine");

  recto_test_ways_save (fixture, "link", RECTO_FILE_WRITER_REPLACE, "instead");
  recto_test_ways_assert_list (fixture, "link, link (2), lost, lost (2), precious");
  recto_test_folder_assert_text (&fixture->folder, "link", "instead");
  recto_test_folder_assert_text (&fixture->folder, "precious", "mine");
}

static void
test_replaced_only_by_the_whole (RectoTestWays *fixture, gconstpointer data)
{
  RectoTestWay way;

  recto_test_folder_put (&fixture->folder, "a.txt", "old");
  recto_test_way_begin (fixture, &way, "a.txt", RECTO_FILE_WRITER_REPLACE);
  recto_test_way_run (&way);
  recto_test_way_feed (&way, "new");
  recto_test_ways_wait_for_part (fixture);
  recto_test_folder_assert_text (&fixture->folder, "a.txt", "old");
  recto_task_cancel (way.task, RECTO_CANCEL_USER_STOP);
  recto_test_way_end (&way);
  g_assert_error (way.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  recto_test_way_clear (fixture, &way);
  recto_test_ways_assert_list (fixture, "a.txt");
  recto_test_folder_assert_text (&fixture->folder, "a.txt", "old");

  recto_test_ways_save (fixture, "a.txt", RECTO_FILE_WRITER_REPLACE, "new");
  recto_test_ways_assert_list (fixture, "a.txt");
  recto_test_folder_assert_text (&fixture->folder, "a.txt", "new");
}

/* Nobody may read the new one who could not read the old one; none is made a program. */
static void
test_replaced_keeps_who_may_read (RectoTestWays *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder.path, "a.txt", NULL);
  GStatBuf facts;

  recto_test_folder_put (&fixture->folder, "a.txt", "old");
  g_assert_cmpint (g_chmod (path, 0740), ==, 0);
  recto_test_ways_save (fixture, "a.txt", RECTO_FILE_WRITER_REPLACE, "new");
  recto_test_folder_assert_text (&fixture->folder, "a.txt", "new");
  g_assert_cmpint (g_stat (path, &facts), ==, 0);
  g_assert_cmpuint (facts.st_mode & 07777, ==, 0640);
}

#define N_WRITERS 8

static void
test_writers_of_one_name_race (RectoTestWays *fixture, gconstpointer data)
{
  for (guint round = 0; round < 20; round++)
    {
      RectoTestFolder *folder = &fixture->folder;
      RectoTestWay ways[N_WRITERS];

      for (guint i = 0; i < N_WRITERS; i++)
        recto_test_way_begin (fixture, &ways[i], "same.bin", RECTO_FILE_WRITER_NONE);
      for (guint i = 0; i < N_WRITERS; i++)
        recto_test_way_run (&ways[i]);
      for (guint i = 0; i < N_WRITERS; i++)
        recto_test_way_feed_all (&ways[i],
                                 ((const char *[]) { "0", "1", "2", "3", "4", "5", "6", "7" })[i]);
      for (guint i = 0; i < N_WRITERS; i++)
        {
          g_autofree char *name = NULL;
          char text[] = { '0' + i, '\0' };

          recto_test_way_end (&ways[i]);
          g_assert_no_error (ways[i].error);
          name = g_file_get_basename (ways[i].file);
          recto_test_folder_assert_text (folder, name, text);
        }
      recto_test_ways_assert_list (fixture,
                                   "same (2).bin, same (3).bin, same (4).bin, same (5).bin, "
                                   "same (6).bin, same (7).bin, same (8).bin, same.bin");
      for (guint i = 0; i < N_WRITERS; i++)
        {
          g_assert_true (g_file_delete (ways[i].file, NULL, NULL));
          recto_test_way_clear (fixture, &ways[i]);
        }
    }
}

/* ---- Stopping ---- */

static void
test_stopped_leaves_nothing (RectoTestWays *fixture, gconstpointer data)
{
  RectoTestWay way;

  recto_test_folder_put (&fixture->folder, "earlier.txt", "done");
  recto_test_way_begin (fixture, &way, "a.txt", RECTO_FILE_WRITER_NONE);
  recto_test_way_run (&way);
  recto_test_way_feed (&way, "half of it");
  recto_test_wait (recto_test_way_has_written (&way, 1));
  g_assert_true (recto_task_cancel (way.task, RECTO_CANCEL_USER_STOP));
  recto_test_way_end (&way);
  g_assert_error (way.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  recto_test_way_clear (fixture, &way);
  recto_test_ways_assert_list (fixture, "earlier.txt");
  recto_test_folder_assert_text (&fixture->folder, "earlier.txt", "done");
}

static void
test_running_out_of_time_leaves_nothing (RectoTestWays *fixture, gconstpointer data)
{
  RectoTestWay way;

  recto_test_way_begin (fixture, &way, "a.txt", RECTO_FILE_WRITER_NONE);
  recto_task_set_timeout_ms (way.task, 1);
  recto_test_way_run (&way);
  recto_test_way_feed (&way, "half of it");
  recto_test_way_end (&way);
  g_assert_error (way.error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_cmpint (recto_task_get_state (way.task), ==, RECTO_TASK_TIMED_OUT);
  recto_test_way_clear (fixture, &way);
  recto_test_ways_assert_list (fixture, "");
}

static gpointer
stop_thread (gpointer data)
{
  recto_task_cancel (data, RECTO_CANCEL_USER_STOP);
  return NULL;
}

/* At another moment each time, some of them while the file gets its name. */
static void
test_stop_ends_whole_or_absent (RectoTestWays *fixture, gconstpointer data)
{
  guint n_saved = 0;

  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder.path, "a.txt", NULL);
      GThread *thread;
      gboolean saved;
      RectoTestWay way;

      recto_test_way_begin (fixture, &way, "a.txt", RECTO_FILE_WRITER_NONE);
      recto_test_way_run (&way);
      recto_test_way_feed_all (&way, "whole");
      g_usleep (g_test_rand_int_range (0, 1500));
      thread = g_thread_new ("stopper", stop_thread, way.task);
      recto_test_way_end (&way);
      g_thread_join (thread);
      saved = recto_task_get_state (way.task) == RECTO_TASK_SUCCEEDED;
      if (!saved)
        g_assert_true (recto_task_is_cancelled (way.task));
      n_saved += saved;
      recto_test_way_clear (fixture, &way);
      recto_test_ways_assert_list (fixture, saved ? "a.txt" : "");
      if (saved)
        recto_test_folder_assert_text (&fixture->folder, "a.txt", "whole");
      g_unlink (path);
    }
  g_test_message ("%u of 400 were saved before they were stopped", n_saved);
}

/* ---- Faults ---- */

static void
assert_fails_at_once (RectoTestWays *fixture,
                      const char *name,
                      RectoFileWriterFlags flags,
                      int code)
{
  RectoTestWay way;

  recto_test_way_begin (fixture, &way, name, flags);
  recto_test_way_run (&way);
  recto_test_way_end (&way);
  g_assert_error (way.error, G_IO_ERROR, code);
  g_assert_cmpint (recto_task_get_state (way.task), ==, RECTO_TASK_FAILED);
  recto_test_way_clear (fixture, &way);
}

static void
test_bad_destinations_fail_before_any_byte (RectoTestWays *fixture, gconstpointer data)
{
  g_autofree char *long_name = g_strnfill (300, 'a');
  g_autofree char *path = g_build_filename (fixture->folder.path, "folder", NULL);

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  assert_fails_at_once (fixture, long_name, RECTO_FILE_WRITER_NONE, G_IO_ERROR_FILENAME_TOO_LONG);
  assert_fails_at_once (fixture, "folder", RECTO_FILE_WRITER_REPLACE, G_IO_ERROR_IS_DIRECTORY);
  assert_fails_at_once (fixture, "nowhere/a.txt", RECTO_FILE_WRITER_NONE, G_IO_ERROR_NOT_FOUND);
  recto_test_ways_assert_list (fixture, "folder");
}

static void
begin_half (RectoTestWays *fixture, RectoTestWay *way)
{
  recto_test_way_begin (fixture, way, "inner/a.txt", RECTO_FILE_WRITER_NONE);
  recto_test_way_run (way);
  recto_test_way_feed (way, "half");
  recto_test_wait (recto_test_way_has_written (way, 1));
}

static void
end_half (RectoTestWays *fixture, RectoTestWay *way)
{
  recto_test_way_feed (way, " whole");
  g_clear_fd (&way->pipe, NULL);
  recto_file_writer_settle (way->writer, strlen ("half whole"), NULL);
  recto_test_way_end (way);
  g_assert_error (way->error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpint (recto_task_get_state (way->task), ==, RECTO_TASK_FAILED);
  recto_test_way_clear (fixture, way);
}

static void
test_folder_that_goes_away_fails (RectoTestWays *fixture, gconstpointer data)
{
  g_autofree char *inner = g_build_filename (fixture->folder.path, "inner", NULL);
  g_autofree char *moved = g_build_filename (fixture->folder.path, "moved", NULL);
  RectoTestFolder folder = { .path = moved };
  g_autoptr (GDir) parts = NULL;
  RectoTestWay way;

  g_assert_cmpint (g_mkdir (inner, 0700), ==, 0);
  begin_half (fixture, &way);
  g_assert_cmpint (g_rename (inner, moved), ==, 0);
  end_half (fixture, &way);
  recto_test_ways_assert_list (fixture, "moved");
  recto_test_folder_assert_list (&folder, "");
  g_assert_cmpint (g_rmdir (moved), ==, 0);

  g_assert_cmpint (g_mkdir (inner, 0700), ==, 0);
  begin_half (fixture, &way);
  parts = g_dir_open (inner, 0, NULL);
  for (const char *name = g_dir_read_name (parts); name != NULL; name = g_dir_read_name (parts))
    {
      g_autofree char *path = g_build_filename (inner, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (inner), ==, 0);
  end_half (fixture, &way);
  recto_test_ways_assert_list (fixture, "");
}

/* ---- Elsewhere ---- */

static void
set_up_elsewhere (RectoTestWays *ways, gconstpointer can_move)
{
  recto_test_ways_set_up (ways, NULL);
  ways->place = recto_test_remote_file_new (ways->folder.file, can_move != NULL);
}

static void
test_elsewhere_it_is_whole_too (RectoTestWays *ways, gconstpointer can_move)
{
  RectoTestWay way;

  recto_test_ways_save (ways, "a.txt", RECTO_FILE_WRITER_NONE, "first");
  recto_test_ways_save (ways, "a.txt", RECTO_FILE_WRITER_NONE, "second");
  recto_test_ways_assert_list (ways, "a (2).txt, a.txt");
  recto_test_folder_assert_text (&ways->folder, "a.txt", "first");
  recto_test_folder_assert_text (&ways->folder, "a (2).txt", "second");

  recto_test_way_begin (ways, &way, "a.txt", RECTO_FILE_WRITER_REPLACE);
  recto_test_way_run (&way);
  recto_test_way_feed (&way, "half");
  recto_test_wait (recto_test_way_has_written (&way, 1));
  recto_test_folder_assert_text (&ways->folder, "a.txt", "first");
  recto_task_cancel (way.task, RECTO_CANCEL_USER_STOP);
  recto_test_way_end (&way);
  recto_test_way_clear (ways, &way);
  recto_test_ways_assert_list (ways, "a (2).txt, a.txt");
  recto_test_folder_assert_text (&ways->folder, "a.txt", "first");
}

static void
test_elsewhere_it_replaces (RectoTestWays *ways, gconstpointer can_move)
{
  recto_test_folder_put (&ways->folder, "a.txt", "old");
  recto_test_ways_save (ways, "a.txt", RECTO_FILE_WRITER_REPLACE, "new");
  recto_test_ways_assert_list (ways, "a.txt");
  recto_test_folder_assert_text (&ways->folder, "a.txt", "new");
}

/* What can only rename does not replace, and says so. */
static void
test_what_cannot_replace_stays_as_it_was (RectoTestWays *ways, gconstpointer can_move)
{
  RectoTestWay way;

  recto_test_folder_put (&ways->folder, "a.txt", "old");
  recto_test_way_begin (ways, &way, "a.txt", RECTO_FILE_WRITER_REPLACE);
  recto_test_way_feed_all (&way, "new");
  recto_test_way_run (&way);
  recto_test_way_end (&way);
  g_assert_error (way.error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  recto_test_way_clear (ways, &way);
  recto_test_ways_assert_list (ways, "a.txt");
  recto_test_folder_assert_text (&ways->folder, "a.txt", "old");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func)                                                                            \
  g_test_add (path, RectoTestWays, NULL, recto_test_ways_set_up, func, recto_test_ways_tear_down)
  ADD ("/file-writer/G-9/whole-file-gets-its-name", test_whole_file_gets_its_name);
  ADD ("/file-writer/empty-file-is-a-file", test_empty_file_is_a_file);
  ADD ("/file-writer/word-counts-where-the-pipe-stays-open",
       test_word_counts_where_the_pipe_stays_open);
  ADD ("/file-writer/G-9/what-is-not-whole-has-no-name", test_what_is_not_whole_has_no_name);
  ADD ("/file-writer/without-descriptors-it-fails", test_without_descriptors_it_fails);
  ADD ("/file-writer/G-9/taken-names-get-numbers", test_taken_names_get_numbers);
  ADD ("/file-writer/G-9/links-are-not-followed", test_links_are_not_followed);
  ADD ("/file-writer/G-9/replaced-only-by-the-whole", test_replaced_only_by_the_whole);
  ADD ("/file-writer/replaced-keeps-who-may-read", test_replaced_keeps_who_may_read);
  ADD ("/file-writer/G-9/writers-of-one-name-race", test_writers_of_one_name_race);
  ADD ("/file-writer/G-9/stopped-leaves-nothing", test_stopped_leaves_nothing);
  ADD ("/file-writer/G-4/running-out-of-time-leaves-nothing",
       test_running_out_of_time_leaves_nothing);
  ADD ("/file-writer/S-9/stop-ends-whole-or-absent", test_stop_ends_whole_or_absent);
  ADD ("/file-writer/bad-destinations-fail-before-any-byte",
       test_bad_destinations_fail_before_any_byte);
  ADD ("/file-writer/folder-that-goes-away-fails", test_folder_that_goes_away_fails);
#define ADD_ELSEWHERE(path, can_move, func)                                                        \
  g_test_add (path, RectoTestWays, GINT_TO_POINTER (can_move), set_up_elsewhere, func,             \
              recto_test_ways_tear_down)
  ADD_ELSEWHERE ("/file-writer/G-9/elsewhere-it-is-whole-too", TRUE,
                 test_elsewhere_it_is_whole_too);
  ADD_ELSEWHERE ("/file-writer/G-9/where-there-is-only-renaming-it-is-whole-too", FALSE,
                 test_elsewhere_it_is_whole_too);
  ADD_ELSEWHERE ("/file-writer/G-9/elsewhere-it-replaces", TRUE, test_elsewhere_it_replaces);
  ADD_ELSEWHERE ("/file-writer/G-9/what-cannot-replace-stays-as-it-was", FALSE,
                 test_what_cannot_replace_stays_as_it_was);
#undef ADD_ELSEWHERE
#undef ADD

  return g_test_run ();
}
