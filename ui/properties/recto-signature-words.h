/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-signature.h"

/* What a signature says of itself, in words. All of these: (transfer full). */

/* Who has signed, as far as it says. */
char *recto_signature_words_describe_signer (const RectoSignature *signature);
/* When, why and where, and what of the file it is about, a line each. */
char *recto_signature_words_describe (const RectoSignature *signature);
