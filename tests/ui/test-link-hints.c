/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-link-hints.h"

/* Typing them is tried in the real window, by tests/window/test_links.py. */

static void
test_few_take_a_letter_each (void)
{
  for (guint i = 0; i < 24; i++)
    {
      g_autofree char *spelling = recto_link_hints_spell (i, 24);

      g_assert_cmpuint (strlen (spelling), ==, 1);
    }
}

static void
test_none_is_the_beginning_of_another (void)
{
  static const guint counts[] = { 1, 2, 24, 25, 576 };

  for (guint k = 0; k < G_N_ELEMENTS (counts); k++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      const gsize length = counts[k] > 24 ? 2 : 1;

      for (guint i = 0; i < counts[k]; i++)
        {
          char *spelling = recto_link_hints_spell (i, counts[k]);

          g_assert_cmpuint (strlen (spelling), ==, length);
          g_assert_true (g_hash_table_add (seen, spelling));
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/link-hints/few-take-a-letter-each", test_few_take_a_letter_each);
  g_test_add_func ("/link-hints/none-is-the-beginning-of-another",
                   test_none_is_the_beginning_of_another);

  return g_test_run ();
}
