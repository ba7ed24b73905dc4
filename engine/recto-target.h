/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "recto-location.h"

/* RectoTarget: where a link or an entry of the outline leads to, as the document claims. */
typedef enum
{
  RECTO_TARGET_NOWHERE,
  RECTO_TARGET_PLACE,   /* `location`, and the point of that page */
  RECTO_TARGET_CHAPTER, /* somewhere in the chapter of `location`: recto_document_resolve_async ()
                           tells where `address` is, which takes laying it out */
  RECTO_TARGET_ADDRESS, /* `address`, which is not in this document */
} RectoTargetKind;

typedef struct
{
  RectoTargetKind kind;
  RectoLocation location;
  double x; /* points from the page's top left corner; NAN where it is not said */
  double y;
  char *address; /* (nullable) */
} RectoTarget;

#define RECTO_TYPE_TARGET (recto_target_get_type ())
GType recto_target_get_type (void);

RectoTarget *recto_target_copy (const RectoTarget *self);
void recto_target_free (RectoTarget *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoTarget, recto_target_free)
