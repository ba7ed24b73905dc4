/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-link-hints.h"

/* Those that are under the fingers come first. */
static const char letters[] = "asdfjklgheiwoqruxcvbnmty";
#define N_LETTERS (sizeof letters - 1)
/* Where there are more, nobody could read them. */
#define MAX_HINTS (N_LETTERS * N_LETTERS)

typedef struct
{
  RectoLocation location;
  RectoRect area;
  RectoTarget *target;
  char *spelling;
  GtkWidget *label; /* of the view */
} Hint;

struct _RectoLinkHints
{
  RectoPageView *view;   /* (unowned) */
  RectoPageLinks *links; /* (unowned) */
  GPtrArray *hints;      /* of Hint; none: they are not there */
  GString *typed;
};

static void
hint_free (gpointer data)
{
  Hint *self = data;

  recto_target_free (self->target);
  gtk_widget_unparent (self->label);
  g_free (self->spelling);
  g_free (self);
}

/* All are as long, and the first letter tells most of them apart. */
char *
recto_link_hints_spell (guint number, guint n_links)
{
  GString *spelling = g_string_new (NULL);
  gsize room = 1;

  do
    {
      g_string_append_c (spelling, letters[number % N_LETTERS]);
      number /= N_LETTERS;
      room *= N_LETTERS;
    }
  while (room < n_links);
  return g_string_free_and_steal (spelling);
}

void
recto_link_hints_end (RectoLinkHints *self)
{
  g_string_truncate (self->typed, 0);
  g_ptr_array_set_size (self->hints, 0);
}

/* Only those that what has been typed can still become. */
static void
update (RectoLinkHints *self)
{
  for (guint i = 0; i < self->hints->len; i++)
    {
      const Hint *hint = self->hints->pdata[i];

      gtk_widget_set_child_visible (hint->label,
                                    g_str_has_prefix (hint->spelling, self->typed->str));
    }
}

static gboolean
follow (RectoLinkHints *self)
{
  for (guint i = 0; i < self->hints->len; i++)
    {
      Hint *hint = self->hints->pdata[i];

      if (g_str_equal (hint->spelling, self->typed->str))
        {
          g_autoptr (RectoTarget) target = recto_target_copy (hint->target);

          recto_link_hints_end (self);
          recto_page_view_activate_link (self->view, target);
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
type (RectoLinkHints *self, char letter)
{
  gboolean any = FALSE;

  g_string_append_c (self->typed, letter);
  for (guint i = 0; i < self->hints->len && !any; i++)
    any = g_str_has_prefix (((Hint *) self->hints->pdata[i])->spelling, self->typed->str);
  if (!any)
    {
      g_string_truncate (self->typed, self->typed->len - 1);
      gtk_widget_error_bell (GTK_WIDGET (self->view));
    }
  else if (!follow (self))
    update (self);
  return GDK_EVENT_STOP;
}

static gboolean
key_pressed_cb (RectoLinkHints *self, guint key, guint keycode, GdkModifierType state)
{
  const guint letter = gdk_keyval_to_lower (key);

  if (self->hints->len == 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Shift_L || key == GDK_KEY_Shift_R || key == GDK_KEY_Caps_Lock)
    return GDK_EVENT_PROPAGATE;
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) == 0 && letter >= 'a' &&
      letter <= 'z')
    return type (self, (char) letter);
  if (key == GDK_KEY_BackSpace && self->typed->len > 0)
    {
      g_string_truncate (self->typed, self->typed->len - 1);
      update (self);
      return GDK_EVENT_STOP;
    }
  recto_link_hints_end (self);
  return key == GDK_KEY_Escape ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

static void
add (RectoLinkHints *self, const RectoLinkInView *found, guint n_links)
{
  Hint *hint = g_new0 (Hint, 1);
  g_autofree char *shown = NULL;

  hint->location = found->location;
  hint->area = found->link->area;
  hint->target = recto_target_copy (&found->link->target);
  hint->spelling = recto_link_hints_spell (self->hints->len, n_links);
  shown = g_ascii_strup (hint->spelling, -1);
  hint->label = gtk_label_new (shown);
  gtk_widget_add_css_class (hint->label, "recto-hint");
  gtk_widget_set_can_target (hint->label, FALSE);
  gtk_widget_set_parent (hint->label, GTK_WIDGET (self->view));
  g_ptr_array_add (self->hints, hint);
}

gboolean
recto_link_hints_begin (RectoLinkHints *self)
{
  g_autoptr (GArray) found = recto_page_links_list (self->links);
  const guint n_hints = MIN (found->len, (guint) MAX_HINTS);

  recto_link_hints_end (self);
  if (n_hints == 0)
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  for (guint i = 0; i < n_hints; i++)
    add (self, &g_array_index (found, RectoLinkInView, i), n_hints);
  return TRUE;
}

/* At the beginning of its link, and in the view. */
void
recto_link_hints_allocate (RectoLinkHints *self)
{
  const int view_width = gtk_widget_get_width (GTK_WIDGET (self->view));
  const int view_height = gtk_widget_get_height (GTK_WIDGET (self->view));

  for (guint i = 0; i < self->hints->len; i++)
    {
      const Hint *hint = self->hints->pdata[i];
      GdkRectangle where = { -G_MAXINT16, 0, 1, 1 };
      GtkRequisition size;

      gtk_widget_get_preferred_size (hint->label, NULL, &size);
      recto_page_view_find_area (self->view, hint->location, &hint->area, &where);
      where.y += where.height / 2 - size.height / 2;
      if (where.x > -size.width && where.x < view_width && where.y > -size.height &&
          where.y < view_height)
        {
          where.x = CLAMP (where.x, 0, MAX (view_width - size.width, 0));
          where.y = CLAMP (where.y, 0, MAX (view_height - size.height, 0));
        }
      where.x = CLAMP (where.x, -G_MAXINT16, G_MAXINT16);
      where.y = CLAMP (where.y, -G_MAXINT16, G_MAXINT16);
      where.width = size.width;
      where.height = size.height;
      gtk_widget_size_allocate (hint->label, &where, -1);
    }
}

static void
end_cb (RectoLinkHints *self)
{
  recto_link_hints_end (self);
}

RectoLinkHints *
recto_link_hints_new (RectoPageView *view, RectoPageLinks *links)
{
  RectoLinkHints *self = g_new0 (RectoLinkHints, 1);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->view = view;
  self->links = links;
  self->hints = g_ptr_array_new_with_free_func (hint_free);
  self->typed = g_string_new (NULL);
  /* Before what letters do otherwise. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (view), keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (view), focus);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (click));
  return self;
}

void
recto_link_hints_free (RectoLinkHints *self)
{
  g_ptr_array_unref (self->hints);
  g_string_free (self->typed, TRUE);
  g_free (self);
}
