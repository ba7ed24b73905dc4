/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-outline.h"

#include <math.h>
#include <string.h>

#include "recto-outline-item.h"
#include "recto-outline-level.h"
#include "recto-outline-private.h"

/* So many entries are put in order at once: what is to be done when the last have come is little.
 */
#define RUN 2048

typedef struct
{
  gsize title; /* where in the texts */
  gsize address;
  RectoTargetKind kind;
  RectoLocation location;
  float x;
  float y;
  guint depth;
  gboolean open;
  guint parent;
  guint position;   /* among those with the same parent */
  guint n_children; /* these lie together in `children`, from `first_child` on */
  guint first_child;
} Entry;

struct _RectoOutline
{
  GObject parent_instance;
  GArray *entries;  /* of Entry */
  GString *texts;   /* each with its end; the first is empty */
  GArray *path;     /* of guint: while it is made, the entries above the next one */
  guint n_top;      /* outermost entries, which are the first of `children` */
  guint *children;  /* entries, each beside its siblings; once it is complete */
  GArray *in_order; /* of guint: entries that lead into the document, by where to */
  GArray *runs; /* of guint: while it is made, where each part of these that is in order begins */
  guint n_ordered; /* of these, which are in runs */
  gboolean cut;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RectoOutline,
                               recto_outline,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static Entry *
nth (RectoOutline *self, guint entry)
{
  return &g_array_index (self->entries, Entry, entry);
}

/* ---- Their order in the document ---- */

/* What is not said of a point is the top of the page. */
static double
get_y (const Entry *entry)
{
  return isnan (entry->y) || entry->kind == RECTO_TARGET_CHAPTER ? 0 : entry->y;
}

static int
compare_places (RectoLocation a, double a_y, RectoLocation b, double b_y)
{
  const int order = recto_location_compare (a, b);

  if (order != 0)
    return order;
  return a_y < b_y ? -1 : a_y > b_y;
}

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const guint left = *(const guint *) a;
  const guint right = *(const guint *) b;
  const Entry *x = nth (data, left);
  const Entry *y = nth (data, right);
  const int order = compare_places (x->location, get_y (x), y->location, get_y (y));

  if (order != 0)
    return order;
  return left < right ? -1 : left > right;
}

/* The last two runs become one. */
static void
merge_runs (RectoOutline *self)
{
  const guint first = g_array_index (self->runs, guint, self->runs->len - 2);
  const guint middle = g_array_index (self->runs, guint, self->runs->len - 1);
  guint *order = &g_array_index (self->in_order, guint, 0);
  guint left = middle;
  guint right = self->n_ordered - middle;
  guint end = self->n_ordered;
  g_autofree guint *behind = NULL;

  g_array_set_size (self->runs, self->runs->len - 1);
  /* Nearly all documents have them in order. */
  if (compare (&order[middle - 1], &order[middle], self) < 0)
    return;
  behind = g_memdup2 (&order[middle], right * sizeof (guint));
  while (right > 0)
    if (left > first && compare (&order[left - 1], &behind[right - 1], self) > 0)
      order[--end] = order[--left];
    else
      order[--end] = behind[--right];
}

static guint
measure_run (RectoOutline *self, guint run)
{
  const guint end =
      run + 1 < self->runs->len ? g_array_index (self->runs, guint, run + 1) : self->n_ordered;

  return end - g_array_index (self->runs, guint, run);
}

/* What has come since the last time. Runs get shorter from the first on, so that none is merged
 * often. */
static void
add_run (RectoOutline *self)
{
  if (self->n_ordered == self->in_order->len)
    return;
  g_array_append_val (self->runs, self->n_ordered);
  g_sort_array (&g_array_index (self->in_order, guint, self->n_ordered),
                self->in_order->len - self->n_ordered, sizeof (guint), compare, self);
  self->n_ordered = self->in_order->len;
  while (self->runs->len > 1 &&
         measure_run (self, self->runs->len - 2) <= measure_run (self, self->runs->len - 1))
    merge_runs (self);
}

static void
put_in_order (RectoOutline *self, guint entry)
{
  const RectoTargetKind kind = nth (self, entry)->kind;

  if (kind != RECTO_TARGET_PLACE && kind != RECTO_TARGET_CHAPTER)
    return;
  g_array_append_val (self->in_order, entry);
  if (self->in_order->len - self->n_ordered >= RUN)
    add_run (self);
}

/* ---- Making one ---- */

RectoOutline *
recto_outline_new (void)
{
  return g_object_new (RECTO_TYPE_OUTLINE, NULL);
}

static gsize
add_text (RectoOutline *self, const char *text)
{
  const gsize place = self->texts->len;

  if (text == NULL || text[0] == '\0')
    return 0;
  g_string_append_len (self->texts, text, strlen (text) + 1);
  return place;
}

void
recto_outline_add (RectoOutline *self,
                   const char *title,
                   const RectoTarget *target,
                   guint depth,
                   gboolean open)
{
  const guint number = self->entries->len;
  Entry entry = { .kind = target->kind,
                  .location = target->location,
                  .x = (float) target->x,
                  .y = (float) target->y,
                  .open = open };

  entry.depth = MIN (depth, self->path->len);
  entry.title = add_text (self, title);
  entry.address = add_text (self, target->address);
  g_array_set_size (self->path, entry.depth);
  entry.parent =
      entry.depth > 0 ? g_array_index (self->path, guint, entry.depth - 1) : RECTO_OUTLINE_TOP;
  entry.position = entry.depth > 0 ? nth (self, entry.parent)->n_children++ : self->n_top++;
  g_array_append_val (self->path, number);
  g_array_append_val (self->entries, entry);
  put_in_order (self, number);
}

gsize
recto_outline_get_text_size (RectoOutline *self)
{
  return self->texts->len;
}

static void
gather_children (RectoOutline *self)
{
  guint next = self->n_top;

  self->children = g_new (guint, MAX (self->entries->len, 1));
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = nth (self, i);
      const guint first =
          entry->parent != RECTO_OUTLINE_TOP ? nth (self, entry->parent)->first_child : 0;

      entry->first_child = next;
      next += entry->n_children;
      self->children[first + entry->position] = i;
    }
}

void
recto_outline_end (RectoOutline *self, gboolean cut)
{
  self->cut = cut;
  gather_children (self);
  add_run (self);
  while (self->runs->len > 1)
    merge_runs (self);
}

/* ---- Looking at it ---- */

guint
recto_outline_get_n (RectoOutline *self)
{
  g_return_val_if_fail (RECTO_IS_OUTLINE (self), 0);

  return self->entries->len;
}

gboolean
recto_outline_is_cut (RectoOutline *self)
{
  g_return_val_if_fail (RECTO_IS_OUTLINE (self), FALSE);

  return self->cut;
}

const char *
recto_outline_get_title (RectoOutline *self, guint entry)
{
  g_return_val_if_fail (RECTO_IS_OUTLINE (self), NULL);
  g_return_val_if_fail (entry < self->entries->len, NULL);

  return self->texts->str + nth (self, entry)->title;
}

RectoTarget
recto_outline_get_target (RectoOutline *self, guint entry)
{
  RectoTarget target = { 0 };
  const Entry *found;

  g_return_val_if_fail (RECTO_IS_OUTLINE (self), target);
  g_return_val_if_fail (entry < self->entries->len, target);

  found = nth (self, entry);
  target.kind = found->kind;
  target.location = found->location;
  target.x = found->x;
  target.y = found->y;
  target.address = found->address > 0 ? self->texts->str + found->address : NULL;
  return target;
}

guint
recto_outline_get_depth (RectoOutline *self, guint entry)
{
  g_return_val_if_fail (RECTO_IS_OUTLINE (self), 0);
  g_return_val_if_fail (entry < self->entries->len, 0);

  return nth (self, entry)->depth;
}

gboolean
recto_outline_is_open (RectoOutline *self, guint entry)
{
  g_return_val_if_fail (RECTO_IS_OUTLINE (self), FALSE);
  g_return_val_if_fail (entry < self->entries->len, FALSE);

  return nth (self, entry)->open;
}

guint
recto_outline_get_parent (RectoOutline *self, guint entry)
{
  g_return_val_if_fail (RECTO_IS_OUTLINE (self), RECTO_OUTLINE_TOP);
  g_return_val_if_fail (entry < self->entries->len, RECTO_OUTLINE_TOP);

  return nth (self, entry)->parent;
}

guint
recto_outline_get_position (RectoOutline *self, guint entry)
{
  g_return_val_if_fail (RECTO_IS_OUTLINE (self), 0);
  g_return_val_if_fail (entry < self->entries->len, 0);

  return nth (self, entry)->position;
}

guint
recto_outline_get_n_children (RectoOutline *self, guint entry)
{
  g_return_val_if_fail (RECTO_IS_OUTLINE (self), 0);
  g_return_val_if_fail (entry == RECTO_OUTLINE_TOP || entry < self->entries->len, 0);

  return entry == RECTO_OUTLINE_TOP ? self->n_top : nth (self, entry)->n_children;
}

guint
recto_outline_get_child (RectoOutline *self, guint entry, guint position)
{
  g_return_val_if_fail (position < recto_outline_get_n_children (self, entry), 0);

  return self
      ->children[(entry == RECTO_OUTLINE_TOP ? 0 : nth (self, entry)->first_child) + position];
}

GListModel *
recto_outline_list_children (RectoOutline *self, guint entry)
{
  if (recto_outline_get_n_children (self, entry) == 0)
    return NULL;
  return G_LIST_MODEL (recto_outline_level_new (self, entry));
}

/* How many of `in_order` begin before this, or there, too. */
static guint
count_before (RectoOutline *self, RectoLocation location, double y, gboolean there_too)
{
  guint low = 0;
  guint high = self->in_order->len;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;
      const Entry *entry = nth (self, g_array_index (self->in_order, guint, middle));
      const int order = compare_places (entry->location, get_y (entry), location, y);

      if (order < 0 || (order == 0 && there_too))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

gboolean
recto_outline_find (RectoOutline *self, RectoLocation location, double y, guint *entry)
{
  guint n;
  const Entry *found;

  g_return_val_if_fail (RECTO_IS_OUTLINE (self), FALSE);
  g_return_val_if_fail (entry != NULL, FALSE);

  n = count_before (self, location, y, TRUE);
  if (n == 0)
    return FALSE;
  *entry = g_array_index (self->in_order, guint, n - 1);
  found = nth (self, *entry);
  /* Of those in the same chapter nothing says which comes where. */
  if (found->kind == RECTO_TARGET_CHAPTER)
    {
      n = count_before (self, found->location, get_y (found), FALSE);
      *entry = g_array_index (self->in_order, guint, n);
    }
  return TRUE;
}

/* ---- The object ---- */

static GType
get_item_type (GListModel *model)
{
  return RECTO_TYPE_OUTLINE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return RECTO_OUTLINE (model)->entries->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  RectoOutline *self = RECTO_OUTLINE (model);

  return position < self->entries->len ? recto_outline_item_new (self, position) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
recto_outline_finalize (GObject *object)
{
  RectoOutline *self = RECTO_OUTLINE (object);

  g_array_unref (self->entries);
  g_array_unref (self->path);
  g_array_unref (self->in_order);
  g_array_unref (self->runs);
  g_string_free (self->texts, TRUE);
  g_free (self->children);

  G_OBJECT_CLASS (recto_outline_parent_class)->finalize (object);
}

static void
recto_outline_class_init (RectoOutlineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = recto_outline_finalize;
}

static void
recto_outline_init (RectoOutline *self)
{
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->path = g_array_new (FALSE, FALSE, sizeof (guint));
  self->in_order = g_array_new (FALSE, FALSE, sizeof (guint));
  self->runs = g_array_new (FALSE, FALSE, sizeof (guint));
  self->texts = g_string_new_len ("", 1);
}
