/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-look-up.h"

#include <string.h>

#define ADDRESS "https://dictionary.example/wiki/%s"

static void
assert_address (const char *address, const char *words, const char *wanted)
{
  g_autofree char *made = recto_look_up_make_address (address, words);

  g_assert_cmpstr (made, ==, wanted);
}

static void
test_words_are_filled_in (void)
{
  assert_address (ADDRESS, "wonderful", "https://dictionary.example/wiki/wonderful");
  assert_address (ADDRESS, "  two \n\t words\n", "https://dictionary.example/wiki/two%20words");
  assert_address ("http://d.example/?q=%s&from=%s#%s", "a", "http://d.example/?q=a&from=a#a");
  assert_address ("HTTPS://d.example/%s", "a", "HTTPS://d.example/a");
  assert_address (ADDRESS, "caf\xc3\xa9", "https://dictionary.example/wiki/caf%C3%A9");
}

/* Whatever a document says stays one part of the path. */
static void
test_words_cannot_leave_their_place (void)
{
  assert_address (ADDRESS, "../../x?a=b#c&d",
                  "https://dictionary.example/wiki/..%2F..%2Fx%3Fa%3Db%23c%26d");
  assert_address (ADDRESS, "@evil.example/", "https://dictionary.example/wiki/%40evil.example%2F");
  assert_address (ADDRESS, "%s %2e\"<>'\\",
                  "https://dictionary.example/wiki/%25s%20%252e%22%3C%3E%27%5C");
  assert_address (ADDRESS,
                  "a\x01\x1b\x7f"
                  "b\xe2\x80\xae",
                  "https://dictionary.example/wiki/a%20b%E2%80%AE");
  assert_address (ADDRESS, "\r\nHost: x", "https://dictionary.example/wiki/Host%3A%20x");
}

static void
test_nothing_is_not_looked_up (void)
{
  assert_address (ADDRESS, "", NULL);
  assert_address (ADDRESS, " \n\t\xc2\xa0\xe2\x80\x83", NULL);
  assert_address (ADDRESS, "\x01\x02", NULL);
}

static void
test_long_selections_are_cut (void)
{
  g_autofree char *many = g_strnfill (5000, 'x');
  g_autofree char *some = g_strnfill (100, 'x');
  g_autofree char *wanted = g_strconcat ("https://dictionary.example/wiki/", some, NULL);
  g_autoptr (GString) accents = g_string_new (NULL);
  g_autofree char *cut = NULL;

  assert_address (ADDRESS, many, wanted);
  for (int i = 0; i < 300; i++)
    g_string_append (accents, "\xc3\xa9");
  cut = recto_look_up_make_address (ADDRESS, accents->str);
  /* Whole characters of six bytes each, as they are escaped. */
  g_assert_cmpuint (strlen (cut), ==, strlen ("https://dictionary.example/wiki/") + 600);
}

static void
test_other_addresses_are_no_templates (void)
{
  static const char *const bad[] = { "",
                                     "%s",
                                     "https://dictionary.example/",
                                     "https://dictionary.example",
                                     "https://%s/",
                                     "https://%s.example/wiki/%s",
                                     "https://user:%s@dictionary.example/%s",
                                     "https:///%s",
                                     "https:/x/%s",
                                     "//dictionary.example/%s",
                                     "ftp://dictionary.example/%s",
                                     "file:///etc/%s",
                                     "javascript:alert(%s)",
                                     "mailto:%s",
                                     "https://a b/%s",
                                     "https://dictionary.example:port/%s" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (recto_look_up_is_template (bad[i]));
      assert_address (bad[i], "word", NULL);
    }
  g_assert_true (recto_look_up_is_template (ADDRESS));
  g_assert_true (recto_look_up_is_template ("http://localhost:8080/?q=%s"));
}

static void
assert_chosen (GSettings *settings, const char *wanted)
{
  g_autofree char *made = recto_look_up_choose_address (settings, "word");

  g_assert_cmpstr (made, ==, wanted);
}

static void
test_a_bad_setting_is_the_default (void)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.rectoviewer.Recto");

  assert_chosen (settings, "https://en.wiktionary.org/wiki/word");
  g_settings_set_string (settings, "look-up-address", "https://other.example/?q=%s");
  assert_chosen (settings, "https://other.example/?q=word");
  g_settings_set_string (settings, "look-up-address", "https://other.example/");
  assert_chosen (settings, "https://en.wiktionary.org/wiki/word");
  g_settings_set_string (settings, "look-up-address", "file:///%s");
  assert_chosen (settings, "https://en.wiktionary.org/wiki/word");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/look-up/words-are-filled-in", test_words_are_filled_in);
  g_test_add_func ("/look-up/words-cannot-leave-their-place", test_words_cannot_leave_their_place);
  g_test_add_func ("/look-up/nothing-is-not-looked-up", test_nothing_is_not_looked_up);
  g_test_add_func ("/look-up/long-selections-are-cut", test_long_selections_are_cut);
  g_test_add_func ("/look-up/other-addresses-are-no-templates",
                   test_other_addresses_are_no_templates);
  g_test_add_func ("/look-up/a-bad-setting-is-the-default", test_a_bad_setting_is_the_default);

  return g_test_run ();
}
