/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-shared-pixels.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* More bytes are not reserved: that many take a millisecond or so, in the main thread. */
#define MAX_RESERVED (8 << 20)

/* Of all that are alive, in bytes. Atomic: tiles go in any thread. */
static gsize all_bytes;

struct _RectoSharedPixels
{
  gatomicrefcount refs;
  guint32 number;
  int fd;
  gsize size;
  RectoCookie *cookie;  /* read and written by both sides */
  const guint8 *pixels; /* only read here */
  int used;             /* atomic */
};

/* Size classes a quarter of a power of two apart, so that a buffer fits the next tile of about the
 * same size. */
static gsize
size_class (gsize n_bytes)
{
  gsize step = 64 * 1024;

  while (step * 8 < n_bytes)
    step *= 2;
  return (n_bytes + step - 1) / step * step;
}

static gboolean
make_memory (RectoSharedPixels *self)
{
  void *all;

  self->fd = memfd_create ("recto-pixels", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (self->fd < 0 || ftruncate (self->fd, self->size) != 0 ||
      fcntl (self->fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0)
    return FALSE;
  all = mmap (NULL, self->size, PROT_READ, MAP_SHARED, self->fd, 0);
  if (all == MAP_FAILED)
    return FALSE;
  self->pixels = (const guint8 *) all + RECTO_PIXELS_AT;
  self->cookie = all;
  return mprotect (all, RECTO_PIXELS_AT, PROT_READ | PROT_WRITE) == 0;
}

RectoSharedPixels *
recto_shared_pixels_new (guint32 number, gsize n_bytes, GError **error)
{
  g_autoptr (RectoSharedPixels) self = g_new0 (RectoSharedPixels, 1);

  g_atomic_ref_count_init (&self->refs);
  self->number = number;
  self->size = RECTO_PIXELS_AT + size_class (n_bytes);
  __atomic_add_fetch (&all_bytes, self->size, __ATOMIC_RELAXED);
  if (!make_memory (self))
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s", g_strerror (errno));
      return NULL;
    }
  return g_steal_pointer (&self);
}

gsize
recto_shared_pixels_measure_all (void)
{
  return __atomic_load_n (&all_bytes, __ATOMIC_RELAXED);
}

void
recto_shared_pixels_unref (RectoSharedPixels *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  __atomic_sub_fetch (&all_bytes, self->size, __ATOMIC_RELAXED);
  if (self->cookie != NULL)
    munmap (self->cookie, self->size);
  recto_shared_pixels_close_fd (self);
  g_free (self);
}

guint32
recto_shared_pixels_get_number (RectoSharedPixels *self)
{
  return self->number;
}

gsize
recto_shared_pixels_get_size (RectoSharedPixels *self)
{
  return self->size;
}

gsize
recto_shared_pixels_get_capacity (RectoSharedPixels *self)
{
  return self->size - RECTO_PIXELS_AT;
}

int
recto_shared_pixels_get_fd (RectoSharedPixels *self)
{
  return self->fd;
}

void
recto_shared_pixels_close_fd (RectoSharedPixels *self)
{
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
}

void
recto_shared_pixels_reserve (RectoSharedPixels *self)
{
  /* Where this fails the worker finds out, when it maps the memory. */
  if (self->fd >= 0)
    fallocate (self->fd, 0, 0, MIN (self->size, MAX_RESERVED));
}

volatile RectoCookie *
recto_shared_pixels_get_cookie (RectoSharedPixels *self)
{
  return self->cookie;
}

gboolean
recto_shared_pixels_is_used (RectoSharedPixels *self)
{
  return g_atomic_int_get (&self->used) != 0;
}

void
recto_shared_pixels_begin (RectoSharedPixels *self)
{
  g_atomic_int_set (&self->used, 1);
  memset (self->cookie, 0, sizeof *self->cookie);
}

static void
release (gpointer data)
{
  RectoSharedPixels *self = data;

  g_atomic_int_set (&self->used, 0);
  recto_shared_pixels_unref (self);
}

GBytes *
recto_shared_pixels_end (RectoSharedPixels *self, gsize n_bytes)
{
  g_return_val_if_fail (n_bytes <= recto_shared_pixels_get_capacity (self), NULL);

  g_atomic_ref_count_inc (&self->refs);
  return g_bytes_new_with_free_func (self->pixels, n_bytes, release, self);
}

void
recto_shared_pixels_abandon (RectoSharedPixels *self)
{
  g_atomic_int_set (&self->used, 0);
}
