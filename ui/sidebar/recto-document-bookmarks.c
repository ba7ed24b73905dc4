/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-document-bookmarks.h"

#include <glib/gi18n.h>
#include <math.h>

#include "recto-bookmarks-pane.h"
#include "recto-cancellable.h"
#include "recto-target-words.h"

#define BOOKMARKS "bookmarks"
/* Two places of a page that are nearer than this, as fractions of its height, are one. */
#define NEAR 0.02
#define MAX_NAME 60 /* characters of the text that a bookmark is called by */

struct _RectoDocumentBookmarks
{
  GObject parent_instance;
  RectoSidebar *sidebar;     /* (unowned) */
  RectoPageView *page_view;  /* (unowned) */
  AdwToastOverlay *toasts;   /* (unowned) */
  GtkWidget *pane;           /* (unowned) (nullable): the sidebar's, once it was looked at */
  RectoBookmarks *bookmarks; /* once there is a store, or none */
  GCancellable *cancellable; /* of what is asked about the document */
  GCancellable *going;       /* (nullable): while it is looked for where a bookmark is */
  AdwToast *toast;           /* (weak) (nullable) */
};

/* A question about the place of a bookmark. */
typedef struct
{
  RectoDocumentBookmarks *self;
  RectoBookmark *bookmark;
  char *name; /* that it had when it was asked */
} Question;

G_DEFINE_FINAL_TYPE (RectoDocumentBookmarks, recto_document_bookmarks, G_TYPE_OBJECT)

enum
{
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static Question *
question_new (RectoDocumentBookmarks *self, RectoBookmark *bookmark)
{
  Question *question = g_new0 (Question, 1);

  question->self = g_object_ref (self);
  question->bookmark = g_object_ref (bookmark);
  question->name = g_strdup (recto_bookmark_get_name (bookmark));
  return question;
}

static void
question_free (Question *question)
{
  g_object_unref (question->self);
  g_object_unref (question->bookmark);
  g_free (question->name);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
dismiss_toast (RectoDocumentBookmarks *self)
{
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_clear_weak_pointer (&self->toast);
}

/* At once, in place of what was told before, which would stay for seconds. (transfer full) toast */
static void
show_toast (RectoDocumentBookmarks *self, AdwToast *toast)
{
  dismiss_toast (self);
  g_set_weak_pointer (&self->toast, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
tell (RectoDocumentBookmarks *self, const char *message)
{
  show_toast (self, adw_toast_new (message));
}

/* As the chapter is laid out now. */
static RectoPlace
get_place (RectoDocument *document, RectoBookmark *bookmark)
{
  const guint last = recto_document_get_n_chapters (document) - 1;
  const guint chapter = MIN (recto_bookmark_get_place (bookmark).location.chapter, last);
  const guint n_pages = recto_document_get_chapter_pages (document, chapter, NULL);
  RectoPlace place = recto_bookmark_get_place_among (bookmark, n_pages);

  place.location.chapter = chapter;
  return place;
}

/* Of those on the page of a place, the nearest to it. (transfer full) (nullable) */
static RectoBookmark *
find_nearest (RectoDocumentBookmarks *self, RectoLocation location, double fraction, double within)
{
  RectoDocument *document = recto_page_view_get_document (self->page_view);
  RectoBookmark *nearest = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->bookmarks)); i++)
    {
      g_autoptr (RectoBookmark) bookmark =
          g_list_model_get_item (G_LIST_MODEL (self->bookmarks), i);
      const RectoPlace place = get_place (document, bookmark);
      const double distance = fabs (place.fraction - fraction);

      if (!recto_location_equal (place.location, location) || distance > within)
        continue;
      within = distance;
      g_set_object (&nearest, bookmark);
    }
  return nearest;
}

/* ---- Adding -----------------------------------------------------------------------------------
 */

static void
character_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  guint character = 0;

  if (recto_document_find_character_finish (RECTO_DOCUMENT (source), result, &character, NULL))
    recto_bookmarks_set_character (question->self->bookmarks, question->bookmark, character);
}

/* The first words from a height of the page on. (transfer full) (nullable) */
static char *
find_words (RectoPageText *text, double height)
{
  for (guint i = 0; i < recto_page_text_get_n_lines (text); i++)
    {
      const RectoPageTextLine line = recto_page_text_get_line (text, i);
      const RectoRect box = recto_page_text_get_box (text, line.first);
      g_autofree char *words = NULL;

      if (box.y + box.height / 2 < height)
        continue;
      words = recto_page_text_slice (text, line.first, line.first + MIN (line.n_chars, MAX_NAME));
      g_strstrip (words);
      if (g_utf8_strlen (words, -1) > 1)
        return g_steal_pointer (&words);
    }
  return NULL;
}

/* It has been named after its page, which says less, until this is known; unless it has been
 * renamed meanwhile. */
static void
text_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  RectoDocument *document = RECTO_DOCUMENT (source);
  g_autoptr (RectoPageText) text = recto_document_read_text_finish (document, result, NULL);
  const RectoPlace place = recto_bookmark_get_place (question->bookmark);
  const RectoPage *page = recto_document_get_page (document, place.location);
  g_autofree char *words = NULL;

  if (text == NULL || page == NULL)
    return;
  words = find_words (text, place.fraction * page->height);
  if (words != NULL)
    recto_bookmarks_rename_from (question->self->bookmarks, question->bookmark, question->name,
                                 words);
}

void
recto_document_bookmarks_add (RectoDocumentBookmarks *self)
{
  RectoDocument *document;
  RectoTarget target = { .kind = RECTO_TARGET_PLACE };
  RectoPlace place;
  double middle = 0;
  g_autoptr (RectoBookmark) same = NULL;
  g_autoptr (RectoBookmark) bookmark = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (RECTO_IS_DOCUMENT_BOOKMARKS (self));

  document = recto_page_view_get_document (self->page_view);
  if (document == NULL)
    return;
  place = recto_page_view_get_place (self->page_view, &middle);
  same = find_nearest (self, place.location, place.fraction, NEAR);
  if (same != NULL)
    {
      tell (self, _ ("There is a bookmark here already"));
      return;
    }
  target.location = place.location;
  name = recto_target_words_describe (document, &target);
  bookmark =
      recto_bookmark_new (NULL, place,
                          recto_document_get_chapter_pages (document, place.location.chapter, NULL),
                          -1, name);
  recto_bookmarks_add (self->bookmarks, bookmark);
  tell (self, _ ("Bookmark added"));
  /* What takes for ever to be painted, or was stopped, keeps the name of its page. */
  if (recto_page_view_is_painted (self->page_view, place.location))
    recto_document_read_text_async (document, place.location, RECTO_PRIORITY_NEAR,
                                    self->cancellable, text_cb, question_new (self, bookmark));
  if (recto_document_is_reflowable (document))
    recto_document_find_character_async (document, place.location, place.fraction,
                                         RECTO_PRIORITY_NEAR, self->cancellable, character_cb,
                                         question_new (self, bookmark));
}

/* ---- Removing ---------------------------------------------------------------------------------
 */

static void
undo_cb (AdwToast *toast, gpointer user_data)
{
  RectoDocumentBookmarks *self = user_data;

  recto_bookmarks_add (self->bookmarks, g_object_get_data (G_OBJECT (toast), "bookmark"));
}

static void
remove_bookmark (RectoDocumentBookmarks *self, RectoBookmark *bookmark)
{
  AdwToast *toast = adw_toast_new (_ ("Bookmark removed"));

  recto_bookmarks_remove (self->bookmarks, bookmark);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "bookmark", g_object_ref (bookmark), g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, G_CONNECT_DEFAULT);
  show_toast (self, toast);
}

void
recto_document_bookmarks_remove (RectoDocumentBookmarks *self)
{
  RectoPlace place;
  double middle = 0;
  g_autoptr (RectoBookmark) nearest = NULL;

  g_return_if_fail (RECTO_IS_DOCUMENT_BOOKMARKS (self));

  if (recto_page_view_get_document (self->page_view) == NULL)
    return;
  place = recto_page_view_get_place (self->page_view, &middle);
  nearest = find_nearest (self, place.location, place.fraction, 1);
  if (nearest != NULL)
    remove_bookmark (self, nearest);
  else
    tell (self, _ ("There is no bookmark on this page"));
}

/* ---- Going there ------------------------------------------------------------------------------
 */

static void
stop_going (RectoDocumentBookmarks *self)
{
  if (self->going != NULL)
    recto_cancellable_cancel (self->going, RECTO_CANCEL_SUPERSEDED);
  g_clear_object (&self->going);
}

static void
go_to (RectoDocumentBookmarks *self, RectoDocument *document, RectoPlace place)
{
  const RectoPage *page = recto_document_get_page (document, place.location);
  RectoTarget target = { .kind = RECTO_TARGET_PLACE, .location = place.location, .x = NAN };

  if (page == NULL)
    page = recto_document_get_usual_page (document);
  target.y = place.fraction * page->height;
  g_signal_emit (self, signals[ACTIVATED], 0, &target);
}

/* What was not found, for whatever reason, is about where it was. */
static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  RectoDocumentBookmarks *self = question->self;
  RectoDocument *document = RECTO_DOCUMENT (source);
  g_autoptr (GError) error = NULL;
  RectoPlace place = { 0 };

  place.location.chapter = recto_bookmark_get_place (question->bookmark).location.chapter;
  if (!recto_document_find_place_finish (document, result, &place.location.page, &place.fraction,
                                         &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      place = get_place (document, question->bookmark);
    }
  g_clear_object (&self->going);
  go_to (self, document, place);
}

static void
activated_cb (RectoDocumentBookmarks *self, RectoBookmark *bookmark)
{
  RectoDocument *document = recto_page_view_get_document (self->page_view);
  const gint64 character = recto_bookmark_get_character (bookmark);
  const guint chapter = recto_bookmark_get_place (bookmark).location.chapter;

  if (document == NULL)
    return;
  stop_going (self);
  if (!recto_document_is_reflowable (document) || character < 0 ||
      chapter >= recto_document_get_n_chapters (document))
    {
      go_to (self, document, get_place (document, bookmark));
      return;
    }
  self->going = g_cancellable_new ();
  recto_document_find_place_async (document, chapter, (guint) character, RECTO_PRIORITY_VISIBLE,
                                   self->going, found_cb, question_new (self, bookmark));
}

/* ---- The document -----------------------------------------------------------------------------
 */

void
recto_document_bookmarks_ensure_pane (RectoDocumentBookmarks *self)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_BOOKMARKS (self));
  g_return_if_fail (self->bookmarks != NULL);

  if (self->pane != NULL)
    return;
  self->pane = recto_bookmarks_pane_new (self->page_view, self->bookmarks);
  g_signal_connect_object (self->pane, "activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pane, "remove", G_CALLBACK (remove_bookmark), self,
                           G_CONNECT_SWAPPED);
  recto_sidebar_add (self->sidebar, self->pane, BOOKMARKS, _ ("Bookmarks"),
                     "user-bookmarks-symbolic");
}

void
recto_document_bookmarks_set_store (RectoDocumentBookmarks *self, RectoPlaceStore *store)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_BOOKMARKS (self));
  g_return_if_fail (store == NULL || RECTO_IS_PLACE_STORE (store));
  g_return_if_fail (self->bookmarks == NULL);

  self->bookmarks = recto_bookmarks_new (store);
}

/* What was asked about another document is not to be known any more. */
static void
forget_questions (RectoDocumentBookmarks *self)
{
  stop_going (self);
  if (self->cancellable != NULL)
    recto_cancellable_cancel (self->cancellable, RECTO_CANCEL_SUPERSEDED);
  g_clear_object (&self->cancellable);
}

void
recto_document_bookmarks_begin (RectoDocumentBookmarks *self, GFile *file, const char *fingerprint)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_BOOKMARKS (self));
  g_return_if_fail (G_IS_FILE (file));

  forget_questions (self);
  self->cancellable = g_cancellable_new ();
  recto_bookmarks_begin (self->bookmarks, file, fingerprint);
}

void
recto_document_bookmarks_end (RectoDocumentBookmarks *self)
{
  g_return_if_fail (RECTO_IS_DOCUMENT_BOOKMARKS (self));

  forget_questions (self);
  dismiss_toast (self);
  if (self->bookmarks != NULL)
    recto_bookmarks_end (self->bookmarks);
}

RectoDocumentBookmarks *
recto_document_bookmarks_new (RectoSidebar *sidebar,
                              RectoPageView *page_view,
                              AdwToastOverlay *toasts)
{
  RectoDocumentBookmarks *self;

  g_return_val_if_fail (RECTO_IS_SIDEBAR (sidebar), NULL);
  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (page_view), NULL);
  g_return_val_if_fail (ADW_IS_TOAST_OVERLAY (toasts), NULL);

  self = g_object_new (RECTO_TYPE_DOCUMENT_BOOKMARKS, NULL);
  self->sidebar = sidebar;
  self->page_view = page_view;
  self->toasts = toasts;
  return self;
}

static void
recto_document_bookmarks_dispose (GObject *object)
{
  RectoDocumentBookmarks *self = RECTO_DOCUMENT_BOOKMARKS (object);

  forget_questions (self);
  g_clear_weak_pointer (&self->toast);
  g_clear_object (&self->bookmarks);

  G_OBJECT_CLASS (recto_document_bookmarks_parent_class)->dispose (object);
}

static void
recto_document_bookmarks_class_init (RectoDocumentBookmarksClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = recto_document_bookmarks_dispose;

  signals[ACTIVATED] =
      g_signal_new ("activated", RECTO_TYPE_DOCUMENT_BOOKMARKS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, RECTO_TYPE_TARGET | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
recto_document_bookmarks_init (RectoDocumentBookmarks *self)
{
}
