/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document.h"
#include "recto-message.h"

/* What a worker claims of a target, judged by what is known of the document: a page that it does
 * not have is nowhere. `texts` (nullable): its message's. The address of `target` stays the
 * message's, and is not to be freed. */
void recto_target_claim_judge (const RectoTargetClaim *claim,
                               const char *texts,
                               RectoDocument *document,
                               RectoTarget *target);
