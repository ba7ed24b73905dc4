/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-annotation-marks.h"

#include <math.h>

#include "recto-annotation-bubble.h"
#include "recto-annotation-words.h"
#include "recto-page-popover.h"
#include "recto-task.h"

/* Pages whose annotations are kept; beyond that all are forgotten. */
#define MAX_PAGES 200
/* What a tooltip says of a text, characters. */
#define MAX_TIP 400
/* Of a note that are shown on the page; the sidebar has all. */
#define MAX_REPLIES 100
/* A press that moves further is none; application pixels. */
#define STILL 8
/* Of the popover; application pixels. */
#define WIDTH 300
#define MAX_HEIGHT 360

struct _RectoAnnotationMarks
{
  GObject parent_instance;
  RectoPageView *page_view;  /* (unowned) */
  GtkWidget *popover_parent; /* (unowned) */
  RectoDocument *document;   /* (nullable) */
  GHashTable *pages;         /* location → Page */
  double x;                  /* of the pointer; below 0: elsewhere */
  double y;
  double pressed_x;
  double pressed_y;
  gboolean waits;        /* pressed before it was known what is there */
  RectoLocation pressed; /* where, then */
  GtkWidget *popover;    /* (nullable): of the popover parent */
  GtkBox *rows;          /* (unowned) (nullable): the popover's */
};

typedef struct
{
  GListModel *annotations;   /* (nullable): until they have come */
  GCancellable *cancellable; /* (nullable): while they are read */
} Page;

typedef struct
{
  RectoAnnotationMarks *marks;
  RectoLocation location;
  GCancellable *cancellable;
} Reading;

static void press (RectoAnnotationMarks *self);

G_DEFINE_FINAL_TYPE (RectoAnnotationMarks, recto_annotation_marks, G_TYPE_OBJECT)

static void
page_free (gpointer data)
{
  Page *page = data;

  if (page->cancellable != NULL)
    recto_cancellable_cancel (page->cancellable, RECTO_CANCEL_SUPERSEDED);
  g_clear_object (&page->cancellable);
  g_clear_object (&page->annotations);
  g_free (page);
}

static Page *
find_page (RectoAnnotationMarks *self, RectoLocation location)
{
  const gint64 key = recto_location_key (location);

  return g_hash_table_lookup (self->pages, &key);
}

/* ---- Where they are -------------------------------------------------------------------------- */

static RectoAnnotation *
dup_nth (GListModel *annotations, guint i)
{
  return g_list_model_get_item (annotations, i);
}

/* Whether there is anything to read. Attachments have marks of their own. */
static gboolean
says_anything (GListModel *annotations, guint i)
{
  g_autoptr (RectoAnnotation) annotation = dup_nth (annotations, i);
  g_autoptr (RectoAnnotation) next = dup_nth (annotations, i + 1);

  if (recto_annotation_get_kind (annotation) == RECTO_ANNOTATION_ATTACHMENT)
    return FALSE;
  return recto_annotation_get_text (annotation)[0] != '\0' ||
         (next != NULL && recto_annotation_get_depth (next) > 0);
}

static gboolean
is_within (GListModel *annotations, guint i, double x, double y)
{
  g_autoptr (RectoAnnotation) annotation = dup_nth (annotations, i);
  RectoRect area;

  return recto_annotation_get_area (annotation, &area) && x >= area.x && y >= area.y &&
         x < area.x + area.width && y < area.y + area.height && says_anything (annotations, i);
}

static gboolean
are_shown (RectoAnnotationMarks *self)
{
  gboolean shown = FALSE;

  g_object_get (self->page_view, "show-annotations", &shown, NULL);
  return shown;
}

/* The page that is at a point of the view, if its annotations are known, and which of them is
 * there: the one that is painted last, above the others. FALSE: none. */
static gboolean
find (RectoAnnotationMarks *self, double x, double y, GListModel **annotations, guint *found)
{
  RectoLocation location;
  double page_x;
  double page_y;
  Page *page;

  if (self->document == NULL || !are_shown (self) ||
      !recto_page_view_find_point (self->page_view, x, y, &location, &page_x, &page_y))
    return FALSE;
  page = find_page (self, location);
  if (page == NULL || page->annotations == NULL)
    return FALSE;
  for (guint i = g_list_model_get_n_items (page->annotations); i-- > 0;)
    if (is_within (page->annotations, i, page_x, page_y))
      {
        *annotations = page->annotations;
        *found = i;
        return TRUE;
      }
  return FALSE;
}

/* ---- Pointing at one ------------------------------------------------------------------------- */

static void
point (RectoAnnotationMarks *self)
{
  GListModel *annotations;
  guint i;
  const gboolean over = self->x >= 0 && find (self, self->x, self->y, &annotations, &i);

  recto_page_view_set_cursor (self->page_view, RECTO_PAGE_CURSOR_NOTE, over ? "pointer" : NULL);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Reading *reading = user_data;
  g_autoptr (RectoAnnotationMarks) self = reading->marks;
  g_autoptr (GCancellable) cancellable = reading->cancellable;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) annotations =
      recto_document_read_annotations_finish (RECTO_DOCUMENT (source), result, &error);
  const gint64 key = recto_location_key (reading->location);
  Page *page = find_page (self, reading->location);

  if (page == NULL || page->cancellable != cancellable)
    return;
  g_clear_object (&page->cancellable);
  /* It may be wanted again, but not by a pointer that passes where somebody has stopped it. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      recto_task_get_reason (recto_task_of_result (result)) != RECTO_CANCEL_USER_STOP)
    {
      g_hash_table_remove (self->pages, &key);
      return;
    }
  /* A page whose annotations cannot be read has none. */
  page->annotations = g_steal_pointer (&annotations);
  point (self);
  if (self->waits && recto_location_equal (reading->location, self->pressed))
    press (self);
}

static void
read_page (RectoAnnotationMarks *self, RectoLocation location)
{
  const gint64 key = recto_location_key (location);
  Page *page = g_new0 (Page, 1);
  Reading *reading = g_new0 (Reading, 1);

  if (g_hash_table_size (self->pages) >= MAX_PAGES)
    g_hash_table_remove_all (self->pages);
  page->cancellable = g_cancellable_new ();
  g_hash_table_insert (self->pages, g_memdup2 (&key, sizeof key), page);
  reading->marks = g_object_ref (self);
  reading->location = location;
  reading->cancellable = g_object_ref (page->cancellable);
  recto_document_read_annotations_async (self->document, location, page->cancellable, read_cb,
                                         reading);
}

static void
motion_cb (RectoAnnotationMarks *self, double x, double y)
{
  RectoLocation location;
  double page_x;
  double page_y;

  self->x = x;
  self->y = y;
  if (self->document != NULL && are_shown (self) &&
      recto_page_view_find_point (self->page_view, x, y, &location, &page_x, &page_y) &&
      find_page (self, location) == NULL && recto_page_view_is_painted (self->page_view, location))
    read_page (self, location);
  point (self);
}

static void
leave_cb (RectoAnnotationMarks *self)
{
  self->x = -1;
  point (self);
}

static char *
describe (RectoAnnotation *annotation)
{
  g_autofree char *details = recto_annotation_words_describe (annotation);
  const char *text = recto_annotation_get_text (annotation);
  g_autofree char *start =
      g_utf8_strlen (text, -1) > MAX_TIP ? g_utf8_substring (text, 0, MAX_TIP) : NULL;
  GString *words = g_string_new (recto_annotation_words_get_title (annotation));

  if (details[0] != '\0')
    g_string_append_printf (words, "\n%s", details);
  if (text[0] != '\0')
    g_string_append_printf (words, "\n\n%s%s", start != NULL ? start : text,
                            start != NULL ? "…" : "");
  return g_string_free_and_steal (words);
}

static gboolean
query_tooltip_cb (GtkWidget *widget,
                  int x,
                  int y,
                  gboolean keyboard_mode,
                  GtkTooltip *tooltip,
                  gpointer user_data)
{
  RectoAnnotationMarks *self = user_data;
  g_autoptr (RectoAnnotation) annotation = NULL;
  g_autofree char *words = NULL;
  GListModel *annotations;
  GdkRectangle where;
  RectoRect area;
  guint i;

  if (keyboard_mode || !find (self, x, y, &annotations, &i))
    return FALSE;
  annotation = dup_nth (annotations, i);
  words = describe (annotation);
  gtk_tooltip_set_text (tooltip, words);
  recto_annotation_get_area (annotation, &area);
  if (recto_page_view_find_area (self->page_view, recto_annotation_get_location (annotation), &area,
                                 &where))
    gtk_tooltip_set_tip_area (tooltip, &where);
  return TRUE;
}

/* ---- Pressing one ---------------------------------------------------------------------------- */

static GtkWidget *
make_popover (RectoAnnotationMarks *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->rows = GTK_BOX (rows);
  gtk_widget_set_size_request (rows, WIDTH, -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), rows);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_widget_set_parent (popover, self->popover_parent);
  return popover;
}

/* It, and all that replies to it. */
static void
fill_popover (RectoAnnotationMarks *self, GListModel *annotations, guint first)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, child);
  for (guint i = first; i < MIN (g_list_model_get_n_items (annotations), first + MAX_REPLIES); i++)
    {
      g_autoptr (RectoAnnotation) annotation = dup_nth (annotations, i);

      if (i > first && recto_annotation_get_depth (annotation) == 0)
        return;
      gtk_box_append (self->rows, recto_annotation_bubble_new (annotation));
    }
}

static void
show_annotation (RectoAnnotationMarks *self, GListModel *annotations, guint i)
{
  g_autoptr (RectoAnnotation) annotation = dup_nth (annotations, i);
  RectoRect area;

  if (self->popover == NULL)
    self->popover = make_popover (self);
  recto_annotation_get_area (annotation, &area);
  if (!recto_page_popover_point_at (GTK_POPOVER (self->popover), self->page_view,
                                    recto_annotation_get_location (annotation), &area))
    return;
  fill_popover (self, annotations, i);
  gtk_popover_popup (GTK_POPOVER (self->popover));
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    recto_annotation_bubble_unselect (RECTO_ANNOTATION_BUBBLE (row));
}

static void
pressed_cb (RectoAnnotationMarks *self, int n_press, double x, double y)
{
  self->waits = FALSE;
  self->pressed_x = x;
  self->pressed_y = y;
  /* One has seen where one was led to. */
  recto_page_view_set_mark (self->page_view, RECTO_LOCATION_INIT (0, 0), NULL);
}

static void
press (RectoAnnotationMarks *self)
{
  GListModel *annotations;
  guint i;

  self->waits = FALSE;
  if (find (self, self->pressed_x, self->pressed_y, &annotations, &i))
    show_annotation (self, annotations, i);
}

static gboolean
is_being_read (RectoAnnotationMarks *self, double x, double y, RectoLocation *location)
{
  double page_x;
  double page_y;
  Page *page = NULL;

  if (recto_page_view_find_point (self->page_view, x, y, location, &page_x, &page_y))
    page = find_page (self, *location);
  return page != NULL && page->cancellable != NULL;
}

static void
released_cb (RectoAnnotationMarks *self, int n_press, double x, double y)
{
  if (n_press != 1 || hypot (x - self->pressed_x, y - self->pressed_y) > STILL)
    return;
  if (is_being_read (self, x, y, &self->pressed))
    self->waits = TRUE;
  else
    press (self);
}

/* ---- The view -------------------------------------------------------------------------------- */

static void
shown_cb (RectoAnnotationMarks *self)
{
  if (!are_shown (self) && self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
  point (self);
}

/* What the pointer rests on has been painted by now. */
static void
missing_cb (RectoAnnotationMarks *self)
{
  if (self->x >= 0)
    motion_cb (self, self->x, self->y);
}

static gboolean
is_unfinished (gpointer key, gpointer value, gpointer user_data)
{
  return ((Page *) value)->cancellable != NULL;
}

/* One has turned the page: what was being read of the former one is not wanted any more. */
static void
number_cb (RectoAnnotationMarks *self)
{
  g_hash_table_foreach_remove (self->pages, is_unfinished, NULL);
}

static gboolean
could_not_be_read (gpointer key, gpointer value, gpointer data)
{
  const Page *page = value;

  return page->annotations == NULL && page->cancellable == NULL;
}

/* A document that had been given up is read again. */
static void
error_cb (RectoAnnotationMarks *self, GParamSpec *pspec, RectoDocument *document)
{
  if (recto_document_get_error (document) == NULL)
    g_hash_table_foreach_remove (self->pages, could_not_be_read, NULL);
}

static void
connect_page_view (RectoAnnotationMarks *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (motion, "enter", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->page_view), motion);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->page_view), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self->page_view), TRUE);
  g_signal_connect_object (self->page_view, "query-tooltip", G_CALLBACK (query_tooltip_cb), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (self->page_view, "notify::visible-missing", G_CALLBACK (missing_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->page_view, "notify::number", G_CALLBACK (number_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->page_view, "notify::show-annotations", G_CALLBACK (shown_cb), self,
                           G_CONNECT_SWAPPED);
}

void
recto_annotation_marks_set_document (RectoAnnotationMarks *self, RectoDocument *document)
{
  g_return_if_fail (RECTO_IS_ANNOTATION_MARKS (self));
  g_return_if_fail (document == NULL || RECTO_IS_DOCUMENT (document));

  g_hash_table_remove_all (self->pages);
  self->waits = FALSE;
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_func (self->document, error_cb, self);
  g_set_object (&self->document, document);
  if (document != NULL)
    g_signal_connect_object (document, "notify::error", G_CALLBACK (error_cb), self,
                             G_CONNECT_SWAPPED);
  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
  recto_page_view_set_mark (self->page_view, RECTO_LOCATION_INIT (0, 0), NULL);
  point (self);
}

RectoAnnotationMarks *
recto_annotation_marks_new (RectoPageView *page_view, GtkWidget *popover_parent)
{
  RectoAnnotationMarks *self;

  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (page_view), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (popover_parent), NULL);

  self = g_object_new (RECTO_TYPE_ANNOTATION_MARKS, NULL);
  self->page_view = page_view;
  self->popover_parent = popover_parent;
  connect_page_view (self);
  return self;
}

static void
recto_annotation_marks_dispose (GObject *object)
{
  RectoAnnotationMarks *self = RECTO_ANNOTATION_MARKS (object);

  g_hash_table_remove_all (self->pages);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (recto_annotation_marks_parent_class)->dispose (object);
}

static void
recto_annotation_marks_finalize (GObject *object)
{
  g_hash_table_unref (RECTO_ANNOTATION_MARKS (object)->pages);

  G_OBJECT_CLASS (recto_annotation_marks_parent_class)->finalize (object);
}

static void
recto_annotation_marks_class_init (RectoAnnotationMarksClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = recto_annotation_marks_dispose;
  object_class->finalize = recto_annotation_marks_finalize;
}

static void
recto_annotation_marks_init (RectoAnnotationMarks *self)
{
  self->x = -1;
  self->pages = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, page_free);
}
