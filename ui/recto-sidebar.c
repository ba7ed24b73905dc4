/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-sidebar.h"

struct _RectoSidebar
{
  AdwBin parent_instance;
  GtkLabel *title; /* template children */
  AdwViewStack *stack;
  GtkWidget *switcher;
  gboolean chosen; /* the pane that shows, by somebody */
  gboolean own;    /* what it does itself is no choice */
};

G_DEFINE_FINAL_TYPE (RectoSidebar, recto_sidebar, ADW_TYPE_BIN)

static void
visible_child_cb (RectoSidebar *self)
{
  GtkWidget *pane = adw_view_stack_get_visible_child (self->stack);

  if (pane != NULL)
    gtk_label_set_label (self->title,
                         adw_view_stack_page_get_title (adw_view_stack_get_page (self->stack,
                                                                                 pane)));
  if (!self->own)
    self->chosen = TRUE;
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

void
recto_sidebar_add (RectoSidebar *self,
                   GtkWidget *pane,
                   const char *name,
                   const char *title,
                   const char *icon_name)
{
  g_return_if_fail (RECTO_IS_SIDEBAR (self));
  g_return_if_fail (GTK_IS_WIDGET (pane));
  g_return_if_fail (name != NULL && title != NULL && icon_name != NULL);

  self->own = TRUE;
  adw_view_stack_add_titled_with_icon (self->stack, pane, name, title, icon_name);
  visible_child_cb (self);
  self->own = FALSE;
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
  if (has && !shows && !self->chosen &&
      !(gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN))
    show_pane (self, name);
  else if (!has && shows)
    self->chosen = FALSE;
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

  self->chosen = TRUE;
  adw_view_stack_set_visible_child_name (self->stack, name);
  gtk_widget_grab_focus (adw_view_stack_get_visible_child (self->stack));
}

static void
recto_sidebar_dispose (GObject *object)
{
  /* The bin would not notice that the template takes its child away. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_SIDEBAR);

  G_OBJECT_CLASS (recto_sidebar_parent_class)->dispose (object);
}

static void
recto_sidebar_class_init (RectoSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = recto_sidebar_dispose;

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
}
