/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document.h"

#include "recto-document-private.h"
#include "recto-layers-private.h"
#include "recto-task-list.h"
#include "recto-worker-errors.h"

/* A page whose render was cancelled after this much work is not begun behind the user's back. */
#define COSTLY_US (200 * 1000)

struct _RectoDocument
{
  GObject parent_instance;
  RectoEngine *engine;
  GFile *file;
  char *subject;
  char *title;
  char *format;
  gboolean reflowable;
  gboolean text_view;
  gboolean has_signatures;
  RectoTextStyle style;
  RectoReader *reader; /* NULL once closed */
  RectoTaskList *tasks;
  GListStore *savings; /* of RectoSaving */
  RectoBook *book;
  RectoPageFacts *facts;
  RectoPageLoader *loader;
  RectoAttachmentList *attachments;
  RectoLayers *layers; /* (nullable): until somebody has asked for them */
  guint layers_state;  /* grows as they change */
  GHashTable *costly;  /* gint64 keys of locations */
  GError *error;       /* given up */
  RectoDocumentReady ready;
  gpointer ready_data;
};

typedef enum
{
  PROP_ERROR = 1,
} RectoDocumentProperty;

static GParamSpec *properties[PROP_ERROR + 1];

enum
{
  PAGES_CHANGED,
  FACTS_STOPPED,
  LAYERS_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RectoDocument, recto_document, G_TYPE_OBJECT)

/* ---- What the reader and the loader say ---- */

static void
set_error (RectoDocument *self, const GError *error)
{
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
reopened_cb (const RectoMessageOpened *opened, gpointer data)
{
  g_autoptr (RectoDocument) self = g_object_ref (data);

  if (self->error != NULL)
    set_error (self, NULL);
  if (self->loader != NULL && !recto_page_loader_is_stopped (self->loader))
    recto_page_loader_go_on (self->loader);
}

static void
gave_up_cb (const GError *error, gpointer data)
{
  RectoDocument *self = data;

  if (self->loader != NULL)
    recto_page_loader_pause (self->loader);
  set_error (self, error);
}

static void
rendered_cb (RectoLocation location, gboolean complete, gint64 work, gpointer data)
{
  RectoDocument *self = data;
  gint64 key = recto_location_key (location);

  if (complete)
    {
      g_hash_table_remove (self->costly, &key);
      recto_page_loader_begin_background (self->loader);
    }
  else if (work > COSTLY_US)
    g_hash_table_add (self->costly, g_memdup2 (&key, sizeof key));
}

static const RectoReaderCallbacks reader_callbacks = { reopened_cb, gave_up_cb, rendered_cb };

static void
facts_changed_cb (gpointer data)
{
  g_signal_emit (data, signals[PAGES_CHANGED], 0);
}

static void
first_facts_cb (gpointer data)
{
  RectoDocument *self = data;

  self->ready (self, self->ready_data);
}

/* A host that is still at it would go on for nobody, unless somebody waits for something else after
 * hearing of this. */
static void
facts_stopped_cb (gpointer data)
{
  g_autoptr (RectoDocument) self = g_object_ref (data);

  g_signal_emit (self, signals[FACTS_STOPPED], 0);
  if (self->reader != NULL)
    recto_reader_rest (self->reader);
}

static const RectoPageLoaderCallbacks loader_callbacks = { facts_changed_cb, first_facts_cb,
                                                           facts_stopped_cb };

/* ---- Making and closing ---- */

static void
count_pages (RectoDocument *self, guint n_pages)
{
  /* A document that claims no pages has one, which will say what is wrong. */
  n_pages = CLAMP (n_pages, 1, RECTO_MAX_PAGES);
  recto_book_set_chapter (self->book, 0, n_pages);
  recto_page_facts_set_n_pages (self->facts, 0, n_pages);
}

/* Of the formats that are opened, only PDF has attachments: pages that may have some. */
static guint
count_attachable (RectoDocument *self)
{
  return g_str_has_prefix (self->format, "PDF") ? recto_book_get_n_pages (self->book, NULL) : 0;
}

RectoDocument *
recto_document_new (RectoEngine *engine,
                    GFile *file,
                    RectoReader *reader,
                    const RectoMessageOpened *opened,
                    const RectoTextStyle *style,
                    RectoDocumentReady ready,
                    gpointer data)
{
  RectoDocument *self = g_object_new (RECTO_TYPE_DOCUMENT, NULL);
  guint n_chapters = opened->reflowable ? CLAMP (opened->n_chapters, 1, RECTO_MAX_CHAPTERS) : 1;

  self->engine = g_object_ref (engine);
  self->file = g_object_ref (file);
  self->subject = g_file_get_basename (file);
  self->title = opened->title[0] != '\0' ? g_strdup (opened->title) : NULL;
  self->format = g_strdup (opened->format);
  self->reflowable = opened->reflowable != 0;
  self->text_view = opened->text_view != 0;
  self->has_signatures = opened->has_signatures != 0;
  self->style = *style;
  self->ready = ready;
  self->ready_data = data;
  self->reader = reader;
  recto_reader_set_callbacks (reader, &reader_callbacks, self);
  self->book = recto_book_new (n_chapters);
  self->facts = recto_page_facts_new (n_chapters);
  if (!self->reflowable)
    count_pages (self, opened->n_pages);
  self->loader = recto_page_loader_new (recto_reader_get_pool (reader), self->book, self->facts,
                                        self->tasks, self->reflowable, &loader_callbacks, self);
  self->attachments =
      recto_attachment_list_new (reader, self->tasks, count_attachable (self), self->subject);
  recto_engine_add_document (engine, self);
  recto_page_loader_go_on (self->loader);
  return self;
}

RectoReader *
recto_document_get_reader (RectoDocument *self)
{
  return self->reader;
}

RectoBook *
recto_document_get_book (RectoDocument *self)
{
  return self->book;
}

RectoPageFacts *
recto_document_get_page_facts (RectoDocument *self)
{
  return self->facts;
}

RectoPageLoader *
recto_document_get_page_loader (RectoDocument *self)
{
  return self->loader;
}

RectoAttachmentList *
recto_document_get_attachment_list (RectoDocument *self)
{
  return self->attachments;
}

RectoEngine *
recto_document_get_engine (RectoDocument *self)
{
  return self->engine;
}

const char *
recto_document_get_subject (RectoDocument *self)
{
  return self->subject;
}

void
recto_document_close (RectoDocument *self)
{
  g_autoptr (RectoDocument) alive = NULL;

  g_return_if_fail (RECTO_IS_DOCUMENT (self));

  if (self->reader == NULL)
    return;
  alive = g_object_ref (self);
  recto_task_list_cancel_all (self->tasks, RECTO_CANCEL_DOCUMENT_CLOSED);
  g_list_store_remove_all (self->savings);
  g_clear_pointer (&self->loader, recto_page_loader_free);
  recto_attachment_list_close (self->attachments);
  g_clear_pointer (&self->reader, recto_reader_free);
  recto_engine_remove_document (self->engine, self);
}

/* ---- Facts ---- */

GFile *
recto_document_get_file (RectoDocument *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT (self), NULL);

  return self->file;
}

const char *
recto_document_get_title (RectoDocument *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT (self), NULL);

  return self->title;
}

const char *
recto_document_get_format (RectoDocument *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT (self), NULL);

  return self->format;
}

gboolean
recto_document_is_reflowable (RectoDocument *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT (self), FALSE);

  return self->reflowable;
}

gboolean
recto_document_is_text_view (RectoDocument *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT (self), FALSE);

  return self->text_view;
}

gboolean
recto_document_claims_signatures (RectoDocument *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT (self), FALSE);

  return self->has_signatures;
}

GListModel *
recto_document_get_tasks (RectoDocument *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT (self), NULL);

  return G_LIST_MODEL (self->tasks);
}

GListModel *
recto_document_get_savings (RectoDocument *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT (self), NULL);

  return G_LIST_MODEL (self->savings);
}

/* ---- The whole document ---- */

gboolean
recto_document_is_costly (RectoDocument *self, RectoLocation location)
{
  gint64 key = recto_location_key (location);

  g_return_val_if_fail (RECTO_IS_DOCUMENT (self), FALSE);

  return g_hash_table_contains (self->costly, &key);
}

void
recto_document_allow_more_memory (RectoDocument *self)
{
  g_return_if_fail (RECTO_IS_DOCUMENT (self));

  if (self->reader == NULL)
    return;
  recto_worker_pool_allow_more_memory (recto_reader_get_pool (self->reader));
  recto_extractor_allow_more_memory (recto_reader_get_extractor (self->reader));
}

gboolean
recto_document_stop_harder (RectoDocument *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT (self), FALSE);

  return self->reader != NULL &&
         recto_worker_pool_kill_condemned (recto_reader_get_pool (self->reader)) > 0;
}

gboolean
recto_document_stop (RectoDocument *self)
{
  gboolean killed;
  guint n_cancelled;

  g_return_val_if_fail (RECTO_IS_DOCUMENT (self), FALSE);

  if (self->reader == NULL)
    return FALSE;
  /* Those that were told to stop before have had their chance. */
  killed = recto_document_stop_harder (self);
  n_cancelled = recto_task_list_cancel_all (self->tasks, RECTO_CANCEL_USER_STOP);
  return killed || n_cancelled > 0;
}

void
recto_document_set_shown (RectoDocument *self, gboolean shown)
{
  g_return_if_fail (RECTO_IS_DOCUMENT (self));

  if (self->reader != NULL)
    recto_reader_set_shown (self->reader, shown);
}

const GError *
recto_document_get_error (RectoDocument *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT (self), NULL);

  return self->error;
}

gboolean
recto_document_is_gone (RectoDocument *self)
{
  return self->reader == NULL || self->error != NULL;
}

GError *
recto_document_why_gone (RectoDocument *self)
{
  if (self->reader == NULL)
    return recto_worker_error_closed ();
  return self->error != NULL ? g_error_copy (self->error) : NULL;
}

void
recto_document_reopen (RectoDocument *self)
{
  g_return_if_fail (RECTO_IS_DOCUMENT (self));

  if (self->reader != NULL && self->error != NULL)
    recto_reader_open (self->reader);
}

static void
layers_changed_cb (RectoDocument *self)
{
  g_autofree RectoMessageShowLayers *message = g_new0 (RectoMessageShowLayers, 1);

  if (self->reader == NULL)
    return;
  recto_layers_tell (self->layers, message);
  self->layers_state++;
  recto_reader_show_layers (self->reader, message);
  g_signal_emit (self, signals[LAYERS_CHANGED], 0);
}

RectoLayers *
recto_document_keep_layers (RectoDocument *self, RectoLayers *layers)
{
  if (self->layers == NULL && layers != NULL)
    {
      self->layers = g_object_ref (layers);
      g_signal_connect_object (layers, "changed", G_CALLBACK (layers_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  return self->layers;
}

guint
recto_document_get_layers_state (RectoDocument *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT (self), 0);

  return self->layers_state;
}

/* ---- Books ---- */

void
recto_document_set_text_style (RectoDocument *self, const RectoTextStyle *style)
{
  RectoTextStyle possible;

  g_return_if_fail (RECTO_IS_DOCUMENT (self));
  g_return_if_fail (style != NULL);

  possible = recto_text_style_clamp (style);
  if (self->reader == NULL || !self->reflowable || recto_text_style_equal (&self->style, &possible))
    return;
  self->style = possible;
  recto_book_forget (self->book);
  recto_page_facts_forget (self->facts);
  recto_reader_set_style (self->reader, &self->style);
  recto_reader_renew (self->reader);
  if (self->loader != NULL && self->error == NULL)
    recto_page_loader_begin_anew (self->loader);
  g_signal_emit (self, signals[PAGES_CHANGED], 0);
}

const RectoTextStyle *
recto_document_get_text_style (RectoDocument *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT (self), NULL);

  return &self->style;
}

/* ---- The object ---- */

static void
recto_document_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RectoDocument *self = RECTO_DOCUMENT (object);

  switch ((RectoDocumentProperty) id)
    {
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
recto_document_dispose (GObject *object)
{
  RectoDocument *self = RECTO_DOCUMENT (object);

  if (self->reader != NULL)
    recto_document_close (self);

  G_OBJECT_CLASS (recto_document_parent_class)->dispose (object);
}

static void
recto_document_finalize (GObject *object)
{
  RectoDocument *self = RECTO_DOCUMENT (object);

  g_clear_pointer (&self->book, recto_book_free);
  g_clear_pointer (&self->facts, recto_page_facts_free);
  g_clear_pointer (&self->costly, g_hash_table_unref);
  g_clear_object (&self->attachments);
  g_clear_object (&self->layers);
  g_clear_object (&self->tasks);
  g_clear_object (&self->savings);
  g_clear_object (&self->file);
  g_clear_object (&self->engine);
  g_clear_pointer (&self->subject, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->format, g_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (recto_document_parent_class)->finalize (object);
}

static void
recto_document_class_init (RectoDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = recto_document_get_property;
  object_class->dispose = recto_document_dispose;
  object_class->finalize = recto_document_finalize;

  properties[PROP_ERROR] =
      g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[PAGES_CHANGED] = g_signal_new ("pages-changed", G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LAYERS_CHANGED] = g_signal_new ("layers-changed", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FACTS_STOPPED] = g_signal_new ("facts-stopped", G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
recto_document_init (RectoDocument *self)
{
  self->tasks = recto_task_list_new ();
  self->savings = g_list_store_new (RECTO_TYPE_SAVING);
  self->costly = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}
