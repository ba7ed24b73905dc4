/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-message.h"

#include <math.h>
#include <string.h>

typedef union
{
  RectoMessage head;
  RectoMessageOpen open;
  RectoMessageOpened opened;
  RectoMessageRefused refused;
  RectoMessageRender render;
  RectoMessageRendered rendered;
  RectoMessageFactsFound facts;
  RectoMessagePlace place;
  RectoMessagePlaceFound place_found;
  RectoMessageExtracted extracted;
  RectoMessageAttachments attachments;
  RectoMessageAttachmentsFound found;
  RectoMessageOutlineFound outline;
  RectoMessageLinksFound links;
  RectoMessageAnnotationsFound annotations;
  RectoMessageLayersFound layers;
  RectoMessageShowLayers show_layers;
  RectoMessageResolve resolve;
  RectoMessageResolved resolved;
  guint64 bytes[RECTO_MAX_MESSAGE / sizeof (guint64)];
} Any;

static void
test_whole_message_is_accepted (void)
{
  Any m = { 0 };

  recto_message_init (&m, RECTO_MESSAGE_RENDERED, sizeof m.rendered, 7, 3);

  g_assert_true (recto_message_check (&m, sizeof m.rendered));
  g_assert_cmpuint (m.head.serial, ==, 7);
  g_assert_cmpuint (m.head.generation, ==, 3);
}

static void
test_wrong_length_is_refused (void)
{
  Any m = { 0 };

  recto_message_init (&m, RECTO_MESSAGE_RENDERED, sizeof m.rendered, 7, 3);
  g_assert_false (recto_message_check (&m, sizeof m.rendered - 1));
  g_assert_false (recto_message_check (&m, sizeof m.rendered + 1));
  g_assert_false (recto_message_check (&m, 3));
  m.head.size++;
  g_assert_false (recto_message_check (&m, sizeof m.rendered + 1));
}

static void
test_other_version_is_refused (void)
{
  Any m = { 0 };

  recto_message_init (&m, RECTO_MESSAGE_HELLO, sizeof m.head, 0, 0);
  g_assert_true (recto_message_check (&m, sizeof m.head));
  m.head.version++;
  g_assert_false (recto_message_check (&m, sizeof m.head));
}

static void
test_unknown_kind_is_refused (void)
{
  Any m = { 0 };

  recto_message_init (&m, RECTO_MESSAGE_HELLO, sizeof m.head, 0, 0);
  m.head.kind = 0;
  g_assert_false (recto_message_check (&m, sizeof m.head));
  m.head.kind = RECTO_N_MESSAGES;
  g_assert_false (recto_message_check (&m, sizeof m.head));
}

static void
test_unterminated_text_is_refused (void)
{
  Any m = { 0 };

  recto_message_init (&m, RECTO_MESSAGE_REFUSED, sizeof m.refused, 0, 0);
  memset (m.refused.text, 'x', sizeof m.refused.text);
  g_assert_false (recto_message_check (&m, sizeof m.refused));
  m.refused.text[sizeof m.refused.text - 1] = '\0';
  g_assert_true (recto_message_check (&m, sizeof m.refused));
}

static void
test_text_that_is_not_utf8_is_refused (void)
{
  Any m = { 0 };

  recto_message_init (&m, RECTO_MESSAGE_OPENED, sizeof m.opened, 0, 0);
  memcpy (m.opened.title, "\xff\xfe", 3);
  g_assert_false (recto_message_check (&m, sizeof m.opened));
}

static void
test_unknown_outcome_is_refused (void)
{
  Any m = { 0 };

  recto_message_init (&m, RECTO_MESSAGE_RENDERED, sizeof m.rendered, 0, 0);
  m.rendered.outcome = RECTO_N_OUTCOMES;
  g_assert_false (recto_message_check (&m, sizeof m.rendered));
}

static void
test_facts_need_the_length_they_claim (void)
{
  Any m = { 0 };
  gsize size = sizeof m.facts + 2 * sizeof m.facts.facts[0];

  m.facts.count = 2;
  recto_message_init (&m, RECTO_MESSAGE_FACTS_FOUND, size, 0, 0);
  g_assert_true (recto_message_check (&m, size));
  m.facts.count = 3;
  g_assert_false (recto_message_check (&m, size));
  m.facts.count = G_MAXUINT32;
  g_assert_false (recto_message_check (&m, size));
}

static void
test_attachments_need_the_length_they_claim (void)
{
  Any m = { 0 };
  gsize size = sizeof m.found + RECTO_MAX_ENTRIES * sizeof m.found.entries[0];

  m.found.count = RECTO_MAX_ENTRIES;
  recto_message_init (&m, RECTO_MESSAGE_ATTACHMENTS_FOUND, size, 0, 0);
  g_assert_true (recto_message_check (&m, size));
  m.found.count--;
  g_assert_false (recto_message_check (&m, size));
  m.found.count = G_MAXUINT32;
  g_assert_false (recto_message_check (&m, size));
  m.found.count = RECTO_MAX_ENTRIES;
  m.found.outcome = RECTO_N_OUTCOMES;
  g_assert_false (recto_message_check (&m, size));
  recto_message_init (&m, RECTO_MESSAGE_ATTACHMENTS_FOUND, sizeof m.head, 0, 0);
  g_assert_false (recto_message_check (&m, sizeof m.head));
}

static void
test_attachments_need_texts (void)
{
  Any m = { 0 };
  RectoAttachmentEntry *entry = &m.found.entries[0];
  gsize size = sizeof m.found + sizeof *entry;
  char *fields[] = { entry->name, entry->content_type, entry->description };
  gsize lengths[] = { sizeof entry->name, sizeof entry->content_type, sizeof entry->description };

  m.found.count = 1;
  recto_message_init (&m, RECTO_MESSAGE_ATTACHMENTS_FOUND, size, 0, 0);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      memset (fields[i], 'x', lengths[i]);
      g_assert_false (recto_message_check (&m, size));
      memcpy (fields[i], "\xff", 2);
      g_assert_false (recto_message_check (&m, size));
      memset (fields[i], 0, lengths[i]);
      g_assert_true (recto_message_check (&m, size));
    }
}

static void
test_attachments_are_asked_of_a_part (void)
{
  Any m = { 0 };

  m.attachments.part = RECTO_PART_PAGES;
  recto_message_init (&m, RECTO_MESSAGE_ATTACHMENTS, sizeof m.attachments, 0, 0);
  g_assert_true (recto_message_check (&m, sizeof m.attachments));
  m.attachments.part = RECTO_N_PARTS;
  g_assert_false (recto_message_check (&m, sizeof m.attachments));
}

static void
test_extraction_needs_an_outcome_and_a_text (void)
{
  Any m = { 0 };

  recto_message_init (&m, RECTO_MESSAGE_EXTRACTED, sizeof m.extracted, 0, 0);
  g_assert_true (recto_message_check (&m, sizeof m.extracted));
  m.extracted.outcome = RECTO_N_OUTCOMES;
  g_assert_false (recto_message_check (&m, sizeof m.extracted));
  m.extracted.outcome = RECTO_OUTCOME_DAMAGED;
  memset (m.extracted.text, 'x', sizeof m.extracted.text);
  g_assert_false (recto_message_check (&m, sizeof m.extracted));
}

/* Two entries and the texts "", "A title" and "an address". */
static gsize
fill_outline (Any *m)
{
  static const char texts[] = "\0A title\0an address";
  const gsize size = sizeof m->outline + 2 * sizeof m->outline.entries[0] + sizeof texts;

  memset (m, 0, sizeof *m);
  m->outline.count = 2;
  m->outline.n_text = sizeof texts;
  m->outline.entries[0].title = 1;
  m->outline.entries[1].target.kind = RECTO_CLAIM_ADDRESS;
  m->outline.entries[1].target.text = 9;
  memcpy (&m->outline.entries[2], texts, sizeof texts);
  recto_message_init (m, RECTO_MESSAGE_OUTLINE_FOUND, size, 0, 0);
  return size;
}

static void
test_outline_needs_the_length_it_claims (void)
{
  Any m;
  gsize size = fill_outline (&m);

  g_assert_true (recto_message_check (&m, size));
  m.outline.count = 1;
  g_assert_false (recto_message_check (&m, size));
  m.outline.count = G_MAXUINT32;
  g_assert_false (recto_message_check (&m, size));
  fill_outline (&m);
  m.outline.n_text = G_MAXUINT32;
  g_assert_false (recto_message_check (&m, size));
  fill_outline (&m);
  m.outline.outcome = RECTO_N_OUTCOMES;
  g_assert_false (recto_message_check (&m, size));
  recto_message_init (&m, RECTO_MESSAGE_OUTLINE_FOUND, sizeof m.head, 0, 0);
  g_assert_false (recto_message_check (&m, sizeof m.head));
}

static void
test_outline_needs_its_texts (void)
{
  Any m;
  gsize size = fill_outline (&m);
  char *texts = (char *) &m.outline.entries[2];

  m.outline.entries[0].title = m.outline.n_text;
  g_assert_false (recto_message_check (&m, size));
  fill_outline (&m);
  m.outline.entries[1].target.text = m.outline.n_text;
  g_assert_false (recto_message_check (&m, size));
  fill_outline (&m);
  m.outline.entries[1].target.kind = RECTO_N_CLAIMS;
  g_assert_false (recto_message_check (&m, size));
  fill_outline (&m);
  texts[0] = 'x';
  g_assert_false (recto_message_check (&m, size));
  fill_outline (&m);
  texts[m.outline.n_text - 1] = 'x';
  g_assert_false (recto_message_check (&m, size));
  fill_outline (&m);
  texts[3] = '\xff';
  g_assert_false (recto_message_check (&m, size));
}

/* A text that begins within another might begin within a character. */
static void
test_texts_begin_where_they_begin (void)
{
  Any m;
  gsize size = fill_outline (&m);

  m.outline.entries[0].title = 2;
  g_assert_false (recto_message_check (&m, size));
  m.outline.entries[0].title = 9;
  g_assert_true (recto_message_check (&m, size));
  m.outline.entries[1].target.text = 10;
  g_assert_false (recto_message_check (&m, size));
}

static void
test_texts_are_no_longer_than_they_may_be (void)
{
  Any m = { 0 };
  const guint32 n_text = 1 + RECTO_MAX_ADDRESS + 1;
  gsize size = sizeof m.outline + sizeof m.outline.entries[0] + n_text;
  char *texts = (char *) &m.outline.entries[1];

  m.outline.count = 1;
  m.outline.n_text = n_text;
  memset (texts + 1, 'x', n_text - 2);
  recto_message_init (&m, RECTO_MESSAGE_OUTLINE_FOUND, size, 0, 0);
  g_assert_true (recto_message_check (&m, size));
  m.outline.entries[0].target.text = 1;
  g_assert_false (recto_message_check (&m, size));
  texts[RECTO_MAX_ADDRESS] = '\0';
  g_assert_true (recto_message_check (&m, size));
  m.outline.entries[0].title = 1;
  g_assert_false (recto_message_check (&m, size));
  texts[RECTO_MAX_TITLE] = '\0';
  g_assert_true (recto_message_check (&m, size));
}

static void
test_links_need_what_they_claim (void)
{
  Any m = { 0 };
  gsize size = sizeof m.links + sizeof m.links.entries[0] + 1;

  m.links.count = 1;
  m.links.n_text = 1;
  recto_message_init (&m, RECTO_MESSAGE_LINKS_FOUND, size, 0, 0);
  g_assert_true (recto_message_check (&m, size));
  m.links.entries[0].target.text = 1;
  g_assert_false (recto_message_check (&m, size));
  m.links.entries[0].target.text = 0;
  m.links.count = 2;
  g_assert_false (recto_message_check (&m, size));
  m.links.count = 1;
  m.links.n_text = 0;
  g_assert_false (recto_message_check (&m, size));
  recto_message_init (&m, RECTO_MESSAGE_LINKS_FOUND, sizeof m.head, 0, 0);
  g_assert_false (recto_message_check (&m, sizeof m.head));
}

static void
test_addresses_are_texts (void)
{
  Any m = { 0 };

  recto_message_init (&m, RECTO_MESSAGE_RESOLVE, sizeof m.resolve, 0, 0);
  g_assert_true (recto_message_check (&m, sizeof m.resolve));
  memset (m.resolve.address, 'x', sizeof m.resolve.address);
  g_assert_false (recto_message_check (&m, sizeof m.resolve));
  memset (&m, 0, sizeof m);
  recto_message_init (&m, RECTO_MESSAGE_RESOLVED, sizeof m.resolved, 0, 0);
  g_assert_true (recto_message_check (&m, sizeof m.resolved));
  m.resolved.target.text = 1;
  g_assert_false (recto_message_check (&m, sizeof m.resolved));
}

static void
test_scale_must_be_a_number (void)
{
  Any m = { 0 };

  recto_message_init (&m, RECTO_MESSAGE_RENDER, sizeof m.render, 0, 0);
  m.render.scale = NAN;
  g_assert_false (recto_message_check (&m, sizeof m.render));
  m.render.scale = 2;
  g_assert_true (recto_message_check (&m, sizeof m.render));
}

static void
test_layout_must_be_possible (void)
{
  Any m = { 0 };

  recto_message_init (&m, RECTO_MESSAGE_OPEN, sizeof m.open, 0, 0);
  g_assert_false (recto_message_check (&m, sizeof m.open));
  m.open.layout = (RectoLayout) { .width = 450, .height = 600, .font_size = 12 };
  g_assert_true (recto_message_check (&m, sizeof m.open));
  m.open.layout.width = INFINITY;
  g_assert_false (recto_message_check (&m, sizeof m.open));
}

static void
test_layout_has_one_of_the_styles_there_are (void)
{
  Any m = { 0 };

  recto_message_init (&m, RECTO_MESSAGE_OPEN, sizeof m.open, 0, 0);
  m.open.layout = (RectoLayout) { .width = 450, .height = 600, .font_size = 12 };
  m.open.layout.line_height = 1.5;
  m.open.layout.family = RECTO_LAYOUT_FAMILY_MONO;
  m.open.layout.margins = RECTO_LAYOUT_MARGINS_WIDE;
  m.open.layout.alignment = RECTO_LAYOUT_ALIGNMENT_JUSTIFIED;
  g_assert_true (recto_message_check (&m, sizeof m.open));
  m.open.layout.family = RECTO_LAYOUT_N_FAMILIES;
  g_assert_false (recto_message_check (&m, sizeof m.open));
  m.open.layout.family = RECTO_LAYOUT_FAMILY_BOOK;
  m.open.layout.margins = RECTO_LAYOUT_N_MARGINS;
  g_assert_false (recto_message_check (&m, sizeof m.open));
  m.open.layout.margins = RECTO_LAYOUT_MARGINS_BOOK;
  m.open.layout.alignment = RECTO_LAYOUT_N_ALIGNMENTS;
  g_assert_false (recto_message_check (&m, sizeof m.open));
  m.open.layout.alignment = RECTO_LAYOUT_ALIGNMENT_BOOK;
  m.open.layout.line_height = NAN;
  g_assert_false (recto_message_check (&m, sizeof m.open));
  m.open.layout.line_height = -1;
  g_assert_false (recto_message_check (&m, sizeof m.open));
}

static void
test_place_must_be_a_number (void)
{
  Any m = { 0 };

  recto_message_init (&m, RECTO_MESSAGE_PLACE, sizeof m.place, 0, 0);
  g_assert_true (recto_message_check (&m, sizeof m.place));
  m.place.fraction = INFINITY;
  g_assert_false (recto_message_check (&m, sizeof m.place));
  m = (Any) { 0 };
  recto_message_init (&m, RECTO_MESSAGE_PLACE_FOUND, sizeof m.place_found, 0, 0);
  g_assert_true (recto_message_check (&m, sizeof m.place_found));
  m.place_found.outcome = RECTO_N_OUTCOMES;
  g_assert_false (recto_message_check (&m, sizeof m.place_found));
  m.place_found.outcome = RECTO_OUTCOME_OK;
  m.place_found.fraction = NAN;
  g_assert_false (recto_message_check (&m, sizeof m.place_found));
}

static void
test_text_is_cut_between_characters (void)
{
  char field[6];

  recto_message_set_text (field, sizeof field, "aböéx");
  g_assert_cmpstr (field, ==, "abö");
  recto_message_set_text (field, sizeof field, "\xff");
  g_assert_true (g_utf8_validate (field, -1, NULL));
  recto_message_set_text (field, sizeof field, NULL);
  g_assert_cmpstr (field, ==, "");
}

/* Random bytes, most with a head that is in order, never crash and never pass with a wrong size. */
static void
test_random_bytes_are_survived (void)
{
  for (guint round = 0; round < 20000; round++)
    {
      Any m = { 0 };
      gsize length = g_test_rand_int_range (0, 2048);

      for (gsize i = 0; i < length / 8 + 1; i++)
        m.bytes[i] = (guint64) g_test_rand_int () << 32 | (guint32) g_test_rand_int ();
      if (round % 4 != 0)
        recto_message_init (&m, g_test_rand_int_range (0, RECTO_N_MESSAGES + 1), length, 0, 0);
      if (recto_message_check (&m, length))
        g_assert_cmpuint (m.head.size, ==, length);
    }
}

/* An annotation, and the texts "" and "Anna". */
static gsize
fill_annotations (Any *m)
{
  static const char texts[] = "\0Anna";
  const gsize size = sizeof m->annotations + sizeof m->annotations.entries[0] + sizeof texts;

  memset (m, 0, sizeof *m);
  m->annotations.count = 1;
  m->annotations.n_text = sizeof texts;
  m->annotations.entries[0].author = 1;
  memcpy (&m->annotations.entries[1], texts, sizeof texts);
  recto_message_init (m, RECTO_MESSAGE_ANNOTATIONS_FOUND, size, 0, 0);
  return size;
}

static void
test_annotations_need_what_they_claim (void)
{
  Any m;
  gsize size = fill_annotations (&m);

  g_assert_true (recto_message_check (&m, size));
  m.annotations.count = G_MAXUINT32;
  g_assert_false (recto_message_check (&m, size));
  fill_annotations (&m);
  m.annotations.n_text--;
  g_assert_false (recto_message_check (&m, size));
  fill_annotations (&m);
  m.annotations.entries[0].kind = RECTO_N_ANNOTATION_CLAIMS;
  g_assert_false (recto_message_check (&m, size));
  fill_annotations (&m);
  m.annotations.entries[0].author = 2;
  g_assert_false (recto_message_check (&m, size));
  fill_annotations (&m);
  m.annotations.entries[0].note = m.annotations.n_text;
  g_assert_false (recto_message_check (&m, size));
  recto_message_init (&m, RECTO_MESSAGE_ANNOTATIONS_FOUND, sizeof m.head, 0, 0);
  g_assert_false (recto_message_check (&m, sizeof m.head));
}

static void
test_layers_need_what_they_claim (void)
{
  Any m = { 0 };
  gsize size = sizeof m.layers + sizeof m.layers.entries[0] + 1;

  m.layers.count = 1;
  m.layers.n_text = 1;
  recto_message_init (&m, RECTO_MESSAGE_LAYERS_FOUND, size, 0, 0);
  g_assert_true (recto_message_check (&m, size));
  m.layers.entries[0].name = 1;
  g_assert_false (recto_message_check (&m, size));
  m.layers.entries[0].name = 0;
  m.layers.entries[0].layer = RECTO_MAX_LAYERS;
  g_assert_false (recto_message_check (&m, size));
  m.layers.entries[0].layer = 0;
  m.layers.count = 2;
  g_assert_false (recto_message_check (&m, size));
  recto_message_init (&m, RECTO_MESSAGE_LAYERS_FOUND, sizeof m.head, 0, 0);
  g_assert_false (recto_message_check (&m, sizeof m.head));
}

static void
test_no_more_layers_are_shown_than_there_is_room_for (void)
{
  Any m = { 0 };

  recto_message_init (&m, RECTO_MESSAGE_SHOW_LAYERS, sizeof m.show_layers, 0, 0);
  m.show_layers.n_layers = RECTO_MAX_LAYERS;
  g_assert_true (recto_message_check (&m, sizeof m.show_layers));
  m.show_layers.n_layers++;
  g_assert_false (recto_message_check (&m, sizeof m.show_layers));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/message/whole-message-is-accepted", test_whole_message_is_accepted);
  g_test_add_func ("/message/wrong-length-is-refused", test_wrong_length_is_refused);
  g_test_add_func ("/message/other-version-is-refused", test_other_version_is_refused);
  g_test_add_func ("/message/unknown-kind-is-refused", test_unknown_kind_is_refused);
  g_test_add_func ("/message/unterminated-text-is-refused", test_unterminated_text_is_refused);
  g_test_add_func ("/message/text-that-is-not-utf8-is-refused",
                   test_text_that_is_not_utf8_is_refused);
  g_test_add_func ("/message/unknown-outcome-is-refused", test_unknown_outcome_is_refused);
  g_test_add_func ("/message/facts-need-the-length-they-claim",
                   test_facts_need_the_length_they_claim);
  g_test_add_func ("/message/attachments-need-the-length-they-claim",
                   test_attachments_need_the_length_they_claim);
  g_test_add_func ("/message/attachments-need-texts", test_attachments_need_texts);
  g_test_add_func ("/message/attachments-are-asked-of-a-part",
                   test_attachments_are_asked_of_a_part);
  g_test_add_func ("/message/extraction-needs-an-outcome-and-a-text",
                   test_extraction_needs_an_outcome_and_a_text);
  g_test_add_func ("/message/outline-needs-the-length-it-claims",
                   test_outline_needs_the_length_it_claims);
  g_test_add_func ("/message/outline-needs-its-texts", test_outline_needs_its_texts);
  g_test_add_func ("/message/texts-begin-where-they-begin", test_texts_begin_where_they_begin);
  g_test_add_func ("/message/texts-are-no-longer-than-they-may-be",
                   test_texts_are_no_longer_than_they_may_be);
  g_test_add_func ("/message/links-need-what-they-claim", test_links_need_what_they_claim);
  g_test_add_func ("/message/annotations-need-what-they-claim",
                   test_annotations_need_what_they_claim);
  g_test_add_func ("/message/layers-need-what-they-claim", test_layers_need_what_they_claim);
  g_test_add_func ("/message/no-more-layers-are-shown-than-there-is-room-for",
                   test_no_more_layers_are_shown_than_there_is_room_for);
  g_test_add_func ("/message/addresses-are-texts", test_addresses_are_texts);
  g_test_add_func ("/message/scale-must-be-a-number", test_scale_must_be_a_number);
  g_test_add_func ("/message/layout-must-be-possible", test_layout_must_be_possible);
  g_test_add_func ("/message/layout-has-one-of-the-styles-there-are",
                   test_layout_has_one_of_the_styles_there_are);
  g_test_add_func ("/message/place-must-be-a-number", test_place_must_be_a_number);
  g_test_add_func ("/message/text-is-cut-between-characters", test_text_is_cut_between_characters);
  g_test_add_func ("/message/random-bytes-are-survived", test_random_bytes_are_survived);

  return g_test_run ();
}
