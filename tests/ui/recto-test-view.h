/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-page-view.h"
#include "recto-test-clock.h"

/* RectoTestView: a page view in a window, with a document in it. */
typedef struct
{
  RectoTestClock clock; /* what the view's hints go by */
  RectoEngine *engine;
  RectoDocument *document;
  GtkWidget *window;
  RectoPageView *view;
} RectoTestView;

/* Shows the pages one at a time, each as a whole. */
void recto_test_view_set_up (RectoTestView *self, gconstpointer name);
/* Fails the test when anything of it lives on. */
void recto_test_view_tear_down (RectoTestView *self, gconstpointer name);

/* The running number of the page that is read, from 0. */
guint recto_test_view_get_number (RectoTestView *self);
guint recto_test_view_get_missing (RectoTestView *self);
/* How much is under way for the document. */
guint recto_test_view_count_tasks (RectoTestView *self);
/* Waits until what is in view has come and has been drawn. */
void recto_test_view_wait_shown (RectoTestView *self);
/* Whether a picture of a page of the first chapter, from 0, is asked for, or being made. */
gboolean recto_test_view_is_asked_for (RectoTestView *self, guint page);
/* Waits for the next frame. */
void recto_test_view_wait_frame (RectoTestView *self);
/* What the view draws, as text; to be freed. */
char *recto_test_view_describe (RectoTestView *self);
/* The color drawn at a point of the view, as 0xrrggbb. */
guint recto_test_view_get_pixel (RectoTestView *self, int x, int y);
/* The page whose square is at a point of the view, or in its middle, from 1; 0 for none. */
guint recto_test_view_get_page_at (RectoTestView *self, int x, int y);
guint recto_test_view_get_page (RectoTestView *self);
/* Makes an action of the view happen. */
void recto_test_view_activate (RectoTestView *self, const char *action);
/* The first visible widget of a type whose label is `label`; NULL when there is none. */
GtkWidget *recto_test_view_find (RectoTestView *self, GType type, const char *label);
