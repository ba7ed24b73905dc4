/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-mupdf-properties.h"

#include <mupdf/pdf.h>

#include "recto-message.h"

#define SET_TEXT(field, text) recto_message_set_text (field, sizeof (field), text)

/* Of AcroForm/SigFlags: the document has at least one field for a signature. */
#define FLAG_SIGNATURES_EXIST (1 << 0)

typedef struct
{
  const char *key; /* as MuPDF has it */
  gsize offset;    /* in the message */
  gsize size;
} Field;

#define FIELD(key, name)                                                                           \
  { key, offsetof (RectoMessagePropertiesFound, name),                                             \
    sizeof (((RectoMessagePropertiesFound *) NULL)->name) }

static const Field fields[] = {
  FIELD (FZ_META_FORMAT, format),          FIELD (FZ_META_INFO_TITLE, title),
  FIELD (FZ_META_INFO_AUTHOR, author),     FIELD (FZ_META_INFO_SUBJECT, subject),
  FIELD (FZ_META_INFO_KEYWORDS, keywords), FIELD (FZ_META_INFO_CREATOR, creator),
  FIELD (FZ_META_INFO_PRODUCER, producer),
};

/* One that cannot be read leaves the others. */
static void
find_field (RectoMupdfDocument *document, const Field *field, RectoMessagePropertiesFound *found)
{
  fz_context *ctx = document->ctx;
  char value[2048];

  fz_try (ctx)
  {
    if (fz_lookup_metadata (ctx, document->document, field->key, value, sizeof value) > 0)
      recto_message_set_text ((char *) found + field->offset, field->size, value);
  }
  fz_catch (ctx) { fz_report_error (ctx); }
}

static guint32
find_permissions (RectoMupdfDocument *document)
{
  static const struct
  {
    fz_permission permission;
    RectoPermissionBits bit;
  } all[] = {
    { FZ_PERMISSION_PRINT, RECTO_PERMISSION_BIT_PRINT },
    { FZ_PERMISSION_PRINT_HQ, RECTO_PERMISSION_BIT_PRINT_WELL },
    { FZ_PERMISSION_COPY, RECTO_PERMISSION_BIT_COPY },
    { FZ_PERMISSION_ACCESSIBILITY, RECTO_PERMISSION_BIT_ACCESSIBILITY },
    { FZ_PERMISSION_EDIT, RECTO_PERMISSION_BIT_EDIT },
    { FZ_PERMISSION_ANNOTATE, RECTO_PERMISSION_BIT_ANNOTATE },
    { FZ_PERMISSION_FORM, RECTO_PERMISSION_BIT_FORM },
    { FZ_PERMISSION_ASSEMBLE, RECTO_PERMISSION_BIT_ASSEMBLE },
  };
  guint32 bits = 0;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (fz_has_permission (document->ctx, document->document, all[i].permission))
      bits |= all[i].bit;
  return bits;
}

static void
find_lock (RectoMupdfDocument *document, pdf_document *pdf, RectoMessagePropertiesFound *found)
{
  fz_context *ctx = document->ctx;

  found->permissions = find_permissions (document);
  if (pdf == NULL || pdf->crypt == NULL)
    return;
  found->encrypted = TRUE;
  found->key_bits = MAX (pdf_crypt_length (ctx, pdf->crypt), 0);
  SET_TEXT (found->cipher, pdf_crypt_stream_method (ctx, pdf->crypt));
}

static void
find_dates (fz_context *ctx, pdf_document *pdf, RectoMessagePropertiesFound *found)
{
  pdf_obj *info = pdf_dict_get (ctx, pdf_trailer (ctx, pdf), PDF_NAME (Info));

  found->created = MAX (pdf_dict_get_date (ctx, info, PDF_NAME (CreationDate)), 0);
  found->modified = MAX (pdf_dict_get_date (ctx, info, PDF_NAME (ModDate)), 0);
}

static void
find_structure (fz_context *ctx, pdf_document *pdf, RectoMessagePropertiesFound *found)
{
  pdf_obj *root = pdf_dict_get (ctx, pdf_trailer (ctx, pdf), PDF_NAME (Root));

  found->tagged = pdf_to_bool (ctx, pdf_dict_getp (ctx, root, "MarkInfo/Marked")) != 0;
}

/* Each part is read by itself: a damaged one leaves the others. */
static void
find_in_pdf (fz_context *ctx,
             pdf_document *pdf,
             void (*find) (fz_context *, pdf_document *, RectoMessagePropertiesFound *),
             RectoMessagePropertiesFound *found)
{
  fz_try (ctx) { find (ctx, pdf, found); }
  fz_catch (ctx) { fz_report_error (ctx); }
}

void
recto_mupdf_properties_find (RectoMupdfDocument *document, RectoMessagePropertiesFound *found)
{
  fz_context *ctx = document->ctx;
  pdf_document *pdf = pdf_specifics (ctx, document->document);

  found->outcome = RECTO_OUTCOME_OK;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    find_field (document, &fields[i], found);
  fz_try (ctx) { find_lock (document, pdf, found); }
  fz_catch (ctx) { fz_report_error (ctx); }
  if (pdf == NULL)
    return;
  find_in_pdf (ctx, pdf, find_dates, found);
  find_in_pdf (ctx, pdf, find_structure, found);
}

gboolean
recto_mupdf_properties_has_signatures (RectoMupdfDocument *document)
{
  fz_context *ctx = document->ctx;
  pdf_document *pdf = pdf_specifics (ctx, document->document);
  int flags = 0;

  fz_var (flags);
  if (pdf == NULL)
    return FALSE;
  fz_try (ctx)
  {
    flags = pdf_to_int (ctx, pdf_dict_getp (ctx, pdf_trailer (ctx, pdf), "Root/AcroForm/SigFlags"));
  }
  fz_catch (ctx) { fz_report_error (ctx); }
  return (flags & FLAG_SIGNATURES_EXIST) != 0;
}
