/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "recto-document.h"

/* RectoSignatureNotice: says once of a document that it is signed, where it is, and whether it was
 * changed after that; and that nothing of it is verified. The properties tell more. */
#define RECTO_TYPE_SIGNATURE_NOTICE (recto_signature_notice_get_type ())
G_DECLARE_FINAL_TYPE (RectoSignatureNotice,
                      recto_signature_notice,
                      RECTO,
                      SIGNATURE_NOTICE,
                      GObject)

RectoSignatureNotice *recto_signature_notice_new (AdwToastOverlay *toasts);
/* `tell`: it is to be said of this one; otherwise it has been said before it was read anew. */
void recto_signature_notice_set_document (RectoSignatureNotice *self,
                                          RectoDocument *document, /* (nullable) */
                                          gboolean tell);
