/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* The program's settings. Their schema is looked for where the desktop has its schemas, and then
 * where this program was installed, which may be a prefix that the desktop knows nothing of.
 * (transfer full) */
GSettings *recto_settings_new (void);
