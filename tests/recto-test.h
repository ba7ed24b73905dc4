/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document.h"
#include "recto-worker-pool.h"

/* What tests of the engine share: an engine with the built worker, made documents, and waiting for
 * conditions. */

/* Runs the main loop until `condition`; fails the test when that takes absurdly long. */
#define recto_test_wait(condition)                                                                 \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 recto_test_guard = g_get_monotonic_time () + 180 * G_USEC_PER_SEC;                      \
    while (!(condition))                                                                           \
      {                                                                                            \
        recto_test_iterate ();                                                                     \
        if (g_get_monotonic_time () > recto_test_guard)                                            \
          g_error ("%s:%d: waited three minutes for " #condition, __FILE__, __LINE__);             \
      }                                                                                            \
  }                                                                                                \
  G_STMT_END

/* One turn of the main loop; returns now and then even when nothing happens. */
void recto_test_iterate (void);

RectoEngine *recto_test_engine (void);
/* A document that tests/documents makes; fails the test when it is not there. (transfer full) */
GFile *recto_test_file (const char *name);

/* Gives up an object, and waits until nothing keeps it any more: what has been done in a thread may
 * be let go of a little later. Takes `object`. */
void recto_test_let_go (gpointer object);

/* Deletes what is there, with all that is in it. */
void recto_test_remove (const char *path);

/* What a call-back got; zero-initialize it. */
typedef struct
{
  guint n_calls;
  GError *error;
  gpointer value; /* what `_finish` gave */
  RectoTask *task;
} RectoTestResult;

void recto_test_result_clear (RectoTestResult *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RectoTestResult, recto_test_result_clear)

/* Call-backs that fill a RectoTestResult; `value` is a RectoDocument, a RectoTile or NULL. */
void recto_test_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data);
void recto_test_rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data);
void recto_test_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* An engine, and the document that the test's data names, if it names one. Its end fails the test
 * when anything keeps one of them alive, or a process is left. */
typedef struct
{
  RectoEngine *engine;
  RectoDocument *document;
} RectoTestFixture;

void recto_test_set_up (RectoTestFixture *self, gconstpointer name);
void recto_test_tear_down (RectoTestFixture *self, gconstpointer name);
/* What the document's workers do; its host's process. */
RectoWorkerPool *recto_test_pool (RectoDocument *document);
int recto_test_host_pid (RectoDocument *document);
/* Kills one host after the other, until the document has an error. */
void recto_test_kill_until_given_up (RectoDocument *document);
/* Waits until every page's size is known, or every chapter counted. */
void recto_test_wait_for_pages (RectoDocument *document);

/* Opens and waits; fails the test on an error. */
RectoDocument *recto_test_open (RectoEngine *engine, const char *name);
/* A request for a whole page at `scale`. */
RectoRenderRequest recto_test_request (RectoDocument *document, guint number, double scale);
/* Renders and waits. */
RectoTile *recto_test_render (RectoDocument *document,
                              const RectoRenderRequest *request,
                              GError **error);
/* Reads what a page says, and waits. */
RectoPageText *recto_test_read_text (RectoDocument *document,
                                     RectoLocation location,
                                     GError **error);
/* The text of a page of a document without chapters; its number counts from 0. */
RectoPageText *recto_test_read_page (RectoDocument *document, guint page);
/* Where some words begin in a text, in characters; fails the test when they are not there. */
guint recto_test_find_words (RectoPageText *text, const char *words);
/* Begins to render; `result` has the task at once. */
void recto_test_begin (RectoDocument *document,
                       const RectoRenderRequest *request,
                       GCancellable *cancellable,
                       RectoTestResult *result);
gboolean recto_test_is_running (RectoTestResult *result);
/* The color of a pixel as 0xrrggbb. */
guint recto_test_pixel (RectoTile *tile, int x, int y);
/* Whether both say the same, but for rounding. */
gboolean recto_test_is_color (guint a, guint b);
/* The color of the square in the middle of a made page; numbers count from 1. */
guint recto_test_color_of (guint number);

/* Lists the document's attachments and finds one of this name; fails the test when there is none.
 * (transfer full) */
RectoAttachment *recto_test_attachment (RectoDocument *document, const char *name);
/* Whether these are the bytes of the made attachment of this number, all of them. */
gboolean recto_test_is_content (const guint8 *bytes, gsize length, guint number);

/* Whether a page of the first chapter, from 0, is asked for, or being made, in a list of tasks. */
gboolean recto_test_is_asked_for (GListModel *tasks, guint page);

/* Processes whose parent is `pid`, and their number. */
GArray *recto_test_children (int pid); /* of int; (transfer full) */
gboolean recto_test_is_alive (int pid);
guint recto_test_count_descriptors (void);
/* Until none of the processes that this one started is left. */
void recto_test_wait_for_no_process (void);
