/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-annotation.h"
#include "recto-message.h"

/* `texts`: its message's, which have been checked. */
RectoAnnotation *recto_annotation_new (const RectoAnnotationEntry *entry, const char *texts);
