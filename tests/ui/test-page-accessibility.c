/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-notice.h"
#include "recto-test-view.h"

static void
test_the_page_read_is_the_label (void)
{
  RectoTestView fixture;

  recto_test_view_set_up (&fixture, "three-pages.pdf");
  recto_test_view_wait_shown (&fixture);
  gtk_test_accessible_assert_role (GTK_WIDGET (fixture.view), GTK_ACCESSIBLE_ROLE_DOCUMENT);
  gtk_test_accessible_assert_property (GTK_WIDGET (fixture.view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Page 1 of 3");
  recto_test_view_tear_down (&fixture, NULL);
}

static void
test_a_bar_has_its_text_as_label (void)
{
  GtkWidget *notice = g_object_ref_sink (recto_page_notice_new (RECTO_LOCATION_INIT (0, 0)));

  recto_page_notice_show (RECTO_PAGE_NOTICE (notice), RECTO_PAGE_TIMED_OUT, NULL, 30);
  gtk_test_accessible_assert_property (notice, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "This page takes longer than 30 seconds");
  recto_page_notice_show (RECTO_PAGE_NOTICE (notice), RECTO_PAGE_FAILED, "Why", 30);
  gtk_test_accessible_assert_property (notice, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "This page cannot be shown: Why");
  g_assert_finalize_object (notice);
}

int
main (int argc, char *argv[])
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/page-accessibility/the-page-read-is-the-label",
                   test_the_page_read_is_the_label);
  g_test_add_func ("/page-accessibility/a-bar-has-its-text-as-label",
                   test_a_bar_has_its_text_as_label);

  return g_test_run ();
}
