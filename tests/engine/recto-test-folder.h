/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* A folder of a test's own. All names are relative to it. */
typedef struct
{
  char *path;
  GFile *file;
} RectoTestFolder;

void recto_test_folder_make (RectoTestFolder *self);
/* Deletes it with all that is in it. */
void recto_test_folder_delete (RectoTestFolder *self);
/* What is in it, sorted, hidden files too: "a.txt, b.txt". (transfer full) */
char *recto_test_folder_list (RectoTestFolder *self);
/* Whether that is this; what a thread deletes may be there a little longer. */
gboolean recto_test_folder_is (RectoTestFolder *self, const char *names);
GFile *recto_test_folder_get (RectoTestFolder *self, const char *name); /* (transfer full) */
void recto_test_folder_put (RectoTestFolder *self, const char *name, const char *text);
void recto_test_folder_assert_text (RectoTestFolder *self, const char *name, const char *text);

#define recto_test_folder_assert_list(self, names)                                                 \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *recto_test_names = recto_test_folder_list (self);                             \
    g_assert_cmpstr (recto_test_names, ==, names);                                                 \
  }                                                                                                \
  G_STMT_END
