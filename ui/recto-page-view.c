/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "recto-history.h"
#include "recto-page-actions.h"
#include "recto-page-gestures.h"
#include "recto-page-notices.h"
#include "recto-page-painter.h"
#include "recto-page-scroller.h"
#include "recto-tile-loader.h"
#include "recto-viewport.h"

/* What RECTO_DEBUG=pages shows, and what waits for the first page listens to. */
#define PAGES_LOG_DOMAIN "Recto-pages"
#define MAX_NATURAL_SIZE 4096 /* application pixels */

struct _RectoPageView
{
  GtkWidget parent_instance;
  RectoDocument *document; /* (nullable) */
  RectoTileLoader *loader; /* (nullable): as the document */
  RectoViewport *viewport;
  RectoHistory *history;
  RectoPageNotices *notices;
  RectoPageScroller *scroller;
  RectoClock clock;
  guint time_limit;

  gboolean pages_changed; /* since they were last read from the document */

  guint notify_source;
  guint number;       /* as last notified */
  double zoom;        /* likewise */
  guint announced;    /* the number last told to assistive technology, from 1; 0 is none */
  gboolean was_shown; /* the document's first page, or that it cannot be */
  gulong after_paint;
};

G_DEFINE_FINAL_TYPE_WITH_CODE (RectoPageView,
                               recto_page_view,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

typedef enum
{
  PROP_DOCUMENT = 1,
  PROP_FIT_MODE,
  PROP_ZOOM,
  PROP_CONTINUOUS,
  PROP_ROTATION,
  PROP_NUMBER,
  PROP_CAN_GO_BACK,
  PROP_CAN_GO_FORWARD,
  PROP_PAGE_TIME_LIMIT,
  PROP_VISIBLE_MISSING,
  N_PROPERTIES,
  PROP_HADJUSTMENT = N_PROPERTIES,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
} RectoPageViewProperty;

static GParamSpec *properties[N_PROPERTIES];

GType
recto_fit_mode_get_type (void)
{
  static const GEnumValue values[] = {
    { RECTO_FIT_NONE, "RECTO_FIT_NONE", "none" },
    { RECTO_FIT_PAGE, "RECTO_FIT_PAGE", "page" },
    { RECTO_FIT_WIDTH, "RECTO_FIT_WIDTH", "width" },
    { RECTO_FIT_AUTOMATIC, "RECTO_FIT_AUTOMATIC", "automatic" },
    { 0, NULL, NULL },
  };
  static gsize type = 0;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("RectoFitMode", values));
  return type;
}

static void
notify (RectoPageView *self, RectoPageViewProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* Everything that moves or comes is taken up once, in the next frame. */
static void
queue_update (RectoPageView *self)
{
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static guint
find_number (RectoPageView *self)
{
  if (self->document == NULL)
    return 0;
  return recto_document_get_number (self->document, recto_viewport_get_location (self->viewport));
}

static void
notify_number (RectoPageView *self)
{
  guint number = find_number (self);

  if (self->number == number)
    return;
  self->number = number;
  notify (self, PROP_NUMBER);
}

static void
notify_zoom (RectoPageView *self)
{
  double zoom = recto_viewport_get_zoom (self->viewport);

  if (self->zoom == zoom)
    return;
  self->zoom = zoom;
  notify (self, PROP_ZOOM);
}

/* Not while sizes are being allocated: labels that follow would want another size. */
static gboolean
notify_cb (gpointer user_data)
{
  RectoPageView *self = user_data;

  self->notify_source = 0;
  notify_zoom (self);
  notify_number (self);
  return G_SOURCE_REMOVE;
}

static void
notify_history (RectoPageView *self)
{
  notify (self, PROP_CAN_GO_BACK);
  notify (self, PROP_CAN_GO_FORWARD);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.back",
                                 recto_history_can_go_back (self->history));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.forward",
                                 recto_history_can_go_forward (self->history));
}

/* ---- The document -----------------------------------------------------------------------------
 */

static void
read_pages (RectoPageView *self)
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
  RectoPageView *self = user_data;

  self->pages_changed = TRUE;
  notify_number (self);
  queue_update (self);
}

static void
loader_changed_cb (RectoTileLoader *loader, gpointer user_data)
{
  queue_update (user_data);
}

static void
n_missing_cb (RectoTileLoader *loader, GParamSpec *pspec, gpointer user_data)
{
  notify (user_data, PROP_VISIBLE_MISSING);
}

static void
drop_document (RectoPageView *self)
{
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
take_document (RectoPageView *self, RectoDocument *document)
{
  self->document = g_object_ref (document);
  g_signal_connect (document, "pages-changed", G_CALLBACK (pages_changed_cb), self);
  self->loader = recto_tile_loader_new (document, &self->clock);
  recto_tile_loader_set_time_limit (self->loader, self->time_limit);
  g_signal_connect (self->loader, "changed", G_CALLBACK (loader_changed_cb), self);
  g_signal_connect (self->loader, "notify::n-missing", G_CALLBACK (n_missing_cb), self);
  recto_page_notices_set_loader (self->notices, self->loader);
}

RectoDocument *
recto_page_view_get_document (RectoPageView *self)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), NULL);

  return self->document;
}

void
recto_page_view_set_document (RectoPageView *self, RectoDocument *document)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));
  g_return_if_fail (document == NULL || RECTO_IS_DOCUMENT (document));

  if (self->document == document)
    return;
  drop_document (self);
  recto_history_clear (self->history);
  recto_viewport_reset (self->viewport);
  self->announced = 0;
  self->was_shown = FALSE;
  self->pages_changed = TRUE;
  if (document != NULL)
    take_document (self, document);
  notify (self, PROP_DOCUMENT);
  notify_number (self);
  notify_history (self);
  queue_update (self);
}

/* ---- Going about ------------------------------------------------------------------------------
 */

RectoLocation
recto_page_view_get_location (RectoPageView *self)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), RECTO_LOCATION_INIT (0, 0));

  return recto_viewport_get_location (self->viewport);
}

static void
moved (RectoPageView *self)
{
  notify_number (self);
  queue_update (self);
}

void
recto_page_view_go_to (RectoPageView *self, RectoLocation location, gboolean jump)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  if (self->document == NULL)
    return;
  location = recto_document_get_location (self->document,
                                          recto_document_get_number (self->document, location));
  if (jump)
    {
      recto_history_jump (self->history, recto_viewport_get_place (self->viewport),
                          (RectoPlace) { .location = location });
      notify_history (self);
    }
  recto_viewport_go_to (self->viewport, location, RECTO_PAGE_TOP);
  moved (self);
}

static gboolean
turn (RectoPageView *self, int n_pages, RectoPageEdge edge)
{
  gint64 number = (gint64) find_number (self) + n_pages;
  gint64 last;

  if (self->document == NULL)
    return FALSE;
  last = (gint64) recto_document_get_n_pages (self->document, NULL) - 1;
  number = CLAMP (number, 0, MAX (last, 0));
  if (number == find_number (self))
    return FALSE;
  recto_viewport_go_to (self->viewport,
                        recto_document_get_location (self->document, (guint) number), edge);
  moved (self);
  return TRUE;
}

gboolean
recto_page_view_turn (RectoPageView *self, int n_pages)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), FALSE);

  return turn (self, n_pages, RECTO_PAGE_TOP);
}

gboolean
recto_page_view_turn_back_to_end (RectoPageView *self)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), FALSE);

  return turn (self, -1, RECTO_PAGE_BOTTOM);
}

void
recto_page_view_go_to_edge (RectoPageView *self, GtkPositionType edge)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  recto_viewport_go_to (self->viewport, recto_viewport_get_location (self->viewport),
                        edge == GTK_POS_BOTTOM ? RECTO_PAGE_BOTTOM : RECTO_PAGE_TOP);
  moved (self);
}

static gboolean
go_in_history (RectoPageView *self,
               gboolean (*step) (RectoHistory *history, RectoPlace here, RectoPlace *place))
{
  RectoPlace place;

  if (!step (self->history, recto_viewport_get_place (self->viewport), &place))
    return FALSE;
  recto_viewport_go_to_place (self->viewport, place);
  notify_history (self);
  moved (self);
  return TRUE;
}

gboolean
recto_page_view_go_back (RectoPageView *self)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), FALSE);

  return go_in_history (self, recto_history_back);
}

gboolean
recto_page_view_go_forward (RectoPageView *self)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), FALSE);

  return go_in_history (self, recto_history_forward);
}

/* ---- How it is shown --------------------------------------------------------------------------
 */

static void
notify_fit_mode (RectoPageView *self, RectoFitMode before)
{
  if (recto_viewport_get_fit_mode (self->viewport) != before)
    notify (self, PROP_FIT_MODE);
}

void
recto_page_view_zoom_at (RectoPageView *self, double zoom, double x, double y)
{
  RectoFitMode before;

  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  before = recto_viewport_get_fit_mode (self->viewport);
  recto_viewport_zoom_at (self->viewport, zoom, x, y);
  notify_fit_mode (self, before);
  notify_zoom (self);
  queue_update (self);
}

double
recto_page_view_get_zoom (RectoPageView *self)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), 1);

  return recto_viewport_get_zoom (self->viewport);
}

void
recto_page_view_set_fit_mode (RectoPageView *self, RectoFitMode fit_mode)
{
  RectoFitMode before;

  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  before = recto_viewport_get_fit_mode (self->viewport);
  recto_viewport_set_fit_mode (self->viewport, fit_mode);
  notify_fit_mode (self, before);
  queue_update (self);
}

gboolean
recto_page_view_get_continuous (RectoPageView *self)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), FALSE);

  return recto_viewport_get_continuous (self->viewport);
}

void
recto_page_view_set_continuous (RectoPageView *self, gboolean continuous)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  if (recto_viewport_get_continuous (self->viewport) == !!continuous)
    return;
  recto_viewport_set_continuous (self->viewport, !!continuous);
  notify (self, PROP_CONTINUOUS);
  queue_update (self);
}

int
recto_page_view_get_rotation (RectoPageView *self)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), 0);

  return recto_viewport_get_rotation (self->viewport);
}

void
recto_page_view_set_rotation (RectoPageView *self, int rotation)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));
  g_return_if_fail (rotation >= 0 && rotation < 360 && rotation % 90 == 0);

  if (recto_viewport_get_rotation (self->viewport) == rotation)
    return;
  recto_viewport_set_rotation (self->viewport, rotation);
  notify (self, PROP_ROTATION);
  queue_update (self);
}

static void
set_time_limit (RectoPageView *self, guint seconds)
{
  if (self->time_limit == seconds)
    return;
  self->time_limit = seconds;
  if (self->loader != NULL)
    recto_tile_loader_set_time_limit (self->loader, seconds);
  notify (self, PROP_PAGE_TIME_LIMIT);
}

/* ---- Stop -------------------------------------------------------------------------------------
 */

void
recto_page_view_stop (RectoPageView *self)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  if (self->loader != NULL)
    recto_tile_loader_stop (self->loader);
}

void
recto_page_view_resume (RectoPageView *self)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  if (self->loader != NULL)
    recto_tile_loader_resume_all (self->loader);
}

void
recto_page_view_reload (RectoPageView *self)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  if (self->loader != NULL)
    recto_tile_loader_reload (self->loader);
}

/* ---- Scrolling --------------------------------------------------------------------------------
 */

static void
scrolled_cb (RectoPageScroller *scroller, gpointer user_data)
{
  RectoPageView *self = user_data;

  recto_viewport_scroll_to (self->viewport,
                            recto_page_scroller_get (scroller, GTK_ORIENTATION_HORIZONTAL),
                            recto_page_scroller_get (scroller, GTK_ORIENTATION_VERTICAL));
  moved (self);
}

static void
configure_scroller (RectoPageView *self)
{
  recto_page_scroller_configure (self->scroller, GTK_ORIENTATION_HORIZONTAL,
                                 recto_viewport_get_x (self->viewport),
                                 recto_viewport_get_content_width (self->viewport),
                                 gtk_widget_get_width (GTK_WIDGET (self)));
  recto_page_scroller_configure (self->scroller, GTK_ORIENTATION_VERTICAL,
                                 recto_viewport_get_y (self->viewport),
                                 recto_viewport_get_content_height (self->viewport),
                                 gtk_widget_get_height (GTK_WIDGET (self)));
}

gboolean
recto_page_view_scroll (RectoPageView *self, GtkOrientation orientation, double pixels)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), FALSE);

  return recto_page_scroller_scroll (self->scroller, orientation, pixels);
}

/* ---- Frames -----------------------------------------------------------------------------------
 */

static double
get_scale (RectoPageView *self)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  GdkSurface *surface = native != NULL ? gtk_native_get_surface (native) : NULL;

  return surface != NULL ? gdk_surface_get_scale (surface) : 1;
}

static void
allocate_notices (RectoPageView *self)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (RectoPagePart));
  double scale = recto_viewport_get_scale (self->viewport);
  guint first;
  guint last;

  if (!recto_viewport_get_range (self->viewport, &first, &last))
    return;
  for (guint i = first; i <= last; i++)
    {
      RectoPageRect rect;
      RectoPixelRect shown = recto_viewport_get_part (self->viewport, i, &rect);
      RectoPagePart part = { .location = recto_viewport_get_page (self->viewport, i).location };

      part.area.x = (int) ((rect.x + shown.x) / scale);
      part.area.y = (int) ((rect.y + shown.y) / scale);
      part.area.width = (int) (shown.width / scale);
      part.area.height = (int) (shown.height / scale);
      g_array_append_val (parts, part);
    }
  recto_page_notices_allocate (self->notices, parts);
}

static void
update_loader (RectoPageView *self)
{
  RectoPageRect rect = recto_viewport_get_view (self->viewport);
  RectoPageLayout *layout = recto_viewport_get_layout (self->viewport);
  RectoTileView view = { .x = rect.x, .y = rect.y, .width = rect.width, .height = rect.height };

  view.rotation = recto_viewport_get_rotation (self->viewport);
  view.continuous = recto_viewport_get_continuous (self->viewport);
  view.number = recto_page_layout_get_number (layout, recto_viewport_get_location (self->viewport));
  view.direction = recto_viewport_get_direction (self->viewport);
  recto_tile_loader_update (self->loader, layout, &view);
}

static void
announce_page (RectoPageView *self)
{
  g_autofree char *label = NULL;
  guint number = find_number (self);
  guint n_pages;

  if (self->announced == number + 1)
    return;
  n_pages = recto_document_get_n_pages (self->document, NULL);
  /* Translators: read aloud by a screen reader: the page being read, and how many there are. */
  label = g_strdup_printf (_ ("Page %u of %u"), number + 1, n_pages);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (self->announced != 0)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), label,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
  self->announced = number + 1;
}

static void
recto_page_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RectoPageView *self = RECTO_PAGE_VIEW (widget);

  recto_viewport_set_size (self->viewport, width, height, get_scale (self));
  if (self->document == NULL)
    {
      configure_scroller (self);
      return;
    }

  if (self->pages_changed)
    {
      self->pages_changed = FALSE;
      read_pages (self);
    }
  if (recto_viewport_arrange (self->viewport))
    configure_scroller (self);
  if (self->notify_source == 0
      && (self->zoom != recto_viewport_get_zoom (self->viewport)
          || self->number != find_number (self)))
    self->notify_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, notify_cb, self, NULL);
  if (gtk_widget_get_mapped (widget))
    update_loader (self);
  allocate_notices (self);
  announce_page (self);
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  RectoPageView *self = user_data;

  g_clear_signal_handler (&self->after_paint, clock);
  g_log (PAGES_LOG_DOMAIN, G_LOG_LEVEL_DEBUG, "first page shown");
}

/* Once all that is in view has been drawn, and that frame is on its way to the screen. */
static void
report_first_page (RectoPageView *self)
{
  if (self->was_shown || recto_tile_loader_get_n_missing (self->loader) > 0)
    return;
  self->was_shown = TRUE;
  self->after_paint = g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (self)),
                                        "after-paint", G_CALLBACK (after_paint_cb), self);
}

static void
recto_page_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RectoPageView *self = RECTO_PAGE_VIEW (widget);

  if (self->document != NULL)
    {
      recto_page_painter_snapshot (snapshot, widget, self->viewport,
                                   recto_tile_loader_get_textures (self->loader));
      report_first_page (self);
    }

  GTK_WIDGET_CLASS (recto_page_view_parent_class)->snapshot (widget, snapshot);
}

/* ---- The widget -------------------------------------------------------------------------------
 */

static void
recto_page_view_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  RectoPageView *self = RECTO_PAGE_VIEW (widget);
  double content = orientation == GTK_ORIENTATION_HORIZONTAL
                       ? recto_viewport_get_content_width (self->viewport)
                       : recto_viewport_get_content_height (self->viewport);

  /* Pages are as large as the view lets them be, so the view does not ask for any size. */
  *minimum = 0;
  *natural = 0;
  if (recto_page_scroller_get_policy (self->scroller, orientation) == GTK_SCROLL_NATURAL)
    *natural = (int) MIN (content, MAX_NATURAL_SIZE);
}

static void
scale_cb (GdkSurface *surface, GParamSpec *pspec, gpointer user_data)
{
  queue_update (user_data);
}

static void
recto_page_view_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (recto_page_view_parent_class)->realize (widget);

  g_signal_connect (gtk_native_get_surface (gtk_widget_get_native (widget)), "notify::scale",
                    G_CALLBACK (scale_cb), widget);
}

static void
recto_page_view_unrealize (GtkWidget *widget)
{
  RectoPageView *self = RECTO_PAGE_VIEW (widget);

  g_signal_handlers_disconnect_by_data (gtk_native_get_surface (gtk_widget_get_native (widget)),
                                        self);
  g_clear_signal_handler (&self->after_paint, gtk_widget_get_frame_clock (widget));

  GTK_WIDGET_CLASS (recto_page_view_parent_class)->unrealize (widget);
}

static void
recto_page_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (recto_page_view_parent_class)->map (widget);

  queue_update (RECTO_PAGE_VIEW (widget));
}

static void
recto_page_view_unmap (GtkWidget *widget)
{
  RectoPageView *self = RECTO_PAGE_VIEW (widget);

  if (self->loader != NULL)
    recto_tile_loader_pause (self->loader);

  GTK_WIDGET_CLASS (recto_page_view_parent_class)->unmap (widget);
}

GtkWidget *
recto_page_view_new (void)
{
  return g_object_new (RECTO_TYPE_PAGE_VIEW, NULL);
}

GtkWidget *
recto_page_view_new_with_clock (const RectoClock *clock)
{
  RectoPageView *self = g_object_new (RECTO_TYPE_PAGE_VIEW, NULL);

  self->clock = *clock;
  return GTK_WIDGET (self);
}

static void
recto_page_view_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  RectoPageView *self = RECTO_PAGE_VIEW (object);

  switch ((RectoPageViewProperty) prop_id)
    {
    case PROP_DOCUMENT:
      recto_page_view_set_document (self, g_value_get_object (value));
      break;
    case PROP_FIT_MODE:
      recto_page_view_set_fit_mode (self, (RectoFitMode) g_value_get_enum (value));
      break;
    case PROP_ZOOM:
      recto_page_view_zoom_at (self, g_value_get_double (value),
                               gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
                               gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
      break;
    case PROP_CONTINUOUS:
      recto_page_view_set_continuous (self, g_value_get_boolean (value));
      break;
    case PROP_ROTATION:
      recto_page_view_set_rotation (self, g_value_get_int (value));
      break;
    case PROP_PAGE_TIME_LIMIT:
      set_time_limit (self, g_value_get_uint (value));
      break;
    case PROP_HADJUSTMENT:
      recto_page_scroller_set_adjustment (self->scroller, GTK_ORIENTATION_HORIZONTAL,
                                          g_value_get_object (value));
      configure_scroller (self);
      break;
    case PROP_VADJUSTMENT:
      recto_page_scroller_set_adjustment (self->scroller, GTK_ORIENTATION_VERTICAL,
                                          g_value_get_object (value));
      configure_scroller (self);
      break;
    case PROP_HSCROLL_POLICY:
      recto_page_scroller_set_policy (self->scroller, GTK_ORIENTATION_HORIZONTAL,
                                      (GtkScrollablePolicy) g_value_get_enum (value));
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    case PROP_VSCROLL_POLICY:
      recto_page_scroller_set_policy (self->scroller, GTK_ORIENTATION_VERTICAL,
                                      (GtkScrollablePolicy) g_value_get_enum (value));
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    case PROP_NUMBER:
    case PROP_CAN_GO_BACK:
    case PROP_CAN_GO_FORWARD:
    case PROP_VISIBLE_MISSING:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_page_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RectoPageView *self = RECTO_PAGE_VIEW (object);

  switch ((RectoPageViewProperty) prop_id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case PROP_FIT_MODE:
      g_value_set_enum (value, (int) recto_viewport_get_fit_mode (self->viewport));
      break;
    case PROP_ZOOM:
      g_value_set_double (value, recto_viewport_get_zoom (self->viewport));
      break;
    case PROP_CONTINUOUS:
      g_value_set_boolean (value, recto_viewport_get_continuous (self->viewport));
      break;
    case PROP_ROTATION:
      g_value_set_int (value, recto_viewport_get_rotation (self->viewport));
      break;
    case PROP_NUMBER:
      g_value_set_uint (value, find_number (self));
      break;
    case PROP_CAN_GO_BACK:
      g_value_set_boolean (value, recto_history_can_go_back (self->history));
      break;
    case PROP_CAN_GO_FORWARD:
      g_value_set_boolean (value, recto_history_can_go_forward (self->history));
      break;
    case PROP_PAGE_TIME_LIMIT:
      g_value_set_uint (value, self->time_limit);
      break;
    case PROP_VISIBLE_MISSING:
      g_value_set_uint (value,
                        self->loader != NULL ? recto_tile_loader_get_n_missing (self->loader) : 0);
      break;
    case PROP_HADJUSTMENT:
      g_value_set_object (
          value, recto_page_scroller_get_adjustment (self->scroller, GTK_ORIENTATION_HORIZONTAL));
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (
          value, recto_page_scroller_get_adjustment (self->scroller, GTK_ORIENTATION_VERTICAL));
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (
          value, (int) recto_page_scroller_get_policy (self->scroller, GTK_ORIENTATION_HORIZONTAL));
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (
          value, (int) recto_page_scroller_get_policy (self->scroller, GTK_ORIENTATION_VERTICAL));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_page_view_dispose (GObject *object)
{
  RectoPageView *self = RECTO_PAGE_VIEW (object);

  drop_document (self);
  g_clear_handle_id (&self->notify_source, g_source_remove);
  g_clear_pointer (&self->notices, recto_page_notices_free);

  G_OBJECT_CLASS (recto_page_view_parent_class)->dispose (object);
}

static void
recto_page_view_finalize (GObject *object)
{
  RectoPageView *self = RECTO_PAGE_VIEW (object);

  recto_page_scroller_free (self->scroller);
  recto_viewport_free (self->viewport);
  recto_history_free (self->history);

  G_OBJECT_CLASS (recto_page_view_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags flags = readable | G_PARAM_WRITABLE;

  properties[PROP_DOCUMENT] =
      g_param_spec_object ("document", NULL, NULL, RECTO_TYPE_DOCUMENT, flags);
  properties[PROP_FIT_MODE] = g_param_spec_enum ("fit-mode", NULL, NULL, RECTO_TYPE_FIT_MODE,
                                                 (int) RECTO_FIT_AUTOMATIC, flags);
  properties[PROP_ZOOM] =
      g_param_spec_double ("zoom", NULL, NULL, RECTO_ZOOM_MIN, RECTO_ZOOM_MAX, 1, flags);
  properties[PROP_CONTINUOUS] = g_param_spec_boolean ("continuous", NULL, NULL, TRUE, flags);
  properties[PROP_ROTATION] = g_param_spec_int ("rotation", NULL, NULL, 0, 270, 0, flags);
  properties[PROP_NUMBER] = g_param_spec_uint ("number", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_CAN_GO_BACK] = g_param_spec_boolean ("can-go-back", NULL, NULL, FALSE, readable);
  properties[PROP_CAN_GO_FORWARD] =
      g_param_spec_boolean ("can-go-forward", NULL, NULL, FALSE, readable);
  properties[PROP_PAGE_TIME_LIMIT] =
      g_param_spec_uint ("page-time-limit", NULL, NULL, 0, G_MAXUINT / 1000, 0, flags);
  properties[PROP_VISIBLE_MISSING] =
      g_param_spec_uint ("visible-missing", NULL, NULL, 0, G_MAXUINT, 0, readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
}

static void
recto_page_view_class_init (RectoPageViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = recto_page_view_dispose;
  object_class->finalize = recto_page_view_finalize;
  object_class->get_property = recto_page_view_get_property;
  object_class->set_property = recto_page_view_set_property;
  install_properties (object_class);

  widget_class->measure = recto_page_view_measure;
  widget_class->size_allocate = recto_page_view_size_allocate;
  widget_class->snapshot = recto_page_view_snapshot;
  widget_class->realize = recto_page_view_realize;
  widget_class->unrealize = recto_page_view_unrealize;
  widget_class->map = recto_page_view_map;
  widget_class->unmap = recto_page_view_unmap;
  gtk_widget_class_set_css_name (widget_class, "pageview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DOCUMENT);
  recto_page_actions_install (widget_class);
}

static void
recto_page_view_init (RectoPageView *self)
{
  self->clock = recto_clock_monotonic;
  self->viewport = recto_viewport_new ();
  self->history = recto_history_new ();
  self->scroller = recto_page_scroller_new (scrolled_cb, self);
  self->notices = recto_page_notices_new (GTK_WIDGET (self));
  self->zoom = recto_viewport_get_zoom (self->viewport);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  recto_page_gestures_attach (self);
  notify_history (self);
}
