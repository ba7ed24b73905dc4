/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-search-options.h"

struct _RectoSearchOptions
{
  GtkBox parent_instance;
  GtkCheckButton *match_case; /* template children */
  GtkCheckButton *whole_words;
  GtkCheckButton *pattern;
  GtkCheckButton *accents;
  GtkCheckButton *everywhere;
};

G_DEFINE_FINAL_TYPE (RectoSearchOptions, recto_search_options, GTK_TYPE_BOX)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
changed_cb (RectoSearchOptions *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

RectoSearchFlags
recto_search_options_get_flags (RectoSearchOptions *self)
{
  RectoSearchFlags flags = RECTO_SEARCH_PLAIN;

  g_return_val_if_fail (RECTO_IS_SEARCH_OPTIONS (self), RECTO_SEARCH_PLAIN);

  if (gtk_check_button_get_active (self->match_case))
    flags |= RECTO_SEARCH_CASE;
  if (gtk_check_button_get_active (self->whole_words))
    flags |= RECTO_SEARCH_WHOLE_WORDS;
  if (gtk_check_button_get_active (self->pattern))
    flags |= RECTO_SEARCH_PATTERN;
  if (gtk_check_button_get_active (self->accents))
    flags |= RECTO_SEARCH_ACCENTS;
  return flags;
}

void
recto_search_options_set_flags (RectoSearchOptions *self, RectoSearchFlags flags)
{
  g_return_if_fail (RECTO_IS_SEARCH_OPTIONS (self));

  gtk_check_button_set_active (self->match_case, (flags & RECTO_SEARCH_CASE) != 0);
  gtk_check_button_set_active (self->whole_words, (flags & RECTO_SEARCH_WHOLE_WORDS) != 0);
  gtk_check_button_set_active (self->pattern, (flags & RECTO_SEARCH_PATTERN) != 0);
  gtk_check_button_set_active (self->accents, (flags & RECTO_SEARCH_ACCENTS) != 0);
}

gboolean
recto_search_options_get_everywhere (RectoSearchOptions *self)
{
  g_return_val_if_fail (RECTO_IS_SEARCH_OPTIONS (self), FALSE);

  return gtk_check_button_get_active (self->everywhere);
}

void
recto_search_options_set_everywhere (RectoSearchOptions *self, gboolean everywhere)
{
  g_return_if_fail (RECTO_IS_SEARCH_OPTIONS (self));

  gtk_check_button_set_active (self->everywhere, everywhere);
}

static void
recto_search_options_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_SEARCH_OPTIONS);

  G_OBJECT_CLASS (recto_search_options_parent_class)->dispose (object);
}

static void
recto_search_options_class_init (RectoSearchOptionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = recto_search_options_dispose;

  signals[CHANGED] = g_signal_new ("changed", RECTO_TYPE_SEARCH_OPTIONS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/recto-search-options.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, RectoSearchOptions, child)
  BIND (match_case);
  BIND (whole_words);
  BIND (pattern);
  BIND (accents);
  BIND (everywhere);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
recto_search_options_init (RectoSearchOptions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
