/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-protocol.h"

/* What pages say: TEXT and TEXT_FOUND, and where that is found: SEARCH and SEARCHED. */

/* Of one page's text: more than a page of a telephone book has. What is beyond is cut off. */
#define RECTO_MAX_TEXT_CHARS 400000u
#define RECTO_MAX_TEXT_LINES 100000u
/* What is looked for, in bytes, with its end. */
#define RECTO_MAX_WORDS 512
/* In one answer; what a page has beyond is left out. */
#define RECTO_MAX_HITS 6000u
#define RECTO_MAX_HITS_OF_PAGE 5000u
/* Lines that a hit is marked on. */
#define RECTO_MAX_HIT_BOXES 3u

typedef struct
{
  RectoMessage head;
  guint32 chapter;
  guint32 page;
  guint32 buffer; /* its number */
  guint32 bits;   /* RectoRenderBits */
  guint64 buffer_size;
} RectoMessageText;

/* Where pixels would be, the buffer holds what a page says: a box for each character, then the
 * lines, then the characters in UTF-8, without an end. Between two lines of a block stands a
 * newline, between two blocks two; they are characters as all others. */
typedef struct
{
  RectoMessage head;
  guint32 outcome;
  guint32 n_chars;
  guint32 n_lines;
  guint32 n_bytes; /* of UTF-8 */
  guint32 errors;  /* things on the page that could not be read */
  guint32 cut;     /* there is more than fits */
  char text[256];
} RectoMessageTextFound;

/* Points from the page's top left corner. */
typedef struct
{
  float x;
  float y;
  float width;
  float height;
} RectoTextBox;

/* The way in which the characters of a line follow each other on the page. */
typedef enum
{
  RECTO_WAY_RIGHT,
  RECTO_WAY_DOWN,
  RECTO_WAY_LEFT,
  RECTO_WAY_UP,
  RECTO_N_WAYS
} RectoWay;

typedef struct
{
  guint32 first; /* character, and how many; without the newline */
  guint32 n_chars;
  guint32 block; /* counting from 0 */
  guint32 way;   /* RectoWay */
  float size;    /* of most of its letters, points */
  guint32 bold;  /* all of it */
} RectoTextLine;

typedef enum
{
  RECTO_SEARCH_BIT_CASE = 1 << 0,    /* letters as they are written */
  RECTO_SEARCH_BIT_WORDS = 1 << 1,   /* whole words only */
  RECTO_SEARCH_BIT_PATTERN = 1 << 2, /* a regular expression */
  RECTO_SEARCH_BIT_ACCENTS = 1 << 3, /* letters with the marks they have */
} RectoSearchBits;

typedef struct
{
  RectoMessage head;
  guint32 chapter;
  guint32 first;  /* page */
  guint32 count;  /* of pages; more than there are for all that follow */
  guint32 search; /* RectoSearchBits */
  guint32 buffer;
  guint32 bits; /* RectoRenderBits */
  guint64 buffer_size;
  char words[RECTO_MAX_WORDS]; /* UTF-8 */
} RectoMessageSearch;

/* The buffer holds the hits, in the order in which they are read. The worker does not go on for
 * long: whoever asks for many pages asks again for those that are left. */
typedef struct
{
  RectoMessage head;
  guint32 outcome;
  guint32 n_pages; /* that were searched, from the first one on */
  guint32 is_end;  /* the chapter has no more pages */
  guint32 n_hits;
  guint32 cut;    /* some page has more */
  guint32 failed; /* the last of these pages could not be searched; it ends the answer */
  char text[256];
} RectoMessageSearched;

typedef struct
{
  guint32 page;
  guint32 start; /* character of the page's text, and how many */
  guint32 n_chars;
  guint32 n_boxes;
  RectoTextBox boxes[RECTO_MAX_HIT_BOXES];
  guint32 before; /* bytes of the context before it, and of the hit */
  guint32 n_bytes;
  char context[168]; /* the line around it; UTF-8, terminated */
} RectoHitRecord;
