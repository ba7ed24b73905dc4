/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <stdatomic.h>

#include "recto-task-private.h"

G_DEFINE_FINAL_TYPE (RectoTask, recto_task, G_TYPE_OBJECT)

typedef enum
{
  PROP_KIND = 1,
  PROP_SUBJECT,
  PROP_STATE,
  PROP_REASON,
  PROP_PROGRESS,
  PROP_FOREGROUND,
  PROP_CANCELLING,
} RectoTaskProperty;

static GParamSpec *properties[PROP_CANCELLING + 1];

static _Atomic guint64 last_id;

gint64
recto_task_now (RectoTask *self)
{
  return self->clock.now (self->clock.data);
}

GWeakRef *
recto_task_weak_new (RectoTask *self)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  return weak;
}

void
recto_task_weak_free (GWeakRef *weak)
{
  g_weak_ref_clear (weak);
  g_free (weak);
}

/* Making. */

static void
join_parent (RectoTask *self, RectoTask *parent)
{
  self->parent = g_object_ref (parent);
  self->entry = recto_task_weak_new (self);
  g_mutex_lock (&parent->lock);
  g_ptr_array_add (parent->children, self->entry);
  g_mutex_unlock (&parent->lock);
}

static void
join_outer (RectoTask *self, GCancellable *outer)
{
  gulong handler;

  self->outer = g_object_ref (outer);
  handler = recto_task_listen_to (self, outer);
  g_mutex_lock (&self->lock);
  self->outer_handler = handler;
  g_mutex_unlock (&self->lock);
  recto_task_check_cancellables (self);
}

/* From the moment it has joined, others may end it: all else is ready before. */
static RectoTask *
make_task (RectoTask *parent, RectoTaskKind kind, RectoTaskFlags flags, GCancellable *outer)
{
  RectoTask *self = g_object_new (RECTO_TYPE_TASK, NULL);

  self->kind = kind;
  self->timeout_ms = recto_task_kind_default_timeout_ms (kind);
  self->detached = (flags & RECTO_TASK_DETACHED) != 0;
  self->foreground = (flags & RECTO_TASK_FOREGROUND) != 0;
  self->told_foreground = self->foreground;
  self->cancellable_handler = recto_task_listen_to (self, self->cancellable);
  if (parent != NULL)
    join_parent (self, parent);
  if (outer != NULL)
    join_outer (self, outer);
  return self;
}

RectoTask *
recto_task_new (RectoTaskKind kind, RectoTaskFlags flags, GCancellable *cancellable)
{
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);

  return make_task (NULL, kind, flags, cancellable);
}

RectoTask *
recto_task_new_child (RectoTask *parent,
                      RectoTaskKind kind,
                      RectoTaskFlags flags,
                      GCancellable *cancellable)
{
  RectoTask *self;

  g_return_val_if_fail (RECTO_IS_TASK (parent), NULL);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);

  self = make_task (parent, kind, flags, cancellable);
  if (recto_task_get_reason (parent) != RECTO_CANCEL_NONE && !self->detached)
    recto_task_cancel (self, RECTO_CANCEL_PARENT);
  return self;
}

/* Facts. */

void
recto_task_set_clock (RectoTask *self, const RectoClock *clock)
{
  g_return_if_fail (RECTO_IS_TASK (self));
  g_return_if_fail (clock != NULL);

  self->clock = *clock;
}

void
recto_task_set_location (RectoTask *self, RectoLocation location)
{
  g_return_if_fail (RECTO_IS_TASK (self));

  g_mutex_lock (&self->lock);
  self->location = location;
  self->has_location = TRUE;
  g_mutex_unlock (&self->lock);
}

void
recto_task_set_subject (RectoTask *self, const char *subject)
{
  g_return_if_fail (RECTO_IS_TASK (self));

  g_set_str (&self->subject, subject);
}

guint64
recto_task_get_id (RectoTask *self)
{
  g_return_val_if_fail (RECTO_IS_TASK (self), 0);

  return self->id;
}

RectoTaskKind
recto_task_get_kind (RectoTask *self)
{
  g_return_val_if_fail (RECTO_IS_TASK (self), RECTO_TASK_OPEN);

  return self->kind;
}

RectoTaskFlags
recto_task_get_flags (RectoTask *self)
{
  RectoTaskFlags flags = RECTO_TASK_FLAGS_NONE;

  g_return_val_if_fail (RECTO_IS_TASK (self), flags);

  if (self->detached)
    flags |= RECTO_TASK_DETACHED;
  if (recto_task_is_foreground (self))
    flags |= RECTO_TASK_FOREGROUND;
  return flags;
}

RectoTask *
recto_task_get_parent (RectoTask *self)
{
  g_return_val_if_fail (RECTO_IS_TASK (self), NULL);

  return self->parent;
}

gboolean
recto_task_get_location (RectoTask *self, RectoLocation *location)
{
  gboolean has_location;

  g_return_val_if_fail (RECTO_IS_TASK (self), FALSE);

  g_mutex_lock (&self->lock);
  has_location = self->has_location;
  if (location != NULL)
    *location = self->location;
  g_mutex_unlock (&self->lock);
  return has_location;
}

const char *
recto_task_get_subject (RectoTask *self)
{
  g_return_val_if_fail (RECTO_IS_TASK (self), NULL);

  return self->subject;
}

GCancellable *
recto_task_get_cancellable (RectoTask *self)
{
  g_return_val_if_fail (RECTO_IS_TASK (self), NULL);

  return self->cancellable;
}

/* State. */

RectoTaskState
recto_task_get_state (RectoTask *self)
{
  RectoTaskState state;

  g_return_val_if_fail (RECTO_IS_TASK (self), RECTO_TASK_FAILED);

  g_mutex_lock (&self->lock);
  state = self->state;
  g_mutex_unlock (&self->lock);
  return state;
}

RectoCancelReason
recto_task_get_reason (RectoTask *self)
{
  RectoCancelReason reason;

  g_return_val_if_fail (RECTO_IS_TASK (self), RECTO_CANCEL_NONE);

  g_mutex_lock (&self->lock);
  reason = self->reason;
  g_mutex_unlock (&self->lock);
  return reason;
}

gboolean
recto_task_is_done (RectoTask *self)
{
  return recto_task_state_is_final (recto_task_get_state (self));
}

gboolean
recto_task_is_cancelled (RectoTask *self)
{
  return recto_task_get_state (self) == RECTO_TASK_CANCELLED;
}

gboolean
recto_task_is_foreground (RectoTask *self)
{
  gboolean foreground;

  g_return_val_if_fail (RECTO_IS_TASK (self), FALSE);

  g_mutex_lock (&self->lock);
  foreground = self->foreground;
  g_mutex_unlock (&self->lock);
  return foreground;
}

void
recto_task_set_foreground (RectoTask *self, gboolean foreground)
{
  gboolean changed;

  g_return_if_fail (RECTO_IS_TASK (self));

  g_mutex_lock (&self->lock);
  changed = self->foreground != !!foreground;
  self->foreground = !!foreground;
  g_mutex_unlock (&self->lock);
  if (changed)
    recto_task_announce_later (self, FALSE);
}

gint64
recto_task_get_elapsed (RectoTask *self)
{
  gint64 elapsed = 0;
  gint64 now;

  g_return_val_if_fail (RECTO_IS_TASK (self), 0);

  now = recto_task_now (self);
  g_mutex_lock (&self->lock);
  if (self->state == RECTO_TASK_RUNNING)
    elapsed = now - self->started;
  else if (self->state != RECTO_TASK_PENDING)
    elapsed = self->ended - self->started;
  g_mutex_unlock (&self->lock);
  /* The clock is read before the lock is taken, so that another may have come in between. */
  return MAX (elapsed, 0);
}

gint64
recto_task_get_latency (RectoTask *self)
{
  gint64 latency;

  g_return_val_if_fail (RECTO_IS_TASK (self), -1);

  g_mutex_lock (&self->lock);
  latency = self->latency;
  g_mutex_unlock (&self->lock);
  return latency;
}

GError *
recto_task_dup_error (RectoTask *self)
{
  g_return_val_if_fail (RECTO_IS_TASK (self), NULL);

  switch (recto_task_get_state (self))
    {
    case RECTO_TASK_CANCELLED:
      return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The task was cancelled");
    case RECTO_TASK_TIMED_OUT:
      return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "The time limit ran out");
    case RECTO_TASK_FAILED:
      return g_error_copy (self->error);
    case RECTO_TASK_PENDING:
    case RECTO_TASK_RUNNING:
    case RECTO_TASK_SUCCEEDED:
    default:
      return NULL;
    }
}

static void
recto_task_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RectoTask *self = RECTO_TASK (object);

  switch ((RectoTaskProperty) prop_id)
    {
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case PROP_SUBJECT:
      g_value_set_string (value, self->subject);
      break;
    case PROP_STATE:
      g_value_set_enum (value, recto_task_get_state (self));
      break;
    case PROP_REASON:
      g_value_set_enum (value, recto_task_get_reason (self));
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, recto_task_get_progress (self));
      break;
    case PROP_FOREGROUND:
      g_value_set_boolean (value, recto_task_is_foreground (self));
      break;
    case PROP_CANCELLING:
      g_value_set_boolean (value, recto_task_is_cancelling (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* Another thread may still find the task through a weak reference while it is disposed of, so all
 * members stay until it is finalized. */
static void
recto_task_dispose (GObject *object)
{
  RectoTask *self = RECTO_TASK (object);

  recto_task_abandon (self);
  recto_task_stop_listening (self);

  G_OBJECT_CLASS (recto_task_parent_class)->dispose (object);
}

static void
recto_task_finalize (GObject *object)
{
  RectoTask *self = RECTO_TASK (object);

  g_clear_pointer (&self->entry, recto_task_weak_free);
  g_clear_object (&self->parent);
  g_clear_object (&self->outer);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->announcement, g_source_unref);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_clear_pointer (&self->cleanups, g_array_unref);
  g_clear_pointer (&self->waiters, g_ptr_array_unref);
  g_clear_pointer (&self->subject, g_free);
  g_clear_error (&self->error);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (recto_task_parent_class)->finalize (object);
}

static void
recto_task_class_init (RectoTaskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = recto_task_get_property;
  object_class->dispose = recto_task_dispose;
  object_class->finalize = recto_task_finalize;

  properties[PROP_KIND] =
      g_param_spec_enum ("kind", NULL, NULL, RECTO_TYPE_TASK_KIND, RECTO_TASK_OPEN, flags);
  properties[PROP_SUBJECT] = g_param_spec_string ("subject", NULL, NULL, NULL, flags);
  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, RECTO_TYPE_TASK_STATE, RECTO_TASK_PENDING, flags);
  properties[PROP_REASON] =
      g_param_spec_enum ("reason", NULL, NULL, RECTO_TYPE_CANCEL_REASON, RECTO_CANCEL_NONE, flags);
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, -1, 1, -1, flags);
  properties[PROP_FOREGROUND] = g_param_spec_boolean ("foreground", NULL, NULL, FALSE, flags);
  properties[PROP_CANCELLING] = g_param_spec_boolean ("cancelling", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
recto_task_init (RectoTask *self)
{
  g_mutex_init (&self->lock);
  self->id = atomic_fetch_add (&last_id, 1) + 1;
  self->clock = recto_clock_monotonic;
  self->context = g_main_context_ref_thread_default ();
  self->cancellable = g_cancellable_new ();
  self->progress = -1;
  self->latency = -1;
  self->told_progress = -1;
  self->children = g_ptr_array_new ();
  self->cleanups = g_array_new (FALSE, FALSE, sizeof (RectoTaskCleanup));
  self->waiters = g_ptr_array_new_with_free_func (g_object_unref);
}
