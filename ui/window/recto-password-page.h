/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* RectoPasswordPage: asks for the password of a locked document. Signal "unlock" (char *password).
 */
#define RECTO_TYPE_PASSWORD_PAGE (recto_password_page_get_type ())
G_DECLARE_FINAL_TYPE (RectoPasswordPage, recto_password_page, RECTO, PASSWORD_PAGE, AdwBin)

GtkWidget *recto_password_page_new (void);
/* Asks, with the entry empty and focused; `wrong`: what was given before does not open it. */
void recto_password_page_ask (RectoPasswordPage *self, const char *name, gboolean wrong);
