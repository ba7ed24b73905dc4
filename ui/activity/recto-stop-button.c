/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-stop-button.h"

#include "recto-activity-popover.h"
#include "recto-task-list.h"

/* Work shorter than this does not show, and neither does a pause between two pieces of work. */
#define SETTLE_MS 100

struct _RectoStopButton
{
  GtkWidget parent_instance;
  GtkWidget *press; /* template children */
  GtkMenuButton *arrow;
  RectoTaskList *tasks; /* (nullable) */
  RectoEngine *engine;  /* (nullable): whose tasks the popover lists */
  const RectoClock *clock;
  GSource *settle_source; /* (nullable): the look is about to change */
  gboolean active;
};

G_DEFINE_FINAL_TYPE (RectoStopButton, recto_stop_button, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_TASKS = 1,
  PROP_ACTIVE,
} RectoStopButtonProperty;

static GParamSpec *properties[PROP_ACTIVE + 1];

enum
{
  STOP,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
can_stop (RectoStopButton *self)
{
  return self->tasks != NULL && recto_task_list_get_n_foreground (self->tasks) > 0;
}

static void
cancel_settling (RectoStopButton *self)
{
  if (self->settle_source != NULL)
    g_source_destroy (self->settle_source);
  g_clear_pointer (&self->settle_source, g_source_unref);
}

static void
set_active (RectoStopButton *self, gboolean active)
{
  cancel_settling (self);
  if (self->active == active)
    return;
  self->active = active;
  if (active)
    gtk_widget_add_css_class (GTK_WIDGET (self), "active");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "active");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}

static gboolean
settled_cb (gpointer user_data)
{
  RectoStopButton *self = user_data;

  set_active (self, can_stop (self));
  return G_SOURCE_REMOVE;
}

/* Pressing works at once; the look follows when the change has lasted. */
static void
n_foreground_changed_cb (RectoStopButton *self)
{
  const gboolean possible = can_stop (self);

  gtk_widget_set_sensitive (self->press, possible);
  if (possible == self->active)
    cancel_settling (self);
  else if (self->settle_source == NULL)
    {
      self->settle_source = self->clock->timer (self->clock->data, SETTLE_MS);
      g_source_set_callback (self->settle_source, settled_cb, self, NULL);
      g_source_attach (self->settle_source, NULL);
    }
}

static void
create_popover_cb (GtkMenuButton *arrow, gpointer user_data)
{
  RectoStopButton *self = user_data;

  if (self->engine != NULL && gtk_menu_button_get_popover (arrow) == NULL)
    gtk_menu_button_set_popover (arrow, recto_activity_popover_new (self->engine));
}

static void
press_clicked_cb (RectoStopButton *self)
{
  g_signal_emit (self, signals[STOP], 0);
}

static void
set_tasks (RectoStopButton *self, RectoTaskList *tasks)
{
  if (self->tasks == tasks)
    return;
  if (self->tasks != NULL)
    g_signal_handlers_disconnect_by_func (self->tasks, n_foreground_changed_cb, self);
  g_set_object (&self->tasks, tasks);
  if (tasks != NULL)
    g_signal_connect_object (tasks, "notify::n-foreground", G_CALLBACK (n_foreground_changed_cb),
                             self, G_CONNECT_SWAPPED);
  n_foreground_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TASKS]);
}

GtkWidget *
recto_stop_button_new (void)
{
  return g_object_new (RECTO_TYPE_STOP_BUTTON, NULL);
}

gboolean
recto_stop_button_get_active (RectoStopButton *self)
{
  g_return_val_if_fail (RECTO_IS_STOP_BUTTON (self), FALSE);

  return self->active;
}

void
recto_stop_button_set_engine (RectoStopButton *self, RectoEngine *engine)
{
  g_return_if_fail (RECTO_IS_STOP_BUTTON (self));
  g_return_if_fail (RECTO_IS_ENGINE (engine));

  g_set_object (&self->engine, engine);
}

void
recto_stop_button_set_clock (RectoStopButton *self, const RectoClock *clock)
{
  g_return_if_fail (RECTO_IS_STOP_BUTTON (self));
  g_return_if_fail (clock != NULL);

  cancel_settling (self);
  self->clock = clock;
  n_foreground_changed_cb (self);
}

static void
recto_stop_button_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  RectoStopButton *self = RECTO_STOP_BUTTON (object);

  switch ((RectoStopButtonProperty) prop_id)
    {
    case PROP_TASKS:
      set_tasks (self, g_value_get_object (value));
      break;
    case PROP_ACTIVE:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_stop_button_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RectoStopButton *self = RECTO_STOP_BUTTON (object);

  switch ((RectoStopButtonProperty) prop_id)
    {
    case PROP_TASKS:
      g_value_set_object (value, self->tasks);
      break;
    case PROP_ACTIVE:
      g_value_set_boolean (value, self->active);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
recto_stop_button_dispose (GObject *object)
{
  RectoStopButton *self = RECTO_STOP_BUTTON (object);

  cancel_settling (self);
  if (self->tasks != NULL)
    g_signal_handlers_disconnect_by_func (self->tasks, n_foreground_changed_cb, self);
  g_clear_object (&self->tasks);
  g_clear_object (&self->engine);
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_STOP_BUTTON);

  G_OBJECT_CLASS (recto_stop_button_parent_class)->dispose (object);
}

static void
recto_stop_button_class_init (RectoStopButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = recto_stop_button_dispose;
  object_class->get_property = recto_stop_button_get_property;
  object_class->set_property = recto_stop_button_set_property;

  properties[PROP_TASKS] =
      g_param_spec_object ("tasks", NULL, NULL, RECTO_TYPE_TASK_LIST, flags | G_PARAM_READWRITE);
  properties[PROP_ACTIVE] =
      g_param_spec_boolean ("active", NULL, NULL, FALSE, flags | G_PARAM_READABLE);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[STOP] = g_signal_new ("stop", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "rectostop");
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/recto-stop-button.ui");
  gtk_widget_class_bind_template_child (widget_class, RectoStopButton, press);
  gtk_widget_class_bind_template_child (widget_class, RectoStopButton, arrow);
  gtk_widget_class_bind_template_callback (widget_class, press_clicked_cb);
}

static void
recto_stop_button_init (RectoStopButton *self)
{
  self->clock = &recto_clock_monotonic;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->arrow, create_popover_cb, self, NULL);
}
