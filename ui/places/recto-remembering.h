/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* Whether anything may be kept about what is read: not while `remember-places` of the settings is
 * off, and not where the desktop keeps no recent files: whoever wants none of these wants no other
 * traces either. */
gboolean recto_remembering_is_allowed (GSettings *settings);
