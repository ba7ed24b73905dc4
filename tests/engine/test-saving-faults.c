/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include "recto-test-way.h"
#include "recto-test.h"

/* Media that are full, read-only or unplugged, and file systems that can do less than others: each
 * in a process of its own, which makes itself such a place. */

/* ---- Places ---- */

static gboolean
put (const char *path, const char *text)
{
  g_autofd int fd = open (path, O_WRONLY | O_CLOEXEC);

  return fd >= 0 && write (fd, text, strlen (text)) == (ssize_t) strlen (text);
}

/* From here on mounts are this process's own. An administrator needs no users of its own. */
static gboolean
leave_mounts (void)
{
  g_autofree char *users = g_strdup_printf ("0 %u 1", (guint) getuid ());
  g_autofree char *groups = g_strdup_printf ("0 %u 1", (guint) getgid ());

  if (unshare (CLONE_NEWNS) != 0 &&
      (unshare (CLONE_NEWUSER | CLONE_NEWNS) != 0 || !put ("/proc/self/setgroups", "deny") ||
       !put ("/proc/self/uid_map", users) || !put ("/proc/self/gid_map", groups)))
    return FALSE;
  return mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

static gboolean
mount_memory (const char *path, const char *size)
{
  g_autofree char *options = g_strdup_printf ("size=%s", size);

  return mount ("none", path, "tmpfs", 0, options) == 0;
}

static gboolean
can_mount (void)
{
  pid_t pid = fork ();
  int status;

  if (pid == 0)
    _exit (leave_mounts () && mount_memory (g_get_tmp_dir (), "1m") ? 0 : 1);
  return pid > 0 && waitpid (pid, &status, 0) == pid && WIFEXITED (status) &&
         WEXITSTATUS (status) == 0;
}

static void
run_apart (const char *path)
{
  g_test_trap_subprocess (path, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

static void
test_with_a_mount (gconstpointer path)
{
  if (can_mount ())
    run_apart (path);
  else
    g_test_skip ("this system lets nobody mount anything");
}

static void
test_without_a_call (gconstpointer path)
{
  run_apart (path);
}

/* ---- Media ---- */

static void
set_up_small (RectoTestWays *ways, gconstpointer size)
{
  g_assert_true (leave_mounts ());
  recto_test_ways_set_up (ways, NULL);
  g_assert_true (mount_memory (ways->folder.path, size));
  recto_test_folder_put (&ways->folder, "a.bin", "old");
}

static void
tear_down_small (RectoTestWays *ways, gconstpointer size)
{
  recto_test_ways_assert_list (ways, "a.bin");
  recto_test_folder_assert_text (&ways->folder, "a.bin", "old");
  umount2 (ways->folder.path, MNT_DETACH);
  recto_test_ways_tear_down (ways, NULL);
}

#define MEGABYTE ((gsize) 1 << 20)

typedef struct
{
  RectoTestWay *way;
  gsize megabytes;
} Feeding;

/* Until nobody reads any more, as the worker would. */
static gpointer
feed_thread (gpointer data)
{
  Feeding *feeding = data;
  g_autofree char *piece = g_malloc0 (MEGABYTE);

  for (gsize left = feeding->megabytes * MEGABYTE; left > 0;)
    {
      ssize_t length = write (feeding->way->pipe, piece, MIN (left, MEGABYTE));

      if (length < 0)
        break;
      left -= length;
    }
  return NULL;
}

static void
write_megabytes (RectoTestWays *ways, RectoTestWay *way, gsize megabytes)
{
  Feeding feeding = { way, megabytes };
  GThread *thread;

  recto_test_way_begin (ways, way, "a.bin",
                        RECTO_FILE_WRITER_REPLACE | RECTO_FILE_WRITER_NO_LIMITS);
  recto_file_writer_set_sizes (way->writer, megabytes * MEGABYTE, 1000);
  recto_test_way_run (way);
  thread = g_thread_new ("feeder", feed_thread, &feeding);
  recto_test_way_end (way);
  g_thread_join (thread);
  g_assert_cmpint (recto_task_get_state (way->task), ==, RECTO_TASK_FAILED);
  g_assert_error (way->error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

static void
test_full_medium_fails (RectoTestWays *ways, gconstpointer size)
{
  RectoTestWay way;

  write_megabytes (ways, &way, 6);
  recto_test_way_clear (ways, &way);
}

/* Not to the last byte: the user's other programs want to go on. */
static void
test_last_room_is_left_alone (RectoTestWays *ways, gconstpointer size)
{
  RectoTestWay way;

  write_megabytes (ways, &way, 70);
  g_assert_cmpstr (way.error->message, !=, g_strerror (ENOSPC));
  recto_test_way_clear (ways, &way);
}

static void
test_claim_beyond_the_room_is_no_failure (RectoTestWays *ways, gconstpointer size)
{
  g_autoptr (GError) error = NULL;
  RectoTestWay way;

  recto_test_way_begin (ways, &way, "b.bin", RECTO_FILE_WRITER_NONE);
  recto_file_writer_set_sizes (way.writer, 6 * MEGABYTE, 1000);
  recto_test_way_run (&way);
  recto_test_way_end (&way);
  g_assert_true (recto_task_is_cancelled (way.task));
  g_assert_cmpint (recto_task_get_reason (way.task), ==, RECTO_CANCEL_LIMIT);
  error = recto_file_writer_dup_limit_error (way.writer);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  recto_test_way_clear (ways, &way);

  recto_test_way_begin (ways, &way, "b.bin", RECTO_FILE_WRITER_NO_LIMITS);
  recto_file_writer_set_sizes (way.writer, 6 * MEGABYTE, 1000);
  recto_test_way_feed_all (&way, "short");
  recto_test_way_run (&way);
  recto_test_way_end (&way);
  g_assert_no_error (way.error);
  g_assert_true (g_file_delete (way.file, NULL, NULL));
  recto_test_way_clear (ways, &way);
}

static void
test_read_only_medium_fails_at_once (RectoTestWays *ways, gconstpointer size)
{
  RectoTestWay way;

  g_assert_cmpint (mount (NULL, ways->folder.path, NULL, MS_REMOUNT | MS_RDONLY, NULL), ==, 0);
  recto_test_way_begin (ways, &way, "a.bin", RECTO_FILE_WRITER_REPLACE);
  recto_test_way_run (&way);
  recto_test_way_end (&way);
  g_assert_error (way.error, G_IO_ERROR, G_IO_ERROR_READ_ONLY);
  g_assert_cmpint (recto_task_get_state (way.task), ==, RECTO_TASK_FAILED);
  recto_test_way_clear (ways, &way);
}

static void
test_unplugged_medium_fails (RectoTestWays *ways, gconstpointer size)
{
  g_autofd int medium = open (ways->folder.path, O_PATH | O_DIRECTORY | O_CLOEXEC);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", medium);
  RectoTestFolder unplugged = { .path = path };
  RectoTestWay way;

  recto_test_way_begin (ways, &way, "a.bin", RECTO_FILE_WRITER_REPLACE);
  recto_test_way_run (&way);
  recto_test_way_feed (&way, "half");
  recto_test_wait (recto_test_way_has_written (&way, 1));
  g_assert_cmpint (umount2 (ways->folder.path, MNT_DETACH), ==, 0);
  recto_test_way_feed (&way, " whole");
  recto_file_writer_settle (way.writer, strlen ("half whole"), NULL);
  recto_test_way_end (&way);
  g_assert_error (way.error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  recto_test_way_clear (ways, &way);
  recto_test_ways_assert_list (ways, "");
  recto_test_folder_assert_list (&unplugged, "a.bin");
  recto_test_folder_assert_text (&unplugged, "a.bin", "old");
  recto_test_folder_put (&ways->folder, "a.bin", "old");
}

/* ---- File systems that can do less ---- */

static void
forbid (scmp_filter_ctx filter, int call, int code)
{
  g_assert_cmpint (seccomp_rule_add (filter, SCMP_ACT_ERRNO (code), call, 0), ==, 0);
}

/* `data`: without second names too. */
static void
set_up_without (RectoTestWays *ways, gconstpointer data)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ALLOW);

  g_assert_cmpint (seccomp_rule_add (filter, SCMP_ACT_ERRNO (EINVAL), SCMP_SYS (renameat2), 1,
                                     SCMP_A4 (SCMP_CMP_NE, 0)),
                   ==, 0);
  if (data != NULL)
    {
      forbid (filter, SCMP_SYS (linkat), EPERM);
      forbid (filter, SCMP_SYS (link), EPERM);
    }
  g_assert_cmpint (seccomp_load (filter), ==, 0);
  seccomp_release (filter);
  recto_test_ways_set_up (ways, NULL);
}

static void
test_nothing_is_replaced_all_the_same (RectoTestWays *ways, gconstpointer data)
{
  recto_test_folder_put (&ways->folder, "a.txt", "first");
  recto_test_ways_save (ways, "a.txt", RECTO_FILE_WRITER_NONE, "second");
  recto_test_ways_save (ways, "a.txt", RECTO_FILE_WRITER_NONE, "third");
  recto_test_ways_save (ways, "b.txt", RECTO_FILE_WRITER_NONE, "other");
  recto_test_ways_assert_list (ways, "a (2).txt, a (3).txt, a.txt, b.txt");
  recto_test_folder_assert_text (&ways->folder, "a.txt", "first");
  recto_test_folder_assert_text (&ways->folder, "a (2).txt", "second");
  recto_test_folder_assert_text (&ways->folder, "a (3).txt", "third");
  recto_test_folder_assert_text (&ways->folder, "b.txt", "other");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  /* As the worker does: what is written into a closed pipe is an error. */
  signal (SIGPIPE, SIG_IGN);

#define ADD_WITH(path, run, data, set_up, func, tear_down)                                         \
  g_test_add_data_func (path, path "/subprocess", run);                                            \
  g_test_add (path "/subprocess", RectoTestWays, data, set_up, func, tear_down)
#define ADD(path, size, func)                                                                      \
  ADD_WITH (path, test_with_a_mount, size, set_up_small, func, tear_down_small)
#define ADD_WITHOUT(path, data)                                                                    \
  ADD_WITH (path, test_without_a_call, data, set_up_without,                                       \
            test_nothing_is_replaced_all_the_same, recto_test_ways_tear_down)
  ADD ("/saving-faults/G-9/full-medium-fails", "4m", test_full_medium_fails);
  ADD ("/saving-faults/G-9/last-room-is-left-alone", "65843k", test_last_room_is_left_alone);
  ADD ("/saving-faults/G-9/claim-beyond-the-room-is-no-failure", "4m",
       test_claim_beyond_the_room_is_no_failure);
  ADD ("/saving-faults/G-9/read-only-medium-fails-at-once", "4m",
       test_read_only_medium_fails_at_once);
  ADD ("/saving-faults/G-9/unplugged-medium-fails", "4m", test_unplugged_medium_fails);
  ADD_WITHOUT ("/saving-faults/G-9/nothing-is-replaced-with-second-names", NULL);
  ADD_WITHOUT ("/saving-faults/G-9/nothing-is-replaced-without-second-names",
               GINT_TO_POINTER (TRUE));
#undef ADD_WITHOUT
#undef ADD
#undef ADD_WITH

  return g_test_run ();
}
