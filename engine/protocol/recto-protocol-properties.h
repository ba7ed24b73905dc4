/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-protocol.h"

/* The messages that ask a worker for what a document says of itself: PROPERTIES, FONTS and
 * SIGNATURES, and their answers. */

/* Fonts and signatures in one message: 300 of 216 bytes and 50 of 1240 fit RECTO_MAX_MESSAGE; and
 * more in all than any real document has. */
#define RECTO_MAX_FONTS_FOUND 300u
#define RECTO_MAX_FONTS 20000u
#define RECTO_MAX_SIGNATURES_FOUND 50u
#define RECTO_MAX_SIGNATURES 1000u

/* PROPERTIES: nothing but the head. */

/* What whoever opened a locked document may do with it, as it says. */
typedef enum
{
  RECTO_PERMISSION_BIT_PRINT = 1 << 0,
  RECTO_PERMISSION_BIT_PRINT_WELL = 1 << 1, /* as sharply as the printer can */
  RECTO_PERMISSION_BIT_COPY = 1 << 2,
  RECTO_PERMISSION_BIT_ACCESSIBILITY = 1 << 3, /* copying for assistive technology */
  RECTO_PERMISSION_BIT_EDIT = 1 << 4,
  RECTO_PERMISSION_BIT_ANNOTATE = 1 << 5,
  RECTO_PERMISSION_BIT_FORM = 1 << 6, /* filling in forms */
  RECTO_PERMISSION_BIT_ASSEMBLE = 1 << 7,
  RECTO_PERMISSION_ALL_BITS = (1 << 8) - 1,
} RectoPermissionBits;

typedef struct
{
  RectoMessage head;
  guint32 outcome;
  guint32 encrypted;
  guint32 key_bits;
  guint32 permissions; /* RectoPermissionBits; all of them where it is not locked */
  guint32 tagged;      /* its structure is described, for assistive technology */
  guint32 padding;
  gint64 created; /* seconds since 1970, 0 where unknown */
  gint64 modified;
  char cipher[16]; /* UTF-8, all of them; "" where there is none */
  char format[64];
  char title[1024];
  char author[1024];
  char subject[2048];
  char keywords[2048];
  char creator[1024]; /* the program in which it was written */
  char producer[1024];
} RectoMessagePropertiesFound;

typedef struct
{
  RectoMessage head;
  guint32 first; /* page whose fonts are wanted, and those after it */
} RectoMessageFonts;

typedef enum
{
  RECTO_FONT_CLAIM_TYPE_1,
  RECTO_FONT_CLAIM_TRUE_TYPE,
  RECTO_FONT_CLAIM_OPEN_TYPE,
  RECTO_FONT_CLAIM_TYPE_3, /* its letters are drawn as pages are */
  RECTO_FONT_CLAIM_CID_TYPE_1,
  RECTO_FONT_CLAIM_CID_TRUE_TYPE,
  RECTO_FONT_CLAIM_OTHER,
  RECTO_N_FONT_CLAIMS
} RectoFontClaim;

typedef struct
{
  guint32 object; /* its number in the document; 0 where it has none */
  guint32 kind;   /* RectoFontClaim */
  guint32 page;   /* the first that was come to */
  guint32 embedded;
  guint32 subset;
  guint32 padding;
  char name[128]; /* UTF-8, both */
  char encoding[64];
} RectoFontEntry;

/* The worker does not go on for long: whoever asks asks again for the pages that are left. */
typedef struct
{
  RectoMessage head;
  guint32 outcome;
  guint32 first;
  guint32 next;     /* the page to go on from */
  guint32 complete; /* there is none */
  guint32 cut;      /* some page has more fonts than are listed, or could not be read */
  guint32 count;
  RectoFontEntry entries[]; /* `count` of them */
} RectoMessageFontsFound;

typedef struct
{
  RectoMessage head;
  guint32 first; /* signature that is wanted, and those after it */
} RectoMessageSignatures;

typedef enum
{
  RECTO_SIGNATURE_CLAIM_APPROVAL,
  RECTO_SIGNATURE_CLAIM_CERTIFICATION, /* it says what may be changed after it */
  RECTO_SIGNATURE_CLAIM_TIME_STAMP,
  RECTO_N_SIGNATURE_CLAIMS
} RectoSignatureClaim;

typedef struct
{
  guint32 kind;       /* RectoSignatureClaim */
  guint32 is_empty;   /* a field to be signed in */
  guint32 n_ranges;   /* bytes of the file that it covers; of more than two, only the number */
  guint32 gap_is_own; /* between the two is nothing but the signature itself */
  gint64 ranges[4];   /* where the first begins, its length, and so of the second */
  gint64 when;        /* seconds since 1970, 0 where it is not said */
  char field[128];    /* UTF-8, all of them */
  char signer[256];
  char reason[256];
  char location[256];
  char contact[128];
  char format[64]; /* of the signature itself */
} RectoSignatureEntry;

typedef struct
{
  RectoMessage head;
  guint32 outcome;
  guint32 first;
  guint32 complete;
  guint32 cut; /* there are more than are listed */
  guint32 count;
  guint32 padding;
  RectoSignatureEntry entries[]; /* `count` of them */
} RectoMessageSignaturesFound;
