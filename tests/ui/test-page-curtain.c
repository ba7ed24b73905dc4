/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-curtain.h"

static const RectoPageCurtainScene scene = {
  .width = 600, .height = 800, .n_moves = 5, .n_missing = 2
};

typedef struct
{
  RectoPageCurtain *curtain;
  GskRenderNode *picture;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->curtain = recto_page_curtain_new ();
  fixture->picture =
      gsk_color_node_new (&(GdkRGBA) { 1, 0, 0, 1 }, &GRAPHENE_RECT_INIT (0, 0, 9, 9));
  recto_page_curtain_lower (fixture->curtain, fixture->picture, &scene);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  recto_page_curtain_free (fixture->curtain);
  gsk_render_node_unref (fixture->picture);
}

static gboolean
is_down (Fixture *fixture)
{
  return recto_page_curtain_get_picture (fixture->curtain) == fixture->picture;
}

static void
test_it_stays_while_pages_come_and_go (Fixture *fixture, gconstpointer data)
{
  RectoPageCurtainScene now = scene;

  for (guint i = 3; i-- > 0;)
    {
      now.n_missing = i;
      recto_page_curtain_update (fixture->curtain, &now);
      g_assert_true (is_down (fixture));
    }
}

static void
test_released_it_goes_up_once_all_has_come (Fixture *fixture, gconstpointer data)
{
  RectoPageCurtainScene now = scene;

  /* Going to the wanted place is a move, too. */
  now.n_moves++;
  recto_page_curtain_release (fixture->curtain, &now);
  recto_page_curtain_update (fixture->curtain, &now);
  g_assert_true (is_down (fixture));
  now.n_missing = 0;
  recto_page_curtain_update (fixture->curtain, &now);
  g_assert_null (recto_page_curtain_get_picture (fixture->curtain));
}

static void
test_whoever_moves_sees_what_is_there (Fixture *fixture, gconstpointer data)
{
  RectoPageCurtainScene now = scene;

  now.n_moves++;
  recto_page_curtain_update (fixture->curtain, &now);
  g_assert_null (recto_page_curtain_get_picture (fixture->curtain));
}

static void
test_a_view_of_another_size_has_another_picture (Fixture *fixture, gconstpointer data)
{
  RectoPageCurtainScene now = scene;

  now.width++;
  recto_page_curtain_update (fixture->curtain, &now);
  g_assert_null (recto_page_curtain_get_picture (fixture->curtain));
}

static void
test_it_hides_no_trouble (Fixture *fixture, gconstpointer data)
{
  RectoPageCurtainScene now = scene;

  now.trouble = TRUE;
  recto_page_curtain_update (fixture->curtain, &now);
  g_assert_null (recto_page_curtain_get_picture (fixture->curtain));
}

/* Several changes in a row: what was to be read before the first of them stays. */
static void
test_lowered_again_it_keeps_its_picture (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GskRenderNode) other =
      gsk_color_node_new (&(GdkRGBA) { 0, 1, 0, 1 }, &GRAPHENE_RECT_INIT (0, 0, 9, 9));
  RectoPageCurtainScene now = scene;

  recto_page_curtain_release (fixture->curtain, &scene);
  recto_page_curtain_lower (fixture->curtain, other, &scene);
  now.n_missing = 0;
  recto_page_curtain_update (fixture->curtain, &now);
  g_assert_true (is_down (fixture));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/page-curtain/it-stays-while-pages-come-and-go", test_it_stays_while_pages_come_and_go);
  ADD ("/page-curtain/released-it-goes-up-once-all-has-come",
       test_released_it_goes_up_once_all_has_come);
  ADD ("/page-curtain/whoever-moves-sees-what-is-there", test_whoever_moves_sees_what_is_there);
  ADD ("/page-curtain/a-view-of-another-size-has-another-picture",
       test_a_view_of_another_size_has_another_picture);
  ADD ("/page-curtain/it-hides-no-trouble", test_it_hides_no_trouble);
  ADD ("/page-curtain/lowered-again-it-keeps-its-picture", test_lowered_again_it_keeps_its_picture);
#undef ADD

  return g_test_run ();
}
