/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-search-colors.h"

#include <math.h>

#include "recto-tint.h"

/* What WCAG 2.1 asks for: of text, and of what is not text. */
#define TEXT_CONTRAST 4.5
#define EDGE_CONTRAST 3.0
/* A mark is an area, and bears an edge where it matters most. */
#define AREA_CONTRAST 1.15

static const char *const names[] = { "original", "night", "sepia" };

/* What black or white looks like on a page of these colors. */
static GdkRGBA
tint (guint pages, guint8 gray)
{
  guint8 pixel[] = { gray, gray, gray, 255 };

  recto_tint_apply ((RectoTint) pages, pixel, sizeof pixel, 1, 1, NULL, 0);
  return (GdkRGBA) { (float) pixel[2] / 255, (float) pixel[1] / 255, (float) pixel[0] / 255, 1 };
}

static GdkRGBA
lay_over (const GdkRGBA *below, const GdkRGBA *above)
{
  const float left = 1 - above->alpha;

  return (GdkRGBA) { above->red * above->alpha + below->red * left,
                     above->green * above->alpha + below->green * left,
                     above->blue * above->alpha + below->blue * left, 1 };
}

static double
linearize (double part)
{
  return part <= 0.04045 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4);
}

static double
measure_luminance (const GdkRGBA *color)
{
  return 0.2126 * linearize ((double) color->red) + 0.7152 * linearize ((double) color->green) +
         0.0722 * linearize ((double) color->blue);
}

static double
measure_contrast (const GdkRGBA *one, const GdkRGBA *other)
{
  const double a = measure_luminance (one) + 0.05;
  const double b = measure_luminance (other) + 0.05;

  return MAX (a, b) / MIN (a, b);
}

static void
assert_differ (const GdkRGBA *one, const GdkRGBA *other, double contrast)
{
  g_assert_cmpfloat (measure_contrast (one, other), >=, contrast);
}

static void
test_text_below_stays_readable (gconstpointer data)
{
  const guint pages = GPOINTER_TO_UINT (data);
  const RectoSearchColors *colors = recto_search_colors_get ((RectoPageColors) pages);
  const GdkRGBA marks[] = { colors->hit, colors->current };
  const GdkRGBA paper = tint (pages, 255);
  const GdkRGBA ink = tint (pages, 0);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const GdkRGBA ground = lay_over (&paper, &marks[i]);
      const GdkRGBA letters = lay_over (&ink, &marks[i]);

      assert_differ (&ground, &letters, TEXT_CONTRAST);
    }
}

static void
test_hits_stand_out_from_the_page (gconstpointer data)
{
  const guint pages = GPOINTER_TO_UINT (data);
  const RectoSearchColors *colors = recto_search_colors_get ((RectoPageColors) pages);
  const GdkRGBA paper = tint (pages, 255);
  const GdkRGBA hit = lay_over (&paper, &colors->hit);
  const GdkRGBA current = lay_over (&paper, &colors->current);

  assert_differ (&paper, &hit, AREA_CONTRAST);
  assert_differ (&paper, &current, AREA_CONTRAST);
}

static void
test_the_hit_one_is_at_is_distinct (gconstpointer data)
{
  const guint pages = GPOINTER_TO_UINT (data);
  const RectoSearchColors *colors = recto_search_colors_get ((RectoPageColors) pages);
  const GdkRGBA paper = tint (pages, 255);
  const GdkRGBA ink = tint (pages, 0);
  const GdkRGBA around[] = { paper, lay_over (&paper, &colors->hit),
                             lay_over (&paper, &colors->current) };

  for (guint i = 0; i < G_N_ELEMENTS (around); i++)
    assert_differ (&colors->edge, &around[i], EDGE_CONTRAST);
  /* No part of a letter, either. */
  g_assert_cmpfloat ((double) MAX (fabsf (colors->edge.red - ink.red),
                                   fabsf (colors->edge.blue - ink.blue)),
                     >, 0.25);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const struct
      {
        const char *name;
        GTestDataFunc function;
      } claims[] = {
        { "text-below-stays-readable", test_text_below_stays_readable },
        { "hits-stand-out-from-the-page", test_hits_stand_out_from_the_page },
        { "the-hit-one-is-at-is-distinct", test_the_hit_one_is_at_is_distinct },
      };

      for (guint k = 0; k < G_N_ELEMENTS (claims); k++)
        {
          g_autofree char *path =
              g_strdup_printf ("/search-colors/%s/%s", claims[k].name, names[i]);

          g_test_add_data_func (path, GUINT_TO_POINTER (i), claims[k].function);
        }
    }
  return g_test_run ();
}
