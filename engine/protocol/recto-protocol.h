/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What the viewer's process and the sandboxed processes say to each other: one fixed C struct per
 * message over SOCK_SEQPACKET sockets, so a message is whole or absent. Both sides come from the
 * same build. Every number from the other side is a claim until recto_message_check () and the
 * reader have looked at it.
 *
 *   viewer → host, control socket:  OPEN, FORK, PREWARM, SHOW_LAYERS
 *   host → viewer:                  READY, OPENED, REFUSED, FORKED, ENDED, PREWARMED, LAYERS_SHOWN
 *   viewer → worker, its socket:    RENDER, FACTS, CHAPTER, DROP_BUFFER, ATTACHMENTS, EXTRACT,
 *                                   OUTLINE, LINKS, RESOLVE, TEXT, PLACE, SEARCH, ANNOTATIONS,
 *                                   LAYERS, PROPERTIES, FONTS, SIGNATURES, INSPECT
 *   worker → viewer:                HELLO, RENDERED, FACTS_FOUND, CHAPTER_FOUND,
 *                                   ATTACHMENTS_FOUND, EXTRACTED, OUTLINE_FOUND, LINKS_FOUND,
 *                                   RESOLVED, TEXT_FOUND, PLACE_FOUND, SEARCHED,
 *                                   ANNOTATIONS_FOUND, LAYERS_FOUND, PROPERTIES_FOUND,
 *                                   FONTS_FOUND, SIGNATURES_FOUND, INSPECTED
 */
#define RECTO_PROTOCOL_VERSION 1u

/* The control socket is the host's descriptor 3; everything else arrives in messages. */
#define RECTO_CONTROL_FD 3

/* Far below the 212,960 bytes that a SOCK_SEQPACKET message may have by default. */
#define RECTO_MAX_MESSAGE (64 * 1024)
/* More pages than any real document has; keeps the list of facts below 32 MB. */
#define RECTO_MAX_PAGES 1000000u
#define RECTO_MAX_CHAPTERS 65536u
/* Pages whose facts travel in one message: 1000 of 56 bytes fit RECTO_MAX_MESSAGE. */
#define RECTO_MAX_FACTS 1000u
/* A tile's pixels, 4 bytes each: 64 MiB at most. */
#define RECTO_MAX_TILE_PIXELS (4096 * 4096)
/* Page sides in points: what a PDF can ask for with its largest user unit. */
#define RECTO_MAX_PAGE_SIDE 15000000.0
/* An image larger than this many pixels is shown only when asked for. */
#define RECTO_BIG_IMAGE_PIXELS (400 * 1000 * 1000)

typedef enum
{
  /* to the host */
  RECTO_MESSAGE_OPEN = 1, /* with the document's descriptor */
  RECTO_MESSAGE_FORK,     /* with the worker's end of a socket pair */
  RECTO_MESSAGE_PREWARM,
  RECTO_MESSAGE_SHOW_LAYERS,
  /* from the host */
  RECTO_MESSAGE_READY,
  RECTO_MESSAGE_OPENED,
  RECTO_MESSAGE_REFUSED,
  RECTO_MESSAGE_FORKED, /* with the worker's pidfd */
  RECTO_MESSAGE_ENDED,
  RECTO_MESSAGE_PREWARMED,
  RECTO_MESSAGE_LAYERS_SHOWN,
  /* to a worker */
  RECTO_MESSAGE_RENDER, /* with the buffer's memfd the first time a buffer is named */
  RECTO_MESSAGE_FACTS,
  RECTO_MESSAGE_CHAPTER,
  RECTO_MESSAGE_PLACE,
  RECTO_MESSAGE_DROP_BUFFER,
  RECTO_MESSAGE_ATTACHMENTS,
  RECTO_MESSAGE_EXTRACT, /* with the end of a pipe that takes the bytes */
  RECTO_MESSAGE_OUTLINE,
  RECTO_MESSAGE_LINKS,
  RECTO_MESSAGE_RESOLVE,
  RECTO_MESSAGE_TEXT,   /* with the buffer's memfd, as RENDER */
  RECTO_MESSAGE_SEARCH, /* likewise */
  RECTO_MESSAGE_ANNOTATIONS,
  RECTO_MESSAGE_LAYERS,
  RECTO_MESSAGE_PROPERTIES,
  RECTO_MESSAGE_FONTS,
  RECTO_MESSAGE_SIGNATURES,
  RECTO_MESSAGE_INSPECT, /* with the memfd to count in */
  /* from a worker */
  RECTO_MESSAGE_HELLO,
  RECTO_MESSAGE_RENDERED,
  RECTO_MESSAGE_FACTS_FOUND,
  RECTO_MESSAGE_CHAPTER_FOUND,
  RECTO_MESSAGE_PLACE_FOUND,
  RECTO_MESSAGE_ATTACHMENTS_FOUND,
  RECTO_MESSAGE_EXTRACTED,
  RECTO_MESSAGE_OUTLINE_FOUND,
  RECTO_MESSAGE_LINKS_FOUND,
  RECTO_MESSAGE_RESOLVED,
  RECTO_MESSAGE_TEXT_FOUND,
  RECTO_MESSAGE_SEARCHED,
  RECTO_MESSAGE_ANNOTATIONS_FOUND,
  RECTO_MESSAGE_LAYERS_FOUND,
  RECTO_MESSAGE_PROPERTIES_FOUND,
  RECTO_MESSAGE_FONTS_FOUND,
  RECTO_MESSAGE_SIGNATURES_FOUND,
  RECTO_MESSAGE_INSPECTED,
  RECTO_N_MESSAGES
} RectoMessageKind;

/* How a question ended. */
typedef enum
{
  RECTO_OUTCOME_OK,
  RECTO_OUTCOME_ABORTED,     /* the cookie's abort was seen */
  RECTO_OUTCOME_UNSUPPORTED, /* text: the name of the format */
  RECTO_OUTCOME_DAMAGED,     /* text: what the reader said */
  RECTO_OUTCOME_PASSWORD_NEEDED,
  RECTO_OUTCOME_PASSWORD_WRONG,
  RECTO_OUTCOME_OUT_OF_MEMORY,
  RECTO_OUTCOME_TOO_BIG, /* a page with larger images than are shown without being asked */
  RECTO_N_OUTCOMES
} RectoOutcome;

typedef struct
{
  guint32 version;
  guint16 kind; /* RectoMessageKind */
  guint16 padding;
  guint32 size;       /* of the whole message, bytes */
  guint32 serial;     /* the question's; its answer has the same */
  guint32 generation; /* of the document's layout and state; answers to older ones are dropped */
} RectoMessage;

/* How a book is set; each of the three may be left to it. */
typedef enum
{
  RECTO_LAYOUT_FAMILY_BOOK,
  RECTO_LAYOUT_FAMILY_SERIF,
  RECTO_LAYOUT_FAMILY_SANS,
  RECTO_LAYOUT_FAMILY_MONO,
  RECTO_LAYOUT_N_FAMILIES
} RectoLayoutFamily;

typedef enum
{
  RECTO_LAYOUT_MARGINS_BOOK,
  RECTO_LAYOUT_MARGINS_NARROW,
  RECTO_LAYOUT_MARGINS_MEDIUM,
  RECTO_LAYOUT_MARGINS_WIDE,
  RECTO_LAYOUT_N_MARGINS
} RectoLayoutMargins;

typedef enum
{
  RECTO_LAYOUT_ALIGNMENT_BOOK,
  RECTO_LAYOUT_ALIGNMENT_LEFT,
  RECTO_LAYOUT_ALIGNMENT_JUSTIFIED,
  RECTO_LAYOUT_N_ALIGNMENTS
} RectoLayoutAlignment;

typedef struct
{
  float width; /* points */
  float height;
  float font_size;
  float line_height; /* times the size of the letters; 0: the book's own */
  guint32 family;    /* RectoLayoutFamily */
  guint32 margins;   /* RectoLayoutMargins */
  guint32 alignment; /* RectoLayoutAlignment */
} RectoLayout;

typedef struct
{
  RectoMessage head;
  RectoLayout layout;
  guint32 has_password;
  char name[32];      /* a harmless file name that has only the file's extension: "document.fb2" */
  char password[512]; /* UTF-8 */
} RectoMessageOpen;

/* FORK, PREWARM, PREWARMED, LAYERS_SHOWN, HELLO: nothing but the head. FORK's serial is the
 * worker's number, and so are those of FORKED and ENDED. */

/* What the host managed to lock. */
typedef enum
{
  RECTO_LOCKDOWN_LIMITS = 1 << 0,
  RECTO_LOCKDOWN_NO_NEW_PRIVILEGES = 1 << 1,
  RECTO_LOCKDOWN_LANDLOCK = 1 << 2,
  RECTO_LOCKDOWN_SECCOMP = 1 << 3,
} RectoLockdownFlags;

typedef struct
{
  RectoMessage head;
  guint32 lockdown; /* RectoLockdownFlags */
  gint32 landlock_abi;
  char build[64];
} RectoMessageReady;

typedef struct
{
  RectoMessage head;
  guint32 n_chapters;
  guint32 n_pages; /* of chapter 0; 0 where a layout must count them */
  guint32 reflowable;
  guint32 text_view;
  guint32 has_signatures; /* it says that it has fields for them */
  char format[64];
  char title[512];
} RectoMessageOpened;

typedef struct
{
  RectoMessage head;
  guint32 outcome; /* RectoOutcome */
  char text[256];
} RectoMessageRefused;

typedef struct
{
  RectoMessage head;
  gint32 pid; /* 0: could not fork */
} RectoMessageForked;

typedef struct
{
  RectoMessage head;
  gint32 status; /* as waitpid () has it */
} RectoMessageEnded;

typedef enum
{
  RECTO_RENDER_NEW_BUFFER = 1 << 0, /* the buffer comes with this message */
  RECTO_RENDER_ANY_SIZE = 1 << 1,   /* however big the images are */
  RECTO_RENDER_BARE = 1 << 2,       /* without annotations */
} RectoRenderBits;

typedef struct
{
  RectoMessage head;
  guint32 chapter;
  guint32 page;
  double scale; /* device pixels per point */
  gint32 rotation;
  gint32 x, y, width, height; /* device pixels, from the page's top left corner */
  guint32 buffer;             /* its number */
  guint64 buffer_size;        /* bytes, of the whole memfd */
  guint32 bits;               /* RectoRenderBits */
  guint32 tint;               /* RectoTint */
} RectoMessageRender;

typedef struct
{
  RectoMessage head;
  guint32 outcome;    /* RectoOutcome */
  guint32 errors;     /* things on the page that could not be shown */
  guint32 low_memory; /* some of them for want of memory */
  guint32 work_us;    /* time spent, microseconds */
  gint32 page_width;  /* of the whole page as it was drawn, device pixels; 0 where it was not */
  gint32 page_height;
  char text[256];
} RectoMessageRendered;

typedef struct
{
  RectoMessage head;
  guint32 chapter;
  guint32 first;
  guint32 count;
} RectoMessageFacts;

typedef struct
{
  float width; /* points, with the page's rotation; 0: this page could not be read */
  float height;
  gint32 rotation;
  char label[44]; /* UTF-8, "" where it is the running number or missing */
} RectoPageFact;

typedef struct
{
  RectoMessage head;
  guint32 chapter;
  guint32 first;
  guint32 count;
  guint32 outcome;
  RectoPageFact facts[]; /* `count` of them */
} RectoMessageFactsFound;

typedef struct
{
  RectoMessage head;
  guint32 chapter;
} RectoMessageChapter;

typedef struct
{
  RectoMessage head;
  guint32 chapter;
  guint32 n_pages;
  guint32 outcome;
  float width; /* of the chapter's pages, points */
  float height;
} RectoMessageChapterFound;

/* Which character of a chapter stands at a height of one of its pages, or, by_character, where a
 * character stands. Characters are counted from 0 through the chapter, but for spaces and hyphens,
 * of which each layout has others. */
typedef struct
{
  RectoMessage head;
  guint32 chapter;
  guint32 by_character;
  guint32 page;
  guint32 character;
  double fraction; /* of the page's height, from its top */
} RectoMessagePlace;

typedef struct
{
  RectoMessage head;
  guint32 outcome;
  guint32 page;
  guint32 character;
  guint32 padding;
  double fraction;
} RectoMessagePlaceFound;

typedef struct
{
  RectoMessage head;
  guint32 buffer;
} RectoMessageDropBuffer;

/* The first page of a shared buffer: how a render is told to stop and tells how far it is. The
 * layout is that of MuPDF's fz_cookie, which the worker asserts. Pixels begin at RECTO_PIXELS_AT.
 */
typedef struct
{
  gint32 abort;
  gint32 progress;
  guint64 progress_max; /* G_MAXUINT64 while unknown */
  gint32 errors;
  gint32 incomplete;
} RectoCookie;

#define RECTO_PIXELS_AT 4096

/* Bytes from one row of a tile's pixels to the next. */
#define RECTO_TILE_STRIDE(width) ((gsize) (width) * 4)

/* What is asked of workers beside how pages look. Messages of entries with texts end with these:
 * `n_text` bytes, strings one after the other, each with its end. The first is empty, for what has
 * no text. */
#include "recto-protocol-annotations.h"
#include "recto-protocol-attachments.h"
#include "recto-protocol-layers.h"
#include "recto-protocol-links.h"
#include "recto-protocol-text.h"
