/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-links.h"

#include <glib/gi18n.h>

#include "recto-link-preview.h"
#include "recto-link-reader.h"
#include "recto-page-link.h"
#include "recto-target-words.h"

struct _RectoPageLinks
{
  RectoPageView *view; /* (unowned) */
  RectoLinkReader *reader;
  RectoPageColors colors; /* of the pages, as they were allocated last */
  RectoRenderFlags flags; /* likewise: how they are drawn */
  RectoLinkPreview *preview;
  double pointer_x; /* below 0: elsewhere */
  double pointer_y;
  RectoLinks *pressed; /* (nullable): with the number of the one that is being pressed */
  guint pressed_link;
  GtkWidget *frame;    /* (nullable): around the link that has the keys */
  RectoLinks *focused; /* (nullable): with the number of that link */
  guint focused_link;
  RectoLocation focused_location;
};

/* ---- Pointing at one ------------------------------------------------------------------------- */

static gboolean
find (RectoPageLinks *self,
      double x,
      double y,
      RectoLocation *location,
      RectoLinks **links,
      guint *i)
{
  double page_x;
  double page_y;

  if (!recto_page_view_find_point (self->view, x, y, location, &page_x, &page_y))
    return FALSE;
  *links = recto_link_reader_get (self->reader, *location);
  return *links != NULL && recto_links_find (*links, page_x, page_y, i);
}

gboolean
recto_page_links_find (RectoPageLinks *self, double x, double y, RectoLinkInView *found)
{
  RectoLinks *links;
  guint i;

  if (!find (self, x, y, &found->location, &links, &i))
    return FALSE;
  found->link = recto_links_get (links, i);
  return recto_page_view_find_area (self->view, found->location, &found->link->area, &found->area);
}

/* What is under a pointer that rests changes when the pages move. */
static void
point (RectoPageLinks *self)
{
  RectoLinkInView found;
  const gboolean over = self->pointer_x >= 0 &&
                        recto_page_links_find (self, self->pointer_x, self->pointer_y, &found);

  recto_page_view_set_cursor (self->view, RECTO_PAGE_CURSOR_LINK, over ? "pointer" : NULL);
  if (!over)
    recto_link_preview_forget (self->preview);
}

static void
motion_cb (RectoPageLinks *self, double x, double y)
{
  self->pointer_x = x;
  self->pointer_y = y;
  point (self);
}

static void
leave_cb (RectoPageLinks *self)
{
  self->pointer_x = -1;
  point (self);
}

static gboolean
query_tooltip_cb (GtkWidget *widget,
                  int x,
                  int y,
                  gboolean keyboard_mode,
                  GtkTooltip *tooltip,
                  gpointer user_data)
{
  RectoPageLinks *self = user_data;
  RectoDocument *document = recto_link_reader_get_document (self->reader);
  RectoLinkInView found;
  g_autofree char *words = NULL;

  if (keyboard_mode || !recto_page_links_find (self, x, y, &found))
    return FALSE;
  words = recto_target_words_describe (document, &found.link->target);
  if (words[0] == '\0')
    return FALSE;
  recto_link_preview_show (self->preview, tooltip, document, &found.link->target, self->colors,
                           self->flags, words);
  gtk_tooltip_set_tip_area (tooltip, &found.area);
  return TRUE;
}

static void
pressed_cb (RectoPageLinks *self, int n_press, double x, double y)
{
  RectoLocation location;
  RectoLinks *links;

  g_clear_object (&self->pressed);
  if (n_press == 1 && find (self, x, y, &location, &links, &self->pressed_link))
    self->pressed = g_object_ref (links);
}

/* A press that ends elsewhere, or became a drag, is none. */
static void
released_cb (RectoPageLinks *self, int n_press, double x, double y, GtkGesture *gesture)
{
  g_autoptr (RectoLinks) pressed = g_steal_pointer (&self->pressed);
  RectoLocation location;
  RectoLinks *links;
  guint i;

  if (pressed == NULL || !find (self, x, y, &location, &links, &i) || links != pressed ||
      i != self->pressed_link)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  recto_page_view_activate_link (self->view, &recto_links_get (pressed, i)->target);
}

/* ---- The keys -------------------------------------------------------------------------------- */

/* As one reads them. */
static int
compare_in_book (gconstpointer a, gconstpointer b)
{
  const RectoLinkInView *left = a;
  const RectoLinkInView *right = b;
  const int order = recto_location_compare (left->location, right->location);

  if (order != 0)
    return order;
  if (left->area.y != right->area.y)
    return left->area.y < right->area.y ? -1 : 1;
  return left->area.x < right->area.x ? -1 : left->area.x > right->area.x;
}

GArray *
recto_page_links_list (RectoPageLinks *self)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (RectoLinkInView));
  GArray *in_view = recto_link_reader_get_in_view (self->reader);
  RectoDocument *document = recto_link_reader_get_document (self->reader);
  const GdkRectangle view = { 0, 0, gtk_widget_get_width (GTK_WIDGET (self->view)),
                              gtk_widget_get_height (GTK_WIDGET (self->view)) };

  for (guint i = 0; i < in_view->len; i++)
    {
      RectoLinkInView found = { .location = g_array_index (in_view, RectoLocation, i) };
      RectoLinks *links = recto_link_reader_get (self->reader, found.location);
      const guint n = links != NULL ? recto_links_get_n (links) : 0;

      for (guint k = 0; k < n; k++)
        {
          found.link = recto_links_get (links, k);
          if (recto_page_view_find_area (self->view, found.location, &found.link->area,
                                         &found.area) &&
              gdk_rectangle_intersect (&found.area, &view, NULL))
            g_array_append_val (list, found);
        }
    }
  /* A book's come in any order, other documents have one of their own. */
  if (document != NULL && recto_document_is_reflowable (document))
    g_array_sort (list, compare_in_book);
  return list;
}

static void
frame_activated_cb (RectoPageLinks *self)
{
  if (self->focused != NULL)
    recto_page_view_activate_link (self->view,
                                   &recto_links_get (self->focused, self->focused_link)->target);
}

static void
take_focus (RectoPageLinks *self, const RectoLinkInView *found)
{
  RectoLinks *links = recto_link_reader_get (self->reader, found->location);
  RectoDocument *document = recto_link_reader_get_document (self->reader);
  g_autofree char *where = recto_target_words_describe (document, &found->link->target);
  /* Translators: read aloud by a screen reader: a link on a page, and where it leads to. */
  g_autofree char *words = g_strdup_printf (_ ("Link: %s"), where);

  if (self->frame == NULL)
    {
      self->frame = recto_page_link_new ();
      g_signal_connect_swapped (self->frame, "activated", G_CALLBACK (frame_activated_cb), self);
      gtk_widget_set_parent (self->frame, GTK_WIDGET (self->view));
    }
  g_set_object (&self->focused, links);
  self->focused_location = found->location;
  for (guint i = 0; i < recto_links_get_n (links); i++)
    if (recto_links_get (links, i) == found->link)
      self->focused_link = i;
  recto_page_link_take (RECTO_PAGE_LINK (self->frame), words);
  gtk_widget_queue_allocate (GTK_WIDGET (self->view));
}

/* The place in `list` of the link that has the keys; its length where none that is in view has. */
static guint
find_focused (RectoPageLinks *self, GArray *list)
{
  const RectoLink *link =
      self->focused != NULL ? recto_links_get (self->focused, self->focused_link) : NULL;

  for (guint i = 0; i < list->len; i++)
    if (g_array_index (list, RectoLinkInView, i).link == link)
      return i;
  return list->len;
}

gboolean
recto_page_links_move_focus (RectoPageLinks *self, GtkDirectionType direction)
{
  const gboolean on_link = self->frame != NULL && gtk_widget_has_focus (self->frame);
  const gboolean forward = direction == GTK_DIR_TAB_FORWARD;
  g_autoptr (GArray) list = NULL;
  guint present;

  if ((!forward && direction != GTK_DIR_TAB_BACKWARD) ||
      !(on_link || (forward && gtk_widget_is_focus (GTK_WIDGET (self->view)))))
    return FALSE;
  list = recto_page_links_list (self);
  present = on_link ? find_focused (self, list) : list->len;
  if (present == list->len)
    present = forward ? 0 : list->len - 1;
  else
    present += forward ? 1 : -1;
  /* Before the first, or after the last. */
  if (present >= list->len)
    return on_link && !forward && gtk_widget_grab_focus (GTK_WIDGET (self->view));
  take_focus (self, &g_array_index (list, RectoLinkInView, present));
  return TRUE;
}

gboolean
recto_page_links_get_focused (RectoPageLinks *self, RectoLinkInView *found)
{
  if (self->focused == NULL || !gtk_widget_has_focus (self->frame))
    return FALSE;
  found->location = self->focused_location;
  found->link = recto_links_get (self->focused, self->focused_link);
  return recto_page_view_find_area (self->view, found->location, &found->link->area, &found->area);
}

/* Out of view it keeps the keys, so that one can scroll back to it. */
static void
allocate_frame (RectoPageLinks *self)
{
  GdkRectangle area = { -2, -2, 1, 1 };

  if (self->frame == NULL)
    return;
  if (self->focused != NULL)
    recto_page_view_find_area (self->view, self->focused_location,
                               &recto_links_get (self->focused, self->focused_link)->area, &area);
  area.x = CLAMP (area.x, -G_MAXINT16, G_MAXINT16);
  area.y = CLAMP (area.y, -G_MAXINT16, G_MAXINT16);
  area.width = CLAMP (area.width, 1, G_MAXINT16);
  area.height = CLAMP (area.height, 1, G_MAXINT16);
  gtk_widget_measure (self->frame, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->frame, &area, -1);
}

/* ---- The view -------------------------------------------------------------------------------- */

void
recto_page_links_allocate (RectoPageLinks *self, RectoViewport *viewport)
{
  self->colors = recto_viewport_get_colors (viewport);
  self->flags = recto_viewport_get_show_annotations (viewport) ? RECTO_RENDER_NONE
                                                               : RECTO_RENDER_NO_ANNOTATIONS;
  recto_link_reader_look (self->reader, viewport);
  allocate_frame (self);
  if (self->pointer_x >= 0)
    point (self);
}

static void
come_cb (gpointer user_data)
{
  point (user_data);
}

static void
lost_cb (gpointer user_data)
{
  RectoPageLinks *self = user_data;

  recto_link_preview_forget (self->preview);
  g_clear_object (&self->pressed);
  g_clear_object (&self->focused);
}

void
recto_page_links_set_document (RectoPageLinks *self, RectoDocument *document)
{
  recto_link_reader_set_document (self->reader, document);
}

static void
attach (RectoPageLinks *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), motion);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self->view), TRUE);
  g_signal_connect (self->view, "query-tooltip", G_CALLBACK (query_tooltip_cb), self);
}

RectoPageLinks *
recto_page_links_new (RectoPageView *view)
{
  RectoPageLinks *self = g_new0 (RectoPageLinks, 1);

  self->view = view;
  self->reader = recto_link_reader_new (come_cb, lost_cb, self);
  self->pointer_x = -1;
  self->preview = recto_link_preview_new (view);
  attach (self);
  return self;
}

void
recto_page_links_end (RectoPageLinks *self)
{
  recto_page_links_set_document (self, NULL);
  g_clear_pointer (&self->frame, gtk_widget_unparent);
}

void
recto_page_links_free (RectoPageLinks *self)
{
  recto_link_preview_unref (self->preview);
  recto_link_reader_unref (self->reader);
  g_free (self);
}
