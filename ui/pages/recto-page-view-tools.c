/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-view.h"

#include <adwaita.h>

#include "recto-page-map.h"
#include "recto-page-view-private.h"

/* Characters: more are not meant to be looked for. */
#define LONGEST_WORDS 200

/* ---- Rectangles ------------------------------------------------------------------------------ */

void
recto_page_view_begin_select_rectangle (RectoPageView *self)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  if (!self->presenting && recto_page_scene_get_document (self->scene) != NULL)
    recto_page_band_begin (self->band, recto_page_view_select_part);
}

/* A corner of what one has drawn on a page; beyond it, its edge is meant. */
static gboolean
find_corner (RectoPageView *self,
             const GdkRectangle *page,
             double x,
             double y,
             RectoTextPoint *corner)
{
  return recto_page_map_find_nearest (self->scene, CLAMP (x, page->x, page->x + page->width - 1),
                                      CLAMP (y, page->y, page->y + page->height - 1),
                                      &corner->location, &corner->x, &corner->y);
}

void
recto_page_view_select_part (RectoPageView *self, const graphene_rect_t *part)
{
  RectoDocument *document;
  RectoTextSpan span = { .rectangle = TRUE };
  RectoRect all = { 0 };
  RectoLocation location;
  const RectoPage *page;
  GdkRectangle where;
  double x;
  double y;

  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));
  g_return_if_fail (part != NULL);

  document = recto_page_scene_get_document (self->scene);
  /* The page that the middle of it is on. */
  if (document == NULL ||
      !recto_page_map_find_nearest (self->scene, part->origin.x + part->size.width / 2,
                                    part->origin.y + part->size.height / 2, &location, &x, &y))
    return;
  page = recto_document_get_page (document, location);
  if (page == NULL)
    return;
  all.width = page->width;
  all.height = page->height;
  if (!recto_page_map_find_area (self->scene, location, &all, &where) ||
      !find_corner (self, &where, part->origin.x, part->origin.y, &span.anchor) ||
      !find_corner (self, &where, part->origin.x + part->size.width,
                    part->origin.y + part->size.height, &span.head))
    return;
  recto_text_selection_select (self->selection, &span);
}

/* ---- Pictures -------------------------------------------------------------------------------- */

/* Of what is selected, or else of the page that the menu was asked for over. */
void
recto_page_view_copy_picture (RectoPageView *self)
{
  RectoDocument *document;
  RectoPagePicture picture = { .colors = RECTO_COLORS_ORIGINAL, .priority = RECTO_PRIORITY_WANTED };
  const RectoPage *page;

  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  document = recto_page_scene_get_document (self->scene);
  if (document == NULL)
    return;
  if (!recto_text_selection_get_area (self->selection, &picture.location, &picture.area))
    {
      picture.location = recto_page_menu_get_location (self->menu);
      page = recto_document_get_page (document, picture.location);
      if (page == NULL || !recto_text_selection_is_empty (self->selection))
        return;
      picture.area = (RectoRect) { 0, 0, page->width, page->height };
    }
  if (!recto_viewport_get_show_annotations (self->viewport))
    picture.flags = RECTO_RENDER_NO_ANNOTATIONS;
  picture.rotation = recto_viewport_get_rotation (self->viewport);
  picture.scale =
      recto_page_layout_get_scale (recto_viewport_get_layout (self->viewport),
                                   recto_document_get_number (document, picture.location));
  recto_text_selection_copy_picture (self->selection, document, &picture);
}

/* ---- Words ----------------------------------------------------------------------------------- */

/* On one line, and not too long. */
static char *
shorten (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \n\t", -1);
  GString *line = g_string_new (NULL);
  glong length = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (words[i][0] == '\0')
        continue;
      length += g_utf8_strlen (words[i], -1) + 1;
      if (length > LONGEST_WORDS && line->len > 0)
        break;
      if (line->len > 0)
        g_string_append_c (line, ' ');
      g_string_append (line, words[i]);
    }
  return g_string_free_and_steal (line);
}

/* `action`: of the window, which takes them. */
static void
hand_over (RectoPageView *self, RectoDocument *document, GAsyncResult *result, const char *action)
{
  g_autofree char *text = recto_text_gather_finish (document, result, NULL);
  g_autofree char *words = text != NULL ? shorten (text) : NULL;

  if (words != NULL && words[0] != '\0' && gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      recto_page_scene_get_document (self->scene) == document)
    gtk_widget_activate_action (GTK_WIDGET (self), action, "s", words);
}

static void
gathered_to_find_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RectoPageView) self = user_data;

  hand_over (self, RECTO_DOCUMENT (source), result, "win.find-words");
}

static void
gathered_to_look_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RectoPageView) self = user_data;

  hand_over (self, RECTO_DOCUMENT (source), result, "win.look-up-words");
}

void
recto_page_view_stop_finding (RectoPageView *self)
{
  if (self->finding != NULL)
    recto_cancellable_cancel (self->finding, RECTO_CANCEL_SUPERSEDED);
  g_clear_object (&self->finding);
}

static void
gather_selection (RectoPageView *self, GAsyncReadyCallback callback)
{
  RectoDocument *document = recto_page_scene_get_document (self->scene);
  const RectoTextSpan *span = recto_text_selection_get_span (self->selection);

  recto_page_view_stop_finding (self);
  if (document == NULL || span == NULL)
    return;
  self->finding = g_cancellable_new ();
  recto_text_gather_async (document, span, self->finding, callback, g_object_ref (self));
}

void
recto_page_view_find_selection (RectoPageView *self)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  gather_selection (self, gathered_to_find_cb);
}

void
recto_page_view_look_up_selection (RectoPageView *self)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  gather_selection (self, gathered_to_look_up_cb);
}

/* ---- Links ----------------------------------------------------------------------------------- */

void
recto_page_view_open_menu_link (RectoPageView *self)
{
  const RectoTarget *target;

  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  target = recto_page_menu_get_target (self->menu);
  if (target != NULL)
    recto_page_view_activate_link (self, target);
}

void
recto_page_view_copy_menu_link (RectoPageView *self)
{
  const RectoTarget *target;

  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  target = recto_page_menu_get_target (self->menu);
  if (target != NULL && target->address != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), target->address);
}

void
recto_page_view_hint_links (RectoPageView *self)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  if (!recto_link_hints_begin (self->hints))
    gtk_widget_error_bell (GTK_WIDGET (self));
}

/* ---- The view -------------------------------------------------------------------------------- */

void
recto_page_view_popup_menu (RectoPageView *self)
{
  g_return_if_fail (RECTO_IS_PAGE_VIEW (self));

  recto_page_menu_popup (self->menu);
}

void
recto_page_view_begin_tools (RectoPageView *self)
{
  self->band = recto_page_band_new (self);
  self->pointer = recto_text_pointer_new (self, self->texts);
  self->menu = recto_page_menu_new (self, self->links, self->selection);
  self->hints = recto_link_hints_new (self, self->links);
}

void
recto_page_view_allocate_tools (RectoPageView *self)
{
  recto_text_pointer_update (self->pointer);
  recto_link_hints_allocate (self->hints);
  recto_page_menu_allocate (self->menu);
}

void
recto_page_view_end_tools (RectoPageView *self)
{
  recto_link_hints_end (self->hints);
  recto_page_menu_end (self->menu);
}

void
recto_page_view_free_tools (RectoPageView *self)
{
  recto_page_band_free (self->band);
  recto_text_pointer_free (self->pointer);
  recto_page_menu_free (self->menu);
  recto_link_hints_free (self->hints);
}
