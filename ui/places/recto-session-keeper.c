/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-session-keeper.h"

#include <glib/gi18n.h>

#include "recto-window.h"

/* So long after a change it is written: a crash loses no more. */
#define WRITE_MS 1000
/* What has been in view for so long is not what ends the program. */
#define SETTLED_MS (60 * 1000)
/* With so many deaths in a row a document is not opened by itself. */
#define HOLD_DEATHS 2

#define DEATHS_KEY "recto-session-deaths" /* of a view */

struct _RectoSessionKeeper
{
  GObject parent_instance;
  GtkApplication *application; /* (unowned) */
  RectoEngine *engine;
  GSettings *settings;
  RectoPlaceStore *places; /* (nullable) */
  RectoSessionStore *store;
  RectoClock clock;
  GSource *write_timer;   /* (nullable) */
  GSource *settled_timer; /* (nullable) */
  RectoSession *written;  /* (nullable): what was written last */
  RectoSession *final;    /* (nullable): what the program ends with */
  guint n_crashes;
  gboolean keeps; /* what was there has been restored */
  gboolean ended;
};

G_DEFINE_FINAL_TYPE (RectoSessionKeeper, recto_session_keeper, G_TYPE_OBJECT)

static void
clear_timer (GSource **timer)
{
  if (*timer != NULL)
    g_source_destroy (*timer);
  g_clear_pointer (timer, g_source_unref);
}

static void
start_timer (RectoSessionKeeper *self, GSource **timer, guint milliseconds, GSourceFunc callback)
{
  *timer = self->clock.timer (self->clock.data, milliseconds);
  g_source_set_callback (*timer, callback, self, NULL);
  g_source_attach (*timer, NULL);
}

/* Those used last come last. (transfer container) */
static GPtrArray *
list_windows (RectoSessionKeeper *self)
{
  GPtrArray *windows = g_ptr_array_new ();

  for (GList *l = gtk_application_get_windows (self->application); l != NULL; l = l->next)
    if (RECTO_IS_WINDOW (l->data))
      g_ptr_array_insert (windows, 0, l->data);
  return windows;
}

/* ---- What there is --------------------------------------------------------------------------- */

static guint
get_deaths (RectoDocumentView *view)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (view), DEATHS_KEY));
}

static void
set_deaths (RectoDocumentView *view, guint n_deaths)
{
  g_object_set_data (G_OBJECT (view), DEATHS_KEY, GUINT_TO_POINTER (n_deaths));
}

/* Standard input and the like cannot be read once more, and copies of attachments go with the
 * program. */
static gboolean
is_lasting (GFile *file)
{
  static const char *const passing[] = { "/dev/", "/proc/" };
  const char *path = g_file_peek_path (file);
  g_autofree char *cache = NULL;

  if (path == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (passing); i++)
    if (g_str_has_prefix (path, passing[i]))
      return FALSE;
  cache = g_build_filename (g_get_user_cache_dir (), "recto", "", NULL);
  return !g_str_has_prefix (path, cache);
}

static void
capture_tab (RectoSessionWindow *into, RectoDocumentView *view, gboolean in_view)
{
  g_autofree char *address = g_file_get_uri (recto_document_view_get_file (view));
  RectoSessionTab *tab =
      recto_session_window_add_tab (into, address, recto_document_view_get_title (view));

  tab->shown = in_view && recto_document_view_was_opened (view);
  tab->n_deaths = get_deaths (view);
  if (in_view)
    into->selected = into->tabs->len - 1;
}

static void
capture_window (RectoSession *session, RectoWindow *window)
{
  RectoSessionWindow *into = NULL;

  for (guint i = 0; i < recto_window_count_views (window); i++)
    {
      RectoDocumentView *view = recto_window_get_nth_view (window, i);
      GFile *file = recto_document_view_get_file (view);

      if (file == NULL || !is_lasting (file))
        continue;
      if (into == NULL)
        into = recto_session_add_window (session);
      capture_tab (into, view, view == recto_window_get_view (window));
    }
  if (into == NULL)
    return;
  gtk_window_get_default_size (GTK_WINDOW (window), &into->width, &into->height);
  into->maximized = gtk_window_is_maximized (GTK_WINDOW (window));
}

/* (transfer full) */
static RectoSession *
capture (RectoSessionKeeper *self)
{
  g_autoptr (GPtrArray) windows = list_windows (self);
  RectoSession *session = recto_session_new ();

  session->n_crashes = self->n_crashes;
  for (guint i = 0; i < windows->len; i++)
    capture_window (session, g_ptr_array_index (windows, i));
  return session;
}

/* The program ends well, so that nothing was dangerous. */
static void
capture_end (RectoSessionKeeper *self)
{
  g_clear_pointer (&self->final, recto_session_unref);
  self->final = capture (self);
  self->final->ended = TRUE;
  self->final->n_crashes = 0;
  for (guint i = 0; i < self->final->windows->len; i++)
    {
      RectoSessionWindow *window = g_ptr_array_index (self->final->windows, i);

      for (guint k = 0; k < window->tabs->len; k++)
        ((RectoSessionTab *) g_ptr_array_index (window->tabs, k))->n_deaths = 0;
    }
}

/* ---- Writing --------------------------------------------------------------------------------- */

/* Takes `session`. */
static void
keep (RectoSessionKeeper *self, RectoSession *session)
{
  g_autoptr (RectoSession) before = g_steal_pointer (&self->written);

  if (session->windows->len > 0)
    {
      self->written = session;
      if (before == NULL || !recto_session_equal (session, before))
        recto_session_store_write (self->store, session);
      return;
    }
  if (before != NULL)
    recto_session_store_forget (self->store);
  recto_session_unref (session);
}

static gboolean
write_cb (gpointer user_data)
{
  RectoSessionKeeper *self = user_data;

  clear_timer (&self->write_timer);
  keep (self, capture (self));
  return G_SOURCE_REMOVE;
}

static void changed (RectoSessionKeeper *self); /* that time has passed is a change */

static gboolean
settled_cb (gpointer user_data)
{
  RectoSessionKeeper *self = user_data;
  g_autoptr (GPtrArray) windows = list_windows (self);

  clear_timer (&self->settled_timer);
  self->n_crashes = 0;
  for (guint i = 0; i < windows->len; i++)
    {
      RectoDocumentView *view = recto_window_get_view (g_ptr_array_index (windows, i));

      if (view != NULL && recto_document_view_was_opened (view))
        set_deaths (view, 0);
    }
  changed (self);
  return G_SOURCE_REMOVE;
}

/* Something in view has ended the program before. */
static gboolean
is_doubtful (RectoSessionKeeper *self)
{
  g_autoptr (GPtrArray) windows = list_windows (self);
  gboolean doubtful = self->n_crashes > 0;

  for (guint i = 0; i < windows->len && !doubtful; i++)
    {
      RectoDocumentView *view = recto_window_get_view (g_ptr_array_index (windows, i));

      doubtful = view != NULL && recto_document_view_was_opened (view) && get_deaths (view) > 0;
    }
  return doubtful;
}

static void
changed (RectoSessionKeeper *self)
{
  if (!self->keeps || self->ended)
    return;
  if (!is_doubtful (self))
    clear_timer (&self->settled_timer);
  else if (self->settled_timer == NULL)
    start_timer (self, &self->settled_timer, SETTLED_MS, settled_cb);
  if (self->write_timer == NULL)
    start_timer (self, &self->write_timer, WRITE_MS, write_cb);
}

static void
keep_final (RectoSessionKeeper *self)
{
  g_autoptr (RectoSession) nothing = recto_session_new ();
  const gboolean wanted =
      self->final != NULL && g_settings_get_boolean (self->settings, "restore-session");

  clear_timer (&self->write_timer);
  clear_timer (&self->settled_timer);
  keep (self, recto_session_ref (wanted ? self->final : nothing));
}

static void
remembering_changed_cb (RectoSessionKeeper *self)
{
  g_clear_pointer (&self->written, recto_session_unref);
  changed (self);
}

/* ---- What happens to windows ----------------------------------------------------------------- */

static void
page_attached_cb (RectoSessionKeeper *self, AdwTabPage *page)
{
  GtkWidget *view = adw_tab_page_get_child (page);

  g_signal_connect_object (view, "notify::title", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "notify::state", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  changed (self);
}

static void
page_detached_cb (RectoSessionKeeper *self, AdwTabPage *page)
{
  g_signal_handlers_disconnect_by_data (adw_tab_page_get_child (page), self);
  changed (self);
}

/* The last window takes its tabs along, if it goes. */
static gboolean
close_request_cb (RectoSessionKeeper *self)
{
  g_autoptr (GPtrArray) windows = list_windows (self);

  if (windows->len == 1 && !self->ended)
    capture_end (self);
  return GDK_EVENT_PROPAGATE;
}

static void
window_added_cb (RectoSessionKeeper *self, GtkWindow *window)
{
  static const char *const window_changes[] = { "notify::default-width", "notify::default-height",
                                                "notify::maximized" };
  AdwTabView *tab_view;

  if (!RECTO_IS_WINDOW (window))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (window_changes); i++)
    g_signal_connect_object (window, window_changes[i], G_CALLBACK (changed), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "close-request", G_CALLBACK (close_request_cb), self,
                           G_CONNECT_SWAPPED);
  tab_view = recto_window_get_tab_view (RECTO_WINDOW (window));
  g_signal_connect_object (tab_view, "page-attached", G_CALLBACK (page_attached_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (tab_view, "page-detached", G_CALLBACK (page_detached_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (tab_view, "page-reordered", G_CALLBACK (changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (tab_view, "notify::selected-page", G_CALLBACK (changed), self,
                           G_CONNECT_SWAPPED);
  g_clear_pointer (&self->final, recto_session_unref);
}

static void
window_removed_cb (RectoSessionKeeper *self, GtkWindow *window)
{
  g_autoptr (GPtrArray) windows = list_windows (self);

  if (windows->len > 0)
    changed (self);
  else if (self->keeps && !self->ended)
    keep_final (self);
}

/* ---- Restoring ------------------------------------------------------------------------------- */

static gboolean
is_open (GPtrArray *windows, GFile *file)
{
  for (guint i = 0; i < windows->len; i++)
    if (recto_window_find_file (g_ptr_array_index (windows, i), file) != NULL)
      return TRUE;
  return FALSE;
}

/* (transfer floating) */
static RectoDocumentView *
restore_tab (RectoSessionKeeper *self, const RectoSessionTab *tab, GFile *file)
{
  RectoDocumentView *view = recto_document_view_new (self->engine, self->settings, self->places);

  set_deaths (view, tab->n_deaths);
  if (tab->n_deaths >= HOLD_DEATHS)
    recto_document_view_hold (view, file, tab->title);
  else
    recto_document_view_open_when_shown (view, file, tab->title);
  return view;
}

/* `open`: the windows that were there before. */
static guint
restore_window (RectoSessionKeeper *self, const RectoSessionWindow *data, GPtrArray *open)
{
  g_autoptr (GPtrArray) views = g_ptr_array_new ();
  guint selected = 0;
  RectoWindow *window;

  for (guint i = 0; i < data->tabs->len; i++)
    {
      const RectoSessionTab *tab = g_ptr_array_index (data->tabs, i);
      g_autoptr (GFile) file = g_file_new_for_uri (tab->address);

      if (i == data->selected)
        selected = views->len;
      if (!is_open (open, file))
        g_ptr_array_add (views, restore_tab (self, tab, file));
    }
  if (views->len == 0)
    return 0;
  window = recto_window_new (self->application, self->engine, self->settings, self->places);
  if (data->width > 0 && data->height > 0)
    gtk_window_set_default_size (GTK_WINDOW (window), data->width, data->height);
  if (data->maximized)
    gtk_window_maximize (GTK_WINDOW (window));
  else
    gtk_window_unmaximize (GTK_WINDOW (window));
  recto_window_add_views (window, views, MIN (selected, views->len - 1));
  gtk_window_present (GTK_WINDOW (window));
  return views->len;
}

static void
tell_of_crash (RectoWindow *window, guint n_tabs)
{
  g_autofree char *words =
      g_strdup_printf (ngettext ("Recto ended unexpectedly; %u document was restored",
                                 "Recto ended unexpectedly; %u documents were restored", n_tabs),
                       n_tabs);

  recto_window_tell (window, words);
}

/* What one has just asked for stays in front. */
static guint
restore (RectoSessionKeeper *self, RectoSession *session)
{
  g_autoptr (GPtrArray) open = list_windows (self);
  g_autoptr (GPtrArray) all = NULL;
  guint n_tabs = 0;

  for (guint i = 0; i < session->windows->len; i++)
    n_tabs += restore_window (self, g_ptr_array_index (session->windows, i), open);
  if (n_tabs == 0)
    return 0;
  all = list_windows (self);
  if (open->len > 0)
    gtk_window_present (g_ptr_array_index (open, open->len - 1));
  if (!session->ended)
    tell_of_crash (open->len > 0 ? g_ptr_array_index (open, open->len - 1)
                                 : g_ptr_array_index (all, all->len - 1),
                   n_tabs);
  return n_tabs;
}

static void
begun_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RectoSessionKeeper *self = g_task_get_source_object (task);
  g_autoptr (RectoSession) session =
      recto_session_store_begin_finish (RECTO_SESSION_STORE (object), result, NULL);
  guint n_tabs = 0;

  /* The program has ended before anything was restored: what was left stays as it was. */
  if (self->ended)
    {
      if (session != NULL && session->ended)
        recto_session_store_write (self->store, session);
      g_task_return_boolean (task, FALSE);
      return;
    }
  /* Whatever is there is this program's from now on. */
  self->written = session != NULL ? recto_session_ref (session) : NULL;
  self->keeps = TRUE;
  if (session != NULL &&
      (!session->ended || g_settings_get_boolean (self->settings, "restore-session")))
    {
      self->n_crashes = session->ended ? 0 : session->n_crashes;
      n_tabs = restore (self, session);
    }
  changed (self);
  g_task_return_boolean (task, n_tabs > 0);
}

void
recto_session_keeper_restore_async (RectoSessionKeeper *self,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (RECTO_IS_SESSION_KEEPER (self));
  g_return_if_fail (!self->keeps);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, recto_session_keeper_restore_async);
  recto_session_store_begin_async (self->store, NULL, begun_cb, g_steal_pointer (&task));
}

gboolean
recto_session_keeper_restore_finish (RectoSessionKeeper *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), NULL);
}

/* ---- The end --------------------------------------------------------------------------------- */

void
recto_session_keeper_end (RectoSessionKeeper *self)
{
  g_autoptr (GPtrArray) windows = NULL;

  g_return_if_fail (RECTO_IS_SESSION_KEEPER (self));

  windows = list_windows (self);
  if (!self->ended && windows->len > 0)
    capture_end (self);
  self->ended = TRUE;
}

void
recto_session_keeper_finish (RectoSessionKeeper *self)
{
  g_return_if_fail (RECTO_IS_SESSION_KEEPER (self));

  recto_session_keeper_end (self);
  if (self->keeps)
    keep_final (self);
  recto_session_store_finish (self->store);
}

RectoSessionKeeper *
recto_session_keeper_new (GtkApplication *application,
                          RectoEngine *engine,
                          GSettings *settings,
                          RectoPlaceStore *places,
                          RectoSessionStore *store,
                          const RectoClock *clock)
{
  RectoSessionKeeper *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (RECTO_IS_ENGINE (engine), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (RECTO_IS_SESSION_STORE (store), NULL);
  g_return_val_if_fail (clock != NULL, NULL);

  self = g_object_new (RECTO_TYPE_SESSION_KEEPER, NULL);
  self->application = application;
  self->engine = g_object_ref (engine);
  self->settings = g_object_ref (settings);
  g_set_object (&self->places, places);
  self->store = g_object_ref (store);
  self->clock = *clock;
  g_signal_connect_object (application, "window-added", G_CALLBACK (window_added_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (application, "window-removed", G_CALLBACK (window_removed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (application, "notify::active-window", G_CALLBACK (changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::remember-places",
                           G_CALLBACK (remembering_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

static void
recto_session_keeper_dispose (GObject *object)
{
  RectoSessionKeeper *self = RECTO_SESSION_KEEPER (object);

  clear_timer (&self->write_timer);
  clear_timer (&self->settled_timer);
  g_clear_pointer (&self->written, recto_session_unref);
  g_clear_pointer (&self->final, recto_session_unref);
  g_clear_object (&self->engine);
  g_clear_object (&self->settings);
  g_clear_object (&self->places);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (recto_session_keeper_parent_class)->dispose (object);
}

static void
recto_session_keeper_class_init (RectoSessionKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = recto_session_keeper_dispose;
}

static void
recto_session_keeper_init (RectoSessionKeeper *self)
{
}
