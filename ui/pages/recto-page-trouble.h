/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "recto-page-states.h"
#include "recto-task-kind.h"

/* RectoPageTrouble: what it means for a page that a part of it could not be rendered. */
typedef struct
{
  /* FINE where nothing is wrong with the page: its work was not wanted any more. */
  RectoPageCondition condition;
  const char *message; /* (nullable): why, for people; belongs to the error */
  gboolean closed;     /* nothing of the document will ever come again */
} RectoPageTrouble;

/* `reason` is that of the task that ended with `error`. `more_memory`: it has had all the memory
 * it may have, so that offering more would lead nowhere. */
RectoPageTrouble recto_page_trouble_of_error (const GError *error,
                                              RectoCancelReason reason,
                                              gboolean more_memory);
