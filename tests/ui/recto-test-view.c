/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-test-view.h"

#include "recto-test.h"

/* How tests/documents/page_colors.py numbers the pages. */
#define COLOR_STEP 5501
#define COLOR_LEVELS 24
#define MOST_PAGES 500

#define VIEW_WIDTH 800
#define VIEW_HEIGHT 900

void
recto_test_view_set_up (RectoTestView *self, gconstpointer name)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  recto_test_clock_init (&self->clock);
  self->engine = recto_test_engine ();
  self->document = recto_test_open (self->engine, name);
  self->view = RECTO_PAGE_VIEW (recto_page_view_new_with_clock (&self->clock.clock));
  g_object_set (self->view, "fit-mode", RECTO_FIT_PAGE, "continuous", FALSE, NULL);
  recto_page_view_set_document (self->view, self->document);

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  self->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (self->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (self->window), VIEW_WIDTH, VIEW_HEIGHT);
  gtk_window_set_child (GTK_WINDOW (self->window), scrolled);
  gtk_window_present (GTK_WINDOW (self->window));
  recto_test_wait (gtk_widget_get_mapped (GTK_WIDGET (self->view)) &&
                   gtk_widget_get_width (GTK_WIDGET (self->view)) > 0);
}

void
recto_test_view_tear_down (RectoTestView *self, gconstpointer name)
{
  g_object_ref (self->view);
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_assert_finalize_object (self->view);
  recto_document_close (self->document);
  recto_test_wait (recto_test_view_count_tasks (self) == 0);
  g_assert_finalize_object (self->document);
  recto_engine_shut_down (self->engine);
  g_object_unref (self->engine);
}

guint
recto_test_view_get_number (RectoTestView *self)
{
  guint number = 0;

  g_object_get (self->view, "number", &number, NULL);
  return number;
}

guint
recto_test_view_count_tasks (RectoTestView *self)
{
  return g_list_model_get_n_items (recto_document_get_tasks (self->document));
}

gboolean
recto_test_view_is_asked_for (RectoTestView *self, guint page)
{
  return recto_test_is_asked_for (recto_document_get_tasks (self->document), page);
}

guint
recto_test_view_get_missing (RectoTestView *self)
{
  guint n_missing = 0;

  g_object_get (self->view, "visible-missing", &n_missing, NULL);
  return n_missing;
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

void
recto_test_view_wait_frame (RectoTestView *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self->view));
  gboolean painted = FALSE;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &painted);

  gtk_widget_queue_draw (GTK_WIDGET (self->view));
  recto_test_wait (painted);
  g_signal_handler_disconnect (clock, handler);
}

void
recto_test_view_wait_shown (RectoTestView *self)
{
  recto_test_view_wait_frame (self);
  recto_test_wait (recto_test_view_get_missing (self) == 0);
  recto_test_view_wait_frame (self);
}

/* What the view draws; NULL while it is between two sizes. */
static GskRenderNode *
draw_view (RectoTestView *self)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (self->view));
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (GTK_WIDGET (self->view)),
                          gtk_widget_get_height (GTK_WIDGET (self->view)));
  return gtk_snapshot_to_node (snapshot);
}

char *
recto_test_view_describe (RectoTestView *self)
{
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GBytes) bytes = NULL;

  while ((node = draw_view (self)) == NULL)
    recto_test_view_wait_frame (self);
  bytes = gsk_render_node_serialize (node);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

guint
recto_test_view_get_pixel (RectoTestView *self, int x, int y)
{
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree guint32 *pixels = NULL;
  int width = gtk_widget_get_width (GTK_WIDGET (self->view));
  int height = gtk_widget_get_height (GTK_WIDGET (self->view));

  while ((node = draw_view (self)) == NULL)
    recto_test_view_wait_frame (self);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (self->window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  pixels = g_new0 (guint32, (gsize) width * (gsize) height);
  gdk_texture_download (texture, (guchar *) pixels, (gsize) width * 4);
  return pixels[(gsize) y * (gsize) width + (gsize) x] & 0xffffff;
}

static guint
color_of (guint number)
{
  guint k = number * COLOR_STEP % (COLOR_LEVELS * COLOR_LEVELS * COLOR_LEVELS);
  guint color = 0;

  for (int i = 0; i < 3; i++)
    {
      color = color << 8 | (10 + 10 * (k % COLOR_LEVELS));
      k /= COLOR_LEVELS;
    }
  return color;
}

static gboolean
is_near (guint one, guint other)
{
  for (int i = 0; i < 24; i += 8)
    if (ABS ((int) (one >> i & 255) - (int) (other >> i & 255)) > 3)
      return FALSE;
  return TRUE;
}

guint
recto_test_view_get_page_at (RectoTestView *self, int x, int y)
{
  guint color = recto_test_view_get_pixel (self, x, y);

  for (guint number = 1; number <= MOST_PAGES; number++)
    if (is_near (color, color_of (number)))
      return number;
  return 0;
}

guint
recto_test_view_get_page (RectoTestView *self)
{
  return recto_test_view_get_page_at (self, gtk_widget_get_width (GTK_WIDGET (self->view)) / 2,
                                      gtk_widget_get_height (GTK_WIDGET (self->view)) / 2);
}

void
recto_test_view_activate (RectoTestView *self, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->view), action, NULL));
}

static const char *
get_label (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget))
    return gtk_button_get_label (GTK_BUTTON (widget));
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_label (GTK_LABEL (widget));
  return NULL;
}

static GtkWidget *
find_widget (GtkWidget *parent, GType type, const char *label)
{
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = NULL;

      if (!gtk_widget_get_mapped (child))
        continue;
      if (G_TYPE_CHECK_INSTANCE_TYPE (child, type) && g_strcmp0 (get_label (child), label) == 0)
        return child;
      found = find_widget (child, type, label);
      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
recto_test_view_find (RectoTestView *self, GType type, const char *label)
{
  return find_widget (GTK_WIDGET (self->view), type, label);
}
