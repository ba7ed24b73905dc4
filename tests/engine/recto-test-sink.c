/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-test-sink.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "recto-attachment-private.h"
#include "recto-document-private.h"

void
recto_test_sink_clear (RectoTestSink *self)
{
  g_clear_error (&self->error);
  g_clear_handle_id (&self->source, g_source_remove);
  /* What was never begun has no pipe: its 0 is somebody else's. */
  if (self->got != NULL)
    g_clear_fd (&self->reading_end, NULL);
  g_clear_pointer (&self->got, g_byte_array_unref);
}

RectoExtractor *
recto_test_extractor (RectoTestFixture *fixture)
{
  return recto_reader_get_extractor (recto_document_get_reader (fixture->document));
}

static void
extracted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  RectoTestSink *self = data;

  self->n_calls++;
  recto_extractor_extract_finish (result, &self->bytes, &self->error);
}

void
recto_test_sink_begin (RectoTestSink *self,
                       RectoTestFixture *fixture,
                       guint object,
                       GCancellable *cancellable)
{
  RectoAttachmentClaims claims = {
    .object = object, .name = "", .content_type = "", .description = ""
  };
  g_autoptr (RectoAttachment) attachment = recto_attachment_new (&claims);
  int ends[2];

  g_assert_true (g_unix_open_pipe (ends, O_CLOEXEC, NULL));
  self->reading_end = ends[0];
  self->got = g_byte_array_new ();
  recto_extractor_extract_async (recto_test_extractor (fixture), attachment, ends[1], cancellable,
                                 extracted_cb, self);
}

static gboolean
readable_cb (int fd, GIOCondition condition, gpointer data)
{
  RectoTestSink *self = data;
  guint8 piece[65536];
  ssize_t length = read (fd, piece, sizeof piece);

  if (length > 0)
    {
      g_byte_array_append (self->got, piece, length);
      return G_SOURCE_CONTINUE;
    }
  self->ended = TRUE;
  self->source = 0;
  return G_SOURCE_REMOVE;
}

void
recto_test_sink_read_on (RectoTestSink *self)
{
  self->source = g_unix_fd_add (self->reading_end, G_IO_IN | G_IO_HUP, readable_cb, self);
}

void
recto_test_sink_fill (RectoTestSink *self, RectoTestFixture *fixture, guint object)
{
  recto_test_sink_begin (self, fixture, object, NULL);
  recto_test_sink_read_on (self);
  recto_test_wait (self->n_calls > 0 && self->ended);
}

void
recto_test_sink_wait_for_bytes (RectoTestSink *self)
{
  GPollFD ready = { .fd = self->reading_end, .events = G_IO_IN };

  recto_test_wait (g_poll (&ready, 1, 0) > 0);
}

void
recto_test_sink_turn_away (RectoTestSink *self)
{
  g_clear_fd (&self->reading_end, NULL);
  recto_test_wait (self->n_calls > 0);
  g_assert_error (self->error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE);
}

void
recto_test_sink_assert_content (RectoTestSink *self, guint number, gsize length)
{
  g_assert_no_error (self->error);
  g_assert_cmpuint (self->bytes, ==, length);
  g_assert_cmpuint (self->got->len, ==, length);
  g_assert_true (recto_test_is_content (self->got->data, length, number));
}
