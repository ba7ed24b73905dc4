/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-question.h"

#include "recto-inspection-body.h"

typedef struct
{
  RectoConnection *connection;
  guint32 serial;
  guint generation;
  const RectoBufferClaim *claim;
  int fd;
} Sending;

static void
begin (const Sending *self, RectoMessage *head, RectoMessageKind kind, gsize size)
{
  recto_message_init (head, kind, size, self->serial, self->generation);
}

static gboolean
send_facts (const Sending *self, const RectoQuestion *question)
{
  RectoMessageFacts message = { 0 };

  begin (self, &message.head, RECTO_MESSAGE_FACTS, sizeof message);
  message.chapter = question->location.chapter;
  message.first = question->location.page;
  message.count = question->count;
  return recto_connection_send (self->connection, &message, -1);
}

static gboolean
send_chapter (const Sending *self, const RectoQuestion *question)
{
  RectoMessageChapter message = { 0 };

  begin (self, &message.head, RECTO_MESSAGE_CHAPTER, sizeof message);
  message.chapter = question->location.chapter;
  return recto_connection_send (self->connection, &message, -1);
}

static gboolean
send_place (const Sending *self, const RectoQuestion *question)
{
  RectoMessagePlace message = { 0 };

  begin (self, &message.head, RECTO_MESSAGE_PLACE, sizeof message);
  message.chapter = question->location.chapter;
  message.page = question->location.page;
  message.by_character = question->by_character;
  message.character = question->character;
  message.fraction = question->fraction;
  return recto_connection_send (self->connection, &message, -1);
}

static gboolean
send_attachments (const Sending *self, const RectoQuestion *question)
{
  RectoMessageAttachments message = { 0 };

  begin (self, &message.head, RECTO_MESSAGE_ATTACHMENTS, sizeof message);
  message.part = question->part;
  message.first = question->location.page;
  message.count = question->count;
  message.skip = question->skip;
  return recto_connection_send (self->connection, &message, -1);
}

static gboolean
send_outline (const Sending *self, const RectoQuestion *question)
{
  RectoMessageOutline message = { 0 };

  begin (self, &message.head, RECTO_MESSAGE_OUTLINE, sizeof message);
  message.first = question->first;
  return recto_connection_send (self->connection, &message, -1);
}

static gboolean
send_links (const Sending *self, const RectoQuestion *question)
{
  RectoMessageLinks message = { 0 };

  begin (self, &message.head, RECTO_MESSAGE_LINKS, sizeof message);
  message.chapter = question->location.chapter;
  message.page = question->location.page;
  message.first = question->first;
  return recto_connection_send (self->connection, &message, -1);
}

static gboolean
send_resolve (const Sending *self, const RectoQuestion *question)
{
  RectoMessageResolve message = { 0 };

  begin (self, &message.head, RECTO_MESSAGE_RESOLVE, sizeof message);
  recto_message_set_text (message.address, sizeof message.address, question->address);
  return recto_connection_send (self->connection, &message, -1);
}

static gboolean
send_text (const Sending *self, const RectoQuestion *question)
{
  RectoMessageText message = { 0 };

  begin (self, &message.head, RECTO_MESSAGE_TEXT, sizeof message);
  message.chapter = question->location.chapter;
  message.page = question->location.page;
  message.buffer = self->claim->number;
  message.buffer_size = self->claim->size;
  message.bits = self->claim->bits;
  return recto_connection_send (self->connection, &message, self->fd);
}

static gboolean
send_search (const Sending *self, const RectoQuestion *question)
{
  RectoMessageSearch message = { 0 };

  begin (self, &message.head, RECTO_MESSAGE_SEARCH, sizeof message);
  message.chapter = question->location.chapter;
  message.first = question->location.page;
  message.count = question->count;
  message.search = question->skip;
  recto_message_set_text (message.words, sizeof message.words, question->address);
  message.buffer = self->claim->number;
  message.buffer_size = self->claim->size;
  message.bits = self->claim->bits;
  return recto_connection_send (self->connection, &message, self->fd);
}

static gboolean
send_annotations (const Sending *self, const RectoQuestion *question)
{
  RectoMessageAnnotations message = { 0 };

  begin (self, &message.head, RECTO_MESSAGE_ANNOTATIONS, sizeof message);
  message.first = question->location.page;
  message.count = question->count;
  message.skip = question->skip;
  return recto_connection_send (self->connection, &message, -1);
}

static gboolean
send_layers (const Sending *self, const RectoQuestion *question)
{
  RectoMessageLayers message = { 0 };

  begin (self, &message.head, RECTO_MESSAGE_LAYERS, sizeof message);
  message.first = question->first;
  return recto_connection_send (self->connection, &message, -1);
}

static gboolean
send_properties (const Sending *self, const RectoQuestion *question)
{
  RectoMessage message = { 0 };

  begin (self, &message, RECTO_MESSAGE_PROPERTIES, sizeof message);
  return recto_connection_send (self->connection, &message, -1);
}

static gboolean
send_fonts (const Sending *self, const RectoQuestion *question)
{
  RectoMessageFonts message = { 0 };

  begin (self, &message.head, RECTO_MESSAGE_FONTS, sizeof message);
  message.first = question->first;
  return recto_connection_send (self->connection, &message, -1);
}

static gboolean
send_signatures (const Sending *self, const RectoQuestion *question)
{
  RectoMessageSignatures message = { 0 };

  begin (self, &message.head, RECTO_MESSAGE_SIGNATURES, sizeof message);
  message.first = question->first;
  return recto_connection_send (self->connection, &message, -1);
}

/* The memory stays open: a worker that comes after this one is given it, too. */
static gboolean
send_inspect (const Sending *self, const RectoQuestion *question)
{
  RectoMessageInspect message = { 0 };

  begin (self, &message.head, RECTO_MESSAGE_INSPECT, sizeof message);
  message.chapter = question->location.chapter;
  message.page = question->location.page;
  message.buffer_size = recto_shared_pixels_get_size (question->memory);
  recto_shared_pixels_begin (question->memory);
  return recto_connection_send (self->connection, &message,
                                recto_shared_pixels_get_fd (question->memory));
}

gboolean
recto_question_send (const RectoQuestion *question,
                     RectoConnection *connection,
                     guint32 serial,
                     guint generation,
                     const RectoBufferClaim *claim,
                     int fd)
{
  static gboolean (*const send[]) (const Sending *, const RectoQuestion *) = {
    [RECTO_JOB_FACTS] = send_facts,     [RECTO_JOB_CHAPTER] = send_chapter,
    [RECTO_JOB_PLACE] = send_place,     [RECTO_JOB_ATTACHMENTS] = send_attachments,
    [RECTO_JOB_OUTLINE] = send_outline, [RECTO_JOB_LINKS] = send_links,
    [RECTO_JOB_RESOLVE] = send_resolve, [RECTO_JOB_TEXT] = send_text,
    [RECTO_JOB_SEARCH] = send_search,   [RECTO_JOB_ANNOTATIONS] = send_annotations,
    [RECTO_JOB_LAYERS] = send_layers,   [RECTO_JOB_PROPERTIES] = send_properties,
    [RECTO_JOB_FONTS] = send_fonts,     [RECTO_JOB_SIGNATURES] = send_signatures,
    [RECTO_JOB_INSPECT] = send_inspect,
  };
  const Sending sending = { connection, serial, generation, claim, fd };

  return send[question->kind](&sending, question);
}
