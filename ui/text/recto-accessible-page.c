/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-accessible-page.h"

#include <string.h>

#include "recto-page-map.h"
#include "recto-text-unit.h"

struct _RectoAccessiblePage
{
  GtkWidget *view;       /* (unowned) */
  RectoPageScene *scene; /* (unowned) */
  RectoPageTexts *texts; /* (unowned) */
  gboolean wanted;       /* somebody has asked */
  gboolean elsewhere;    /* at `location`, and not where the view is */
  RectoLocation location;
  RectoPageText *text; /* (nullable): as told last */
};

RectoAccessiblePage *
recto_accessible_page_new (GtkWidget *view, RectoPageScene *scene, RectoPageTexts *texts)
{
  RectoAccessiblePage *self = g_new0 (RectoAccessiblePage, 1);

  self->view = view;
  self->scene = scene;
  self->texts = texts;
  return self;
}

void
recto_accessible_page_free (RectoAccessiblePage *self)
{
  g_clear_pointer (&self->text, recto_page_text_unref);
  g_free (self);
}

RectoLocation
recto_accessible_page_get_location (RectoAccessiblePage *self)
{
  if (self->elsewhere)
    return self->location;
  return recto_viewport_get_location (recto_page_scene_get_viewport (self->scene));
}

static void
tell (RectoAccessiblePage *self, GtkAccessibleTextContentChange change)
{
  const guint n_chars = self->text != NULL ? recto_page_text_get_n_chars (self->text) : 0;

  if (n_chars > 0)
    gtk_accessible_text_update_contents (GTK_ACCESSIBLE_TEXT (self->view), change, 0, n_chars);
}

static gboolean
say_the_same (RectoPageText *one, RectoPageText *other)
{
  return one == other ||
         (one != NULL && other != NULL &&
          strcmp (recto_page_text_get_utf8 (one), recto_page_text_get_utf8 (other)) == 0);
}

/* Whoever is told of what goes asks for it once more. */
static void
set_text (RectoAccessiblePage *self, RectoPageText *text)
{
  const gboolean news = !say_the_same (self->text, text);

  if (self->text == text)
    return;
  if (news)
    tell (self, GTK_ACCESSIBLE_TEXT_CONTENT_CHANGE_REMOVE);
  g_clear_pointer (&self->text, recto_page_text_unref);
  self->text = text != NULL ? recto_page_text_ref (text) : NULL;
  if (news)
    tell (self, GTK_ACCESSIBLE_TEXT_CONTENT_CHANGE_INSERT);
}

/* Where the caret is may be far from the view: what one has turned away from is not asked for. */
static gboolean
may_ask (RectoAccessiblePage *self)
{
  const RectoRect all = { 0 };
  GdkRectangle where;

  return !self->elsewhere || recto_page_texts_peek (self->texts, self->location) != NULL ||
         recto_page_map_find_area (self->scene, self->location, &all, &where);
}

void
recto_accessible_page_update (RectoAccessiblePage *self)
{
  if (self->wanted && may_ask (self))
    set_text (self, recto_page_texts_get (self->texts, recto_accessible_page_get_location (self),
                                          RECTO_PRIORITY_WANTED));
}

void
recto_accessible_page_set_location (RectoAccessiblePage *self, const RectoLocation *location)
{
  self->elsewhere = location != NULL;
  if (location != NULL)
    self->location = *location;
  recto_accessible_page_update (self);
}

/* Who asks is not told in between of what has changed: until it is, it reads what it was told. */
static RectoPageText *
ask (RectoAccessiblePage *self)
{
  if (!self->wanted)
    {
      self->wanted = TRUE;
      recto_accessible_page_update (self);
    }
  return self->text;
}

GBytes *
recto_accessible_page_get_contents (RectoAccessiblePage *self, guint start, guint end)
{
  RectoPageText *text = ask (self);
  char *slice = text != NULL ? recto_page_text_slice (text, start, end) : g_strdup ("");

  return g_bytes_new_take (slice, strlen (slice) + 1);
}

static RectoTextUnit
get_unit (GtkAccessibleTextGranularity granularity)
{
  switch (granularity)
    {
    case GTK_ACCESSIBLE_TEXT_GRANULARITY_WORD:
      return RECTO_TEXT_WORD;
    case GTK_ACCESSIBLE_TEXT_GRANULARITY_SENTENCE:
      return RECTO_TEXT_SENTENCE;
    case GTK_ACCESSIBLE_TEXT_GRANULARITY_LINE:
      return RECTO_TEXT_LINE;
    case GTK_ACCESSIBLE_TEXT_GRANULARITY_PARAGRAPH:
      return RECTO_TEXT_PARAGRAPH;
    case GTK_ACCESSIBLE_TEXT_GRANULARITY_CHARACTER:
    default:
      return RECTO_TEXT_CHARACTER;
    }
}

GBytes *
recto_accessible_page_get_contents_at (RectoAccessiblePage *self,
                                       guint offset,
                                       GtkAccessibleTextGranularity granularity,
                                       guint *start,
                                       guint *end)
{
  RectoPageText *text = ask (self);

  *start = *end = 0;
  if (text != NULL)
    recto_text_unit_find (text, offset, get_unit (granularity), start, end);
  return recto_accessible_page_get_contents (self, *start, *end);
}

static gboolean
find_area (RectoAccessiblePage *self, guint start, guint end, RectoRect *area)
{
  /* GTK 4.24 asks for one character as for none. */
  g_autoptr (GArray) areas = recto_text_get_areas (self->text, start, MAX (end, start + 1));
  double right;
  double bottom;

  if (areas->len == 0)
    return FALSE;
  *area = g_array_index (areas, RectoRect, 0);
  right = area->x + area->width;
  bottom = area->y + area->height;
  for (guint i = 1; i < areas->len; i++)
    {
      const RectoRect *line = &g_array_index (areas, RectoRect, i);

      area->x = MIN (area->x, line->x);
      area->y = MIN (area->y, line->y);
      right = MAX (right, line->x + line->width);
      bottom = MAX (bottom, line->y + line->height);
    }
  area->width = right - area->x;
  area->height = bottom - area->y;
  return TRUE;
}

gboolean
recto_accessible_page_get_extents (RectoAccessiblePage *self,
                                   guint start,
                                   guint end,
                                   graphene_rect_t *extents)
{
  RectoRect area;
  GdkRectangle where;

  if (ask (self) == NULL || !find_area (self, start, end, &area) ||
      !recto_page_map_find_area (self->scene, recto_page_text_get_location (self->text), &area,
                                 &where))
    return FALSE;
  graphene_rect_init (extents, (float) where.x, (float) where.y, (float) where.width,
                      (float) where.height);
  return TRUE;
}

gboolean
recto_accessible_page_get_offset (RectoAccessiblePage *self,
                                  const graphene_point_t *point,
                                  guint *offset)
{
  RectoLocation location;
  double x;
  double y;

  return ask (self) != NULL &&
         recto_page_map_find_point (self->scene, point->x, point->y, &location, &x, &y) &&
         recto_location_equal (location, recto_page_text_get_location (self->text)) &&
         recto_text_find_character (self->text, x, y, offset);
}
