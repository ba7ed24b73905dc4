/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-crew.h"

/* RectoRunningJobs: the jobs of one document that busy workers do. While there are any, their
 * tasks are told how far the workers have come. */
typedef struct _RectoRunningJobs RectoRunningJobs;

/* `crew` (unowned): whose workers they are; outlives this. */
RectoRunningJobs *recto_running_jobs_new (RectoCrew *crew);
void recto_running_jobs_free (RectoRunningJobs *self);
/* Keeps a reference. */
void recto_running_jobs_add (RectoRunningJobs *self, RectoJob *job);
void recto_running_jobs_remove (RectoRunningJobs *self, RectoJob *job);
/* The job that asks the same, or NULL. (transfer none) */
RectoJob *recto_running_jobs_find (RectoRunningJobs *self, const RectoQuestion *question);
/* For a render: the job that draws another part of the same page right now, or NULL.
 * (transfer none) */
RectoJob *recto_running_jobs_find_on_page (RectoRunningJobs *self, const RectoQuestion *question);
/* The one that began first, or NULL. (transfer none) */
RectoJob *recto_running_jobs_get_first (RectoRunningJobs *self);
/* All of them, as they are now. (transfer container) (element-type RectoJob): with a reference
 * each */
GPtrArray *recto_running_jobs_list (RectoRunningJobs *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectoRunningJobs, recto_running_jobs_free)
