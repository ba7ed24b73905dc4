/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-search-row.h"

#include <glib/gi18n.h>

#include "recto-target-words.h"
#include "recto-text-tooltip.h"

/* As hits are marked on pages. */
#define MARK_RED 0xffff
#define MARK_GREEN 0xd1d1
#define MARK_BLUE 0x1919
#define MARK_ALPHA 0x7333

struct _RectoSearchRow
{
  GtkBox parent_instance;
  GtkInscription *line;
  GtkLabel *page;
  RectoDocument *document; /* (nullable) */
  RectoSearchHit *hit;     /* (nullable) */
};

G_DEFINE_FINAL_TYPE (RectoSearchRow, recto_search_row, GTK_TYPE_BOX)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
add_attribute (PangoAttrList *attributes, PangoAttribute *attribute, guint from, guint to)
{
  attribute->start_index = from;
  attribute->end_index = to;
  pango_attr_list_insert (attributes, attribute);
}

static void
show_line (RectoSearchRow *self)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  guint before;
  guint n_bytes;
  const char *context = recto_search_hit_get_context (self->hit, &before, &n_bytes);
  const guint end = before + n_bytes;

  add_attribute (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD), before, end);
  add_attribute (attributes, pango_attr_background_new (MARK_RED, MARK_GREEN, MARK_BLUE), before,
                 end);
  add_attribute (attributes, pango_attr_background_alpha_new (MARK_ALPHA), before, end);
  gtk_inscription_set_text (self->line, context);
  gtk_inscription_set_attributes (self->line, attributes);
}

/* Labels of pages come to be known while one looks. */
static void
show_page (RectoSearchRow *self)
{
  const RectoTarget target = { .kind = RECTO_TARGET_PLACE,
                               .location = recto_search_hit_get_location (self->hit) };
  g_autofree char *name = recto_target_words_name_page (self->document, &target);

  if (g_str_equal (gtk_label_get_label (self->page), name))
    return;
  gtk_label_set_label (self->page, name);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
recto_search_row_set_hit (RectoSearchRow *self, RectoDocument *document, RectoSearchHit *hit)
{
  g_return_if_fail (RECTO_IS_SEARCH_ROW (self));
  g_return_if_fail (document == NULL || RECTO_IS_DOCUMENT (document));
  g_return_if_fail ((hit != NULL) == (document != NULL));

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_func (self->document, show_page, self);
  g_set_object (&self->document, document);
  g_set_object (&self->hit, hit);
  if (hit == NULL)
    return;
  g_signal_connect_object (document, "pages-changed", G_CALLBACK (show_page), self,
                           G_CONNECT_SWAPPED);
  show_line (self);
  show_page (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

char *
recto_search_row_describe (RectoSearchRow *self)
{
  g_return_val_if_fail (RECTO_IS_SEARCH_ROW (self), NULL);

  /* Translators: read aloud by a screen reader: the line in which something was found, and the
   * label of its page. */
  return g_strdup_printf (_ ("%s, page %s"), gtk_inscription_get_text (self->line),
                          gtk_label_get_label (self->page));
}

GtkWidget *
recto_search_row_new (void)
{
  return g_object_new (RECTO_TYPE_SEARCH_ROW, "spacing", 12, NULL);
}

static void
recto_search_row_dispose (GObject *object)
{
  RectoSearchRow *self = RECTO_SEARCH_ROW (object);

  recto_search_row_set_hit (self, NULL, NULL);
  /* GTK 4.18 forgets them. */
  if (self->line != NULL)
    gtk_inscription_set_attributes (self->line, NULL);
  self->line = NULL;

  G_OBJECT_CLASS (recto_search_row_parent_class)->dispose (object);
}

static void
recto_search_row_class_init (RectoSearchRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = recto_search_row_dispose;

  signals[CHANGED] = g_signal_new ("changed", RECTO_TYPE_SEARCH_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
recto_search_row_init (RectoSearchRow *self)
{
  GtkWidget *line = gtk_inscription_new (NULL);
  GtkWidget *page = gtk_label_new (NULL);

  self->line = GTK_INSCRIPTION (line);
  self->page = GTK_LABEL (page);
  /* A list measures many more rows than it shows: this does not lay the text out for that. */
  gtk_inscription_set_wrap_mode (self->line, PANGO_WRAP_WORD_CHAR);
  gtk_inscription_set_text_overflow (self->line, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_lines (self->line, 2);
  gtk_inscription_set_nat_lines (self->line, 2);
  gtk_inscription_set_xalign (self->line, 0);
  recto_text_tooltip_attach (line, line);
  gtk_widget_set_margin_top (line, 3);
  gtk_widget_set_margin_bottom (line, 3);
  gtk_widget_set_margin_top (page, 3);
  gtk_widget_set_hexpand (line, TRUE);
  gtk_widget_set_valign (line, GTK_ALIGN_START);
  gtk_widget_set_valign (page, GTK_ALIGN_START);
  gtk_widget_add_css_class (page, "dimmed");
  gtk_widget_add_css_class (page, "numeric");
  gtk_box_append (GTK_BOX (self), line);
  gtk_box_append (GTK_BOX (self), page);
}
