/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-shortcuts.h"

#include <glib/gi18n.h>

static const RectoShortcut general[] = {
  { N_ ("Open a document"), "win.open", { "<Control>o" } },
  { N_ ("New window"), "app.new-window", { "<Control>n" } },
  { N_ ("Main menu"), "win.menu", { "F10" } },
  { N_ ("Sidebar"), "win.sidebar", { "F9" } },
  { N_ ("Attachments"), "win.attachments", { "<Control><Shift>a" } },
  { N_ ("Document properties"), "win.properties", { "<Alt>Return" } },
  { N_ ("Fullscreen"), "win.fullscreen", { "F11" } },
  { N_ ("Present as slideshow"), "win.present", { "F5", "<Shift>F5" } },
  { N_ ("Preferences"), "app.preferences", { "<Control>comma" } },
  { N_ ("Help"), "app.help", { "F1" } },
  { N_ ("Keyboard shortcuts"), "app.shortcuts", { "<Control>question" } },
  { N_ ("Quit"), "app.quit", { "<Control>q" } },
};

static const RectoShortcut stopping[] = {
  { N_ ("Stop"), "win.stop", { "Escape", "Stop" } },
  { N_ ("Stop everything in all windows"), "app.stop-all", { "<Shift>Escape" } },
  { N_ ("Show what is running"), "app.activity", { "<Control><Shift>y" } },
  { N_ ("Reload"), "win.reload", { "<Control>r", "Reload" } },
};

static const RectoShortcut tabs[] = {
  { N_ ("New tab"), "win.new-tab", { "<Control>t" } },
  { N_ ("Close tab"), "win.close-tab", { "<Control>w" } },
  { N_ ("Reopen closed tab"), "win.reopen-tab", { "<Control><Shift>t" } },
  /* These three are the tab view's own. */
  { N_ ("Next tab"), NULL, { "<Control>Tab" } },
  { N_ ("Previous tab"), NULL, { "<Control><Shift>Tab" } },
  { N_ ("First to ninth tab"), NULL, { "<Alt>1", "<Alt>9" } },
};

static const RectoShortcut pages[] = {
  { N_ ("Go to a page"), "win.go-to-page", { "<Control>l" } },
  { N_ ("Next page"), NULL, { "n", "<Control>Page_Down" } },
  { N_ ("Previous page"), NULL, { "p", "<Control>Page_Up" } },
  { N_ ("Ten pages forward"), NULL, { "<Shift>Page_Down" } },
  { N_ ("Ten pages back"), NULL, { "<Shift>Page_Up" } },
  { N_ ("First page"), NULL, { "<Control>Home" } },
  { N_ ("Last page"), NULL, { "<Control>End" } },
  { N_ ("Start of the page"), NULL, { "Home" } },
  { N_ ("End of the page"), NULL, { "End" } },
  { N_ ("Scroll forward"), NULL, { "space", "Return", "Page_Down" } },
  { N_ ("Scroll back"), NULL, { "<Shift>space", "<Shift>Return", "Page_Up" } },
  /* Translators: letters show at the links; typing them follows one. */
  { N_ ("Follow a link by letters"), NULL, { "<Shift>f" } },
  { N_ ("Menu of the page"), NULL, { "<Shift>F10", "Menu" } },
  { N_ ("Back to where you were"), "win.back", { "<Alt>p", "<Alt>Left", "Back" } },
  { N_ ("Forward again"), "win.forward", { "<Alt>n", "<Alt>Right", "Forward" } },
  { N_ ("Add a bookmark"), "win.add-bookmark", { "<Control>d" } },
  { N_ ("Remove the bookmark"), "win.remove-bookmark", { "<Control><Shift>d" } },
};

static const RectoShortcut view[] = {
  { N_ ("Zoom in"), "win.zoom-in", { "<Control>plus", "<Control>equal", "<Control>KP_Add" } },
  { N_ ("Zoom out"), "win.zoom-out", { "<Control>minus", "<Control>KP_Subtract" } },
  { N_ ("Natural size"), "win.zoom-normal", { "<Control>0", "<Control>KP_0" } },
  { N_ ("Zoom to a selection"), NULL, { "z" } },
  { N_ ("Fit page"), NULL, { "f" } },
  { N_ ("Fit width"), NULL, { "w" } },
  { N_ ("Automatic size"), NULL, { "a" } },
  { N_ ("Continuous scrolling"), NULL, { "c" } },
  { N_ ("Two pages"), NULL, { "d" } },
  { N_ ("Odd pages left"), NULL, { "o" } },
  { N_ ("Night mode"), "win.night", { "<Control>i" } },
  /* Translators: the letters of a book, not its pages. */
  { N_ ("Larger text"), "win.text-larger", { "<Control>bracketright", "<Control>greater" } },
  { N_ ("Smaller text"), "win.text-smaller", { "<Control>bracketleft", "<Control>less" } },
  { N_ ("Font and spacing of the text"), "win.text", { "F8" } },
  { N_ ("Rotate left"), NULL, { "<Control>Left" } },
  { N_ ("Rotate right"), NULL, { "<Control>Right" } },
};

static const RectoShortcut words[] = {
  { N_ ("Find"), "win.find", { "<Control>f", "slash" } },
  { N_ ("Find in all open documents"), "win.find-everywhere", { "<Control><Shift>f" } },
  { N_ ("Next hit"), "win.find-next", { "F3", "<Control>g" } },
  { N_ ("Previous hit"), "win.find-previous", { "<Shift>F3", "<Control><Shift>g" } },
  { N_ ("Copy"), NULL, { "<Control>c", "<Control>Insert" } },
  { N_ ("Select all of the page"), NULL, { "<Control>a" } },
  { N_ ("Select a rectangle"), NULL, { "r" } },
  /* Translators: a caret in the text of the pages, moved by the arrow keys. */
  { N_ ("Caret"), NULL, { "F7" } },
};

/* These are the presentation's own. */
static const RectoShortcut presentation[] = {
  { N_ ("Next page"), NULL, { "n", "space", "Right", "Page_Down" } },
  { N_ ("Previous page"), NULL, { "p", "BackSpace", "Left", "Page_Up" } },
  { N_ ("Black screen"), NULL, { "b", "period" } },
  { N_ ("White screen"), NULL, { "w" } },
  { N_ ("First page"), NULL, { "Home" } },
  { N_ ("Last page"), NULL, { "End" } },
  { N_ ("Leave"), NULL, { "Escape", "F5" } },
};

static const RectoShortcutGroup groups[] = {
  { N_ ("General"), general, G_N_ELEMENTS (general) },
  { N_ ("Stopping"), stopping, G_N_ELEMENTS (stopping) },
  { N_ ("Pages"), pages, G_N_ELEMENTS (pages) },
  { N_ ("View"), view, G_N_ELEMENTS (view) },
  { N_ ("Text"), words, G_N_ELEMENTS (words) },
  { N_ ("Presentation"), presentation, G_N_ELEMENTS (presentation) },
  { N_ ("Tabs"), tabs, G_N_ELEMENTS (tabs) },
};

const RectoShortcutGroup *
recto_shortcuts_get_groups (guint *n_groups)
{
  g_return_val_if_fail (n_groups != NULL, NULL);

  *n_groups = G_N_ELEMENTS (groups);
  return groups;
}

/* Some keys are no accelerators, which would come before everything else. Escape first closes what
 * is open, and only then stops: the window sees to the order. What is typed goes into the entry
 * that has the keys, and else to the pages. */
static gboolean
is_accelerator (const char *key)
{
  return g_strcmp0 (key, "Escape") != 0 && g_strcmp0 (key, "slash") != 0;
}

static void
install (GtkApplication *application, const RectoShortcut *shortcut)
{
  const char *keys[RECTO_SHORTCUT_MAX_KEYS + 1] = { NULL };
  guint n_keys = 0;

  for (guint i = 0; shortcut->keys[i] != NULL; i++)
    if (is_accelerator (shortcut->keys[i]))
      keys[n_keys++] = shortcut->keys[i];
  gtk_application_set_accels_for_action (application, shortcut->action, keys);
}

void
recto_shortcuts_install (GtkApplication *application)
{
  g_return_if_fail (GTK_IS_APPLICATION (application));

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    for (guint k = 0; k < groups[i].n_shortcuts; k++)
      if (groups[i].shortcuts[k].action != NULL)
        install (application, &groups[i].shortcuts[k]);
}
