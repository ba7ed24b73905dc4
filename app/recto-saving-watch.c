/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-saving-watch.h"

/* A saving that is followed, from when its document lists it. */
typedef struct
{
  RectoSavingWatch *watch; /* which owns this */
  GFile *document;
  gint64 began_at; /* of the watch's clock; only while it runs */
  gboolean running;
} Following;

struct _RectoSavingWatch
{
  GObject parent_instance;
  RectoEngine *engine;
  RectoClock clock;
  GHashTable *documents; /* RectoDocument (owned): those whose lists are followed */
  GHashTable *savings;   /* RectoSaving (owned) -> Following */
  guint n_running;
};

G_DEFINE_FINAL_TYPE (RectoSavingWatch, recto_saving_watch, G_TYPE_OBJECT)

typedef enum
{
  PROP_SAVING = 1,
} RectoSavingWatchProperty;

static GParamSpec *properties[PROP_SAVING + 1];

enum
{
  LONG_ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
following_free (gpointer data)
{
  Following *self = data;

  g_clear_object (&self->document);
  g_free (self);
}

/* Whoever stopped it knows; what ran out of time or out of bounds did so by itself. */
static gboolean
was_stopped_by_somebody (RectoSaving *saving)
{
  switch (recto_saving_get_reason (saving))
    {
    case RECTO_CANCEL_NONE:
    case RECTO_CANCEL_TIMEOUT:
    case RECTO_CANCEL_LIMIT:
      return FALSE;
    case RECTO_CANCEL_CALLER:
    case RECTO_CANCEL_USER_STOP:
    case RECTO_CANCEL_SUPERSEDED:
    case RECTO_CANCEL_PARENT:
    case RECTO_CANCEL_DOCUMENT_CLOSED:
    case RECTO_CANCEL_QUIT:
    default:
      return TRUE;
    }
}

static void
change_n_running (RectoSavingWatch *self, int change)
{
  const gboolean before = self->n_running > 0;

  self->n_running += change;
  if (before != (self->n_running > 0))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVING]);
}

static void
end (RectoSavingWatch *self, RectoSaving *saving, Following *following)
{
  const gint64 took = self->clock.now (self->clock.data) - following->began_at;

  following->running = FALSE;
  change_n_running (self, -1);
  if (took >= RECTO_LONG_SAVING_MS * G_TIME_SPAN_MILLISECOND && !was_stopped_by_somebody (saving))
    g_signal_emit (self, signals[LONG_ENDED], 0, saving, following->document);
}

static gboolean
is_listed (RectoSavingWatch *self, RectoSaving *saving)
{
  GHashTableIter iter;
  gpointer document;

  g_hash_table_iter_init (&iter, self->documents);
  while (g_hash_table_iter_next (&iter, &document, NULL))
    {
      GListModel *savings = recto_document_get_savings (document);

      for (guint i = 0; i < g_list_model_get_n_items (savings); i++)
        {
          g_autoptr (RectoSaving) listed = g_list_model_get_item (savings, i);

          if (listed == saving)
            return TRUE;
        }
    }
  return FALSE;
}

/* One that runs is followed until it ends, whatever becomes of its document meanwhile. */
static void
forget_unlisted (RectoSavingWatch *self)
{
  GHashTableIter iter;
  gpointer saving;
  gpointer following;

  g_hash_table_iter_init (&iter, self->savings);
  while (g_hash_table_iter_next (&iter, &saving, &following))
    if (!((Following *) following)->running && !is_listed (self, saving))
      {
        g_signal_handlers_disconnect_by_data (saving, following);
        g_hash_table_iter_remove (&iter);
      }
}

static void
state_changed_cb (RectoSaving *saving, GParamSpec *pspec, Following *following)
{
  g_autoptr (RectoSavingWatch) self = g_object_ref (following->watch);
  const gboolean runs = recto_saving_get_state (saving) == RECTO_SAVING_RUNNING;

  if (runs == following->running)
    return;
  if (!runs)
    {
      end (self, saving, following);
      forget_unlisted (self);
      return;
    }
  following->running = TRUE;
  following->began_at = self->clock.now (self->clock.data);
  change_n_running (self, 1);
}

static void
follow_saving (RectoSavingWatch *self, RectoSaving *saving, RectoDocument *document)
{
  Following *following;

  if (g_hash_table_contains (self->savings, saving))
    return;
  following = g_new0 (Following, 1);
  following->watch = self;
  following->document = g_object_ref (recto_document_get_file (document));
  g_hash_table_insert (self->savings, g_object_ref (saving), following);
  g_signal_connect (saving, "notify::state", G_CALLBACK (state_changed_cb), following);
  state_changed_cb (saving, NULL, following);
}

static void
savings_changed_cb (RectoSavingWatch *self)
{
  GHashTableIter iter;
  gpointer document;

  g_hash_table_iter_init (&iter, self->documents);
  while (g_hash_table_iter_next (&iter, &document, NULL))
    {
      GListModel *savings = recto_document_get_savings (document);

      for (guint i = 0; i < g_list_model_get_n_items (savings); i++)
        {
          g_autoptr (RectoSaving) saving = g_list_model_get_item (savings, i);

          follow_saving (self, saving, document);
        }
    }
  forget_unlisted (self);
}

static void
leave_documents (RectoSavingWatch *self)
{
  GHashTableIter iter;
  gpointer document;

  g_hash_table_iter_init (&iter, self->documents);
  while (g_hash_table_iter_next (&iter, &document, NULL))
    g_signal_handlers_disconnect_by_data (recto_document_get_savings (document), self);
  g_hash_table_remove_all (self->documents);
}

static void
documents_changed_cb (RectoSavingWatch *self)
{
  GListModel *documents = recto_engine_get_documents (self->engine);

  leave_documents (self);
  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      RectoDocument *document = g_list_model_get_item (documents, i);

      g_signal_connect_swapped (recto_document_get_savings (document), "items-changed",
                                G_CALLBACK (savings_changed_cb), self);
      g_hash_table_add (self->documents, document);
    }
  savings_changed_cb (self);
}

RectoSavingWatch *
recto_saving_watch_new (RectoEngine *engine)
{
  RectoSavingWatch *self;

  g_return_val_if_fail (RECTO_IS_ENGINE (engine), NULL);

  self = g_object_new (RECTO_TYPE_SAVING_WATCH, NULL);
  self->engine = g_object_ref (engine);
  g_signal_connect_object (recto_engine_get_documents (engine), "items-changed",
                           G_CALLBACK (documents_changed_cb), self, G_CONNECT_SWAPPED);
  documents_changed_cb (self);
  return self;
}

gboolean
recto_saving_watch_is_saving (RectoSavingWatch *self)
{
  g_return_val_if_fail (RECTO_IS_SAVING_WATCH (self), FALSE);

  return self->n_running > 0;
}

void
recto_saving_watch_set_clock (RectoSavingWatch *self, const RectoClock *clock)
{
  g_return_if_fail (RECTO_IS_SAVING_WATCH (self));
  g_return_if_fail (clock != NULL);

  self->clock = *clock;
}

static void
recto_saving_watch_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((RectoSavingWatchProperty) prop_id)
    {
    case PROP_SAVING:
      g_value_set_boolean (value, recto_saving_watch_is_saving (RECTO_SAVING_WATCH (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_saving_watch_dispose (GObject *object)
{
  RectoSavingWatch *self = RECTO_SAVING_WATCH (object);
  GHashTableIter iter;
  gpointer saving;
  gpointer following;

  g_hash_table_iter_init (&iter, self->savings);
  while (g_hash_table_iter_next (&iter, &saving, &following))
    g_signal_handlers_disconnect_by_data (saving, following);
  g_hash_table_remove_all (self->savings);
  leave_documents (self);
  if (self->engine != NULL)
    g_signal_handlers_disconnect_by_data (recto_engine_get_documents (self->engine), self);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (recto_saving_watch_parent_class)->dispose (object);
}

static void
recto_saving_watch_finalize (GObject *object)
{
  RectoSavingWatch *self = RECTO_SAVING_WATCH (object);

  g_clear_pointer (&self->savings, g_hash_table_unref);
  g_clear_pointer (&self->documents, g_hash_table_unref);

  G_OBJECT_CLASS (recto_saving_watch_parent_class)->finalize (object);
}

static void
recto_saving_watch_class_init (RectoSavingWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = recto_saving_watch_get_property;
  object_class->dispose = recto_saving_watch_dispose;
  object_class->finalize = recto_saving_watch_finalize;

  properties[PROP_SAVING] =
      g_param_spec_boolean ("saving", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[LONG_ENDED] =
      g_signal_new ("long-ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, RECTO_TYPE_SAVING, G_TYPE_FILE);
}

static void
recto_saving_watch_init (RectoSavingWatch *self)
{
  self->clock = recto_clock_monotonic;
  self->documents = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->savings = g_hash_table_new_full (NULL, NULL, g_object_unref, following_free);
}
