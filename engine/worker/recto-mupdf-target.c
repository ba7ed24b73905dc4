/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-mupdf-target.h"

#include <math.h>
#include <string.h>

#include "recto-message.h"

/* How often a name may lead to another name. */
#define MAX_NAMES 10

GString *
recto_mupdf_texts_new (void)
{
  return g_string_new_len ("", 1);
}

guint32
recto_mupdf_texts_add (GString *texts, const char *text, gsize size)
{
  g_autofree char *field = NULL;
  const guint32 place = texts->len;

  if (text == NULL || text[0] == '\0')
    return 0;
  field = g_malloc (size);
  recto_message_set_text (field, size, text);
  g_string_append_len (texts, field, strlen (field) + 1);
  return place;
}

/* A part of an address leads elsewhere, so one that is too long leads nowhere. */
static void
set_text (RectoTargetClaim *target, RectoClaimKind kind, const char *text, GString *texts)
{
  if (strlen (text) >= RECTO_MAX_ADDRESS || !g_utf8_validate (text, -1, NULL))
    return;
  target->kind = kind;
  target->text = recto_mupdf_texts_add (texts, text, RECTO_MAX_ADDRESS);
}

static void
set_place (RectoTargetClaim *target, fz_link_dest dest)
{
  if (dest.loc.page < 0 || dest.loc.chapter < 0)
    return;
  target->kind = RECTO_CLAIM_PLACE;
  target->chapter = dest.loc.chapter;
  target->page = dest.loc.page;
  target->x = dest.x;
  target->y = dest.y;
  /* These say nothing of a point, and MuPDF leaves 0 there. */
  if (dest.type == FZ_LINK_DEST_FIT || dest.type == FZ_LINK_DEST_FIT_B)
    target->x = target->y = NAN;
  else if (dest.type == FZ_LINK_DEST_FIT_H || dest.type == FZ_LINK_DEST_FIT_BH)
    target->x = NAN;
  else if (dest.type == FZ_LINK_DEST_FIT_V || dest.type == FZ_LINK_DEST_FIT_BV)
    target->y = NAN;
}

static void
clear (RectoTargetClaim *target)
{
  *target = (RectoTargetClaim) { .kind = RECTO_CLAIM_NOWHERE, .x = NAN, .y = NAN };
}

void
recto_mupdf_target_resolve (RectoMupdfDocument *document,
                            const char *address,
                            RectoTargetClaim *target)
{
  clear (target);
  recto_mupdf_document_use_page_tree (document, G_MAXUINT);
  set_place (target, fz_resolve_link_dest (document->ctx, document->document, address));
}

/* A chapter is known by its file alone. Where all of the book is one chapter, whoever asks has had
 * it laid out. */
static void
find_chapter (RectoMupdfDocument *document,
              const char *uri,
              RectoTargetClaim *target,
              GString *texts)
{
  g_autofree char *file = g_strndup (uri, strcspn (uri, "#"));

  recto_mupdf_target_resolve (document, document->n_chapters > 1 ? file : uri, target);
  if (target->kind == RECTO_CLAIM_PLACE)
    set_text (target, RECTO_CLAIM_CHAPTER, uri, texts);
}

void
recto_mupdf_target_of_uri (RectoMupdfDocument *document,
                           const char *uri,
                           RectoTargetClaim *target,
                           GString *texts)
{
  fz_context *ctx = document->ctx;

  clear (target);
  if (uri == NULL || uri[0] == '\0')
    return;
  fz_try (ctx)
  {
    if (fz_is_external_link (ctx, uri))
      set_text (target, RECTO_CLAIM_ADDRESS, uri, texts);
    else if (document->reflowable)
      find_chapter (document, uri, target, texts);
    else
      recto_mupdf_target_resolve (document, uri, target);
  }
  fz_catch (ctx)
  {
    fz_report_error (ctx);
    clear (target);
  }
}

/* ---- A PDF's own objects ---- */

static pdf_document *
get_pdf (RectoMupdfDocument *document)
{
  return pdf_specifics (document->ctx, document->document);
}

static float
get_number (fz_context *ctx, pdf_obj *dest, int i)
{
  pdf_obj *value = pdf_array_get (ctx, dest, i);

  return pdf_is_number (ctx, value) ? pdf_to_real (ctx, value) : NAN;
}

/* [page type numbers…]: the corner that is to be seen, in the page's own coordinates. */
static fz_point
get_corner (fz_context *ctx, pdf_obj *dest)
{
  pdf_obj *type = pdf_array_get (ctx, dest, 1);
  fz_point corner = { NAN, NAN };

  if (pdf_name_eq (ctx, type, PDF_NAME (XYZ)))
    corner = fz_make_point (get_number (ctx, dest, 2), get_number (ctx, dest, 3));
  else if (pdf_name_eq (ctx, type, PDF_NAME (FitH)) || pdf_name_eq (ctx, type, PDF_NAME (FitBH)))
    corner.y = get_number (ctx, dest, 2);
  else if (pdf_name_eq (ctx, type, PDF_NAME (FitV)) || pdf_name_eq (ctx, type, PDF_NAME (FitBV)))
    corner.x = get_number (ctx, dest, 2);
  else if (pdf_name_eq (ctx, type, PDF_NAME (FitR)))
    corner = fz_make_point (get_number (ctx, dest, 2), get_number (ctx, dest, 5));
  return corner;
}

/* What is not said of it stays unsaid, whichever way the page is turned. */
static fz_point
transform (fz_point point, fz_matrix to_page)
{
  const fz_point known =
      fz_make_point (isnan (point.x) ? 0 : point.x, isnan (point.y) ? 0 : point.y);
  const fz_point there = fz_transform_point (known, to_page);
  const gboolean turned = to_page.a == 0;

  return fz_make_point (isnan (turned ? point.y : point.x) ? NAN : there.x,
                        isnan (turned ? point.x : point.y) ? NAN : there.y);
}

static void
find_in_array (RectoMupdfDocument *document, pdf_obj *dest, RectoTargetClaim *target)
{
  fz_context *ctx = document->ctx;
  pdf_obj *page = pdf_array_get (ctx, dest, 0);
  fz_point corner = get_corner (ctx, dest);
  fz_matrix to_page;
  fz_rect box;
  int number;

  if (pdf_is_int (ctx, page))
    {
      number = pdf_to_int (ctx, page);
      if (number < 0 || (guint) number >= document->n_pages)
        return;
      page = pdf_lookup_page_obj (ctx, get_pdf (document), number);
    }
  else
    number = pdf_lookup_page_number (ctx, get_pdf (document), page);
  if (number < 0)
    return;
  pdf_page_obj_transform (ctx, page, &box, &to_page);
  corner = transform (corner, to_page);
  target->kind = RECTO_CLAIM_PLACE;
  target->page = number;
  target->x = corner.x;
  target->y = corner.y;
}

/* By its name, or an array, or either of them in a dictionary. */
static void
find_destination (RectoMupdfDocument *document, pdf_obj *dest, RectoTargetClaim *target)
{
  fz_context *ctx = document->ctx;

  for (guint i = 0; i < MAX_NAMES && !pdf_is_array (ctx, dest); i++)
    {
      if (pdf_is_name (ctx, dest) || pdf_is_string (ctx, dest))
        dest = pdf_lookup_dest (ctx, get_pdf (document), dest);
      else
        dest = pdf_dict_get (ctx, dest, PDF_NAME (D));
    }
  if (pdf_is_array (ctx, dest))
    find_in_array (document, dest, target);
}

/* As MuPDF has it of links on pages: without a scheme it is a file's. */
static void
find_address (RectoMupdfDocument *document,
              pdf_obj *action,
              RectoTargetClaim *target,
              GString *texts)
{
  fz_context *ctx = document->ctx;
  pdf_obj *base = pdf_dict_getp (ctx, pdf_trailer (ctx, get_pdf (document)), "Root/URI/Base");
  const char *uri = pdf_dict_get_text_string (ctx, action, PDF_NAME (URI));
  g_autofree char *whole = NULL;

  if (uri[0] == '\0')
    return;
  if (!fz_is_external_link (ctx, uri))
    whole = g_strconcat (base != NULL ? pdf_to_text_string (ctx, base) : "file://", uri, NULL);
  set_text (target, RECTO_CLAIM_ADDRESS, whole != NULL ? whole : uri, texts);
}

/* A page of another file, by its number or name. */
static void
find_in_file (RectoMupdfDocument *document,
              pdf_obj *action,
              RectoTargetClaim *target,
              GString *texts)
{
  fz_context *ctx = document->ctx;
  pdf_obj *file = pdf_dict_get (ctx, action, PDF_NAME (F));
  pdf_obj *dest = pdf_dict_get (ctx, action, PDF_NAME (D));
  pdf_obj *name =
      pdf_is_dict (ctx, file) ? pdf_dict_geta (ctx, file, PDF_NAME (UF), PDF_NAME (F)) : file;
  const char *path = pdf_to_text_string (ctx, name);
  char *uri;

  if (path[0] == '\0')
    return;
  if (pdf_is_name (ctx, dest))
    uri = pdf_new_uri_from_path_and_named_dest (ctx, path, pdf_to_name (ctx, dest));
  else if (pdf_is_string (ctx, dest))
    uri = pdf_new_uri_from_path_and_named_dest (ctx, path, pdf_to_text_string (ctx, dest));
  else
    uri = pdf_new_uri_from_path_and_explicit_dest (
        ctx, path,
        fz_make_link_dest_xyz (0, MAX (pdf_array_get_int (ctx, dest, 0), 0), NAN, NAN, NAN));
  set_text (target, RECTO_CLAIM_ADDRESS, uri, texts);
  fz_free (ctx, uri);
}

static void
follow_action (RectoMupdfDocument *document,
               pdf_obj *action,
               RectoTargetClaim *target,
               GString *texts)
{
  fz_context *ctx = document->ctx;
  pdf_obj *kind = pdf_dict_get (ctx, action, PDF_NAME (S));

  if (pdf_name_eq (ctx, kind, PDF_NAME (GoTo)))
    find_destination (document, pdf_dict_get (ctx, action, PDF_NAME (D)), target);
  else if (pdf_name_eq (ctx, kind, PDF_NAME (URI)))
    find_address (document, action, target, texts);
  else if (pdf_name_eq (ctx, kind, PDF_NAME (GoToR)) || pdf_name_eq (ctx, kind, PDF_NAME (Launch)))
    find_in_file (document, action, target, texts);
}

void
recto_mupdf_target_of_entry (RectoMupdfDocument *document,
                             pdf_obj *entry,
                             RectoTargetClaim *target,
                             GString *texts)
{
  fz_context *ctx = document->ctx;

  clear (target);
  fz_try (ctx)
  {
    pdf_obj *dest = pdf_dict_get (ctx, entry, PDF_NAME (Dest));

    recto_mupdf_document_use_page_tree (document, G_MAXUINT);
    if (dest != NULL)
      find_destination (document, dest, target);
    else
      follow_action (document, pdf_dict_get (ctx, entry, PDF_NAME (A)), target, texts);
  }
  fz_catch (ctx)
  {
    fz_report_error (ctx);
    clear (target);
  }
}
