/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-bench-sample.h"

#include <stdio.h>

void
recto_bench_sample_print (gint64 began, gint64 ended, const guint8 *pixels, gsize n_bytes)
{
  guint64 sum = n_bytes;

  for (gsize i = 0; i < n_bytes; i++)
    sum = (sum ^ pixels[i]) * 0x100000001b3;
  printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GUINT64_FORMAT "\n", began, ended, sum);
}

gboolean
recto_bench_sample_parse (RectoBenchSample *self, const char *text)
{
  return sscanf (text, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GUINT64_FORMAT, &self->began,
                 &self->ended, &self->pixels) == 3;
}
