/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What a document lets whoever opened it do; Recto only tells. */
typedef enum
{
  RECTO_PERMISSION_PRINT = 1 << 0,
  RECTO_PERMISSION_PRINT_WELL = 1 << 1, /* as sharply as the printer can */
  RECTO_PERMISSION_COPY = 1 << 2,
  RECTO_PERMISSION_ACCESSIBILITY = 1 << 3, /* copying for assistive technology */
  RECTO_PERMISSION_EDIT = 1 << 4,
  RECTO_PERMISSION_ANNOTATE = 1 << 5,
  RECTO_PERMISSION_FORM = 1 << 6, /* filling in forms */
  RECTO_PERMISSION_ASSEMBLE = 1 << 7,
  RECTO_PERMISSION_ALL = (1 << 8) - 1,
} RectoPermissions;

/* RectoProperties: what a document says of itself: all of it is a claim. Texts are never NULL, and
 * empty where it says nothing. */
typedef struct
{
  char *format; /* as the engine names it: "PDF 1.7" */
  char *title;
  char *author;
  char *subject;
  char *keywords;
  char *creator;  /* the program in which it was written */
  char *producer; /* the one that made the file of it */
  gint64 created; /* seconds since 1970, UTC; 0 where it does not say */
  gint64 modified;
  gboolean tagged; /* its structure is described, for assistive technology */
  gboolean encrypted;
  char *cipher;   /* "AES", "RC4" */
  guint key_bits; /* 0 where it does not say */
  RectoPermissions permissions;
} RectoProperties;

void recto_properties_free (RectoProperties *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoProperties, recto_properties_free)
