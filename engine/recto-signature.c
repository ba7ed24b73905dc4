/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-signature.h"

#include "recto-signature-private.h"

G_STATIC_ASSERT ((int) RECTO_SIGNATURE_TIME_STAMP == (int) RECTO_SIGNATURE_CLAIM_TIME_STAMP);

/* The end of a range; FALSE where there is no such range in a file of that size. */
static gboolean
find_end (gint64 start, gint64 length, guint64 size, guint64 *end)
{
  if (start < 0 || length < 0 || (guint64) start > size || (guint64) length > size - start)
    return FALSE;
  *end = (guint64) start + length;
  return TRUE;
}

/* A signature signs two ranges: what comes before it in the file, and what comes after. */
static RectoCoverage
judge (const RectoSignatureEntry *entry, guint64 size, guint64 *covered)
{
  guint64 gap;

  *covered = 0;
  if (entry->n_ranges != 2 || !find_end (entry->ranges[0], entry->ranges[1], size, &gap) ||
      !find_end (entry->ranges[2], entry->ranges[3], size, covered) ||
      gap > (guint64) entry->ranges[2])
    return RECTO_COVERAGE_UNKNOWN;
  if (entry->ranges[0] != 0 || !entry->gap_is_own)
    return RECTO_COVERAGE_PARTS;
  return *covered == size ? RECTO_COVERAGE_WHOLE : RECTO_COVERAGE_BEGINNING;
}

RectoSignature *
recto_signature_new (const RectoSignatureEntry *entry, guint64 size)
{
  RectoSignature *self = g_new0 (RectoSignature, 1);

  self->kind = (RectoSignatureKind) entry->kind;
  self->is_empty = entry->is_empty != 0;
  self->coverage = judge (entry, size, &self->covered);
  self->when = entry->when;
  self->field = g_strdup (entry->field);
  self->signer = g_strdup (entry->signer);
  self->reason = g_strdup (entry->reason);
  self->location = g_strdup (entry->location);
  self->contact = g_strdup (entry->contact);
  self->format = g_strdup (entry->format);
  return self;
}

void
recto_signature_free (RectoSignature *self)
{
  g_free (self->field);
  g_free (self->signer);
  g_free (self->reason);
  g_free (self->location);
  g_free (self->contact);
  g_free (self->format);
  g_free (self);
}
