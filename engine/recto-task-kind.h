/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib-object.h>

/* What tells tasks apart, each with its name for logs ("render", "cancelled", "user-stop"), which
 * is also the nick of the enum's value. */
typedef enum
{
  RECTO_TASK_OPEN,        /* opening a document, up to its page count and first page's size */
  RECTO_TASK_FETCH,       /* copying a remote file or a pipe before it can be opened */
  RECTO_TASK_RENDER,      /* pixels of a page */
  RECTO_TASK_THUMBNAIL,   /* small pixels of a page */
  RECTO_TASK_PAGE_FACTS,  /* sizes and labels of pages */
  RECTO_TASK_LAYOUT,      /* laying out a chapter of a book */
  RECTO_TASK_ATTACHMENTS, /* listing what is attached */
  RECTO_TASK_TEXT,        /* reading what a page says */
  RECTO_TASK_SEARCH,      /* looking for words, and, as its parts, on some pages */
  RECTO_TASK_SAVE,        /* one attachment on its way into a file */
  RECTO_TASK_SAVE_ALL,    /* parent of those that are saved together */
  RECTO_TASK_OUTLINE,     /* reading the outline */
  RECTO_TASK_LINKS,       /* reading where the links of a page are */
  RECTO_TASK_RESOLVE,     /* finding out where a link leads to */
  RECTO_TASK_ANNOTATIONS, /* listing what readers have left on pages */
  RECTO_TASK_LAYERS,      /* listing what can be shown or hidden */
  RECTO_TASK_PROPERTIES,  /* reading what a document says of itself */
  RECTO_TASK_FONTS,       /* listing its fonts */
  RECTO_TASK_SIGNATURES,  /* listing its signatures */
  RECTO_TASK_INSPECT,     /* counting what a page is made of */
} RectoTaskKind;

typedef enum
{
  RECTO_TASK_PENDING,
  RECTO_TASK_RUNNING,
  RECTO_TASK_SUCCEEDED,
  RECTO_TASK_FAILED,
  RECTO_TASK_CANCELLED,
  RECTO_TASK_TIMED_OUT,
} RectoTaskState;

typedef enum
{
  RECTO_CANCEL_NONE,            /* not cancelled */
  RECTO_CANCEL_CALLER,          /* a bare g_cancellable_cancel () */
  RECTO_CANCEL_USER_STOP,       /* Stop, Esc, or a row's own stop */
  RECTO_CANCEL_SUPERSEDED,      /* navigation, zoom, or a newer request made it pointless */
  RECTO_CANCEL_TIMEOUT,         /* its time limit ran out */
  RECTO_CANCEL_PARENT,          /* the task it is part of was cancelled */
  RECTO_CANCEL_DOCUMENT_CLOSED, /* its document was closed */
  RECTO_CANCEL_QUIT,            /* the program ends */
  RECTO_CANCEL_LIMIT,           /* it gave up by itself: the input is too big without being asked */
} RectoCancelReason;

#define RECTO_TYPE_TASK_KIND (recto_task_kind_get_type ())
#define RECTO_TYPE_TASK_STATE (recto_task_state_get_type ())
#define RECTO_TYPE_CANCEL_REASON (recto_cancel_reason_get_type ())
GType recto_task_kind_get_type (void);
GType recto_task_state_get_type (void);
GType recto_cancel_reason_get_type (void);

const char *recto_task_kind_to_string (RectoTaskKind kind);
const char *recto_task_state_to_string (RectoTaskState state);
const char *recto_cancel_reason_to_string (RectoCancelReason reason);

/* SUCCEEDED, FAILED, CANCELLED and TIMED_OUT: a task stays in the first of these it comes to. */
gboolean recto_task_state_is_final (RectoTaskState state);

/* The limit a kind has when nobody sets one, in milliseconds; 0 is never. */
guint recto_task_kind_default_timeout_ms (RectoTaskKind kind);
