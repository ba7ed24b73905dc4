/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-engine-private.h"
#include "recto-extractor.h"
#include "recto-file-source.h"
#include "recto-text-style.h"
#include "recto-worker-pool.h"

/* RectoReader: the processes that read one document. It outlives them: when the host dies it is
 * started again and told the document's state (password, layout) anew; after repeated deaths, or
 * when a host takes too long to answer, it gives up. */
typedef struct _RectoReader RectoReader;

typedef struct
{
  /* The document is open; comes again after the host was started anew. */
  void (*opened) (const RectoMessageOpened *opened, gpointer data);
  /* It cannot be opened, or not any more. */
  void (*gave_up) (const GError *error, gpointer data);
  /* As RectoWorkerPoolCallbacks has it. */
  void (*rendered) (RectoLocation location, gboolean complete, gint64 work, gpointer data);
} RectoReaderCallbacks;

/* Takes `fd`, the document, open for reading. `name`: plain, with the extension. */
RectoReader *recto_reader_new (RectoEngine *engine,
                               int fd,
                               const RectoFileFacts *facts,
                               const char *name,
                               const char *password,
                               const RectoReaderCallbacks *callbacks,
                               gpointer data);
/* Kills everything. */
void recto_reader_free (RectoReader *self);
/* Who hears of it from now on. */
void recto_reader_set_callbacks (RectoReader *self,
                                 const RectoReaderCallbacks *callbacks,
                                 gpointer data);
/* Starts the host and opens the document; `opened` or `gave_up` follows, never before it returns.
 */
void recto_reader_open (RectoReader *self);
/* Why it gave up, or NULL. */
const GError *recto_reader_get_error (RectoReader *self);
/* Of the document, as it was opened: bytes; when it was changed last, microseconds since 1970. */
guint64 recto_reader_get_size (RectoReader *self);
gint64 recto_reader_get_modified_time (RectoReader *self);
RectoWorkerPool *recto_reader_get_pool (RectoReader *self);
RectoExtractor *recto_reader_get_extractor (RectoReader *self);
/* How the text of a book is set, of the next host. */
void recto_reader_set_style (RectoReader *self, const RectoTextStyle *style);
/* The style changed: everything that was asked before is out of date, and ends (SUPERSEDED). A new
 * host opens the document: a book keeps the style it was read with, and a layout, which knows no
 * stopping, ends with its process. */
void recto_reader_renew (RectoReader *self);
/* Which layers are shown from now on; what is being drawn is out of date, and ends (SUPERSEDED). */
void recto_reader_show_layers (RectoReader *self, const RectoMessageShowLayers *layers);
/* Ends a host that has not opened the document yet, unless somebody still waits for an answer. The
 * next question starts another. */
void recto_reader_rest (RectoReader *self);
/* A document that is not shown keeps no worker after a while. */
void recto_reader_set_shown (RectoReader *self, gboolean shown);
/* For tests: what measures how long the host takes to answer, from now on. */
void recto_reader_set_clock (RectoReader *self, const RectoClock *clock);
/* For tests: whether the host has still to answer anything. */
gboolean recto_reader_is_owed (RectoReader *self);
/* For tests: how long that while is, from the next time it is hidden. */
void recto_reader_set_asleep_delay_ms (RectoReader *self, guint milliseconds);
/* For tests and the log: the host's process, or 0; what it locked down. */
int recto_reader_get_host_pid (RectoReader *self);
guint recto_reader_get_lockdown (RectoReader *self);
/* (nullable self): see recto_host_describe (). */
char *recto_reader_describe_host (RectoReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoReader, recto_reader_free)
