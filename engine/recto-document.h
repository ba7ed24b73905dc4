/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "recto-annotation.h"
#include "recto-attachment.h"
#include "recto-engine.h"
#include "recto-error.h"
#include "recto-font-list.h"
#include "recto-layers.h"
#include "recto-links.h"
#include "recto-location.h"
#include "recto-outline.h"
#include "recto-page.h"
#include "recto-page-colors.h"
#include "recto-page-inspection.h"
#include "recto-page-text.h"
#include "recto-properties.h"
#include "recto-saving.h"
#include "recto-signature.h"
#include "recto-task.h"
#include "recto-text-style.h"
#include "recto-tile.h"

/* RectoDocument: one open document. To be used from the main thread only. Its pages are read by
 * processes that may die at any time; the document outlives them. */
#define RECTO_TYPE_DOCUMENT (recto_document_get_type ())
G_DECLARE_FINAL_TYPE (RectoDocument, recto_document, RECTO, DOCUMENT, GObject)

/* Opens `file`. Errors: RECTO_ERROR UNSUPPORTED, DAMAGED, PASSWORD_NEEDED (no password was given),
 * PASSWORD_WRONG, WORKER_DIED, OUT_OF_MEMORY; G_IO_ERROR of reading the file. The task is in
 * recto_engine_get_opening_tasks () meanwhile. When it has been cancelled, the document never
 * turns up later. */
void recto_document_open_async (RectoEngine *engine,
                                GFile *file,
                                const char *password, /* (nullable) */
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* The same, with the text of a book set like this from the beginning (nullable). */
void recto_document_open_styled_async (RectoEngine *engine,
                                       GFile *file,
                                       const char *password, /* (nullable) */
                                       const RectoTextStyle *style,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* (transfer full) */
RectoDocument *recto_document_open_finish (GAsyncResult *result, GError **error);

/* Cancels its tasks (DOCUMENT_CLOSED), kills its processes. Idempotent; later calls fail with
 * G_IO_ERROR_CLOSED. Until then the engine keeps the document: whoever opened it must close it. */
void recto_document_close (RectoDocument *self);

RectoEngine *recto_document_get_engine (RectoDocument *self); /* (transfer none) */

/* Facts, known once it is open. */
GFile *recto_document_get_file (RectoDocument *self); /* (transfer none) */
/* When the file was changed last, as it was when it was opened: microseconds since 1970. What was
 * fetched from elsewhere has another time than its file. 0 once the document is closed. */
gint64 recto_document_get_modified_time (RectoDocument *self);
const char *recto_document_get_title (RectoDocument *self);  /* (nullable): from its metadata */
const char *recto_document_get_format (RectoDocument *self); /* as the engine names it: "PDF 1.7" */
gboolean recto_document_is_reflowable (RectoDocument *self); /* pages come from a layout */
gboolean recto_document_is_text_view (RectoDocument
                                          *self); /* office file: its text, not its look */

/* It says that it has fields for signatures; recto_document_read_signatures_async () finds out. */
gboolean recto_document_claims_signatures (RectoDocument *self);

/* The tasks that are not final, a GListModel of RectoTask (a RectoTaskList). (transfer none) */
GListModel *recto_document_get_tasks (RectoDocument *self);

/* Pages. In a document with chapters some counts may be estimates until each chapter has been
 * laid out; "pages-changed" is emitted when any count or any page's facts became known or
 * different. Running numbers count from 0 here. */
guint recto_document_get_n_chapters (RectoDocument *self);
guint recto_document_get_chapter_pages (RectoDocument *self, guint chapter, gboolean *estimated);
guint recto_document_get_n_pages (RectoDocument *self, gboolean *estimated);
guint recto_document_get_number (RectoDocument *self, RectoLocation location);
RectoLocation recto_document_get_location (RectoDocument *self, guint number); /* clamped */
/* The facts of a page, or NULL while unknown; valid until the next "pages-changed". (nullable) */
const RectoPage *recto_document_get_page (RectoDocument *self, RectoLocation location);
/* The first page, of those known by now, with this label printed on it. FALSE where there is none.
 */
gboolean recto_document_find_label (RectoDocument *self,
                                    const char *label,
                                    RectoLocation *location);
/* What to assume of pages whose facts are unknown: the most common facts so far. Never NULL. */
const RectoPage *recto_document_get_usual_page (RectoDocument *self);
/* Asks for the facts around a place, ahead of all others: call with what is in view. The
 * document fetches all the rest by itself, in the background. */
void recto_document_need_pages (RectoDocument *self, RectoLocation first, RectoLocation last);

typedef enum
{
  RECTO_PRIORITY_THUMBNAIL,
  RECTO_PRIORITY_NEAR,    /* soon in view */
  RECTO_PRIORITY_WANTED,  /* asked for by the user, and not in view */
  RECTO_PRIORITY_VISIBLE, /* in view: a foreground task */
} RectoPriority;

typedef enum
{
  RECTO_RENDER_NONE = 0,
  RECTO_RENDER_NO_LIMITS = 1 << 0,      /* however big its images are ("show anyway") */
  RECTO_RENDER_NO_ANNOTATIONS = 1 << 1, /* without notes and other marks; form fields stay */
} RectoRenderFlags;

typedef struct
{
  RectoLocation location;
  double scale; /* device pixels per point, above 0 */
  int rotation; /* 0, 90, 180, 270 clockwise, added to the page's own */
  RectoPageColors colors;
  RectoPixelRect rect; /* cut to the page; at most 4096 * 4096 pixels */
  RectoPriority priority;
  RectoRenderFlags flags;
  guint time_limit_ms; /* from when it begins to run; 0: none */
} RectoRenderRequest;

/* Renders one rectangle of a page. Requests that are equal in device pixels share one job; the one
 * that asks for more urgency raises it. Errors: RECTO_ERROR PAGE, DAMAGED, WORKER_DIED,
 * OUT_OF_MEMORY; CANCELLED (where the task's reason is LIMIT, the page has images too big to be
 * shown without being asked); TIMED_OUT. recto_task_of_result () gives the task. */
void recto_document_render_async (RectoDocument *self,
                                  const RectoRenderRequest *request,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* (transfer full) */
RectoTile *recto_document_render_finish (RectoDocument *self, GAsyncResult *result, GError **error);

/* Reads what a page says; a background task, of whatever priority. Errors as those of rendering. */
void recto_document_read_text_async (RectoDocument *self,
                                     RectoLocation location,
                                     RectoPriority priority,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* (transfer full) */
RectoPageText *recto_document_read_text_finish (RectoDocument *self,
                                                GAsyncResult *result,
                                                GError **error);

/* The size of a page in device pixels, as tiles are cut from it: each side is its points times
 * the scale, rounded, at least 1. */
void recto_page_get_pixel_size (const RectoPage *page,
                                double scale,
                                int rotation,
                                int *width,
                                int *height);

/* TRUE when a job on this page was cancelled or timed out after more than 200 ms of work: it is
 * not to be rendered ahead or as a thumbnail until something of it has come; the page view
 * alone may draw it small, for a moment. */
gboolean recto_document_is_costly (RectoDocument *self, RectoLocation location);

/* Lets this document's processes use all the memory that the hard limit allows. */
void recto_document_allow_more_memory (RectoDocument *self);

/* Stops all tasks of this document (USER_STOP); background ones too. A second call within the
 * grace of the first kills what has not answered yet. TRUE when there was anything to stop. */
gboolean recto_document_stop (RectoDocument *self);
/* Kills what was told to stop and has not answered yet. TRUE when there was any. */
gboolean recto_document_stop_harder (RectoDocument *self);

/* A document that is not shown keeps no worker after 10 seconds. */
void recto_document_set_shown (RectoDocument *self, gboolean shown);

/* Signals: "pages-changed" (); "facts-stopped" (): the user stopped the reading of page facts or
 * the laying out, which rests until recto_document_need_pages () is called. Property "error"
 * (GError, nullable): set once the document has been given up after its process died repeatedly;
 * recto_document_reopen () tries again. "layers-changed" (): pages look otherwise; what is being
 * drawn ends (SUPERSEDED). */
const GError *recto_document_get_error (RectoDocument *self); /* (nullable) */
void recto_document_reopen (RectoDocument *self);

/* How a reflowable document's text is set; others take no notice. What runs for the former pages
 * ends (SUPERSEDED), page counts become estimates again, "pages-changed" follows. */
void recto_document_set_text_style (RectoDocument *self, const RectoTextStyle *style);
const RectoTextStyle *recto_document_get_text_style (RectoDocument *self);
/* How many of its chapters a book has laid out by now. */
guint recto_document_get_n_laid_out (RectoDocument *self);
/* The user stopped the reading of page facts, or the laying out, and it rests; goes on with it. */
gboolean recto_document_is_at_rest (RectoDocument *self);
void recto_document_go_on (RectoDocument *self);

/* Places in a book that stay where they are in its text however it is laid out: a chapter, and how
 * many characters of it come before, not counting spaces and hyphens. The character at a height of
 * a page (a fraction of the page's, from its top), or the first below it; and where a character
 * stands: its page in the chapter, and the height of its line, which is 0 for a page's first. What
 * comes after the chapter's last character is there, too. */
void recto_document_find_character_async (RectoDocument *self,
                                          RectoLocation location,
                                          double fraction,
                                          RectoPriority priority,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean recto_document_find_character_finish (RectoDocument *self,
                                               GAsyncResult *result,
                                               guint *character,
                                               GError **error);
void recto_document_find_place_async (RectoDocument *self,
                                      guint chapter,
                                      guint character,
                                      RectoPriority priority,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean recto_document_find_place_finish (RectoDocument *self,
                                           GAsyncResult *result,
                                           guint *page,
                                           double *fraction,
                                           GError **error);

/* Attachments. A GListModel of RectoAttachment that fills while they are being listed and keeps
 * what it has when that is stopped. Nothing is listed before it is asked for. (transfer none) */
GListModel *recto_document_get_attachments (RectoDocument *self);
/* Lists what is not listed yet, a background task; TRUE when the list is complete. Asking again
 * goes on where it was stopped. No bytes of an attachment are read. */
void recto_document_list_attachments_async (RectoDocument *self,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
gboolean recto_document_list_attachments_finish (RectoDocument *self,
                                                 GAsyncResult *result,
                                                 GError **error);
/* The list is not complete because it reached the most that are listed (RECTO_MAX_ATTACHMENTS). */
gboolean recto_document_has_more_attachments (RectoDocument *self);

/* Reads the outline, a background task. One that has no entries is a success, too. */
void recto_document_read_outline_async (RectoDocument *self,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
/* (transfer full) */
RectoOutline *recto_document_read_outline_finish (RectoDocument *self,
                                                  GAsyncResult *result,
                                                  GError **error);
/* Makes one from the headings of a document that has none, as far as what stands out by its size is
 * a heading; a background task that reads the text of all pages. Pages that cannot be read are
 * passed over. */
void recto_document_make_outline_async (RectoDocument *self,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
/* (transfer full) */
RectoOutline *recto_document_make_outline_finish (RectoDocument *self,
                                                  GAsyncResult *result,
                                                  GError **error);
/* Reads where the links of a page are and where they lead to, a background task. In a book both
 * are as the pages are laid out now. */
void recto_document_read_links_async (RectoDocument *self,
                                      RectoLocation location,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* (transfer full) */
RectoLinks *recto_document_read_links_finish (RectoDocument *self,
                                              GAsyncResult *result,
                                              GError **error);
/* Finds out where an address within the document is: one that a RectoTarget has, or
 * "#nameddest=" and the escaped name of a destination. A foreground task: it may take laying out a
 * chapter. The target is a PLACE or NOWHERE. */
void recto_document_resolve_async (RectoDocument *self,
                                   const char *address,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* (transfer full) */
RectoTarget *recto_document_resolve_finish (RectoDocument *self,
                                            GAsyncResult *result,
                                            GError **error);

/* Reads what readers have left on a page, a background task: a GListModel of RectoAnnotation, each
 * reply after what it replies to. RectoAnnotations lists them for the whole document. */
void recto_document_read_annotations_async (RectoDocument *self,
                                            RectoLocation location,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
/* (transfer full) */
GListModel *recto_document_read_annotations_finish (RectoDocument *self,
                                                    GAsyncResult *result,
                                                    GError **error);

/* Reads the list of layers, a background task; whoever asks gets the same. No layers are a success,
 * too. Switching one there changes what is drawn from then on. */
void recto_document_read_layers_async (RectoDocument *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* (transfer full) */
RectoLayers *recto_document_read_layers_finish (RectoDocument *self,
                                                GAsyncResult *result,
                                                GError **error);
/* Another number whenever other layers are shown: pictures of pages with different numbers are not
 * the same. */
guint recto_document_get_layers_state (RectoDocument *self);

/* Reads what the document says of itself, a background task. */
void recto_document_read_properties_async (RectoDocument *self,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
/* (transfer full) */
RectoProperties *recto_document_read_properties_finish (RectoDocument *self,
                                                        GAsyncResult *result,
                                                        GError **error);
/* Goes on to fill `fonts` from where it is, page by page; a background task that makes way for all
 * others. TRUE when all pages have been looked at. No font is read. */
void recto_document_list_fonts_async (RectoDocument *self,
                                      RectoFontList *fonts,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean recto_document_list_fonts_finish (RectoDocument *self,
                                           GAsyncResult *result,
                                           GError **error);
/* Reads what the document's signatures, and its fields for them, say; a background task. Nothing is
 * verified. */
void recto_document_read_signatures_async (RectoDocument *self,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
/* Of RectoSignature. (transfer full) `cut` (nullable): there may be more than were looked at. */
GPtrArray *recto_document_read_signatures_finish (RectoDocument *self,
                                                  GAsyncResult *result,
                                                  gboolean *cut,
                                                  GError **error);

/* Counts what a page is made of, into `inspection`, which can be looked at meanwhile; a background
 * task. It ends by itself, whatever the page: what was counted until then is there in any case. */
void recto_document_inspect_page_async (RectoDocument *self,
                                        RectoPageInspection *inspection,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean recto_document_inspect_page_finish (RectoDocument *self,
                                             GAsyncResult *result,
                                             GError **error);

/* What is being saved or was, until forgotten: a GListModel of RectoSaving, oldest first.
 * (transfer none) */
GListModel *recto_document_get_savings (RectoDocument *self);
