/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-page-text.h"
#include "recto-protocol.h"

/* What a worker found; recto_text_body_check () has looked at `body`, which is kept. */
RectoPageText *recto_page_text_new (RectoLocation location,
                                    const RectoMessageTextFound *found,
                                    GBytes *body);
