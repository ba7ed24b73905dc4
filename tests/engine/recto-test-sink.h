/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-extractor.h"
#include "recto-test.h"

/* RectoTestSink: bytes on their way out of the sandbox. Zero-initialize it. */
typedef struct
{
  guint n_calls;
  GError *error;
  guint64 bytes; /* how many were to come */
  int reading_end;
  guint source;
  GByteArray *got;
  gboolean ended;
} RectoTestSink;

void recto_test_sink_clear (RectoTestSink *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RectoTestSink, recto_test_sink_clear)

RectoExtractor *recto_test_extractor (RectoTestFixture *fixture);

/* Asks for the stream that is this object of the document; what it writes is not read yet. */
void recto_test_sink_begin (RectoTestSink *self,
                            RectoTestFixture *fixture,
                            guint object,
                            GCancellable *cancellable);
void recto_test_sink_read_on (RectoTestSink *self);
/* Both, and waits for its end. */
void recto_test_sink_fill (RectoTestSink *self, RectoTestFixture *fixture, guint object);
/* Until bytes are in the pipe, which the worker fills before it waits. */
void recto_test_sink_wait_for_bytes (RectoTestSink *self);
/* Closes the pipe, and waits for the error. */
void recto_test_sink_turn_away (RectoTestSink *self);
/* That the made attachment of this number has come, with so many bytes. */
void recto_test_sink_assert_content (RectoTestSink *self, guint number, gsize length);
