/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-tint.h"

/* What black and white become, as blue, green, red. Full contrast dazzles in the dark. */
static const int ink[RECTO_N_TINTS][3] = {
  [RECTO_TINT_NIGHT] = { 30, 27, 27 },
  [RECTO_TINT_SEPIA] = { 38, 52, 66 },
};
static const int paper[RECTO_N_TINTS][3] = {
  [RECTO_TINT_NIGHT] = { 232, 232, 232 },
  [RECTO_TINT_SEPIA] = { 216, 236, 246 },
};

/* A value out of 255 of the range between two others. */
static int
mix (int from, int to, int value)
{
  return (from * (255 - value) + to * value + 127) / 255;
}

/* To the eye pure yellow is nearly as bright as white: by that alone, what is marked with it would
 * become as dark as the paper. So colors that are neither light nor dark count as such, a little.
 */
static int
get_brightness (const guint8 *pixel)
{
  const int seen = (19 * pixel[0] + 183 * pixel[1] + 54 * pixel[2] + 128) / 256;
  const int least = MIN (pixel[0], MIN (pixel[1], pixel[2]));
  const int most = MAX (pixel[0], MAX (pixel[1], pixel[2]));

  return (4 * seen + (least + most) / 2) / 5;
}

/* How much must be added to each part of a color for its brightness to be turned round. */
static int
get_shift (const guint8 *pixel)
{
  return 255 - 2 * get_brightness (pixel);
}

static void
tint_pixel (RectoTint tint, guint8 *pixel, int spared)
{
  const int shift = tint == RECTO_TINT_NIGHT ? get_shift (pixel) : 0;

  for (int i = 0; i < 3; i++)
    {
      const int value = mix (ink[tint][i], paper[tint][i], CLAMP (pixel[i] + shift, 0, 255));

      pixel[i] = (guint8) mix (value, pixel[i], spared);
    }
}

void
recto_tint_apply (RectoTint tint,
                  guint8 *pixels,
                  gsize stride,
                  int width,
                  int height,
                  const guint8 *spared,
                  gsize spared_stride)
{
  if (tint <= RECTO_TINT_NONE || tint >= RECTO_N_TINTS)
    return;
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      tint_pixel (tint, pixels + (gsize) y * stride + (gsize) x * 4,
                  spared != NULL ? spared[(gsize) y * spared_stride + (gsize) x] : 0);
}
