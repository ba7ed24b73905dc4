/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-file-watch.h"
#include "recto-test.h"

#include <glib/gstdio.h>

#define SETTLE_MS 100

typedef struct
{
  char *folder;
  GFile *file;
  RectoFileWatch *watch;
  guint n_changes;
} Fixture;

static void
count_cb (RectoFileWatch *watch, gpointer user_data)
{
  *(guint *) user_data += 1;
}

static void
write_bytes (GFile *file, const char *bytes)
{
  g_assert_true (g_file_set_contents (g_file_peek_path (file), bytes, -1, NULL));
}

static GFile *
make_file (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  return g_file_new_for_path (path);
}

static void
append (GFile *file, const char *bytes)
{
  g_autoptr (GFileOutputStream) stream = g_file_append_to (file, G_FILE_CREATE_NONE, NULL, NULL);

  g_assert_true (g_output_stream_write_all (G_OUTPUT_STREAM (stream), bytes, strlen (bytes), NULL,
                                            NULL, NULL));
  g_assert_true (g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, NULL));
}

/* Another file at the same place, written as one watches: until it has been seen. */
static void
change_until_seen (Fixture *fixture, const char *end)
{
  for (guint i = 0; fixture->n_changes == 0; i++)
    {
      g_autofree char *bytes = g_strdup_printf ("change %u%s", i, end);

      write_bytes (fixture->file, bytes);
      for (gint64 until = g_get_monotonic_time () + G_USEC_PER_SEC;
           fixture->n_changes == 0 && g_get_monotonic_time () < until;)
        recto_test_iterate ();
    }
}

/* `data`: whether only looking every so often tells. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp (NULL, NULL);
  fixture->file = make_file (fixture, "file");
  write_bytes (fixture->file, "first");
  fixture->watch = recto_file_watch_new_with_pace (fixture->file, SETTLE_MS, data != NULL ? 20 : 0);
  g_signal_connect (fixture->watch, "changed", G_CALLBACK (count_cb), &fixture->n_changes);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);

  /* A thread that looks keeps it a little longer. */
  g_signal_handlers_disconnect_by_data (fixture->watch, &fixture->n_changes);
  recto_test_let_go (fixture->watch);
  g_file_delete (fixture->file, NULL, NULL);
  g_object_unref (fixture->file);
  g_assert_true (g_file_delete (folder, NULL, NULL));
  g_free (fixture->folder);
}

static void
test_tells_of_a_change (Fixture *fixture, gconstpointer data)
{
  change_until_seen (fixture, "");
  g_assert_cmpuint (fixture->n_changes, ==, 1);
}

static void
test_tells_of_another_file_in_its_place (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) other = make_file (fixture, "other");

  change_until_seen (fixture, "");
  write_bytes (other, "other");
  g_assert_true (g_file_move (other, fixture->file, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL));
  recto_test_wait (fixture->n_changes == 2);
}

static void
test_tells_of_a_file_that_comes_back (Fixture *fixture, gconstpointer data)
{
  change_until_seen (fixture, "");
  g_assert_true (g_file_delete (fixture->file, NULL, NULL));
  recto_test_iterate ();
  write_bytes (fixture->file, "back");
  recto_test_wait (fixture->n_changes == 2);
}

/* Two files are written at once: the one that is whole is told of first. */
static void
test_waits_for_the_end_of_a_file (Fixture *fixture, gconstpointer data)
{
  const char *beginnings[] = { "%PDF-1.7 and so on", "PK\3\4 and so on" };

  change_until_seen (fixture, "");
  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      g_autoptr (GFile) file = make_file (fixture, "unfinished");
      g_autoptr (RectoFileWatch) watch =
          recto_file_watch_new_with_pace (file, SETTLE_MS, data != NULL ? 20 : 0);
      g_autofree char *whole = g_strdup_printf ("%s%%%%EOFPK\5\6", beginnings[i]);
      guint n_changes = 0;

      fixture->n_changes = 0;
      g_signal_connect (watch, "changed", G_CALLBACK (count_cb), &n_changes);
      write_bytes (file, beginnings[i]);
      write_bytes (fixture->file, whole);
      recto_test_wait (fixture->n_changes == 1);
      g_assert_cmpuint (n_changes, ==, 0);
      append (file, "%%EOFPK\5\6");
      recto_test_wait (n_changes == 1);
      g_signal_handlers_disconnect_by_data (watch, &n_changes);
      g_assert_true (g_file_delete (file, NULL, NULL));
    }
}

/* Where there never was one; a file that had an end has time to get it again, and is told of when
 * it has. */
static void
test_takes_a_file_whose_end_never_comes (Fixture *fixture, gconstpointer data)
{
  const guint poll = data != NULL ? 20 : 0;
  g_autoptr (GFile) file = make_file (fixture, "endless");
  g_autoptr (RectoFileWatch) watch = NULL;
  guint n_changes = 0;
  guint n_writes = 0;

  change_until_seen (fixture, "");
  fixture->n_changes = 0;
  write_bytes (file, "%PDF-1.7, and nothing");
  watch = recto_file_watch_new_with_pace (file, SETTLE_MS, poll);
  g_signal_connect (watch, "changed", G_CALLBACK (count_cb), &n_changes);
  write_bytes (fixture->file, "%PDF-1.7 and so on");
  /* What is there when it looks first is no change; each change is then looked at for a while,
   * which is longer on a busy machine. */
  while (n_changes == 0)
    {
      g_autofree char *bytes = g_strdup_printf ("%%PDF-1.7, and nothing %u", n_writes++);
      const gint64 until = g_get_monotonic_time () + 3 * n_writes * (gint64) G_USEC_PER_SEC;

      write_bytes (file, bytes);
      while (n_changes == 0 && g_get_monotonic_time () < until)
        recto_test_iterate ();
    }
  g_assert_cmpuint (fixture->n_changes, ==, 0);
  append (fixture->file, "%%EOF");
  recto_test_wait (fixture->n_changes == 1);
  g_signal_handlers_disconnect_by_data (watch, &n_changes);
  g_assert_true (g_file_delete (file, NULL, NULL));
}

/* What is written all the time is told of when it has become quiet, and then once. */
static void
test_tells_of_many_writes_once (Fixture *fixture, gconstpointer data)
{
  change_until_seen (fixture, "");
  fixture->n_changes = 0;
  write_bytes (fixture->file, "%PDF-1.7");
  for (guint i = 0; i < 20; i++)
    {
      append (fixture->file, "more");
      recto_test_iterate ();
    }
  g_assert_cmpuint (fixture->n_changes, ==, 0);
  append (fixture->file, "%%EOF");
  recto_test_wait (fixture->n_changes == 1);
}

static void
test_paused_is_not_looked_at_until_shown (Fixture *fixture, gconstpointer data)
{
  change_until_seen (fixture, "");
  recto_file_watch_set_paused (fixture->watch, TRUE);
  write_bytes (fixture->file, "unseen, or seen by a monitor");
  recto_file_watch_set_paused (fixture->watch, FALSE);
  recto_test_wait (fixture->n_changes == 2);
}

int
main (int argc, char *argv[])
{
  const struct
  {
    const char *name;
    gpointer polling;
  } ways[] = { { "monitored", NULL }, { "polled", GINT_TO_POINTER (TRUE) } };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      const struct
      {
        const char *name;
        void (*func) (Fixture *fixture, gconstpointer data);
      } tests[] = {
        { "tells-of-a-change", test_tells_of_a_change },
        { "tells-of-another-file-in-its-place", test_tells_of_another_file_in_its_place },
        { "tells-of-a-file-that-comes-back", test_tells_of_a_file_that_comes_back },
        { "waits-for-the-end-of-a-file", test_waits_for_the_end_of_a_file },
        { "takes-a-file-whose-end-never-comes", test_takes_a_file_whose_end_never_comes },
        { "tells-of-many-writes-once", test_tells_of_many_writes_once },
        { "paused-is-not-looked-at-until-shown", test_paused_is_not_looked_at_until_shown },
      };

      for (guint j = 0; j < G_N_ELEMENTS (tests); j++)
        {
          g_autofree char *path =
              g_strdup_printf ("/file-watch/%s/%s", ways[i].name, tests[j].name);

          g_test_add (path, Fixture, ways[i].polling, set_up, tests[j].func, tear_down);
        }
    }
  return g_test_run ();
}
