/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-hits-body.h"

#include <math.h>
#include <string.h>

#include "recto-message.h"

typedef struct
{
  RectoMessageSearched searched;
  RectoHitRecord hits[2];
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->searched = (RectoMessageSearched) { .n_pages = 2, .n_hits = 2 };
  recto_message_init (&self->searched, RECTO_MESSAGE_SEARCHED, sizeof self->searched, 0, 0);
  for (guint i = 0; i < 2; i++)
    {
      self->hits[i] = (RectoHitRecord) {
        .page = 3, .start = 4 + i, .n_chars = 2, .n_boxes = 1, .before = 3, .n_bytes = 2
      };
      self->hits[i].boxes[0] = (RectoTextBox) { 1, 2, 3, 4 };
      strcpy (self->hits[i].context, "a\xc3\xb1 is");
    }
  self->hits[0].before = 3;
}

static gboolean
is_good (Fixture *self)
{
  return recto_message_check (&self->searched, sizeof self->searched) &&
         recto_hits_body_check (&self->searched, (guint8 *) self->hits);
}

static void
test_hits_in_order_are_accepted (Fixture *self, gconstpointer data)
{
  g_assert_true (is_good (self));
  self->hits[1].page++;
  self->hits[1].start = 0;
  g_assert_true (is_good (self));
}

static void
test_hits_out_of_order_are_refused (Fixture *self, gconstpointer data)
{
  self->hits[1].start = 3;
  g_assert_false (is_good (self));
  self->hits[1].start = 5;
  self->hits[1].page = 2;
  g_assert_false (is_good (self));
}

static void
test_contexts_must_be_text_around_the_hit (Fixture *self, gconstpointer data)
{
  RectoHitRecord *hit = &self->hits[1];

  hit->before = 2;
  g_assert_false (is_good (self));
  hit->before = 7;
  g_assert_false (is_good (self));
  hit->before = 4;
  hit->n_bytes = G_MAXUINT32;
  g_assert_false (is_good (self));
  hit->n_bytes = 2;
  g_assert_true (is_good (self));
  memset (hit->context, 'x', sizeof hit->context);
  g_assert_false (is_good (self));
}

static void
test_more_than_fits_is_refused (Fixture *self, gconstpointer data)
{
  self->hits[0].n_boxes = RECTO_MAX_HIT_BOXES + 1;
  g_assert_false (is_good (self));
  self->hits[0].n_boxes = 1;
  self->hits[0].n_chars = RECTO_MAX_TEXT_CHARS + 1;
  g_assert_false (is_good (self));
  self->searched.n_hits = RECTO_MAX_HITS + 1;
  g_assert_false (recto_message_check (&self->searched, sizeof self->searched));
}

static void
test_impossible_boxes_are_dropped (Fixture *self, gconstpointer data)
{
  self->hits[0].n_boxes = 2;
  self->hits[0].boxes[0].width = NAN;
  self->hits[0].boxes[1] = (RectoTextBox) { 5, 6, 7, 8 };
  g_assert_true (is_good (self));
  g_assert_cmpuint (self->hits[0].n_boxes, ==, 1);
  g_assert_cmpfloat (self->hits[0].boxes[0].x, ==, 5);
}

static void
test_words_must_be_text (void)
{
  RectoMessageSearch search = { .words = "\xff" };

  recto_message_init (&search, RECTO_MESSAGE_SEARCH, sizeof search, 0, 0);
  g_assert_false (recto_message_check (&search, sizeof search));
  search.words[0] = 'x';
  g_assert_true (recto_message_check (&search, sizeof search));
  memset (search.words, 'x', sizeof search.words);
  g_assert_false (recto_message_check (&search, sizeof search));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add ("/hits-body/" name, Fixture, NULL, set_up, function, NULL)
  ADD ("hits-in-order-are-accepted", test_hits_in_order_are_accepted);
  ADD ("hits-out-of-order-are-refused", test_hits_out_of_order_are_refused);
  ADD ("contexts-must-be-text-around-the-hit", test_contexts_must_be_text_around_the_hit);
  ADD ("more-than-fits-is-refused", test_more_than_fits_is_refused);
  ADD ("impossible-boxes-are-dropped", test_impossible_boxes_are_dropped);
#undef ADD
  g_test_add_func ("/hits-body/words-must-be-text", test_words_must_be_text);

  return g_test_run ();
}
