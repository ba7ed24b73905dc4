/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-about.h"
#include "recto-task-list.h"
#include "recto-test.h"

/* (transfer full) */
static char *
dup_report (RectoEngine *engine)
{
  g_autoptr (AdwDialog) dialog = g_object_ref_sink (recto_about_new (engine));

  return g_strdup (adw_about_dialog_get_debug_info (ADW_ABOUT_DIALOG (dialog)));
}

static gboolean
has_line (const char *report, const char *pattern)
{
  return g_regex_match_simple (pattern, report, G_REGEX_MULTILINE, 0);
}

static void
test_report_tells_of_tasks_and_sandbox (void)
{
  g_autoptr (RectoEngine) engine = recto_test_engine ();
  g_autoptr (RectoDocument) document = recto_test_open (engine, "three-pages.pdf");
  g_autoptr (RectoTask) task = recto_task_new (RECTO_TASK_SAVE, RECTO_TASK_FLAGS_NONE, NULL);
  g_autofree char *running = NULL;
  g_autofree char *ended = NULL;
  g_autofree char *line =
      g_strdup_printf ("^task %" G_GUINT64_FORMAT ", save: ", recto_task_get_id (task));
  g_autofree char *runs = g_strconcat (line, "running, began", NULL);
  g_autofree char *stopped = g_strconcat (line, "cancelled, reason user-stop, began", NULL);

  recto_task_set_subject (task, "secret.txt");
  recto_task_list_add (RECTO_TASK_LIST (recto_document_get_tasks (document)), task);
  recto_task_start (task);
  running = dup_report (engine);
  g_assert_true (has_line (running, runs));
  g_assert_true (has_line (running, "^Document 1 \\(.*\\): process \\d+, limits, .*system calls"));
  g_assert_true (has_line (running, "^Recto " RECTO_VERSION));

  recto_task_cancel (task, RECTO_CANCEL_USER_STOP);
  recto_test_wait (recto_task_is_done (task) &&
                   g_list_model_get_n_items (recto_document_get_tasks (document)) == 0);
  ended = dup_report (engine);
  g_assert_true (has_line (ended, stopped));
  g_assert_false (has_line (ended, runs));

  /* A report goes to strangers. */
  g_assert_null (strstr (ended, "three-pages"));
  g_assert_null (strstr (running, "secret"));
  g_assert_null (strstr (ended, "secret"));
  recto_document_close (document);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/about/G-12/report-tells-of-tasks-and-sandbox",
                   test_report_tells_of_tasks_and_sandbox);

  return g_test_run ();
}
