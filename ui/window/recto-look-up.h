/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* Words of a document are looked up in a dictionary on the web. Its address, a template, has "%s"
 * where they come. Pure. */

/* http or https, with "%s" behind the host's name: the words never choose whom one asks. */
gboolean recto_look_up_is_template (const char *address);
/* `words` without blanks around them, and no more of them than anybody looks up, in `address`. NULL
 * where that is no template, or there are no words. (transfer full) (nullable) */
char *recto_look_up_make_address (const char *address, const char *words);
/* By the address that the settings have, or their default where that is no template.
 * (transfer full) (nullable) */
char *recto_look_up_choose_address (GSettings *settings, const char *words);
