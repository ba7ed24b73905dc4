/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "recto-test-desktop.h"
#include "recto-test-view.h"
#include "recto-test.h"
#include "recto-thumbnail-keeper.h"

#define BEFORE_MS 2900
#define REST_MS 200

typedef struct
{
  RectoTestView view;
  GSettings *settings;
  RectoThumbnailKeeper *keeper;
  guint n_shown;
} Fixture;

static void
count_cb (RectoPageView *view, gpointer user_data)
{
  *(guint *) user_data += 1;
}

/* No document is shown yet. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  recto_test_view_set_up (&fixture->view, "three-pages.pdf");
  recto_page_view_set_document (fixture->view.view, NULL);
  recto_test_view_wait_frame (&fixture->view);
  fixture->settings = g_settings_new (SETTINGS_ID);
  g_settings_set_boolean (fixture->settings, "remember-places", TRUE);
  fixture->keeper = recto_thumbnail_keeper_new_with_clock (fixture->settings, fixture->view.view,
                                                           &fixture->view.clock.clock);
  g_signal_connect (fixture->view.view, "first-shown", G_CALLBACK (count_cb), &fixture->n_shown);
  recto_thumbnail_keeper_begin (fixture->keeper, fixture->view.document);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  recto_thumbnail_keeper_free (fixture->keeper);
  recto_test_desktop_forget_pictures ();
  recto_page_view_set_document (fixture->view.view, NULL);
  recto_document_close (fixture->view.document);
  /* A picture that was made is told of a little later. */
  recto_test_wait (G_OBJECT (fixture->view.document)->ref_count == 1);
  recto_test_view_tear_down (&fixture->view, NULL);
  g_settings_reset (fixture->settings, "remember-places");
  recto_test_let_go (fixture->settings);
}

static gboolean
has_picture (Fixture *fixture)
{
  return recto_test_desktop_has_picture (recto_document_get_file (fixture->view.document));
}

/* What would have begun by now would be done before another picture, which begins only now. */
static gboolean
has_none_in_a_while (Fixture *fixture)
{
  g_autoptr (RectoDocument) other = recto_test_open (fixture->view.engine, "sizes.pdf");
  g_autofree char *path = recto_test_desktop_dup_picture_path (recto_document_get_file (other));

  g_assert_true (recto_test_desktop_make_picture (other, NULL));
  g_assert_cmpint (g_remove (path), ==, 0);
  recto_document_close (other);
  return !has_picture (fixture);
}

static void
show (Fixture *fixture)
{
  recto_page_view_set_document (fixture->view.view, fixture->view.document);
  recto_test_wait (fixture->n_shown > 0);
}

/* Where the page takes long, it is not painted a second time meanwhile. */
static void
test_the_delay_begins_with_the_first_page (Fixture *fixture, gconstpointer data)
{
  recto_test_clock_advance_ms (&fixture->view.clock, 10 * BEFORE_MS);
  g_assert_true (has_none_in_a_while (fixture));
  show (fixture);
  recto_test_clock_advance_ms (&fixture->view.clock, BEFORE_MS);
  g_assert_true (has_none_in_a_while (fixture));
  recto_test_clock_advance_ms (&fixture->view.clock, REST_MS);
  recto_test_wait (has_picture (fixture));
}

static void
test_who_wants_no_places_kept_has_no_pictures (Fixture *fixture, gconstpointer data)
{
  g_settings_set_boolean (fixture->settings, "remember-places", FALSE);
  recto_thumbnail_keeper_begin (fixture->keeper, fixture->view.document);
  show (fixture);
  recto_test_clock_advance_ms (&fixture->view.clock, BEFORE_MS + REST_MS);
  g_assert_true (has_none_in_a_while (fixture));
}

static void
test_who_changes_their_mind_has_none (Fixture *fixture, gconstpointer data)
{
  show (fixture);
  recto_test_clock_advance_ms (&fixture->view.clock, BEFORE_MS);
  g_settings_set_boolean (fixture->settings, "remember-places", FALSE);
  recto_test_clock_advance_ms (&fixture->view.clock, REST_MS);
  g_assert_true (has_none_in_a_while (fixture));
}

/* Not where that is another document. */
static void
test_what_is_gone_has_none (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RectoDocument) next = recto_test_open (fixture->view.engine, "sizes.pdf");

  show (fixture);
  recto_test_clock_advance_ms (&fixture->view.clock, BEFORE_MS);
  recto_thumbnail_keeper_end (fixture->keeper);
  recto_page_view_set_document (fixture->view.view, next);
  recto_test_wait (fixture->n_shown == 2);
  recto_test_clock_advance_ms (&fixture->view.clock, BEFORE_MS + REST_MS);
  g_assert_true (has_none_in_a_while (fixture));
  recto_page_view_set_document (fixture->view.view, NULL);
  recto_document_close (next);
}

int
main (int argc, char *argv[])
{
  int failed;

  recto_test_desktop_set_up ();
  gtk_test_init (&argc, &argv, NULL);

#define ADD(path, func)                                                                            \
  g_test_add ("/thumbnail-keeper/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("the-delay-begins-with-the-first-page", test_the_delay_begins_with_the_first_page);
  ADD ("who-wants-no-places-kept-has-no-pictures", test_who_wants_no_places_kept_has_no_pictures);
  ADD ("who-changes-their-mind-has-none", test_who_changes_their_mind_has_none);
  ADD ("what-is-gone-has-none", test_what_is_gone_has_none);
#undef ADD

  failed = g_test_run ();
  recto_test_desktop_tear_down ();
  return failed;
}
