/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-thumbnail.h"

#include <math.h>

#define ICON_SIZE 32

struct _RectoThumbnail
{
  GtkWidget parent_instance;
  int room_width;
  int room_height;
  double page_width; /* of any measure; 0: unknown */
  double page_height;
  guint paper;
  GdkTexture *texture; /* (nullable) */
  GtkWidget *trouble;  /* the sign that there is none to be had */
};

G_DEFINE_FINAL_TYPE (RectoThumbnail, recto_thumbnail, GTK_TYPE_WIDGET)

void
recto_thumbnail_set_room (RectoThumbnail *self, int width, int height)
{
  g_return_if_fail (RECTO_IS_THUMBNAIL (self));

  if (self->room_width == width && self->room_height == height)
    return;
  self->room_width = width;
  self->room_height = height;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
recto_thumbnail_set_page (RectoThumbnail *self, double width, double height, guint paper)
{
  g_return_if_fail (RECTO_IS_THUMBNAIL (self));

  if (self->page_width == width && self->page_height == height && self->paper == paper)
    return;
  self->page_width = width;
  self->page_height = height;
  self->paper = paper;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
recto_thumbnail_set_texture (RectoThumbnail *self, GdkTexture *texture)
{
  g_return_if_fail (RECTO_IS_THUMBNAIL (self));
  g_return_if_fail (texture == NULL || GDK_IS_TEXTURE (texture));

  if (g_set_object (&self->texture, texture))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
recto_thumbnail_set_failed (RectoThumbnail *self, gboolean failed)
{
  g_return_if_fail (RECTO_IS_THUMBNAIL (self));

  gtk_widget_set_visible (self->trouble, failed);
}

GtkWidget *
recto_thumbnail_new (void)
{
  return g_object_new (RECTO_TYPE_THUMBNAIL, NULL);
}

static void
recto_thumbnail_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  RectoThumbnail *self = RECTO_THUMBNAIL (widget);

  gtk_widget_measure (self->trouble, orientation, -1, minimum, natural, NULL, NULL);
  *minimum = *natural =
      orientation == GTK_ORIENTATION_HORIZONTAL ? self->room_width : self->room_height;
}

static void
recto_thumbnail_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RectoThumbnail *self = RECTO_THUMBNAIL (widget);
  GtkAllocation icon = { (width - ICON_SIZE) / 2, (height - ICON_SIZE) / 2, ICON_SIZE, ICON_SIZE };

  gtk_widget_size_allocate (self->trouble, &icon, -1);
}

/* Where the page is, on whole pixels. */
static graphene_rect_t
place_page (RectoThumbnail *self)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (self));
  const int height = gtk_widget_get_height (GTK_WIDGET (self));
  const double scale =
      MIN (self->room_width / self->page_width, self->room_height / self->page_height);
  const double page_width = MAX (round (self->page_width * scale), 1);
  const double page_height = MAX (round (self->page_height * scale), 1);

  return GRAPHENE_RECT_INIT ((float) floor ((width - page_width) / 2),
                             (float) floor ((height - page_height) / 2), (float) page_width,
                             (float) page_height);
}

static void
recto_thumbnail_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RectoThumbnail *self = RECTO_THUMBNAIL (widget);
  const GdkRGBA paper = { (float) (self->paper >> 16 & 0xff) / 255,
                          (float) (self->paper >> 8 & 0xff) / 255,
                          (float) (self->paper & 0xff) / 255, 1 };
  const GdkRGBA shade = { 0, 0, 0, 0.25F };
  const GdkRGBA edge = { 0.5F, 0.5F, 0.5F, 0.35F };
  GskRoundedRect outline;
  graphene_rect_t page;

  if (!(self->page_width > 0) || !(self->page_height > 0))
    return;
  page = place_page (self);
  gsk_rounded_rect_init_from_rect (&outline, &page, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &shade, 0, 1, 0, 3);
  gtk_snapshot_append_color (snapshot, &paper, &page);
  if (self->texture != NULL)
    gtk_snapshot_append_scaled_texture (snapshot, self->texture, GSK_SCALING_FILTER_LINEAR, &page);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]) { 1, 1, 1, 1 },
                              (GdkRGBA[4]) { edge, edge, edge, edge });
  gtk_widget_snapshot_child (widget, self->trouble, snapshot);
}

static void
recto_thumbnail_dispose (GObject *object)
{
  RectoThumbnail *self = RECTO_THUMBNAIL (object);

  g_clear_object (&self->texture);
  g_clear_pointer (&self->trouble, gtk_widget_unparent);

  G_OBJECT_CLASS (recto_thumbnail_parent_class)->dispose (object);
}

static void
recto_thumbnail_class_init (RectoThumbnailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = recto_thumbnail_dispose;
  widget_class->measure = recto_thumbnail_measure;
  widget_class->size_allocate = recto_thumbnail_size_allocate;
  widget_class->snapshot = recto_thumbnail_snapshot;
  gtk_widget_class_set_css_name (widget_class, "thumbnail");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
recto_thumbnail_init (RectoThumbnail *self)
{
  self->trouble = gtk_image_new_from_icon_name ("image-missing-symbolic");
  gtk_image_set_pixel_size (GTK_IMAGE (self->trouble), ICON_SIZE);
  gtk_widget_set_visible (self->trouble, FALSE);
  gtk_widget_set_parent (self->trouble, GTK_WIDGET (self));
}
