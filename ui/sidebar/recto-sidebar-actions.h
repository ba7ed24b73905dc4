/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-window.h"

/* The window's actions about the sidebar and what is in it: win.sidebar (a toggle), win.attachments
 * (shows their list), win.save-attachments (asks for a folder), and, for scripts,
 * win.save-attachments-to with the path or address of a folder. */
void recto_sidebar_actions_install (RectoWindow *window);
/* The tab in view, its document or its sidebar has changed. */
void recto_sidebar_actions_update (RectoWindow *window);
