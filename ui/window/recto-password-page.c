/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-password-page.h"

#include <glib/gi18n.h>

struct _RectoPasswordPage
{
  AdwBin parent_instance;
  AdwStatusPage *status; /* template children */
  GtkWidget *wrong;
  GtkWidget *password;
  GtkWidget *unlock;
};

G_DEFINE_FINAL_TYPE (RectoPasswordPage, recto_password_page, ADW_TYPE_BIN)

enum
{
  UNLOCK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

GtkWidget *
recto_password_page_new (void)
{
  return g_object_new (RECTO_TYPE_PASSWORD_PAGE, NULL);
}

void
recto_password_page_ask (RectoPasswordPage *self, const char *name, gboolean wrong)
{
  g_autofree char *escaped = NULL;
  g_autofree char *description = NULL;

  g_return_if_fail (RECTO_IS_PASSWORD_PAGE (self));
  g_return_if_fail (name != NULL);

  escaped = g_markup_escape_text (name, -1);
  /* Translators: the name of a document. */
  description = g_strdup_printf (_ ("“%s” is locked"), escaped);
  adw_status_page_set_description (self->status, description);
  gtk_widget_set_visible (self->wrong, wrong);
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  gtk_widget_grab_focus (self->password);
  if (wrong)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), _ ("This password does not open the document"),
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
password_changed_cb (RectoPasswordPage *self)
{
  const char *password = gtk_editable_get_text (GTK_EDITABLE (self->password));

  gtk_widget_set_sensitive (self->unlock, password[0] != '\0');
}

static void
unlock_cb (RectoPasswordPage *self)
{
  g_autofree char *password = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->password)));

  if (password[0] != '\0')
    g_signal_emit (self, signals[UNLOCK], 0, password);
}

static void
recto_password_page_dispose (GObject *object)
{
  /* The bin would not notice that the template takes its child away. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_PASSWORD_PAGE);

  G_OBJECT_CLASS (recto_password_page_parent_class)->dispose (object);
}

static void
recto_password_page_class_init (RectoPasswordPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = recto_password_page_dispose;

  signals[UNLOCK] = g_signal_new ("unlock", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/recto-password-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RectoPasswordPage, status);
  gtk_widget_class_bind_template_child (widget_class, RectoPasswordPage, wrong);
  gtk_widget_class_bind_template_child (widget_class, RectoPasswordPage, password);
  gtk_widget_class_bind_template_child (widget_class, RectoPasswordPage, unlock);
  gtk_widget_class_bind_template_callback (widget_class, password_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, unlock_cb);
}

static void
recto_password_page_init (RectoPasswordPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
