/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-test-places.h"

#include "recto-test.h"

void
recto_test_places_set_up (RectoTestPlaces *self)
{
  g_autofree char *path = NULL;

  self->folder = g_dir_make_tmp (NULL, NULL);
  path = g_build_filename (self->folder, "places.sqlite", NULL);
  self->settings = g_settings_new (SETTINGS_ID);
  self->store = recto_place_store_new (path, self->settings);
}

void
recto_test_places_tear_down (RectoTestPlaces *self)
{
  recto_place_store_finish (self->store);
  /* A thread may be the last to let go of it, and with it of the settings. */
  recto_test_let_go (self->store);
  recto_test_let_go (self->settings);
  recto_test_remove (self->folder);
  g_free (self->folder);
}
