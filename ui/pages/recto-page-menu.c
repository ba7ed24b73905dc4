/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-menu.h"

#include <glib/gi18n.h>

#define SIGNAL "context-menu"

struct _RectoPageMenu
{
  RectoPageView *view;           /* (unowned) */
  RectoPageLinks *links;         /* (unowned) */
  RectoTextSelection *selection; /* (unowned) */
  GtkWidget *popover;            /* (nullable): of the view, once it has been asked for */
  RectoTarget *target;           /* (nullable) */
  RectoLocation location;
};

static void
append (GMenu *menu, const char *label, const char *action)
{
  g_menu_append (menu, label, action);
}

static void
append_section (GMenu *menu, GMenu *section)
{
  if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static void
append_explain (GMenu *menu, RectoLocation location)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (_ ("_Why Is This Page Slow?"), NULL);

  g_menu_item_set_action_and_target (item, "page.explain", "(uu)", location.chapter, location.page);
  g_menu_append_item (menu, item);
}

/* Only what can be done there. */
static GMenuModel *
make_model (RectoPageMenu *self)
{
  g_autoptr (GMenu) link = g_menu_new ();
  g_autoptr (GMenu) selection = g_menu_new ();
  g_autoptr (GMenu) page = g_menu_new ();
  GMenu *menu = g_menu_new ();
  RectoLocation location;
  RectoRect area;

  if (self->target != NULL)
    append (link, _ ("_Open Link"), "page.open-link");
  if (self->target != NULL && self->target->kind == RECTO_TARGET_ADDRESS)
    append (link, _ ("Copy _Link Address"), "page.copy-link");
  if (!recto_text_selection_is_empty (self->selection))
    {
      append (selection, _ ("_Copy"), "page.copy");
      if (recto_text_selection_get_area (self->selection, &location, &area))
        append (selection, _ ("Copy as _Image"), "page.copy-picture");
      /* Translators: for the words that are selected. */
      append (selection, _ ("_Find in Document"), "page.find-selection");
      /* Translators: the words that are selected, in a dictionary on the web. */
      append (selection, _ ("Look _Up"), "page.look-up");
    }
  else
    append (page, _ ("Copy Page as _Image"), "page.copy-picture");
  append (page, _ ("Select _All of the Page"), "page.select-all");
  append (page, _ ("Select a _Rectangle"), "page.select-rectangle");
  append_explain (page, self->location);
  append_section (menu, link);
  append_section (menu, selection);
  append_section (menu, page);
  return G_MENU_MODEL (menu);
}

static void
show (RectoPageMenu *self, const RectoTarget *target, const GdkRectangle *where)
{
  g_autoptr (GMenuModel) model = NULL;

  g_clear_pointer (&self->target, recto_target_free);
  if (target != NULL)
    self->target = recto_target_copy (target);
  model = make_model (self);
  if (self->popover == NULL)
    {
      self->popover = gtk_popover_menu_new_from_model (NULL);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
      gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
      gtk_widget_set_parent (self->popover, GTK_WIDGET (self->view));
    }
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->popover), model);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), where);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static gboolean
is_possible (RectoPageMenu *self)
{
  return recto_page_view_get_document (self->view) != NULL &&
         !recto_page_view_is_presenting (self->view);
}

static void
pressed_cb (RectoPageMenu *self, int n_press, double x, double y, GtkGesture *gesture)
{
  const GdkRectangle where = { (int) x, (int) y, 1, 1 };
  gboolean shown = FALSE;
  RectoLinkInView found;
  double page_x;
  double page_y;

  if (!is_possible (self))
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit_by_name (self->view, SIGNAL, x, y, &shown);
  if (shown || !recto_page_view_find_nearest (self->view, x, y, &self->location, &page_x, &page_y))
    return;
  if (recto_page_links_find (self->links, x, y, &found))
    show (self, &found.link->target, &where);
  else
    show (self, NULL, &where);
}

/* Below what is selected, or else in the middle of the view. */
static void
choose_place (RectoPageMenu *self, GdkRectangle *where)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (self->view));
  const int height = gtk_widget_get_height (GTK_WIDGET (self->view));
  GdkRectangle selected;
  RectoLocation location;
  RectoRect area;

  *where = (GdkRectangle) { width / 2, height / 2, 1, 1 };
  if (recto_text_selection_get_area (self->selection, &location, &area) &&
      recto_page_view_find_area (self->view, location, &area, &selected) &&
      selected.y + selected.height > 0 && selected.y + selected.height < height)
    *where = (GdkRectangle) { CLAMP (selected.x, 0, width), selected.y + selected.height, 1, 1 };
}

void
recto_page_menu_popup (RectoPageMenu *self)
{
  RectoLinkInView found;
  GdkRectangle where;

  if (!is_possible (self))
    return;
  self->location = recto_page_view_get_location (self->view);
  if (recto_page_links_get_focused (self->links, &found))
    {
      self->location = found.location;
      show (self, &found.link->target, &found.area);
      return;
    }
  choose_place (self, &where);
  show (self, NULL, &where);
}

const RectoTarget *
recto_page_menu_get_target (RectoPageMenu *self)
{
  return self->target;
}

RectoLocation
recto_page_menu_get_location (RectoPageMenu *self)
{
  return self->location;
}

void
recto_page_menu_allocate (RectoPageMenu *self)
{
  if (self->popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->popover));
}

RectoPageMenu *
recto_page_menu_new (RectoPageView *view, RectoPageLinks *links, RectoTextSelection *selection)
{
  RectoPageMenu *self = g_new0 (RectoPageMenu, 1);
  GtkGesture *click = gtk_gesture_click_new ();

  self->view = view;
  self->links = links;
  self->selection = selection;
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (click));
  return self;
}

void
recto_page_menu_end (RectoPageMenu *self)
{
  g_clear_pointer (&self->popover, gtk_widget_unparent);
}

void
recto_page_menu_free (RectoPageMenu *self)
{
  g_clear_pointer (&self->target, recto_target_free);
  g_free (self);
}

void
recto_page_menu_install (GtkWidgetClass *widget_class)
{
  g_signal_new (SIGNAL, G_TYPE_FROM_CLASS (widget_class), G_SIGNAL_RUN_LAST, 0,
                g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 2, G_TYPE_DOUBLE,
                G_TYPE_DOUBLE);
}
