/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-session.h"

static void
tab_free (RectoSessionTab *tab)
{
  g_free (tab->address);
  g_free (tab->title);
  g_free (tab);
}

static void
window_free (RectoSessionWindow *window)
{
  g_ptr_array_unref (window->tabs);
  g_free (window);
}

RectoSession *
recto_session_new (void)
{
  RectoSession *self = g_atomic_rc_box_new0 (RectoSession);

  self->windows = g_ptr_array_new_with_free_func ((GDestroyNotify) window_free);
  return self;
}

RectoSession *
recto_session_ref (RectoSession *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (RectoSession *self)
{
  g_ptr_array_unref (self->windows);
}

void
recto_session_unref (RectoSession *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear);
}

RectoSessionWindow *
recto_session_add_window (RectoSession *self)
{
  RectoSessionWindow *window;

  g_return_val_if_fail (self != NULL, NULL);

  window = g_new0 (RectoSessionWindow, 1);
  window->tabs = g_ptr_array_new_with_free_func ((GDestroyNotify) tab_free);
  g_ptr_array_add (self->windows, window);
  return window;
}

RectoSessionTab *
recto_session_window_add_tab (RectoSessionWindow *self, const char *address, const char *title)
{
  RectoSessionTab *tab;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (address != NULL && title != NULL, NULL);

  tab = g_new0 (RectoSessionTab, 1);
  tab->address = g_strdup (address);
  tab->title = g_strdup (title);
  g_ptr_array_add (self->tabs, tab);
  return tab;
}

guint
recto_session_count_tabs (RectoSession *self)
{
  guint n_tabs = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->windows->len; i++)
    n_tabs += ((RectoSessionWindow *) g_ptr_array_index (self->windows, i))->tabs->len;
  return n_tabs;
}

static gboolean
tab_equal (const RectoSessionTab *a, const RectoSessionTab *b)
{
  return g_str_equal (a->address, b->address) && g_str_equal (a->title, b->title) &&
         a->shown == b->shown && a->n_deaths == b->n_deaths;
}

static gboolean
window_equal (const RectoSessionWindow *a, const RectoSessionWindow *b)
{
  gboolean equal = a->width == b->width && a->height == b->height && a->maximized == b->maximized &&
                   a->selected == b->selected && a->tabs->len == b->tabs->len;

  for (guint i = 0; i < a->tabs->len && equal; i++)
    equal = tab_equal (g_ptr_array_index (a->tabs, i), g_ptr_array_index (b->tabs, i));
  return equal;
}

gboolean
recto_session_equal (RectoSession *self, RectoSession *other)
{
  gboolean equal;

  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  equal = self->windows->len == other->windows->len && self->ended == other->ended &&
          self->n_crashes == other->n_crashes;
  for (guint i = 0; i < self->windows->len && equal; i++)
    equal =
        window_equal (g_ptr_array_index (self->windows, i), g_ptr_array_index (other->windows, i));
  return equal;
}
