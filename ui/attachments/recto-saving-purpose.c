/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-saving-purpose.h"

#define PURPOSE "recto-saving-purpose"
#define CONTENT "recto-saving-content"

void
recto_saving_purpose_set (RectoSaving *saving,
                          RectoSavingPurpose purpose,
                          RectoAttachmentContent *content)
{
  g_return_if_fail (RECTO_IS_SAVING (saving));
  g_return_if_fail (content == NULL || RECTO_IS_ATTACHMENT_CONTENT (content));

  g_object_set_data (G_OBJECT (saving), PURPOSE, GUINT_TO_POINTER (purpose));
  g_object_set_data_full (G_OBJECT (saving), CONTENT,
                          content != NULL ? g_object_ref (content) : NULL, g_object_unref);
}

RectoSavingPurpose
recto_saving_purpose_get (RectoSaving *saving)
{
  g_return_val_if_fail (RECTO_IS_SAVING (saving), RECTO_SAVING_FOR_KEEPING);

  return (RectoSavingPurpose) GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (saving), PURPOSE));
}

RectoAttachmentContent *
recto_saving_purpose_get_content (RectoSaving *saving)
{
  g_return_val_if_fail (RECTO_IS_SAVING (saving), NULL);

  return g_object_get_data (G_OBJECT (saving), CONTENT);
}
