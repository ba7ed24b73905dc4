/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-drivers.h"

#include <glib.h>

static gboolean left_out;

void
recto_drivers_leave_out (void)
{
  if (g_strcmp0 (g_getenv ("GSK_RENDERER"), "cairo") != 0 || g_getenv ("GDK_DISABLE") != NULL)
    return;
  left_out = g_setenv ("GDK_DISABLE", "gl,vulkan", TRUE);
}

void
recto_drivers_allow_again (void)
{
  if (!left_out)
    return;
  g_unsetenv ("GDK_DISABLE");
  left_out = FALSE;
}
