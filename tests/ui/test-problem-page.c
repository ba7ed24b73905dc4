/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-problem-page.h"

#include "recto-error.h"

static void
test_each_end_has_its_words (void)
{
  const struct
  {
    GQuark domain;
    int code;
    const char *title;
  } ends[] = {
    { RECTO_ERROR, RECTO_ERROR_UNSUPPORTED, "This Format Is Not Supported" },
    { RECTO_ERROR, RECTO_ERROR_DAMAGED, "This Document Is Damaged" },
    { RECTO_ERROR, RECTO_ERROR_WORKER_DIED, "This Document Ends the Program That Reads It" },
    { RECTO_ERROR, RECTO_ERROR_OUT_OF_MEMORY, "This Document Needs Too Much Memory" },
    { G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "Opening Took Too Long" },
    { G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "File Not Found" },
    { G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "This File May Not Be Read" },
    { G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, "This Is Not a Document" },
    { G_IO_ERROR, G_IO_ERROR_FAILED, "This File Cannot Be Read" },
    { G_FILE_ERROR, G_FILE_ERROR_IO, "This File Cannot Be Read" },
  };
  GtkWidget *page = g_object_ref_sink (recto_problem_page_new ());
  GtkWidget *status = adw_bin_get_child (ADW_BIN (page));

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (ends[i].domain, ends[i].code, "a < b");

      recto_problem_page_show_error (RECTO_PROBLEM_PAGE (page), error);
      g_assert_cmpstr (adw_status_page_get_title (ADW_STATUS_PAGE (status)), ==, ends[i].title);
      g_assert_cmpstr (adw_status_page_get_description (ADW_STATUS_PAGE (status)), ==, "a &lt; b");
    }
  g_assert_finalize_object (page);
}

/* A subprocess, because being shown a cancelled error is a programmer's mistake. */
static void
test_stopped_is_no_error (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped");
      GtkWidget *page = g_object_ref_sink (recto_problem_page_new ());

      recto_problem_page_show_error (RECTO_PROBLEM_PAGE (page), error);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/problem-page/G-15/each-end-has-its-words", test_each_end_has_its_words);
  g_test_add_func ("/problem-page/G-15/stopped-is-no-error", test_stopped_is_no_error);

  return g_test_run ();
}
