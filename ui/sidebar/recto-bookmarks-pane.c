/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-bookmarks-pane.h"

#include <glib/gi18n.h>

#include "recto-bookmark-row.h"
#include "recto-target-words.h"

struct _RectoBookmarksPane
{
  AdwBin parent_instance;
  GtkStack *stack; /* template children */
  GtkListBox *list;
  GtkWidget *add;

  RectoPageView *page_view; /* (unowned) (nullable): until the pane is disposed of */
  RectoBookmarks *bookmarks;
  GSignalGroup *document; /* of the page view */
};

/* A bookmark that is about to be renamed. */
typedef struct
{
  RectoBookmarks *bookmarks;
  RectoBookmark *bookmark;
  GtkEditable *entry;
} Renaming;

G_DEFINE_FINAL_TYPE (RectoBookmarksPane, recto_bookmarks_pane, ADW_TYPE_BIN)

enum
{
  ACTIVATED,
  REMOVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* ---- Renaming ---------------------------------------------------------------------------------
 */

static void
renaming_free (Renaming *renaming)
{
  g_object_unref (renaming->bookmarks);
  g_object_unref (renaming->bookmark);
  g_object_unref (renaming->entry);
  g_free (renaming);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Renaming, renaming_free)

static void
rename_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Renaming) renaming = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (renaming->entry)));

  if (g_str_equal (response, "rename") && name[0] != '\0')
    recto_bookmarks_rename (renaming->bookmarks, renaming->bookmark, name);
}

static void
rename_cb (RectoBookmarksPane *self, RectoBookmarkRow *row)
{
  RectoBookmark *bookmark = recto_bookmark_row_get_bookmark (row);
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Rename Bookmark"), NULL);
  AdwAlertDialog *question = ADW_ALERT_DIALOG (dialog);
  GtkWidget *entry = gtk_entry_new ();
  Renaming *renaming = g_new0 (Renaming, 1);

  gtk_editable_set_text (GTK_EDITABLE (entry), recto_bookmark_get_name (bookmark));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name"),
                                  -1);
  adw_alert_dialog_set_extra_child (question, entry);
  adw_alert_dialog_add_response (question, "cancel", _ ("_Cancel"));
  adw_alert_dialog_add_response (question, "rename", _ ("_Rename"));
  adw_alert_dialog_set_response_appearance (question, "rename", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (question, "rename");
  adw_alert_dialog_set_close_response (question, "cancel");
  adw_dialog_set_focus (dialog, entry);
  renaming->bookmarks = g_object_ref (self->bookmarks);
  renaming->bookmark = g_object_ref (bookmark);
  renaming->entry = GTK_EDITABLE (g_object_ref (entry));
  adw_alert_dialog_choose (question, GTK_WIDGET (self), NULL, rename_chosen_cb, renaming);
}

/* ---- Rows -------------------------------------------------------------------------------------
 */

/* The keys stay in the list. */
static void
remove_cb (RectoBookmarksPane *self, RectoBookmarkRow *row)
{
  g_autoptr (RectoBookmark) bookmark = g_object_ref (recto_bookmark_row_get_bookmark (row));
  const int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  GtkListBoxRow *next;

  g_signal_emit (self, signals[REMOVE], 0, bookmark);
  next = gtk_list_box_get_row_at_index (self->list, index);
  if (next == NULL && index > 0)
    next = gtk_list_box_get_row_at_index (self->list, index - 1);
  gtk_widget_grab_focus (next != NULL ? GTK_WIDGET (next) : self->add);
}

static void
show_page (RectoBookmarksPane *self, RectoBookmarkRow *row)
{
  RectoBookmark *bookmark = recto_bookmark_row_get_bookmark (row);
  RectoDocument *document = recto_page_view_get_document (self->page_view);
  RectoTarget target = { .kind = RECTO_TARGET_PLACE };
  const guint chapter = recto_bookmark_get_place (bookmark).location.chapter;
  g_autofree char *page = NULL;

  if (document == NULL || chapter >= recto_document_get_n_chapters (document))
    return;
  target.location =
      recto_bookmark_get_place_among (bookmark,
                                      recto_document_get_chapter_pages (document, chapter, NULL))
          .location;
  page = recto_target_words_name_page (document, &target);
  recto_bookmark_row_set_page (row, page);
}

/* In a book, they are on other pages once it is laid out anew. */
static void
pages_changed_cb (RectoBookmarksPane *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    show_page (self, RECTO_BOOKMARK_ROW (row));
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  RectoBookmarksPane *self = user_data;
  GtkWidget *row = recto_bookmark_row_new (item);

  g_signal_connect_object (row, "rename", G_CALLBACK (rename_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "remove", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  show_page (self, RECTO_BOOKMARK_ROW (row));
  return row;
}

static void
row_activated_cb (RectoBookmarksPane *self, RectoBookmarkRow *row)
{
  g_signal_emit (self, signals[ACTIVATED], 0, recto_bookmark_row_get_bookmark (row));
}

static void
update (RectoBookmarksPane *self)
{
  const gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->bookmarks)) > 0;

  gtk_stack_set_visible_child_name (self->stack, any ? "list" : "empty");
}

GtkWidget *
recto_bookmarks_pane_new (RectoPageView *page_view, RectoBookmarks *bookmarks)
{
  RectoBookmarksPane *self;

  g_return_val_if_fail (RECTO_IS_PAGE_VIEW (page_view), NULL);
  g_return_val_if_fail (RECTO_IS_BOOKMARKS (bookmarks), NULL);

  self = g_object_new (RECTO_TYPE_BOOKMARKS_PANE, NULL);
  self->page_view = page_view;
  self->bookmarks = g_object_ref (bookmarks);
  g_object_bind_property (page_view, "document", self->document, "target", G_BINDING_SYNC_CREATE);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (bookmarks), make_row, self, NULL);
  g_signal_connect_object (bookmarks, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

static gboolean
recto_bookmarks_pane_grab_focus (GtkWidget *widget)
{
  RectoBookmarksPane *self = RECTO_BOOKMARKS_PANE (widget);
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->list, 0);

  return gtk_widget_grab_focus (first != NULL ? GTK_WIDGET (first) : self->add);
}

static void
recto_bookmarks_pane_dispose (GObject *object)
{
  RectoBookmarksPane *self = RECTO_BOOKMARKS_PANE (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  self->page_view = NULL;
  g_clear_object (&self->document);
  g_clear_object (&self->bookmarks);
  /* The bin would not notice that the template takes its child away. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_BOOKMARKS_PANE);

  G_OBJECT_CLASS (recto_bookmarks_pane_parent_class)->dispose (object);
}

static void
recto_bookmarks_pane_class_init (RectoBookmarksPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = recto_bookmarks_pane_dispose;
  widget_class->grab_focus = recto_bookmarks_pane_grab_focus;

  signals[ACTIVATED] = g_signal_new ("activated", RECTO_TYPE_BOOKMARKS_PANE, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, RECTO_TYPE_BOOKMARK);
  signals[REMOVE] = g_signal_new ("remove", RECTO_TYPE_BOOKMARKS_PANE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, RECTO_TYPE_BOOKMARK);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/recto-bookmarks-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, RectoBookmarksPane, stack);
  gtk_widget_class_bind_template_child (widget_class, RectoBookmarksPane, list);
  gtk_widget_class_bind_template_child (widget_class, RectoBookmarksPane, add);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
recto_bookmarks_pane_init (RectoBookmarksPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->document = g_signal_group_new (RECTO_TYPE_DOCUMENT);
  g_signal_group_connect_object (self->document, "pages-changed", G_CALLBACK (pages_changed_cb),
                                 self, G_CONNECT_SWAPPED);
}
