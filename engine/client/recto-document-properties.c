/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document.h"

#include "recto-document-private.h"
#include "recto-font-private.h"
#include "recto-inquiry.h"
#include "recto-page-inspection-private.h"
#include "recto-signature-private.h"

/* ---- What it says of itself ---- */

G_STATIC_ASSERT ((int) RECTO_PERMISSION_ALL == (int) RECTO_PERMISSION_ALL_BITS);
G_STATIC_ASSERT ((int) RECTO_PERMISSION_FORM == (int) RECTO_PERMISSION_BIT_FORM);

static RectoInquiryState
take_properties (RectoDocument *document,
                 gpointer value,
                 const RectoMessage *answer,
                 RectoQuestion *question)
{
  const RectoMessagePropertiesFound *found = (const RectoMessagePropertiesFound *) answer;
  RectoProperties *self = value;

  self->format = g_strdup (found->format);
  self->title = g_strdup (found->title);
  self->author = g_strdup (found->author);
  self->subject = g_strdup (found->subject);
  self->keywords = g_strdup (found->keywords);
  self->creator = g_strdup (found->creator);
  self->producer = g_strdup (found->producer);
  self->created = found->created;
  self->modified = found->modified;
  self->tagged = found->tagged != 0;
  self->encrypted = found->encrypted != 0;
  self->cipher = g_strdup (found->cipher);
  self->key_bits = found->key_bits;
  self->permissions = found->permissions & RECTO_PERMISSION_ALL;
  return RECTO_INQUIRY_DONE;
}

static void
free_properties (gpointer value)
{
  recto_properties_free (value);
}

static const RectoInquiryClass properties_class = {
  .kind = RECTO_TASK_PROPERTIES,
  .priority = RECTO_PRIORITY_WANTED,
  .take = take_properties,
  .destroy = free_properties,
};

void
recto_document_read_properties_async (RectoDocument *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  const RectoQuestion question = { .kind = RECTO_JOB_PROPERTIES };

  g_return_if_fail (RECTO_IS_DOCUMENT (self));

  recto_inquiry_ask (self, &properties_class, &question, g_new0 (RectoProperties, 1), cancellable,
                     callback, user_data, recto_document_read_properties_async);
}

RectoProperties *
recto_document_read_properties_finish (RectoDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return recto_inquiry_finish (result, error);
}

/* ---- Fonts ---- */

/* Whatever is claimed, each answer brings the end nearer. */
static RectoInquiryState
take_fonts (RectoDocument *document,
            gpointer value,
            const RectoMessage *answer,
            RectoQuestion *question)
{
  const RectoMessageFontsFound *found = (const RectoMessageFontsFound *) answer;
  const guint n_pages = recto_document_get_n_pages (document, NULL);
  const gboolean broken = found->outcome != RECTO_OUTCOME_OK || found->first != question->first ||
                          (!found->complete && found->next <= question->first);

  if (!broken)
    question->first = found->complete ? n_pages : MIN (found->next, n_pages);
  recto_font_list_take (value, found, question->first, n_pages);
  if (broken)
    recto_font_list_set_cut (value);
  return broken || question->first >= n_pages || g_list_model_get_n_items (value) >= RECTO_MAX_FONTS
             ? RECTO_INQUIRY_DONE
             : RECTO_INQUIRY_MORE;
}

static double
get_fonts_progress (RectoDocument *document, gpointer value)
{
  const guint n_pages = recto_document_get_n_pages (document, NULL);

  return n_pages > 0 ? MIN ((double) recto_font_list_get_n_read (value) / n_pages, 1) : 1;
}

static gboolean
salvage_fonts (gpointer value)
{
  recto_font_list_set_cut (value);
  return TRUE;
}

static const RectoInquiryClass fonts_class = {
  .kind = RECTO_TASK_FONTS,
  .priority = RECTO_PRIORITY_THUMBNAIL,
  .take = take_fonts,
  .salvage = salvage_fonts,
  .get_progress = get_fonts_progress,
  .destroy = g_object_unref,
};

void
recto_document_list_fonts_async (RectoDocument *self,
                                 RectoFontList *fonts,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  const RectoQuestion question = { .kind = RECTO_JOB_FONTS,
                                   .first = recto_font_list_get_n_read (fonts) };

  g_return_if_fail (RECTO_IS_DOCUMENT (self));
  g_return_if_fail (RECTO_IS_FONT_LIST (fonts));

  recto_inquiry_ask (self, &fonts_class, &question, g_object_ref (fonts), cancellable, callback,
                     user_data, recto_document_list_fonts_async);
}

gboolean
recto_document_list_fonts_finish (RectoDocument *self, GAsyncResult *result, GError **error)
{
  g_autoptr (RectoFontList) fonts = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  fonts = recto_inquiry_finish (result, error);
  return fonts != NULL;
}

/* ---- The file ---- */

gint64
recto_document_get_modified_time (RectoDocument *self)
{
  RectoReader *reader;

  g_return_val_if_fail (RECTO_IS_DOCUMENT (self), 0);

  reader = recto_document_get_reader (self);
  return reader != NULL ? recto_reader_get_modified_time (reader) : 0;
}

/* ---- Signatures ---- */

typedef struct
{
  GPtrArray *found; /* of RectoSignature; (nullable) once handed out */
  gboolean cut;     /* there may be more */
} Signatures;

static RectoInquiryState
take_signatures (RectoDocument *document,
                 gpointer value,
                 const RectoMessage *answer,
                 RectoQuestion *question)
{
  const RectoMessageSignaturesFound *found = (const RectoMessageSignaturesFound *) answer;
  RectoReader *reader = recto_document_get_reader (document);
  Signatures *self = value;
  GPtrArray *signatures = self->found;

  /* That they cannot be read must not look as if there were none. */
  if (found->outcome != RECTO_OUTCOME_OK || found->first != question->first || reader == NULL ||
      (found->cut && found->count == 0 && signatures->len == 0))
    return RECTO_INQUIRY_FAILED;
  for (guint i = 0; i < found->count && signatures->len < RECTO_MAX_SIGNATURES; i++)
    g_ptr_array_add (signatures,
                     recto_signature_new (&found->entries[i], recto_reader_get_size (reader)));
  question->first = signatures->len;
  if (!found->complete && found->count > 0 && signatures->len < RECTO_MAX_SIGNATURES)
    return RECTO_INQUIRY_MORE;
  self->cut = found->cut || !found->complete;
  return RECTO_INQUIRY_DONE;
}

static void
free_signature (gpointer value)
{
  recto_signature_free (value);
}

static void
free_signatures (gpointer value)
{
  Signatures *self = value;

  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_free (self);
}

static const RectoInquiryClass signatures_class = {
  .kind = RECTO_TASK_SIGNATURES,
  .priority = RECTO_PRIORITY_NEAR,
  .take = take_signatures,
  .destroy = free_signatures,
};

void
recto_document_read_signatures_async (RectoDocument *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  const RectoQuestion question = { .kind = RECTO_JOB_SIGNATURES };
  Signatures *signatures;

  g_return_if_fail (RECTO_IS_DOCUMENT (self));

  signatures = g_new0 (Signatures, 1);
  signatures->found = g_ptr_array_new_with_free_func (free_signature);
  recto_inquiry_ask (self, &signatures_class, &question, signatures, cancellable, callback,
                     user_data, recto_document_read_signatures_async);
}

GPtrArray *
recto_document_read_signatures_finish (RectoDocument *self,
                                       GAsyncResult *result,
                                       gboolean *cut,
                                       GError **error)
{
  Signatures *signatures;
  GPtrArray *found;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  signatures = recto_inquiry_finish (result, error);
  if (signatures == NULL)
    return NULL;
  if (cut != NULL)
    *cut = signatures->cut;
  found = g_steal_pointer (&signatures->found);
  free_signatures (signatures);
  return found;
}

/* ---- What a page is made of ---- */

/* It has been counted into shared memory. */
static RectoInquiryState
take_inspected (RectoDocument *document,
                gpointer value,
                const RectoMessage *answer,
                RectoQuestion *question)
{
  return RECTO_INQUIRY_DONE;
}

static const RectoInquiryClass inspect_class = {
  .kind = RECTO_TASK_INSPECT,
  .priority = RECTO_PRIORITY_WANTED,
  .take = take_inspected,
  .destroy = g_object_unref,
};

void
recto_document_inspect_page_async (RectoDocument *self,
                                   RectoPageInspection *inspection,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  RectoQuestion question = { .kind = RECTO_JOB_INSPECT };

  g_return_if_fail (RECTO_IS_DOCUMENT (self));
  g_return_if_fail (RECTO_IS_PAGE_INSPECTION (inspection));

  question.location = recto_page_inspection_get_location (inspection);
  question.memory = recto_page_inspection_get_memory (inspection);
  recto_inquiry_ask (self, &inspect_class, &question, g_object_ref (inspection), cancellable,
                     callback, user_data, recto_document_inspect_page_async);
}

gboolean
recto_document_inspect_page_finish (RectoDocument *self, GAsyncResult *result, GError **error)
{
  g_autoptr (RectoPageInspection) inspection = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  inspection = recto_inquiry_finish (result, error);
  return inspection != NULL;
}
