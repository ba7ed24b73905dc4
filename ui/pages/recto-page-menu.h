/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-page-links.h"
#include "recto-page-view.h"
#include "recto-text-selection.h"

/* RectoPageMenu: the menu of the pages: of the link that it is asked for over, of what is selected,
 * and of the page. It belongs to the view. */
typedef struct _RectoPageMenu RectoPageMenu;

/* Adds the signal "context-menu" (double x, double y) to the class of views: a menu is asked for at
 * this point. Who has one of its own there shows that and returns TRUE. */
void recto_page_menu_install (GtkWidgetClass *widget_class);

RectoPageMenu *recto_page_menu_new (RectoPageView *view,
                                    RectoPageLinks *links,
                                    RectoTextSelection *selection);
/* The view is being disposed of. */
void recto_page_menu_end (RectoPageMenu *self);
void recto_page_menu_free (RectoPageMenu *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoPageMenu, recto_page_menu_free)

/* The view is being allocated. */
void recto_page_menu_allocate (RectoPageMenu *self);
/* By a key: where the keys are. */
void recto_page_menu_popup (RectoPageMenu *self);
/* Where the link leads to that the menu was asked for over. (transfer none) (nullable) */
const RectoTarget *recto_page_menu_get_target (RectoPageMenu *self);
/* The page that it was asked for over. */
RectoLocation recto_page_menu_get_location (RectoPageMenu *self);
