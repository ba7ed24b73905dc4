/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-book.h"
#include "recto-page-facts.h"
#include "recto-task-list.h"
#include "recto-worker-pool.h"

/* RectoPageLoader: finds out the sizes and labels of a document's pages, or lays out a book's
 * chapters, a piece at a time in the background, beginning with what is in view. */
typedef struct _RectoPageLoader RectoPageLoader;

typedef struct
{
  void (*changed) (gpointer data);
  /* The first piece is known, or known to be unreadable. Comes once. */
  void (*first) (gpointer data);
  /* The user stopped a piece: nothing more is read until it goes on. */
  void (*stopped) (gpointer data);
} RectoPageLoaderCallbacks;

RectoPageLoader *recto_page_loader_new (RectoWorkerPool *pool,
                                        RectoBook *book,
                                        RectoPageFacts *facts,
                                        RectoTaskList *tasks,
                                        gboolean reflowable,
                                        const RectoPageLoaderCallbacks *callbacks,
                                        gpointer data);
void recto_page_loader_free (RectoPageLoader *self);
/* Begins, or goes on after the user stopped it. */
void recto_page_loader_go_on (RectoPageLoader *self);
/* All was forgotten: begins with what is in view. */
void recto_page_loader_begin_anew (RectoPageLoader *self);
/* Nothing more is read until it goes on: nobody can answer. */
void recto_page_loader_pause (RectoPageLoader *self);
/* The user stopped it, and it has not gone on. */
gboolean recto_page_loader_is_stopped (RectoPageLoader *self);
/* The first page is on its way to the screen: from now on pages out of view may be read too. */
void recto_page_loader_begin_background (RectoPageLoader *self);
/* What is in view comes first. */
void recto_page_loader_need (RectoPageLoader *self, RectoLocation first, RectoLocation last);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoPageLoader, recto_page_loader_free)
