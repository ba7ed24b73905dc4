/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document-follower.h"
#include "recto-document-view.h"
#include "recto-place-keeper.h"
#include "recto-thumbnail-keeper.h"
#include "recto-wanted-page.h"

/* What the recto-document-view-*.c files share: recto-document-view.c has the widget and its
 * document; recto-document-view-states.c shows the pages, or what is there instead of them;
 * recto-document-view-opening.c opens documents, and reads them anew;
 * recto-document-view-text.c sets the text of books otherwise. */

struct _RectoDocumentView
{
  AdwBin parent_instance;
  GtkStack *stack; /* template children */
  RectoDocumentBody *body;

  RectoPageView *page_view; /* (unowned): the body's, as the next two */
  RectoDocumentSidebar *sidebar;
  RectoDocumentAttachments *attachments;
  RectoEngine *engine;
  GSettings *settings;
  RectoDocumentViewState state;
  GFile *file;                  /* (nullable) */
  char *name;                   /* (nullable): of the file, for people */
  char *title;                  /* (nullable): what it goes by until it is open */
  gboolean untouched;           /* the file has not been opened yet */
  RectoDocument *document;      /* (nullable) */
  GCancellable *opening;        /* (nullable): while it is being opened */
  RectoTaskList *opening_tasks; /* what Stop stops meanwhile */
  guint opening_source;
  char *password;          /* (nullable): of the document, to read it anew */
  RectoWantedPage *wanted; /* (nullable): the page to begin with, until it is known */
  char *destination;       /* (nullable): to go to once the document is open */
  RectoPlaceKeeper *keeper;
  RectoDocumentFollower *follower;
  RectoThumbnailKeeper *thumbnail_keeper;
  char *fingerprint;         /* (nullable): of the file as it was opened */
  RectoTextStyle text_style; /* of a book, as it is to be */
  GCancellable
      *restyling; /* (nullable): while its place is looked for before it is laid out anew */
  gint64 anchor_character; /* at the top since it was last laid out anew; -1: unknown */
  guint anchor_moves;      /* of the page view, then */
  gboolean shown;
  gboolean unseen; /* restored, and not looked at yet */
  gboolean extra;
  gboolean asking; /* whether to read it anew */
};

void recto_document_view_set_state (RectoDocumentView *self, RectoDocumentViewState state);
/* Which of the stack's pages shows; to be followed by the state that goes with it. */
void recto_document_view_show_child (RectoDocumentView *self, const char *name);
void recto_document_view_show_password (RectoDocumentView *self, gboolean wrong);
void recto_document_view_show_error (RectoDocumentView *self, const GError *error);
/* The document is still there, and can be read again. */
void recto_document_view_show_given_up (RectoDocumentView *self, const GError *error);
/* Beside the error page: the file is not opened by itself. */
void recto_document_view_show_held (RectoDocumentView *self);
/* `file`, `document` (nullable). The document that was there is closed. */
void recto_document_view_set_file (RectoDocumentView *self, GFile *file);
void recto_document_view_set_document (RectoDocumentView *self, RectoDocument *document);
/* Where to go once it is known; `wanted` (nullable) (transfer full). */
void recto_document_view_begin_at (RectoDocumentView *self, RectoWantedPage *wanted);
/* Goes to the wanted page, if it is known by now. The place is kept once it is what the reader
 * wants it to be. */
void recto_document_view_show_wanted (RectoDocumentView *self);
/* The wanted page shows, and with it a layout that was waited for. */
void recto_document_view_note_anchor (RectoDocumentView *self);
/* Another document comes, or none. */
void recto_document_view_end_restyling (RectoDocumentView *self);
/* A document that was given up is still there, and is only to be read again. */
void recto_document_view_try_again (RectoDocumentView *self);

/* Opens the view's file for the first time, and follows its changes. */
void recto_document_view_begin (RectoDocumentView *self);
/* Somebody looks at it. */
void recto_document_view_note_seen (RectoDocumentView *self);
typedef enum
{
  RECTO_OPENING_NONE = 0,
  RECTO_OPENING_AUTOMATIC = 1 << 0, /* nobody asked for it */
  RECTO_OPENING_ANYWAY = 1 << 1,    /* whatever is lost with the document that is read anew */
} RectoOpeningFlags;

/* Opens the view's file. While a document is shown, which then is read anew, that is one of its
 * tasks. `password` (nullable). */
void recto_document_view_start_opening (RectoDocumentView *self,
                                        const char *password,
                                        RectoOpeningFlags flags);
/* Idempotent; shows nothing. */
void recto_document_view_cancel_opening (RectoDocumentView *self, RectoCancelReason reason);
/* Something else has been written into the file: it is read anew, whether that means to show what
 * it holds now, or that what could not be read before now can. `waits`: not yet. */
void recto_document_view_file_changed_cb (gboolean waits, gpointer user_data);
