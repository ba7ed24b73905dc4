/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Whether a file that may be a program, or start one, is to be opened all the same. */

typedef enum
{
  RECTO_PROGRAM_LEAVE,
  RECTO_PROGRAM_SAVE, /* rather than open it */
  RECTO_PROGRAM_OPEN,
} RectoProgramAnswer;

/* `name`: the file's. */
void recto_program_question_ask_async (GtkWidget *parent,
                                       const char *name,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* `source`: the callback's. */
RectoProgramAnswer recto_program_question_ask_finish (GObject *source, GAsyncResult *result);
