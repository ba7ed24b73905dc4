/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "recto-page-states.h"

/* RectoPageNotice: a quiet bar on a page that says how the page is doing. Signals: "resume", its
 * button was pressed; "dismissed", it is not to be shown again; "explain", why the page is slow. */
#define RECTO_TYPE_PAGE_NOTICE (recto_page_notice_get_type ())
G_DECLARE_FINAL_TYPE (RectoPageNotice, recto_page_notice, RECTO, PAGE_NOTICE, GtkWidget)

GtkWidget *recto_page_notice_new (RectoLocation location);
RectoLocation recto_page_notice_get_location (RectoPageNotice *self);
RectoPageCondition recto_page_notice_get_condition (RectoPageNotice *self);
/* `message`: why a page failed. `time_limit`: in seconds. */
void recto_page_notice_show (RectoPageNotice *self,
                             RectoPageCondition condition,
                             const char *message,
                             guint time_limit);
