/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-window.h"

/* The keys whose order matters: Escape does one thing at a press, the most urgent one, and a key
 * that nobody wanted is the page view's. */
void recto_window_keys_install (RectoWindow *self);
