/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* RectoFileWatch: tells when a file has become another and is whole again. The desktop's monitors
 * say when to look; where they see nothing, as through the document portal, it is looked at every
 * so often. All looking is done in threads.
 *
 * Signal: "changed" (): it is not what it was when the watch began or when this was last emitted,
 * and whoever writes it seems to be done: its size and time have stayed the same from one look to
 * the next, and its end is there, where its format has one (PDF, ZIP); one whose end never comes is
 * taken as it is after a while. */
#define RECTO_TYPE_FILE_WATCH (recto_file_watch_get_type ())
G_DECLARE_FINAL_TYPE (RectoFileWatch, recto_file_watch, RECTO, FILE_WATCH, GObject)

RectoFileWatch *recto_file_watch_new (GFile *file);
/* As the above, but `settle_ms` from one look to the next, and looking every `poll_ms` where that
 * is above 0, wherever the file is. */
RectoFileWatch *recto_file_watch_new_with_pace (GFile *file, guint settle_ms, guint poll_ms);
/* Nobody looks: it is not looked at every so often until this is taken back. */
void recto_file_watch_set_paused (RectoFileWatch *self, gboolean paused);
