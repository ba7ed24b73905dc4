/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-window.h"

/* RectoTestWindow: a window of the program, and what it needs. */
typedef struct
{
  GtkApplication *application;
  guint n_references; /* on the application, before there is a window */
  RectoEngine *engine;
  GSettings *settings;
  RectoWindow *window; /* NULL once it is gone */
} RectoTestWindow;

/* A `main ()`: runs what `add_tests` adds, with an application and folders of its own for data and
 * state. */
int recto_test_window_main (int argc, char *argv[], void (*add_tests) (void));

/* A window without tabs, which is not shown yet. */
void recto_test_window_set_up (RectoTestWindow *self);
/* Shows it with the start page. */
void recto_test_window_show (RectoTestWindow *self);
/* Opens a file in it, and waits for its pages. */
void recto_test_window_open (RectoTestWindow *self, GFile *file);
/* Closes all windows; fails the test when one stays, or anything of them. */
void recto_test_window_tear_down (RectoTestWindow *self);
