/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* The about dialog, with what helps to find out what is wrong. */
AdwDialog *recto_about_new (void);
