/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-mupdf-attachments.h"

#include <mupdf/pdf.h>

#include "recto-message.h"
#include "recto-mupdf-context.h"

/* Real trees of names are three or four deep. */
#define MAX_DEPTH 100
#define MAX_NODES RECTO_MAX_ATTACHMENTS

/* Annotations with any of these flags have no mark on the page: Hidden, NoView. */
#define FLAGS_UNSEEN (1 << 1 | 1 << 5)

struct _RectoMupdfAttachments
{
  RectoMupdfDocument *document;
  pdf_document *pdf; /* NULL where it is none */
  gboolean walked;
  GPtrArray *specs; /* pdf_obj: what the document's lists name, in their order */
};

typedef struct
{
  pdf_obj *object;
  guint depth;
} Node;

/* ---- The document's own lists ---- */

/* References are followed when their turn comes, so that the walk is quick. */
static void
add_spec (RectoMupdfAttachments *self, pdf_obj *spec)
{
  fz_context *ctx = self->document->ctx;

  if (self->specs->len < RECTO_MAX_ATTACHMENTS &&
      (pdf_is_indirect (ctx, spec) || pdf_is_dict (ctx, spec)))
    g_ptr_array_add (self->specs, pdf_keep_obj (ctx, spec));
}

static void
add_names (RectoMupdfAttachments *self, pdf_obj *names)
{
  int n = pdf_array_len (self->document->ctx, names);

  for (int i = 1; i < n && self->specs->len < RECTO_MAX_ATTACHMENTS; i += 2)
    add_spec (self, pdf_array_get (self->document->ctx, names, i));
}

/* The last child first: the nodes wait on a stack. Where many nodes name the same long list, what
 * there is no room for is not even looked at. */
static void
add_kids (RectoMupdfAttachments *self, const Node *node, GArray *waiting)
{
  fz_context *ctx = self->document->ctx;
  pdf_obj *kids = pdf_dict_get (ctx, node->object, PDF_NAME (Kids));
  int room = node->depth < MAX_DEPTH ? (int) (MAX_NODES - waiting->len) : 0;

  for (int i = MIN (pdf_array_len (ctx, kids), room); i-- > 0;)
    {
      Node child = { pdf_array_get (ctx, kids, i), node->depth + 1 };

      g_array_append_val (waiting, child);
    }
}

/* A node that is come to again, by a cycle or from two parents, has been looked at before; one that
 * stands in its parent itself can only be come to by that. No recursion: the document says how deep
 * it goes. */
static void
walk_names (RectoMupdfAttachments *self, pdf_obj *root)
{
  fz_context *ctx = self->document->ctx;
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (Node));
  Node node = { root, 0 };

  g_array_append_val (waiting, node);
  for (guint n = 0; waiting->len > 0 && n < MAX_NODES; n++)
    {
      node = g_array_index (waiting, Node, waiting->len - 1);
      g_array_set_size (waiting, waiting->len - 1);
      if (pdf_is_indirect (ctx, node.object) &&
          !g_hash_table_add (seen, GINT_TO_POINTER (pdf_to_num (ctx, node.object))))
        continue;
      add_names (self, pdf_dict_get (ctx, node.object, PDF_NAME (Names)));
      add_kids (self, &node, waiting);
    }
}

/* /AF: one file or several. */
static guint
count_associated (fz_context *ctx, pdf_obj *owner)
{
  pdf_obj *files = pdf_dict_gets (ctx, owner, "AF");

  return pdf_is_dict (ctx, files) ? 1 : pdf_array_len (ctx, files);
}

static pdf_obj *
get_associated (fz_context *ctx, pdf_obj *owner, guint i)
{
  pdf_obj *files = pdf_dict_gets (ctx, owner, "AF");

  return pdf_is_dict (ctx, files) ? files : pdf_array_get (ctx, files, i);
}

static void
walk (RectoMupdfAttachments *self)
{
  fz_context *ctx = self->document->ctx;
  pdf_obj *root = pdf_dict_get (ctx, pdf_trailer (ctx, self->pdf), PDF_NAME (Root));
  guint n;

  if (self->walked)
    return;
  self->walked = TRUE;
  walk_names (self, pdf_dict_getp (ctx, root, "Names/EmbeddedFiles"));
  n = count_associated (ctx, root);
  for (guint i = 0; i < n; i++)
    add_spec (self, get_associated (ctx, root, i));
}

/* ---- One attachment ---- */

/* The first of these that a file specification has; the format knows them by the same keys twice:
 * for the file's name and for its stream. */
static pdf_obj *
first_of (fz_context *ctx, pdf_obj *dict, gboolean (*is_good) (fz_context *, pdf_obj *))
{
  pdf_obj *const keys[] = { PDF_NAME (UF), PDF_NAME (F), PDF_NAME (Unix), PDF_NAME (DOS),
                            PDF_NAME (Mac) };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      pdf_obj *value = pdf_dict_get (ctx, dict, keys[i]);

      if (is_good (ctx, value))
        return value;
    }
  return NULL;
}

static gboolean
is_text (fz_context *ctx, pdf_obj *value)
{
  return pdf_is_string (ctx, value) && pdf_to_text_string (ctx, value)[0] != '\0';
}

static gboolean
is_stream (fz_context *ctx, pdf_obj *value)
{
  return pdf_is_stream (ctx, value) != 0;
}

static gint64
date_of (fz_context *ctx, pdf_obj *params, pdf_obj *key)
{
  pdf_obj *date = pdf_dict_get (ctx, params, key);

  return pdf_is_string (ctx, date) ? MAX (pdf_to_date (ctx, date), 0) : 0;
}

#define SET_TEXT(field, text) recto_message_set_text (field, sizeof (field), text)

/* FALSE: it has no stream. What MuPDF 1.25 has for this misses files whose stream is named by /F
 * alone (its bug 708587), and sizes above 2 GB. */
static gboolean
describe (fz_context *ctx, pdf_obj *spec, RectoAttachmentEntry *entry)
{
  pdf_obj *stream = first_of (ctx, pdf_dict_get (ctx, spec, PDF_NAME (EF)), is_stream);
  pdf_obj *name = first_of (ctx, spec, is_text);
  pdf_obj *about = pdf_dict_get (ctx, spec, PDF_NAME (Desc));
  pdf_obj *params;
  pdf_obj *size;

  if (stream == NULL)
    return FALSE;
  params = pdf_dict_get (ctx, stream, PDF_NAME (Params));
  size = pdf_dict_get (ctx, params, PDF_NAME (Size));
  entry->object = pdf_to_num (ctx, stream);
  entry->size = pdf_is_number (ctx, size) ? pdf_to_int64 (ctx, size) : -1;
  entry->stored = MAX (pdf_dict_get_int64 (ctx, stream, PDF_NAME (Length)), 0);
  entry->created = date_of (ctx, params, PDF_NAME (CreationDate));
  entry->modified = date_of (ctx, params, PDF_NAME (ModDate));
  SET_TEXT (entry->name, pdf_to_text_string (ctx, name != NULL ? name : about));
  SET_TEXT (entry->content_type, pdf_dict_get_name (ctx, stream, PDF_NAME (Subtype)));
  SET_TEXT (entry->description, pdf_to_text_string (ctx, about));
  return TRUE;
}

/* TRUE when there is room for one more. */
static gboolean
append (fz_context *ctx,
        pdf_obj *spec,
        const RectoAttachmentEntry *place,
        RectoMessageAttachmentsFound *found)
{
  RectoAttachmentEntry *entry = &found->entries[found->count];

  *entry = *place;
  if (describe (ctx, spec, entry))
    found->count++;
  return found->count < RECTO_MAX_ENTRIES;
}

/* ---- Answers ---- */

static void
find_in_document (RectoMupdfAttachments *self, guint skip, RectoMessageAttachmentsFound *found)
{
  const RectoAttachmentEntry nowhere = { 0 };
  gboolean room = TRUE;

  walk (self);
  while (room && skip < self->specs->len)
    room = append (self->document->ctx, self->specs->pdata[skip++], &nowhere, found);
  found->skip = skip;
  found->complete = skip >= self->specs->len;
}

static void
set_area (fz_context *ctx, pdf_obj *page, pdf_obj *annotation, RectoAttachmentEntry *place)
{
  fz_rect rect = pdf_dict_get_rect (ctx, annotation, PDF_NAME (Rect));
  fz_rect box;
  fz_matrix to_page;

  if ((pdf_dict_get_int (ctx, annotation, PDF_NAME (F)) & FLAGS_UNSEEN) != 0)
    return;
  pdf_page_obj_transform (ctx, page, &box, &to_page);
  rect = fz_transform_rect (rect, to_page);
  place->x = rect.x0;
  place->y = rect.y0;
  place->width = rect.x1 - rect.x0;
  place->height = rect.y1 - rect.y0;
}

/* The page's associated files, then its annotations; FALSE when it ran out of room, and `*skip` is
 * where to go on. */
static gboolean
find_on_page (fz_context *ctx,
              pdf_obj *page,
              guint number,
              guint *skip,
              RectoMessageAttachmentsFound *found)
{
  pdf_obj *annotations = pdf_dict_get (ctx, page, PDF_NAME (Annots));
  guint n_files = count_associated (ctx, page);
  guint n = n_files + pdf_array_len (ctx, annotations);

  for (; *skip < n; ++*skip)
    {
      RectoAttachmentEntry place = { .has_page = TRUE, .page = number };
      pdf_obj *annotation = pdf_array_get (ctx, annotations, (int) *skip - (int) n_files);

      if (found->count >= RECTO_MAX_ENTRIES)
        return FALSE;
      if (*skip < n_files)
        append (ctx, get_associated (ctx, page, *skip), &place, found);
      else if (pdf_name_eq (ctx, pdf_dict_get (ctx, annotation, PDF_NAME (Subtype)),
                            PDF_NAME (FileAttachment)))
        {
          set_area (ctx, page, annotation, &place);
          append (ctx, pdf_dict_get (ctx, annotation, PDF_NAME (FS)), &place, found);
        }
    }
  return TRUE;
}

static void
find_on_pages (RectoMupdfAttachments *self,
               const RectoMessageAttachments *request,
               RectoMessageAttachmentsFound *found)
{
  fz_context *ctx = self->document->ctx;
  guint end = MIN ((guint64) request->first + request->count, self->document->n_pages);

  if (end > 0)
    recto_mupdf_document_use_page_tree (self->document, end - 1);
  found->skip = request->skip;
  for (found->next = request->first; found->next < end; found->next++)
    {
      /* A page that cannot be read has nothing. */
      fz_try (ctx)
      {
        pdf_obj *page = pdf_lookup_page_obj (ctx, self->pdf, found->next);

        found->complete = find_on_page (ctx, page, found->next, &found->skip, found);
      }
      fz_catch (ctx)
      {
        fz_report_error (ctx);
        found->complete = TRUE;
      }
      if (!found->complete)
        return;
      found->skip = 0;
    }
  found->complete = TRUE;
}

RectoMupdfAttachments *
recto_mupdf_attachments_new (RectoMupdfDocument *document)
{
  RectoMupdfAttachments *self = g_new0 (RectoMupdfAttachments, 1);

  self->document = document;
  self->pdf = pdf_specifics (document->ctx, document->document);
  self->specs = g_ptr_array_new ();
  return self;
}

void
recto_mupdf_attachments_find (RectoMupdfAttachments *self,
                              const RectoMessageAttachments *request,
                              RectoMessageAttachmentsFound *found)
{
  guint refusals = recto_mupdf_context_refusals ();
  char text[256];

  found->outcome = RECTO_OUTCOME_OK;
  found->complete = TRUE;
  if (self->pdf == NULL)
    return;
  fz_try (self->document->ctx)
  {
    if (request->part == RECTO_PART_DOCUMENT)
      find_in_document (self, request->skip, found);
    else
      find_on_pages (self, request, found);
  }
  fz_catch (self->document->ctx)
  {
    found->outcome = recto_mupdf_outcome_of_caught (self->document->ctx, refusals, text);
    found->count = 0;
  }
}
