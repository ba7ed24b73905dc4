/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-mupdf-resources.h"

/* More than any real page has, and deeper. */
#define MAX_NODES 50000u
#define MAX_DEPTH 100u

/* Resources, of the page or of something on it, that wait for their turn. */
typedef struct
{
  pdf_obj *resources; /* (unowned): the document's */
  guint depth;
} Node;

typedef struct
{
  fz_context *ctx;
  GHashTable *seen;
  const RectoMupdfResourcesVisitor *visitor;
  GArray *waiting; /* of Node */
  guint n_visited;
  gboolean cut;
} Walk;

/* FALSE: it has been visited, or there are too many. */
static gboolean
visit (Walk *self, pdf_obj *object)
{
  if (pdf_is_indirect (self->ctx, object) &&
      !g_hash_table_add (self->seen, GINT_TO_POINTER (pdf_to_num (self->ctx, object))))
    return FALSE;
  if (self->n_visited >= MAX_NODES)
    {
      self->cut = TRUE;
      return FALSE;
    }
  self->n_visited++;
  return TRUE;
}

/* What many forms share is looked at once. */
static void
wait_for (Walk *self, pdf_obj *resources, guint depth)
{
  Node node = { resources, depth };

  if (!pdf_is_dict (self->ctx, resources))
    return;
  if (depth > MAX_DEPTH)
    self->cut = TRUE;
  else if (visit (self, resources))
    g_array_append_val (self->waiting, node);
}

static void
look_at_fonts (Walk *self, pdf_obj *fonts, guint depth)
{
  const int n = pdf_dict_len (self->ctx, fonts);

  for (int i = 0; i < n && !self->cut; i++)
    {
      pdf_obj *font = pdf_dict_get_val (self->ctx, fonts, i);

      if (!pdf_is_dict (self->ctx, font) || !visit (self, font))
        continue;
      if (self->visitor->font != NULL)
        self->visitor->font (self->ctx, font, self->visitor->data);
      wait_for (self, pdf_dict_get (self->ctx, font, PDF_NAME (Resources)), depth + 1);
    }
}

static void
look_at_form (Walk *self, pdf_obj *form, guint depth)
{
  if (!pdf_is_dict (self->ctx, form) || !visit (self, form))
    return;
  if (self->visitor->object != NULL)
    self->visitor->object (self->ctx, form, depth, self->visitor->data);
  wait_for (self, pdf_dict_get (self->ctx, form, PDF_NAME (Resources)), depth + 1);
}

static void
look_at_forms (Walk *self, pdf_obj *forms, guint depth)
{
  const int n = pdf_dict_len (self->ctx, forms);

  for (int i = 0; i < n && !self->cut; i++)
    look_at_form (self, pdf_dict_get_val (self->ctx, forms, i), depth);
}

static void
look_at_patterns (Walk *self, pdf_obj *patterns, guint depth)
{
  const int n = pdf_dict_len (self->ctx, patterns);

  for (int i = 0; i < n && !self->cut; i++)
    {
      pdf_obj *pattern = pdf_dict_get_val (self->ctx, patterns, i);

      if (pdf_is_dict (self->ctx, pattern) && visit (self, pattern))
        wait_for (self, pdf_dict_get (self->ctx, pattern, PDF_NAME (Resources)), depth + 1);
    }
}

/* Soft masks are forms. */
static void
look_at_states (Walk *self, pdf_obj *states, guint depth)
{
  const int n = pdf_dict_len (self->ctx, states);

  for (int i = 0; i < n && !self->cut; i++)
    {
      pdf_obj *state = pdf_dict_get_val (self->ctx, states, i);
      pdf_obj *mask = pdf_dict_get (self->ctx, state, PDF_NAME (SMask));

      if (pdf_is_dict (self->ctx, mask))
        look_at_form (self, pdf_dict_get (self->ctx, mask, PDF_NAME (G)), depth);
    }
}

static void
look_at (Walk *self, const Node *node)
{
  fz_context *ctx = self->ctx;

  look_at_fonts (self, pdf_dict_get (ctx, node->resources, PDF_NAME (Font)), node->depth);
  look_at_forms (self, pdf_dict_get (ctx, node->resources, PDF_NAME (XObject)), node->depth);
  look_at_patterns (self, pdf_dict_get (ctx, node->resources, PDF_NAME (Pattern)), node->depth);
  look_at_states (self, pdf_dict_get (ctx, node->resources, PDF_NAME (ExtGState)), node->depth);
}

/* How an annotation looks is a form, or one for each of its states. */
static void
look_at_annotations (Walk *self, pdf_obj *annotations)
{
  fz_context *ctx = self->ctx;
  const int n = pdf_array_len (ctx, annotations);

  for (int i = 0; i < n && !self->cut; i++)
    {
      pdf_obj *annotation = pdf_array_get (ctx, annotations, i);
      pdf_obj *looks = pdf_dict_getp (ctx, annotation, "AP/N");

      if (pdf_is_stream (ctx, looks))
        look_at_form (self, looks, 0);
      else
        look_at_forms (self, looks, 0);
    }
}

static void
walk (Walk *self, pdf_obj *page)
{
  wait_for (self, pdf_dict_get_inheritable (self->ctx, page, PDF_NAME (Resources)), 0);
  look_at_annotations (self, pdf_dict_get (self->ctx, page, PDF_NAME (Annots)));
  while (self->waiting->len > 0 && !self->cut)
    {
      const Node node = g_array_index (self->waiting, Node, self->waiting->len - 1);

      g_array_set_size (self->waiting, self->waiting->len - 1);
      look_at (self, &node);
    }
}

gboolean
recto_mupdf_resources_walk (fz_context *ctx,
                            pdf_obj *page,
                            GHashTable *seen,
                            const RectoMupdfResourcesVisitor *visitor)
{
  Walk self = { .ctx = ctx, .seen = seen, .visitor = visitor };

  self.waiting = g_array_new (FALSE, FALSE, sizeof (Node));
  fz_try (ctx) { walk (&self, page); }
  fz_always (ctx) { g_array_unref (self.waiting); }
  fz_catch (ctx) { fz_rethrow (ctx); }
  return !self.cut;
}
