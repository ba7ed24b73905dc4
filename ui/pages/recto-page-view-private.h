/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-accessible-page.h"
#include "recto-link-hints.h"
#include "recto-page-band.h"
#include "recto-page-history.h"
#include "recto-page-links.h"
#include "recto-page-mark.h"
#include "recto-page-menu.h"
#include "recto-page-scene.h"
#include "recto-page-scroller.h"
#include "recto-page-tone.h"
#include "recto-page-view.h"
#include "recto-text-caret.h"
#include "recto-text-gather.h"
#include "recto-text-pointer.h"
#include "recto-text-selection.h"

/* What the recto-page-view-*.c files share: recto-page-view.c has the widget and its frames;
 * recto-page-view-properties.c its properties; recto-page-view-document.c what it shows;
 * recto-page-view-going.c how one gets from page to page; recto-page-view-modes.c how pages are
 * shown, and how long they may take; recto-page-view-text.c what they say; recto-page-view-tools.c
 * what one does on them. */

struct _RectoPageView
{
  GtkWidget parent_instance;
  RectoPageScene *scene;
  RectoViewport *viewport; /* (unowned): the scene's */
  RectoPageScroller *scroller;
  RectoPageHistory *history;
  RectoPageTone *tone;
  RectoPageBand *band;
  RectoPageTexts *texts;
  RectoAccessiblePage *accessible_page;
  RectoPageCursor *cursor;
  RectoPageLinks *links;
  RectoTextSelection *selection;
  RectoPageMark mark;
  RectoTextCaret *caret;
  RectoTextPointer *pointer;
  RectoPageMenu *menu;
  RectoLinkHints *hints;
  GCancellable *finding;        /* (nullable): while words to be looked for are read */
  RectoDocument *text_document; /* (nullable): whose texts these are */
  RectoTextStyle style;         /* of it, as they were read */
  RectoSearch *search;          /* (nullable): whose hits are marked */
  RectoSearchHit *current;      /* (nullable): of these */
  gboolean outdated;            /* since the last frame, while nothing is to be allocated */
  gboolean presenting;
  gboolean scrolls_by_key; /* just now: each step is looked at */

  GtkEventController *letter_keys; /* (unowned) (nullable): while letters scroll */

  guint notify_source;
  guint number; /* these three as last notified */
  double zoom;
  guint n_missing;
};

/* Boolean properties, in the order in which recto-page-view-properties.c has them. */
typedef enum
{
  RECTO_PAGE_VIEW_CONTINUOUS,
  RECTO_PAGE_VIEW_DUAL,
  RECTO_PAGE_VIEW_ODD_LEFT,
  RECTO_PAGE_VIEW_RIGHT_TO_LEFT,
  RECTO_PAGE_VIEW_SHOW_ANNOTATIONS,
} RectoPageViewFlag;

gboolean recto_page_view_get_flag (RectoPageView *self, RectoPageViewFlag flag);
void recto_page_view_set_flag (RectoPageView *self, RectoPageViewFlag flag, gboolean value);
void recto_page_view_set_color_mode (RectoPageView *self, RectoColorMode mode);
/* For the tone. `user_data`: the view. */
void recto_page_view_colors_changed_cb (RectoPageColors colors, gpointer user_data);
void recto_page_view_set_time_limit (RectoPageView *self, guint seconds);

/* Everything that moves or comes is taken up once, in the next frame. */
void recto_page_view_queue_update (RectoPageView *self);
/* What is read is, or may be, another page now. */
void recto_page_view_moved (RectoPageView *self);
void recto_page_view_emit_navigated (RectoPageView *self);
/* These notify where it has changed; and the history's actions follow. */
void recto_page_view_notify_scene (RectoPageView *self);
void recto_page_view_notify_zoom (RectoPageView *self);
void recto_page_view_notify_history (RectoPageView *self);
void recto_page_view_notify_number (RectoPageView *self);
/* What has changed is notified in a moment, not while sizes are being allocated: labels that follow
 * would want another size. */
void recto_page_view_notify_later (RectoPageView *self);
void recto_page_view_install_properties (GObjectClass *object_class);
/* What can be scrolled over, and where one is. */
void recto_page_view_configure_scroller (RectoPageView *self);

void recto_page_view_accessible_text_init (GtkAccessibleTextInterface *iface);
/* What was selected is not looked for any more. */
void recto_page_view_stop_finding (RectoPageView *self);
void recto_page_view_begin_text (RectoPageView *self);
void recto_page_view_end_text (RectoPageView *self);
/* `document` (nullable) */
void recto_page_view_set_text_document (RectoPageView *self, RectoDocument *document);
/* Other pages are, or may be, in view. */
void recto_page_view_update_text (RectoPageView *self);
/* What is selected, over the pages. */
void recto_page_view_snapshot_text (RectoPageView *self, GtkSnapshot *snapshot);

/* In this order: as the view is made; is being allocated; is being disposed of; and ends. */
void recto_page_view_begin_tools (RectoPageView *self);
void recto_page_view_allocate_tools (RectoPageView *self);
void recto_page_view_end_tools (RectoPageView *self);
void recto_page_view_free_tools (RectoPageView *self);
