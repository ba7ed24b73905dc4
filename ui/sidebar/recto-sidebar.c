/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-sidebar.h"

struct _RectoSidebar
{
  AdwBin parent_instance;
  GtkLabel *title; /* template children */
  AdwViewStack *stack;
  GtkWidget *switcher;
  char *wanted;    /* (nullable): the pane that was chosen the last time, until it is there */
  gboolean chosen; /* the pane that shows, by somebody */
  gboolean own;    /* what it does itself is no choice */
};

/* From first to last, whichever is made first. */
static const char *const order[] = { "thumbnails",  "outline", "bookmarks",   "results",
                                     "annotations", "layers",  "attachments", NULL };

/* Shown, where there is one, in place of a pane that nobody has chosen. */
#define BEST "outline"

/* Of a moment, and not to be there the next time. */
#define PASSING "results"

G_DEFINE_FINAL_TYPE (RectoSidebar, recto_sidebar, ADW_TYPE_BIN)

typedef enum
{
  PROP_PANE = 1,
} RectoSidebarProperty;

static GParamSpec *properties[PROP_PANE + 1];

static void
visible_child_cb (RectoSidebar *self)
{
  GtkWidget *pane = adw_view_stack_get_visible_child (self->stack);

  if (pane != NULL)
    gtk_label_set_label (self->title,
                         adw_view_stack_page_get_title (adw_view_stack_get_page (self->stack,
                                                                                 pane)));
  if (self->own)
    return;
  self->chosen = TRUE;
  g_clear_pointer (&self->wanted, g_free);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PANE]);
}

static AdwViewStackPage *
find_page (RectoSidebar *self, const char *name)
{
  GtkWidget *pane = adw_view_stack_get_child_by_name (self->stack, name);

  return pane != NULL ? adw_view_stack_get_page (self->stack, pane) : NULL;
}

static void
update_switcher (RectoSidebar *self)
{
  g_autoptr (GListModel) pages = G_LIST_MODEL (adw_view_stack_get_pages (self->stack));
  guint n_visible = 0;

  for (guint i = 0; i < g_list_model_get_n_items (pages); i++)
    {
      g_autoptr (AdwViewStackPage) page = g_list_model_get_item (pages, i);

      n_visible += adw_view_stack_page_get_visible (page) ? 1 : 0;
    }
  gtk_widget_set_visible (self->switcher, n_visible > 1);
}

/* As nobody's choice. */
static void
show_pane (RectoSidebar *self, const char *name)
{
  self->own = TRUE;
  adw_view_stack_set_visible_child_name (self->stack, name);
  self->own = FALSE;
}

/* The stack keeps to a child that was there first, though that is not to be seen. */
static void
show_any (RectoSidebar *self, const char *name)
{
  GtkWidget *child = adw_view_stack_get_visible_child (self->stack);

  if (child == NULL ||
      !adw_view_stack_page_get_visible (adw_view_stack_get_page (self->stack, child)))
    show_pane (self, name);
}

/* Where a pane was wished for before it was there. */
static gboolean
show_wanted (RectoSidebar *self, const char *name)
{
  if (g_strcmp0 (self->wanted, name) != 0)
    return FALSE;
  g_clear_pointer (&self->wanted, g_free);
  show_pane (self, name);
  self->chosen = TRUE;
  return TRUE;
}

void
recto_sidebar_add (RectoSidebar *self,
                   GtkWidget *pane,
                   const char *name,
                   const char *title,
                   const char *icon_name)
{
  AdwViewStackPage *page;

  g_return_if_fail (RECTO_IS_SIDEBAR (self));
  g_return_if_fail (GTK_IS_WIDGET (pane));
  g_return_if_fail (name != NULL && title != NULL && icon_name != NULL);

  page = find_page (self, name);
  g_return_if_fail (page != NULL);

  self->own = TRUE;
  adw_bin_set_child (ADW_BIN (adw_view_stack_page_get_child (page)), pane);
  adw_view_stack_page_set_title (page, title);
  adw_view_stack_page_set_icon_name (page, icon_name);
  adw_view_stack_page_set_visible (page, TRUE);
  visible_child_cb (self);
  self->own = FALSE;
  show_any (self, name);
  show_wanted (self, name);
  update_switcher (self);
}

void
recto_sidebar_set_has (RectoSidebar *self, const char *name, gboolean has)
{
  AdwViewStackPage *page;
  gboolean shows;

  g_return_if_fail (RECTO_IS_SIDEBAR (self));
  g_return_if_fail (name != NULL);

  page = find_page (self, name);
  if (page == NULL)
    return;
  shows = recto_sidebar_shows (self, name);
  self->own = TRUE;
  adw_view_stack_page_set_visible (page, has);
  self->own = FALSE;
  if (has && show_wanted (self, name))
    shows = TRUE;
  else if (has && !shows && !self->chosen && g_str_equal (name, BEST) &&
           !(gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN))
    show_pane (self, name);
  else if (!has && shows)
    self->chosen = FALSE;
  update_switcher (self);
}

void
recto_sidebar_offer (RectoSidebar *self, const char *name)
{
  AdwViewStackPage *page;

  g_return_if_fail (RECTO_IS_SIDEBAR (self));
  g_return_if_fail (name != NULL);

  page = find_page (self, name);
  g_return_if_fail (page != NULL);

  self->own = TRUE;
  adw_view_stack_page_set_visible (page, TRUE);
  self->own = FALSE;
  show_any (self, name);
  show_wanted (self, name);
  update_switcher (self);
}

gboolean
recto_sidebar_shows (RectoSidebar *self, const char *name)
{
  g_return_val_if_fail (RECTO_IS_SIDEBAR (self), FALSE);

  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->stack), name) == 0;
}

void
recto_sidebar_show (RectoSidebar *self, const char *name)
{
  g_return_if_fail (RECTO_IS_SIDEBAR (self));
  g_return_if_fail (name != NULL);

  g_return_if_fail (find_page (self, name) != NULL);

  show_pane (self, name);
  self->chosen = TRUE;
  g_clear_pointer (&self->wanted, g_free);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PANE]);
  gtk_widget_grab_focus (
      adw_bin_get_child (ADW_BIN (adw_view_stack_get_visible_child (self->stack))));
}

const char *
recto_sidebar_get_pane (RectoSidebar *self)
{
  g_return_val_if_fail (RECTO_IS_SIDEBAR (self), NULL);

  if (self->wanted != NULL)
    return self->wanted;
  return self->chosen && !recto_sidebar_shows (self, PASSING)
             ? adw_view_stack_get_visible_child_name (self->stack)
             : NULL;
}

void
recto_sidebar_begin (RectoSidebar *self, const char *name)
{
  AdwViewStackPage *page;

  g_return_if_fail (RECTO_IS_SIDEBAR (self));

  self->chosen = FALSE;
  g_set_str (&self->wanted, name);
  page = name != NULL ? find_page (self, name) : NULL;
  if (page != NULL && adw_view_stack_page_get_visible (page))
    show_wanted (self, name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PANE]);
}

static void
recto_sidebar_dispose (GObject *object)
{
  /* The bin would not notice that the template takes its child away. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_SIDEBAR);
  g_clear_pointer (&RECTO_SIDEBAR (object)->wanted, g_free);

  G_OBJECT_CLASS (recto_sidebar_parent_class)->dispose (object);
}

static void
recto_sidebar_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((RectoSidebarProperty) prop_id)
    {
    case PROP_PANE:
      g_value_set_string (value, recto_sidebar_get_pane (RECTO_SIDEBAR (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_sidebar_class_init (RectoSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = recto_sidebar_dispose;
  G_OBJECT_CLASS (klass)->get_property = recto_sidebar_get_property;

  properties[PROP_PANE] =
      g_param_spec_string ("pane", NULL, NULL, NULL,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/recto-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, RectoSidebar, title);
  gtk_widget_class_bind_template_child (widget_class, RectoSidebar, stack);
  gtk_widget_class_bind_template_child (widget_class, RectoSidebar, switcher);
  gtk_widget_class_bind_template_callback (widget_class, visible_child_cb);
}

static void
recto_sidebar_init (RectoSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->own = TRUE;
  for (guint i = 0; order[i] != NULL; i++)
    adw_view_stack_page_set_visible (adw_view_stack_add_titled (self->stack, adw_bin_new (),
                                                                order[i], ""),
                                     FALSE);
  self->own = FALSE;
}
