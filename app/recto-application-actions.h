/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-application.h"

/* The app.* table. */
void recto_application_actions_install (RectoApplication *self);
