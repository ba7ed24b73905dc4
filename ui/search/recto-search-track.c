/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-search-track.h"

#include <string.h>

#define WIDTH 10      /* as an overlay scroll bar is */
#define MARK_HEIGHT 2 /* pixels */
#define CURRENT_HEIGHT 5
/* Hits of a page that are marked, where the page is high enough: then some of them. */
#define MAX_OF_PAGE 64u
/* While hits come, they are marked so often, milliseconds. */
#define PAUSE_MS 100

/* Readable on a light ground, and on a dark one. */
static const GdkRGBA hit_color = { 0.85f, 0.58f, 0.0f, 0.9f };
static const GdkRGBA current_color = { 0.88f, 0.25f, 0.0f, 1.0f };
static const GdkRGBA edge_color = { 1.0f, 1.0f, 1.0f, 0.9f };

struct _RectoSearchTrack
{
  GtkWidget parent_instance;
  RectoPageView *view;     /* (unowned) */
  RectoSearch *search;     /* (nullable) */
  RectoSearchHit *current; /* (nullable) */
  GByteArray *rows;        /* of pixels: which are marked */
  guint n_hits;            /* as last told */
  gboolean outdated;       /* the rows */
  gboolean waiting;        /* there is something new that waits for the pause to end */
  guint pause_source;
};

G_DEFINE_FINAL_TYPE (RectoSearchTrack, recto_search_track, GTK_TYPE_WIDGET)

/* ---- Which rows ------------------------------------------------------------------------------ */

static gboolean
find_row (RectoSearchTrack *self, RectoSearchHit *hit, guint height, guint *row)
{
  const RectoRect *areas;
  guint n_areas;
  double fraction;

  areas = recto_search_hit_get_areas (hit, &n_areas);
  if (height == 0 || !recto_page_view_find_height (self->view, recto_search_hit_get_location (hit),
                                                   n_areas > 0 ? &areas[0] : NULL, &fraction))
    return FALSE;
  *row = MIN ((guint) (CLAMP (fraction, 0, 1) * height), height - 1);
  return TRUE;
}

static void
mark_hit (RectoSearchTrack *self, guint place)
{
  g_autoptr (RectoSearchHit) hit = g_list_model_get_item (G_LIST_MODEL (self->search), place);
  guint row;

  if (find_row (self, hit, self->rows->len, &row))
    self->rows->data[row] = TRUE;
}

/* The first hit that is on another page. */
static guint
find_end_of_page (RectoSearchTrack *self, guint place, guint n_hits, guint stride)
{
  g_autoptr (RectoSearchHit) hit = g_list_model_get_item (G_LIST_MODEL (self->search), place);
  const RectoLocation location = recto_search_hit_get_location (hit);
  g_autoptr (RectoSearchHit) next = NULL;

  if (place + 1 >= n_hits)
    return n_hits;
  next = g_list_model_get_item (G_LIST_MODEL (self->search), place + 1);
  if (stride == 1 && !recto_location_equal (recto_search_hit_get_location (next), location))
    return place + 1;
  return recto_search_find (self->search,
                            RECTO_LOCATION_INIT (location.chapter, location.page + stride), 0);
}

static void
find_rows (RectoSearchTrack *self, guint height)
{
  const guint n_hits = g_list_model_get_n_items (G_LIST_MODEL (self->search));
  const guint n_pages = recto_document_get_n_pages (recto_search_get_document (self->search), NULL);
  /* Pages that would be marked in the same row are looked at once. */
  const guint stride = MAX (n_pages / MAX (height, 1) / 2, 1);
  const guint most = CLAMP (height * 4 / MAX (n_pages, 1), 1, MAX_OF_PAGE);

  g_byte_array_set_size (self->rows, height);
  if (height > 0)
    memset (self->rows->data, 0, height);
  for (guint i = 0; i < n_hits;)
    {
      const guint end = find_end_of_page (self, i, n_hits, stride);
      const guint step = MAX ((end - i) / most, 1);

      for (; i < end; i += MIN (step, end - i))
        mark_hit (self, i);
    }
  self->outdated = FALSE;
}

static void
bring_up_to_date (RectoSearchTrack *self)
{
  const guint height = (guint) MAX (gtk_widget_get_height (GTK_WIDGET (self)), 0);

  if (self->search == NULL)
    g_byte_array_set_size (self->rows, 0);
  else if (self->outdated || self->rows->len != height)
    find_rows (self, height);
}

gboolean
recto_search_track_is_marked (RectoSearchTrack *self, guint row)
{
  g_return_val_if_fail (RECTO_IS_SEARCH_TRACK (self), FALSE);

  bring_up_to_date (self);
  return row < self->rows->len && self->rows->data[row];
}

/* ---- When ------------------------------------------------------------------------------------ */

static gboolean
pause_cb (gpointer user_data)
{
  RectoSearchTrack *self = user_data;

  if (!self->waiting)
    {
      self->pause_source = 0;
      return G_SOURCE_REMOVE;
    }
  self->waiting = FALSE;
  self->outdated = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_CONTINUE;
}

static void
queue_rows (RectoSearchTrack *self)
{
  if (self->search == NULL)
    return;
  if (self->pause_source != 0)
    {
      self->waiting = TRUE;
      return;
    }
  self->outdated = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  self->pause_source = g_timeout_add (PAUSE_MS, pause_cb, self);
}

void
recto_search_track_set_search (RectoSearchTrack *self, RectoSearch *search, RectoSearchHit *current)
{
  guint n_hits;

  g_return_if_fail (RECTO_IS_SEARCH_TRACK (self));
  g_return_if_fail (search == NULL || RECTO_IS_SEARCH (search));
  g_return_if_fail (current == NULL || RECTO_IS_SEARCH_HIT (current));

  if (g_set_object (&self->current, current))
    gtk_widget_queue_draw (GTK_WIDGET (self));
  if (g_set_object (&self->search, search))
    {
      self->outdated = TRUE;
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
  n_hits = search != NULL ? g_list_model_get_n_items (G_LIST_MODEL (search)) : 0;
  if (n_hits != self->n_hits)
    queue_rows (self);
  self->n_hits = n_hits;
}

/* ---- The widget ------------------------------------------------------------------------------ */

static void
snapshot_rows (RectoSearchTrack *self, GtkSnapshot *snapshot)
{
  const float width = (float) gtk_widget_get_width (GTK_WIDGET (self));
  guint end;

  for (guint row = 0; row < self->rows->len; row = end + 1)
    {
      for (end = row; end < self->rows->len && self->rows->data[end]; end++)
        ;
      if (end > row)
        gtk_snapshot_append_color (snapshot, &hit_color,
                                   &GRAPHENE_RECT_INIT (1, (float) row, width - 2,
                                                        (float) (end - row + MARK_HEIGHT - 1)));
    }
}

static void
snapshot_current (RectoSearchTrack *self, GtkSnapshot *snapshot)
{
  const GdkRGBA edges[] = { edge_color, edge_color, edge_color, edge_color };
  const float width = (float) gtk_widget_get_width (GTK_WIDGET (self));
  graphene_rect_t area;
  GskRoundedRect outline;
  guint row;

  if (self->current == NULL || !find_row (self, self->current, self->rows->len, &row))
    return;
  area = GRAPHENE_RECT_INIT (0, (float) row - CURRENT_HEIGHT / 2, width, CURRENT_HEIGHT);
  gtk_snapshot_append_color (snapshot, &current_color, &area);
  gsk_rounded_rect_init_from_rect (&outline, &area, 0);
  gtk_snapshot_append_border (snapshot, &outline, (float[]) { 1, 0, 1, 1 }, edges);
}

static void
recto_search_track_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RectoSearchTrack *self = RECTO_SEARCH_TRACK (widget);

  bring_up_to_date (self);
  snapshot_rows (self, snapshot);
  snapshot_current (self, snapshot);
}

static void
recto_search_track_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : 0;
}

GtkWidget *
recto_search_track_new (RectoPageView *view)
{
  RectoSearchTrack *self;
  GtkAdjustment *down;

  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (view), NULL);

  self = g_object_new (RECTO_TYPE_SEARCH_TRACK, "halign", GTK_ALIGN_END, "can-target", FALSE,
                       "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->view = view;
  /* Pages lie elsewhere: other sizes, other modes, other pages one at a time. */
  down = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  if (down != NULL)
    g_signal_connect_object (down, "changed", G_CALLBACK (queue_rows), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "notify::number", G_CALLBACK (queue_rows), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

static void
recto_search_track_dispose (GObject *object)
{
  RectoSearchTrack *self = RECTO_SEARCH_TRACK (object);

  g_clear_handle_id (&self->pause_source, g_source_remove);
  g_clear_object (&self->search);
  g_clear_object (&self->current);
  g_clear_pointer (&self->rows, g_byte_array_unref);

  G_OBJECT_CLASS (recto_search_track_parent_class)->dispose (object);
}

static void
recto_search_track_class_init (RectoSearchTrackClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = recto_search_track_dispose;
  widget_class->measure = recto_search_track_measure;
  widget_class->snapshot = recto_search_track_snapshot;
}

static void
recto_search_track_init (RectoSearchTrack *self)
{
  self->rows = g_byte_array_new ();
}
