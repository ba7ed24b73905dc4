/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "recto-search.h"

/* RectoSearchOptions: the choices of what counts as found, and of where it is looked for.
 *
 * Signal "changed" (): any of them. */
#define RECTO_TYPE_SEARCH_OPTIONS (recto_search_options_get_type ())
G_DECLARE_FINAL_TYPE (RectoSearchOptions, recto_search_options, RECTO, SEARCH_OPTIONS, GtkBox)

RectoSearchFlags recto_search_options_get_flags (RectoSearchOptions *self);
void recto_search_options_set_flags (RectoSearchOptions *self, RectoSearchFlags flags);
/* In all open documents. */
gboolean recto_search_options_get_everywhere (RectoSearchOptions *self);
void recto_search_options_set_everywhere (RectoSearchOptions *self, gboolean everywhere);
