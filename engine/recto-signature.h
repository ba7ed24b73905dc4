/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

typedef enum
{
  RECTO_SIGNATURE_APPROVAL,
  RECTO_SIGNATURE_CERTIFICATION, /* it says what may be changed after it */
  RECTO_SIGNATURE_TIME_STAMP,
} RectoSignatureKind;

/* What of the file a signature is about. */
typedef enum
{
  RECTO_COVERAGE_UNKNOWN,   /* it does not say, or what cannot be */
  RECTO_COVERAGE_WHOLE,     /* all of it, but for itself */
  RECTO_COVERAGE_BEGINNING, /* all up to a point: what follows was added later */
  RECTO_COVERAGE_PARTS,     /* it leaves out what could be changed unnoticed */
} RectoCoverage;

/* RectoSignature: a signature, or a field for one, as the document describes it: nothing of it is
 * verified. Texts are never NULL, and empty where it says nothing. */
typedef struct
{
  RectoSignatureKind kind;
  gboolean is_empty; /* a field that nobody has signed in */
  RectoCoverage coverage;
  guint64 covered; /* BEGINNING: how many bytes that is */
  gint64 when;     /* seconds since 1970, UTC; 0 where it is not said */
  char *field;     /* the field's name */
  char *signer;
  char *reason;
  char *location;
  char *contact;
  char *format; /* of the signature itself: "adbe.pkcs7.detached" */
} RectoSignature;

void recto_signature_free (RectoSignature *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoSignature, recto_signature_free)
