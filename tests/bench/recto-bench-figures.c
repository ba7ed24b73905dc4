/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-bench-figures.h"

#include <math.h>
#include <stdio.h>

struct _RectoBenchSeries
{
  GArray *values; /* double */
  gboolean sorted;
};

struct _RectoBenchFigures
{
  GHashTable *values; /* char -> double */
  GString *json;
  GString *goals;
  guint n_missed;
};

RectoBenchSeries *
recto_bench_series_new (void)
{
  RectoBenchSeries *self = g_new0 (RectoBenchSeries, 1);

  self->values = g_array_new (FALSE, FALSE, sizeof (double));
  return self;
}

void
recto_bench_series_free (RectoBenchSeries *self)
{
  g_array_unref (self->values);
  g_free (self);
}

void
recto_bench_series_add (RectoBenchSeries *self, double value)
{
  g_array_append_val (self->values, value);
  self->sorted = FALSE;
}

guint
recto_bench_series_get_length (RectoBenchSeries *self)
{
  return self->values->len;
}

static int
compare_values (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return x < y ? -1 : x > y;
}

double
recto_bench_series_get (RectoBenchSeries *self, double share)
{
  guint n = self->values->len;

  if (n == 0)
    return 0;
  if (!self->sorted)
    g_array_sort (self->values, compare_values);
  self->sorted = TRUE;
  return g_array_index (self->values, double, CLAMP ((int) ceil (share * n) - 1, 0, (int) n - 1));
}

RectoBenchFigures *
recto_bench_figures_new (void)
{
  RectoBenchFigures *self = g_new0 (RectoBenchFigures, 1);

  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->json = g_string_new (NULL);
  self->goals = g_string_new (NULL);
  return self;
}

void
recto_bench_figures_free (RectoBenchFigures *self)
{
  g_hash_table_unref (self->values);
  g_string_free (self->json, TRUE);
  g_string_free (self->goals, TRUE);
  g_free (self);
}

static void
add (RectoBenchFigures *self, const char *key, double value, int n_decimals)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  char format[8];

  g_snprintf (format, sizeof format, "%%.%df", n_decimals);
  g_hash_table_insert (self->values, g_strdup (key), g_memdup2 (&value, sizeof value));
  g_string_append_printf (self->json, "%s\"%s\": %s", self->json->len > 0 ? ", " : "", key,
                          g_ascii_formatd (text, sizeof text, format, value));
}

void
recto_bench_figures_add (RectoBenchFigures *self, const char *key, double value)
{
  add (self, key, value, 3);
}

void
recto_bench_figures_add_count (RectoBenchFigures *self, const char *key, guint value)
{
  add (self, key, value, 0);
}

void
recto_bench_figures_print_series_head (void)
{
  printf ("%-36s %8s %9s %9s %9s %9s\n", "milliseconds", "measured", "p50", "p90", "p99", "max");
}

void
recto_bench_figures_add_series (RectoBenchFigures *self,
                                const char *key,
                                const char *label,
                                RectoBenchSeries *series)
{
  static const struct
  {
    const char *name;
    double share;
  } points[] = { { "p50", 0.5 }, { "p90", 0.9 }, { "p99", 0.99 }, { "max", 1 } };

  printf ("%-36s %8u", label, recto_bench_series_get_length (series));
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      g_autofree char *full = g_strdup_printf ("%s_%s_ms", key, points[i].name);
      double value = recto_bench_series_get (series, points[i].share);

      printf (" %9.3f", value);
      add (self, full, value, 3);
    }
  printf ("\n");
}

static void
judge (RectoBenchFigures *self, const char *key, const char *relation, double limit, gboolean met)
{
  double *value = g_hash_table_lookup (self->values, key);

  g_string_append_printf (self->goals, "%-36s %9.3f   goal %s %g: %s\n", key, *value, relation,
                          limit, met ? "met" : "MISSED");
  self->n_missed += !met;
}

void
recto_bench_figures_want_below (RectoBenchFigures *self, const char *key, double limit)
{
  double *value = g_hash_table_lookup (self->values, key);

  judge (self, key, "<", limit, *value < limit);
}

void
recto_bench_figures_want_at_most (RectoBenchFigures *self, const char *key, double limit)
{
  double *value = g_hash_table_lookup (self->values, key);

  judge (self, key, "<=", limit, *value <= limit);
}

void
recto_bench_figures_want_at_least (RectoBenchFigures *self, const char *key, double limit)
{
  double *value = g_hash_table_lookup (self->values, key);

  judge (self, key, ">=", limit, *value >= limit);
}

gboolean
recto_bench_figures_finish (RectoBenchFigures *self)
{
  recto_bench_figures_add_count (self, "goals_missed", self->n_missed);
  printf ("\n%s\n{%s}\n", self->goals->str, self->json->str);
  return self->n_missed == 0;
}
