/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-shortcuts-dialog.h"

#include <glib/gi18n.h>

#include "recto-shortcuts.h"

struct _RectoShortcutsDialog
{
  AdwDialog parent_instance;
  AdwPreferencesPage *page; /* template child */
};

G_DEFINE_FINAL_TYPE (RectoShortcutsDialog, recto_shortcuts_dialog, ADW_TYPE_DIALOG)

/* The keys of one shortcut as people read them: "Ctrl+O". (transfer full) (nullable) */
static char *
label_key (const char *key)
{
  guint keyval = 0;
  GdkModifierType modifiers = 0;

  if (!gtk_accelerator_parse (key, &keyval, &modifiers))
    return NULL;
  return gtk_accelerator_get_label (keyval, modifiers);
}

static GtkWidget *
make_row (const RectoShortcut *shortcut)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *keys = adw_wrap_box_new ();

  /* Their names may be long, and the window narrow. */
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (keys), 6);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (keys), 6);
  adw_wrap_box_set_align (ADW_WRAP_BOX (keys), 1);
  gtk_widget_set_valign (keys, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (keys, 6);
  gtk_widget_set_margin_bottom (keys, 6);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (shortcut->title));
  for (guint i = 0; shortcut->keys[i] != NULL; i++)
    {
      g_autofree char *text = label_key (shortcut->keys[i]);
      GtkWidget *label = gtk_label_new (text);

      gtk_widget_add_css_class (label, "recto-key");
      gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
      adw_wrap_box_append (ADW_WRAP_BOX (keys), label);
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), keys);
  return row;
}

AdwDialog *
recto_shortcuts_dialog_new (void)
{
  return g_object_new (RECTO_TYPE_SHORTCUTS_DIALOG, NULL);
}

static void
recto_shortcuts_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_SHORTCUTS_DIALOG);

  G_OBJECT_CLASS (recto_shortcuts_dialog_parent_class)->dispose (object);
}

static void
recto_shortcuts_dialog_class_init (RectoShortcutsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = recto_shortcuts_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/recto-shortcuts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RectoShortcutsDialog, page);
}

static void
recto_shortcuts_dialog_init (RectoShortcutsDialog *self)
{
  guint n_groups = 0;
  const RectoShortcutGroup *groups = recto_shortcuts_get_groups (&n_groups);

  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < n_groups; i++)
    {
      GtkWidget *group = adw_preferences_group_new ();

      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ (groups[i].title));
      for (guint k = 0; k < groups[i].n_shortcuts; k++)
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                   make_row (&groups[i].shortcuts[k]));
      adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (group));
    }
}
