/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-reader.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* A small book page. */
#define DEFAULT_LAYOUT { .width = 450, .height = 600, .font_size = RECTO_TEXT_SIZE_USUAL }
G_STATIC_ASSERT ((int) RECTO_TEXT_FAMILY_MONO == (int) RECTO_LAYOUT_FAMILY_MONO);
G_STATIC_ASSERT ((int) RECTO_TEXT_MARGINS_WIDE == (int) RECTO_LAYOUT_MARGINS_WIDE);
G_STATIC_ASSERT ((int) RECTO_TEXT_ALIGNMENT_JUSTIFIED == (int) RECTO_LAYOUT_ALIGNMENT_JUSTIFIED);

/* A host that dies so often within a minute is not started again by itself. */
#define MAX_DEATHS 3
#define DEATHS_SPAN (60 * G_USEC_PER_SEC)
/* Documents of fewer pages have a page tree that every worker reads in no time. */
#define PREWARM_PAGES 500
/* A page tree that takes longer is left to the workers. */
#define PREWARM_MS 2000
#define ASLEEP_MS (10 * 1000)
/* The host's memory limit, as recto-worker sets it; for the message. */
#define HOST_MEMORY_MB 1024u

struct _RectoReader
{
  grefcount refs; /* held while calling out: what is called may close the document */
  gboolean freed;
  GError *error; /* it gave up */
  RectoEngine *engine;
  int fd;
  RectoFileFacts facts;
  char *name;
  char *password;
  RectoLayout layout;
  RectoMessageShowLayers *layers; /* (nullable): as the reader wants them */
  guint generation;
  const RectoReaderCallbacks *callbacks;
  gpointer data;
  RectoHost *host; /* NULL while there is none */
  RectoWorkerPool *pool;
  RectoExtractor *extractor;
  gboolean opened;
  guint n_pages;
  gboolean reflowable;
  gint64 deaths[MAX_DEATHS]; /* when, newest last */
  gboolean no_prewarm;
  guint prewarm_source;
  gboolean rests; /* without a host, until somebody asks for something */
  guint asleep_ms;
  guint asleep_source;
  RectoClock clock;
};

static void start_host (RectoReader *self);

static void
drop_host (RectoReader *self)
{
  g_clear_handle_id (&self->prewarm_source, g_source_remove);
  g_clear_pointer (&self->host, recto_host_free);
  recto_worker_pool_set_host (self->pool, NULL);
  if (!self->freed)
    recto_extractor_set_host (self->extractor, NULL);
}

static void
reader_unref (RectoReader *self)
{
  if (!g_ref_count_dec (&self->refs))
    return;
  g_clear_error (&self->error);
  g_free (self);
}

static void
give_up (RectoReader *self, const GError *error)
{
  g_ref_count_inc (&self->refs);
  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  self->opened = FALSE;
  drop_host (self);
  /* First the word that nothing more can be asked, then the answers. */
  if (!self->freed)
    self->callbacks->gave_up (self->error, self->data);
  if (!self->freed)
    recto_worker_pool_fail_all (self->pool, self->error);
  if (!self->freed)
    recto_extractor_fail_all (self->extractor, self->error);
  reader_unref (self);
}

static GError *
error_of_refusal (const RectoMessageRefused *refused)
{
  switch ((RectoOutcome) refused->outcome)
    {
    case RECTO_OUTCOME_UNSUPPORTED:
      if (refused->text[0] == '\0')
        return g_error_new_literal (RECTO_ERROR, RECTO_ERROR_UNSUPPORTED,
                                    _ ("This is not a document of any format that can be opened."));
      return g_error_new (RECTO_ERROR, RECTO_ERROR_UNSUPPORTED,
                          /* Translators: %s names a format: "DjVu (.djvu)". */
                          _ ("Files of this format cannot be opened: %s"), refused->text);
    case RECTO_OUTCOME_PASSWORD_NEEDED:
      return g_error_new_literal (RECTO_ERROR, RECTO_ERROR_PASSWORD_NEEDED,
                                  _ ("This document is locked with a password."));
    case RECTO_OUTCOME_PASSWORD_WRONG:
      return g_error_new_literal (RECTO_ERROR, RECTO_ERROR_PASSWORD_WRONG,
                                  _ ("The password does not open this document."));
    case RECTO_OUTCOME_OUT_OF_MEMORY:
      return g_error_new (RECTO_ERROR, RECTO_ERROR_OUT_OF_MEMORY,
                          _ ("Opening this document needs more than the %u MB it may use."),
                          HOST_MEMORY_MB);
    default:
      return g_error_new (RECTO_ERROR, RECTO_ERROR_DAMAGED,
                          /* Translators: %s is a technical reason, in English. */
                          _ ("This file is damaged or not what its name says: %s"), refused->text);
    }
}

static void
answered_cb (const RectoMessage *message, gpointer data)
{
  RectoReader *self = data;
  g_autoptr (GError) error = NULL;

  if (message->kind == RECTO_MESSAGE_REFUSED)
    {
      error = error_of_refusal ((const RectoMessageRefused *) message);
      give_up (self, error);
      return;
    }
  self->opened = TRUE;
  self->n_pages = ((const RectoMessageOpened *) message)->n_pages;
  self->reflowable = ((const RectoMessageOpened *) message)->reflowable;
  self->callbacks->opened ((const RectoMessageOpened *) message, self->data);
}

static void
forked_cb (guint number, int *pidfd, int pid, gpointer data)
{
  RectoReader *self = data;

  if ((number & RECTO_EXTRACTOR_NUMBER) != 0)
    recto_extractor_forked (self->extractor, number, pidfd, pid);
  else
    recto_worker_pool_forked (self->pool, number, pidfd, pid);
}

static void
prewarmed_cb (gpointer data)
{
  RectoReader *self = data;

  g_clear_handle_id (&self->prewarm_source, g_source_remove);
  recto_worker_pool_refresh (self->pool);
}

static gboolean
dies_too_often (RectoReader *self)
{
  gint64 now = g_get_monotonic_time ();

  for (guint i = 1; i < MAX_DEATHS; i++)
    self->deaths[i - 1] = self->deaths[i];
  self->deaths[MAX_DEATHS - 1] = now;
  return self->deaths[0] != 0 && now - self->deaths[0] < DEATHS_SPAN;
}

static void
give_up_for_deaths (RectoReader *self, gboolean was_opened)
{
  g_autoptr (GError) error =
      g_error_new_literal (RECTO_ERROR, RECTO_ERROR_WORKER_DIED,
                           was_opened ? _ ("The process that reads this document ended "
                                           "unexpectedly several times.")
                                      : _ ("The process that reads this document ended while "
                                           "opening it."));

  give_up (self, error);
}

/* A host that dies while it opens the document for the first time will do so again. */
static void
died_cb (gpointer data)
{
  RectoReader *self = data;
  gboolean was_opened = self->opened;

  if (self->prewarm_source != 0)
    self->no_prewarm = TRUE;
  g_ref_count_inc (&self->refs);
  drop_host (self);
  if (!self->freed && was_opened && !dies_too_often (self))
    start_host (self);
  else if (!self->freed)
    give_up_for_deaths (self, was_opened);
  reader_unref (self);
}

/* The task of the first opening has a limit of its own, too. One that hangs later, as over layers
 * that it was told to show, would do so again. */
static void
hung_cb (gpointer data)
{
  RectoReader *self = data;
  g_autoptr (GError) error =
      g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                           recto_host_has_answered (self->host)
                               ? _ ("The process that reads this document does not answer any "
                                    "more.")
                               : _ ("The process that reads this document does not get it open."));

  give_up (self, error);
}

static const RectoHostCallbacks host_callbacks = { answered_cb, forked_cb, prewarmed_cb, died_cb,
                                                   hung_cb };

static void
ask_to_open (RectoReader *self)
{
  RectoMessageOpen message = { 0 };

  recto_message_init (&message, RECTO_MESSAGE_OPEN, sizeof message, 0, self->generation);
  message.layout = self->layout;
  message.has_password = self->password != NULL;
  recto_message_set_text (message.name, sizeof message.name, self->name);
  recto_message_set_text (message.password, sizeof message.password, self->password);
  recto_host_ask (self->host, &message, self->fd);
}

/* For the workers that are asked for after this. */
static void
tell_layers (RectoReader *self)
{
  if (self->layers == NULL || self->host == NULL)
    return;
  recto_message_init (self->layers, RECTO_MESSAGE_SHOW_LAYERS, sizeof *self->layers, 0,
                      self->generation);
  recto_host_ask (self->host, self->layers, -1);
}

/* What could not be started is told in the next turn, as all else is. */
static void
not_started_cb (gpointer data)
{
  RectoReader *self = data;
  g_autoptr (GError) error =
      g_error_new_literal (RECTO_ERROR, RECTO_ERROR_WORKER_DIED,
                           _ ("The program that reads documents could not be started."));

  self->prewarm_source = 0;
  give_up (self, error);
}

static void
start_host (RectoReader *self)
{
  g_autoptr (GError) error = NULL;

  self->rests = FALSE;
  self->host = recto_engine_take_host (self->engine, &error);
  if (self->host == NULL)
    {
      g_warning ("%s", error->message);
      self->prewarm_source = g_timeout_add_once (0, not_started_cb, self);
      return;
    }
  recto_host_set_callbacks (self->host, &host_callbacks, self);
  recto_host_set_clock (self->host, &self->clock);
  ask_to_open (self);
  tell_layers (self);
  g_ref_count_inc (&self->refs);
  /* Asks for a first worker, which the host makes as soon as the document is open. */
  recto_worker_pool_set_host (self->pool, self->host);
  if (!self->freed)
    recto_extractor_set_host (self->extractor, self->host);
  reader_unref (self);
}

/* ---- The pool's events ---- */

static void
prewarm_too_long_cb (gpointer data)
{
  RectoReader *self = data;

  self->prewarm_source = 0;
  self->no_prewarm = TRUE;
  g_ref_count_inc (&self->refs);
  drop_host (self);
  if (!self->freed)
    start_host (self);
  reader_unref (self);
}

static void
first_tile_cb (gpointer data)
{
  RectoReader *self = data;
  RectoMessage message;

  if (self->host == NULL || self->no_prewarm || self->reflowable || self->n_pages < PREWARM_PAGES)
    return;
  recto_message_init (&message, RECTO_MESSAGE_PREWARM, sizeof message, 0, self->generation);
  if (recto_host_ask (self->host, &message, -1))
    self->prewarm_source = g_timeout_add_once (PREWARM_MS, prewarm_too_long_cb, self);
}

static void
rendered_cb (RectoLocation location, gboolean complete, gint64 work, gpointer data)
{
  RectoReader *self = data;

  if (self->callbacks->rendered != NULL)
    self->callbacks->rendered (location, complete, work, self->data);
}

static void
starved_cb (gpointer data)
{
  died_cb (data);
}

static void
hostless_cb (gpointer data)
{
  RectoReader *self = data;

  if (self->rests)
    start_host (self);
}

static const RectoWorkerPoolCallbacks pool_callbacks = { first_tile_cb, rendered_cb, starved_cb,
                                                         hostless_cb };

/* ---- Public ---- */

RectoReader *
recto_reader_new (RectoEngine *engine,
                  int fd,
                  const RectoFileFacts *facts,
                  const char *name,
                  const char *password,
                  const RectoReaderCallbacks *callbacks,
                  gpointer data)
{
  RectoReader *self = g_new0 (RectoReader, 1);

  g_ref_count_init (&self->refs);
  self->engine = g_object_ref (engine);
  self->fd = fd;
  self->facts = *facts;
  self->name = g_strdup (name);
  self->password = g_strdup (password);
  self->layout = (RectoLayout) DEFAULT_LAYOUT;
  self->asleep_ms = ASLEEP_MS;
  self->clock = recto_clock_monotonic;
  self->callbacks = callbacks;
  self->data = data;
  self->pool = recto_worker_pool_new (recto_engine_get_limits (engine), &pool_callbacks, self);
  self->extractor = recto_extractor_new ();
  return self;
}

void
recto_reader_free (RectoReader *self)
{
  self->freed = TRUE;
  g_clear_handle_id (&self->prewarm_source, g_source_remove);
  g_clear_handle_id (&self->asleep_source, g_source_remove);
  g_clear_pointer (&self->host, recto_host_free);
  g_clear_pointer (&self->pool, recto_worker_pool_free);
  g_clear_pointer (&self->extractor, recto_extractor_free);
  recto_file_source_close (g_steal_fd (&self->fd));
  if (self->password != NULL)
    explicit_bzero (self->password, strlen (self->password));
  g_clear_pointer (&self->password, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->layers, g_free);
  g_clear_object (&self->engine);
  reader_unref (self);
}

void
recto_reader_set_callbacks (RectoReader *self, const RectoReaderCallbacks *callbacks, gpointer data)
{
  self->callbacks = callbacks;
  self->data = data;
}

void
recto_reader_open (RectoReader *self)
{
  memset (self->deaths, 0, sizeof self->deaths);
  g_clear_error (&self->error);
  if (self->host == NULL)
    start_host (self);
}

guint64
recto_reader_get_size (RectoReader *self)
{
  return self->facts.size;
}

gint64
recto_reader_get_modified_time (RectoReader *self)
{
  return self->facts.modified;
}

RectoWorkerPool *
recto_reader_get_pool (RectoReader *self)
{
  return self->pool;
}

RectoExtractor *
recto_reader_get_extractor (RectoReader *self)
{
  return self->extractor;
}

void
recto_reader_set_style (RectoReader *self, const RectoTextStyle *style)
{
  self->layout.font_size = (float) style->size;
  self->layout.line_height = (float) style->line_height;
  self->layout.family = style->family;
  self->layout.margins = style->margins;
  self->layout.alignment = style->alignment;
}

void
recto_reader_renew (RectoReader *self)
{
  self->generation++;
  g_ref_count_inc (&self->refs);
  recto_worker_pool_renew (self->pool, self->generation, FALSE);
  if (!self->freed && self->host != NULL)
    drop_host (self);
  /* Unless it has given up, or is about to. */
  if (!self->freed && self->host == NULL && self->error == NULL && self->prewarm_source == 0)
    start_host (self);
  reader_unref (self);
}

void
recto_reader_show_layers (RectoReader *self, const RectoMessageShowLayers *layers)
{
  g_free (self->layers);
  self->layers = g_memdup2 (layers, sizeof *layers);
  self->generation++;
  g_ref_count_inc (&self->refs);
  tell_layers (self);
  recto_worker_pool_renew (self->pool, self->generation, TRUE);
  reader_unref (self);
}

void
recto_reader_rest (RectoReader *self)
{
  if (self->host == NULL || recto_host_has_answered (self->host) ||
      recto_worker_pool_is_wanted (self->pool))
    return;
  g_ref_count_inc (&self->refs);
  drop_host (self);
  self->rests = TRUE;
  reader_unref (self);
}

static void
asleep_cb (gpointer data)
{
  RectoReader *self = data;

  self->asleep_source = 0;
  recto_worker_pool_set_asleep (self->pool, TRUE);
}

void
recto_reader_set_shown (RectoReader *self, gboolean shown)
{
  g_clear_handle_id (&self->asleep_source, g_source_remove);
  if (shown)
    recto_worker_pool_set_asleep (self->pool, FALSE);
  else
    self->asleep_source = g_timeout_add_once (self->asleep_ms, asleep_cb, self);
}

void
recto_reader_set_clock (RectoReader *self, const RectoClock *clock)
{
  self->clock = *clock;
  if (self->host != NULL)
    recto_host_set_clock (self->host, clock);
}

gboolean
recto_reader_is_owed (RectoReader *self)
{
  return self->host != NULL && recto_host_is_owing (self->host);
}

void
recto_reader_set_asleep_delay_ms (RectoReader *self, guint milliseconds)
{
  self->asleep_ms = milliseconds;
}

const GError *
recto_reader_get_error (RectoReader *self)
{
  return self->error;
}

int
recto_reader_get_host_pid (RectoReader *self)
{
  return self->host != NULL ? recto_host_get_pid (self->host) : 0;
}

guint
recto_reader_get_lockdown (RectoReader *self)
{
  return self->host != NULL ? recto_host_get_lockdown (self->host) : 0;
}

char *
recto_reader_describe_host (RectoReader *self)
{
  return self != NULL && self->host != NULL ? recto_host_describe (self->host)
                                            : g_strdup ("no process");
}
