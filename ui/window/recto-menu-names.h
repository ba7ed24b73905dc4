/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

/* Assistive technology hears the words of whatever entry of a menu it comes to, from now on and in
 * all menus, those of the toolkit's own widgets included. */
void recto_menu_names_install (void);
