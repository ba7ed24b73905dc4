/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-stand-ins.h"

static const RectoTilePage page = { .width = 1600, .height = 1600 };
static const RectoPixelRect all = { 0, 0, 1600, 1600 };

/* A tile of the page as it is `edge` pixels wide. */
static RectoTileKey
make_key (int edge, int column, int row)
{
  RectoTileKey key = { .page = page, .column = column, .row = row };

  key.page.width = key.page.height = edge;
  return key;
}

static void
add (GArray *stand_ins, const RectoTileKey *key)
{
  const RectoStandIn stand_in = { .key = key, .made = stand_ins->len };

  g_array_append_val (stand_ins, stand_in);
}

static const RectoStandIn *
nth (GArray *stand_ins, guint n)
{
  g_assert_cmpuint (n, <, stand_ins->len);
  return &g_array_index (stand_ins, RectoStandIn, n);
}

static void
test_the_nearest_size_is_enough (void)
{
  g_autoptr (GArray) stand_ins = g_array_new (FALSE, FALSE, sizeof (RectoStandIn));
  const RectoTileKey keys[] = { make_key (100, 0, 0), make_key (700, 0, 0), make_key (300, 0, 0) };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    add (stand_ins, &keys[i]);
  recto_stand_ins_choose (stand_ins, &page, &all);
  g_assert_cmpuint (stand_ins->len, ==, 1);
  g_assert_cmpint (nth (stand_ins, 0)->key->page.width, ==, 700);
  g_assert_cmpint (nth (stand_ins, 0)->where.width, ==, 1600);
}

/* What a tile of the nearest size does not cover, one further off does. */
static void
test_gaps_are_filled (void)
{
  g_autoptr (GArray) stand_ins = g_array_new (FALSE, FALSE, sizeof (RectoStandIn));
  const RectoTileKey small = make_key (100, 0, 0);
  const RectoTileKey corner = make_key (2000, 0, 0);
  const RectoPixelRect in_corner = { 10, 10, 100, 100 };

  add (stand_ins, &small);
  add (stand_ins, &corner);
  recto_stand_ins_choose (stand_ins, &page, &all);
  g_assert_cmpuint (stand_ins->len, ==, 2);
  g_assert_true (nth (stand_ins, 0)->key == &corner);
  g_assert_true (nth (stand_ins, 1)->key == &small);

  g_array_set_size (stand_ins, 0);
  add (stand_ins, &small);
  add (stand_ins, &corner);
  recto_stand_ins_choose (stand_ins, &page, &in_corner);
  g_assert_cmpuint (stand_ins->len, ==, 1);
  g_assert_true (nth (stand_ins, 0)->key == &corner);
}

static void
test_colors_and_age_come_before_size (void)
{
  g_autoptr (GArray) stand_ins = g_array_new (FALSE, FALSE, sizeof (RectoStandIn));
  RectoTileKey night = make_key (1500, 0, 0);
  const RectoTileKey old = make_key (700, 0, 0);
  const RectoTileKey small = make_key (100, 0, 0);

  night.page.colors = RECTO_COLORS_NIGHT;
  add (stand_ins, &night);
  add (stand_ins, &old);
  g_array_index (stand_ins, RectoStandIn, 1).outdated = TRUE;
  recto_stand_ins_choose (stand_ins, &page, &all);
  g_assert_cmpuint (stand_ins->len, ==, 1);
  g_assert_true (nth (stand_ins, 0)->key == &old);
  add (stand_ins, &small);
  recto_stand_ins_choose (stand_ins, &page, &all);
  g_assert_cmpuint (stand_ins->len, ==, 1);
  g_assert_true (nth (stand_ins, 0)->key == &small);
}

static void
test_tiles_leave_no_seam (void)
{
  g_autoptr (GArray) stand_ins = g_array_new (FALSE, FALSE, sizeof (RectoStandIn));
  const int n_cells = recto_tile_page_n_cells (2001);
  g_autofree RectoTileKey *keys = g_new0 (RectoTileKey, n_cells * n_cells);
  gint64 covered = 0;

  for (int i = 0; i < n_cells * n_cells; i++)
    {
      keys[i] = make_key (2001, i % n_cells, i / n_cells);
      add (stand_ins, &keys[i]);
    }
  recto_stand_ins_choose (stand_ins, &page, &all);
  for (guint i = 0; i < stand_ins->len; i++)
    covered += (gint64) nth (stand_ins, i)->where.width * nth (stand_ins, i)->where.height;
  g_assert_cmpint (covered, ==, (gint64) all.width * all.height);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/stand-ins/the-nearest-size-is-enough", test_the_nearest_size_is_enough);
  g_test_add_func ("/stand-ins/gaps-are-filled", test_gaps_are_filled);
  g_test_add_func ("/stand-ins/colors-and-age-come-before-size",
                   test_colors_and_age_come_before_size);
  g_test_add_func ("/stand-ins/tiles-leave-no-seam", test_tiles_leave_no_seam);

  return g_test_run ();
}
