/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "recto-color-mode.h"
#include "recto-document.h"
#include "recto-history.h"
#include "recto-page-cursor.h"
#include "recto-search.h"
#include "recto-zoom.h"

/* RectoPageView: the scrollable canvas that shows a document's pages (a GtkScrollable, to be put
 * into a GtkScrolledWindow). It asks the engine for tiles and draws what has come; it never blocks.
 *
 * Properties: "document" (RectoDocument, nullable), "fit-mode" (RectoFitMode), "zoom" (double, 1 is
 * 96 pixels an inch; setting it makes fit-mode NONE), "continuous" (boolean), "dual", "odd-left"
 * and "right-to-left" (boolean, as RectoPageArrangement has them), "show-annotations" (boolean),
 * "rotation" (int, 0 to 270), "colors" (RectoColorMode),
 * "number" (guint, running number from 0 of the page being read; notified as one scrolls),
 * "can-go-back", "can-go-forward" (boolean), "page-time-limit" (guint, seconds, 0 is never),
 * "visible-missing" (guint, read only: tiles in view that have not come yet).
 *
 * Signals: "navigated" (): a command (a page key, the page entry, a jump, the history) brought
 * another page; scrolling freely does not. "first-shown" (): all that is in view of a document has
 * been on the screen for the first time. "link-activated" (RectoTarget): a link was pressed;
 * whoever shows the view follows it. "explain" (guint, guint): a chapter and a page; why that is
 * slow is to be shown.
 *
 * Actions (recto-page-actions.c, for the window's shortcuts and menus, too): page.next,
 * page.previous, page.next-fast, page.previous-fast, page.first, page.last, page.start, page.end,
 * page.zoom-in, page.zoom-out, page.zoom-normal, page.zoom-to-selection, page.fit-page,
 * page.fit-width, page.fit-automatic, page.continuous, page.dual, page.odd-left and
 * page.right-to-left (toggles), page.copy, page.select-all, page.rotate-left, page.rotate-right,
 * page.night, page.back, page.forward, page.resume, page.caret, page.copy-picture,
 * page.find-selection, page.look-up, page.select-rectangle, page.link-hints, page.menu,
 * page.open-link and page.copy-link (of the link that the menu was asked for over), page.scroll
 * with a direction ("up", "down", "left", "right", "page-up", "page-down"), and page.explain with a
 * chapter and a page: asks to show why that may be slow. */
#define RECTO_TYPE_PAGE_VIEW (recto_page_view_get_type ())
G_DECLARE_FINAL_TYPE (RectoPageView, recto_page_view, RECTO, PAGE_VIEW, GtkWidget)

#define RECTO_TYPE_FIT_MODE (recto_fit_mode_get_type ())
GType recto_fit_mode_get_type (void);

GtkWidget *recto_page_view_new (void);
/* A view whose "still rendering" hints go by another clock. */
GtkWidget *recto_page_view_new_with_clock (const RectoClock *clock);
RectoDocument *recto_page_view_get_document (RectoPageView *self); /* (transfer none) (nullable) */
void recto_page_view_set_document (RectoPageView *self, RectoDocument *document);
/* The document that is shown has been read anew: what is in view stays until it has come again, and
 * so do the places one came from. One is at its beginning, as with any other. */
void recto_page_view_renew_document (RectoPageView *self, RectoDocument *document);

/* Asks for what will be in view once the view has this size (`scale`: device pixels in one of
 * these), before it is on the screen. */
void recto_page_view_expect (RectoPageView *self, int width, int height, double scale);

/* Goes to a page's top; a jump is remembered in the history, a turn is not. */
void recto_page_view_go_to (RectoPageView *self, RectoLocation location, gboolean jump);
/* The same, to a point of the page, in its points; NAN where that does not matter. */
void recto_page_view_go_to_point (RectoPageView *self,
                                  RectoLocation location,
                                  double x,
                                  double y,
                                  gboolean jump);
RectoLocation recto_page_view_get_location (RectoPageView *self);
/* The point of the page at the top of the view; `middle`, what is in the middle of the view, as a
 * fraction of the page's width. */
RectoPlace recto_page_view_get_place (RectoPageView *self, double *middle);
/* Back to such a place; no jump. */
void recto_page_view_restore (RectoPageView *self, RectoPlace place, double middle);
/* Turns so many pages on, or back; FALSE where there are none. */
gboolean recto_page_view_turn (RectoPageView *self, int n_pages);
/* Turns back to the end of the page before; FALSE where there is none. */
gboolean recto_page_view_turn_back_to_end (RectoPageView *self);
/* One scrolls on past the end of a page (1), or back past its beginning (-1): turns that way, and
 * is no navigation. */
gboolean recto_page_view_scroll_past (RectoPageView *self, int direction);
/* The top or the bottom of the page being read. */
void recto_page_view_go_to_edge (RectoPageView *self, GtkPositionType edge);
gboolean recto_page_view_go_back (RectoPageView *self);
gboolean recto_page_view_go_forward (RectoPageView *self);

/* Zooms, with what is at a point of the widget staying there. */
void recto_page_view_zoom_at (RectoPageView *self, double zoom, double x, double y);
/* As recto_viewport_begin_pinch () and recto_viewport_pinch (). */
void recto_page_view_begin_pinch (RectoPageView *self, double x, double y);
void recto_page_view_pinch (RectoPageView *self, double stretch, double x, double y);
/* Enlarges a part of the view so far that it just fills the view: this part, or the one that one
 * then draws a rectangle around. */
void recto_page_view_zoom_to (RectoPageView *self, const graphene_rect_t *part);
void recto_page_view_begin_zoom_to (RectoPageView *self);
double recto_page_view_get_zoom (RectoPageView *self);
void recto_page_view_set_fit_mode (RectoPageView *self, RectoFitMode fit_mode);
gboolean recto_page_view_get_continuous (RectoPageView *self);
void recto_page_view_set_continuous (RectoPageView *self, gboolean continuous);
gboolean recto_page_view_is_right_to_left (RectoPageView *self);
int recto_page_view_get_rotation (RectoPageView *self);
void recto_page_view_set_rotation (RectoPageView *self, int rotation);
/* From now on the view shows each page alone and as large as it can be, up to its edges, and does
 * not zoom. */
void recto_page_view_set_presenting (RectoPageView *self);
gboolean recto_page_view_is_presenting (RectoPageView *self);
/* Into the clipboard; nothing, where nothing is selected. */
void recto_page_view_copy_text (RectoPageView *self);
/* What is selected, or else a whole page, into the clipboard as a picture, as large as it is seen.
 */
void recto_page_view_copy_picture (RectoPageView *self);
/* All that the page being read says. */
void recto_page_view_select_page (RectoPageView *self);
/* What of a page is in a part of the view: this part, or the one that one then draws a rectangle
 * around. */
void recto_page_view_select_part (RectoPageView *self, const graphene_rect_t *part);
void recto_page_view_begin_select_rectangle (RectoPageView *self);
/* Looks for what is selected in the document, by the window's action win.find-words. */
void recto_page_view_find_selection (RectoPageView *self);
/* Looks it up in a dictionary, by the window's action win.look-up-words. */
void recto_page_view_look_up_selection (RectoPageView *self);
/* Whether keys move a caret through the text. */
void recto_page_view_toggle_caret (RectoPageView *self);
/* Letters at the links in view, by which to follow them. */
void recto_page_view_hint_links (RectoPageView *self);
/* The menu of the pages, and what it does with the link that it was asked for over. */
void recto_page_view_popup_menu (RectoPageView *self);
void recto_page_view_open_menu_link (RectoPageView *self);
void recto_page_view_copy_menu_link (RectoPageView *self);
/* Scrolls so far that a part of a page is well in view, or (NULL) the page; a jump, where that
 * leads to another page. */
void recto_page_view_show_area (RectoPageView *self, RectoLocation location, const RectoRect *area);
/* Draws a frame around a part of a page, until another is marked or (NULL) none. */
void recto_page_view_set_mark (RectoPageView *self, RectoLocation location, const RectoRect *area);
/* Marks what a search finds on the pages, and one hit more than others; both (nullable). */
void recto_page_view_set_search (RectoPageView *self, RectoSearch *search, RectoSearchHit *current);
/* FALSE where no text was selected. */
gboolean recto_page_view_unselect (RectoPageView *self);
/* Night on, or off where it is on, for whatever reason. */
void recto_page_view_toggle_night (RectoPageView *self);
/* Whether H, J, K and L scroll as the arrow keys do. */
void recto_page_view_set_letter_keys (RectoPageView *self, gboolean letter_keys);
/* Scrolls by application pixels; FALSE where there is nothing further that way. */
gboolean recto_page_view_scroll (RectoPageView *self, GtkOrientation orientation, double pixels);
/* Scrolls down by a page key: navigation, where that brings another page. */
gboolean recto_page_view_scroll_by_key (RectoPageView *self, double pixels);

/* Stop pressed: what has not been painted of the pages in view stays unpainted, with a bar
 * "Rendering stopped · Resume", until resumed. Called after recto_document_stop () had an effect.
 */
void recto_page_view_stop (RectoPageView *self);
/* Resume all stopped pages in view, or (Reload) forget all that was stopped, failed or painted. */
void recto_page_view_resume (RectoPageView *self);
void recto_page_view_reload (RectoPageView *self);

/* The text is about to be set anew: what is seen stays on the screen, until, after that was
 * released, all that is in view has come; or one moves, or there is something to tell. */
void recto_page_view_hold_picture (RectoPageView *self);
void recto_page_view_release_picture (RectoPageView *self);
/* Grows with each going or scrolling somewhere. */
guint recto_page_view_get_n_moves (RectoPageView *self);
/* How the pointer looks over the pages: as recto_page_cursor_set () has it. */
void recto_page_view_set_cursor (RectoPageView *self, RectoPageCursorLayer layer, const char *name);
/* A link on a page was pressed. */
void recto_page_view_activate_link (RectoPageView *self, const RectoTarget *target);

/* Of how many pages in view there is nothing to show, though they are being rendered: it is for
 * telling how often that happens. */
guint recto_page_view_get_n_blank (RectoPageView *self);

/* Whether all that is in view has come, and this page with neither trouble nor much work: what it
 * says is soon read, then. */
gboolean recto_page_view_is_painted (RectoPageView *self, RectoLocation location);

/* Which page is at a point of the widget, and where on it, in its points (as RectoRect). FALSE
 * beside the pages. */
gboolean recto_page_view_find_point (RectoPageView *self,
                                     double x,
                                     double y,
                                     RectoLocation *location,
                                     double *page_x,
                                     double *page_y);
/* As recto_page_view_find_point (), but beside the pages it finds the nearest point of one. FALSE
 * where no page is in view. */
gboolean recto_page_view_find_nearest (RectoPageView *self,
                                       double x,
                                       double y,
                                       RectoLocation *location,
                                       double *page_x,
                                       double *page_y);
/* How far down all that can be scrolled over the middle of a part of a page is, from 0 to 1, or
 * (NULL) the page begins. FALSE where the page is not among that: each page stands alone. */
gboolean recto_page_view_find_height (RectoPageView *self,
                                      RectoLocation location,
                                      const RectoRect *area, /* (nullable) */
                                      double *fraction);
/* Where in the widget a part of a page is, seen or not. FALSE where the page is not in view. */
gboolean recto_page_view_find_area (RectoPageView *self,
                                    RectoLocation location,
                                    const RectoRect *area,
                                    GdkRectangle *where);
