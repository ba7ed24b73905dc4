/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-file-format.h"

#include <string.h>

static const char *
name_of (const char *bytes, gsize length)
{
  return recto_file_format_unsupported ((const guint8 *) bytes, length);
}

#define NAME_OF(bytes) name_of (bytes, sizeof (bytes) - 1)

static void
test_formats_that_do_not_open_are_named (void)
{
  char odt[100] = "PK\x03\x04";

  memcpy (odt + 38, "application/vnd.oasis.opendocument.text", 39);
  g_assert_nonnull (strstr (NAME_OF ("AT&TFORM\0\0\0\0DJVU"), "DjVu"));
  g_assert_nonnull (strstr (NAME_OF ("%!PS-Adobe-3.0"), "PostScript"));
  g_assert_nonnull (strstr (NAME_OF ("Rar!\x1a\x07\x01"), "RAR"));
  g_assert_nonnull (strstr (NAME_OF ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), ".doc"));
  g_assert_nonnull (strstr (name_of (odt, sizeof odt), ".odt"));
}

static void
test_what_may_open_is_not_refused (void)
{
  g_assert_null (NAME_OF ("%PDF-1.7"));
  g_assert_null (NAME_OF ("PK\x03\x04 and a word processor's file"));
  g_assert_null (NAME_OF (""));
  g_assert_null (NAME_OF ("AT"));
}

static gboolean
is_text (const char *bytes, gsize length)
{
  return recto_file_format_is_text ((const guint8 *) bytes, length);
}

#define IS_TEXT(bytes) is_text (bytes, sizeof (bytes) - 1)

static void
test_text_is_known (void)
{
  g_assert_true (IS_TEXT ("int main (void)\n{\n\treturn 0;\n}\n"));
  g_assert_true (IS_TEXT ("gr\xc3\xbc\xc3"));
  g_assert_true (IS_TEXT ("\xef\xbb\xbf<- a mark\r\n"));
  g_assert_false (IS_TEXT (""));
  g_assert_false (IS_TEXT ("ELF\0"));
  g_assert_false (IS_TEXT ("\x7f\x45LF"));
  g_assert_false (IS_TEXT ("gr\xfc\xdf and more"));
}

static void
test_office_files_are_known (void)
{
  const guint8 zip[] = "PK\x03\x04";

  g_assert_true (recto_file_format_is_office (zip, 4, "document.DOCX"));
  g_assert_true (recto_file_format_is_office (zip, 4, "document.pptx"));
  g_assert_false (recto_file_format_is_office (zip, 4, "document.epub"));
  g_assert_false (recto_file_format_is_office ((const guint8 *) "%PDF", 4, "document.docx"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/file-format/formats-that-do-not-open-are-named",
                   test_formats_that_do_not_open_are_named);
  g_test_add_func ("/file-format/what-may-open-is-not-refused", test_what_may_open_is_not_refused);
  g_test_add_func ("/file-format/text-is-known", test_text_is_known);
  g_test_add_func ("/file-format/office-files-are-known", test_office_files_are_known);

  return g_test_run ();
}
