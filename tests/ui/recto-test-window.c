/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-test-window.h"

#include "recto-test.h"

int
recto_test_window_main (int argc, char *argv[], void (*add_tests) (void))
{
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autoptr (AdwApplication) application = NULL;
  int failed;

  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  gtk_test_init (&argc, &argv, NULL);
  application = ADW_APPLICATION (adw_application_new (NULL, G_APPLICATION_NON_UNIQUE));
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  add_tests ();
  failed = g_test_run ();
  recto_test_remove (folder);
  return failed;
}

void
recto_test_window_set_up (RectoTestWindow *self)
{
  self->application = g_object_ref (GTK_APPLICATION (g_application_get_default ()));
  self->n_references = G_OBJECT (self->application)->ref_count;
  self->engine = recto_test_engine ();
  self->settings = g_settings_new (SETTINGS_ID);
  self->window = recto_window_new (self->application, self->engine, self->settings, NULL);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
}

void
recto_test_window_show (RectoTestWindow *self)
{
  recto_window_add_start (self->window);
  gtk_window_present (GTK_WINDOW (self->window));
}

void
recto_test_window_open (RectoTestWindow *self, GFile *file)
{
  recto_window_open_file (self->window, file, 0, NULL);
  recto_test_wait (recto_document_view_get_state (recto_window_get_view (self->window)) ==
                   RECTO_DOCUMENT_VIEW_PAGES);
}

void
recto_test_window_tear_down (RectoTestWindow *self)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (self->application));

  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
  recto_test_wait (self->window == NULL);
  recto_engine_shut_down (self->engine);
  recto_test_wait (g_list_model_get_n_items (recto_engine_get_opening_tasks (self->engine)) == 0);
  g_object_unref (self->engine);
  g_object_unref (self->settings);
  recto_test_wait (G_OBJECT (self->application)->ref_count == self->n_references);
  g_object_unref (self->application);
  recto_test_wait_for_no_process ();
}
