/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-protocol.h"

/* Notes and other marks that readers have left on pages: ANNOTATIONS and ANNOTATIONS_FOUND. */

/* More than any real page has; what comes after them is left out. */
#define RECTO_MAX_PAGE_ANNOTATIONS 20000u
/* Replies to replies to replies… are no deeper. */
#define RECTO_MAX_REPLY_DEPTH 8u
/* Bytes of who wrote one, and of what, each with its end. */
#define RECTO_MAX_AUTHOR 256
#define RECTO_MAX_NOTE (16 * 1024)

typedef enum
{
  RECTO_ANNOTATION_CLAIM_NOTE,
  RECTO_ANNOTATION_CLAIM_TEXT, /* written on the page itself */
  RECTO_ANNOTATION_CLAIM_HIGHLIGHT,
  RECTO_ANNOTATION_CLAIM_UNDERLINE,
  RECTO_ANNOTATION_CLAIM_STRIKE_OUT,
  RECTO_ANNOTATION_CLAIM_DRAWING,
  RECTO_ANNOTATION_CLAIM_STAMP,
  RECTO_ANNOTATION_CLAIM_INSERTION, /* a mark where something is to be inserted */
  RECTO_ANNOTATION_CLAIM_REDACTION, /* what is to be blackened */
  RECTO_ANNOTATION_CLAIM_ATTACHMENT,
  RECTO_ANNOTATION_CLAIM_MEDIA,
  RECTO_ANNOTATION_CLAIM_OTHER,
  RECTO_N_ANNOTATION_CLAIMS
} RectoAnnotationClaim;

typedef struct
{
  RectoMessage head;
  guint32 first; /* page, and how many */
  guint32 count;
  guint32 skip; /* those of the first page that are known already */
} RectoMessageAnnotations;

/* A page's come in the order in which they stand there, but for replies: those follow what they
 * reply to. */
typedef struct
{
  guint32 page;
  guint32 kind;  /* RectoAnnotationClaim */
  guint32 depth; /* 0: no reply, 1: a reply to what came before with 0, … */
  float x, y, width,
      height;     /* points from the page's top left corner; all 0 where it has no mark */
  guint32 author; /* these two: where they begin among the message's texts */
  guint32 note;
  guint32 padding;
  gint64 created; /* seconds since 1970, 0 where unknown */
  gint64 modified;
} RectoAnnotationEntry;

typedef struct
{
  RectoMessage head;
  guint32 outcome;
  guint32 complete; /* nothing of what was asked for is left */
  guint32 next;     /* otherwise: the page, and the number of its annotations, to go on from */
  guint32 skip;
  guint32 n_bad; /* pages that could not be read */
  guint32 count;
  guint32 n_text;
  RectoAnnotationEntry entries[]; /* `count` of them, and the texts */
} RectoMessageAnnotationsFound;
