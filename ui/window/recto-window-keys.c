/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-window-keys.h"

#include "recto-search-actions.h"

static gboolean
is_plain_escape (guint keyval, GdkModifierType modifiers)
{
  return keyval == GDK_KEY_Escape && (modifiers & gtk_accelerator_get_default_mod_mask ()) == 0;
}

static gboolean
has_foreground_work (RectoWindow *self)
{
  RectoDocumentView *view = recto_window_get_view (self);
  RectoTaskList *tasks = view != NULL ? recto_document_view_get_tasks (view) : NULL;

  return tasks != NULL && recto_task_list_get_n_foreground (tasks) > 0;
}

/* Before everything else: what was just told to stop and has not yet is now made to. Work that
 * nobody waits for takes no key. */
static gboolean
key_before_cb (RectoWindow *self, guint keyval, guint keycode, GdkModifierType modifiers)
{
  gboolean killed;

  if (!is_plain_escape (keyval, modifiers) || !recto_window_is_in_grace (self))
    return GDK_EVENT_PROPAGATE;
  killed = recto_window_stop_harder (self);
  if (has_foreground_work (self))
    recto_window_stop (self);
  else if (!killed)
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* A key that nobody wanted turns pages, wherever in the window the focus is. */
static gboolean
pass_to_pages (RectoWindow *self, GtkEventControllerKey *controller)
{
  RectoDocumentView *view = recto_window_get_view (self);
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  GtkWidget *page_view;

  if (view == NULL || recto_document_view_get_state (view) != RECTO_DOCUMENT_VIEW_PAGES ||
      adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL)
    return GDK_EVENT_PROPAGATE;
  page_view = GTK_WIDGET (recto_document_view_get_page_view (view));
  if (focus != NULL && (gtk_widget_get_native (focus) != GTK_NATIVE (self) ||
                        gtk_widget_is_ancestor (focus, page_view) || focus == page_view))
    return GDK_EVENT_PROPAGATE;
  return gtk_event_controller_key_forward (controller, page_view);
}

static gboolean
unselect (RectoWindow *self)
{
  RectoDocumentView *view = recto_window_get_view (self);

  return view != NULL && recto_page_view_unselect (recto_document_view_get_page_view (view));
}

/* After everything that Escape closes. */
static gboolean
key_after_cb (RectoWindow *self,
              guint keyval,
              guint keycode,
              GdkModifierType modifiers,
              GtkEventControllerKey *controller)
{
  if (!is_plain_escape (keyval, modifiers))
    return pass_to_pages (self, controller);
  if (has_foreground_work (self))
    return recto_window_stop (self);
  if (unselect (self) || recto_search_actions_close (self))
    return GDK_EVENT_STOP;
  if (!gtk_window_is_fullscreen (GTK_WINDOW (self)))
    return GDK_EVENT_PROPAGATE;
  gtk_window_unfullscreen (GTK_WINDOW (self));
  return GDK_EVENT_STOP;
}

static void
add_controller (RectoWindow *self, GtkPropagationPhase phase, GCallback callback)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (controller, phase);
  g_signal_connect_object (controller, "key-pressed", callback, self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

void
recto_window_keys_install (RectoWindow *self)
{
  add_controller (self, GTK_PHASE_CAPTURE, G_CALLBACK (key_before_cb));
  add_controller (self, GTK_PHASE_BUBBLE, G_CALLBACK (key_after_cb));
}
