/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "recto-document-body.h"
#include "recto-document.h"
#include "recto-page-view.h"
#include "recto-place-store.h"
#include "recto-task-list.h"

/* RectoDocumentView: one tab: the start page, or one document in one of its states.
 *
 * Properties: "show-sidebar" (boolean); read-only: "state" (RectoDocumentViewState), "title"
 * (string), "document" (RectoDocument, nullable), "tasks" (RectoTaskList, nullable: what Stop
 * stops), "page-view" (RectoPageView). Signals: "opened" (): the document is on the screen;
 * "opening-stopped" (): back to the start page, because opening was stopped; "reload-failed"
 * (GError): what is shown is still the document as it was read before; "text-style-changed" ():
 * that of recto_document_view_get_text_style (), or whether there is any. */
#define RECTO_TYPE_DOCUMENT_VIEW (recto_document_view_get_type ())
G_DECLARE_FINAL_TYPE (RectoDocumentView, recto_document_view, RECTO, DOCUMENT_VIEW, AdwBin)

typedef enum
{
  RECTO_DOCUMENT_VIEW_START,
  RECTO_DOCUMENT_VIEW_WAITING, /* to be shown for the first time */
  RECTO_DOCUMENT_VIEW_OPENING,
  RECTO_DOCUMENT_VIEW_PASSWORD,
  RECTO_DOCUMENT_VIEW_ERROR,
  RECTO_DOCUMENT_VIEW_PAGES,
} RectoDocumentViewState;

/* `places` (nullable): where documents were read before. */
RectoDocumentView *recto_document_view_new (RectoEngine *engine,
                                            GSettings *settings,
                                            RectoPlaceStore *places);

/* Shows `file`, whatever was shown before. `number` (from 1) or `label`: the page to begin with; 0
 * and NULL for where it was read last, or else the first. */
void recto_document_view_open (RectoDocumentView *self,
                               GFile *file,
                               guint number,
                               const char *label); /* (nullable) */
/* The same, but nothing is opened before the tab is in view for the first time. `title`: what it
 * goes by meanwhile. */
void recto_document_view_open_when_shown (RectoDocumentView *self, GFile *file, const char *title);
/* Does so now, though nobody looks at it: until somebody does, it leaves no traces. */
void recto_document_view_load (RectoDocumentView *self);
/* Gives that up, unless somebody looks at it by now: it waits again. */
void recto_document_view_stop_loading (RectoDocumentView *self);
/* Says that `file` was not opened, since the program has ended again and again while it was shown,
 * and offers to open it. */
void recto_document_view_hold (RectoDocumentView *self, GFile *file, const char *title);
/* Whether its file was opened, or has been tried to. */
gboolean recto_document_view_was_opened (RectoDocumentView *self);
/* Goes to the destination of this name, once the document is open. */
void recto_document_view_find_destination (RectoDocumentView *self, const char *name);
/* Ends everything of this document, at once. */
void recto_document_view_close (RectoDocumentView *self);
/* Closes, and shows the start page. A new view shows nothing until this or a file is asked for. */
void recto_document_view_show_start (RectoDocumentView *self);
/* Stop: ends opening or whatever runs. TRUE when there was anything to stop. */
gboolean recto_document_view_stop (RectoDocumentView *self);
/* Reads the file anew, and shows what is there until that has come; tries again what could not be
 * opened. */
void recto_document_view_reload (RectoDocumentView *self);
/* A tab made for one document only: where its opening is stopped, the tab is to go too. */
void recto_document_view_set_extra (RectoDocumentView *self, gboolean extra);
gboolean recto_document_view_is_extra (RectoDocumentView *self);
/* Whether the tab is the one in view. */
void recto_document_view_set_shown (RectoDocumentView *self, gboolean shown);

/* How the text of a book is set: TRUE where there is one. Setting it keeps the place, in the text.
 */
gboolean recto_document_view_has_text_style (RectoDocumentView *self);
RectoTextStyle recto_document_view_get_text_style (RectoDocumentView *self);
void recto_document_view_set_text_style (RectoDocumentView *self, const RectoTextStyle *style);
/* To the next size up (1) or down (-1). */
void recto_document_view_step_text_size (RectoDocumentView *self, int direction);

RectoDocumentViewState recto_document_view_get_state (RectoDocumentView *self);
const char *recto_document_view_get_title (RectoDocumentView *self);
GFile *recto_document_view_get_file (RectoDocumentView *self);             /* (nullable) */
RectoDocument *recto_document_view_get_document (RectoDocumentView *self); /* (nullable) */
RectoTaskList *recto_document_view_get_tasks (RectoDocumentView *self);    /* (nullable) */
RectoPageView *recto_document_view_get_page_view (RectoDocumentView *self);
GSettings *recto_document_view_get_settings (RectoDocumentView *self); /* (transfer none) */
RectoDocumentBody *recto_document_view_get_body (RectoDocumentView *self);
