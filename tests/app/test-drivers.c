/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib.h>

#include "recto-drivers.h"

static void
set (const char *renderer, const char *disabled)
{
  if (renderer != NULL)
    g_setenv ("GSK_RENDERER", renderer, TRUE);
  else
    g_unsetenv ("GSK_RENDERER");
  if (disabled != NULL)
    g_setenv ("GDK_DISABLE", disabled, TRUE);
  else
    g_unsetenv ("GDK_DISABLE");
}

static void
test_cairo_needs_none (void)
{
  set ("cairo", NULL);
  recto_drivers_leave_out ();
  g_assert_cmpstr (g_getenv ("GDK_DISABLE"), ==, "gl,vulkan");
}

static void
test_what_is_launched_has_them (void)
{
  set ("cairo", NULL);
  recto_drivers_leave_out ();
  recto_drivers_allow_again ();
  g_assert_null (g_getenv ("GDK_DISABLE"));
}

static void
test_others_need_them (void)
{
  set ("gl", NULL);
  recto_drivers_leave_out ();
  g_assert_null (g_getenv ("GDK_DISABLE"));
  set (NULL, NULL);
  recto_drivers_leave_out ();
  g_assert_null (g_getenv ("GDK_DISABLE"));
}

static void
test_the_users_choice_stays (void)
{
  set ("cairo", "dmabuf");
  recto_drivers_leave_out ();
  g_assert_cmpstr (g_getenv ("GDK_DISABLE"), ==, "dmabuf");
  recto_drivers_allow_again ();
  g_assert_cmpstr (g_getenv ("GDK_DISABLE"), ==, "dmabuf");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drivers/cairo-needs-none", test_cairo_needs_none);
  g_test_add_func ("/drivers/what-is-launched-has-them", test_what_is_launched_has_them);
  g_test_add_func ("/drivers/others-need-them", test_others_need_them);
  g_test_add_func ("/drivers/the-users-choice-stays", test_the_users_choice_stays);
  return g_test_run ();
}
