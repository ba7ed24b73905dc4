/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "recto-page-view.h"

/* RectoSlowPageDialog: what a page is made of, and how long it takes, so that one sees why it is
 * slow. The counting can be stopped, and ends with the dialog; what was counted stays. */
#define RECTO_TYPE_SLOW_PAGE_DIALOG (recto_slow_page_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RectoSlowPageDialog,
                      recto_slow_page_dialog,
                      RECTO,
                      SLOW_PAGE_DIALOG,
                      AdwDialog)

AdwDialog *recto_slow_page_dialog_new (RectoDocument *document, RectoLocation location);
/* Shows one over `page_view` whenever that asks for it. */
void recto_slow_page_dialog_serve (RectoPageView *page_view);
