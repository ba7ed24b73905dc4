/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-preferences-dialog.h"

#include "recto-line-heights.h"
#include "recto-look-up.h"

#define LOOK_UP_ADDRESS "look-up-address"

struct _RectoPreferencesDialog
{
  AdwPreferencesDialog parent_instance;
  GSettings *settings;
  GtkWidget *time_limit; /* template children */
  GtkWidget *fit_mode;
  GtkWidget *continuous;
  GtkWidget *keep_saving;
  GtkWidget *letter_keys;
  GtkWidget *look_up_address;
  GtkWidget *memory_limit;
  GtkWidget *show_sidebar;
  GtkWidget *remember_places;
  GtkWidget *restore_session;
  GtkWidget *colors;
  GtkWidget *dual;
  GtkWidget *odd_left;
  GtkWidget *right_to_left;
  GtkWidget *text_size;
  GtkWidget *text_family;
  GtkWidget *line_height;
  GtkWidget *text_margins;
  GtkWidget *text_alignment;
};

G_DEFINE_FINAL_TYPE (RectoPreferencesDialog, recto_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

/* The values of a key, in the order of the choices on the screen. */
static const char *const time_limits[] = { "10-seconds", "30-seconds", "60-seconds", "never",
                                           NULL };
static const char *const memory_limits[] = { "automatic", "64-mb",   "128-mb",  "256-mb",
                                             "512-mb",    "1024-mb", "2048-mb", NULL };
static const char *const fit_modes[] = { "automatic", "width", "page", NULL };
static const char *const colors[] = { "original", "night", "sepia", "desktop", NULL };

static const char *const families[] = { "book", "serif", "sans", "mono", NULL };
static const char *const margins[] = { "book", "narrow", "medium", "wide", NULL };
static const char *const alignments[] = { "book", "left", "justified", NULL };

static gboolean
height_to_choice (GValue *value, GVariant *variant, gpointer user_data)
{
  g_value_set_uint (value, recto_line_heights_find (g_variant_get_double (variant)));
  return TRUE;
}

static GVariant *
choice_to_height (const GValue *value, const GVariantType *expected_type, gpointer user_data)
{
  return g_variant_new_double (recto_line_heights_get (g_value_get_uint (value)));
}

static gboolean
value_to_choice (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *const *values = user_data;
  const char *wanted = g_variant_get_string (variant, NULL);

  for (guint i = 0; values[i] != NULL; i++)
    if (g_str_equal (values[i], wanted))
      {
        g_value_set_uint (value, i);
        return TRUE;
      }
  return FALSE;
}

static GVariant *
choice_to_value (const GValue *value, const GVariantType *expected_type, gpointer user_data)
{
  const char *const *values = user_data;
  const guint choice = g_value_get_uint (value);

  if (choice >= g_strv_length ((GStrv) values))
    return NULL;
  return g_variant_new_string (values[choice]);
}

static void
bind_choice (GSettings *settings, const char *key, GtkWidget *row, const char *const *values)
{
  g_settings_bind_with_mapping (settings, key, row, "selected", G_SETTINGS_BIND_DEFAULT,
                                value_to_choice, choice_to_value, (gpointer) values, NULL);
}

static void
bind_text (RectoPreferencesDialog *self, GSettings *settings)
{
  g_settings_bind (settings, "text-size", self->text_size, "value", G_SETTINGS_BIND_DEFAULT);
  bind_choice (settings, "text-family", self->text_family, families);
  bind_choice (settings, "text-margins", self->text_margins, margins);
  bind_choice (settings, "text-alignment", self->text_alignment, alignments);
  g_settings_bind_with_mapping (settings, "line-height", self->line_height, "selected",
                                G_SETTINGS_BIND_DEFAULT, height_to_choice, choice_to_height, NULL,
                                NULL);
}

/* ---- Looking up ---- */

static void
look_up_changed_cb (RectoPreferencesDialog *self)
{
  const char *address = gtk_editable_get_text (GTK_EDITABLE (self->look_up_address));

  /* Nothing stands for the default. */
  if (address[0] == '\0' || recto_look_up_is_template (address))
    gtk_widget_remove_css_class (self->look_up_address, "error");
  else
    gtk_widget_add_css_class (self->look_up_address, "error");
}

static void
look_up_apply_cb (RectoPreferencesDialog *self)
{
  const char *address = gtk_editable_get_text (GTK_EDITABLE (self->look_up_address));
  g_autofree char *usual = NULL;

  if (recto_look_up_is_template (address))
    g_settings_set_string (self->settings, LOOK_UP_ADDRESS, address);
  else if (address[0] == '\0')
    {
      g_settings_reset (self->settings, LOOK_UP_ADDRESS);
      usual = g_settings_get_string (self->settings, LOOK_UP_ADDRESS);
      gtk_editable_set_text (GTK_EDITABLE (self->look_up_address), usual);
    }
}

/* Not while it is typed: half of an address is none. */
static void
bind_look_up (RectoPreferencesDialog *self)
{
  g_settings_bind (self->settings, LOOK_UP_ADDRESS, self->look_up_address, "text",
                   G_SETTINGS_BIND_GET);
}

AdwDialog *
recto_preferences_dialog_new (GSettings *settings)
{
  RectoPreferencesDialog *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (RECTO_TYPE_PREFERENCES_DIALOG, NULL);
  self->settings = g_object_ref (settings);
  bind_look_up (self);
  bind_choice (settings, "page-time-limit", self->time_limit, time_limits);
  bind_choice (settings, "memory-limit", self->memory_limit, memory_limits);
  g_settings_bind (settings, "letter-keys", self->letter_keys, "active", G_SETTINGS_BIND_DEFAULT);
  bind_choice (settings, "fit-mode", self->fit_mode, fit_modes);
  bind_choice (settings, "colors", self->colors, colors);
  g_settings_bind (settings, "remember-places", self->remember_places, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "restore-session", self->restore_session, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "keep-saving", self->keep_saving, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "show-sidebar", self->show_sidebar, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "continuous", self->continuous, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "dual", self->dual, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "odd-left", self->odd_left, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "right-to-left", self->right_to_left, "active",
                   G_SETTINGS_BIND_DEFAULT);
  bind_text (self, settings);
  return ADW_DIALOG (self);
}

static void
recto_preferences_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_PREFERENCES_DIALOG);
  g_clear_object (&RECTO_PREFERENCES_DIALOG (object)->settings);

  G_OBJECT_CLASS (recto_preferences_dialog_parent_class)->dispose (object);
}

static void
recto_preferences_dialog_class_init (RectoPreferencesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = recto_preferences_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/recto-preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RectoPreferencesDialog, time_limit);
  gtk_widget_class_bind_template_child (widget_class, RectoPreferencesDialog, fit_mode);
  gtk_widget_class_bind_template_child (widget_class, RectoPreferencesDialog, continuous);
  gtk_widget_class_bind_template_child (widget_class, RectoPreferencesDialog, keep_saving);
  gtk_widget_class_bind_template_child (widget_class, RectoPreferencesDialog, letter_keys);
  gtk_widget_class_bind_template_child (widget_class, RectoPreferencesDialog, look_up_address);
  gtk_widget_class_bind_template_callback (widget_class, look_up_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, look_up_apply_cb);
  gtk_widget_class_bind_template_child (widget_class, RectoPreferencesDialog, memory_limit);
  gtk_widget_class_bind_template_child (widget_class, RectoPreferencesDialog, show_sidebar);
  gtk_widget_class_bind_template_child (widget_class, RectoPreferencesDialog, remember_places);
  gtk_widget_class_bind_template_child (widget_class, RectoPreferencesDialog, restore_session);
  gtk_widget_class_bind_template_child (widget_class, RectoPreferencesDialog, colors);
  gtk_widget_class_bind_template_child (widget_class, RectoPreferencesDialog, dual);
  gtk_widget_class_bind_template_child (widget_class, RectoPreferencesDialog, odd_left);
  gtk_widget_class_bind_template_child (widget_class, RectoPreferencesDialog, right_to_left);
  gtk_widget_class_bind_template_child (widget_class, RectoPreferencesDialog, text_size);
  gtk_widget_class_bind_template_child (widget_class, RectoPreferencesDialog, text_family);
  gtk_widget_class_bind_template_child (widget_class, RectoPreferencesDialog, line_height);
  gtk_widget_class_bind_template_child (widget_class, RectoPreferencesDialog, text_margins);
  gtk_widget_class_bind_template_child (widget_class, RectoPreferencesDialog, text_alignment);
}

static void
recto_preferences_dialog_init (RectoPreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
