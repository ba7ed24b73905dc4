/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-notice.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _RectoPageNotice
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkWidget *spinner;
  GtkWidget *label;
  GtkWidget *button;
  GtkWidget *explain;
  GtkWidget *dismiss;
  RectoLocation location;
  RectoPageCondition condition;
};

G_DEFINE_FINAL_TYPE (RectoPageNotice, recto_page_notice, GTK_TYPE_WIDGET)

enum
{
  RESUME,
  DISMISSED,
  EXPLAIN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static char *
describe (RectoPageCondition condition, const char *message, guint time_limit)
{
  switch (condition)
    {
    case RECTO_PAGE_SLOW:
      return g_strdup (_ ("Still rendering…"));
    case RECTO_PAGE_STOPPED:
      return g_strdup (_ ("Rendering stopped"));
    case RECTO_PAGE_TIMED_OUT:
      return g_strdup_printf (ngettext ("This page takes longer than %u second",
                                        "This page takes longer than %u seconds", time_limit),
                              time_limit);
    case RECTO_PAGE_CRASHED:
      return g_strdup (_ ("This page crashed the renderer"));
    case RECTO_PAGE_FAILED:
      if (message == NULL)
        return g_strdup (_ ("This page cannot be shown"));
      /* Translators: %s says why. */
      return g_strdup_printf (_ ("This page cannot be shown: %s"), message);
    case RECTO_PAGE_OUT_OF_MEMORY:
      return g_strdup (_ ("This page needs more memory than is allowed"));
    case RECTO_PAGE_TOO_LARGE:
      return g_strdup (_ ("This page has very large images"));
    case RECTO_PAGE_INCOMPLETE:
    case RECTO_PAGE_INCOMPLETE_MEMORY:
      return g_strdup (_ ("Parts of this page could not be shown"));
    case RECTO_PAGE_FINE:
    default:
      return g_strdup ("");
    }
}

/* What the button says; NULL where there is nothing to be done. */
static const char *
get_offer (RectoPageCondition condition)
{
  switch (condition)
    {
    case RECTO_PAGE_STOPPED:
      /* Translators: goes on with rendering a page that was stopped. */
      return _ ("_Resume");
    case RECTO_PAGE_TIMED_OUT:
      return _ ("_Continue Without Limit");
    case RECTO_PAGE_CRASHED:
    case RECTO_PAGE_FAILED:
      return _ ("_Try Again");
    case RECTO_PAGE_OUT_OF_MEMORY:
    case RECTO_PAGE_INCOMPLETE_MEMORY:
      return _ ("Try with _More Memory");
    case RECTO_PAGE_TOO_LARGE:
      return _ ("_Show Anyway");
    case RECTO_PAGE_FINE:
    case RECTO_PAGE_SLOW:
    case RECTO_PAGE_INCOMPLETE:
    default:
      return NULL;
    }
}

static void
button_clicked_cb (GtkButton *button, gpointer user_data)
{
  g_signal_emit (user_data, signals[RESUME], 0);
}

static void
explain_clicked_cb (GtkButton *button, gpointer user_data)
{
  g_signal_emit (user_data, signals[EXPLAIN], 0);
}

/* Where it is the page that takes long. */
static gboolean
is_about_time (RectoPageCondition condition)
{
  return condition == RECTO_PAGE_SLOW || condition == RECTO_PAGE_STOPPED ||
         condition == RECTO_PAGE_TIMED_OUT || condition == RECTO_PAGE_OUT_OF_MEMORY ||
         condition == RECTO_PAGE_TOO_LARGE;
}

static void
dismiss_clicked_cb (GtkButton *button, gpointer user_data)
{
  g_signal_emit (user_data, signals[DISMISSED], 0);
}

GtkWidget *
recto_page_notice_new (RectoLocation location)
{
  RectoPageNotice *self = g_object_new (RECTO_TYPE_PAGE_NOTICE, NULL);

  self->location = location;
  return GTK_WIDGET (self);
}

RectoLocation
recto_page_notice_get_location (RectoPageNotice *self)
{
  return self->location;
}

RectoPageCondition
recto_page_notice_get_condition (RectoPageNotice *self)
{
  return self->condition;
}

void
recto_page_notice_show (RectoPageNotice *self,
                        RectoPageCondition condition,
                        const char *message,
                        guint time_limit)
{
  g_autofree char *text = describe (condition, message, time_limit);
  const char *offer = get_offer (condition);

  self->condition = condition;
  gtk_label_set_label (GTK_LABEL (self->label), text);
  if (offer != NULL)
    gtk_button_set_label (GTK_BUTTON (self->button), offer);
  gtk_widget_set_visible (self->button, offer != NULL);
  gtk_widget_set_visible (self->explain, is_about_time (condition));
  gtk_widget_set_visible (self->spinner, condition == RECTO_PAGE_SLOW);
  gtk_widget_set_visible (self->dismiss, condition == RECTO_PAGE_INCOMPLETE ||
                                             condition == RECTO_PAGE_INCOMPLETE_MEMORY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
recto_page_notice_dispose (GObject *object)
{
  RectoPageNotice *self = RECTO_PAGE_NOTICE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (recto_page_notice_parent_class)->dispose (object);
}

static void
recto_page_notice_class_init (RectoPageNoticeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = recto_page_notice_dispose;

  signals[RESUME] = g_signal_new ("resume", RECTO_TYPE_PAGE_NOTICE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[EXPLAIN] = g_signal_new ("explain", RECTO_TYPE_PAGE_NOTICE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[DISMISSED] = g_signal_new ("dismissed", RECTO_TYPE_PAGE_NOTICE, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "pagenotice");
}

static void
recto_page_notice_init (RectoPageNotice *self)
{
  AdwWrapBox *box = ADW_WRAP_BOX (adw_wrap_box_new ());

  self->box = GTK_WIDGET (box);
  adw_wrap_box_set_child_spacing (box, 6);
  adw_wrap_box_set_line_spacing (box, 6);
  adw_wrap_box_set_align (box, 0.5f);
  gtk_widget_add_css_class (self->box, "osd");
  gtk_widget_add_css_class (self->box, "toolbar");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  self->spinner = adw_spinner_new ();
  adw_wrap_box_append (box, self->spinner);

  self->label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->label), 50);
  gtk_label_set_justify (GTK_LABEL (self->label), GTK_JUSTIFY_CENTER);
  gtk_widget_set_margin_start (self->label, 6);
  gtk_widget_set_margin_end (self->label, 6);
  adw_wrap_box_append (box, self->label);

  self->button = gtk_button_new ();
  gtk_button_set_use_underline (GTK_BUTTON (self->button), TRUE);
  g_signal_connect (self->button, "clicked", G_CALLBACK (button_clicked_cb), self);
  adw_wrap_box_append (box, self->button);

  /* Translators: asks why a page is slow. */
  self->explain = gtk_button_new_with_mnemonic (_ ("_Why?"));
  gtk_widget_set_tooltip_text (self->explain, _ ("Why Is This Page Slow?"));
  g_signal_connect (self->explain, "clicked", G_CALLBACK (explain_clicked_cb), self);
  adw_wrap_box_append (box, self->explain);

  self->dismiss = gtk_button_new_from_icon_name ("window-close-symbolic");
  gtk_widget_set_tooltip_text (self->dismiss, _ ("Dismiss"));
  gtk_widget_add_css_class (self->dismiss, "circular");
  g_signal_connect (self->dismiss, "clicked", G_CALLBACK (dismiss_clicked_cb), self);
  adw_wrap_box_append (box, self->dismiss);
}
