/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document.h"

/* What the recto-saving-*.c files share: recto-saving.c has the object and its facts,
 * recto-saving-run.c what it does. */

struct _RectoSaving
{
  GObject parent_instance;
  RectoDocument *document; /* weak: NULL once it is gone */
  GFile *folder;
  GFile *destination;  /* NULL: under their own names */
  GPtrArray *items;    /* of RectoSavingItem */
  GHashTable *numbers; /* names → the last number that each got */
  RectoSavingState state;
  RectoCancelReason reason;
  guint n_in_state[RECTO_SAVING_FAILED + 1];

  /* While it runs. */
  RectoTask *task;
  GTask *answer;
  RectoSaveFlags flags;
  guint next;               /* the item to look at next */
  RectoSavingItem *current; /* (nullable) */
  guint64 done;             /* bytes of those that were saved */
  guint64 total;            /* bytes claimed, 0: unknown */
};
