/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-window.h"

#include <glib/gi18n.h>

#include "recto-closing.h"
#include "recto-fullscreen-bars.h"
#include "recto-kept-focus.h"
#include "recto-late-window.h"
#include "recto-page-entry.h"
#include "recto-stop-button.h"
#include "recto-text-control.h"
#include "recto-view-watch.h"
#include "recto-window-actions.h"
#include "recto-window-files.h"
#include "recto-window-keys.h"
#include "recto-window-private.h"
#include "recto-window-state.h"
#include "recto-zoom-control.h"

/* How long what was told to stop has to give way, before it is made to. */
#define GRACE_US (150 * 1000)
/* What is told is not wider than so many letters. */
#define TOLD_CHARS 60

struct _RectoWindow
{
  AdwApplicationWindow parent_instance;
  AdwToastOverlay *toasts; /* template children */
  AdwToolbarView *toolbar_view;
  AdwTabView *tab_view;
  RectoStopButton *stop_button;
  GtkBox *page_place;
  GtkBox *zoom_place;
  GtkWidget *page_tools;
  GtkWidget *page_entry;
  GtkWidget *zoom_tools;
  RectoTextControl *text_control;
  GtkMenuButton *menu_button;
  GtkCenterBox *bottom_bar;

  RectoEngine *engine;
  GSettings *settings;
  RectoPlaceStore *places;    /* (nullable) */
  RectoDocumentView *view;    /* (nullable): the tab in view */
  RectoViewWatch *view_watch; /* of that tab */
  RectoClosedTabs *closed_tabs;
  RectoClosing *closing;
  AdwTabPage *menu_page; /* (nullable): the tab whose menu is open */
  gint64 stopped_at;     /* monotonic; 0 for never */
  RectoLateWindow *late;
};

G_DEFINE_FINAL_TYPE (RectoWindow, recto_window, ADW_TYPE_APPLICATION_WINDOW)

typedef enum
{
  PROP_VIEW = 1,
} RectoWindowProperty;

static GParamSpec *properties[PROP_VIEW + 1];

static gboolean
is_there (gpointer self, GObject *object)
{
  return object != NULL;
}

void
recto_window_tell (RectoWindow *self, const char *words)
{
  GtkWidget *label;
  AdwToast *toast;

  g_return_if_fail (RECTO_IS_WINDOW (self));
  g_return_if_fail (words != NULL);

  /* Its own label would cut off what a narrow window has no room for. */
  label = gtk_label_new (words);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  /* In one line, where there is room. */
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), TOLD_CHARS);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  toast = adw_toast_new (words);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_custom_title (toast, label);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* ---- Tabs ------------------------------------------------------------------------------------ */

static RectoDocumentView *
view_of_page (AdwTabPage *page)
{
  return RECTO_DOCUMENT_VIEW (adw_tab_page_get_child (page));
}

static void
selected_page_cb (RectoWindow *self)
{
  AdwTabPage *page = adw_tab_view_get_selected_page (self->tab_view);
  RectoDocumentView *view = page != NULL ? view_of_page (page) : NULL;

  if (self->view == view)
    return;
  if (self->view != NULL)
    recto_document_view_set_shown (self->view, FALSE);
  g_set_object (&self->view, view);
  if (view != NULL)
    recto_document_view_set_shown (view, TRUE);
  recto_view_watch_set_view (self->view_watch, view);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
  recto_window_actions_update (self);
  if (view != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (view));
}

/* The document has come: reading goes on with the keyboard, unless something is being typed, or one
 * is about in the sidebar of a document that was read anew. */
static void
opened_cb (RectoWindow *self, RectoDocumentView *view)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  if (view == self->view && (focus == NULL || (!GTK_IS_EDITABLE (focus) &&
                                               !gtk_widget_is_ancestor (focus, GTK_WIDGET (view)))))
    gtk_widget_grab_focus (GTK_WIDGET (view));
}

static void
opening_stopped_cb (RectoWindow *self, RectoDocumentView *view)
{
  AdwTabPage *page = adw_tab_view_get_page (self->tab_view, GTK_WIDGET (view));

  recto_window_tell (self, _ ("Opening stopped"));
  if (recto_document_view_is_extra (view) && adw_tab_view_get_n_pages (self->tab_view) > 1)
    adw_tab_view_close_page (self->tab_view, page);
}

static void
reload_failed_cb (RectoWindow *self, const GError *error, RectoDocumentView *view)
{
  g_autofree char *words =
      /* Translators: %s tells why, a sentence. */
      g_strdup_printf (_ ("Reloading failed: %s"), error->message);

  recto_window_tell (self, words);
}

static void
page_attached_cb (RectoWindow *self, AdwTabPage *page)
{
  RectoDocumentView *view = view_of_page (page);

  g_signal_connect_object (view, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "reload-failed", G_CALLBACK (reload_failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "opening-stopped", G_CALLBACK (opening_stopped_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
page_detached_cb (RectoWindow *self, AdwTabPage *page)
{
  g_signal_handlers_disconnect_by_data (view_of_page (page), self);
  if (adw_tab_view_get_n_pages (self->tab_view) == 0)
    gtk_window_close (GTK_WINDOW (self));
  else
    recto_window_actions_update (self);
}

AdwTabView *
recto_window_make_another (RectoWindow *self)
{
  RectoWindow *window = recto_window_new (gtk_window_get_application (GTK_WINDOW (self)),
                                          self->engine, self->settings, self->places);

  gtk_window_present (GTK_WINDOW (window));
  return window->tab_view;
}

static AdwTabView *
create_window_cb (RectoWindow *self)
{
  return recto_window_make_another (self);
}

/* NULL when the menu has closed: what it was asked for has happened by then. */
static void
setup_menu_cb (RectoWindow *self, AdwTabPage *page)
{
  self->menu_page = page;
  recto_window_actions_update (self);
}

AdwTabPage *
recto_window_get_chosen_page (RectoWindow *self)
{
  return self->menu_page != NULL ? self->menu_page
                                 : adw_tab_view_get_selected_page (self->tab_view);
}

RectoDocumentView *
recto_window_make_view (RectoWindow *self)
{
  return recto_document_view_new (self->engine, self->settings, self->places);
}

RectoClosedTabs *
recto_window_get_closed_tabs (RectoWindow *self)
{
  return self->closed_tabs;
}

gboolean
recto_window_is_saving (RectoWindow *self)
{
  g_return_val_if_fail (RECTO_IS_WINDOW (self), FALSE);

  return recto_closing_is_saving (self->closing);
}

/* Else the window would close what is asked in it, and stay. */
static void
close_dialogs (RectoWindow *self)
{
  g_autoptr (GListModel) dialogs =
      adw_application_window_get_dialogs (ADW_APPLICATION_WINDOW (self));

  for (guint i = g_list_model_get_n_items (dialogs); i > 0; i--)
    {
      g_autoptr (AdwDialog) dialog = g_list_model_get_item (dialogs, i - 1);

      adw_dialog_force_close (dialog);
    }
}

void
recto_window_close_anyway (RectoWindow *self)
{
  g_return_if_fail (RECTO_IS_WINDOW (self));

  close_dialogs (self);
  recto_closing_allow (self->closing);
  gtk_window_close (GTK_WINDOW (self));
}

AdwTabView *
recto_window_get_tab_view (RectoWindow *self)
{
  g_return_val_if_fail (RECTO_IS_WINDOW (self), NULL);

  return self->tab_view;
}

RectoDocumentView *
recto_window_get_view (RectoWindow *self)
{
  g_return_val_if_fail (RECTO_IS_WINDOW (self), NULL);

  return self->view;
}

/* ---- Being shown ----------------------------------------------------------------------------- */

static void
present_if_ready (RectoWindow *self)
{
  const guint state = recto_document_view_get_state (self->view);
  RectoPageView *pages = NULL;
  gboolean beside = FALSE; /* there is something beside the pages */

  if (state == RECTO_DOCUMENT_VIEW_OPENING)
    return;
  g_object_get (self->view, "show-sidebar", &beside, NULL);
  if (state == RECTO_DOCUMENT_VIEW_PAGES && !beside)
    pages = recto_document_view_get_page_view (self->view);
  recto_late_window_end_wait (self->late, self->toolbar_view, pages);
}

void
recto_window_present_when_ready (RectoWindow *self)
{
  g_return_if_fail (RECTO_IS_WINDOW (self));
  g_return_if_fail (self->view != NULL);

  recto_late_window_wait (self->late);
  present_if_ready (self);
}

/* ---- Stopping -------------------------------------------------------------------------------- */

gboolean
recto_window_stop (RectoWindow *self)
{
  g_return_val_if_fail (RECTO_IS_WINDOW (self), FALSE);

  if (self->view == NULL || !recto_document_view_stop (self->view))
    return FALSE;
  self->stopped_at = g_get_monotonic_time ();
  return TRUE;
}

gboolean
recto_window_stop_harder (RectoWindow *self)
{
  RectoDocument *document;

  g_return_val_if_fail (RECTO_IS_WINDOW (self), FALSE);

  document = self->view != NULL ? recto_document_view_get_document (self->view) : NULL;
  return document != NULL && recto_document_stop_harder (document);
}

static void
stop_cb (RectoWindow *self)
{
  recto_window_stop (self);
}

gboolean
recto_window_is_in_grace (RectoWindow *self)
{
  g_return_val_if_fail (RECTO_IS_WINDOW (self), FALSE);

  return self->stopped_at != 0 && g_get_monotonic_time () - self->stopped_at <= GRACE_US;
}

/* ---- What is where --------------------------------------------------------------------------- */

void
recto_window_show_menu (RectoWindow *self)
{
  g_return_if_fail (RECTO_IS_WINDOW (self));

  adw_toolbar_view_set_reveal_top_bars (self->toolbar_view, TRUE);
  gtk_menu_button_popup (self->menu_button);
}

void
recto_window_enter_page (RectoWindow *self)
{
  g_return_if_fail (RECTO_IS_WINDOW (self));

  if (!gtk_widget_get_visible (self->page_entry))
    return;
  adw_toolbar_view_set_reveal_top_bars (self->toolbar_view, TRUE);
  recto_page_entry_start_editing (RECTO_PAGE_ENTRY (self->page_entry));
}

void
recto_window_show_text (RectoWindow *self)
{
  g_return_if_fail (RECTO_IS_WINDOW (self));

  adw_toolbar_view_set_reveal_top_bars (self->toolbar_view, TRUE);
  recto_text_control_popup (self->text_control);
}

/* A window opens sooner when its menu is made only once it is wanted. */
static void
create_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  g_autoptr (GtkBuilder) builder = NULL;

  if (gtk_menu_button_get_menu_model (button) != NULL)
    return;
  builder = gtk_builder_new_from_resource (RESOURCE_PATH "/recto-menus.ui");
  gtk_menu_button_set_menu_model (button,
                                  G_MENU_MODEL (gtk_builder_get_object (builder, "primary_menu")));
}

/* There is no room in the header bar: what is about pages goes below them. */
static void
narrow_cb (RectoWindow *self)
{
  g_autoptr (GtkWidget) page_tools = g_object_ref (self->page_tools);
  g_autoptr (GtkWidget) zoom_tools = g_object_ref (self->zoom_tools);

  recto_kept_focus_keep (GTK_WINDOW (self));
  gtk_box_remove (self->page_place, page_tools);
  gtk_box_remove (self->zoom_place, zoom_tools);
  gtk_center_box_set_start_widget (self->bottom_bar, page_tools);
  gtk_center_box_set_end_widget (self->bottom_bar, zoom_tools);
  gtk_widget_set_visible (GTK_WIDGET (self->bottom_bar), TRUE);
}

static void
wide_cb (RectoWindow *self)
{
  g_autoptr (GtkWidget) page_tools = g_object_ref (self->page_tools);
  g_autoptr (GtkWidget) zoom_tools = g_object_ref (self->zoom_tools);

  recto_kept_focus_keep (GTK_WINDOW (self));
  gtk_widget_set_visible (GTK_WIDGET (self->bottom_bar), FALSE);
  gtk_center_box_set_start_widget (self->bottom_bar, NULL);
  gtk_center_box_set_end_widget (self->bottom_bar, NULL);
  gtk_box_append (self->page_place, page_tools);
  gtk_box_append (self->zoom_place, zoom_tools);
}

RectoWindow *
recto_window_new (GtkApplication *application,
                  RectoEngine *engine,
                  GSettings *settings,
                  RectoPlaceStore *places)
{
  RectoWindow *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (RECTO_IS_ENGINE (engine), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (RECTO_TYPE_WINDOW, "application", application, NULL);
  self->engine = g_object_ref (engine);
  recto_stop_button_set_engine (self->stop_button, engine);
  self->settings = g_object_ref (settings);
  g_set_object (&self->places, places);
  recto_window_state_restore (GTK_WINDOW (self), settings);
  return self;
}

static gboolean
recto_window_close_request (GtkWindow *window)
{
  RectoWindow *self = RECTO_WINDOW (window);

  if (!recto_closing_check (self->closing))
    return GDK_EVENT_STOP;
  recto_window_state_save (window, self->settings);
  for (int i = 0; i < adw_tab_view_get_n_pages (self->tab_view); i++)
    recto_document_view_close (view_of_page (adw_tab_view_get_nth_page (self->tab_view, i)));
  return GTK_WINDOW_CLASS (recto_window_parent_class)->close_request (window);
}

static void
recto_window_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RectoWindow *self = RECTO_WINDOW (object);

  switch ((RectoWindowProperty) prop_id)
    {
    case PROP_VIEW:
      g_value_set_object (value, self->view);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_window_dispose (GObject *object)
{
  RectoWindow *self = RECTO_WINDOW (object);

  g_clear_pointer (&self->late, recto_late_window_free);
  g_clear_pointer (&self->view_watch, recto_view_watch_free);
  if (self->tab_view != NULL)
    g_signal_handlers_disconnect_by_data (self->tab_view, self);
  g_clear_object (&self->view);
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_WINDOW);
  g_clear_object (&self->engine);
  g_clear_object (&self->settings);
  g_clear_object (&self->places);
  g_clear_object (&self->closing);
  g_clear_pointer (&self->closed_tabs, recto_closed_tabs_free);

  G_OBJECT_CLASS (recto_window_parent_class)->dispose (object);
}

static void
recto_window_class_init (RectoWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = recto_window_dispose;
  object_class->get_property = recto_window_get_property;
  GTK_WINDOW_CLASS (klass)->close_request = recto_window_close_request;

  properties[PROP_VIEW] =
      g_param_spec_object ("view", NULL, NULL, RECTO_TYPE_DOCUMENT_VIEW,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (RECTO_TYPE_PAGE_ENTRY);
  g_type_ensure (RECTO_TYPE_STOP_BUTTON);
  g_type_ensure (RECTO_TYPE_TEXT_CONTROL);
  g_type_ensure (RECTO_TYPE_ZOOM_CONTROL);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/recto-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RectoWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, RectoWindow, toolbar_view);
  gtk_widget_class_bind_template_child (widget_class, RectoWindow, tab_view);
  gtk_widget_class_bind_template_child (widget_class, RectoWindow, stop_button);
  gtk_widget_class_bind_template_child (widget_class, RectoWindow, page_place);
  gtk_widget_class_bind_template_child (widget_class, RectoWindow, zoom_place);
  gtk_widget_class_bind_template_child (widget_class, RectoWindow, page_tools);
  gtk_widget_class_bind_template_child (widget_class, RectoWindow, page_entry);
  gtk_widget_class_bind_template_child (widget_class, RectoWindow, zoom_tools);
  gtk_widget_class_bind_template_child (widget_class, RectoWindow, text_control);
  gtk_widget_class_bind_template_child (widget_class, RectoWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, RectoWindow, bottom_bar);
  gtk_widget_class_bind_template_callback (widget_class, is_there);
  gtk_widget_class_bind_template_callback (widget_class, selected_page_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_attached_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_detached_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_window_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_menu_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, wide_cb);
}

static void
recto_window_init (RectoWindow *self)
{
  self->closed_tabs = recto_closed_tabs_new ();
  self->late = recto_late_window_new (GTK_WINDOW (self));
  self->view_watch = recto_view_watch_new (self, present_if_ready);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->closing = recto_closing_new (GTK_WINDOW (self), self->tab_view, self->closed_tabs);
  if (RECTO_DEVEL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");

  /* These keys turn pages and go to the ends of a document. */
  adw_tab_view_remove_shortcuts (self->tab_view, ADW_TAB_VIEW_SHORTCUT_CONTROL_PAGE_UP |
                                                     ADW_TAB_VIEW_SHORTCUT_CONTROL_PAGE_DOWN |
                                                     ADW_TAB_VIEW_SHORTCUT_CONTROL_HOME |
                                                     ADW_TAB_VIEW_SHORTCUT_CONTROL_END);
  gtk_menu_button_set_create_popup_func (self->menu_button, create_menu_cb, NULL, NULL);
  recto_fullscreen_bars_install (GTK_WINDOW (self), self->toolbar_view);
  g_signal_connect (self, "notify::fullscreened", G_CALLBACK (recto_window_actions_update), NULL);
  recto_window_files_accept_drops (self);
  recto_window_keys_install (self);
  recto_window_actions_install (self);
  recto_window_actions_update (self);
}
