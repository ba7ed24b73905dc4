/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-file-name.h"

#include <string.h>

static void
assert_becomes (const char *claimed, const char *expected)
{
  g_autofree char *name = recto_file_name_make_safe (claimed);

  g_assert_cmpstr (name, ==, expected);
}

static void
test_harmless_names_stay (void)
{
  static const char *const names[] = {
    "notes.txt",      "Übersicht 2024.csv", "报告.pdf",      "a",        "no extension",
    "archive.tar.gz", "(1) [2] {3}.txt",    "a'b&c;d$e.txt", "100%.txt", "دليل المستخدم.pdf",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    assert_becomes (names[i], names[i]);
}

static void
test_only_the_last_part_of_a_path_is_kept (void)
{
  assert_becomes ("../../../../home/user/notes.txt", "notes.txt");
  assert_becomes ("/etc/passwd", "passwd");
  assert_becomes ("C:\\Windows\\system32\\cmd.exe", "cmd.exe");
  assert_becomes ("..\\../mixed\\name.txt", "name.txt");
  assert_becomes ("folder/", "folder");
  assert_becomes ("C:notes.txt", "C_notes.txt");
}

static void
test_what_cannot_be_seen_goes (void)
{
  assert_becomes ("invoice\u202efdp.exe", "invoicefdp.exe");
  assert_becomes ("\u2066a\u2069\u200b\u200d\ufeffb\u00ad.txt", "ab.txt");
  assert_becomes ("a\001\033[31m\x7f\302\205.txt", "a[31m.txt");
  assert_becomes ("\u3164\u2800\u115f.txt", "txt");
  assert_becomes ("a\u2028\u2029.txt", "a .txt");
}

static void
test_blanks_cannot_hide_the_extension (void)
{
  assert_becomes ("photo.jpg                                            .exe", "photo.jpg .exe");
  assert_becomes ("photo.jpg\u00a0\u2003\u3000\t\n.exe", "photo.jpg .exe");
}

static void
test_names_are_not_hidden (void)
{
  assert_becomes (".bashrc", "bashrc");
  assert_becomes ("...  . .bashrc", "bashrc");
  assert_becomes ("name. . .", "name");
}

static void
test_reserved_characters_are_replaced (void)
{
  assert_becomes ("what<>:\"|?*.txt", "what_______.txt");
}

static void
test_devices_are_no_names (void)
{
  assert_becomes ("CON", "_CON");
  assert_becomes ("nul.txt", "_nul.txt");
  assert_becomes ("Com1.tar.gz", "_Com1.tar.gz");
  assert_becomes ("lpt9 .txt", "_lpt9 .txt");
  assert_becomes ("COM¹", "_COM¹");
  assert_becomes ("CONSOLE.txt", "CONSOLE.txt");
  assert_becomes ("COM10", "COM10");
}

static void
test_nothing_gets_a_name (void)
{
  static const char *const names[] = { "", "/", "..", "...", "   ", "\u200b", "\\//", "\x01" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    assert_becomes (names[i], "Attachment");
}

static void
test_long_names_keep_their_extension (void)
{
  g_autofree char *many = g_strnfill (300, 'a');
  g_autofree char *plain = g_strconcat (many, ".txt", NULL);
  g_autofree char *doubled = g_strconcat (many, ".tar.gz", NULL);
  g_autofree char *endless = g_strconcat ("a.", many, NULL);
  g_autoptr (GString) wide = g_string_new (NULL);
  const char *claimed[] = { plain, doubled, endless, NULL };
  const char *ends[] = { "a.txt", "a.tar.gz", "aaa" };

  for (guint i = 0; claimed[i] != NULL; i++)
    {
      g_autofree char *name = recto_file_name_make_safe (claimed[i]);

      g_assert_cmpuint (strlen (name), ==, RECTO_FILE_NAME_MAX);
      g_assert_true (g_str_has_suffix (name, ends[i]));
    }
  for (guint i = 0; i < 200; i++)
    g_string_append (wide, "文");
  g_string_append (wide, ".pdf");
  {
    g_autofree char *name = recto_file_name_make_safe (wide->str);

    g_assert_true (g_utf8_validate (name, -1, NULL));
    g_assert_true (g_str_has_suffix (name, "文.pdf"));
    g_assert_cmpuint (strlen (name), ==, 83 * 3 + 4);
  }
}

static void
test_bytes_that_are_no_text_become_text (void)
{
  g_autofree char *name = recto_file_name_make_safe ("a\xff\xfe"
                                                     "b.txt");

  g_assert_cmpstr (name, ==, "a\ufffd\ufffdb.txt");
}

static void
assert_numbered (const char *name, guint number, const char *expected)
{
  g_autofree char *numbered = recto_file_name_number (name, number);

  g_assert_cmpstr (numbered, ==, expected);
}

static void
test_numbers_stand_before_the_extension (void)
{
  assert_numbered ("notes.txt", 2, "notes (2).txt");
  assert_numbered ("archive.tar.gz", 3, "archive (3).tar.gz");
  assert_numbered ("README", 4, "README (4)");
  assert_numbered ("v1.2 final", 2, "v1.2 final (2)");
  assert_numbered ("photo.jpg", G_MAXUINT, "photo (4294967295).jpg");
}

static void
test_numbered_names_fit (void)
{
  g_autofree char *many = g_strnfill (251, 'a');
  g_autofree char *name = g_strconcat (many, ".txt", NULL);
  g_autofree char *numbered = recto_file_name_number (name, 123);

  g_assert_cmpuint (strlen (numbered), ==, RECTO_FILE_NAME_MAX);
  g_assert_true (g_str_has_suffix (numbered, "a (123).txt"));
}

/* ---- Whatever comes ---- */

static gunichar
random_character (void)
{
  static const gunichar special[] = { '/',    '\\',    '.',    ' ',    ':',     '*',
                                      0x202e, 0x2066,  0x200b, 0xfeff, '\n',    0x7f,
                                      0xa0,   0xe0041, 0xfe0f, 0x3164, 0x10ffff };

  if (g_test_rand_bit ())
    return g_test_rand_int_range ('0', 'z');
  if (g_test_rand_bit ())
    return special[g_test_rand_int_range (0, G_N_ELEMENTS (special))];
  return g_test_rand_int_range (1, 0xd800);
}

static char *
random_name (void)
{
  GString *name = g_string_new (NULL);
  guint length = g_test_rand_int_range (0, g_test_rand_bit () ? 12 : 400);

  for (guint i = 0; i < length; i++)
    if (g_test_rand_int_range (0, 30) == 0)
      g_string_append_c (name, (char) g_test_rand_int_range (0x80, 0x100));
    else
      g_string_append_unichar (name, random_character ());
  return g_string_free_and_steal (name);
}

static void
assert_safe (const char *name)
{
  g_assert_true (g_utf8_validate (name, -1, NULL));
  g_assert_cmpuint (strlen (name), >, 0);
  g_assert_cmpuint (strlen (name), <=, RECTO_FILE_NAME_MAX);
  g_assert_null (strpbrk (name, "/\\<>:\"|?*\n\t"));
  g_assert_null (strstr (name, "  "));
  g_assert_null (strchr (". ", name[0]));
  g_assert_null (strchr (". ", name[strlen (name) - 1]));
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      GUnicodeType type = g_unichar_type (g_utf8_get_char (p));

      g_assert_cmpint (type, !=, G_UNICODE_CONTROL);
      g_assert_cmpint (type, !=, G_UNICODE_FORMAT);
    }
}

static void
test_whatever_comes_does_no_harm (void)
{
  for (guint round = 0; round < 20000; round++)
    {
      g_autofree char *claimed = random_name ();
      g_autofree char *name = recto_file_name_make_safe (claimed);
      g_autofree char *again = recto_file_name_make_safe (name);
      g_autofree char *second = recto_file_name_number (name, 2);
      g_autofree char *third = recto_file_name_number (name, 3);

      assert_safe (name);
      /* What is safe is left alone. */
      g_assert_cmpstr (again, ==, name);
      g_assert_cmpuint (strlen (second), <=, RECTO_FILE_NAME_MAX);
      g_assert_true (g_utf8_validate (second, -1, NULL));
      g_assert_cmpstr (second, !=, name);
      g_assert_cmpstr (second, !=, third);
      g_assert_cmpstr (recto_file_name_get_extension (second), ==,
                       recto_file_name_get_extension (name));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add_func ("/file-name/" path, func)
  ADD ("harmless-names-stay", test_harmless_names_stay);
  ADD ("only-the-last-part-of-a-path-is-kept", test_only_the_last_part_of_a_path_is_kept);
  ADD ("what-cannot-be-seen-goes", test_what_cannot_be_seen_goes);
  ADD ("blanks-cannot-hide-the-extension", test_blanks_cannot_hide_the_extension);
  ADD ("names-are-not-hidden", test_names_are_not_hidden);
  ADD ("reserved-characters-are-replaced", test_reserved_characters_are_replaced);
  ADD ("devices-are-no-names", test_devices_are_no_names);
  ADD ("nothing-gets-a-name", test_nothing_gets_a_name);
  ADD ("long-names-keep-their-extension", test_long_names_keep_their_extension);
  ADD ("bytes-that-are-no-text-become-text", test_bytes_that_are_no_text_become_text);
  ADD ("numbers-stand-before-the-extension", test_numbers_stand_before_the_extension);
  ADD ("numbered-names-fit", test_numbered_names_fit);
  ADD ("whatever-comes-does-no-harm", test_whatever_comes_does_no_harm);
#undef ADD

  return g_test_run ();
}
