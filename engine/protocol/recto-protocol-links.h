/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-protocol.h"

/* What leads somewhere: OUTLINE and OUTLINE_FOUND, LINKS and LINKS_FOUND list the outline of the
 * document and the links of a page, RESOLVE and RESOLVED tell where one leads. */

/* More than any real document's outline has, and deeper. */
#define RECTO_MAX_OUTLINE 200000u
#define RECTO_MAX_OUTLINE_DEPTH 100u
/* Bytes of all its texts together. */
#define RECTO_MAX_OUTLINE_TEXT (32u << 20)
/* More than any real page has. */
#define RECTO_MAX_LINKS 20000u
/* Bytes of one title of the outline, and of where anything leads to, each with its end. */
#define RECTO_MAX_TITLE 1024
#define RECTO_MAX_ADDRESS 2048

/* Where a link or an entry of the outline leads to. */
typedef enum
{
  RECTO_CLAIM_NOWHERE,
  RECTO_CLAIM_PLACE,   /* in this document */
  RECTO_CLAIM_CHAPTER, /* somewhere in this chapter: its text, resolved, tells where */
  RECTO_CLAIM_ADDRESS, /* what the text says, which is outside of this document */
  RECTO_N_CLAIMS
} RectoClaimKind;

typedef struct
{
  guint32 kind; /* RectoClaimKind */
  guint32 chapter;
  guint32 page;
  float x; /* points from the page's top left corner; NAN where it is not said */
  float y;
  guint32 text; /* CHAPTER, ADDRESS: where it begins among the message's texts, UTF-8 */
} RectoTargetClaim;

typedef struct
{
  RectoMessage head;
  guint32 first; /* entry that is wanted, and those after it */
} RectoMessageOutline;

typedef struct
{
  guint32 depth;
  guint32 open; /* what is below it is to be shown */
  guint32 title;
  RectoTargetClaim target;
} RectoOutlineEntry;

typedef struct
{
  RectoMessage head;
  guint32 outcome;
  guint32 first;
  guint32 count;
  guint32 complete; /* no entries follow these */
  guint32 cut;      /* because there are more than are listed */
  guint32 n_text;
  RectoOutlineEntry entries[]; /* `count` of them, and the texts */
} RectoMessageOutlineFound;

typedef struct
{
  RectoMessage head;
  guint32 chapter;
  guint32 page;
  guint32 first; /* link that is wanted, and those after it */
} RectoMessageLinks;

typedef struct
{
  float x, y, width, height; /* points from the page's top left corner */
  RectoTargetClaim target;
} RectoLinkEntry;

typedef struct
{
  RectoMessage head;
  guint32 outcome;
  guint32 first;
  guint32 count;
  guint32 complete;
  guint32 n_text;
  RectoLinkEntry entries[]; /* `count` of them, and the texts */
} RectoMessageLinksFound;

typedef struct
{
  RectoMessage head;
  char address[RECTO_MAX_ADDRESS]; /* within the document, as its format has it */
} RectoMessageResolve;

typedef struct
{
  RectoMessage head;
  guint32 outcome;
  RectoTargetClaim target; /* PLACE or NOWHERE */
} RectoMessageResolved;
