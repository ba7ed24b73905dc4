/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "recto-engine.h"

/* The about dialog, with what helps to find out what is wrong. */
AdwDialog *recto_about_new (RectoEngine *engine);
