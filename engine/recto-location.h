/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

/* RectoLocation: a place in a document. Both count from 0. A document without chapters has chapter
 * 0 only. Running numbers (from 1) exist only for labels, the page entry and the command line. */
typedef struct
{
  guint chapter;
  guint page;
} RectoLocation;

#define RECTO_LOCATION_INIT(chapter, page) ((RectoLocation) { (chapter), (page) })

static inline gboolean
recto_location_equal (RectoLocation a, RectoLocation b)
{
  return a.chapter == b.chapter && a.page == b.page;
}

/* Below 0, 0 or above 0, as `a` comes before, is, or comes after `b`. */
static inline int
recto_location_compare (RectoLocation a, RectoLocation b)
{
  if (a.chapter != b.chapter)
    return a.chapter < b.chapter ? -1 : 1;
  return a.page < b.page ? -1 : a.page > b.page;
}

/* A key for hash tables: g_int64_hash () and g_int64_equal () take its address. */
static inline gint64
recto_location_key (RectoLocation location)
{
  return (gint64) (((guint64) location.chapter << 32) | location.page);
}
