/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-text-motion.h"

#include <math.h>

#include "recto-test-text.h"

#define WORDS "One two\nthree\n\nfour"

/* Where some motions lead to from a gap. */
static guint
move (RectoPageText *text, guint gap, const RectoTextMotion *motions, guint n_motions)
{
  double goal = NAN;

  for (guint i = 0; i < n_motions; i++)
    g_assert_cmpint (recto_text_motion_move (text, motions[i], &gap, &goal), ==, 0);
  return gap;
}

#define MOVE(text, gap, ...)                                                                       \
  move (text, gap, (const RectoTextMotion[]) { __VA_ARGS__ },                                      \
        G_N_ELEMENTS (((const RectoTextMotion[]) { __VA_ARGS__ })))

static RectoPageText *
make (const char *words)
{
  return recto_test_text (RECTO_LOCATION_INIT (0, 0), words);
}

static void
test_between_lines_there_is_one_step (void)
{
  g_autoptr (RectoPageText) text = make (WORDS);

  g_assert_cmpuint (MOVE (text, 3, RECTO_TEXT_MOTION_RIGHT), ==, 4);
  g_assert_cmpuint (MOVE (text, 7, RECTO_TEXT_MOTION_RIGHT), ==, 8);
  g_assert_cmpuint (MOVE (text, 13, RECTO_TEXT_MOTION_RIGHT), ==, 15);
  g_assert_cmpuint (MOVE (text, 15, RECTO_TEXT_MOTION_LEFT), ==, 13);
}

static void
test_words_and_lines_are_passed (void)
{
  g_autoptr (RectoPageText) text = make (WORDS);

  g_assert_cmpuint (MOVE (text, 1, RECTO_TEXT_MOTION_WORD_RIGHT), ==, 4);
  g_assert_cmpuint (MOVE (text, 6, RECTO_TEXT_MOTION_WORD_LEFT), ==, 4);
  g_assert_cmpuint (MOVE (text, 4, RECTO_TEXT_MOTION_WORD_LEFT), ==, 0);
  g_assert_cmpuint (MOVE (text, 10, RECTO_TEXT_MOTION_LINE_START), ==, 8);
  g_assert_cmpuint (MOVE (text, 10, RECTO_TEXT_MOTION_LINE_END), ==, 13);
}

static void
test_up_and_down_keep_to_where_one_began (void)
{
  g_autoptr (RectoPageText) text = make ("One two\nten\nfour or five");

  g_assert_cmpuint (MOVE (text, 6, RECTO_TEXT_MOTION_DOWN), ==, 11);
  g_assert_cmpuint (MOVE (text, 6, RECTO_TEXT_MOTION_DOWN, RECTO_TEXT_MOTION_DOWN), ==, 18);
  g_assert_cmpuint (MOVE (text, 6, RECTO_TEXT_MOTION_DOWN, RECTO_TEXT_MOTION_LEFT,
                          RECTO_TEXT_MOTION_DOWN),
                    ==, 14);
  g_assert_cmpuint (MOVE (text, 18, RECTO_TEXT_MOTION_UP, RECTO_TEXT_MOTION_UP), ==, 6);
}

static void
test_arrows_go_where_they_point_in_hebrew (void)
{
  g_autoptr (RectoPageText) text = recto_test_text_reversed ("\xd7\x90\xd7\x91\xd7\x92");

  g_assert_cmpuint (MOVE (text, 1, RECTO_TEXT_MOTION_LEFT), ==, 2);
  g_assert_cmpuint (MOVE (text, 1, RECTO_TEXT_MOTION_RIGHT), ==, 0);
}

static void
test_arrows_follow_lines_that_run_up_and_down (void)
{
  static const RectoTextWay ways[] = { RECTO_TEXT_DOWN, RECTO_TEXT_DOWN };
  static const RectoTextWay up[] = { RECTO_TEXT_UP, RECTO_TEXT_UP };
  g_autoptr (RectoPageText) text = recto_test_text_with_ways ("abc\ndef", ways, 2);
  g_autoptr (RectoPageText) margin = recto_test_text_with_ways ("abc\ndef", up, 2);

  g_assert_cmpuint (MOVE (text, 1, RECTO_TEXT_MOTION_DOWN), ==, 2);
  g_assert_cmpuint (MOVE (text, 1, RECTO_TEXT_MOTION_LEFT), ==, 5);
  g_assert_cmpuint (MOVE (text, 5, RECTO_TEXT_MOTION_RIGHT), ==, 1);
  g_assert_cmpuint (MOVE (margin, 1, RECTO_TEXT_MOTION_UP), ==, 2);
  g_assert_cmpuint (MOVE (margin, 1, RECTO_TEXT_MOTION_RIGHT), ==, 5);
}

static void
test_at_the_ends_a_page_is_left (void)
{
  static const RectoTextMotion on[] = { RECTO_TEXT_MOTION_RIGHT, RECTO_TEXT_MOTION_DOWN,
                                        RECTO_TEXT_MOTION_WORD_RIGHT };
  static const RectoTextMotion back[] = { RECTO_TEXT_MOTION_LEFT, RECTO_TEXT_MOTION_UP,
                                          RECTO_TEXT_MOTION_WORD_LEFT };
  g_autoptr (RectoPageText) text = make (WORDS);

  for (guint i = 0; i < G_N_ELEMENTS (on); i++)
    {
      double goal = NAN;
      guint gap = 19;

      g_assert_cmpint (recto_text_motion_move (text, on[i], &gap, &goal), ==, 1);
      /* The next page goes on below there. */
      g_assert_true (on[i] == RECTO_TEXT_MOTION_DOWN ? goal == 40 : isnan (goal));
      gap = 0;
      g_assert_cmpint (recto_text_motion_move (text, back[i], &gap, &goal), ==, -1);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text-motion/between-lines-there-is-one-step",
                   test_between_lines_there_is_one_step);
  g_test_add_func ("/text-motion/words-and-lines-are-passed", test_words_and_lines_are_passed);
  g_test_add_func ("/text-motion/up-and-down-keep-to-where-one-began",
                   test_up_and_down_keep_to_where_one_began);
  g_test_add_func ("/text-motion/arrows-go-where-they-point-in-hebrew",
                   test_arrows_go_where_they_point_in_hebrew);
  g_test_add_func ("/text-motion/arrows-follow-lines-that-run-up-and-down",
                   test_arrows_follow_lines_that_run_up_and_down);
  g_test_add_func ("/text-motion/at-the-ends-a-page-is-left", test_at_the_ends_a_page_is_left);

  return g_test_run ();
}
