/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document.h"

#include <math.h>

#include "recto-document-private.h"
#include "recto-inquiry.h"
#include "recto-links-private.h"
#include "recto-outline-private.h"
#include "recto-target-claim.h"

/* ---- The outline ---- */

/* Many entries may share one text of a message, so that what they take is counted here. */
static gboolean
is_full (RectoOutline *outline)
{
  return recto_outline_get_n (outline) >= RECTO_MAX_OUTLINE ||
         recto_outline_get_text_size (outline) >= RECTO_MAX_OUTLINE_TEXT;
}

/* FALSE: they were too many. */
static gboolean
take_entries (RectoDocument *document, RectoOutline *outline, const RectoMessageOutlineFound *found)
{
  const char *texts = (const char *) &found->entries[found->count];

  for (guint i = 0; i < found->count; i++)
    {
      const RectoOutlineEntry *entry = &found->entries[i];
      RectoTarget target;

      if (is_full (outline))
        return FALSE;

      recto_target_claim_judge (&entry->target, texts, document, &target);
      recto_outline_add (outline, texts + entry->title, &target,
                         MIN (entry->depth, RECTO_MAX_OUTLINE_DEPTH), entry->open != 0);
    }
  return TRUE;
}

/* Whatever is claimed, each answer brings the end nearer. */
static RectoInquiryState
take_outline (RectoDocument *document,
              gpointer value,
              const RectoMessage *answer,
              RectoQuestion *question)
{
  const RectoMessageOutlineFound *found = (const RectoMessageOutlineFound *) answer;
  const gboolean broken = found->outcome != RECTO_OUTCOME_OK || found->first != question->first ||
                          (found->count == 0 && !found->complete);
  const gboolean too_many = !take_entries (document, value, found);

  question->first = recto_outline_get_n (value);
  if (!broken && !found->complete && !is_full (value))
    return RECTO_INQUIRY_MORE;
  recto_outline_end (value, broken || too_many || !found->complete || found->cut != 0);
  return RECTO_INQUIRY_DONE;
}

static gboolean
salvage_outline (gpointer value)
{
  if (recto_outline_get_n (value) == 0)
    return FALSE;
  recto_outline_end (value, TRUE);
  return TRUE;
}

static const RectoInquiryClass outline_class = {
  .kind = RECTO_TASK_OUTLINE,
  .priority = RECTO_PRIORITY_THUMBNAIL,
  .take = take_outline,
  .salvage = salvage_outline,
  .destroy = g_object_unref,
};

void
recto_document_read_outline_async (RectoDocument *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  const RectoQuestion question = { .kind = RECTO_JOB_OUTLINE };

  g_return_if_fail (RECTO_IS_DOCUMENT (self));

  recto_inquiry_ask (self, &outline_class, &question, recto_outline_new (), cancellable, callback,
                     user_data, recto_document_read_outline_async);
}

RectoOutline *
recto_document_read_outline_finish (RectoDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return recto_inquiry_finish (result, error);
}

/* ---- Links ---- */

/* A side beyond the page is cut by whoever looks at it; one that is none has no area. */
static gboolean
judge_area (const RectoLinkEntry *entry, RectoRect *area)
{
  const float numbers[] = { entry->x, entry->y, entry->width, entry->height };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (!isfinite (numbers[i]) || numbers[i] < 0 || numbers[i] > RECTO_MAX_PAGE_SIDE)
      return FALSE;
  *area = (RectoRect) { entry->x, entry->y, entry->width, entry->height };
  return area->width > 0 && area->height > 0;
}

static void
take_link (RectoDocument *document,
           RectoLinks *links,
           const RectoLinkEntry *entry,
           const char *texts)
{
  RectoLink link;

  recto_target_claim_judge (&entry->target, texts, document, &link.target);
  if (link.target.kind == RECTO_TARGET_NOWHERE || !judge_area (entry, &link.area))
    return;
  link.target.address = g_strdup (link.target.address);
  recto_links_add (links, &link);
}

static RectoInquiryState
take_links (RectoDocument *document,
            gpointer value,
            const RectoMessage *answer,
            RectoQuestion *question)
{
  const RectoMessageLinksFound *found = (const RectoMessageLinksFound *) answer;
  const char *texts = (const char *) &found->entries[found->count];

  for (guint i = 0; i < found->count && question->first < RECTO_MAX_LINKS; i++)
    {
      take_link (document, value, &found->entries[i], texts);
      question->first++;
    }
  return found->complete || found->count == 0 || found->outcome != RECTO_OUTCOME_OK ||
                 question->first >= RECTO_MAX_LINKS
             ? RECTO_INQUIRY_DONE
             : RECTO_INQUIRY_MORE;
}

static const RectoInquiryClass links_class = {
  .kind = RECTO_TASK_LINKS,
  .priority = RECTO_PRIORITY_NEAR,
  .take = take_links,
  .destroy = g_object_unref,
};

void
recto_document_read_links_async (RectoDocument *self,
                                 RectoLocation location,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  const RectoQuestion question = { .kind = RECTO_JOB_LINKS, .location = location };

  g_return_if_fail (RECTO_IS_DOCUMENT (self));

  recto_inquiry_ask (self, &links_class, &question, recto_links_new (), cancellable, callback,
                     user_data, recto_document_read_links_async);
}

RectoLinks *
recto_document_read_links_finish (RectoDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return recto_inquiry_finish (result, error);
}

/* ---- Where an address is ---- */

static RectoInquiryState
take_resolved (RectoDocument *document,
               gpointer value,
               const RectoMessage *answer,
               RectoQuestion *question)
{
  const RectoMessageResolved *resolved = (const RectoMessageResolved *) answer;

  if (resolved->outcome == RECTO_OUTCOME_OK)
    recto_target_claim_judge (&resolved->target, NULL, document, value);
  return RECTO_INQUIRY_DONE;
}

static void
free_target (gpointer value)
{
  recto_target_free (value);
}

static const RectoInquiryClass resolve_class = {
  .kind = RECTO_TASK_RESOLVE,
  .flags = RECTO_TASK_FOREGROUND,
  .priority = RECTO_PRIORITY_VISIBLE,
  .take = take_resolved,
  .destroy = free_target,
};

void
recto_document_resolve_async (RectoDocument *self,
                              const char *address,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  const RectoQuestion question = { .kind = RECTO_JOB_RESOLVE, .address = address };

  g_return_if_fail (RECTO_IS_DOCUMENT (self));
  g_return_if_fail (address != NULL);

  recto_inquiry_ask (self, &resolve_class, &question, g_new0 (RectoTarget, 1), cancellable,
                     callback, user_data, recto_document_resolve_async);
}

RectoTarget *
recto_document_resolve_finish (RectoDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return recto_inquiry_finish (result, error);
}
