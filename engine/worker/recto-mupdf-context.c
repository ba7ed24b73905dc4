/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-mupdf-context.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

/* Decoded images and glyphs that each process may keep, bytes; MuPDF's default is 256 MB. */
#define STORE_SIZE (80u << 20)

static guint refusals;
static guint complaints;
static guint left_out;

static void *
noticing_malloc (void *user, size_t size)
{
  void *memory = malloc (size);

  if (memory == NULL)
    refusals++;
  return memory;
}

static void *
noticing_realloc (void *user, void *old, size_t size)
{
  void *memory = realloc (old, size);

  if (memory == NULL && size > 0)
    refusals++;
  return memory;
}

static void
plain_free (void *user, void *memory)
{
  free (memory);
}

static const fz_alloc_context allocator = { NULL, noticing_malloc, noticing_realloc, plain_free };

/* Documents make MuPDF say a great deal; what matters reaches the viewer as an outcome. */
static void
count_error (void *user, const char *message)
{
  complaints++;
}

/* A length that is wrong and was put right does no harm. */
static void
count_warning (void *user, const char *message)
{
  if (strstr (message, "Length incorrect") == NULL)
    complaints++;
  /* Pictures in files of their own, which are never opened. */
  if (strstr (message, "ignoring external image") != NULL)
    left_out++;
}

fz_context *
recto_mupdf_context_new (void)
{
  fz_context *ctx;

  /* Temporary pixmaps stay in the heap instead of being mapped, faulted in and unmapped for each
   * tile, which otherwise costs up to 2.4 times the render. */
  mallopt (M_MMAP_THRESHOLD, 256 << 20);
  mallopt (M_TRIM_THRESHOLD, 512 << 20);
  mallopt (M_TOP_PAD, 16 << 20);

  ctx = fz_new_context (&allocator, NULL, STORE_SIZE);
  if (ctx == NULL)
    return NULL;
  fz_set_warning_callback (ctx, count_warning, NULL);
  fz_set_error_callback (ctx, count_error, NULL);
  fz_try (ctx) { fz_register_document_handlers (ctx); }
  fz_catch (ctx)
  {
    fz_report_error (ctx);
    fz_drop_context (ctx);
    return NULL;
  }
  return ctx;
}

guint
recto_mupdf_context_refusals (void)
{
  return refusals;
}

guint
recto_mupdf_context_complaints (fz_context *ctx)
{
  /* A warning that is repeated is kept back until another one comes. */
  fz_flush_warnings (ctx);
  return complaints;
}

guint
recto_mupdf_context_left_out (fz_context *ctx)
{
  fz_flush_warnings (ctx);
  return left_out;
}

void
recto_mupdf_context_trim (void)
{
  malloc_trim (0);
}
