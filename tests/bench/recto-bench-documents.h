/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* The documents that a benchmark runs through, as paths: all files in `folder` and below it, in
 * order of their names; of them every `step`th. Without a folder (NULL) those of the corpus beside
 * the source and those that its make_hostile.py makes, once, in the user's cache folder.
 * (transfer full) */
GPtrArray *recto_bench_documents_list (const char *folder, int step, GError **error);
/* Makes a PDF of one small page, in the folder for temporary files; whoever gets its path removes
 * it. (transfer full) */
char *recto_bench_documents_make_small (void);
/* Makes a document of so many pages of "text" or "photographs", once, in the user's cache folder.
 * `programs`: the folder of the benchmarks' programs. (transfer full): its path. */
char *recto_bench_documents_make (const char *programs, const char *kind, int n_pages);
