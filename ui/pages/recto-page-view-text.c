/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-view.h"

#include "recto-page-view-private.h"
#include "recto-search-marks.h"

/* ---- Assistive technology -------------------------------------------------------------------- */

static RectoAccessiblePage *
get_page (GtkAccessibleText *text)
{
  return RECTO_PAGE_VIEW (text)->accessible_page;
}

static GBytes *
get_contents (GtkAccessibleText *text, guint start, guint end)
{
  return recto_accessible_page_get_contents (get_page (text), start, end);
}

static GBytes *
get_contents_at (GtkAccessibleText *text,
                 guint offset,
                 GtkAccessibleTextGranularity granularity,
                 guint *start,
                 guint *end)
{
  return recto_accessible_page_get_contents_at (get_page (text), offset, granularity, start, end);
}

/* None, but never NULL: GTK 4.18 reads these lists without looking. */
static gboolean
get_attributes (GtkAccessibleText *text,
                guint offset,
                gsize *n_ranges,
                GtkAccessibleTextRange **ranges,
                char ***names,
                char ***values)
{
  *n_ranges = 0;
  *ranges = NULL;
  *names = g_new0 (char *, 1);
  *values = g_new0 (char *, 1);
  return FALSE;
}

static gboolean
get_extents (GtkAccessibleText *text, guint start, guint end, graphene_rect_t *extents)
{
  return recto_accessible_page_get_extents (get_page (text), start, end, extents);
}

static gboolean
get_offset (GtkAccessibleText *text, const graphene_point_t *point, guint *offset)
{
  return recto_accessible_page_get_offset (get_page (text), point, offset);
}

/* (transfer none) (nullable) */
static RectoPageText *
peek_text (RectoPageView *self)
{
  return recto_page_texts_peek (self->texts,
                                recto_accessible_page_get_location (self->accessible_page));
}

/* What is selected of it. */
static gboolean
get_selection (GtkAccessibleText *text, gsize *n_ranges, GtkAccessibleTextRange **ranges)
{
  RectoPageView *self = RECTO_PAGE_VIEW (text);
  RectoPageText *page = peek_text (self);
  g_autoptr (GArray) selected = NULL;

  *n_ranges = 0;
  if (page == NULL)
    return FALSE;
  selected = recto_text_selection_get_ranges (self->selection, page);
  *n_ranges = selected->len;
  if (ranges != NULL && selected->len > 0)
    {
      *ranges = g_new0 (GtkAccessibleTextRange, selected->len);
      for (guint i = 0; i < selected->len; i++)
        {
          const RectoTextRange range = g_array_index (selected, RectoTextRange, i);

          (*ranges)[i].start = range.start;
          (*ranges)[i].length = range.end - range.start;
        }
    }
  return selected->len > 0;
}

static guint
get_caret_position (GtkAccessibleText *text)
{
  RectoPageView *self = RECTO_PAGE_VIEW (text);
  RectoLocation location;
  guint gap = 0;

  recto_text_caret_get_place (self->caret, &location, &gap);
  return gap;
}

void
recto_page_view_accessible_text_init (GtkAccessibleTextInterface *iface)
{
  iface->get_contents = get_contents;
  iface->get_contents_at = get_contents_at;
  iface->get_selection = get_selection;
  iface->get_caret_position = get_caret_position;
  iface->get_attributes = get_attributes;
  iface->get_extents = get_extents;
  iface->get_offset = get_offset;
}

/* ---- Texts ----------------------------------------------------------------------------------- */

gboolean
recto_page_view_is_painted (RectoPageView *self, RectoLocation location)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), FALSE);

  return recto_page_scene_is_painted (self->scene, location);
}

static void
texts_changed_cb (gpointer user_data)
{
  RectoPageView *self = user_data;

  recto_accessible_page_update (self->accessible_page);
  recto_text_caret_update (self->caret);
  recto_text_pointer_update (self->pointer);
  /* Nothing else that is drawn has to do with the text. */
  if (!recto_text_selection_is_empty (self->selection) || recto_text_caret_is_active (self->caret))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
caret_changed_cb (gboolean moved, gpointer user_data)
{
  RectoPageView *self = user_data;

  RectoLocation location;
  guint gap;

  if (moved)
    {
      const gboolean there = recto_text_caret_get_place (self->caret, &location, &gap);

      recto_accessible_page_set_location (self->accessible_page, there ? &location : NULL);
      gtk_accessible_text_update_caret_position (GTK_ACCESSIBLE_TEXT (self));
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Those that need a selection. */
static void
update_actions (RectoPageView *self)
{
  static const char *const actions[] = { "page.copy", "page.find-selection", "page.look-up" };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i],
                                   !recto_text_selection_is_empty (self->selection));
}

static void
selection_changed_cb (gpointer user_data)
{
  RectoPageView *self = user_data;

  recto_page_view_stop_finding (self);
  update_actions (self);
  recto_text_caret_follow (self->caret);
  gtk_accessible_text_update_selection_bound (GTK_ACCESSIBLE_TEXT (self));
  recto_page_view_update_text (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
recto_page_view_begin_text (RectoPageView *self)
{
  self->texts = recto_page_texts_new (texts_changed_cb, self);
  self->accessible_page = recto_accessible_page_new (GTK_WIDGET (self), self->scene, self->texts);
  self->selection = recto_text_selection_new (self, self->texts, selection_changed_cb, self);
  self->caret = recto_text_caret_new (self, self->texts, self->selection, caret_changed_cb, self);
  update_actions (self);
}

void
recto_page_view_end_text (RectoPageView *self)
{
  recto_page_view_stop_finding (self);
  g_clear_object (&self->text_document);
  g_clear_object (&self->search);
  g_clear_object (&self->current);
  recto_text_caret_free (self->caret);
  recto_text_selection_free (self->selection);
  recto_accessible_page_free (self->accessible_page);
  recto_page_texts_free (self->texts);
}

/* In another style, other words are on a book's pages. */
static void
pages_changed_cb (RectoPageView *self, RectoDocument *document)
{
  if (recto_text_style_equal (&self->style, recto_document_get_text_style (document)))
    return;
  self->style = *recto_document_get_text_style (document);
  recto_text_caret_end (self->caret);
  recto_text_selection_clear (self->selection);
  recto_page_texts_forget (self->texts);
}

/* A document that had been given up is read again: so is what could not be read of it. */
static void
error_cb (RectoPageView *self, GParamSpec *pspec, RectoDocument *document)
{
  if (recto_document_get_error (document) != NULL)
    return;
  recto_page_texts_forget (self->texts);
  recto_text_caret_update (self->caret);
  recto_page_view_queue_update (self);
}

void
recto_page_view_set_text_document (RectoPageView *self, RectoDocument *document)
{
  if (self->text_document != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->text_document, pages_changed_cb, self);
      g_signal_handlers_disconnect_by_func (self->text_document, error_cb, self);
    }
  g_set_object (&self->text_document, document);
  if (document != NULL)
    {
      self->style = *recto_document_get_text_style (document);
      g_signal_connect_object (document, "pages-changed", G_CALLBACK (pages_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "notify::error", G_CALLBACK (error_cb), self,
                               G_CONNECT_SWAPPED);
    }
  recto_page_view_stop_finding (self);
  recto_text_caret_end (self->caret);
  recto_link_hints_end (self->hints);
  recto_text_selection_clear (self->selection);
  recto_page_texts_set_document (self->texts, document);
  recto_accessible_page_update (self->accessible_page);
}

void
recto_page_view_update_text (RectoPageView *self)
{
  guint first;
  guint last;

  if (!recto_viewport_get_range (self->viewport, &first, &last))
    return;
  recto_page_texts_look_at (self->texts, recto_viewport_get_page (self->viewport, first).location,
                            recto_viewport_get_page (self->viewport, last).location);
  recto_text_selection_look_at (self->selection, first, last);
  recto_accessible_page_update (self->accessible_page);
}

void
recto_page_view_snapshot_text (RectoPageView *self, GtkSnapshot *snapshot)
{
  guint first;
  guint last;

  if (!recto_viewport_get_range (self->viewport, &first, &last))
    return;
  if (self->search != NULL)
    recto_search_marks_snapshot (self, snapshot, self->search, self->current, first, last,
                                 recto_viewport_get_colors (self->viewport));
  recto_text_selection_snapshot (self->selection, snapshot, first, last,
                                 recto_viewport_get_colors (self->viewport));
  recto_text_caret_snapshot (self->caret, snapshot, recto_viewport_get_colors (self->viewport));
}

void
recto_page_view_set_search (RectoPageView *self, RectoSearch *search, RectoSearchHit *current)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));
  g_return_if_fail (search == NULL || RECTO_IS_SEARCH (search));

  g_set_object (&self->search, search);
  g_set_object (&self->current, current);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
recto_page_view_copy_text (RectoPageView *self)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  recto_text_selection_copy (self->selection);
}

void
recto_page_view_select_page (RectoPageView *self)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  if (recto_page_scene_get_document (self->scene) != NULL)
    recto_text_selection_select (self->selection,
                                 &(RectoTextSpan) {
                                     .anchor = { .location =
                                                     recto_viewport_get_location (self->viewport) },
                                     .whole_page = TRUE });
}

void
recto_page_view_toggle_caret (RectoPageView *self)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  if (recto_text_caret_is_active (self->caret))
    recto_text_caret_end (self->caret);
  else
    recto_text_caret_begin (self->caret);
}

gboolean
recto_page_view_unselect (RectoPageView *self)
{
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (self), FALSE);

  if (recto_text_selection_is_empty (self->selection))
    return FALSE;
  recto_text_selection_clear (self->selection);
  return TRUE;
}
