/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-protocol.h"

/* Files that are in the document: ATTACHMENTS and ATTACHMENTS_FOUND list them, EXTRACT writes one
 * into a pipe, EXTRACTED says how that ended. */

/* More than any real document has attached. */
#define RECTO_MAX_ATTACHMENTS 100000u
/* Attachments in one message: 37 of 1752 bytes fit RECTO_MAX_MESSAGE. */
#define RECTO_MAX_ENTRIES 37u

/* Where attachments are named. */
typedef enum
{
  RECTO_PART_DOCUMENT, /* in the document's own lists */
  RECTO_PART_PAGES,    /* on pages */
  RECTO_N_PARTS
} RectoPart;

typedef struct
{
  RectoMessage head;
  guint32 part;  /* RectoPart */
  guint32 first; /* PAGES: the first page, and how many */
  guint32 count;
  guint32 skip; /* entries of the document, or of the first page, that are known already */
} RectoMessageAttachments;

typedef struct
{
  guint32 object; /* the number of its stream */
  guint32 has_page;
  guint32 page;
  float x, y, width, height; /* of its mark, points from the page's top left corner; or all 0 */
  guint32 padding;
  gint64 size;    /* -1 where unknown */
  gint64 created; /* seconds since 1970, 0 where unknown */
  gint64 modified;
  guint64 stored;  /* bytes in the file */
  char name[1024]; /* UTF-8, all three; "" where there is none */
  char content_type[128];
  char description[536];
} RectoAttachmentEntry;

typedef struct
{
  RectoMessage head;
  guint32 outcome;
  guint32 complete; /* nothing of what was asked for is left */
  guint32 next;     /* otherwise: the page and the number of entries to go on from */
  guint32 skip;
  guint32 count;
  guint32 padding;
  RectoAttachmentEntry entries[]; /* `count` of them */
} RectoMessageAttachmentsFound;

typedef struct
{
  RectoMessage head;
  guint32 object; /* the number of the attachment's stream in the document */
} RectoMessageExtract;

typedef struct
{
  RectoMessage head;
  guint32 outcome; /* RectoOutcome; ABORTED: nobody reads the pipe any more */
  guint64 bytes;   /* written into the pipe, which is closed now */
  char text[256];
} RectoMessageExtracted;
