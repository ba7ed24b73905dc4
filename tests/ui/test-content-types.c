/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-formats.h"
#include "recto-test.h"

/* A document of each content type that is offered. Several names of one format share one. */
static const struct
{
  const char *content_type;
  const char *document;
} offered[] = {
  { "application/pdf", "three-pages.pdf" },
  { "application/x-pdf", "three-pages.pdf" },
  { "application/oxps", "small.oxps" },
  { "application/vnd.ms-xpsdocument", "pages.xps" },
  { "application/epub+zip", "book.epub" },
  { "application/x-mobipocket-ebook", "small.mobi" },
  { "application/x-fictionbook+xml", "novel.fb2" },
  { "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "letter.docx" },
  { "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "table.xlsx" },
  { "application/vnd.openxmlformats-officedocument.presentationml.presentation", "talk.pptx" },
  { "application/xhtml+xml", "web-page.xhtml" },
  { "text/html", "small.html" },
  { "text/plain", "text.txt" },
  { "image/svg+xml", "drawing.svg" },
  { "image/svg+xml-compressed", "small.svgz" },
  { "application/vnd.comicbook+zip", "comic.cbz" },
  { "application/x-cbz", "comic.cbz" },
  { "application/x-cbt", "comic.cbt" },
  { "image/png", "picture.png" },
  { "image/jpeg", "small.jpg" },
  { "image/jp2", "small.jp2" },
  { "image/gif", "small.gif" },
  { "image/bmp", "picture.bmp" },
  { "image/tiff", "scan.tiff" },
  { "image/vnd.adobe.photoshop", "small.psd" },
  { "image/x-portable-anymap", "picture.pnm" },
  { "image/x-portable-bitmap", "small.pbm" },
  { "image/x-portable-graymap", "small.pgm" },
  { "image/x-portable-pixmap", "small.ppm" },
};

static const char *const refused[] = {
  "archive.7z", "archive.rar", "drawing.ps",     "letter.odt",
  "letter.rtf", "scan.djvu",   "old-office.doc", "picture.webp",
};

/* Whatever the system calls what is offered, the program is found under that name. */
static const char *const opened_too[] = {
  "README", "small.c", "labels.pdf", "long-chapter.epub", "picture-sheet.xlsx",
};

/* As a file manager would find out. (transfer full) */
static char *
guess_type (const char *document)
{
  g_autoptr (GFile) file = recto_test_file (document);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_CONTENT_TYPE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, NULL);

  g_assert_nonnull (info);
  return g_strdup (g_file_info_get_content_type (info));
}

static gboolean
is_offered (const char *content_type)
{
  const char *const *types = recto_formats_get_content_types ();

  for (guint i = 0; types[i] != NULL; i++)
    if (g_content_type_is_a (content_type, types[i]))
      return TRUE;
  return FALSE;
}

static GQuark
open_and_close (RectoEngine *engine, const char *name, int *code)
{
  g_auto (RectoTestResult) result = { 0 };
  g_autoptr (GFile) file = recto_test_file (name);

  recto_document_open_async (engine, file, NULL, NULL, recto_test_opened_cb, &result);
  recto_test_wait (result.n_calls == 1);
  if (result.value != NULL)
    recto_document_close (result.value);
  *code = result.error != NULL ? result.error->code : 0;
  return result.error != NULL ? result.error->domain : 0;
}

static void
test_each_offered_type_opens (RectoTestFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (offered); i++)
    {
      int code = 0;
      GQuark domain;

      g_test_message ("%s", offered[i].document);
      g_assert_true (recto_formats_can_open (offered[i].content_type));
      domain = open_and_close (fixture->engine, offered[i].document, &code);
      g_assert_cmpstr (g_quark_to_string (domain), ==, NULL);
    }
}

static void
test_each_type_is_tried (void)
{
  const char *const *types = recto_formats_get_content_types ();

  g_assert_cmpuint (g_strv_length ((GStrv) types), ==, G_N_ELEMENTS (offered));
}

static void
test_what_opens_is_offered (RectoTestFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (opened_too); i++)
    {
      g_autofree char *type = guess_type (opened_too[i]);
      int code = 0;

      g_test_message ("%s, %s", opened_too[i], type);
      g_assert_true (is_offered (type));
      g_assert_cmpuint (open_and_close (fixture->engine, opened_too[i], &code), ==, 0);
    }
  for (guint i = 0; i < G_N_ELEMENTS (offered); i++)
    {
      g_autofree char *type = guess_type (offered[i].document);

      g_test_message ("%s, %s", offered[i].document, type);
      g_assert_true (is_offered (type));
    }
}

static void
test_what_is_refused_is_not_offered (RectoTestFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *type = guess_type (refused[i]);
      int code = 0;

      g_test_message ("%s, %s", refused[i], type);
      g_assert_cmpuint (open_and_close (fixture->engine, refused[i], &code), ==, RECTO_ERROR);
      g_assert_cmpint (code, ==, RECTO_ERROR_UNSUPPORTED);
      g_assert_false (recto_formats_can_open (type));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func)                                                                            \
  g_test_add (path, RectoTestFixture, NULL, recto_test_set_up, func, recto_test_tear_down)
  ADD ("/content-types/each-offered-type-opens", test_each_offered_type_opens);
  ADD ("/content-types/what-opens-is-offered", test_what_opens_is_offered);
  ADD ("/content-types/what-is-refused-is-not-offered", test_what_is_refused_is_not_offered);
#undef ADD
  g_test_add_func ("/content-types/each-type-is-tried", test_each_type_is_tried);

  return g_test_run ();
}
