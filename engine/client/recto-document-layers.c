/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document.h"

#include "recto-document-private.h"
#include "recto-inquiry.h"
#include "recto-layer-private.h"
#include "recto-layers-private.h"

/* Whatever is claimed, each answer brings the end nearer. */
static RectoInquiryState
take_layers (RectoDocument *document,
             gpointer value,
             const RectoMessage *answer,
             RectoQuestion *question)
{
  const RectoMessageLayersFound *found = (const RectoMessageLayersFound *) answer;
  const char *texts = (const char *) &found->entries[found->count];

  for (guint i = 0; i < found->count && question->first < RECTO_MAX_LAYERS; i++)
    {
      recto_layers_add (value, recto_layer_new (&found->entries[i], texts));
      question->first++;
    }
  return found->complete || found->count == 0 || found->outcome != RECTO_OUTCOME_OK ||
                 question->first >= RECTO_MAX_LAYERS
             ? RECTO_INQUIRY_DONE
             : RECTO_INQUIRY_MORE;
}

static const RectoInquiryClass layers_class = {
  .kind = RECTO_TASK_LAYERS,
  .priority = RECTO_PRIORITY_THUMBNAIL,
  .take = take_layers,
  .destroy = g_object_unref,
};

void
recto_document_read_layers_async (RectoDocument *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  const RectoQuestion question = { .kind = RECTO_JOB_LAYERS };

  g_return_if_fail (RECTO_IS_DOCUMENT (self));

  recto_inquiry_ask (self, &layers_class, &question, recto_layers_new (), cancellable, callback,
                     user_data, recto_document_read_layers_async);
}

RectoLayers *
recto_document_read_layers_finish (RectoDocument *self, GAsyncResult *result, GError **error)
{
  g_autoptr (RectoLayers) layers = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  layers = recto_inquiry_finish (result, error);
  /* Those that somebody may have switched are not listed as the document has them. */
  return layers != NULL ? g_object_ref (recto_document_keep_layers (self, layers)) : NULL;
}
