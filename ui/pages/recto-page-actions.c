/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-actions.h"

#include "recto-page-view.h"

#define FAST_TURN 10       /* pages */
#define SCROLL_STEP 48     /* pixels */
#define SCROLL_OVERLAP 0.1 /* of the view stays in view */

typedef struct
{
  guint key;
  GdkModifierType modifiers;
  const char *action;
  const char *target; /* (nullable) */
} Binding;

/* Letters need the focus in the view, as an entry takes them otherwise. */
static const Binding bindings[] = {
  { GDK_KEY_n, 0, "page.next", NULL },
  { GDK_KEY_Page_Down, GDK_CONTROL_MASK, "page.next", NULL },
  { GDK_KEY_KP_Page_Down, GDK_CONTROL_MASK, "page.next", NULL },
  { GDK_KEY_p, 0, "page.previous", NULL },
  { GDK_KEY_Page_Up, GDK_CONTROL_MASK, "page.previous", NULL },
  { GDK_KEY_KP_Page_Up, GDK_CONTROL_MASK, "page.previous", NULL },
  { GDK_KEY_Page_Down, GDK_SHIFT_MASK, "page.next-fast", NULL },
  { GDK_KEY_Page_Up, GDK_SHIFT_MASK, "page.previous-fast", NULL },
  { GDK_KEY_Home, GDK_CONTROL_MASK, "page.first", NULL },
  { GDK_KEY_KP_Home, GDK_CONTROL_MASK, "page.first", NULL },
  { GDK_KEY_End, GDK_CONTROL_MASK, "page.last", NULL },
  { GDK_KEY_KP_End, GDK_CONTROL_MASK, "page.last", NULL },
  { GDK_KEY_Home, 0, "page.start", NULL },
  { GDK_KEY_KP_Home, 0, "page.start", NULL },
  { GDK_KEY_End, 0, "page.end", NULL },
  { GDK_KEY_KP_End, 0, "page.end", NULL },
  { GDK_KEY_Up, 0, "page.scroll", "up" },
  { GDK_KEY_KP_Up, 0, "page.scroll", "up" },
  { GDK_KEY_Down, 0, "page.scroll", "down" },
  { GDK_KEY_KP_Down, 0, "page.scroll", "down" },
  { GDK_KEY_Left, 0, "page.scroll", "left" },
  { GDK_KEY_KP_Left, 0, "page.scroll", "left" },
  { GDK_KEY_Right, 0, "page.scroll", "right" },
  { GDK_KEY_KP_Right, 0, "page.scroll", "right" },
  { GDK_KEY_Page_Down, 0, "page.scroll", "page-down" },
  { GDK_KEY_KP_Page_Down, 0, "page.scroll", "page-down" },
  { GDK_KEY_space, 0, "page.scroll", "page-down" },
  { GDK_KEY_KP_Space, 0, "page.scroll", "page-down" },
  { GDK_KEY_Return, 0, "page.scroll", "page-down" },
  { GDK_KEY_KP_Enter, 0, "page.scroll", "page-down" },
  { GDK_KEY_Page_Up, 0, "page.scroll", "page-up" },
  { GDK_KEY_KP_Page_Up, 0, "page.scroll", "page-up" },
  { GDK_KEY_space, GDK_SHIFT_MASK, "page.scroll", "page-up" },
  { GDK_KEY_KP_Space, GDK_SHIFT_MASK, "page.scroll", "page-up" },
  { GDK_KEY_Return, GDK_SHIFT_MASK, "page.scroll", "page-up" },
  { GDK_KEY_KP_Enter, GDK_SHIFT_MASK, "page.scroll", "page-up" },
  { GDK_KEY_plus, 0, "page.zoom-in", NULL },
  { GDK_KEY_plus, GDK_CONTROL_MASK, "page.zoom-in", NULL },
  { GDK_KEY_equal, 0, "page.zoom-in", NULL },
  { GDK_KEY_equal, GDK_CONTROL_MASK, "page.zoom-in", NULL },
  { GDK_KEY_KP_Add, 0, "page.zoom-in", NULL },
  { GDK_KEY_KP_Add, GDK_CONTROL_MASK, "page.zoom-in", NULL },
  { GDK_KEY_minus, 0, "page.zoom-out", NULL },
  { GDK_KEY_minus, GDK_CONTROL_MASK, "page.zoom-out", NULL },
  { GDK_KEY_KP_Subtract, 0, "page.zoom-out", NULL },
  { GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "page.zoom-out", NULL },
  { GDK_KEY_0, GDK_CONTROL_MASK, "page.zoom-normal", NULL },
  { GDK_KEY_KP_0, GDK_CONTROL_MASK, "page.zoom-normal", NULL },
  { GDK_KEY_z, 0, "page.zoom-to-selection", NULL },
  { GDK_KEY_slash, 0, "win.find", NULL },
  { GDK_KEY_KP_Divide, 0, "win.find", NULL },
  { GDK_KEY_f, 0, "page.fit-page", NULL },
  { GDK_KEY_w, 0, "page.fit-width", NULL },
  { GDK_KEY_a, 0, "page.fit-automatic", NULL },
  { GDK_KEY_c, 0, "page.continuous", NULL },
  { GDK_KEY_d, 0, "page.dual", NULL },
  { GDK_KEY_o, 0, "page.odd-left", NULL },
  { GDK_KEY_i, GDK_CONTROL_MASK, "page.night", NULL },
  /* A menu tells the last one of an action. */
  { GDK_KEY_KP_Insert, GDK_CONTROL_MASK, "page.copy", NULL },
  { GDK_KEY_Insert, GDK_CONTROL_MASK, "page.copy", NULL },
  { GDK_KEY_c, GDK_CONTROL_MASK, "page.copy", NULL },
  { GDK_KEY_a, GDK_CONTROL_MASK, "page.select-all", NULL },
  { GDK_KEY_r, 0, "page.select-rectangle", NULL },
  { GDK_KEY_F7, 0, "page.caret", NULL },
  { GDK_KEY_f, GDK_SHIFT_MASK, "page.link-hints", NULL },
  { GDK_KEY_Menu, 0, "page.menu", NULL },
  { GDK_KEY_F10, GDK_SHIFT_MASK, "page.menu", NULL },
  { GDK_KEY_Left, GDK_CONTROL_MASK, "page.rotate-left", NULL },
  { GDK_KEY_Right, GDK_CONTROL_MASK, "page.rotate-right", NULL },
  { GDK_KEY_p, GDK_ALT_MASK, "page.back", NULL },
  { GDK_KEY_Left, GDK_ALT_MASK, "page.back", NULL },
  { GDK_KEY_Back, 0, "page.back", NULL },
  { GDK_KEY_n, GDK_ALT_MASK, "page.forward", NULL },
  { GDK_KEY_Right, GDK_ALT_MASK, "page.forward", NULL },
  { GDK_KEY_Forward, 0, "page.forward", NULL },
};

/* Those of an editor that has its arrow keys under the fingers. */
static const Binding letters[] = {
  { GDK_KEY_h, 0, "page.scroll", "left" },
  { GDK_KEY_j, 0, "page.scroll", "down" },
  { GDK_KEY_k, 0, "page.scroll", "up" },
  { GDK_KEY_l, 0, "page.scroll", "right" },
};

static void
next_page (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  recto_page_view_turn (RECTO_PAGE_VIEW (widget), 1);
}

static void
previous_page (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  recto_page_view_turn (RECTO_PAGE_VIEW (widget), -1);
}

static void
next_page_fast (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  recto_page_view_turn (RECTO_PAGE_VIEW (widget), FAST_TURN);
}

static void
previous_page_fast (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  recto_page_view_turn (RECTO_PAGE_VIEW (widget), -FAST_TURN);
}

static void
first_page (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  recto_page_view_go_to (RECTO_PAGE_VIEW (widget), RECTO_LOCATION_INIT (0, 0), TRUE);
}

static void
last_page (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RectoDocument *document = recto_page_view_get_document (RECTO_PAGE_VIEW (widget));

  if (document != NULL)
    recto_page_view_go_to (RECTO_PAGE_VIEW (widget),
                           recto_document_get_location (document, G_MAXUINT), TRUE);
}

static void
page_start (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  recto_page_view_go_to_edge (RECTO_PAGE_VIEW (widget), GTK_POS_TOP);
}

static void
page_end (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  recto_page_view_go_to_edge (RECTO_PAGE_VIEW (widget), GTK_POS_BOTTOM);
}

static void
zoom_to (GtkWidget *widget, double zoom)
{
  recto_page_view_zoom_at (RECTO_PAGE_VIEW (widget), zoom, gtk_widget_get_width (widget) / 2.0,
                           gtk_widget_get_height (widget) / 2.0);
}

static void
zoom_in (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  zoom_to (widget, recto_zoom_step_in (recto_page_view_get_zoom (RECTO_PAGE_VIEW (widget))));
}

static void
zoom_out (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  zoom_to (widget, recto_zoom_step_out (recto_page_view_get_zoom (RECTO_PAGE_VIEW (widget))));
}

static void
zoom_normal (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  zoom_to (widget, 1);
}

static void
zoom_to_selection (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  recto_page_view_begin_zoom_to (RECTO_PAGE_VIEW (widget));
}

static void
fit_page (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  recto_page_view_set_fit_mode (RECTO_PAGE_VIEW (widget), RECTO_FIT_PAGE);
}

static void
fit_width (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  recto_page_view_set_fit_mode (RECTO_PAGE_VIEW (widget), RECTO_FIT_WIDTH);
}

static void
fit_automatic (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  recto_page_view_set_fit_mode (RECTO_PAGE_VIEW (widget), RECTO_FIT_AUTOMATIC);
}

static void
copy (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  recto_page_view_copy_text (RECTO_PAGE_VIEW (widget));
}

static void
select_all (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  recto_page_view_select_page (RECTO_PAGE_VIEW (widget));
}

static void
copy_picture (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  recto_page_view_copy_picture (RECTO_PAGE_VIEW (widget));
}

static void
select_rectangle (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  recto_page_view_begin_select_rectangle (RECTO_PAGE_VIEW (widget));
}

static void
find_selection (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  recto_page_view_find_selection (RECTO_PAGE_VIEW (widget));
}

static void
look_up (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  recto_page_view_look_up_selection (RECTO_PAGE_VIEW (widget));
}

static void
caret (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  recto_page_view_toggle_caret (RECTO_PAGE_VIEW (widget));
}

static void
hint_links (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  recto_page_view_hint_links (RECTO_PAGE_VIEW (widget));
}

static void
menu (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  recto_page_view_popup_menu (RECTO_PAGE_VIEW (widget));
}

static void
open_link (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  recto_page_view_open_menu_link (RECTO_PAGE_VIEW (widget));
}

static void
copy_link (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  recto_page_view_copy_menu_link (RECTO_PAGE_VIEW (widget));
}

static void
rotate_left (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RectoPageView *view = RECTO_PAGE_VIEW (widget);

  recto_page_view_set_rotation (view, (recto_page_view_get_rotation (view) + 270) % 360);
}

static void
rotate_right (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RectoPageView *view = RECTO_PAGE_VIEW (widget);

  recto_page_view_set_rotation (view, (recto_page_view_get_rotation (view) + 90) % 360);
}

static void
night (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  recto_page_view_toggle_night (RECTO_PAGE_VIEW (widget));
}

static void
go_back (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  recto_page_view_go_back (RECTO_PAGE_VIEW (widget));
}

static void
go_forward (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  recto_page_view_go_forward (RECTO_PAGE_VIEW (widget));
}

static void
resume (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  recto_page_view_resume (RECTO_PAGE_VIEW (widget));
}

/* Where pages are shown one at a time, going on past the end of one turns it; which side of a page
 * is its end depends on the direction one reads in. */
static void
turn_on (RectoPageView *view, GtkOrientation orientation, double pixels)
{
  if (recto_page_view_get_continuous (view))
    return;
  if (orientation == GTK_ORIENTATION_HORIZONTAL && recto_page_view_is_right_to_left (view))
    pixels = -pixels;
  if (pixels > 0)
    recto_page_view_turn (view, 1);
  else if (orientation == GTK_ORIENTATION_VERTICAL)
    recto_page_view_turn_back_to_end (view);
  else
    recto_page_view_turn (view, -1);
}

static void
scroll_or_turn (RectoPageView *view, GtkOrientation orientation, double pixels)
{
  if (!recto_page_view_scroll (view, orientation, pixels))
    turn_on (view, orientation, pixels);
}

static void
scroll_page_or_turn (RectoPageView *view, double pixels)
{
  if (!recto_page_view_scroll_by_key (view, pixels))
    turn_on (view, GTK_ORIENTATION_VERTICAL, pixels);
}

/* Chapter and page. */
static void
explain (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  guint chapter;
  guint page;

  g_variant_get (parameter, "(uu)", &chapter, &page);
  g_signal_emit_by_name (widget, "explain", chapter, page);
}

static void
scroll (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RectoPageView *view = RECTO_PAGE_VIEW (widget);
  const char *direction = g_variant_get_string (parameter, NULL);
  double most = gtk_widget_get_height (widget) * (1 - SCROLL_OVERLAP);

  if (g_str_equal (direction, "up"))
    scroll_or_turn (view, GTK_ORIENTATION_VERTICAL, -SCROLL_STEP);
  else if (g_str_equal (direction, "down"))
    scroll_or_turn (view, GTK_ORIENTATION_VERTICAL, SCROLL_STEP);
  else if (g_str_equal (direction, "left"))
    scroll_or_turn (view, GTK_ORIENTATION_HORIZONTAL, -SCROLL_STEP);
  else if (g_str_equal (direction, "right"))
    scroll_or_turn (view, GTK_ORIENTATION_HORIZONTAL, SCROLL_STEP);
  else if (g_str_equal (direction, "page-up"))
    scroll_page_or_turn (view, -most);
  else if (g_str_equal (direction, "page-down"))
    scroll_page_or_turn (view, most);
}

GtkEventController *
recto_page_actions_make_letter_keys (void)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++)
    {
      GtkShortcut *shortcut =
          gtk_shortcut_new (gtk_keyval_trigger_new (letters[i].key, letters[i].modifiers),
                            gtk_named_action_new (letters[i].action));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_string (letters[i].target));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  return controller;
}

void
recto_page_actions_install (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "page.next", next_page },
    { "page.previous", previous_page },
    { "page.next-fast", next_page_fast },
    { "page.previous-fast", previous_page_fast },
    { "page.first", first_page },
    { "page.last", last_page },
    { "page.start", page_start },
    { "page.end", page_end },
    { "page.zoom-in", zoom_in },
    { "page.zoom-out", zoom_out },
    { "page.zoom-normal", zoom_normal },
    { "page.zoom-to-selection", zoom_to_selection },
    { "page.fit-page", fit_page },
    { "page.fit-width", fit_width },
    { "page.fit-automatic", fit_automatic },
    { "page.copy", copy },
    { "page.select-all", select_all },
    { "page.copy-picture", copy_picture },
    { "page.select-rectangle", select_rectangle },
    { "page.find-selection", find_selection },
    { "page.look-up", look_up },
    { "page.caret", caret },
    { "page.link-hints", hint_links },
    { "page.menu", menu },
    { "page.open-link", open_link },
    { "page.copy-link", copy_link },
    { "page.rotate-left", rotate_left },
    { "page.rotate-right", rotate_right },
    { "page.night", night },
    { "page.back", go_back },
    { "page.forward", go_forward },
    { "page.resume", resume },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
  gtk_widget_class_install_action (widget_class, "page.scroll", "s", scroll);
  gtk_widget_class_install_action (widget_class, "page.explain", "(uu)", explain);
  gtk_widget_class_install_property_action (widget_class, "page.continuous", "continuous");
  gtk_widget_class_install_property_action (widget_class, "page.dual", "dual");
  gtk_widget_class_install_property_action (widget_class, "page.odd-left", "odd-left");
  gtk_widget_class_install_property_action (widget_class, "page.right-to-left", "right-to-left");

  for (gsize i = 0; i < G_N_ELEMENTS (bindings); i++)
    gtk_widget_class_add_binding_action (widget_class, bindings[i].key, bindings[i].modifiers,
                                         bindings[i].action,
                                         bindings[i].target != NULL ? "s" : NULL,
                                         bindings[i].target);
}
