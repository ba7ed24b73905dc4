/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-text-popover.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "recto-line-heights.h"
#include "recto-view-defaults.h"

struct _RectoTextPopover
{
  GtkPopover parent_instance;
  GtkLabel *size_label; /* template children */
  AdwComboRow *family;
  AdwComboRow *line_height;
  AdwComboRow *margins;
  AdwComboRow *alignment;
  AdwComboRow *colors;
  GtkWidget *progress;
  GtkLabel *progress_label;
  GtkButton *progress_button;
  GtkWidget *reset;
  GtkWidget *keep;

  RectoDocumentView *view; /* (nullable) */
  GSignalGroup *view_signals;
  GSignalGroup *page_view_signals;
  GSignalGroup *document_signals;
  gboolean showing; /* the choices are being set to what is */
};

G_DEFINE_FINAL_TYPE (RectoTextPopover, recto_text_popover, GTK_TYPE_POPOVER)

/* The colors, in the order of the choices on the screen. */
static const RectoColorMode color_modes[] = { RECTO_COLOR_MODE_ORIGINAL, RECTO_COLOR_MODE_NIGHT,
                                              RECTO_COLOR_MODE_SEPIA, RECTO_COLOR_MODE_DESKTOP };

/* ---- What is ----------------------------------------------------------------------------------
 */

/* The button that was pressed keeps the focus, and says nothing of it. */
static void
show_size (RectoTextPopover *self, const char *size)
{
  if (g_str_equal (gtk_label_get_label (self->size_label), size))
    return;
  gtk_label_set_label (self->size_label, size);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), size, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

static void
show_style (RectoTextPopover *self)
{
  const RectoTextStyle style = recto_document_view_get_text_style (self->view);
  const RectoTextStyle usual =
      recto_view_defaults_get_text_style (recto_document_view_get_settings (self->view));
  /* Translators: the size of letters, in points. */
  g_autofree char *size = g_strdup_printf (_ ("%.4g pt"), style.size);
  const gboolean is_usual = recto_text_style_equal (&style, &usual);

  self->showing = TRUE;
  show_size (self, size);
  adw_combo_row_set_selected (self->family, style.family);
  adw_combo_row_set_selected (self->line_height, recto_line_heights_find (style.line_height));
  adw_combo_row_set_selected (self->margins, style.margins);
  adw_combo_row_set_selected (self->alignment, style.alignment);
  self->showing = FALSE;
  gtk_widget_set_sensitive (self->reset, !is_usual);
  gtk_widget_set_sensitive (self->keep, !is_usual);
}

static void
show_colors (RectoTextPopover *self)
{
  RectoColorMode mode = RECTO_COLOR_MODE_ORIGINAL;

  g_object_get (recto_document_view_get_page_view (self->view), "colors", &mode, NULL);
  self->showing = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (color_modes); i++)
    if (color_modes[i] == mode)
      adw_combo_row_set_selected (self->colors, i);
  self->showing = FALSE;
}

/* How far the book is laid out; nothing, once it is. */
static void
show_progress (RectoTextPopover *self)
{
  RectoDocument *document = recto_document_view_get_document (self->view);
  const guint n = document != NULL ? recto_document_get_n_chapters (document) : 0;
  const guint n_done = document != NULL ? recto_document_get_n_laid_out (document) : 0;
  const gboolean rests = document != NULL && recto_document_is_at_rest (document);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->progress, n_done < n);
  if (n_done >= n)
    return;
  if (rests)
    /* Translators: the pages of so many of the book's chapters are not known yet. */
    text = g_strdup_printf (ngettext ("Layout stopped at %u of %u chapter",
                                      "Layout stopped at %u of %u chapters", n),
                            n_done, n);
  else
    /* Translators: how many of a book's chapters have their pages by now. */
    text = g_strdup_printf (ngettext ("Layout: %u of %u chapter", "Layout: %u of %u chapters", n),
                            n_done, n);
  gtk_label_set_label (self->progress_label, text);
  gtk_button_set_label (self->progress_button, rests ? _ ("_Resume") : _ ("_Stop"));
  gtk_button_set_use_underline (self->progress_button, TRUE);
}

static void
style_changed_cb (RectoTextPopover *self)
{
  if (!recto_document_view_has_text_style (self->view))
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      return;
    }
  show_style (self);
  show_progress (self);
}

static void
document_changed_cb (RectoTextPopover *self)
{
  g_signal_group_set_target (self->document_signals, recto_document_view_get_document (self->view));
}

/* ---- What is chosen ---------------------------------------------------------------------------
 */

static void
changed_cb (RectoTextPopover *self)
{
  RectoTextStyle style;
  guint choice;

  if (self->showing || self->view == NULL)
    return;
  style = recto_document_view_get_text_style (self->view);
  style.family = (RectoTextFamily) adw_combo_row_get_selected (self->family);
  style.margins = (RectoTextMargins) adw_combo_row_get_selected (self->margins);
  style.alignment = (RectoTextAlignment) adw_combo_row_get_selected (self->alignment);
  choice = adw_combo_row_get_selected (self->line_height);
  if (choice != recto_line_heights_find (style.line_height))
    style.line_height = recto_line_heights_get (choice);
  recto_document_view_set_text_style (self->view, &style);
}

static void
color_changed_cb (RectoTextPopover *self)
{
  const guint choice = adw_combo_row_get_selected (self->colors);

  if (!self->showing && self->view != NULL && choice < G_N_ELEMENTS (color_modes))
    g_object_set (recto_document_view_get_page_view (self->view), "colors", color_modes[choice],
                  NULL);
}

static void
progress_clicked_cb (RectoTextPopover *self)
{
  RectoDocument *document = recto_document_view_get_document (self->view);

  if (document == NULL)
    return;
  if (recto_document_is_at_rest (document))
    {
      recto_page_view_resume (recto_document_view_get_page_view (self->view));
      recto_document_go_on (document);
    }
  else
    recto_document_view_stop (self->view);
  show_progress (self);
}

static void
reset_cb (RectoTextPopover *self)
{
  const RectoTextStyle usual =
      recto_view_defaults_get_text_style (recto_document_view_get_settings (self->view));

  recto_document_view_set_text_style (self->view, &usual);
}

static void
keep_cb (RectoTextPopover *self)
{
  const RectoTextStyle style = recto_document_view_get_text_style (self->view);

  recto_view_defaults_set_text_style (recto_document_view_get_settings (self->view), &style);
  show_style (self);
}

/* ---- The widget -------------------------------------------------------------------------------
 */

GtkWidget *
recto_text_popover_new (void)
{
  return g_object_new (RECTO_TYPE_TEXT_POPOVER, NULL);
}

void
recto_text_popover_set_view (RectoTextPopover *self, RectoDocumentView *view)
{
  g_return_if_fail (RECTO_IS_TEXT_POPOVER (self));
  g_return_if_fail (view == NULL || RECTO_IS_DOCUMENT_VIEW (view));

  g_set_object (&self->view, view);
  g_signal_group_set_target (self->view_signals, view);
  g_signal_group_set_target (self->page_view_signals,
                             view != NULL ? recto_document_view_get_page_view (view) : NULL);
  g_signal_group_set_target (self->document_signals,
                             view != NULL ? recto_document_view_get_document (view) : NULL);
  if (view == NULL)
    return;
  show_colors (self);
  style_changed_cb (self);
}

static void
recto_text_popover_dispose (GObject *object)
{
  RectoTextPopover *self = RECTO_TEXT_POPOVER (object);

  if (self->view_signals != NULL)
    recto_text_popover_set_view (self, NULL);
  g_clear_object (&self->view_signals);
  g_clear_object (&self->page_view_signals);
  g_clear_object (&self->document_signals);
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_TEXT_POPOVER);

  G_OBJECT_CLASS (recto_text_popover_parent_class)->dispose (object);
}

static void
recto_text_popover_class_init (RectoTextPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = recto_text_popover_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/recto-text-popover.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, RectoTextPopover, child)
  BIND (size_label);
  BIND (family);
  BIND (line_height);
  BIND (margins);
  BIND (alignment);
  BIND (colors);
  BIND (progress);
  BIND (progress_label);
  BIND (progress_button);
  BIND (reset);
  BIND (keep);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, color_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, progress_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
}

static void
recto_text_popover_init (RectoTextPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->view_signals = g_signal_group_new (RECTO_TYPE_DOCUMENT_VIEW);
  g_signal_group_connect_swapped (self->view_signals, "text-style-changed",
                                  G_CALLBACK (style_changed_cb), self);
  g_signal_group_connect_swapped (self->view_signals, "notify::document",
                                  G_CALLBACK (document_changed_cb), self);
  self->page_view_signals = g_signal_group_new (RECTO_TYPE_PAGE_VIEW);
  g_signal_group_connect_swapped (self->page_view_signals, "notify::colors",
                                  G_CALLBACK (show_colors), self);
  self->document_signals = g_signal_group_new (RECTO_TYPE_DOCUMENT);
  g_signal_group_connect_swapped (self->document_signals, "pages-changed",
                                  G_CALLBACK (show_progress), self);
  g_signal_group_connect_swapped (self->document_signals, "facts-stopped",
                                  G_CALLBACK (show_progress), self);
}
