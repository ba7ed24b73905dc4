/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-closing.h"

#include "recto-close-question.h"
#include "recto-document-view.h"

#define CLOSING_KEY "recto-closing" /* of a tab view: whose it is (unowned) */

struct _RectoClosing
{
  GObject parent_instance;
  GtkWindow *window;            /* weak: NULL once it is gone */
  AdwTabView *tab_view;         /* likewise */
  RectoClosedTabs *closed_tabs; /* the window's */
  gboolean asking;
  gboolean allowed;
};

G_DEFINE_FINAL_TYPE (RectoClosing, recto_closing, G_TYPE_OBJECT)

typedef struct
{
  RectoClosing *closing;
  AdwTabPage *page; /* (nullable): the whole window otherwise */
  GtkWidget *child; /* (nullable): of the page */
} Question;

static void
question_free (Question *question)
{
  g_clear_object (&question->closing);
  g_clear_object (&question->page);
  g_clear_object (&question->child);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static RectoDocumentView *
view_of_page (AdwTabPage *page)
{
  return RECTO_DOCUMENT_VIEW (adw_tab_page_get_child (page));
}

static gboolean
is_saving (AdwTabPage *page)
{
  return recto_close_question_is_needed (recto_document_view_get_document (view_of_page (page)));
}

static void
close_page (RectoClosing *self, AdwTabPage *page)
{
  recto_closed_tabs_remember (self->closed_tabs, view_of_page (page));
  recto_document_view_close (view_of_page (page));
  adw_tab_view_close_page_finish (self->tab_view, page, TRUE);
}

/* The tab may be in another window by now, or nowhere any more. */
static void
answer_for_page (Question *question, gboolean close)
{
  GtkWidget *tab_view = gtk_widget_get_ancestor (question->child, ADW_TYPE_TAB_VIEW);

  if (tab_view == NULL)
    return;
  if (close)
    close_page (g_object_get_data (G_OBJECT (tab_view), CLOSING_KEY), question->page);
  else
    adw_tab_view_close_page_finish (ADW_TAB_VIEW (tab_view), question->page, FALSE);
}

/* The window may be gone. */
static void
asked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  RectoClosing *self = question->closing;
  const gboolean close = recto_close_question_ask_finish (result);

  self->asking = FALSE;
  if (question->page != NULL)
    answer_for_page (question, close);
  else if (close && self->window != NULL)
    {
      recto_closing_allow (self);
      gtk_window_close (self->window);
    }
}

static void
ask (RectoClosing *self, AdwTabPage *page)
{
  Question *question = g_new0 (Question, 1);

  question->closing = g_object_ref (self);
  if (page != NULL)
    {
      question->page = g_object_ref (page);
      question->child = g_object_ref (adw_tab_page_get_child (page));
    }
  self->asking = TRUE;
  recto_close_question_ask_async (GTK_WIDGET (self->window), NULL, asked_cb, question);
}

static gboolean
close_page_cb (RectoClosing *self, AdwTabPage *page)
{
  if (!is_saving (page))
    close_page (self, page);
  else if (self->asking)
    adw_tab_view_close_page_finish (self->tab_view, page, FALSE);
  else
    {
      /* What the question is about is to be seen behind it. */
      adw_tab_view_set_selected_page (self->tab_view, page);
      ask (self, page);
    }
  return GDK_EVENT_STOP;
}

RectoClosing *
recto_closing_new (GtkWindow *window, AdwTabView *tab_view, RectoClosedTabs *closed_tabs)
{
  RectoClosing *self;

  g_return_val_if_fail (GTK_IS_WINDOW (window), NULL);
  g_return_val_if_fail (ADW_IS_TAB_VIEW (tab_view), NULL);

  self = g_object_new (RECTO_TYPE_CLOSING, NULL);
  g_set_weak_pointer (&self->window, window);
  g_set_weak_pointer (&self->tab_view, tab_view);
  self->closed_tabs = closed_tabs;
  g_object_set_data (G_OBJECT (tab_view), CLOSING_KEY, self);
  g_signal_connect_object (tab_view, "close-page", G_CALLBACK (close_page_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

gboolean
recto_closing_is_saving (RectoClosing *self)
{
  g_return_val_if_fail (RECTO_IS_CLOSING (self), FALSE);

  for (int i = 0; self->tab_view != NULL && i < adw_tab_view_get_n_pages (self->tab_view); i++)
    if (is_saving (adw_tab_view_get_nth_page (self->tab_view, i)))
      return TRUE;
  return FALSE;
}

gboolean
recto_closing_check (RectoClosing *self)
{
  g_return_val_if_fail (RECTO_IS_CLOSING (self), TRUE);

  if (self->allowed || !recto_closing_is_saving (self))
    return TRUE;
  if (!self->asking)
    ask (self, NULL);
  return FALSE;
}

void
recto_closing_allow (RectoClosing *self)
{
  g_return_if_fail (RECTO_IS_CLOSING (self));

  self->allowed = TRUE;
}

static void
recto_closing_dispose (GObject *object)
{
  RectoClosing *self = RECTO_CLOSING (object);

  if (self->tab_view != NULL)
    g_object_set_data (G_OBJECT (self->tab_view), CLOSING_KEY, NULL);
  g_clear_weak_pointer (&self->window);
  g_clear_weak_pointer (&self->tab_view);

  G_OBJECT_CLASS (recto_closing_parent_class)->dispose (object);
}

static void
recto_closing_class_init (RectoClosingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = recto_closing_dispose;
}

static void
recto_closing_init (RectoClosing *self)
{
}
