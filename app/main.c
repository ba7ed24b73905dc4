/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "recto-application.h"
#include "recto-debug.h"
#include "recto-drivers.h"
#include "recto-heap.h"

int
main (int argc, char *argv[])
{
  g_autoptr (RectoApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  recto_debug_set_up ();
  recto_drivers_leave_out ();
  recto_heap_keep_room ();
  g_set_application_name ("Recto");

  application = recto_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
