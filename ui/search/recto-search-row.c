/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-search-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "recto-drawn-text.h"
#include "recto-search-colors.h"
#include "recto-target-words.h"

#define LINES 2
/* Application pixels */
#define MARGIN 3
#define SPACING 12
/* Of a row's width, at most, for the name of its page. */
#define PAGE_SHARE 3
#define ELLIPSIS "…"

struct _RectoSearchRow
{
  GtkWidget parent_instance;
  RectoSearch *search; /* (nullable) */
  RectoSearchHit *hit; /* (nullable) */
  char *page;          /* (nullable): its name */
  gulong pages_changed;
};

G_DEFINE_FINAL_TYPE (RectoSearchRow, recto_search_row, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* ---- What it says ---------------------------------------------------------------------------- */

static gboolean
update_page (RectoSearchRow *self)
{
  const RectoTarget target = { .kind = RECTO_TARGET_PLACE,
                               .location = recto_search_hit_get_location (self->hit) };
  g_autofree char *name =
      recto_target_words_name_page (recto_search_get_document (self->search), &target);

  return g_set_str (&self->page, name);
}

/* Labels of pages come to be known while one looks. */
static void
pages_changed_cb (RectoSearchRow *self)
{
  if (!update_page (self))
    return;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

void
recto_search_row_set_hit (RectoSearchRow *self, RectoSearch *search, RectoSearchHit *hit)
{
  g_return_if_fail (RECTO_IS_SEARCH_ROW (self));
  g_return_if_fail (search == NULL || RECTO_IS_SEARCH (search));
  g_return_if_fail ((hit != NULL) == (search != NULL));

  if (self->search != NULL)
    g_clear_signal_handler (&self->pages_changed, recto_search_get_document (self->search));
  g_set_object (&self->search, search);
  g_set_object (&self->hit, hit);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (hit == NULL)
    return;
  self->pages_changed =
      g_signal_connect_swapped (recto_search_get_document (search), "pages-changed",
                                G_CALLBACK (pages_changed_cb), self);
  update_page (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

RectoSearch *
recto_search_row_get_search (RectoSearchRow *self)
{
  g_return_val_if_fail (RECTO_IS_SEARCH_ROW (self), NULL);

  return self->search;
}

RectoSearchHit *
recto_search_row_get_hit (RectoSearchRow *self)
{
  g_return_val_if_fail (RECTO_IS_SEARCH_ROW (self), NULL);

  return self->hit;
}

static const char *
get_line (RectoSearchRow *self)
{
  guint before;
  guint n_bytes;

  return recto_search_hit_get_context (self->hit, &before, &n_bytes);
}

char *
recto_search_row_describe (RectoSearchRow *self)
{
  g_return_val_if_fail (RECTO_IS_SEARCH_ROW (self), NULL);

  if (self->hit == NULL)
    return g_strdup ("");
  /* Translators: read aloud by a screen reader: the line in which something was found, and the
   * label of its page. */
  return g_strdup_printf (_ ("%s, page %s"), get_line (self), self->page);
}

/* ---- What it looks like ---------------------------------------------------------------------- */

static void
add_attribute (PangoLayout *layout, PangoAttribute *attribute, guint from, guint to)
{
  PangoAttrList *attributes = pango_layout_get_attributes (layout);

  attribute->start_index = from;
  attribute->end_index = to;
  pango_attr_list_insert (attributes, attribute);
}

static void
mark (PangoLayout *layout, guint from, guint to)
{
  const gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  const GdkRGBA *color =
      &recto_search_colors_get (dark ? RECTO_COLORS_NIGHT : RECTO_COLORS_ORIGINAL)->hit;
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_layout_set_attributes (layout, attributes);
  add_attribute (layout, pango_attr_weight_new (PANGO_WEIGHT_BOLD), from, to);
  add_attribute (layout,
                 pango_attr_background_new ((guint16) (color->red * G_MAXUINT16),
                                            (guint16) (color->green * G_MAXUINT16),
                                            (guint16) (color->blue * G_MAXUINT16)),
                 from, to);
  add_attribute (layout, pango_attr_background_alpha_new ((guint16) (color->alpha * G_MAXUINT16)),
                 from, to);
}

/* Where the text that is shown begins, in bytes: so many lines before the one with the hit, where
 * that would not be seen otherwise. */
static guint
find_beginning (PangoLayout *layout, guint hit, int n_before)
{
  int line;

  pango_layout_index_to_line_x (layout, (int) hit, FALSE, &line, NULL);
  if (line < LINES)
    return 0;
  return (guint)
      pango_layout_line_get_start_index (pango_layout_get_line_readonly (layout, line - n_before));
}

/* (transfer full) */
static PangoLayout *
lay_out_line (RectoSearchRow *self, int width)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  guint before;
  guint n_bytes;
  const char *context = recto_search_hit_get_context (self->hit, &before, &n_bytes);
  g_autofree char *rest = NULL;

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  pango_layout_set_text (layout, context, -1);
  mark (layout, before, before + n_bytes);
  /* What stands for the rest moves the hit on, maybe into the next line. */
  for (int n_before = LINES - 1; n_before >= 0; n_before--)
    {
      const guint beginning = find_beginning (layout, before, n_before);
      char *shorter;

      if (beginning == 0)
        break;
      shorter = g_strconcat (ELLIPSIS, (rest != NULL ? rest : context) + beginning, NULL);
      g_free (rest);
      rest = shorter;
      before = before - beginning + (guint) strlen (ELLIPSIS);
      pango_layout_set_text (layout, rest, -1);
      mark (layout, before, before + n_bytes);
    }
  pango_layout_set_height (layout, -LINES);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  return layout;
}

static void
recto_search_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RectoSearchRow *self = RECTO_SEARCH_ROW (widget);
  const gboolean turned = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  const int width = gtk_widget_get_width (widget);
  g_autoptr (PangoLayout) page = NULL;
  g_autoptr (PangoLayout) line = NULL;
  GdkRGBA color;
  int page_width;
  int line_width;

  if (self->hit == NULL || width == 0)
    return;
  page = recto_drawn_text_lay_out_page (widget, self->page, width / PAGE_SHARE);
  pango_layout_get_pixel_size (page, &page_width, NULL);
  line_width = MAX (width - page_width - SPACING, 0);
  line = lay_out_line (self, line_width);
  gtk_widget_get_color (widget, &color);
  recto_drawn_text_draw (snapshot, line, turned ? width - line_width : 0, MARGIN, &color);
  recto_drawn_text_dim (&color);
  recto_drawn_text_draw (snapshot, page, turned ? 0 : width - page_width,
                         MARGIN + PANGO_PIXELS (pango_layout_get_baseline (line) -
                                                pango_layout_get_baseline (page)),
                         &color);
}

/* It is as wide as the list. */
static void
recto_search_row_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL
                            ? LINES * recto_drawn_text_measure_line (widget) + 2 * MARGIN
                            : 0;
}

static gboolean
recto_search_row_query_tooltip (GtkWidget *widget,
                                int x,
                                int y,
                                gboolean by_keyboard,
                                GtkTooltip *tooltip)
{
  RectoSearchRow *self = RECTO_SEARCH_ROW (widget);

  if (self->hit == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, get_line (self));
  return TRUE;
}

/* ---- The widget ------------------------------------------------------------------------------ */

GtkWidget *
recto_search_row_new (void)
{
  return g_object_new (RECTO_TYPE_SEARCH_ROW, "has-tooltip", TRUE, NULL);
}

static void
recto_search_row_dispose (GObject *object)
{
  RectoSearchRow *self = RECTO_SEARCH_ROW (object);

  recto_search_row_set_hit (self, NULL, NULL);
  g_clear_pointer (&self->page, g_free);

  G_OBJECT_CLASS (recto_search_row_parent_class)->dispose (object);
}

static void
recto_search_row_class_init (RectoSearchRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = recto_search_row_dispose;
  widget_class->measure = recto_search_row_measure;
  widget_class->query_tooltip = recto_search_row_query_tooltip;
  widget_class->snapshot = recto_search_row_snapshot;
  /* The item of the list around it says what it says. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);

  signals[CHANGED] = g_signal_new ("changed", RECTO_TYPE_SEARCH_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
recto_search_row_init (RectoSearchRow *self)
{
  recto_drawn_text_set_up_row (GTK_WIDGET (self));
}
