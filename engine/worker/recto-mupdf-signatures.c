/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-mupdf-signatures.h"

#include <mupdf/pdf.h>

#include "recto-message.h"
#include "recto-mupdf-context.h"

/* Fields that are looked at; more than any real form has. */
#define MAX_FIELDS 200000u
#define MAX_DEPTH 100u
/* A signature with its certificates takes some 10 to 60 kB, in two digits for each byte. */
#define MAX_GAP (8 << 20)

#define SET_TEXT(field, text) recto_message_set_text (field, sizeof (field), text)

/* A field that waits for its turn. */
typedef struct
{
  pdf_obj *object; /* (unowned): the document's */
  guint depth;
  gboolean is_signature; /* as what it is a part of says */
} Node;

struct _RectoMupdfSignatures
{
  RectoMupdfDocument *document;
  pdf_document *pdf; /* NULL where it is none */
  gboolean walked;
  gboolean cut;
  GPtrArray *fields; /* pdf_obj: those for signatures, in their order */
};

/* ---- The fields ---- */

/* The last first: they wait on a stack. */
static void
add_fields (RectoMupdfSignatures *self, pdf_obj *fields, const Node *parent, GArray *waiting)
{
  fz_context *ctx = self->document->ctx;
  const int n = pdf_array_len (ctx, fields);
  const int room = (int) (MAX_FIELDS - MIN (waiting->len, MAX_FIELDS));

  if (n == 0)
    return;
  if (parent->depth >= MAX_DEPTH || n > room)
    self->cut = TRUE;
  if (parent->depth >= MAX_DEPTH)
    return;
  for (int i = MIN (n, room); i-- > 0;)
    {
      Node node = { pdf_array_get (ctx, fields, i), parent->depth + 1, parent->is_signature };

      g_array_append_val (waiting, node);
    }
}

/* The parts of a field may themselves be fields, or only where it is on pages; those have no name.
 */
static void
look_at (RectoMupdfSignatures *self, Node *node, GArray *waiting)
{
  fz_context *ctx = self->document->ctx;
  pdf_obj *type = pdf_dict_get (ctx, node->object, PDF_NAME (FT));
  pdf_obj *kids = pdf_dict_get (ctx, node->object, PDF_NAME (Kids));
  const gboolean has_value = pdf_dict_get (ctx, node->object, PDF_NAME (V)) != NULL;

  if (!pdf_is_dict (ctx, node->object))
    return;
  if (type != NULL)
    node->is_signature = pdf_name_eq (ctx, type, PDF_NAME (Sig));
  if (node->is_signature && (has_value || pdf_array_len (ctx, kids) == 0))
    {
      if (self->fields->len < RECTO_MAX_SIGNATURES)
        g_ptr_array_add (self->fields, pdf_keep_obj (ctx, node->object));
      else
        self->cut = TRUE;
    }
  else
    add_fields (self, kids, node, waiting);
}

/* No recursion, and no field twice: the document says how deep it goes. */
static void
walk (RectoMupdfSignatures *self)
{
  fz_context *ctx = self->document->ctx;
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (Node));
  Node node = { NULL, 0, FALSE };

  if (self->walked || self->pdf == NULL)
    return;
  /* What ended half-way is not taken for all there is, but begun anew. */
  while (self->fields->len > 0)
    pdf_drop_obj (ctx, g_ptr_array_steal_index (self->fields, self->fields->len - 1));
  add_fields (self, pdf_dict_getp (ctx, pdf_trailer (ctx, self->pdf), "Root/AcroForm/Fields"),
              &node, waiting);
  for (guint n = 0; waiting->len > 0; n++)
    {
      if (n >= MAX_FIELDS)
        {
          self->cut = TRUE;
          break;
        }
      node = g_array_index (waiting, Node, waiting->len - 1);
      g_array_set_size (waiting, waiting->len - 1);
      if (pdf_is_indirect (ctx, node.object) &&
          !g_hash_table_add (seen, GINT_TO_POINTER (pdf_to_num (ctx, node.object))))
        continue;
      /* One that cannot be read is none. */
      fz_try (ctx) { look_at (self, &node, waiting); }
      fz_catch (ctx) { fz_report_error (ctx); }
    }
  self->walked = TRUE;
}

/* ---- What one covers ---- */

static gboolean
is_digit (guint8 byte)
{
  return g_ascii_isxdigit (byte) || g_ascii_isspace (byte);
}

/* Whether these bytes of the file are a string in hexadecimal digits and nothing else: that is how
 * a signature stands in what it signs. Anything beside it could be changed unnoticed. */
static gboolean
is_hexadecimal (RectoMupdfSignatures *self, gint64 start, gint64 length)
{
  fz_context *ctx = self->document->ctx;
  fz_stream *file = self->pdf->file;
  g_autofree guint8 *bytes = NULL;

  if (start < 0 || length < 2 || length > MAX_GAP)
    return FALSE;
  bytes = g_try_malloc ((gsize) length);
  if (bytes == NULL)
    return FALSE;
  fz_seek (ctx, file, start, SEEK_SET);
  if (fz_read (ctx, file, bytes, (gsize) length) != (gsize) length)
    return FALSE;
  if (bytes[0] != '<' || bytes[length - 1] != '>')
    return FALSE;
  for (gint64 i = 1; i < length - 1; i++)
    if (!is_digit (bytes[i]))
      return FALSE;
  return TRUE;
}

static void
find_ranges (RectoMupdfSignatures *self, pdf_obj *value, RectoSignatureEntry *entry)
{
  fz_context *ctx = self->document->ctx;
  pdf_obj *ranges = pdf_dict_get (ctx, value, PDF_NAME (ByteRange));
  const int n = pdf_array_len (ctx, ranges);
  gint64 gap;

  entry->n_ranges = n % 2 == 0 ? (guint32) n / 2 : 0;
  for (guint i = 0; i < G_N_ELEMENTS (entry->ranges) && i < (guint) n; i++)
    {
      pdf_obj *number = pdf_array_get (ctx, ranges, (int) i);

      if (!pdf_is_int (ctx, number))
        entry->n_ranges = 0;
      entry->ranges[i] = pdf_to_int64 (ctx, number);
    }
  if (n != 4 || __builtin_add_overflow (entry->ranges[0], entry->ranges[1], &gap) ||
      gap > entry->ranges[2] || gap < 0)
    return;
  entry->gap_is_own = is_hexadecimal (self, gap, entry->ranges[2] - gap);
}

/* ---- One signature ---- */

static guint32
find_kind (RectoMupdfSignatures *self, pdf_obj *value)
{
  fz_context *ctx = self->document->ctx;
  pdf_obj *certification = pdf_dict_getp (ctx, pdf_trailer (ctx, self->pdf), "Root/Perms/DocMDP");

  if (g_str_equal (pdf_dict_get_name (ctx, value, PDF_NAME (Type)), "DocTimeStamp"))
    return RECTO_SIGNATURE_CLAIM_TIME_STAMP;
  return certification != NULL && pdf_objcmp_resolve (ctx, certification, value) == 0
             ? RECTO_SIGNATURE_CLAIM_CERTIFICATION
             : RECTO_SIGNATURE_CLAIM_APPROVAL;
}

static void
describe (RectoMupdfSignatures *self, pdf_obj *field, RectoSignatureEntry *entry)
{
  fz_context *ctx = self->document->ctx;
  pdf_obj *value = pdf_dict_get (ctx, field, PDF_NAME (V));

  SET_TEXT (entry->field, pdf_dict_get_text_string (ctx, field, PDF_NAME (T)));
  entry->is_empty = !pdf_is_dict (ctx, value);
  if (entry->is_empty)
    return;
  entry->kind = find_kind (self, value);
  entry->when = MAX (pdf_dict_get_date (ctx, value, PDF_NAME (M)), 0);
  SET_TEXT (entry->signer, pdf_dict_get_text_string (ctx, value, PDF_NAME (Name)));
  SET_TEXT (entry->reason, pdf_dict_get_text_string (ctx, value, PDF_NAME (Reason)));
  SET_TEXT (entry->location, pdf_dict_get_text_string (ctx, value, PDF_NAME (Location)));
  SET_TEXT (entry->contact, pdf_dict_get_text_string (ctx, value, PDF_NAME (ContactInfo)));
  SET_TEXT (entry->format, pdf_dict_get_name (ctx, value, PDF_NAME (SubFilter)));
  find_ranges (self, value, entry);
}

static void
find (RectoMupdfSignatures *self, RectoMessageSignaturesFound *found)
{
  fz_context *ctx = self->document->ctx;

  walk (self);
  for (; found->first + found->count < self->fields->len; found->count++)
    {
      if (found->count >= RECTO_MAX_SIGNATURES_FOUND)
        return;
      fz_try (ctx)
      {
        describe (self, self->fields->pdata[found->first + found->count],
                  &found->entries[found->count]);
      }
      fz_catch (ctx) { fz_report_error (ctx); }
    }
  found->complete = TRUE;
  found->cut = self->cut;
}

RectoMupdfSignatures *
recto_mupdf_signatures_new (RectoMupdfDocument *document)
{
  RectoMupdfSignatures *self = g_new0 (RectoMupdfSignatures, 1);

  self->document = document;
  self->pdf = pdf_specifics (document->ctx, document->document);
  self->fields = g_ptr_array_new ();
  return self;
}

void
recto_mupdf_signatures_find (RectoMupdfSignatures *self,
                             guint first,
                             RectoMessageSignaturesFound *found)
{
  guint refusals = recto_mupdf_context_refusals ();
  char text[256];

  found->outcome = RECTO_OUTCOME_OK;
  found->first = MIN (first, RECTO_MAX_SIGNATURES);
  fz_try (self->document->ctx) { find (self, found); }
  fz_catch (self->document->ctx)
  {
    found->outcome = recto_mupdf_outcome_of_caught (self->document->ctx, refusals, text);
  }
}
