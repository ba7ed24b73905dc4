/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-annotation-row.h"

#include "recto-annotation-words.h"

/* Of the text, where the row is folded. */
#define N_LINES 3
/* How far a reply is moved in from what it replies to; application pixels, and how often at most.
 */
#define INDENT 15
#define MAX_INDENTS 3u

struct _RectoAnnotationRow
{
  GtkWidget parent_instance;
  GtkWidget *box; /* template children */
  GtkLabel *title;
  GtkLabel *page;
  GtkLabel *details;
  GtkLabel *text;
};

G_DEFINE_FINAL_TYPE (RectoAnnotationRow, recto_annotation_row, GTK_TYPE_WIDGET)

static void
set_words (GtkLabel *label, const char *words)
{
  gtk_label_set_label (label, words);
  gtk_widget_set_visible (GTK_WIDGET (label), words[0] != '\0');
}

void
recto_annotation_row_set (RectoAnnotationRow *self,
                          RectoAnnotation *annotation,
                          RectoDocument *document)
{
  g_autofree char *details = NULL;
  g_autofree char *page = NULL;
  guint depth;

  g_return_if_fail (RECTO_IS_ANNOTATION_ROW (self));
  g_return_if_fail (RECTO_IS_ANNOTATION (annotation));

  depth = MIN (recto_annotation_get_depth (annotation), MAX_INDENTS);
  details = recto_annotation_words_describe (annotation);
  page = document != NULL && recto_annotation_get_depth (annotation) == 0
             ? recto_annotation_words_get_page (annotation, document)
             : g_strdup ("");
  set_words (self->title, recto_annotation_words_get_title (annotation));
  set_words (self->page, page);
  set_words (self->details, details);
  set_words (self->text, recto_annotation_get_text (annotation));
  gtk_widget_set_margin_start (self->box, (int) depth * INDENT);
}

void
recto_annotation_row_set_unfolded (RectoAnnotationRow *self, gboolean unfolded)
{
  g_return_if_fail (RECTO_IS_ANNOTATION_ROW (self));

  gtk_label_set_lines (self->text, unfolded ? -1 : N_LINES);
  gtk_label_set_ellipsize (self->text, unfolded ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
}

void
recto_annotation_row_set_selectable (RectoAnnotationRow *self, gboolean selectable)
{
  g_return_if_fail (RECTO_IS_ANNOTATION_ROW (self));

  gtk_label_set_selectable (self->text, selectable);
}

void
recto_annotation_row_unselect (RectoAnnotationRow *self)
{
  g_return_if_fail (RECTO_IS_ANNOTATION_ROW (self));

  gtk_label_select_region (self->text, 0, 0);
}

char *
recto_annotation_row_describe (RectoAnnotationRow *self)
{
  GtkLabel *labels[] = { self->title, self->details, self->page, self->text };
  GString *words = g_string_new (NULL);

  g_return_val_if_fail (RECTO_IS_ANNOTATION_ROW (self), g_string_free_and_steal (words));

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      const char *label = gtk_label_get_label (labels[i]);

      if (label[0] != '\0')
        g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", label);
    }
  return g_string_free_and_steal (words);
}

GtkWidget *
recto_annotation_row_new (void)
{
  return g_object_new (RECTO_TYPE_ANNOTATION_ROW, NULL);
}

static void
recto_annotation_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_ANNOTATION_ROW);

  G_OBJECT_CLASS (recto_annotation_row_parent_class)->dispose (object);
}

static void
recto_annotation_row_class_init (RectoAnnotationRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = recto_annotation_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/recto-annotation-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RectoAnnotationRow, box);
  gtk_widget_class_bind_template_child (widget_class, RectoAnnotationRow, title);
  gtk_widget_class_bind_template_child (widget_class, RectoAnnotationRow, page);
  gtk_widget_class_bind_template_child (widget_class, RectoAnnotationRow, details);
  gtk_widget_class_bind_template_child (widget_class, RectoAnnotationRow, text);
}

static void
recto_annotation_row_init (RectoAnnotationRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  recto_annotation_row_set_unfolded (self, FALSE);
}
