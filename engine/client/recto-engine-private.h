/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-engine.h"

#include "recto-document.h"
#include "recto-host.h"
#include "recto-unfinished.h"
#include "recto-worker-limits.h"

/* A host that is ready or starting, for one document. (transfer full) */
RectoHost *recto_engine_take_host (RectoEngine *self, GError **error);
RectoWorkerLimits *recto_engine_get_limits (RectoEngine *self);
RectoUnfinished *recto_engine_get_unfinished (RectoEngine *self);
void recto_engine_add_document (RectoEngine *self, RectoDocument *document);
void recto_engine_remove_document (RectoEngine *self, RectoDocument *document);
void recto_engine_add_opening_task (RectoEngine *self, RectoTask *task);
