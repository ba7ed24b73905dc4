/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-scene.h"

#include <glib/gi18n.h>

#include "recto-page-curtain.h"
#include "recto-page-notices.h"
#include "recto-page-painter.h"

/* What RECTO_DEBUG=pages shows, and what waits for the first page listens to. */
#define PAGES_LOG_DOMAIN "Recto-pages"

/* Where one has jumped to is in the first frame when it takes no longer. Most pages of text take a
 * third of it; without, they would miss that frame, and come a whole one later. */
#define MOMENT_US 8000
#define SLICE_US 250

struct _RectoPageScene
{
  GtkWidget *widget;       /* (unowned) */
  RectoDocument *document; /* (nullable) */
  RectoTileLoader *loader; /* (nullable): as the document */
  RectoViewport *viewport;
  RectoPageNotices *notices;
  RectoPageCurtain *curtain;
  RectoClock clock;
  guint time_limit;
  gboolean pages_changed; /* since they were last read from the document */
  guint announced;        /* the number last told to assistive technology, from 1; 0 is none */
  gboolean arranged;      /* since the view was last allocated */
  gboolean was_shown;     /* the document's first page, or that it cannot be */
  gulong after_paint;
  guint plan_source;
  guint moment_source;
  gint64 moment_end; /* of the clock */
  gboolean came;     /* what may have been waited for, since it was last planned */
  RectoPageSceneFunc changed;
  RectoPageSceneFunc first_shown;
  gpointer data;
};

static void
read_pages (RectoPageScene *self)
{
  g_autoptr (GArray) chapters = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (RectoPageSize));
  guint n_chapters = recto_document_get_n_chapters (self->document);

  for (guint chapter = 0; chapter < n_chapters; chapter++)
    {
      guint n_pages = recto_document_get_chapter_pages (self->document, chapter, NULL);

      g_array_append_val (chapters, n_pages);
      for (guint i = 0; i < n_pages; i++)
        {
          RectoLocation location = RECTO_LOCATION_INIT (chapter, i);
          const RectoPage *page = recto_document_get_page (self->document, location);
          RectoPageSize size;

          if (page == NULL)
            page = recto_document_get_usual_page (self->document);
          size.width = page->width;
          size.height = page->height;
          g_array_append_val (sizes, size);
        }
    }
  recto_viewport_set_pages (self->viewport, chapters, sizes);
}

static void
pages_changed_cb (RectoDocument *document, gpointer user_data)
{
  RectoPageScene *self = user_data;

  self->pages_changed = TRUE;
  self->came = TRUE;
  self->changed (self->data);
}

/* A document that had been given up is read again: so are its pages. */
static void
error_cb (RectoDocument *document, GParamSpec *pspec, gpointer user_data)
{
  RectoPageScene *self = user_data;

  if (recto_document_get_error (document) == NULL)
    recto_tile_loader_reload (self->loader);
}

static void
loader_changed_cb (RectoTileLoader *loader, gpointer user_data)
{
  RectoPageScene *self = user_data;

  self->came = TRUE;
  self->changed (self->data);
}

static void
arrange (RectoPageScene *self)
{
  if (self->pages_changed)
    {
      self->pages_changed = FALSE;
      read_pages (self);
    }
  if (recto_viewport_arrange (self->viewport))
    self->arranged = TRUE;
}

static void
plan (RectoPageScene *self)
{
  self->came = FALSE;
  if (!gtk_widget_get_mapped (self->widget))
    return;
  arrange (self);
  recto_tile_loader_update (self->loader, self->viewport);
}

/* What is near is asked for when what came before it has come. A frame for each would keep the
 * frame clock from resting, and a key pressed meanwhile would wait for it. */
static gboolean
plan_cb (gpointer user_data)
{
  RectoPageScene *self = user_data;

  self->plan_source = 0;
  plan (self);
  return G_SOURCE_REMOVE;
}

static void
loader_answered_cb (RectoTileLoader *loader, gpointer user_data)
{
  RectoPageScene *self = user_data;

  if (self->plan_source == 0)
    self->plan_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, plan_cb, self, NULL);
}

/* Of a document that goes before its first page is on the screen nothing is reported. */
static void
stop_reporting (RectoPageScene *self)
{
  if (self->after_paint != 0)
    g_clear_signal_handler (&self->after_paint, gtk_widget_get_frame_clock (self->widget));
}

static void
drop_document (RectoPageScene *self)
{
  stop_reporting (self);
  g_clear_handle_id (&self->plan_source, g_source_remove);
  g_clear_handle_id (&self->moment_source, g_source_remove);
  if (self->document == NULL)
    return;
  recto_page_notices_set_loader (self->notices, NULL);
  g_signal_handlers_disconnect_by_data (self->loader, self);
  recto_tile_loader_pause (self->loader);
  g_clear_object (&self->loader);
  g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
}

static void
take_document (RectoPageScene *self, RectoDocument *document, RectoTileTextures *outdated)
{
  self->document = g_object_ref (document);
  g_signal_connect (document, "pages-changed", G_CALLBACK (pages_changed_cb), self);
  g_signal_connect (document, "notify::error", G_CALLBACK (error_cb), self);
  self->loader = recto_tile_loader_new (document, &self->clock, outdated);
  recto_tile_loader_set_time_limit (self->loader, self->time_limit);
  g_signal_connect (self->loader, "changed", G_CALLBACK (loader_changed_cb), self);
  g_signal_connect (self->loader, "answered", G_CALLBACK (loader_answered_cb), self);
  recto_page_notices_set_loader (self->notices, self->loader);
}

RectoPageScene *
recto_page_scene_new (GtkWidget *widget,
                      RectoPageSceneFunc changed,
                      RectoPageSceneFunc first_shown,
                      gpointer data)
{
  RectoPageScene *self = g_new0 (RectoPageScene, 1);

  self->widget = widget;
  self->clock = recto_clock_monotonic;
  self->viewport = recto_viewport_new ();
  self->notices = recto_page_notices_new (widget);
  self->curtain = recto_page_curtain_new ();
  self->changed = changed;
  self->first_shown = first_shown;
  self->data = data;
  return self;
}

void
recto_page_scene_free (RectoPageScene *self)
{
  drop_document (self);
  recto_page_notices_free (self->notices);
  recto_page_curtain_free (self->curtain);
  recto_viewport_free (self->viewport);
  g_free (self);
}

void
recto_page_scene_set_clock (RectoPageScene *self, const RectoClock *clock)
{
  self->clock = *clock;
}

void
recto_page_scene_set_time_limit (RectoPageScene *self, guint seconds)
{
  self->time_limit = seconds;
  if (self->loader != NULL)
    recto_tile_loader_set_time_limit (self->loader, seconds);
}

guint
recto_page_scene_get_time_limit (RectoPageScene *self)
{
  return self->time_limit;
}

static void
change_document (RectoPageScene *self, RectoDocument *document, RectoTileTextures *outdated)
{
  drop_document (self);
  recto_page_curtain_raise (self->curtain);
  recto_viewport_reset (self->viewport);
  self->announced = 0;
  self->was_shown = FALSE;
  self->pages_changed = TRUE;
  if (document != NULL)
    take_document (self, document, outdated);
}

void
recto_page_scene_set_document (RectoPageScene *self, RectoDocument *document)
{
  change_document (self, document, NULL);
}

void
recto_page_scene_renew_document (RectoPageScene *self, RectoDocument *document)
{
  change_document (self, document,
                   self->loader != NULL ? recto_tile_loader_steal_textures (self->loader) : NULL);
}

RectoDocument *
recto_page_scene_get_document (RectoPageScene *self)
{
  return self->document;
}

RectoTileLoader *
recto_page_scene_get_loader (RectoPageScene *self)
{
  return self->loader;
}

RectoViewport *
recto_page_scene_get_viewport (RectoPageScene *self)
{
  return self->viewport;
}

guint
recto_page_scene_get_n_missing (RectoPageScene *self)
{
  return self->loader != NULL ? recto_tile_loader_get_n_missing (self->loader) : 0;
}

guint
recto_page_scene_get_number (RectoPageScene *self)
{
  if (self->document == NULL)
    return 0;
  return recto_document_get_number (self->document, recto_viewport_get_location (self->viewport));
}

gboolean
recto_page_scene_is_painted (RectoPageScene *self, RectoLocation location)
{
  return self->document != NULL && recto_page_scene_get_n_missing (self) == 0 &&
         recto_tile_loader_get_condition (self->loader, location) == RECTO_PAGE_FINE &&
         !recto_document_is_costly (self->document, location);
}

static double
get_scale (RectoPageScene *self)
{
  GtkNative *native = gtk_widget_get_native (self->widget);
  GdkSurface *surface = native != NULL ? gtk_native_get_surface (native) : NULL;

  return surface != NULL ? gdk_surface_get_scale (surface) : 1;
}

static void
allocate_notices (RectoPageScene *self)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (RectoPagePart));
  double scale = recto_viewport_get_scale (self->viewport);
  guint first;
  guint last;
  gboolean any = recto_viewport_get_range (self->viewport, &first, &last);

  for (guint i = first; any && i <= last; i++)
    {
      RectoPageRect rect;
      RectoPixelRect shown = recto_viewport_get_part (self->viewport, i, &rect);
      RectoPagePart part = { .location = recto_viewport_get_page (self->viewport, i).location };

      /* A page beside the view has no place for a bar. */
      if (shown.width <= 0)
        continue;
      part.area.x = (int) ((rect.x + shown.x) / scale);
      part.area.y = (int) ((rect.y + shown.y) / scale);
      part.area.width = (int) (shown.width / scale);
      part.area.height = (int) (shown.height / scale);
      g_array_append_val (parts, part);
    }
  recto_page_notices_allocate (self->notices, parts);
}

static void
announce_page (RectoPageScene *self)
{
  g_autofree char *label = NULL;
  guint number = recto_page_scene_get_number (self);
  guint n_pages;

  if (self->announced == number + 1)
    return;
  n_pages = recto_document_get_n_pages (self->document, NULL);
  /* Translators: read aloud by a screen reader: the page being read, and how many there are. */
  label = g_strdup_printf (_ ("Page %u of %u"), number + 1, n_pages);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  if (self->announced != 0)
    gtk_accessible_announce (GTK_ACCESSIBLE (self->widget), label,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
  self->announced = number + 1;
}

/* Between events, which have precedence, and frames, which wait as long as there is anything to do
 * before them. It sleeps in slices, so that what comes is taken at once. */
static gboolean
moment_cb (gpointer user_data)
{
  RectoPageScene *self = user_data;

  if (self->came)
    plan (self);
  if (recto_page_scene_get_n_missing (self) > 0 &&
      self->clock.now (self->clock.data) < self->moment_end)
    {
      g_usleep (SLICE_US);
      return G_SOURCE_CONTINUE;
    }
  self->moment_source = 0;
  return G_SOURCE_REMOVE;
}

void
recto_page_scene_jump (RectoPageScene *self)
{
  if (self->document == NULL || !gtk_widget_get_mapped (self->widget))
    return;
  plan (self);
  /* However many come one after another, there is a frame after the first one's moment. */
  if (self->moment_source != 0 || recto_page_scene_get_n_missing (self) == 0)
    return;
  self->moment_end = self->clock.now (self->clock.data) + MOMENT_US;
  self->moment_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, moment_cb, self, NULL);
}

void
recto_page_scene_expect (RectoPageScene *self, int width, int height, double scale)
{
  if (self->document == NULL)
    return;
  recto_viewport_set_size (self->viewport, width, height, scale);
  arrange (self);
  recto_tile_loader_update (self->loader, self->viewport);
}

/* ---- The curtain --------------------------------------------------------------------------- */

static gboolean
has_trouble (RectoPageScene *self)
{
  guint first;
  guint last;

  if (!recto_viewport_get_range (self->viewport, &first, &last))
    return FALSE;
  for (guint i = first; i <= last; i++)
    {
      const RectoLocation location = recto_viewport_get_page (self->viewport, i).location;
      const RectoPageCondition condition = recto_tile_loader_get_condition (self->loader, location);

      if (condition != RECTO_PAGE_FINE && condition != RECTO_PAGE_SLOW)
        return TRUE;
    }
  return FALSE;
}

static RectoPageCurtainScene
get_curtain_scene (RectoPageScene *self)
{
  RectoPageCurtainScene scene = { .n_moves = recto_viewport_get_n_moves (self->viewport) };

  scene.width = gtk_widget_get_width (self->widget);
  scene.height = gtk_widget_get_height (self->widget);
  scene.n_missing = recto_page_scene_get_n_missing (self);
  return scene;
}

void
recto_page_scene_hold_picture (RectoPageScene *self)
{
  const RectoPageCurtainScene scene = get_curtain_scene (self);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) picture = NULL;

  if (self->document == NULL)
    return;
  recto_page_painter_snapshot (snapshot, self->widget, self->viewport,
                               recto_tile_loader_get_textures (self->loader));
  picture = gtk_snapshot_to_node (snapshot);
  recto_page_curtain_lower (self->curtain, picture, &scene);
}

void
recto_page_scene_release_picture (RectoPageScene *self)
{
  const RectoPageCurtainScene scene = get_curtain_scene (self);

  recto_page_curtain_release (self->curtain, &scene);
  self->changed (self->data);
}

static void
update_curtain (RectoPageScene *self)
{
  RectoPageCurtainScene scene = get_curtain_scene (self);

  if (recto_page_curtain_get_picture (self->curtain) == NULL)
    return;
  scene.trouble = has_trouble (self);
  recto_page_curtain_update (self->curtain, &scene);
}

gboolean
recto_page_scene_allocate (RectoPageScene *self, int width, int height)
{
  gboolean arranged;

  recto_viewport_set_size (self->viewport, width, height, get_scale (self));
  if (self->document == NULL)
    return TRUE;

  arrange (self);
  g_clear_handle_id (&self->plan_source, g_source_remove);
  if (gtk_widget_get_mapped (self->widget))
    recto_tile_loader_update (self->loader, self->viewport);
  update_curtain (self);
  allocate_notices (self);
  announce_page (self);
  arranged = self->arranged;
  self->arranged = FALSE;
  return arranged;
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  RectoPageScene *self = user_data;

  g_clear_signal_handler (&self->after_paint, clock);
  g_log (PAGES_LOG_DOMAIN, G_LOG_LEVEL_DEBUG, "first page shown");
  self->first_shown (self->data);
}

/* Once all that is in view has been drawn, and that frame is on its way to the screen. */
static void
report_first_page (RectoPageScene *self)
{
  if (self->was_shown || recto_tile_loader_get_n_missing (self->loader) > 0)
    return;
  self->was_shown = TRUE;
  self->after_paint = g_signal_connect (gtk_widget_get_frame_clock (self->widget), "after-paint",
                                        G_CALLBACK (after_paint_cb), self);
}

void
recto_page_scene_snapshot (RectoPageScene *self, GtkSnapshot *snapshot)
{
  GskRenderNode *picture = recto_page_curtain_get_picture (self->curtain);

  if (self->document == NULL)
    return;
  if (picture != NULL)
    gtk_snapshot_append_node (snapshot, picture);
  else
    recto_page_painter_snapshot (snapshot, self->widget, self->viewport,
                                 recto_tile_loader_get_textures (self->loader));
  report_first_page (self);
}

void
recto_page_scene_pause (RectoPageScene *self)
{
  g_clear_handle_id (&self->moment_source, g_source_remove);
  if (self->loader != NULL)
    recto_tile_loader_pause (self->loader);
}

void
recto_page_scene_unrealize (RectoPageScene *self)
{
  stop_reporting (self);
}
