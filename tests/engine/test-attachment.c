/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-attachment.h"

#include "recto-attachment-private.h"

/* What is made of a document's claims about one attachment. */

static RectoAttachment *
make (const char *name, const char *content_type)
{
  RectoAttachmentClaims claims = {
    .object = 7, .size = -1, .name = name, .content_type = content_type, .description = ""
  };

  return recto_attachment_new (&claims);
}

static void
assert_type (const char *name, const char *claimed, const char *expected)
{
  g_autoptr (RectoAttachment) attachment = make (name, claimed);

  g_assert_cmpstr (recto_attachment_get_content_type (attachment), ==, expected);
}

static void
test_type_is_as_claimed_where_it_is_one (void)
{
  assert_type ("a", "text/plain", "text/plain");
  assert_type ("a.png", "Application/PDF", "application/pdf");
  assert_type ("a", "text/html; charset=utf-8", "text/html");
  assert_type ("a", "application/vnd.oasis.opendocument.text",
               "application/vnd.oasis.opendocument.text");
}

static void
test_type_is_guessed_otherwise (void)
{
  static const char *const nonsense[] = { "",
                                          "text",
                                          "/",
                                          "/plain",
                                          "text/",
                                          "a/b/c",
                                          "a b/c",
                                          "../..",
                                          "text/pl\nain",
                                          "é/é",
                                          "application/octet-stream" };

  for (gsize i = 0; i < G_N_ELEMENTS (nonsense); i++)
    assert_type ("a.png", nonsense[i], "image/png");
  assert_type ("a.nobody-knows-this", "", "application/octet-stream");
}

static gboolean
is_executable (const char *name, const char *content_type)
{
  g_autoptr (RectoAttachment) attachment = make (name, content_type);

  return recto_attachment_is_executable (attachment);
}

static void
test_what_runs_is_known_by_its_name (void)
{
  static const char *const running[] = {
    "a.exe",     "a.EXE",   "a.desktop", "a.sh",  "a.py",  "a.jar", "a.AppImage", "a.bat",
    "a.scr",     "a.lnk",   "a.js",      "a.vbs", "a.ps1", "a.msi", "a.deb",      "a.flatpakref",
    "a.pdf.exe", "a.exe. ", "a.jnlp",    "a.url", "a.reg", "a.com", "a.hta",      "a.run",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (running); i++)
    g_assert_true (is_executable (running[i], ""));
  /* Whatever the document calls it. */
  g_assert_true (is_executable ("a.exe", "image/png"));
}

static void
test_what_runs_is_known_by_its_type (void)
{
  static const char *const running[] = {
    "application/x-executable", "application/x-shellscript",
    "application/x-desktop",    "text/x-python",
    "application/java-archive", "application/x-msdownload",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (running); i++)
    g_assert_true (is_executable ("notes", running[i]));
}

static void
test_what_is_read_is_not_warned_of (void)
{
  static const char *const names[] = { "a.txt", "a.pdf", "a.odt", "a.docx", "a.png", "a.html",
                                       "a.csv", "a.zip", "a.xml", "a.mp4",  "exe",   "a" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_false (is_executable (names[i], ""));
  g_assert_false (is_executable ("notes", "text/plain"));
}

static void
test_impossible_claims_are_put_right (void)
{
  RectoAttachmentClaims claims = {
    .object = 7, .size = G_MININT64, .name = "../..", .content_type = "", .description = ""
  };
  g_autoptr (RectoAttachment) attachment = recto_attachment_new (&claims);
  RectoLocation location = { 5, 5 };

  g_assert_cmpint (recto_attachment_get_size (attachment), ==, -1);
  g_assert_cmpstr (recto_attachment_get_name (attachment), ==, "Attachment");
  g_assert_null (recto_attachment_get_description (attachment));
  g_assert_false (recto_attachment_get_page (attachment, &location, NULL));
  g_assert_cmpuint (location.page, ==, 5);
}

static void
test_properties_say_the_same (void)
{
  RectoAttachmentClaims claims = { .object = 7,
                                   .size = (gint64) 5 << 32,
                                   .modified = 1704164645,
                                   .name = "notes.txt",
                                   .content_type = "text/plain",
                                   .description = "What was said" };
  g_autoptr (RectoAttachment) attachment = recto_attachment_new (&claims);
  g_autofree char *name = NULL;
  g_autofree char *type = NULL;
  g_autofree char *description = NULL;
  gint64 size;
  gint64 modified;

  g_object_get (attachment, "name", &name, "content-type", &type, "description", &description,
                "size", &size, "modified", &modified, NULL);
  g_assert_cmpstr (name, ==, "notes.txt");
  g_assert_cmpstr (type, ==, "text/plain");
  g_assert_cmpstr (description, ==, "What was said");
  g_assert_cmpint (size, ==, claims.size);
  g_assert_cmpint (modified, ==, claims.modified);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add_func ("/attachment/" path, func)
  ADD ("type-is-as-claimed-where-it-is-one", test_type_is_as_claimed_where_it_is_one);
  ADD ("type-is-guessed-otherwise", test_type_is_guessed_otherwise);
  ADD ("what-runs-is-known-by-its-name", test_what_runs_is_known_by_its_name);
  ADD ("what-runs-is-known-by-its-type", test_what_runs_is_known_by_its_type);
  ADD ("what-is-read-is-not-warned-of", test_what_is_read_is_not_warned_of);
  ADD ("impossible-claims-are-put-right", test_impossible_claims_are_put_right);
  ADD ("properties-say-the-same", test_properties_say_the_same);
#undef ADD

  return g_test_run ();
}
