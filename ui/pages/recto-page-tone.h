/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "recto-color-mode.h"

/* RectoPageTone: the colors of the pages in a widget, which follow the desktop if the reader
 * likes, and of what is around them. It belongs to the widget. */
typedef struct _RectoPageTone RectoPageTone;

typedef void (*RectoPageToneFunc) (RectoPageColors colors, gpointer data);

/* `changed` is called when the colors have become others, for whatever reason. */
RectoPageTone *recto_page_tone_new (GtkWidget *widget, RectoPageToneFunc changed, gpointer data);
void recto_page_tone_free (RectoPageTone *self);
RectoColorMode recto_page_tone_get_mode (RectoPageTone *self);
void recto_page_tone_set_mode (RectoPageTone *self, RectoColorMode mode);
RectoPageColors recto_page_tone_get_colors (RectoPageTone *self);
