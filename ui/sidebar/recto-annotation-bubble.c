/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-annotation-bubble.h"

#include "recto-annotation-words.h"

/* How far a reply is moved in from what it replies to; application pixels, and how often at most.
 */
#define INDENT 15
#define MAX_INDENTS 3u

struct _RectoAnnotationBubble
{
  GtkWidget parent_instance;
  GtkWidget *box; /* template children */
  GtkLabel *title;
  GtkLabel *details;
  GtkLabel *text;
};

G_DEFINE_FINAL_TYPE (RectoAnnotationBubble, recto_annotation_bubble, GTK_TYPE_WIDGET)

static void
set_words (GtkLabel *label, const char *words)
{
  gtk_label_set_label (label, words);
  gtk_widget_set_visible (GTK_WIDGET (label), words[0] != '\0');
}

void
recto_annotation_bubble_unselect (RectoAnnotationBubble *self)
{
  g_return_if_fail (RECTO_IS_ANNOTATION_BUBBLE (self));

  gtk_label_select_region (self->text, 0, 0);
}

GtkWidget *
recto_annotation_bubble_new (RectoAnnotation *annotation)
{
  g_autofree char *details = NULL;
  RectoAnnotationBubble *self;

  g_return_val_if_fail (RECTO_IS_ANNOTATION (annotation), NULL);

  self = g_object_new (RECTO_TYPE_ANNOTATION_BUBBLE, NULL);
  details = recto_annotation_words_describe (annotation);
  set_words (self->title, recto_annotation_words_get_title (annotation));
  set_words (self->details, details);
  set_words (self->text, recto_annotation_get_text (annotation));
  gtk_widget_set_margin_start (self->box,
                               (int) MIN (recto_annotation_get_depth (annotation), MAX_INDENTS) *
                                   INDENT);
  return GTK_WIDGET (self);
}

static void
recto_annotation_bubble_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_ANNOTATION_BUBBLE);

  G_OBJECT_CLASS (recto_annotation_bubble_parent_class)->dispose (object);
}

static void
recto_annotation_bubble_class_init (RectoAnnotationBubbleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = recto_annotation_bubble_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/recto-annotation-bubble.ui");
  gtk_widget_class_bind_template_child (widget_class, RectoAnnotationBubble, box);
  gtk_widget_class_bind_template_child (widget_class, RectoAnnotationBubble, title);
  gtk_widget_class_bind_template_child (widget_class, RectoAnnotationBubble, details);
  gtk_widget_class_bind_template_child (widget_class, RectoAnnotationBubble, text);
}

static void
recto_annotation_bubble_init (RectoAnnotationBubble *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
