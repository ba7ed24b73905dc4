/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-test-way.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "recto-test.h"

void
recto_test_ways_set_up (RectoTestWays *fixture, gconstpointer data)
{
  recto_test_folder_make (&fixture->folder);
  fixture->notes = g_build_filename (g_get_user_state_dir (), "notes", NULL);
  fixture->unfinished = recto_unfinished_new (fixture->notes);
}

static guint
count_notes (RectoTestWays *fixture)
{
  g_autoptr (GDir) notes = g_dir_open (fixture->notes, 0, NULL);
  guint n = 0;

  while (notes != NULL && g_dir_read_name (notes) != NULL)
    n++;
  return n;
}

void
recto_test_ways_tear_down (RectoTestWays *fixture, gconstpointer data)
{
  g_assert_true (recto_unfinished_wait (fixture->unfinished, 60 * 1000));
  g_assert_cmpuint (count_notes (fixture), ==, 0);
  g_clear_pointer (&fixture->unfinished, recto_unfinished_unref);
  g_clear_pointer (&fixture->notes, g_free);
  g_clear_object (&fixture->place);
  recto_test_folder_delete (&fixture->folder);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  RectoTestWay *way = data;

  way->n_answers++;
  way->file = recto_file_writer_run_finish (RECTO_TASK (source), result, &way->error);
}

void
recto_test_way_begin (RectoTestWays *fixture,
                      RectoTestWay *way,
                      const char *name,
                      RectoFileWriterFlags flags)
{
  g_autoptr (GFile) destination =
      g_file_get_child (fixture->place != NULL ? fixture->place : fixture->folder.file, name);

  *way = (RectoTestWay) { 0 };
  way->writer = recto_file_writer_new (destination, flags, fixture->unfinished);
  way->task = recto_task_new (RECTO_TASK_SAVE, RECTO_TASK_FLAGS_NONE, NULL);
  way->pipe = recto_file_writer_open_pipe (way->writer, NULL);
  g_assert_cmpint (way->pipe, >=, 0);
}

void
recto_test_way_run (RectoTestWay *way)
{
  recto_file_writer_run_async (way->writer, way->task, written_cb, way);
}

void
recto_test_way_feed (RectoTestWay *way, const char *text)
{
  g_assert_cmpint (write (way->pipe, text, strlen (text)), ==, (int) strlen (text));
}

void
recto_test_way_feed_all (RectoTestWay *way, const char *text)
{
  recto_test_way_feed (way, text);
  g_clear_fd (&way->pipe, NULL);
  recto_file_writer_settle (way->writer, strlen (text), NULL);
}

void
recto_test_way_end (RectoTestWay *way)
{
  recto_test_wait (way->n_answers > 0);
  g_assert_cmpuint (way->n_answers, ==, 1);
}

void
recto_test_way_clear (RectoTestWays *fixture, RectoTestWay *way)
{
  g_clear_fd (&way->pipe, NULL);
  g_assert_true (recto_unfinished_wait (fixture->unfinished, 60 * 1000));
  g_clear_pointer (&way->writer, recto_file_writer_unref);
  recto_test_wait (g_atomic_int_get (&G_OBJECT (way->task)->ref_count) == 1);
  g_assert_finalize_object (way->task);
  g_clear_object (&way->file);
  g_clear_error (&way->error);
}

gboolean
recto_test_way_has_written (RectoTestWay *way, guint64 bytes)
{
  guint64 done = 0;

  recto_task_get_amount (way->task, &done, NULL);
  return done >= bytes;
}

void
recto_test_ways_wait_for_part (RectoTestWays *fixture)
{
  recto_test_wait (({
    g_autofree char *names = recto_test_folder_list (&fixture->folder);
    strstr (names, ".part") != NULL;
  }));
  g_assert_cmpuint (count_notes (fixture), ==, 1);
}

void
recto_test_ways_assert_list (RectoTestWays *fixture, const char *names)
{
  recto_test_folder_assert_list (&fixture->folder, names);
}

void
recto_test_ways_save (RectoTestWays *fixture,
                      const char *name,
                      RectoFileWriterFlags flags,
                      const char *text)
{
  RectoTestWay way;

  recto_test_way_begin (fixture, &way, name, flags);
  recto_test_way_feed_all (&way, text);
  recto_test_way_run (&way);
  recto_test_way_end (&way);
  g_assert_no_error (way.error);
  recto_test_way_clear (fixture, &way);
}
