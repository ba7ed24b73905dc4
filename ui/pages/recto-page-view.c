/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-view.h"

#include <math.h>

#include "recto-page-actions.h"
#include "recto-page-gestures.h"
#include "recto-page-view-private.h"

#define MAX_NATURAL_SIZE 4096 /* application pixels */

G_DEFINE_FINAL_TYPE_WITH_CODE (RectoPageView,
                               recto_page_view,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE_TEXT,
                                                          recto_page_view_accessible_text_init))

enum
{
  NAVIGATED,
  FIRST_SHOWN,
  LINK_ACTIVATED,
  EXPLAIN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Bars, a link that has the keys, letters on links, the menu: they move with the pages. */
static gboolean
has_visible_child (RectoPageView *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child))
      return TRUE;
  return FALSE;
}

/* GTK's layout of the window asks the X server where that is, and waits: with a busy server this
 * takes longer than the view needs for the frame. Pages are drawn, so that the view needs it only
 * for its children. */
void
recto_page_view_queue_update (RectoPageView *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  /* That updates it, too: once in a frame is enough. */
  if (has_visible_child (self))
    gtk_widget_queue_allocate (GTK_WIDGET (self));
  else
    self->outdated = TRUE;
  if (self->outdated && clock != NULL)
    gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_UPDATE);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
recto_page_view_moved (RectoPageView *self)
{
  recto_page_view_notify_number (self);
  recto_page_view_queue_update (self);
}

void
recto_page_view_emit_navigated (RectoPageView *self)
{
  g_signal_emit (self, signals[NAVIGATED], 0);
}

void
recto_page_view_activate_link (RectoPageView *self, const RectoTarget *target)
{
  g_signal_emit (self, signals[LINK_ACTIVATED], 0, target);
}

/* ---- The scene ----------------------------------------------------------------------------- */

static void
scene_changed_cb (gpointer user_data)
{
  recto_page_view_notify_later (user_data);
  recto_page_view_queue_update (user_data);
}

static void
first_shown_cb (gpointer user_data)
{
  g_signal_emit (user_data, signals[FIRST_SHOWN], 0);
}

/* ---- Scrolling ----------------------------------------------------------------------------- */

static void
scrolled_cb (RectoPageScroller *scroller, gpointer user_data)
{
  RectoPageView *self = user_data;
  const double before = recto_viewport_get_y (self->viewport);
  const double height = MAX (gtk_widget_get_height (GTK_WIDGET (self)), 1);

  recto_viewport_scroll_to (self->viewport,
                            recto_page_scroller_get (scroller, GTK_ORIENTATION_HORIZONTAL),
                            recto_page_scroller_get (scroller, GTK_ORIENTATION_VERTICAL));
  if (!self->scrolls_by_key)
    recto_viewport_add_travel (self->viewport,
                               fabs (recto_viewport_get_y (self->viewport) - before) / height);
  recto_page_view_moved (self);
}

void
recto_page_view_configure_scroller (RectoPageView *self)
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

/* ---- Frames -------------------------------------------------------------------------------- */

void
recto_page_view_expect (RectoPageView *self, int width, int height, double scale)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));
  g_return_if_fail (scale > 0);

  if (width <= 0 || height <= 0 || gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  recto_page_scene_expect (self->scene, width, height, scale);
}

static void
update (RectoPageView *self, int width, int height)
{
  self->outdated = FALSE;
  if (recto_page_scene_allocate (self->scene, width, height))
    recto_page_view_configure_scroller (self);
  recto_page_view_update_text (self);
  recto_page_links_allocate (self->links, self->viewport);
  recto_page_view_allocate_tools (self);
  recto_page_view_notify_later (self);
}

static void
recto_page_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  update (RECTO_PAGE_VIEW (widget), width, height);
}

static void
frame_cb (GdkFrameClock *clock, gpointer user_data)
{
  RectoPageView *self = user_data;
  GtkWidget *widget = user_data;

  if (self->outdated && gtk_widget_get_mapped (widget) && gtk_widget_get_width (widget) > 0)
    update (self, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
}

static gboolean
recto_page_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return recto_page_links_move_focus (RECTO_PAGE_VIEW (widget)->links, direction) ||
         GTK_WIDGET_CLASS (recto_page_view_parent_class)->focus (widget, direction);
}

static void
recto_page_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  recto_page_scene_snapshot (RECTO_PAGE_VIEW (widget)->scene, snapshot);
  recto_page_view_snapshot_text (RECTO_PAGE_VIEW (widget), snapshot);
  recto_page_mark_snapshot (&RECTO_PAGE_VIEW (widget)->mark, RECTO_PAGE_VIEW (widget), snapshot);
  recto_page_band_snapshot (RECTO_PAGE_VIEW (widget)->band, snapshot);

  GTK_WIDGET_CLASS (recto_page_view_parent_class)->snapshot (widget, snapshot);
}

/* ---- The widget ---------------------------------------------------------------------------- */

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
  recto_page_view_queue_update (user_data);
}

static void
recto_page_view_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (recto_page_view_parent_class)->realize (widget);

  g_signal_connect (gtk_native_get_surface (gtk_widget_get_native (widget)), "notify::scale",
                    G_CALLBACK (scale_cb), widget);
  /* After what moves in each frame, such as a fling. */
  g_signal_connect_after (gtk_widget_get_frame_clock (widget), "update", G_CALLBACK (frame_cb),
                          widget);
}

static void
recto_page_view_unrealize (GtkWidget *widget)
{
  RectoPageView *self = RECTO_PAGE_VIEW (widget);

  g_signal_handlers_disconnect_by_data (gtk_native_get_surface (gtk_widget_get_native (widget)),
                                        self);
  /* GTK ticks the widget's own callbacks with the widget as data, too. */
  g_signal_handlers_disconnect_by_func (gtk_widget_get_frame_clock (widget), frame_cb, self);
  recto_page_scene_unrealize (self->scene);

  GTK_WIDGET_CLASS (recto_page_view_parent_class)->unrealize (widget);
}

static void
recto_page_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (recto_page_view_parent_class)->map (widget);

  recto_page_view_queue_update (RECTO_PAGE_VIEW (widget));
}

static void
recto_page_view_unmap (GtkWidget *widget)
{
  recto_page_scene_pause (RECTO_PAGE_VIEW (widget)->scene);
  recto_page_view_stop_finding (RECTO_PAGE_VIEW (widget));

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

  recto_page_scene_set_clock (self->scene, clock);
  return GTK_WIDGET (self);
}

static void
recto_page_view_dispose (GObject *object)
{
  RectoPageView *self = RECTO_PAGE_VIEW (object);

  g_clear_handle_id (&self->notify_source, g_source_remove);
  /* Its bars are children of this widget, and so is the link that has the keys. */
  recto_page_scene_set_document (self->scene, NULL);
  recto_page_history_set_document (self->history, NULL, FALSE);
  recto_page_view_set_text_document (self, NULL);
  recto_page_links_end (self->links);
  recto_page_view_end_tools (self);

  G_OBJECT_CLASS (recto_page_view_parent_class)->dispose (object);
}

static void
recto_page_view_finalize (GObject *object)
{
  RectoPageView *self = RECTO_PAGE_VIEW (object);

  recto_page_view_end_text (self);
  recto_page_scroller_free (self->scroller);
  recto_page_scene_free (self->scene);
  recto_page_history_free (self->history);
  recto_page_tone_free (self->tone);
  recto_page_view_free_tools (self);
  recto_page_links_free (self->links);
  recto_page_cursor_free (self->cursor);

  G_OBJECT_CLASS (recto_page_view_parent_class)->finalize (object);
}

static void
recto_page_view_class_init (RectoPageViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = recto_page_view_dispose;
  object_class->finalize = recto_page_view_finalize;
  recto_page_view_install_properties (object_class);
  signals[NAVIGATED] = g_signal_new ("navigated", RECTO_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
  signals[FIRST_SHOWN] = g_signal_new ("first-shown", RECTO_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);

  signals[LINK_ACTIVATED] =
      g_signal_new ("link-activated", RECTO_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, RECTO_TYPE_TARGET | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[EXPLAIN] = g_signal_new ("explain", RECTO_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);

  widget_class->measure = recto_page_view_measure;
  widget_class->size_allocate = recto_page_view_size_allocate;
  widget_class->snapshot = recto_page_view_snapshot;
  widget_class->realize = recto_page_view_realize;
  widget_class->unrealize = recto_page_view_unrealize;
  widget_class->map = recto_page_view_map;
  widget_class->unmap = recto_page_view_unmap;
  widget_class->focus = recto_page_view_focus;
  gtk_widget_class_set_css_name (widget_class, "pageview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DOCUMENT);
  recto_page_menu_install (widget_class);
  recto_page_actions_install (widget_class);
}

static void
recto_page_view_init (RectoPageView *self)
{
  self->scene = recto_page_scene_new (GTK_WIDGET (self), scene_changed_cb, first_shown_cb, self);
  self->viewport = recto_page_scene_get_viewport (self->scene);
  recto_page_view_begin_text (self);
  self->history = recto_page_history_new (self);
  self->tone = recto_page_tone_new (GTK_WIDGET (self), recto_page_view_colors_changed_cb, self);
  self->scroller = recto_page_scroller_new (scrolled_cb, self);
  self->zoom = recto_viewport_get_zoom (self->viewport);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  self->cursor = recto_page_cursor_new (GTK_WIDGET (self));
  recto_page_gestures_attach (self);
  self->links = recto_page_links_new (self);
  recto_page_view_begin_tools (self);
  recto_page_view_notify_history (self);
}
