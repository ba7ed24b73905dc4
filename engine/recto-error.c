/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-error.h"

G_DEFINE_QUARK (recto-error-quark, recto_error)
