/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <dlfcn.h>
#include <gio/gio.h>
#include <sanitizer/tsan_interface.h>

#include "recto-task.h"

/* The thread sanitizer sees what is compiled for it, which GLib is not: it would take what GLib
 * keeps apart for a race. Calls of ours and of GIO's to these functions come here first; each tells
 * what it orders, and does what GLib does. An object, a source or a lock orders only what touches
 * it, so that a race of ours still shows. */

static gpointer
find (const char *name)
{
  gpointer found = dlsym (RTLD_NEXT, name);

  if (found == NULL)
    abort ();
  return found;
}

/* The function of this name that is hidden by ours. */
#define REAL(name) ((__typeof__ (&name)) find (#name))

/* What came before this, in any thread that said so, came before what follows. */
static void
order (gpointer what)
{
  __tsan_acquire (what);
  __tsan_release (what);
}

/* ---- Locks ---- */

void (g_mutex_lock) (GMutex *mutex);
void (g_mutex_lock) (GMutex *mutex)
{
  REAL (g_mutex_lock) (mutex);
  __tsan_acquire (mutex);
}

void (g_mutex_unlock) (GMutex *mutex);
void (g_mutex_unlock) (GMutex *mutex)
{
  __tsan_release (mutex);
  REAL (g_mutex_unlock) (mutex);
}

void
g_cond_wait (GCond *cond, GMutex *mutex)
{
  __tsan_release (mutex);
  REAL (g_cond_wait) (cond, mutex);
  __tsan_acquire (mutex);
}

/* ---- References ---- */

gboolean (g_atomic_ref_count_dec) (gatomicrefcount *count);
gboolean (g_atomic_ref_count_dec) (gatomicrefcount *count)
{
  gboolean last;

  __tsan_release ((gpointer) count);
  last = REAL (g_atomic_ref_count_dec) (count);
  if (last)
    __tsan_acquire ((gpointer) count);
  return last;
}

void
g_object_unref (gpointer object)
{
  __tsan_release (object);
  REAL (g_object_unref) (object);
}

static void (*dispose_task) (GObject *object);

static void
dispose (GObject *object)
{
  __tsan_acquire (object);
  dispose_task (object);
}

static void __attribute__ ((constructor))
follow_last_references (void)
{
  GObjectClass *klass = g_type_class_ref (RECTO_TYPE_TASK);

  dispose_task = klass->dispose;
  klass->dispose = dispose;
}

void
g_weak_ref_init (GWeakRef *weak, gpointer object)
{
  REAL (g_weak_ref_init) (weak, object);
  __tsan_release (weak);
}

gpointer
g_weak_ref_get (GWeakRef *weak)
{
  __tsan_acquire (weak);
  return REAL (g_weak_ref_get) (weak);
}

/* ---- Signals and cancelling ---- */

gulong
g_signal_connect_data (gpointer instance,
                       const char *signal,
                       GCallback handler,
                       gpointer data,
                       GClosureNotify destroy_data,
                       GConnectFlags flags)
{
  order (instance);
  return REAL (g_signal_connect_data) (instance, signal, handler, data, destroy_data, flags);
}

void
g_signal_handler_disconnect (gpointer instance, gulong id)
{
  order (instance);
  REAL (g_signal_handler_disconnect) (instance, id);
}

void
g_cancellable_cancel (GCancellable *cancellable)
{
  order (cancellable);
  REAL (g_cancellable_cancel) (cancellable);
}

gboolean
g_cancellable_is_cancelled (GCancellable *cancellable)
{
  gboolean cancelled = REAL (g_cancellable_is_cancelled) (cancellable);

  if (cancelled)
    __tsan_acquire (cancellable);
  return cancelled;
}

/* ---- Threads of a GTask ---- */

static void
thread_func (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GTaskThreadFunc func = (GTaskThreadFunc) g_object_get_data (G_OBJECT (task), "test-func");

  __tsan_acquire (task);
  func (task, source, data, cancellable);
}

void
g_task_run_in_thread (GTask *task, GTaskThreadFunc func)
{
  g_object_set_data (G_OBJECT (task), "test-func", (gpointer) func);
  __tsan_release (task);
  REAL (g_task_run_in_thread) (task, thread_func);
}

/* Wherever the task's end is heard of, its data is freed. Data of ours begins with the count of its
 * references, which is the last that is looked at before. */
void
g_task_return_boolean (GTask *task, gboolean result)
{
  __tsan_release (g_task_get_task_data (task));
  REAL (g_task_return_boolean) (task, result);
}
