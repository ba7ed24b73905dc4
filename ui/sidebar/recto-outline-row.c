/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-outline-row.h"

#include "recto-drawn-text.h"

/* Application pixels */
#define SPACING 6
/* Of a row's width, at most, for the name of its page. */
#define PAGE_SHARE 3

struct _RectoOutlineRow
{
  GtkWidget parent_instance;
  char *title; /* (nullable) */
  char *page;  /* (nullable) */
};

G_DEFINE_FINAL_TYPE (RectoOutlineRow, recto_outline_row, GTK_TYPE_WIDGET)

void
recto_outline_row_set (RectoOutlineRow *self, const char *title, const char *page)
{
  g_autofree char *words = NULL;

  g_return_if_fail (RECTO_IS_OUTLINE_ROW (self));
  g_return_if_fail (title != NULL && page != NULL);

  g_set_str (&self->title, title);
  g_set_str (&self->page, page);
  words = g_strconcat (title, " ", page, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  g_strchomp (words), -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const char *
recto_outline_row_get_title (RectoOutlineRow *self)
{
  g_return_val_if_fail (RECTO_IS_OUTLINE_ROW (self), NULL);

  return self->title;
}

/* ---- What it looks like ---------------------------------------------------------------------- */

/* (transfer full) */
static PangoLayout *
lay_out_title (RectoOutlineRow *self, int width)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->title);

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  return layout;
}

/* It may be higher than it has to be. */
static int
center (PangoLayout *layout, int height)
{
  int own;

  pango_layout_get_pixel_size (layout, NULL, &own);
  return (height - own) / 2;
}

static void
draw_title (RectoOutlineRow *self, GtkSnapshot *snapshot, int width)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autoptr (PangoLayout) layout = lay_out_title (self, width);
  GdkRGBA color;

  gtk_widget_get_color (widget, &color);
  recto_drawn_text_draw_first (widget, snapshot, layout, 0,
                               center (layout, gtk_widget_get_height (widget)), &color);
}

static void
recto_outline_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RectoOutlineRow *self = RECTO_OUTLINE_ROW (widget);
  const gboolean turned = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  const int width = gtk_widget_get_width (widget);
  g_autoptr (PangoLayout) page = NULL;
  GdkRGBA color;
  int page_width;

  if (self->title == NULL || width == 0)
    return;
  page = recto_drawn_text_lay_out_page (widget, self->page, width / PAGE_SHARE);
  pango_layout_get_pixel_size (page, &page_width, NULL);
  draw_title (self, snapshot, MAX (width - page_width - SPACING, 0));
  gtk_widget_get_color (widget, &color);
  recto_drawn_text_dim (&color);
  recto_drawn_text_draw (snapshot, page, turned ? 0 : width - page_width,
                         center (page, gtk_widget_get_height (widget)), &color);
}

/* It is as wide as the list. */
static void
recto_outline_row_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  *minimum = *natural =
      orientation == GTK_ORIENTATION_VERTICAL ? recto_drawn_text_measure_line (widget) : 0;
}

static gboolean
recto_outline_row_query_tooltip (GtkWidget *widget,
                                 int x,
                                 int y,
                                 gboolean by_keyboard,
                                 GtkTooltip *tooltip)
{
  RectoOutlineRow *self = RECTO_OUTLINE_ROW (widget);

  if (self->title == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, self->title);
  return TRUE;
}

/* ---- The widget ------------------------------------------------------------------------------ */

GtkWidget *
recto_outline_row_new (void)
{
  return g_object_new (RECTO_TYPE_OUTLINE_ROW, "has-tooltip", TRUE, "hexpand", TRUE, NULL);
}

static void
recto_outline_row_finalize (GObject *object)
{
  RectoOutlineRow *self = RECTO_OUTLINE_ROW (object);

  g_free (self->title);
  g_free (self->page);

  G_OBJECT_CLASS (recto_outline_row_parent_class)->finalize (object);
}

static void
recto_outline_row_class_init (RectoOutlineRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = recto_outline_row_finalize;
  widget_class->measure = recto_outline_row_measure;
  widget_class->query_tooltip = recto_outline_row_query_tooltip;
  widget_class->snapshot = recto_outline_row_snapshot;
  /* The expander around it, which has the keys, says what it says. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
recto_outline_row_init (RectoOutlineRow *self)
{
  recto_drawn_text_set_up_row (GTK_WIDGET (self));
}
