/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-thumbnails-pane.h"

#include <glib/gi18n.h>
#include <math.h>

#include "recto-page-list.h"
#include "recto-page-tone.h"
#include "recto-target-words.h"
#include "recto-thumbnail.h"
#include "recto-thumbnails.h"

/* The room for a page: upright ones side by side, wide ones below each other. */
#define NARROW 112
#define WIDE 232
#define MAX_HEIGHT 200
#define MIN_HEIGHT 60

/* While one scrolls, what is in view is looked at so often, in microseconds. */
#define LOOK_US (80 * 1000)

struct _RectoThumbnailsPane
{
  AdwBin parent_instance;
  GtkScrolledWindow *scroller; /* template children */
  GtkGridView *grid;

  RectoPageView *page_view;    /* (unowned) (nullable): until the pane is disposed of */
  RectoThumbnails *thumbnails; /* (nullable): of the document */
  RectoDocument *document;     /* (nullable) */
  RectoPageList *pages;
  GtkSingleSelection *selection; /* of the pages */
  RectoPageTone *tone;
  RectoTextStyle text_style; /* that the pictures were made with */
  int room_width;
  int room_height;
  guint followed;   /* the page that was marked as the one being read */
  GPtrArray *cells; /* of GtkListItem: those with a page */
  guint n_wanted;
  guint look;       /* the tick callback, 0 where nothing is to be looked at */
  gint64 looked_at; /* in frame time */
  guint n_frames;   /* since a look was asked for */
};

G_DEFINE_FINAL_TYPE (RectoThumbnailsPane, recto_thumbnails_pane, ADW_TYPE_BIN)

enum
{
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static RectoLocation
get_location (RectoThumbnailsPane *self, GtkListItem *cell)
{
  return recto_document_get_location (self->document, gtk_list_item_get_position (cell));
}

/* ---- Cells ------------------------------------------------------------------------------------
 */

static RectoThumbnail *
get_thumbnail (GtkListItem *cell)
{
  return RECTO_THUMBNAIL (gtk_widget_get_first_child (gtk_list_item_get_child (cell)));
}

static void
show_picture (RectoThumbnailsPane *self, GtkListItem *cell)
{
  const RectoLocation location = get_location (self, cell);
  RectoThumbnail *thumbnail = get_thumbnail (cell);

  recto_thumbnail_set_texture (thumbnail, recto_thumbnails_get (self->thumbnails, location));
  recto_thumbnail_set_failed (thumbnail, recto_thumbnails_has_failed (self->thumbnails, location));
}

static void
show_page (RectoThumbnailsPane *self, GtkListItem *cell)
{
  const RectoTarget target = { .kind = RECTO_TARGET_PLACE, .location = get_location (self, cell) };
  const RectoPage *page = recto_document_get_page (self->document, target.location);
  const gboolean turned = recto_page_view_get_rotation (self->page_view) % 180 != 0;
  const guint paper = recto_page_colors_get_paper (recto_page_tone_get_colors (self->tone));
  g_autofree char *name = recto_target_words_name_page (self->document, &target);
  g_autofree char *words = recto_target_words_describe (self->document, &target);
  GtkWidget *label = gtk_widget_get_last_child (gtk_list_item_get_child (cell));

  if (page == NULL)
    page = recto_document_get_usual_page (self->document);
  recto_thumbnail_set_room (get_thumbnail (cell), self->room_width, self->room_height);
  recto_thumbnail_set_page (get_thumbnail (cell), turned ? page->height : page->width,
                            turned ? page->width : page->height, paper);
  gtk_label_set_label (GTK_LABEL (label), name);
  gtk_list_item_set_accessible_label (cell, words);
  show_picture (self, cell);
}

static void
show_all_pages (RectoThumbnailsPane *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    show_page (self, g_ptr_array_index (self->cells, i));
}

static void
picture_changed_cb (RectoLocation location, gpointer data)
{
  RectoThumbnailsPane *self = data;

  for (guint i = 0; i < self->cells->len; i++)
    {
      GtkListItem *cell = g_ptr_array_index (self->cells, i);

      if (recto_location_equal (get_location (self, cell), location))
        show_picture (self, cell);
    }
}

/* ---- What is in view --------------------------------------------------------------------------
 */

static gboolean
is_in_view (RectoThumbnailsPane *self, GtkListItem *cell)
{
  GtkWidget *child = gtk_list_item_get_child (cell);
  graphene_rect_t bounds;

  return gtk_widget_get_height (child) > 0 &&
         gtk_widget_compute_bounds (child, GTK_WIDGET (self->scroller), &bounds) &&
         bounds.origin.y + bounds.size.height > 0 &&
         bounds.origin.y < (float) gtk_widget_get_height (GTK_WIDGET (self->scroller));
}

static int
compare_locations (gconstpointer a, gconstpointer b)
{
  return recto_location_compare (*(const RectoLocation *) a, *(const RectoLocation *) b);
}

static void
want_what_is_in_view (RectoThumbnailsPane *self)
{
  g_autoptr (GArray) locations = g_array_new (FALSE, FALSE, sizeof (RectoLocation));

  for (guint i = 0; i < self->cells->len; i++)
    {
      GtkListItem *cell = g_ptr_array_index (self->cells, i);
      const RectoLocation location = get_location (self, cell);

      if (is_in_view (self, cell))
        g_array_append_val (locations, location);
    }
  g_array_sort (locations, compare_locations);
  recto_thumbnails_want (self->thumbnails, (const RectoLocation *) locations->data, locations->len);
  self->n_wanted = locations->len;
  for (guint i = 0; i < self->cells->len; i++)
    show_picture (self, g_ptr_array_index (self->cells, i));
}

static void
update_look (RectoThumbnailsPane *self)
{
  const int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  RectoThumbnailLook look = { self->room_width * scale,
                              self->room_height * scale,
                              recto_page_view_get_rotation (self->page_view),
                              recto_page_tone_get_colors (self->tone),
                              RECTO_RENDER_NONE,
                              0 };
  gboolean show_annotations = TRUE;

  g_object_get (self->page_view, "show-annotations", &show_annotations, NULL);
  if (!show_annotations)
    look.flags = RECTO_RENDER_NO_ANNOTATIONS;
  look.layers = recto_document_get_layers_state (self->document);
  recto_thumbnails_set_look (self->thumbnails, &look);
}

/* Cells are where they belong once a frame has been laid out. */
static gboolean
look_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  RectoThumbnailsPane *self = RECTO_THUMBNAILS_PANE (widget);
  const gint64 now = gdk_frame_clock_get_frame_time (clock);

  if (self->n_frames++ == 0 || now - self->looked_at < LOOK_US)
    return G_SOURCE_CONTINUE;
  self->look = 0;
  self->looked_at = now;
  if (self->thumbnails != NULL)
    {
      update_look (self);
      want_what_is_in_view (self);
    }
  return G_SOURCE_REMOVE;
}

static void
queue_look (RectoThumbnailsPane *self)
{
  if (self->look != 0 || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->n_frames = 0;
  self->look = gtk_widget_add_tick_callback (GTK_WIDGET (self), look_cb, NULL, NULL);
}

static void
stop_looking (RectoThumbnailsPane *self)
{
  if (self->look != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->look);
  self->look = 0;
}

/* ---- What one reads ---------------------------------------------------------------------------
 */

/* Whoever is about among the thumbnails stays there until another page is read. */
static void
follow (RectoThumbnailsPane *self)
{
  const gboolean focused =
      gtk_widget_get_state_flags (GTK_WIDGET (self->grid)) & GTK_STATE_FLAG_FOCUS_WITHIN;
  guint number = 0;

  if (self->document == NULL || self->page_view == NULL)
    return;
  g_object_get (self->page_view, "number", &number, NULL);
  if (number == self->followed || number >= g_list_model_get_n_items (G_LIST_MODEL (self->pages)))
    return;
  self->followed = number;
  gtk_single_selection_set_selected (self->selection, number);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_grid_view_scroll_to (self->grid, number,
                             focused ? GTK_LIST_SCROLL_FOCUS : GTK_LIST_SCROLL_NONE, NULL);
}

static void
go_to (RectoThumbnailsPane *self, guint position)
{
  RectoTarget target = { .kind = RECTO_TARGET_PLACE, .x = NAN, .y = NAN };

  if (self->document == NULL)
    return;
  target.location = recto_document_get_location (self->document, position);
  g_signal_emit (self, signals[ACTIVATED], 0, &target);
}

static void
activated_cb (RectoThumbnailsPane *self, guint position)
{
  go_to (self, position);
}

/* One click goes; selecting what the pointer only passes, as lists do that are activated by one
 * click, would take the mark from the page that is read. */
static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  GtkListItem *cell = user_data;
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GtkWidget *pane = gtk_widget_get_ancestor (widget, RECTO_TYPE_THUMBNAILS_PANE);

  if (n_press == 1 && pane != NULL && gtk_widget_contains (widget, x, y))
    go_to (RECTO_THUMBNAILS_PANE (pane), gtk_list_item_get_position (cell));
}

/* ---- The list ---------------------------------------------------------------------------------
 */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *cell, gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (NULL);
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 10);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (box), recto_thumbnail_new ());
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (box, "recto-cell");
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), cell, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (box, GTK_EVENT_CONTROLLER (click));
  gtk_list_item_set_child (cell, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *cell, gpointer user_data)
{
  RectoThumbnailsPane *self = user_data;

  g_ptr_array_add (self->cells, cell);
  show_page (self, cell);
  queue_look (self);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *cell, gpointer user_data)
{
  RectoThumbnailsPane *self = user_data;

  g_ptr_array_remove_fast (self->cells, cell);
  recto_thumbnail_set_texture (get_thumbnail (cell), NULL);
  queue_look (self);
}

/* ---- The document -----------------------------------------------------------------------------
 */

static void
update_room (RectoThumbnailsPane *self)
{
  const RectoPage *page = recto_document_get_usual_page (self->document);
  const gboolean turned = recto_page_view_get_rotation (self->page_view) % 180 != 0;
  const double aspect = turned ? page->width / page->height : page->height / page->width;

  self->room_width = aspect < 0.9 ? WIDE : NARROW;
  self->room_height = (int) CLAMP (self->room_width * aspect, MIN_HEIGHT, MAX_HEIGHT);
}

/* A book that is laid out anew has other pages, of the same size. */
static void
pages_changed_cb (RectoThumbnailsPane *self)
{
  const RectoTextStyle *style = recto_document_get_text_style (self->document);

  if (!recto_text_style_equal (style, &self->text_style))
    {
      self->text_style = *style;
      recto_thumbnails_renew (self->thumbnails);
    }
  update_room (self);
  show_all_pages (self);
  queue_look (self);
}

static void
drop_document (RectoThumbnailsPane *self)
{
  gtk_single_selection_set_model (self->selection, NULL);
  recto_page_list_set_document (self->pages, NULL);
  g_clear_pointer (&self->thumbnails, recto_thumbnails_free);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  self->followed = GTK_INVALID_LIST_POSITION;
}

static void
document_cb (RectoThumbnailsPane *self)
{
  RectoDocument *document = recto_page_view_get_document (self->page_view);

  if (self->document == document)
    return;
  drop_document (self);
  if (document == NULL)
    return;
  self->document = g_object_ref (document);
  self->thumbnails = recto_thumbnails_new (document, picture_changed_cb, self);
  self->text_style = *recto_document_get_text_style (document);
  update_room (self);
  /* Before the pane hears of it: the list is as long as the document then. */
  recto_page_list_set_document (self->pages, document);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->pages));
  g_signal_connect_object (document, "pages-changed", G_CALLBACK (pages_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "layers-changed", G_CALLBACK (queue_look), self,
                           G_CONNECT_SWAPPED);
  follow (self);
}

static void
look_changed (RectoThumbnailsPane *self)
{
  if (self->document == NULL)
    return;
  update_room (self);
  show_all_pages (self);
  queue_look (self);
}

static void
tone_cb (RectoPageColors colors, gpointer data)
{
  look_changed (data);
}

static void
colors_cb (RectoThumbnailsPane *self)
{
  RectoColorMode mode = RECTO_COLOR_MODE_ORIGINAL;

  g_object_get (self->page_view, "colors", &mode, NULL);
  recto_page_tone_set_mode (self->tone, mode);
}

guint
recto_thumbnails_pane_get_n_wanted (RectoThumbnailsPane *self)
{
  g_return_val_if_fail (RECTO_IS_THUMBNAILS_PANE (self), 0);

  return self->n_wanted;
}

GtkWidget *
recto_thumbnails_pane_new (RectoPageView *page_view)
{
  RectoThumbnailsPane *self;

  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (page_view), NULL);

  self = g_object_new (RECTO_TYPE_THUMBNAILS_PANE, NULL);
  self->page_view = page_view;
#define FOLLOW(signal, callback)                                                                   \
  g_signal_connect_object (page_view, signal, G_CALLBACK (callback), self, G_CONNECT_SWAPPED)
  FOLLOW ("notify::document", document_cb);
  FOLLOW ("notify::number", follow);
  FOLLOW ("notify::rotation", look_changed);
  FOLLOW ("notify::colors", colors_cb);
  FOLLOW ("notify::show-annotations", look_changed);
#undef FOLLOW
  colors_cb (self);
  document_cb (self);
  return GTK_WIDGET (self);
}

static gboolean
recto_thumbnails_pane_grab_focus (GtkWidget *widget)
{
  RectoThumbnailsPane *self = RECTO_THUMBNAILS_PANE (widget);
  const guint selected = gtk_single_selection_get_selected (self->selection);

  if (selected == GTK_INVALID_LIST_POSITION)
    return gtk_widget_grab_focus (GTK_WIDGET (self->grid));
  gtk_grid_view_scroll_to (self->grid, selected, GTK_LIST_SCROLL_FOCUS, NULL);
  return TRUE;
}

static void
recto_thumbnails_pane_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (recto_thumbnails_pane_parent_class)->map (widget);

  RECTO_THUMBNAILS_PANE (widget)->followed = GTK_INVALID_LIST_POSITION;
  follow (RECTO_THUMBNAILS_PANE (widget));
  queue_look (RECTO_THUMBNAILS_PANE (widget));
}

/* What is not seen is not rendered, and may be forgotten. */
static void
recto_thumbnails_pane_unmap (GtkWidget *widget)
{
  RectoThumbnailsPane *self = RECTO_THUMBNAILS_PANE (widget);

  GTK_WIDGET_CLASS (recto_thumbnails_pane_parent_class)->unmap (widget);

  stop_looking (self);
  self->n_wanted = 0;
  if (self->thumbnails != NULL)
    recto_thumbnails_want (self->thumbnails, NULL, 0);
}

static void
recto_thumbnails_pane_dispose (GObject *object)
{
  RectoThumbnailsPane *self = RECTO_THUMBNAILS_PANE (object);

  stop_looking (self);
  if (self->selection != NULL)
    drop_document (self);
  self->page_view = NULL;
  if (self->grid != NULL)
    gtk_grid_view_set_model (self->grid, NULL);
  /* The bin would not notice that the template takes its child away. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_THUMBNAILS_PANE);
  g_clear_object (&self->selection);
  g_clear_object (&self->pages);
  g_clear_pointer (&self->tone, recto_page_tone_free);
  g_clear_pointer (&self->cells, g_ptr_array_unref);

  G_OBJECT_CLASS (recto_thumbnails_pane_parent_class)->dispose (object);
}

static void
recto_thumbnails_pane_class_init (RectoThumbnailsPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = recto_thumbnails_pane_dispose;
  widget_class->grab_focus = recto_thumbnails_pane_grab_focus;
  widget_class->map = recto_thumbnails_pane_map;
  widget_class->unmap = recto_thumbnails_pane_unmap;

  signals[ACTIVATED] =
      g_signal_new ("activated", RECTO_TYPE_THUMBNAILS_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, RECTO_TYPE_TARGET | G_SIGNAL_TYPE_STATIC_SCOPE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/recto-thumbnails-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, RectoThumbnailsPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, RectoThumbnailsPane, grid);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
recto_thumbnails_pane_init (RectoThumbnailsPane *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkAdjustment *down;

  self->followed = GTK_INVALID_LIST_POSITION;
  self->cells = g_ptr_array_new ();
  self->pages = recto_page_list_new ();
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->tone = recto_page_tone_new (GTK_WIDGET (self->grid), tone_cb, self);

  down = gtk_scrolled_window_get_vadjustment (self->scroller);
  g_signal_connect_object (down, "value-changed", G_CALLBACK (queue_look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (down, "changed", G_CALLBACK (queue_look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "notify::scale-factor", G_CALLBACK (queue_look), self,
                           G_CONNECT_SWAPPED);
  /* Rows may go after the pane. */
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_DEFAULT);
  gtk_grid_view_set_factory (self->grid, factory);
  gtk_grid_view_set_model (self->grid, GTK_SELECTION_MODEL (self->selection));
}
