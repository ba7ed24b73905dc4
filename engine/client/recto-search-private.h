/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-search.h"

/* For tests: how long a page may take, milliseconds. */
void recto_search_set_page_limit (RectoSearch *self, guint milliseconds);
