/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-place-store.h"

/* RectoTestPlaces: a store of places, in a folder that is still empty. */
typedef struct
{
  char *folder;
  GSettings *settings;
  RectoPlaceStore *store;
} RectoTestPlaces;

void recto_test_places_set_up (RectoTestPlaces *self);
/* Waits until all is written; fails the test when anything keeps the store. */
void recto_test_places_tear_down (RectoTestPlaces *self);
