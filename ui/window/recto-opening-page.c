/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-opening-page.h"

#include <glib/gi18n.h>

struct _RectoOpeningPage
{
  AdwBin parent_instance;
  GtkLabel *label; /* template child */
};

G_DEFINE_FINAL_TYPE (RectoOpeningPage, recto_opening_page, ADW_TYPE_BIN)

enum
{
  STOP,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

GtkWidget *
recto_opening_page_new (void)
{
  return g_object_new (RECTO_TYPE_OPENING_PAGE, NULL);
}

void
recto_opening_page_set_name (RectoOpeningPage *self, const char *name)
{
  g_autofree char *text = NULL;

  g_return_if_fail (RECTO_IS_OPENING_PAGE (self));
  g_return_if_fail (name != NULL);

  /* Translators: the name of a document. */
  text = g_strdup_printf (_ ("Opening “%s”…"), name);
  gtk_label_set_label (self->label, text);
}

static void
stop_clicked_cb (RectoOpeningPage *self)
{
  g_signal_emit (self, signals[STOP], 0);
}

static void
recto_opening_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_OPENING_PAGE);

  G_OBJECT_CLASS (recto_opening_page_parent_class)->dispose (object);
}

static void
recto_opening_page_class_init (RectoOpeningPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = recto_opening_page_dispose;

  signals[STOP] = g_signal_new ("stop", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/recto-opening-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RectoOpeningPage, label);
  gtk_widget_class_bind_template_callback (widget_class, stop_clicked_cb);
}

static void
recto_opening_page_init (RectoOpeningPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
