/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document.h"

#include "recto-annotation-private.h"
#include "recto-document-private.h"
#include "recto-inquiry.h"

/* As long as a page of the whole list may take. */
#define PAGE_MS (10 * 1000)

/* What a page has beyond is only listed with all others. */
#define MAX_ON_PAGE 2000

static void
take_annotation (GListStore *list,
                 const RectoAnnotationEntry *entry,
                 const char *texts,
                 RectoLocation location)
{
  g_autoptr (RectoAnnotation) annotation = NULL;

  if (entry->page != location.page || g_list_model_get_n_items (G_LIST_MODEL (list)) >= MAX_ON_PAGE)
    return;
  annotation = recto_annotation_new (entry, texts);
  g_list_store_append (list, annotation);
}

/* Whatever is claimed, each answer brings the end nearer. */
static RectoInquiryState
take_annotations (RectoDocument *document,
                  gpointer value,
                  const RectoMessage *answer,
                  RectoQuestion *question)
{
  const RectoMessageAnnotationsFound *found = (const RectoMessageAnnotationsFound *) answer;
  const char *texts = (const char *) &found->entries[found->count];
  const gboolean goes_on = !found->complete && found->outcome == RECTO_OUTCOME_OK &&
                           found->next == question->location.page && found->skip > question->skip &&
                           found->skip < RECTO_MAX_PAGE_ANNOTATIONS;

  for (guint i = 0; i < found->count; i++)
    take_annotation (value, &found->entries[i], texts, question->location);
  question->skip = found->skip;
  return goes_on ? RECTO_INQUIRY_MORE : RECTO_INQUIRY_DONE;
}

static const RectoInquiryClass annotations_class = {
  .kind = RECTO_TASK_ANNOTATIONS,
  .priority = RECTO_PRIORITY_NEAR,
  .timeout_ms = PAGE_MS,
  .take = take_annotations,
  .destroy = g_object_unref,
};

void
recto_document_read_annotations_async (RectoDocument *self,
                                       RectoLocation location,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  const RectoQuestion question = { .kind = RECTO_JOB_ANNOTATIONS,
                                   .location = location,
                                   .count = 1 };

  g_return_if_fail (RECTO_IS_DOCUMENT (self));

  recto_inquiry_ask (self, &annotations_class, &question, g_list_store_new (RECTO_TYPE_ANNOTATION),
                     cancellable, callback, user_data, recto_document_read_annotations_async);
}

GListModel *
recto_document_read_annotations_finish (RectoDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return recto_inquiry_finish (result, error);
}
