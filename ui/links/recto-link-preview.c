/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-link-preview.h"

#include <math.h>

#include "recto-page-picture.h"

/* Application pixels. */
#define WIDTH 360
#define HEIGHT 240
/* How much is shown above the place, of the height. */
#define ABOVE 0.1

struct _RectoLinkPreview
{
  grefcount refs;      /* the view's, and one of each picture on its way */
  RectoPageView *view; /* (unowned): gone once the view is, and all is forgotten by then */
  RectoTarget *target; /* (nullable): what it is, or is to be, of */
  RectoPageColors colors;
  RectoRenderFlags flags;
  GdkTexture *texture;       /* (nullable): until it has come */
  GCancellable *cancellable; /* (nullable): while it is rendered */
};

typedef struct
{
  RectoLinkPreview *self;
  GCancellable *cancellable;
} Rendering;

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Rendering *rendering = user_data;
  g_autoptr (RectoLinkPreview) self = rendering->self;
  g_autoptr (GCancellable) cancellable = rendering->cancellable;
  g_autoptr (GdkTexture) texture =
      recto_page_picture_render_finish (RECTO_DOCUMENT (source), result, NULL);

  if (self->cancellable != cancellable)
    return;
  g_clear_object (&self->cancellable);
  if (texture == NULL)
    return;
  self->texture = g_steal_pointer (&texture);
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self->view));
}

/* As wide as the page, and not below its end. */
static RectoRect
choose_area (const RectoPage *page, double y)
{
  const double height = MIN (page->width * HEIGHT / WIDTH, page->height);
  const double top = isnan (y) ? 0 : y - height * ABOVE;

  return (RectoRect) { 0, CLAMP (top, 0, page->height - height), page->width, height };
}

static double
get_scale (RectoLinkPreview *self)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self->view));
  GdkSurface *surface = native != NULL ? gtk_native_get_surface (native) : NULL;

  return surface != NULL ? gdk_surface_get_scale (surface) : 1;
}

/* What has taken too long before is not begun for a look. */
static void
render (RectoLinkPreview *self, RectoDocument *document)
{
  const RectoLocation location = self->target->location;
  const RectoPage *page = recto_document_get_page (document, location);
  RectoPagePicture picture = { .location = location,
                               .colors = self->colors,
                               .priority = RECTO_PRIORITY_THUMBNAIL,
                               .flags = self->flags };
  Rendering *rendering;

  if (page == NULL || recto_document_is_costly (document, location))
    return;
  picture.area = choose_area (page, self->target->y);
  picture.scale = WIDTH * get_scale (self) / page->width;
  self->cancellable = g_cancellable_new ();
  rendering = g_new0 (Rendering, 1);
  rendering->self = self;
  rendering->cancellable = g_object_ref (self->cancellable);
  g_ref_count_inc (&self->refs);
  recto_page_picture_render_async (document, &picture, self->cancellable, rendered_cb, rendering);
}

static gboolean
is_of (RectoLinkPreview *self,
       const RectoTarget *target,
       RectoPageColors colors,
       RectoRenderFlags flags)
{
  return self->target != NULL && self->colors == colors && self->flags == flags &&
         recto_location_equal (self->target->location, target->location) &&
         (self->target->y == target->y || (isnan (self->target->y) && isnan (target->y)));
}

void
recto_link_preview_forget (RectoLinkPreview *self)
{
  if (self->cancellable != NULL)
    recto_cancellable_cancel (self->cancellable, RECTO_CANCEL_SUPERSEDED);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->texture);
  g_clear_pointer (&self->target, recto_target_free);
}

static GtkWidget *
make_widget (RectoLinkPreview *self, const char *words)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *picture = gtk_picture_new_for_paintable (GDK_PAINTABLE (self->texture));
  GtkWidget *label = gtk_label_new (words);
  const double scale = (double) WIDTH / gdk_texture_get_width (self->texture);

  gtk_widget_set_size_request (picture, WIDTH,
                               (int) round (gdk_texture_get_height (self->texture) * scale));
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

void
recto_link_preview_show (RectoLinkPreview *self,
                         GtkTooltip *tooltip,
                         RectoDocument *document,
                         const RectoTarget *target,
                         RectoPageColors colors,
                         RectoRenderFlags flags,
                         const char *words)
{
  gtk_tooltip_set_text (tooltip, words);
  if (target->kind != RECTO_TARGET_PLACE)
    {
      recto_link_preview_forget (self);
      return;
    }
  if (!is_of (self, target, colors, flags))
    {
      recto_link_preview_forget (self);
      self->target = recto_target_copy (target);
      self->colors = colors;
      self->flags = flags;
      render (self, document);
    }
  if (self->texture != NULL)
    gtk_tooltip_set_custom (tooltip, make_widget (self, words));
}

RectoLinkPreview *
recto_link_preview_new (RectoPageView *view)
{
  RectoLinkPreview *self = g_new0 (RectoLinkPreview, 1);

  g_ref_count_init (&self->refs);
  self->view = view;
  return self;
}

void
recto_link_preview_unref (RectoLinkPreview *self)
{
  if (!g_ref_count_dec (&self->refs))
    return;
  recto_link_preview_forget (self);
  g_free (self);
}
