/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-notices.h"

#define MARGIN 12
#define SPACING 6 /* between two notices */

struct _RectoPageNotices
{
  GtkWidget *widget;       /* (unowned) */
  RectoTileLoader *loader; /* (nullable) */
  GHashTable *notices;     /* location → RectoPageNotice, a child of the widget */
  GArray *wanted;          /* of RectoLocation */
  guint tick;
};

static RectoPageNotice *
find_notice (RectoPageNotices *self, RectoLocation location)
{
  const gint64 key = recto_location_key (location);

  return g_hash_table_lookup (self->notices, &key);
}

static RectoPageCondition
get_condition (RectoPageNotices *self, RectoLocation location)
{
  return recto_tile_loader_get_condition (self->loader, location);
}

static void
resume_cb (RectoPageNotice *notice, gpointer user_data)
{
  RectoPageNotices *self = user_data;

  recto_tile_loader_resume (self->loader, recto_page_notice_get_location (notice));
}

static void
dismissed_cb (RectoPageNotice *notice, gpointer user_data)
{
  RectoPageNotices *self = user_data;

  recto_page_states_dismiss (recto_tile_loader_get_states (self->loader),
                             recto_page_notice_get_location (notice));
  gtk_widget_queue_allocate (self->widget);
}

static void
explain_cb (RectoPageNotice *notice, gpointer user_data)
{
  RectoPageNotices *self = user_data;
  const RectoLocation location = recto_page_notice_get_location (notice);

  gtk_widget_activate_action (self->widget, "page.explain", "(uu)", location.chapter,
                              location.page);
}

static RectoPageNotice *
add_notice (RectoPageNotices *self, RectoLocation location)
{
  const gint64 key = recto_location_key (location);
  GtkWidget *notice = recto_page_notice_new (location);

  g_signal_connect (notice, "resume", G_CALLBACK (resume_cb), self);
  g_signal_connect (notice, "dismissed", G_CALLBACK (dismissed_cb), self);
  g_signal_connect (notice, "explain", G_CALLBACK (explain_cb), self);
  gtk_widget_set_parent (notice, self->widget);
  g_hash_table_insert (self->notices, g_memdup2 (&key, sizeof key), notice);
  return RECTO_PAGE_NOTICE (notice);
}

/* The keys stay with the pages when the bar that had them goes. */
static void
remove_notice (RectoPageNotices *self, GtkWidget *notice)
{
  if (gtk_widget_get_focus_child (self->widget) == notice)
    gtk_widget_grab_focus (self->widget);
  gtk_widget_unparent (notice);
}

static gboolean
is_wanted (RectoPageNotices *self, RectoLocation location)
{
  for (guint i = 0; i < self->wanted->len; i++)
    if (recto_location_equal (g_array_index (self->wanted, RectoLocation, i), location))
      return TRUE;
  return FALSE;
}

static void
show_notices (RectoPageNotices *self)
{
  RectoPageStates *states = recto_tile_loader_get_states (self->loader);

  for (guint i = 0; i < self->wanted->len; i++)
    {
      RectoLocation location = g_array_index (self->wanted, RectoLocation, i);
      RectoPageCondition condition = get_condition (self, location);
      RectoPageNotice *notice = find_notice (self, location);

      if (condition == RECTO_PAGE_FINE)
        continue;
      if (notice == NULL)
        notice = add_notice (self, location);
      if (recto_page_notice_get_condition (notice) != condition)
        recto_page_notice_show (notice, condition, recto_page_states_get_message (states, location),
                                recto_tile_loader_get_time_limit (self->loader));
    }
}

static void
remove_notices (RectoPageNotices *self)
{
  GHashTableIter iter;
  gpointer notice;

  g_hash_table_iter_init (&iter, self->notices);
  while (g_hash_table_iter_next (&iter, NULL, &notice))
    {
      RectoLocation location = recto_page_notice_get_location (notice);

      if (self->loader != NULL && is_wanted (self, location) &&
          get_condition (self, location) != RECTO_PAGE_FINE)
        continue;
      g_hash_table_iter_remove (&iter);
      remove_notice (self, notice);
    }
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  RectoPageNotices *self = user_data;

  self->tick = 0;
  remove_notices (self);
  if (self->loader != NULL)
    show_notices (self);
  gtk_widget_queue_allocate (widget);
  return G_SOURCE_REMOVE;
}

RectoPageNotices *
recto_page_notices_new (GtkWidget *widget)
{
  RectoPageNotices *self = g_new0 (RectoPageNotices, 1);

  self->widget = widget;
  self->notices = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->wanted = g_array_new (FALSE, FALSE, sizeof (RectoLocation));
  return self;
}

void
recto_page_notices_set_loader (RectoPageNotices *self, RectoTileLoader *loader)
{
  g_set_object (&self->loader, loader);
  g_array_set_size (self->wanted, 0);
  remove_notices (self);
}

void
recto_page_notices_free (RectoPageNotices *self)
{
  recto_page_notices_set_loader (self, NULL);
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (self->widget, self->tick);
  g_hash_table_unref (self->notices);
  g_array_unref (self->wanted);
  g_free (self);
}

/* Upwards, to where no other notice is. */
static void
avoid_others (GdkRectangle *place, GArray *others)
{
  guint i = 0;

  while (i < others->len)
    {
      const GdkRectangle *other = &g_array_index (others, GdkRectangle, i);

      i++;
      if (!gdk_rectangle_intersect (place, other, NULL))
        continue;
      place->y = other->y - SPACING - place->height;
      i = 0;
    }
}

/* At the bottom of what shows of the page, within the view; a notice for which others leave no room
 * there is not shown. */
static void
allocate_notice (RectoPageNotices *self,
                 GtkWidget *notice,
                 const GdkRectangle *area,
                 GArray *others)
{
  int most = gtk_widget_get_width (self->widget) - 2 * MARGIN;
  int highest = gtk_widget_get_height (self->widget) - MARGIN;
  GtkAllocation place;
  int minimum;

  gtk_widget_measure (notice, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &place.width, NULL, NULL);
  place.width = MAX (MIN (place.width, most), minimum);
  gtk_widget_measure (notice, GTK_ORIENTATION_VERTICAL, place.width, NULL, &place.height, NULL,
                      NULL);
  place.x = area->x + (area->width - place.width) / 2;
  place.x = MAX (MIN (place.x, MARGIN + most - place.width), 0);
  place.y = area->y + area->height - place.height - MARGIN;
  place.y = MAX (MIN (place.y, highest - place.height), 0);
  avoid_others (&place, others);
  if (place.y < 0 || place.y + place.height <= area->y)
    return;
  g_array_append_val (others, place);
  gtk_widget_set_child_visible (notice, TRUE);
  gtk_widget_size_allocate (notice, &place, -1);
}

void
recto_page_notices_allocate (RectoPageNotices *self, GArray *parts)
{
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (GdkRectangle));
  guint n_known = 0;
  gboolean stale = FALSE;
  GHashTableIter iter;
  gpointer notice;

  g_hash_table_iter_init (&iter, self->notices);
  while (g_hash_table_iter_next (&iter, NULL, &notice))
    gtk_widget_set_child_visible (notice, FALSE);

  g_array_set_size (self->wanted, 0);
  for (guint i = 0; i < parts->len; i++)
    g_array_append_val (self->wanted, g_array_index (parts, RectoPagePart, i).location);
  /* From below, as there is room above. */
  for (guint i = parts->len; i-- > 0;)
    {
      const RectoPagePart *part = &g_array_index (parts, RectoPagePart, i);
      RectoPageCondition condition = get_condition (self, part->location);

      notice = find_notice (self, part->location);
      if (condition == RECTO_PAGE_FINE && notice == NULL)
        continue;
      if (notice == NULL || recto_page_notice_get_condition (notice) != condition)
        {
          stale = TRUE;
          continue;
        }
      allocate_notice (self, notice, &part->area, others);
      n_known++;
    }
  stale = stale || n_known != g_hash_table_size (self->notices);
  if (stale && self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (self->widget, tick_cb, self, NULL);
}
