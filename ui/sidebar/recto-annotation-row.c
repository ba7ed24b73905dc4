/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-annotation-row.h"

#include <math.h>
#include <string.h>

#include "recto-annotation-words.h"
#include "recto-drawn-text.h"

/* Of the text, where the row is folded; no more characters than these have room there. */
#define N_LINES 3
#define MAX_FOLDED 1000
/* Application pixels */
#define MARGIN 6
#define SPACING 2
#define GAP 6
/* How far a reply is moved in from what it replies to; application pixels, and how often at most.
 */
#define INDENT 15
#define MAX_INDENTS 3u
/* Of a row's width, at most, for the name of its page. */
#define PAGE_SHARE 2
/* The library's style "caption", which labels alone have. */
#define CAPTION_SCALE 0.82

struct _RectoAnnotationRow
{
  GtkWidget parent_instance;
  RectoAnnotation *annotation; /* (nullable) */
  char *page;                  /* (nullable) */
  char *details;               /* (nullable) */
  int indent;
  gboolean unfolded;
};

G_DEFINE_FINAL_TYPE (RectoAnnotationRow, recto_annotation_row, GTK_TYPE_WIDGET)

/* ---- What it says ---------------------------------------------------------------------------- */

void
recto_annotation_row_set (RectoAnnotationRow *self,
                          RectoAnnotation *annotation,
                          RectoDocument *document)
{
  guint depth;

  g_return_if_fail (RECTO_IS_ANNOTATION_ROW (self));
  g_return_if_fail (RECTO_IS_ANNOTATION (annotation));
  g_return_if_fail (RECTO_IS_DOCUMENT (document));

  depth = recto_annotation_get_depth (annotation);
  g_set_object (&self->annotation, annotation);
  g_free (self->page);
  g_free (self->details);
  self->page = depth == 0 ? recto_annotation_words_get_page (annotation, document) : g_strdup ("");
  self->details = recto_annotation_words_describe (annotation);
  self->indent = (int) MIN (depth, MAX_INDENTS) * INDENT;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
recto_annotation_row_set_unfolded (RectoAnnotationRow *self, gboolean unfolded)
{
  g_return_if_fail (RECTO_IS_ANNOTATION_ROW (self));

  if (self->unfolded == unfolded)
    return;
  self->unfolded = unfolded;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

char *
recto_annotation_row_describe (RectoAnnotationRow *self)
{
  GString *words = g_string_new (NULL);

  g_return_val_if_fail (RECTO_IS_ANNOTATION_ROW (self), g_string_free_and_steal (words));

  if (self->annotation != NULL)
    {
      const char *const parts[] = { recto_annotation_words_get_title (self->annotation),
                                    self->details, self->page,
                                    recto_annotation_get_text (self->annotation) };

      for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
        if (parts[i][0] != '\0')
          g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", parts[i]);
    }
  return g_string_free_and_steal (words);
}

/* ---- What it looks like ---------------------------------------------------------------------- */

/* Takes `attribute`. (transfer full) */
static PangoLayout *
lay_out (RectoAnnotationRow *self, const char *words, PangoAttribute *attribute)
{
  PangoLayout *layout = pango_layout_new (recto_drawn_text_get_context (GTK_WIDGET (self)));
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, attribute);
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, words, -1);
  return layout;
}

static void
limit (PangoLayout *layout, int width)
{
  pango_layout_set_width (layout, MAX (width, 0) * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
}

/* (transfer full) */
static PangoLayout *
lay_out_text (RectoAnnotationRow *self, int width)
{
  GtkWidget *widget = GTK_WIDGET (self);
  PangoLayout *layout = pango_layout_new (recto_drawn_text_get_context (widget));
  const char *text = recto_annotation_get_text (self->annotation);
  const gboolean cut = !self->unfolded && strlen (text) > MAX_FOLDED;

  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text,
                         cut ? (int) (g_utf8_find_prev_char (text, text + MAX_FOLDED) - text) : -1);
  if (self->unfolded)
    pango_layout_set_width (layout, MAX (width, 0) * PANGO_SCALE);
  else
    {
      limit (layout, width);
      pango_layout_set_height (layout,
                               N_LINES * recto_drawn_text_measure_line (widget) * PANGO_SCALE);
    }
  return layout;
}

static gboolean
has_text (RectoAnnotationRow *self)
{
  return recto_annotation_get_text (self->annotation)[0] != '\0';
}

/* Of a line of the details. */
static int
measure_caption (RectoAnnotationRow *self)
{
  return (int) ceil (CAPTION_SCALE * recto_drawn_text_measure_line (GTK_WIDGET (self)));
}

/* Where the text begins. */
static int
find_text (RectoAnnotationRow *self)
{
  int y = MARGIN + recto_drawn_text_measure_line (GTK_WIDGET (self)) + SPACING;

  if (self->details[0] != '\0')
    y += measure_caption (self) + SPACING;
  return y;
}

/* Leaves out what is not there. */
static int
measure_height (RectoAnnotationRow *self, int width)
{
  g_autoptr (PangoLayout) text = NULL;
  int height;

  if (self->annotation == NULL)
    return 0;
  if (!has_text (self))
    return find_text (self) - SPACING + MARGIN;
  if (width < 0)
    return find_text (self) + recto_drawn_text_measure_line (GTK_WIDGET (self)) + MARGIN;
  text = lay_out_text (self, width - self->indent);
  pango_layout_get_pixel_size (text, NULL, &height);
  return find_text (self) + height + MARGIN;
}

static void
draw_title (RectoAnnotationRow *self,
            GtkSnapshot *snapshot,
            const GdkRGBA *color,
            const GdkRGBA *dim)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const int width = gtk_widget_get_width (widget) - self->indent;
  g_autoptr (PangoLayout) page = lay_out (self, self->page, pango_attr_scale_new (CAPTION_SCALE));
  g_autoptr (PangoLayout) title =
      lay_out (self, recto_annotation_words_get_title (self->annotation),
               pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  int page_width;

  pango_layout_get_pixel_size (page, &page_width, NULL);
  if (page_width > width / PAGE_SHARE)
    limit (page, page_width = width / PAGE_SHARE);
  limit (title, width - (page_width > 0 ? page_width + GAP : 0));
  recto_drawn_text_draw_first (widget, snapshot, title, self->indent, MARGIN, color);
  recto_drawn_text_draw (snapshot, page,
                         gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL
                             ? 0
                             : gtk_widget_get_width (widget) - page_width,
                         MARGIN + PANGO_PIXELS (pango_layout_get_baseline (title) -
                                                pango_layout_get_baseline (page)),
                         dim);
}

static void
draw_details (RectoAnnotationRow *self, GtkSnapshot *snapshot, const GdkRGBA *dim)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autoptr (PangoLayout) details =
      lay_out (self, self->details, pango_attr_scale_new (CAPTION_SCALE));

  limit (details, gtk_widget_get_width (widget) - self->indent);
  recto_drawn_text_draw_first (widget, snapshot, details, self->indent,
                               MARGIN + recto_drawn_text_measure_line (widget) + SPACING, dim);
}

static void
recto_annotation_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RectoAnnotationRow *self = RECTO_ANNOTATION_ROW (widget);
  const int width = gtk_widget_get_width (widget);
  GdkRGBA color;
  GdkRGBA dim;

  if (self->annotation == NULL || width <= self->indent)
    return;
  gtk_widget_get_color (widget, &color);
  dim = color;
  recto_drawn_text_dim (&dim);
  draw_title (self, snapshot, &color, &dim);
  if (self->details[0] != '\0')
    draw_details (self, snapshot, &dim);
  if (has_text (self))
    {
      g_autoptr (PangoLayout) text = lay_out_text (self, width - self->indent);

      recto_drawn_text_draw_first (widget, snapshot, text, self->indent, find_text (self), &color);
    }
}

/* It is as wide as the list. */
static void
recto_annotation_row_measure (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL
                            ? measure_height (RECTO_ANNOTATION_ROW (widget), for_size)
                            : 0;
}

static GtkSizeRequestMode
recto_annotation_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* ---- The widget ------------------------------------------------------------------------------ */

GtkWidget *
recto_annotation_row_new (void)
{
  return g_object_new (RECTO_TYPE_ANNOTATION_ROW, NULL);
}

static void
recto_annotation_row_finalize (GObject *object)
{
  RectoAnnotationRow *self = RECTO_ANNOTATION_ROW (object);

  g_clear_object (&self->annotation);
  g_free (self->page);
  g_free (self->details);

  G_OBJECT_CLASS (recto_annotation_row_parent_class)->finalize (object);
}

static void
recto_annotation_row_class_init (RectoAnnotationRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = recto_annotation_row_finalize;
  widget_class->get_request_mode = recto_annotation_row_get_request_mode;
  widget_class->measure = recto_annotation_row_measure;
  widget_class->snapshot = recto_annotation_row_snapshot;
  /* The item of the list around it says what it says. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
recto_annotation_row_init (RectoAnnotationRow *self)
{
  recto_drawn_text_set_up_row (GTK_WIDGET (self));
}
