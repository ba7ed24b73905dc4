/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-mupdf-layers.h"

#include <mupdf/pdf.h>
#include <string.h>

#include "recto-mupdf-context.h"
#include "recto-mupdf-target.h"

/* MuPDF lists layers by itself, but takes no notice of which exclude each other (it looks for the
 * groups of alternatives where they are not), and leaves out all where no order is given. */

/* A part of the order, and how far it has been walked. */
typedef struct
{
  pdf_obj *array;
  int next;
  guint depth;
} Level;

typedef struct
{
  fz_context *ctx;
  pdf_document *pdf;
  GHashTable *numbers; /* number of the object → of the layer, plus 1 */
  GHashTable *groups;  /* number of the object → of the first group of alternatives it is in */
  GHashTable *locked;  /* set of numbers of objects */
  GHashTable *seen;    /* set of numbers of objects: parts of the order */
  GArray *levels;      /* of Level: the innermost last */
  guint first;         /* row that is wanted */
  guint n_rows;        /* so far */
  GString *texts;
  RectoMessageLayersFound *found;
} Walk;

static void
walk_init (Walk *self, fz_context *ctx, pdf_document *pdf)
{
  self->ctx = ctx;
  self->pdf = pdf;
  self->numbers = g_hash_table_new (NULL, NULL);
  self->groups = g_hash_table_new (NULL, NULL);
  self->locked = g_hash_table_new (NULL, NULL);
  self->seen = g_hash_table_new (NULL, NULL);
  self->levels = g_array_new (FALSE, FALSE, sizeof (Level));
}

static void
walk_clear (Walk *self)
{
  g_hash_table_unref (self->numbers);
  g_hash_table_unref (self->groups);
  g_hash_table_unref (self->locked);
  g_hash_table_unref (self->seen);
  g_array_unref (self->levels);
}

static gpointer
key_of (fz_context *ctx, pdf_obj *object)
{
  return GINT_TO_POINTER (pdf_is_indirect (ctx, object) ? pdf_to_num (ctx, object) : 0);
}

/* ---- What is said of layers ---- */

/* `all`: the document's list of its layers. */
static void
map_numbers (fz_context *ctx, pdf_obj *all, GHashTable *numbers)
{
  const int n = MIN (pdf_array_len (ctx, all), (int) RECTO_MAX_LAYERS);

  for (int i = 0; i < n; i++)
    {
      gpointer key = key_of (ctx, pdf_array_get (ctx, all, i));

      if (key != NULL && !g_hash_table_contains (numbers, key))
        g_hash_table_insert (numbers, key, GINT_TO_POINTER (i + 1));
    }
}

static void
map_groups (Walk *self, pdf_obj *groups)
{
  const int n = MIN (pdf_array_len (self->ctx, groups), (int) RECTO_MAX_LAYERS);
  guint budget = RECTO_MAX_LAYERS;

  for (int i = 0; i < n; i++)
    {
      pdf_obj *group = pdf_array_get (self->ctx, groups, i);
      const int n_members = pdf_array_len (self->ctx, group);

      for (int k = 0; k < n_members && budget > 0; k++, budget--)
        {
          gpointer key = key_of (self->ctx, pdf_array_get (self->ctx, group, k));

          if (key != NULL && !g_hash_table_contains (self->groups, key))
            g_hash_table_insert (self->groups, key, GINT_TO_POINTER (i + 1));
        }
    }
}

static void
map_locked (Walk *self, pdf_obj *locked)
{
  const int n = MIN (pdf_array_len (self->ctx, locked), (int) RECTO_MAX_LAYERS);

  for (int i = 0; i < n; i++)
    g_hash_table_add (self->locked, key_of (self->ctx, pdf_array_get (self->ctx, locked, i)));
}

/* ---- Walking the order ---- */

static gboolean
has_room (const Walk *self)
{
  const RectoMessageLayersFound *found = self->found;

  return sizeof *found + (found->count + 1) * sizeof found->entries[0] + self->texts->len +
             RECTO_MAX_LAYER_NAME <=
         RECTO_MAX_MESSAGE;
}

/* FALSE: there is no room. Rows before the first that is wanted only count. */
static gboolean
add_row (Walk *self, const char *name, const RectoLayerEntry *entry)
{
  RectoMessageLayersFound *found = self->found;

  if (self->n_rows++ < self->first)
    return TRUE;
  if (!has_room (self))
    return FALSE;
  found->entries[found->count] = *entry;
  found->entries[found->count].name =
      recto_mupdf_texts_add (self->texts, name, RECTO_MAX_LAYER_NAME);
  found->count++;
  return TRUE;
}

static gboolean
add_layer (Walk *self, pdf_obj *layer, guint depth)
{
  gpointer key = key_of (self->ctx, layer);
  const guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, key));
  RectoLayerEntry entry = { .layer = number - 1, .depth = depth };

  /* What the document does not list cannot be switched. */
  if (key == NULL || number == 0)
    return TRUE;
  /* It was told before. */
  if (self->n_rows < self->first)
    {
      self->n_rows++;
      return TRUE;
    }
  /* Not only what it is set to: also what it is meant for has a say. */
  if (!pdf_is_ocg_hidden (self->ctx, self->pdf, NULL, "View", layer))
    entry.bits |= RECTO_LAYER_BIT_SHOWN;
  if (g_hash_table_contains (self->locked, key))
    entry.bits |= RECTO_LAYER_BIT_LOCKED;
  entry.group = GPOINTER_TO_UINT (g_hash_table_lookup (self->groups, key));
  return add_row (self, pdf_dict_get_text_string (self->ctx, layer, PDF_NAME (Name)), &entry);
}

static gboolean
add_label (Walk *self, pdf_obj *label, guint depth)
{
  const RectoLayerEntry entry = { .depth = depth, .bits = RECTO_LAYER_BIT_LABEL };

  return add_row (self, pdf_to_text_string (self->ctx, label), &entry);
}

/* What stands in an array is below what stands before the array. */
static void
enter (Walk *self, pdf_obj *array, guint depth)
{
  gpointer key = key_of (self->ctx, array);
  Level level = { array, 0, depth };

  if (depth < RECTO_MAX_LAYER_DEPTH && (key == NULL || g_hash_table_add (self->seen, key)))
    g_array_append_val (self->levels, level);
}

/* FALSE: there is no room. No recursion: the document says how deep it goes. */
static gboolean
walk (Walk *self, pdf_obj *order)
{
  enter (self, order, 0);
  while (self->levels->len > 0 && self->n_rows < RECTO_MAX_LAYERS)
    {
      Level *level = &g_array_index (self->levels, Level, self->levels->len - 1);
      const guint depth = level->depth;
      const gboolean is_first = level->next == 0;
      pdf_obj *item;

      if (level->next >= pdf_array_len (self->ctx, level->array))
        {
          g_array_set_size (self->levels, self->levels->len - 1);
          continue;
        }
      item = pdf_array_get (self->ctx, level->array, level->next++);
      if (pdf_is_array (self->ctx, item))
        enter (self, item, depth + 1);
      else if (pdf_is_string (self->ctx, item))
        {
          /* One that an array begins with stands above all the rest of it. */
          if (!add_label (self, item, is_first && depth > 0 ? depth - 1 : depth))
            return FALSE;
        }
      else if (!add_layer (self, item, depth))
        return FALSE;
    }
  return TRUE;
}

static void
find (Walk *self)
{
  pdf_obj *properties =
      pdf_dict_getp (self->ctx, pdf_trailer (self->ctx, self->pdf), "Root/OCProperties");
  pdf_obj *setting = pdf_dict_get (self->ctx, properties, PDF_NAME (D));
  pdf_obj *order = pdf_dict_get (self->ctx, setting, PDF_NAME (Order));
  pdf_obj *all = pdf_dict_get (self->ctx, properties, PDF_NAME (OCGs));

  map_numbers (self->ctx, all, self->numbers);
  map_groups (self, pdf_dict_get (self->ctx, setting, PDF_NAME (RBGroups)));
  map_locked (self, pdf_dict_get (self->ctx, setting, PDF_NAME (Locked)));
  self->found->complete = walk (self, pdf_is_array (self->ctx, order) ? order : all);
}

/* ---- Public ---- */

gsize
recto_mupdf_layers_find (RectoMupdfDocument *document, guint first, RectoMessageLayersFound *found)
{
  fz_context *ctx = document->ctx;
  const guint refusals = recto_mupdf_context_refusals ();
  pdf_document *pdf = pdf_specifics (ctx, document->document);
  g_autoptr (GString) texts = recto_mupdf_texts_new ();
  Walk self = { .first = MIN (first, RECTO_MAX_LAYERS), .texts = texts, .found = found };
  char text[256];

  found->outcome = RECTO_OUTCOME_OK;
  found->first = self.first;
  found->complete = pdf == NULL;
  walk_init (&self, ctx, pdf);
  fz_try (ctx)
  {
    if (pdf != NULL)
      find (&self);
  }
  fz_always (ctx) { walk_clear (&self); }
  fz_catch (ctx) { found->outcome = recto_mupdf_outcome_of_caught (ctx, refusals, text); }
  found->n_text = texts->len;
  memcpy (&found->entries[found->count], texts->str, texts->len);
  return sizeof *found + found->count * sizeof found->entries[0] + texts->len;
}

/* ---- Showing and hiding ---- */

typedef struct
{
  fz_context *ctx;
  pdf_document *pdf;
  const RectoMessageShowLayers *request;
  GHashTable *numbers; /* number of the object → of the layer, plus 1 */
} Wishes;

static RectoLayerWish
find_wish (const Wishes *self, pdf_obj *layer)
{
  const guint number =
      GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, key_of (self->ctx, layer)));

  return number > 0 && number <= self->request->n_layers
             ? (RectoLayerWish) self->request->wishes[number - 1]
             : RECTO_LAYER_WISH_NONE;
}

/* The layers of `all` that are wished to be so, and those that were before, where nothing is wished
 * of them. Throws. */
static void
put_list (const Wishes *self, pdf_obj *setting, pdf_obj *key, pdf_obj *all, RectoLayerWish wish)
{
  fz_context *ctx = self->ctx;
  pdf_obj *before = pdf_dict_get (ctx, setting, key);
  const int n_before = MIN (pdf_array_len (ctx, before), (int) RECTO_MAX_LAYERS);
  const int n = MIN (pdf_array_len (ctx, all), (int) RECTO_MAX_LAYERS);
  pdf_obj *list = pdf_new_array (ctx, self->pdf, n);

  fz_try (ctx)
  {
    for (int i = 0; i < n_before; i++)
      if (find_wish (self, pdf_array_get (ctx, before, i)) == RECTO_LAYER_WISH_NONE)
        pdf_array_push (ctx, list, pdf_array_get (ctx, before, i));
    for (int i = 0; i < n; i++)
      if (find_wish (self, pdf_array_get (ctx, all, i)) == wish)
        pdf_array_push (ctx, list, pdf_array_get (ctx, all, i));
    pdf_dict_put (ctx, setting, key, list);
  }
  fz_always (ctx) { pdf_drop_obj (ctx, list); }
  fz_catch (ctx) { fz_rethrow (ctx); }
}

/* What the reader wishes goes before what the layer is meant for. */
static void
forget_usage (const Wishes *self, pdf_obj *layer)
{
  pdf_obj *usage = pdf_dict_get (self->ctx, layer, PDF_NAME (Usage));

  if (find_wish (self, layer) != RECTO_LAYER_WISH_NONE &&
      pdf_dict_get (self->ctx, usage, PDF_NAME (View)) != NULL)
    pdf_dict_del (self->ctx, usage, PDF_NAME (View));
}

/* Throws. */
static void
change (const Wishes *self, pdf_obj *setting, pdf_obj *all)
{
  if (!pdf_is_dict (self->ctx, setting))
    return;
  put_list (self, setting, PDF_NAME (ON), all, RECTO_LAYER_WISH_SHOWN);
  put_list (self, setting, PDF_NAME (OFF), all, RECTO_LAYER_WISH_HIDDEN);
}

/* What a document begins with is −1 for MuPDF 1.28, always D. For 1.25 it is 0: the first of the
 * other settings, or D where there is none. Each throws at the other's number. Throws. */
static void
select_first (fz_context *ctx, pdf_document *pdf)
{
  fz_try (ctx) { pdf_select_layer_config (ctx, pdf, -1); }
  fz_catch (ctx)
  {
    fz_report_error (ctx);
    pdf_select_layer_config (ctx, pdf, 0);
  }
}

/* MuPDF can switch a layer by its place in a list of its own, whose order is its own, too. So what
 * the document says of its layers is changed instead, which is in memory only. Throws. */
static void
show (const Wishes *self, pdf_obj *properties, pdf_obj *all)
{
  fz_context *ctx = self->ctx;
  const int n = MIN (pdf_array_len (ctx, all), (int) RECTO_MAX_LAYERS);

  change (self, pdf_array_get (ctx, pdf_dict_gets (ctx, properties, "Configs"), 0), all);
  change (self, pdf_dict_get (ctx, properties, PDF_NAME (D)), all);
  for (int i = 0; i < n; i++)
    {
      pdf_obj *layer = pdf_array_get (ctx, all, i);

      forget_usage (self, layer);
      /* MuPDF 1.25 takes layers that say the same for one. */
      if (pdf_is_indirect (ctx, layer) && pdf_is_dict (ctx, layer))
        pdf_dict_puts_drop (ctx, layer, "RectoLayer", pdf_new_int (ctx, pdf_to_num (ctx, layer)));
    }
  select_first (ctx, self->pdf);
}

void
recto_mupdf_layers_show (RectoMupdfDocument *document, const RectoMessageShowLayers *request)
{
  fz_context *ctx = document->ctx;
  pdf_document *pdf = pdf_specifics (ctx, document->document);
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  const Wishes self = { ctx, pdf, request, numbers };

  if (pdf == NULL)
    return;
  fz_try (ctx)
  {
    pdf_obj *properties = pdf_dict_getp (ctx, pdf_trailer (ctx, pdf), "Root/OCProperties");
    pdf_obj *all = pdf_dict_get (ctx, properties, PDF_NAME (OCGs));

    map_numbers (ctx, all, numbers);
    /* Pages stay where they are: what is known of their tree need not go. */
    pdf->non_structural_change = 1;
    show (&self, properties, all);
  }
  fz_always (ctx) { pdf->non_structural_change = 0; }
  fz_catch (ctx) { fz_report_error (ctx); }
}
