/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-view-actions.h"

#include "recto-presentation.h"
#include "recto-properties-dialog.h"

/* In the order of RectoFitMode. */
static const char *const fit_modes[] = { "none", "page", "width", "automatic" };

/* Properties of the page view that are on or off. */
static const char *const flags[] = { "continuous", "dual", "odd-left", "right-to-left",
                                     "show-annotations" };

static RectoPageView *
get_page_view (RectoWindow *window)
{
  RectoDocumentView *view = recto_window_get_view (window);

  return view != NULL ? recto_document_view_get_page_view (view) : NULL;
}

static void
change_fit_mode (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  RectoPageView *page_view = get_page_view (user_data);
  const char *wanted = g_variant_get_string (state, NULL);

  for (guint i = RECTO_FIT_PAGE; page_view != NULL && i < G_N_ELEMENTS (fit_modes); i++)
    if (g_str_equal (fit_modes[i], wanted))
      g_object_set (page_view, "fit-mode", (RectoFitMode) i, NULL);
}

static void
change_colors (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  RectoPageView *page_view = get_page_view (user_data);
  const RectoColorMode mode = recto_color_mode_from_name (g_variant_get_string (state, NULL));

  if (page_view != NULL)
    g_object_set (page_view, "colors", mode, NULL);
}

static void
change_flag (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  RectoPageView *page_view = get_page_view (user_data);

  if (page_view != NULL)
    g_object_set (page_view, g_action_get_name (G_ACTION (action)), g_variant_get_boolean (state),
                  NULL);
}

/* On the screen that the window is on. */
static void
present (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RectoDocumentView *view = recto_window_get_view (user_data);
  GdkSurface *surface = gtk_native_get_surface (user_data);
  GdkMonitor *monitor = NULL;
  GtkWidget *presentation;

  if (view == NULL || recto_document_view_get_document (view) == NULL)
    return;
  presentation = recto_presentation_new (view);
  if (surface != NULL)
    monitor = gdk_display_get_monitor_at_surface (gdk_surface_get_display (surface), surface);
  if (monitor != NULL)
    gtk_window_fullscreen_on_monitor (GTK_WINDOW (presentation), monitor);
  gtk_window_present (GTK_WINDOW (presentation));
}

static void
properties (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RectoDocumentView *view = recto_window_get_view (user_data);
  RectoDocument *document = view != NULL ? recto_document_view_get_document (view) : NULL;

  if (document != NULL)
    adw_dialog_present (recto_properties_dialog_new (document,
                                                     recto_page_view_get_location (
                                                         recto_document_view_get_page_view (view))),
                        user_data);
}

static void
step_text_size (RectoWindow *window, int direction)
{
  RectoDocumentView *view = recto_window_get_view (window);

  if (view != NULL)
    recto_document_view_step_text_size (view, direction);
}

static void
text_larger (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step_text_size (user_data, 1);
}

static void
text_smaller (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step_text_size (user_data, -1);
}

static void
text (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  recto_window_show_text (user_data);
}

static const GActionEntry entries[] = {
  { .name = "present", .activate = present },
  { .name = "properties", .activate = properties },
  { .name = "text", .activate = text },
  { .name = "text-larger", .activate = text_larger },
  { .name = "text-smaller", .activate = text_smaller },
  { .name = "fit-mode", .parameter_type = "s", .state = "'none'", .change_state = change_fit_mode },
  { .name = "colors", .parameter_type = "s", .state = "'original'", .change_state = change_colors },
  { .name = "continuous", .state = "true", .change_state = change_flag },
  { .name = "dual", .state = "false", .change_state = change_flag },
  { .name = "odd-left", .state = "false", .change_state = change_flag },
  { .name = "right-to-left", .state = "false", .change_state = change_flag },
  { .name = "show-annotations", .state = "true", .change_state = change_flag },
};

static void
set_enabled (RectoWindow *window, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (window), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
set_action (RectoWindow *window, const char *name, gboolean enabled, GVariant *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (window), name);

  set_enabled (window, name, enabled);
  g_simple_action_set_state (G_SIMPLE_ACTION (action), state);
}

static void
update_text_actions (RectoWindow *window)
{
  RectoDocumentView *view = recto_window_get_view (window);
  const gboolean has_text = view != NULL && recto_document_view_has_text_style (view);
  RectoTextStyle style = RECTO_TEXT_STYLE_USUAL;

  if (has_text)
    style = recto_document_view_get_text_style (view);
  set_enabled (window, "text", has_text);
  set_enabled (window, "text-larger", has_text && style.size < RECTO_TEXT_SIZE_MAX);
  set_enabled (window, "text-smaller", has_text && style.size > RECTO_TEXT_SIZE_MIN);
}

/* Which side comes first says nothing where each page stands alone. */
static gboolean
is_of_use (RectoPageView *page_view, const char *flag)
{
  gboolean continuous = TRUE;
  gboolean dual = FALSE;

  g_object_get (page_view, "continuous", &continuous, "dual", &dual, NULL);
  if (g_str_equal (flag, "odd-left"))
    return dual;
  return !g_str_equal (flag, "right-to-left") || dual || !continuous;
}

void
recto_view_actions_update (RectoWindow *window, RectoPageView *page_view)
{
  const gboolean has_pages = page_view != NULL;
  RectoFitMode fit_mode = RECTO_FIT_NONE;
  RectoColorMode colors = RECTO_COLOR_MODE_ORIGINAL;

  if (has_pages)
    g_object_get (page_view, "fit-mode", &fit_mode, "colors", &colors, NULL);
  set_enabled (window, "present", has_pages);
  set_enabled (window, "properties", has_pages);
  update_text_actions (window);
  set_action (window, "colors", has_pages,
              g_variant_new_string (recto_color_mode_to_name (colors)));
  set_action (window, "fit-mode", has_pages, g_variant_new_string (fit_modes[fit_mode]));
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      gboolean on = FALSE;

      if (has_pages)
        g_object_get (page_view, flags[i], &on, NULL);
      set_action (window, flags[i], has_pages && is_of_use (page_view, flags[i]),
                  g_variant_new_boolean (on));
    }
}

void
recto_view_actions_install (RectoWindow *window)
{
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
}
