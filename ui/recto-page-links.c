/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-links.h"

#include <glib/gi18n.h>
#include <string.h>

#include "recto-link-preview.h"
#include "recto-page-link.h"
#include "recto-target-words.h"

/* Pages that rest in the view for so long have their links read: those that fly past need not. */
#define SETTLE_MS 100
/* Of so many pages at once; where they are that small, no link can be hit anyway. */
#define MAX_IN_VIEW 64
/* Links of pages out of view that are kept, about. */
#define MAX_KEPT 20000

typedef struct
{
  RectoLinks *links;         /* (nullable): until they have come */
  GCancellable *cancellable; /* (nullable): while they are read */
} Page;

struct _RectoPageLinks
{
  grefcount refs;          /* the view's, and one of each page that is being read */
  RectoPageView *view;     /* (unowned): gone once the view is, and all is forgotten by then */
  RectoDocument *document; /* (nullable) */
  RectoTextStyle style;    /* of the book, where the document is one, as these links were read */
  GHashTable *pages;       /* location → Page */
  GArray *in_view;         /* of RectoLocation */
  guint n_kept;            /* links, of all pages */
  guint settle_source;
  RectoPageColors colors; /* of the pages, as they were allocated last */
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

typedef struct
{
  RectoPageLinks *self;
  RectoLocation location;
  GCancellable *cancellable;
} Reading;

static void
page_free (gpointer data)
{
  Page *page = data;

  if (page->cancellable != NULL)
    recto_cancellable_cancel (page->cancellable, RECTO_CANCEL_SUPERSEDED);
  g_clear_object (&page->cancellable);
  g_clear_object (&page->links);
  g_free (page);
}

static Page *
find_page (RectoPageLinks *self, RectoLocation location)
{
  const gint64 key = recto_location_key (location);

  return g_hash_table_lookup (self->pages, &key);
}

static gboolean
is_in_view (RectoPageLinks *self, RectoLocation location)
{
  for (guint i = 0; i < self->in_view->len; i++)
    if (recto_location_equal (g_array_index (self->in_view, RectoLocation, i), location))
      return TRUE;
  return FALSE;
}

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
  Page *page;

  if (g_hash_table_size (self->pages) == 0 ||
      !recto_page_view_find_point (self->view, x, y, location, &page_x, &page_y))
    return FALSE;
  page = find_page (self, *location);
  if (page == NULL || page->links == NULL || !recto_links_find (page->links, page_x, page_y, i))
    return FALSE;
  *links = page->links;
  return TRUE;
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
  RectoLinkInView found;
  g_autofree char *words = NULL;

  if (keyboard_mode || !recto_page_links_find (self, x, y, &found))
    return FALSE;
  words = recto_target_words_describe (self->document, &found.link->target);
  if (words[0] == '\0')
    return FALSE;
  recto_link_preview_show (self->preview, tooltip, self->document, &found.link->target,
                           self->colors, words);
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

/* ---- Reading them ---------------------------------------------------------------------------- */

static void
keep_few (RectoPageLinks *self)
{
  GHashTableIter iter;
  gpointer value;
  gpointer key;

  if (self->n_kept <= MAX_KEPT)
    return;
  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const gint64 place = *(gint64 *) key;
      Page *page = value;

      if (page->links == NULL ||
          is_in_view (self, RECTO_LOCATION_INIT ((guint) (place >> 32), (guint) place)))
        continue;
      self->n_kept -= recto_links_get_n (page->links);
      g_hash_table_iter_remove (&iter);
    }
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Reading *reading = user_data;
  g_autoptr (GCancellable) cancellable = reading->cancellable;
  g_autoptr (RectoPageLinks) self = reading->self;
  const gint64 key = recto_location_key (reading->location);
  g_autoptr (GError) error = NULL;
  g_autoptr (RectoLinks) links =
      recto_document_read_links_finish (RECTO_DOCUMENT (source), result, &error);
  Page *page = find_page (self, reading->location);

  if (page == NULL || page->cancellable != cancellable)
    return;
  g_clear_object (&page->cancellable);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* It may be wanted again. */
      g_hash_table_remove (self->pages, &key);
      return;
    }
  /* A page whose links cannot be read has none. */
  if (links == NULL)
    return;
  self->n_kept += recto_links_get_n (links);
  page->links = g_steal_pointer (&links);
  keep_few (self);
  point (self);
}

static void
read_links (RectoPageLinks *self, RectoLocation location)
{
  const gint64 key = recto_location_key (location);
  Page *page = g_new0 (Page, 1);
  Reading *reading = g_new0 (Reading, 1);

  page->cancellable = g_cancellable_new ();
  g_hash_table_insert (self->pages, g_memdup2 (&key, sizeof key), page);
  g_ref_count_inc (&self->refs);
  reading->self = self;
  reading->location = location;
  reading->cancellable = g_object_ref (page->cancellable);
  recto_document_read_links_async (self->document, location, page->cancellable, read_cb, reading);
}

static void
drop_passed (RectoPageLinks *self)
{
  GHashTableIter iter;
  gpointer value;
  gpointer key;

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const gint64 place = *(gint64 *) key;

      if (((Page *) value)->cancellable != NULL &&
          !is_in_view (self, RECTO_LOCATION_INIT ((guint) (place >> 32), (guint) place)))
        g_hash_table_iter_remove (&iter);
    }
}

static void
settled_cb (gpointer user_data)
{
  RectoPageLinks *self = user_data;

  self->settle_source = 0;
  if (self->document == NULL)
    return;
  drop_passed (self);
  for (guint i = 0; i < self->in_view->len; i++)
    {
      const RectoLocation location = g_array_index (self->in_view, RectoLocation, i);

      if (find_page (self, location) == NULL)
        read_links (self, location);
    }
}

static void
settle_later (RectoPageLinks *self)
{
  g_clear_handle_id (&self->settle_source, g_source_remove);
  self->settle_source = g_timeout_add_once (SETTLE_MS, settled_cb, self);
}

/* Whether other pages are in view than before. */
static gboolean
find_pages_in_view (RectoPageLinks *self, RectoViewport *viewport)
{
  g_autoptr (GArray) before = g_steal_pointer (&self->in_view);
  guint first;
  guint last;

  self->in_view = g_array_new (FALSE, FALSE, sizeof (RectoLocation));
  if (self->document == NULL || !recto_viewport_get_range (viewport, &first, &last))
    return before->len > 0;
  for (guint i = first; i <= last && self->in_view->len < MAX_IN_VIEW; i++)
    {
      const RectoLocation location = recto_viewport_get_page (viewport, i).location;

      g_array_append_val (self->in_view, location);
    }
  return before->len != self->in_view->len ||
         memcmp (before->data, self->in_view->data, before->len * sizeof (RectoLocation)) != 0;
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
  const GdkRectangle view = { 0, 0, gtk_widget_get_width (GTK_WIDGET (self->view)),
                              gtk_widget_get_height (GTK_WIDGET (self->view)) };

  for (guint i = 0; i < self->in_view->len; i++)
    {
      RectoLinkInView found = { .location = g_array_index (self->in_view, RectoLocation, i) };
      Page *page = find_page (self, found.location);
      const guint n = page != NULL && page->links != NULL ? recto_links_get_n (page->links) : 0;

      for (guint k = 0; k < n; k++)
        {
          found.link = recto_links_get (page->links, k);
          if (recto_page_view_find_area (self->view, found.location, &found.link->area,
                                         &found.area) &&
              gdk_rectangle_intersect (&found.area, &view, NULL))
            g_array_append_val (list, found);
        }
    }
  /* A book's come in any order, other documents have one of their own. */
  if (self->document != NULL && recto_document_is_reflowable (self->document))
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
  RectoLinks *links = find_page (self, found->location)->links;
  g_autofree char *where = recto_target_words_describe (self->document, &found->link->target);
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
  if (find_pages_in_view (self, viewport))
    settle_later (self);
  allocate_frame (self);
  if (self->pointer_x >= 0)
    point (self);
}

static void
forget (RectoPageLinks *self)
{
  recto_link_preview_forget (self->preview);
  g_hash_table_remove_all (self->pages);
  self->n_kept = 0;
  g_clear_object (&self->pressed);
  g_clear_object (&self->focused);
}

static gboolean
could_not_be_read (gpointer key, gpointer value, gpointer data)
{
  const Page *page = value;

  return page->links == NULL && page->cancellable == NULL;
}

/* A book that is laid out otherwise has its links elsewhere. While it is laid out, which is told
 * again and again, pages come to be known that were not before. */
static void
pages_changed_cb (RectoPageLinks *self)
{
  const RectoTextStyle style = *recto_document_get_text_style (self->document);

  if (!recto_document_is_reflowable (self->document))
    return;
  if (!recto_text_style_equal (&style, &self->style))
    forget (self);
  else
    g_hash_table_foreach_remove (self->pages, could_not_be_read, NULL);
  self->style = style;
  if (self->settle_source == 0)
    settle_later (self);
}

void
recto_page_links_set_document (RectoPageLinks *self, RectoDocument *document)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  forget (self);
  g_set_object (&self->document, document);
  g_array_set_size (self->in_view, 0);
  if (document == NULL)
    return;
  self->style = *recto_document_get_text_style (document);
  g_signal_connect_swapped (document, "pages-changed", G_CALLBACK (pages_changed_cb), self);
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

  g_ref_count_init (&self->refs);
  self->view = view;
  self->pages = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, page_free);
  self->in_view = g_array_new (FALSE, FALSE, sizeof (RectoLocation));
  self->pointer_x = -1;
  self->preview = recto_link_preview_new (view);
  attach (self);
  return self;
}

void
recto_page_links_end (RectoPageLinks *self)
{
  recto_page_links_set_document (self, NULL);
  g_clear_handle_id (&self->settle_source, g_source_remove);
  g_clear_pointer (&self->frame, gtk_widget_unparent);
}

void
recto_page_links_unref (RectoPageLinks *self)
{
  if (!g_ref_count_dec (&self->refs))
    return;
  recto_link_preview_unref (self->preview);
  g_hash_table_unref (self->pages);
  g_array_unref (self->in_view);
  g_free (self);
}
