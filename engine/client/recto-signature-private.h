/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-protocol-properties.h"
#include "recto-signature.h"

/* Of an entry that recto_message_check () has seen. `size`: of the document's file. */
RectoSignature *recto_signature_new (const RectoSignatureEntry *entry, guint64 size);
