/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document-sidebar.h"

#include <glib/gi18n.h>

#include "recto-document-annotations.h"
#include "recto-document-layers.h"
#include "recto-document-outline.h"
#include "recto-thumbnails-pane.h"

#define THUMBNAILS "thumbnails"

struct _RectoDocumentSidebar
{
  GObject parent_instance;
  AdwOverlaySplitView *split; /* (unowned), as all of the body's */
  RectoSidebar *panes;
  RectoPageView *page_view;
  GtkWidget *thumbnails; /* (unowned) (nullable): their pane, once it is made */
  RectoDocumentOutline *outline;
  RectoDocumentBookmarks *bookmarks;
  RectoDocumentAnnotations *annotations;
  RectoDocumentLayers *layers;
  gboolean shown_beside; /* when there was last room for it beside the pages */
};

G_DEFINE_FINAL_TYPE (RectoDocumentSidebar, recto_document_sidebar, G_TYPE_OBJECT)

typedef enum
{
  PROP_SHOWN = 1,
  PROP_PANE,
} RectoDocumentSidebarProperty;

static GParamSpec *properties[PROP_PANE + 1];

enum
{
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* ---- Whether it shows ------------------------------------------------------------------------ */

gboolean
recto_document_sidebar_get_shown (RectoDocumentSidebar *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT_SIDEBAR (self), FALSE);

  return adw_overlay_split_view_get_show_sidebar (self->split);
}

static void collapsed_cb (RectoDocumentSidebar *self);

/* The split view has no other way without an animation: without its pin, the sidebar goes when the
 * view collapses, and comes when it does no longer. */
static void
set_shown_at_once (RectoDocumentSidebar *self, gboolean shown)
{
  const gboolean collapsed = adw_overlay_split_view_get_collapsed (self->split);

  g_signal_handlers_block_by_func (self->split, collapsed_cb, self);
  g_object_freeze_notify (G_OBJECT (self->split));
  adw_overlay_split_view_set_pin_sidebar (self->split, FALSE);
  adw_overlay_split_view_set_collapsed (self->split, shown);
  adw_overlay_split_view_set_collapsed (self->split, !shown);
  adw_overlay_split_view_set_pin_sidebar (self->split, TRUE);
  adw_overlay_split_view_set_collapsed (self->split, collapsed);
  g_object_thaw_notify (G_OBJECT (self->split));
  g_signal_handlers_unblock_by_func (self->split, collapsed_cb, self);
}

void
recto_document_sidebar_set_shown (RectoDocumentSidebar *self, gboolean shown)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_SIDEBAR (self));

  if (shown == recto_document_sidebar_get_shown (self))
    return;
  /* A sidebar that has no width yet has no way to slide: the animation would divide by it, and give
   * the pages a width that is no number. */
  if (adw_swipeable_get_distance (ADW_SWIPEABLE (self->split)) > 0)
    adw_overlay_split_view_set_show_sidebar (self->split, shown);
  else
    set_shown_at_once (self, shown);
}

gboolean
recto_document_sidebar_is_wanted (RectoDocumentSidebar *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT_SIDEBAR (self), FALSE);

  return adw_overlay_split_view_get_collapsed (self->split)
             ? self->shown_beside
             : recto_document_sidebar_get_shown (self);
}

void
recto_document_sidebar_leave (RectoDocumentSidebar *self)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_SIDEBAR (self));

  if (adw_overlay_split_view_get_collapsed (self->split))
    recto_document_sidebar_set_shown (self, FALSE);
}

/* Over the pages it would be in the way; it comes back when there is room beside them. */
static void
collapsed_cb (RectoDocumentSidebar *self)
{
  const gboolean shown = recto_document_sidebar_get_shown (self);

  if (!adw_overlay_split_view_get_collapsed (self->split))
    recto_document_sidebar_set_shown (self, shown || self->shown_beside);
  else
    {
      self->shown_beside = shown;
      recto_document_sidebar_set_shown (self, FALSE);
    }
}

static gboolean
key_cb (RectoDocumentSidebar *self, guint keyval, guint keycode, GdkModifierType modifiers)
{
  if (keyval != GDK_KEY_Escape || (modifiers & gtk_accelerator_get_default_mod_mask ()) != 0 ||
      !adw_overlay_split_view_get_collapsed (self->split) ||
      !recto_document_sidebar_get_shown (self))
    return GDK_EVENT_PROPAGATE;
  recto_document_sidebar_set_shown (self, FALSE);
  return GDK_EVENT_STOP;
}

/* ---- Its panes ------------------------------------------------------------------------------- */

static void
activated_cb (RectoDocumentSidebar *self, const RectoTarget *target)
{
  recto_document_sidebar_leave (self);
  g_signal_emit (self, signals[ACTIVATED], 0, target);
}

/* A document opens sooner when what stands beside its pages is made only once it is wanted. */
static void
ensure_panes (RectoDocumentSidebar *self)
{
  if (self->thumbnails != NULL)
    return;
  self->thumbnails = recto_thumbnails_pane_new (self->page_view);
  recto_sidebar_add (self->panes, self->thumbnails, THUMBNAILS, _ ("Thumbnails"),
                     "view-grid-symbolic");
  g_signal_connect_object (self->thumbnails, "activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  recto_document_bookmarks_ensure_pane (self->bookmarks);
}

/* The keys do not stay with what is not seen. */
static void
shown_cb (RectoDocumentSidebar *self)
{
  const gboolean shown = recto_document_sidebar_get_shown (self);

  if (shown)
    ensure_panes (self);
  else if (gtk_widget_get_state_flags (GTK_WIDGET (self->panes)) & GTK_STATE_FLAG_FOCUS_WITHIN)
    gtk_widget_grab_focus (GTK_WIDGET (self->page_view));
  /* Else assistive technology would find it beside the window. */
  gtk_widget_set_visible (GTK_WIDGET (self->panes), shown);
  recto_document_outline_set_shown (self->outline, shown);
  recto_document_annotations_set_shown (self->annotations, shown);
  recto_document_layers_set_shown (self->layers, shown);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN]);
}

static void
pane_cb (RectoDocumentSidebar *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PANE]);
}

const char *
recto_document_sidebar_get_pane (RectoDocumentSidebar *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT_SIDEBAR (self), NULL);

  return recto_sidebar_get_pane (self->panes);
}

void
recto_document_sidebar_begin (RectoDocumentSidebar *self, gboolean shown, const char *pane)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_SIDEBAR (self));

  recto_sidebar_begin (self->panes, pane);
  if (adw_overlay_split_view_get_collapsed (self->split))
    self->shown_beside = shown;
  else
    recto_document_sidebar_set_shown (self, shown);
}

void
recto_document_sidebar_show_pane (RectoDocumentSidebar *self, const char *name)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_SIDEBAR (self));

  recto_document_sidebar_set_shown (self, TRUE);
  recto_sidebar_show (self->panes, name);
}

RectoSidebar *
recto_document_sidebar_get_panes (RectoDocumentSidebar *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT_SIDEBAR (self), NULL);

  return self->panes;
}

RectoDocumentBookmarks *
recto_document_sidebar_get_bookmarks (RectoDocumentSidebar *self)
{
  g_return_val_if_fail (RECTO_IS_DOCUMENT_SIDEBAR (self), NULL);

  return self->bookmarks;
}

/* ---- The document ---------------------------------------------------------------------------- */

void
recto_document_sidebar_set_document (RectoDocumentSidebar *self, RectoDocument *document)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_SIDEBAR (self));
  g_return_if_fail (document == NULL || RECTO_IS_DOCUMENT (document));

  recto_document_outline_set_document (self->outline, document);
  recto_document_annotations_set_document (self->annotations, document);
  recto_document_layers_set_document (self->layers, document);
}

void
recto_document_sidebar_end (RectoDocumentSidebar *self)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_SIDEBAR (self));

  recto_document_sidebar_set_document (self, NULL);
  recto_document_bookmarks_end (self->bookmarks);
  g_signal_handlers_disconnect_by_data (self->split, self);
}

RectoDocumentSidebar *
recto_document_sidebar_new (GtkWidget *body,
                            AdwOverlaySplitView *split,
                            RectoPageView *page_view,
                            AdwToastOverlay *toasts)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  RectoDocumentSidebar *self = g_object_new (RECTO_TYPE_DOCUMENT_SIDEBAR, NULL);

  self->split = split;
  self->panes = RECTO_SIDEBAR (adw_overlay_split_view_get_sidebar (split));
  self->page_view = page_view;
  self->outline = recto_document_outline_new (self->panes, page_view);
  self->bookmarks = recto_document_bookmarks_new (self->panes, page_view, toasts);
  self->annotations = recto_document_annotations_new (self->panes, page_view, body);
  self->layers = recto_document_layers_new (self->panes);
  g_signal_connect_object (self->outline, "activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bookmarks, "activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->annotations, "activated",
                           G_CALLBACK (recto_document_sidebar_leave), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->panes, "notify::pane", G_CALLBACK (pane_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (split, "notify::show-sidebar", G_CALLBACK (shown_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (split, "notify::collapsed", G_CALLBACK (collapsed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (body, keys);
  return self;
}

static void
recto_document_sidebar_set_property (GObject *object,
                                     guint prop_id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  switch ((RectoDocumentSidebarProperty) prop_id)
    {
    case PROP_SHOWN:
      recto_document_sidebar_set_shown (RECTO_DOCUMENT_SIDEBAR (object),
                                        g_value_get_boolean (value));
      break;
    case PROP_PANE:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_document_sidebar_get_property (GObject *object,
                                     guint prop_id,
                                     GValue *value,
                                     GParamSpec *pspec)
{
  RectoDocumentSidebar *self = RECTO_DOCUMENT_SIDEBAR (object);

  switch ((RectoDocumentSidebarProperty) prop_id)
    {
    case PROP_SHOWN:
      g_value_set_boolean (value, recto_document_sidebar_get_shown (self));
      break;
    case PROP_PANE:
      g_value_set_string (value, recto_document_sidebar_get_pane (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_document_sidebar_dispose (GObject *object)
{
  RectoDocumentSidebar *self = RECTO_DOCUMENT_SIDEBAR (object);

  g_clear_object (&self->outline);
  g_clear_object (&self->bookmarks);
  g_clear_object (&self->annotations);
  g_clear_object (&self->layers);

  G_OBJECT_CLASS (recto_document_sidebar_parent_class)->dispose (object);
}

static void
recto_document_sidebar_class_init (RectoDocumentSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = recto_document_sidebar_dispose;
  object_class->get_property = recto_document_sidebar_get_property;
  object_class->set_property = recto_document_sidebar_set_property;

  properties[PROP_SHOWN] =
      g_param_spec_boolean ("shown", NULL, NULL, FALSE, flags | G_PARAM_WRITABLE);
  properties[PROP_PANE] = g_param_spec_string ("pane", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[ACTIVATED] =
      g_signal_new ("activated", RECTO_TYPE_DOCUMENT_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, RECTO_TYPE_TARGET | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
recto_document_sidebar_init (RectoDocumentSidebar *self)
{
}
