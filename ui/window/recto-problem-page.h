/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* RectoProblemPage: a document cannot be shown: what is wrong, and what can be done. Signal
 * "try-again" (). */
#define RECTO_TYPE_PROBLEM_PAGE (recto_problem_page_get_type ())
G_DECLARE_FINAL_TYPE (RectoProblemPage, recto_problem_page, RECTO, PROBLEM_PAGE, AdwBin)

GtkWidget *recto_problem_page_new (void);
/* Never to be called with G_IO_ERROR_CANCELLED: what was stopped is no error. */
void recto_problem_page_show_error (RectoProblemPage *self, const GError *error);
/* For a document that is not opened by itself, since the program has ended again and again while it
 * was shown. */
void recto_problem_page_show_held (RectoProblemPage *self);
/* For a document that was open and had to be given up. */
void recto_problem_page_show_given_up (RectoProblemPage *self, const GError *error);
