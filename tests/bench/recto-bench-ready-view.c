/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-bench-ready-view.h"

#include "recto-viewport.h"

struct _RectoBenchReadyView
{
  GtkWidget parent_instance;
  RectoViewport *viewport;
  GHashTable *textures; /* size, width << 32 | height → GdkTexture */
  gboolean zooms;
};

G_DEFINE_FINAL_TYPE (RectoBenchReadyView, recto_bench_ready_view, GTK_TYPE_WIDGET)

static GdkTexture *
make_texture (int width, int height)
{
  const gsize stride = (gsize) width * 4;
  guint32 *pixels = g_new (guint32, (gsize) width * (gsize) height);
  g_autoptr (GdkMemoryTextureBuilder) builder = gdk_memory_texture_builder_new ();
  g_autoptr (GBytes) bytes = NULL;

  for (int i = 0; i < width * height; i++)
    pixels[i] = 0xff000000 | (guint32) (i * 2654435761u >> 8);
  bytes = g_bytes_new_take (pixels, stride * (gsize) height);
  gdk_memory_texture_builder_set_bytes (builder, bytes);
  gdk_memory_texture_builder_set_stride (builder, stride);
  gdk_memory_texture_builder_set_width (builder, width);
  gdk_memory_texture_builder_set_height (builder, height);
  gdk_memory_texture_builder_set_format (builder, GDK_MEMORY_B8G8R8A8_PREMULTIPLIED);
  return gdk_memory_texture_builder_build (builder);
}

static GdkTexture *
get_texture (RectoBenchReadyView *self, const RectoPixelRect *rect)
{
  const gint64 size = (gint64) rect->width << 32 | rect->height;
  GdkTexture *texture = g_hash_table_lookup (self->textures, &size);

  if (texture == NULL)
    {
      texture = make_texture (rect->width, rect->height);
      g_hash_table_insert (self->textures, g_memdup2 (&size, sizeof size), texture);
    }
  return texture;
}

/* The page whose tiles there are: as it is shown, or at its natural size. */
static RectoTilePage
get_ready_page (RectoBenchReadyView *self, const RectoTilePage *page)
{
  RectoTilePage ready = *page;
  const double zoom = recto_viewport_get_zoom (self->viewport);

  if (self->zooms)
    {
      ready.width = MAX ((int) (page->width / zoom), 1);
      ready.height = MAX ((int) (page->height / zoom), 1);
    }
  return ready;
}

/* The part of a page that is seen, in the pixels of the one that is ready. */
static RectoPixelRect
scale_part (const RectoPixelRect *part, const RectoTilePage *page, const RectoTilePage *ready)
{
  const double across = (double) ready->width / page->width;
  const double down = (double) ready->height / page->height;

  return (RectoPixelRect) { (int) (part->x * across), (int) (part->y * down),
                            (int) (part->width * across) + 1, (int) (part->height * down) + 1 };
}

static void
draw_page (RectoBenchReadyView *self, GtkSnapshot *snapshot, guint number)
{
  const RectoTilePage page = recto_viewport_get_page (self->viewport, number);
  const RectoTilePage ready = get_ready_page (self, &page);
  RectoPageRect at;
  const RectoPixelRect part = recto_viewport_get_part (self->viewport, number, &at);
  const RectoPixelRect wanted = scale_part (&part, &page, &ready);
  RectoTileKey first;
  RectoTileKey last;
  RectoTileKey key;

  if (!recto_tile_page_find_cells (&ready, &wanted, &first, &last))
    return;
  key = first;
  for (key.row = first.row; key.row <= last.row; key.row++)
    for (key.column = first.column; key.column <= last.column; key.column++)
      {
        const RectoPixelRect rect = recto_tile_key_get_rect (&key);
        const RectoPixelRect on = recto_tile_key_get_rect_on (&key, &page);
        const graphene_rect_t bounds =
            GRAPHENE_RECT_INIT ((float) (at.x + on.x), (float) (at.y + on.y), (float) on.width,
                                (float) on.height);

        gtk_snapshot_append_scaled_texture (snapshot, get_texture (self, &rect),
                                            GSK_SCALING_FILTER_LINEAR, &bounds);
      }
}

static void
recto_bench_ready_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RectoBenchReadyView *self = RECTO_BENCH_READY_VIEW (widget);
  guint first;
  guint last;

  if (recto_viewport_get_range (self->viewport, &first, &last))
    for (guint i = first; i <= last; i++)
      draw_page (self, snapshot, i);
}

static void
recto_bench_ready_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RectoBenchReadyView *self = RECTO_BENCH_READY_VIEW (widget);

  recto_viewport_set_size (self->viewport, width, height, 1);
  recto_viewport_arrange (self->viewport);
}

static void
read_pages (RectoBenchReadyView *self, RectoDocument *document)
{
  g_autoptr (GArray) chapters = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (RectoPageSize));
  const RectoPage *usual = recto_document_get_usual_page (document);
  const RectoPageSize size = { usual->width, usual->height };
  const guint n_pages = recto_document_get_n_pages (document, NULL);

  g_array_append_val (chapters, n_pages);
  for (guint i = 0; i < n_pages; i++)
    g_array_append_val (sizes, size);
  recto_viewport_set_pages (self->viewport, chapters, sizes);
}

void
recto_bench_ready_view_scroll_to (RectoBenchReadyView *self, double y)
{
  recto_viewport_scroll_to (self->viewport, recto_viewport_get_x (self->viewport), y);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

double
recto_bench_ready_view_get_height (RectoBenchReadyView *self)
{
  return recto_viewport_get_content_height (self->viewport);
}

void
recto_bench_ready_view_zoom (RectoBenchReadyView *self, double zoom)
{
  self->zooms = TRUE;
  recto_viewport_zoom_at (self->viewport, zoom, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
                          gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

GtkWidget *
recto_bench_ready_view_new (RectoDocument *document)
{
  RectoBenchReadyView *self = g_object_new (RECTO_TYPE_BENCH_READY_VIEW, NULL);

  read_pages (self, document);
  return GTK_WIDGET (self);
}

static void
recto_bench_ready_view_finalize (GObject *object)
{
  RectoBenchReadyView *self = RECTO_BENCH_READY_VIEW (object);

  recto_viewport_free (self->viewport);
  g_hash_table_unref (self->textures);

  G_OBJECT_CLASS (recto_bench_ready_view_parent_class)->finalize (object);
}

static void
recto_bench_ready_view_class_init (RectoBenchReadyViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = recto_bench_ready_view_finalize;
  widget_class->snapshot = recto_bench_ready_view_snapshot;
  widget_class->size_allocate = recto_bench_ready_view_size_allocate;
}

static void
recto_bench_ready_view_init (RectoBenchReadyView *self)
{
  self->viewport = recto_viewport_new ();
  recto_viewport_set_fit_mode (self->viewport, RECTO_FIT_PAGE);
  self->textures = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}
