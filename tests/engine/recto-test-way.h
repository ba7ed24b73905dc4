/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-file-writer.h"
#include "recto-test-folder.h"

/* RectoTestWays: files that are written into a folder of a test's own. Its end fails the test when
 * anything unfinished is left. */
typedef struct
{
  RectoTestFolder folder;
  char *notes;  /* where those of unfinished files lie */
  GFile *place; /* (nullable): the folder as others see it, where it is not local */
  RectoUnfinished *unfinished;
} RectoTestWays;

/* One file on its way; the other end of the pipe is the test's own. */
typedef struct
{
  RectoFileWriter *writer;
  RectoTask *task;
  int pipe;
  guint n_answers;
  GFile *file;
  GError *error;
} RectoTestWay;

void recto_test_ways_set_up (RectoTestWays *fixture, gconstpointer data);
void recto_test_ways_tear_down (RectoTestWays *fixture, gconstpointer data);
/* Until the temporary is there, with its note. */
void recto_test_ways_wait_for_part (RectoTestWays *fixture);
void recto_test_ways_assert_list (RectoTestWays *fixture, const char *names);
/* A whole file that holds `text`. */
void recto_test_ways_save (RectoTestWays *fixture,
                           const char *name,
                           RectoFileWriterFlags flags,
                           const char *text);

void recto_test_way_begin (RectoTestWays *fixture,
                           RectoTestWay *way,
                           const char *name,
                           RectoFileWriterFlags flags);
void recto_test_way_run (RectoTestWay *way);
void recto_test_way_feed (RectoTestWay *way, const char *text);
/* And says that it was all. */
void recto_test_way_feed_all (RectoTestWay *way, const char *text);
/* Until it is answered. */
void recto_test_way_end (RectoTestWay *way);
gboolean recto_test_way_has_written (RectoTestWay *way, guint64 bytes);
/* Once nothing of the thread's is left. */
void recto_test_way_clear (RectoTestWays *fixture, RectoTestWay *way);
