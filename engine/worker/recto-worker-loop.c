/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-worker-loop.h"

#include <glib/gstdio.h>
#include <poll.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "recto-message.h"
#include "recto-mupdf-annotations.h"
#include "recto-mupdf-attachments.h"
#include "recto-mupdf-context.h"
#include "recto-mupdf-extract.h"
#include "recto-mupdf-fonts.h"
#include "recto-mupdf-inspect.h"
#include "recto-mupdf-layers.h"
#include "recto-mupdf-links.h"
#include "recto-mupdf-outline.h"
#include "recto-mupdf-places.h"
#include "recto-mupdf-properties.h"
#include "recto-mupdf-render.h"
#include "recto-mupdf-search.h"
#include "recto-mupdf-signatures.h"
#include "recto-mupdf-target.h"
#include "recto-mupdf-text.h"
#include "recto-page-buffers.h"
#include "recto-socket.h"

G_STATIC_ASSERT (sizeof (fz_cookie) == sizeof (RectoCookie));
G_STATIC_ASSERT (offsetof (fz_cookie, abort) == offsetof (RectoCookie, abort));
G_STATIC_ASSERT (offsetof (fz_cookie, progress) == offsetof (RectoCookie, progress));
G_STATIC_ASSERT (offsetof (fz_cookie, progress_max) == offsetof (RectoCookie, progress_max));
G_STATIC_ASSERT (offsetof (fz_cookie, errors) == offsetof (RectoCookie, errors));
G_STATIC_ASSERT (offsetof (fz_cookie, incomplete) == offsetof (RectoCookie, incomplete));

/* A worker that has waited this long gives its free memory back. */
#define IDLE_MS 1000

/* A worker goes behind the window when its first tile is there: the first page on the screen is
 * waited for, but after it two workers at full speed and the window may share two cores. With no
 * difference the window's longest turn while 10,000 pages were searched was 42 ms, with 5 it was
 * 15; with 10 fewer frames were late among photographs (1.5 % of them, 2.9 without). */
#define NICE 10

typedef struct
{
  RectoMupdfDocument *document;
  RectoMupdfRender *render;
  RectoPageBuffers *buffers;
  RectoMupdfAttachments *attachments; /* NULL until somebody asks */
  RectoMupdfOutline *outline;         /* likewise */
  RectoMupdfPlaces *places;           /* likewise */
  RectoMupdfFonts *fonts;             /* likewise */
  RectoMupdfSignatures *signatures;   /* likewise */
  int socket;
  gboolean behind_window;
} Worker;

static void
send_or_exit (Worker *self, gconstpointer message)
{
  if (!recto_socket_send (self->socket, message, -1))
    _exit (0);
}

/* What it was given with the viewer, and NICE more. */
static void
go_behind_window (Worker *self)
{
  if (!self->behind_window)
    setpriority (PRIO_PROCESS, 0, getpriority (PRIO_PROCESS, 0) + NICE);
  self->behind_window = TRUE;
}

/* The buffer a question names, which may come with it; NULL when it is smaller than `needed`. */
static guint8 *
find_buffer (Worker *self,
             RectoReceived *received,
             guint32 number,
             guint32 bits,
             guint64 size,
             gsize needed)
{
  if (size < needed)
    return NULL;
  if ((bits & RECTO_RENDER_NEW_BUFFER) != 0 && received->fd >= 0)
    return recto_page_buffers_add (self->buffers, number, g_steal_fd (&received->fd), size);
  return recto_page_buffers_get (self->buffers, number, needed);
}

static guint8 *
find_tile_buffer (Worker *self, const RectoMessageRender *request, RectoReceived *received)
{
  gsize needed = RECTO_PIXELS_AT + RECTO_TILE_STRIDE (request->width) * request->height;

  if (request->width <= 0 || request->height <= 0 ||
      (gsize) request->width * request->height > RECTO_MAX_TILE_PIXELS)
    return NULL;
  return find_buffer (self, received, request->buffer, request->bits, request->buffer_size, needed);
}

static void
answer_render (Worker *self, RectoReceived *received)
{
  const RectoMessageRender *request = (const RectoMessageRender *) received->aligned;
  RectoMessageRendered rendered = { 0 };
  guint8 *buffer = find_tile_buffer (self, request, received);

  recto_message_init (&rendered, RECTO_MESSAGE_RENDERED, sizeof rendered, request->head.serial,
                      request->head.generation);
  if (buffer == NULL)
    rendered.outcome = RECTO_OUTCOME_OUT_OF_MEMORY;
  else
    recto_mupdf_render_tile (self->render, request, (fz_cookie *) buffer, buffer + RECTO_PIXELS_AT,
                             &rendered);
  send_or_exit (self, &rendered);
  go_behind_window (self);
}

static void
answer_facts (Worker *self, RectoReceived *received)
{
  const RectoMessageFacts *request = (const RectoMessageFacts *) received->aligned;
  g_autofree RectoMessageFactsFound *found = g_malloc0 (RECTO_MAX_MESSAGE);

  recto_mupdf_document_find_facts (self->document, request, found);
  recto_message_init (found, RECTO_MESSAGE_FACTS_FOUND,
                      sizeof *found + found->count * sizeof found->facts[0], request->head.serial,
                      request->head.generation);
  send_or_exit (self, found);
}

static void
answer_chapter (Worker *self, RectoReceived *received)
{
  const RectoMessageChapter *request = (const RectoMessageChapter *) received->aligned;
  RectoMessageChapterFound found = { 0 };

  recto_mupdf_document_find_chapter (self->document, request->chapter, &found);
  recto_message_init (&found, RECTO_MESSAGE_CHAPTER_FOUND, sizeof found, request->head.serial,
                      request->head.generation);
  send_or_exit (self, &found);
}

static void
answer_place (Worker *self, RectoReceived *received)
{
  const RectoMessagePlace *request = (const RectoMessagePlace *) received->aligned;
  RectoMessagePlaceFound found = { 0 };

  if (self->places == NULL)
    self->places = recto_mupdf_places_new (self->document);
  recto_mupdf_places_find (self->places, request, &found);
  recto_message_init (&found, RECTO_MESSAGE_PLACE_FOUND, sizeof found, request->head.serial,
                      request->head.generation);
  send_or_exit (self, &found);
}

static void
answer_drop (Worker *self, RectoReceived *received)
{
  const RectoMessageDropBuffer *request = (const RectoMessageDropBuffer *) received->aligned;

  recto_page_buffers_drop (self->buffers, request->buffer);
}

static void
answer_attachments (Worker *self, RectoReceived *received)
{
  const RectoMessageAttachments *request = (const RectoMessageAttachments *) received->aligned;
  g_autofree RectoMessageAttachmentsFound *found = g_malloc0 (RECTO_MAX_MESSAGE);

  if (self->attachments == NULL)
    self->attachments = recto_mupdf_attachments_new (self->document);
  recto_mupdf_attachments_find (self->attachments, request, found);
  recto_message_init (found, RECTO_MESSAGE_ATTACHMENTS_FOUND,
                      sizeof *found + found->count * sizeof found->entries[0], request->head.serial,
                      request->head.generation);
  send_or_exit (self, found);
}

static void
answer_extract (Worker *self, RectoReceived *received)
{
  const RectoMessageExtract *request = (const RectoMessageExtract *) received->aligned;
  RectoMessageExtracted extracted = { 0 };

  recto_message_init (&extracted, RECTO_MESSAGE_EXTRACTED, sizeof extracted, request->head.serial,
                      request->head.generation);
  go_behind_window (self);
  recto_mupdf_extract (self->document, request->object, received->fd, &extracted);
  /* The end of the bytes, before the answer that says how they ended. */
  g_clear_fd (&received->fd, NULL);
  send_or_exit (self, &extracted);
}

static void
answer_outline (Worker *self, RectoReceived *received)
{
  const RectoMessageOutline *request = (const RectoMessageOutline *) received->aligned;
  g_autofree RectoMessageOutlineFound *found = g_malloc0 (RECTO_MAX_MESSAGE);
  gsize size;

  if (self->outline == NULL)
    self->outline = recto_mupdf_outline_new (self->document);
  size = recto_mupdf_outline_find (self->outline, request->first, found);
  recto_message_init (found, RECTO_MESSAGE_OUTLINE_FOUND, size, request->head.serial,
                      request->head.generation);
  send_or_exit (self, found);
}

static void
answer_links (Worker *self, RectoReceived *received)
{
  const RectoMessageLinks *request = (const RectoMessageLinks *) received->aligned;
  g_autofree RectoMessageLinksFound *found = g_malloc0 (RECTO_MAX_MESSAGE);
  const gsize size = recto_mupdf_links_find (self->document, request, found);

  recto_message_init (found, RECTO_MESSAGE_LINKS_FOUND, size, request->head.serial,
                      request->head.generation);
  send_or_exit (self, found);
}

static void
answer_resolve (Worker *self, RectoReceived *received)
{
  const RectoMessageResolve *request = (const RectoMessageResolve *) received->aligned;
  guint refusals = recto_mupdf_context_refusals ();
  RectoMessageResolved resolved = { 0 };
  char text[256];

  fz_try (self->document->ctx)
  {
    recto_mupdf_target_resolve (self->document, request->address, &resolved.target);
  }
  fz_catch (self->document->ctx)
  {
    resolved.outcome = recto_mupdf_outcome_of_caught (self->document->ctx, refusals, text);
  }
  recto_message_init (&resolved, RECTO_MESSAGE_RESOLVED, sizeof resolved, request->head.serial,
                      request->head.generation);
  send_or_exit (self, &resolved);
}

static void
answer_text (Worker *self, RectoReceived *received)
{
  const RectoMessageText *request = (const RectoMessageText *) received->aligned;
  RectoMessageTextFound found = { 0 };
  guint8 *buffer = find_buffer (self, received, request->buffer, request->bits,
                                request->buffer_size, MAX (request->buffer_size, RECTO_PIXELS_AT));

  recto_message_init (&found, RECTO_MESSAGE_TEXT_FOUND, sizeof found, request->head.serial,
                      request->head.generation);
  if (buffer == NULL)
    found.outcome = RECTO_OUTCOME_OUT_OF_MEMORY;
  else
    recto_mupdf_text_answer (self->render, request, (fz_cookie *) buffer, buffer + RECTO_PIXELS_AT,
                             request->buffer_size - RECTO_PIXELS_AT, &found);
  send_or_exit (self, &found);
}

static void
answer_search (Worker *self, RectoReceived *received)
{
  const RectoMessageSearch *request = (const RectoMessageSearch *) received->aligned;
  RectoMessageSearched searched = { 0 };
  guint8 *buffer =
      find_buffer (self, received, request->buffer, request->bits, request->buffer_size,
                   MAX (request->buffer_size, RECTO_PIXELS_AT + sizeof (RectoHitRecord)));

  recto_message_init (&searched, RECTO_MESSAGE_SEARCHED, sizeof searched, request->head.serial,
                      request->head.generation);
  go_behind_window (self);
  if (buffer == NULL)
    searched.outcome = RECTO_OUTCOME_OUT_OF_MEMORY;
  else
    recto_mupdf_search (self->render, request, (fz_cookie *) buffer,
                        (RectoHitRecord *) (gpointer) (buffer + RECTO_PIXELS_AT),
                        MIN ((request->buffer_size - RECTO_PIXELS_AT) / sizeof (RectoHitRecord),
                             RECTO_MAX_HITS),
                        &searched);
  send_or_exit (self, &searched);
}

static void
answer_annotations (Worker *self, RectoReceived *received)
{
  const RectoMessageAnnotations *request = (const RectoMessageAnnotations *) received->aligned;
  g_autofree RectoMessageAnnotationsFound *found = g_malloc0 (RECTO_MAX_MESSAGE);
  const gsize size = recto_mupdf_annotations_find (self->document, request, found);

  recto_message_init (found, RECTO_MESSAGE_ANNOTATIONS_FOUND, size, request->head.serial,
                      request->head.generation);
  send_or_exit (self, found);
}

static void
answer_layers (Worker *self, RectoReceived *received)
{
  const RectoMessageLayers *request = (const RectoMessageLayers *) received->aligned;
  g_autofree RectoMessageLayersFound *found = g_malloc0 (RECTO_MAX_MESSAGE);
  const gsize size = recto_mupdf_layers_find (self->document, request->first, found);

  recto_message_init (found, RECTO_MESSAGE_LAYERS_FOUND, size, request->head.serial,
                      request->head.generation);
  send_or_exit (self, found);
}

static void
answer_properties (Worker *self, RectoReceived *received)
{
  RectoMessagePropertiesFound found = { 0 };

  recto_mupdf_properties_find (self->document, &found);
  recto_message_init (&found, RECTO_MESSAGE_PROPERTIES_FOUND, sizeof found, received->head.serial,
                      received->head.generation);
  send_or_exit (self, &found);
}

static void
answer_fonts (Worker *self, RectoReceived *received)
{
  const RectoMessageFonts *request = (const RectoMessageFonts *) received->aligned;
  g_autofree RectoMessageFontsFound *found = g_malloc0 (RECTO_MAX_MESSAGE);

  if (self->fonts == NULL)
    self->fonts = recto_mupdf_fonts_new (self->document);
  recto_mupdf_fonts_find (self->fonts, request->first, found);
  recto_message_init (found, RECTO_MESSAGE_FONTS_FOUND,
                      sizeof *found + found->count * sizeof found->entries[0], request->head.serial,
                      request->head.generation);
  send_or_exit (self, found);
}

static void
answer_signatures (Worker *self, RectoReceived *received)
{
  const RectoMessageSignatures *request = (const RectoMessageSignatures *) received->aligned;
  g_autofree RectoMessageSignaturesFound *found = g_malloc0 (RECTO_MAX_MESSAGE);

  if (self->signatures == NULL)
    self->signatures = recto_mupdf_signatures_new (self->document);
  recto_mupdf_signatures_find (self->signatures, request->first, found);
  recto_message_init (found, RECTO_MESSAGE_SIGNATURES_FOUND,
                      sizeof *found + found->count * sizeof found->entries[0], request->head.serial,
                      request->head.generation);
  send_or_exit (self, found);
}

/* Its memory comes with each question, and has no other number. */
static void
answer_inspect (Worker *self, RectoReceived *received)
{
  const RectoMessageInspect *request = (const RectoMessageInspect *) received->aligned;
  RectoMessageInspected inspected = { 0 };
  guint8 *buffer = find_buffer (self, received, 0, RECTO_RENDER_NEW_BUFFER, request->buffer_size,
                                RECTO_PIXELS_AT + sizeof (RectoInspectionBody));

  recto_message_init (&inspected, RECTO_MESSAGE_INSPECTED, sizeof inspected, request->head.serial,
                      request->head.generation);
  if (buffer == NULL)
    inspected.outcome = RECTO_OUTCOME_OUT_OF_MEMORY;
  else
    recto_mupdf_inspect (self->document, request, (fz_cookie *) buffer,
                         (RectoInspectionBody *) (gpointer) (buffer + RECTO_PIXELS_AT), &inspected);
  recto_page_buffers_drop (self->buffers, 0);
  send_or_exit (self, &inspected);
}

static void (*const answers[RECTO_N_MESSAGES]) (Worker *, RectoReceived *) = {
  [RECTO_MESSAGE_RENDER] = answer_render,           [RECTO_MESSAGE_FACTS] = answer_facts,
  [RECTO_MESSAGE_CHAPTER] = answer_chapter,         [RECTO_MESSAGE_DROP_BUFFER] = answer_drop,
  [RECTO_MESSAGE_ATTACHMENTS] = answer_attachments, [RECTO_MESSAGE_EXTRACT] = answer_extract,
  [RECTO_MESSAGE_OUTLINE] = answer_outline,         [RECTO_MESSAGE_LINKS] = answer_links,
  [RECTO_MESSAGE_RESOLVE] = answer_resolve,         [RECTO_MESSAGE_TEXT] = answer_text,
  [RECTO_MESSAGE_SEARCH] = answer_search,           [RECTO_MESSAGE_PLACE] = answer_place,
  [RECTO_MESSAGE_ANNOTATIONS] = answer_annotations, [RECTO_MESSAGE_LAYERS] = answer_layers,
  [RECTO_MESSAGE_PROPERTIES] = answer_properties,   [RECTO_MESSAGE_FONTS] = answer_fonts,
  [RECTO_MESSAGE_SIGNATURES] = answer_signatures,   [RECTO_MESSAGE_INSPECT] = answer_inspect,
};

static void
wait_for_question (Worker *self)
{
  struct pollfd ready = { .fd = self->socket, .events = POLLIN };

  if (poll (&ready, 1, IDLE_MS) != 0)
    return;
  recto_mupdf_context_trim ();
}

void
recto_worker_loop_run (RectoMupdfDocument *document, int socket)
{
  Worker self = { .document = document, .socket = socket };
  g_autofree RectoReceived *received = g_new0 (RectoReceived, 1);
  RectoMessage hello;

  self.render = recto_mupdf_render_new (document);
  self.buffers = recto_page_buffers_new ();
  recto_message_init (&hello, RECTO_MESSAGE_HELLO, sizeof hello, 0, 0);
  send_or_exit (&self, &hello);
  for (;;)
    {
      wait_for_question (&self);
      if (!recto_socket_receive (socket, received))
        _exit (0);
      if (answers[received->head.kind] != NULL)
        answers[received->head.kind](&self, received);
      if (received->fd >= 0)
        close (received->fd);
    }
}
