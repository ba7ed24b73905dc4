/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-tint.h"

#include <string.h>

/* One pixel, given and returned as 0xrrggbb. */
static guint
tint_pixel (RectoTint tint, guint color, guint8 spared)
{
  guint8 pixel[] = { color & 255, color >> 8 & 255, color >> 16 & 255, 77 };

  recto_tint_apply (tint, pixel, sizeof pixel, 1, 1, &spared, 1);
  g_assert_cmpuint (pixel[3], ==, 77);
  return (guint) pixel[2] << 16 | (guint) pixel[1] << 8 | pixel[0];
}

static int
brightness (guint color)
{
  return (int) (54 * (color >> 16 & 255) + 183 * (color >> 8 & 255) + 19 * (color & 255)) / 256;
}

static void
test_night_is_light_on_dark (void)
{
  g_assert_cmphex (tint_pixel (RECTO_TINT_NIGHT, 0xffffff, 0), ==, 0x1b1b1e);
  g_assert_cmphex (tint_pixel (RECTO_TINT_NIGHT, 0x000000, 0), ==, 0xe8e8e8);
}

/* Dark blue links must not stay dark, nor yellow marks bright. */
static void
test_night_turns_the_brightness_of_every_hue (void)
{
  static const guint dark[] = { 0x0000ff, 0x800000, 0x006000, 0x400080 };
  static const guint bright[] = { 0xffff00, 0xa0ffff, 0xffd0d0, 0x80ff80 };

  for (guint i = 0; i < G_N_ELEMENTS (dark); i++)
    {
      g_assert_cmpint (brightness (tint_pixel (RECTO_TINT_NIGHT, dark[i], 0)), >, 140);
      g_assert_cmpint (brightness (tint_pixel (RECTO_TINT_NIGHT, bright[i], 0)), <, 90);
    }
}

/* The colors of usual markers. */
static void
test_night_keeps_marks (void)
{
  static const guint marks[] = { 0xffff00, 0xffff66, 0xa0ffa0, 0xffb3d9, 0xa0ffff };
  const int paper = brightness (tint_pixel (RECTO_TINT_NIGHT, 0xffffff, 0));

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    g_assert_cmpint (brightness (tint_pixel (RECTO_TINT_NIGHT, marks[i], 0)), >, paper + 30);
}

static void
test_night_keeps_hues (void)
{
  guint red = tint_pixel (RECTO_TINT_NIGHT, 0x900000, 0);
  guint blue = tint_pixel (RECTO_TINT_NIGHT, 0x000090, 0);

  g_assert_cmpuint (red >> 16, >, red & 255);
  g_assert_cmpuint (blue & 255, >, blue >> 16);
}

static void
test_sepia_is_brown_on_cream (void)
{
  g_assert_cmphex (tint_pixel (RECTO_TINT_SEPIA, 0xffffff, 0), ==, 0xf6ecd8);
  g_assert_cmphex (tint_pixel (RECTO_TINT_SEPIA, 0x000000, 0), ==, 0x423426);
}

static void
test_what_is_spared_stays (void)
{
  g_assert_cmphex (tint_pixel (RECTO_TINT_NIGHT, 0x3366cc, 255), ==, 0x3366cc);
  g_assert_cmphex (tint_pixel (RECTO_TINT_NONE, 0x3366cc, 0), ==, 0x3366cc);
  /* Half of it, at an edge. */
  g_assert_cmpint (brightness (tint_pixel (RECTO_TINT_NIGHT, 0xffffff, 128)), ==, (255 + 0x1b) / 2);
}

/* Rows may be longer than what is shown of them. */
static void
test_only_the_pixels_given_change (void)
{
  guint8 pixels[2][12];

  memset (pixels, 255, sizeof pixels);
  recto_tint_apply (RECTO_TINT_NIGHT, pixels[0], sizeof pixels[0], 2, 2, NULL, 0);
  g_assert_cmpuint (pixels[1][4], ==, 30);
  g_assert_cmpuint (pixels[1][8], ==, 255);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tint/night-is-light-on-dark", test_night_is_light_on_dark);
  g_test_add_func ("/tint/night-turns-the-brightness-of-every-hue",
                   test_night_turns_the_brightness_of_every_hue);
  g_test_add_func ("/tint/night-keeps-marks", test_night_keeps_marks);
  g_test_add_func ("/tint/night-keeps-hues", test_night_keeps_hues);
  g_test_add_func ("/tint/sepia-is-brown-on-cream", test_sepia_is_brown_on_cream);
  g_test_add_func ("/tint/what-is-spared-stays", test_what_is_spared_stays);
  g_test_add_func ("/tint/only-the-pixels-given-change", test_only_the_pixels_given_change);
  return g_test_run ();
}
