/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-inspection-body.h"

#include <string.h>

#include "recto-message.h"

typedef union
{
  RectoMessage head;
  RectoMessagePropertiesFound properties;
  RectoMessageFontsFound fonts;
  RectoMessageSignaturesFound signatures;
  guint64 bytes[RECTO_MAX_MESSAGE / sizeof (guint64)];
} Any;

/* Neither one without an end nor one that is not UTF-8 is let through. */
static void
assert_is_text (Any *m, gsize size, char *field, gsize length)
{
  g_assert_true (recto_message_check (m, size));
  memset (field, 'x', length);
  g_assert_false (recto_message_check (m, size));
  memset (field, 0, length);
  field[0] = '\xff';
  g_assert_false (recto_message_check (m, size));
  field[0] = '\0';
  g_assert_true (recto_message_check (m, size));
}

#define ASSERT_IS_TEXT(m, size, field) assert_is_text (m, size, field, sizeof (field))

static void
test_properties_are_texts (void)
{
  Any m = { 0 };
  const gsize size = sizeof m.properties;

  recto_message_init (&m, RECTO_MESSAGE_PROPERTIES_FOUND, size, 0, 0);
  ASSERT_IS_TEXT (&m, size, m.properties.cipher);
  ASSERT_IS_TEXT (&m, size, m.properties.format);
  ASSERT_IS_TEXT (&m, size, m.properties.title);
  ASSERT_IS_TEXT (&m, size, m.properties.author);
  ASSERT_IS_TEXT (&m, size, m.properties.subject);
  ASSERT_IS_TEXT (&m, size, m.properties.keywords);
  ASSERT_IS_TEXT (&m, size, m.properties.creator);
  ASSERT_IS_TEXT (&m, size, m.properties.producer);
  g_assert_false (recto_message_check (&m, size - 1));
  m.properties.outcome = RECTO_N_OUTCOMES;
  g_assert_false (recto_message_check (&m, size));
}

static void
test_fonts_need_the_length_they_claim (void)
{
  Any m = { 0 };
  const gsize size = sizeof m.fonts + RECTO_MAX_FONTS_FOUND * sizeof m.fonts.entries[0];

  m.fonts.count = RECTO_MAX_FONTS_FOUND;
  recto_message_init (&m, RECTO_MESSAGE_FONTS_FOUND, size, 0, 0);
  g_assert_true (recto_message_check (&m, size));
  m.fonts.count--;
  g_assert_false (recto_message_check (&m, size));
  m.fonts.count = G_MAXUINT32;
  g_assert_false (recto_message_check (&m, size));
  recto_message_init (&m, RECTO_MESSAGE_FONTS_FOUND, sizeof m.head, 0, 0);
  g_assert_false (recto_message_check (&m, sizeof m.head));
}

static void
test_fonts_are_what_they_may_be (void)
{
  Any m = { 0 };
  const gsize size = sizeof m.fonts + sizeof m.fonts.entries[0];

  m.fonts.count = 1;
  recto_message_init (&m, RECTO_MESSAGE_FONTS_FOUND, size, 0, 0);
  ASSERT_IS_TEXT (&m, size, m.fonts.entries[0].name);
  ASSERT_IS_TEXT (&m, size, m.fonts.entries[0].encoding);
  m.fonts.entries[0].kind = RECTO_N_FONT_CLAIMS;
  g_assert_false (recto_message_check (&m, size));
  m.fonts.entries[0].kind = 0;
  m.fonts.outcome = RECTO_N_OUTCOMES;
  g_assert_false (recto_message_check (&m, size));
}

static void
test_signatures_need_the_length_they_claim (void)
{
  Any m = { 0 };
  const gsize size =
      sizeof m.signatures + RECTO_MAX_SIGNATURES_FOUND * sizeof m.signatures.entries[0];

  m.signatures.count = RECTO_MAX_SIGNATURES_FOUND;
  recto_message_init (&m, RECTO_MESSAGE_SIGNATURES_FOUND, size, 0, 0);
  g_assert_true (recto_message_check (&m, size));
  m.signatures.count--;
  g_assert_false (recto_message_check (&m, size));
  m.signatures.count = G_MAXUINT32;
  g_assert_false (recto_message_check (&m, size));
  recto_message_init (&m, RECTO_MESSAGE_SIGNATURES_FOUND, sizeof m.head, 0, 0);
  g_assert_false (recto_message_check (&m, sizeof m.head));
}

static void
test_signatures_are_what_they_may_be (void)
{
  Any m = { 0 };
  RectoSignatureEntry *entry = &m.signatures.entries[0];
  const gsize size = sizeof m.signatures + sizeof *entry;

  m.signatures.count = 1;
  recto_message_init (&m, RECTO_MESSAGE_SIGNATURES_FOUND, size, 0, 0);
  ASSERT_IS_TEXT (&m, size, entry->field);
  ASSERT_IS_TEXT (&m, size, entry->signer);
  ASSERT_IS_TEXT (&m, size, entry->reason);
  ASSERT_IS_TEXT (&m, size, entry->location);
  ASSERT_IS_TEXT (&m, size, entry->contact);
  ASSERT_IS_TEXT (&m, size, entry->format);
  entry->kind = RECTO_N_SIGNATURE_CLAIMS;
  g_assert_false (recto_message_check (&m, size));
}

static void
test_inspections_are_what_they_may_be (void)
{
  g_autofree RectoInspectionBody *body = g_new0 (RectoInspectionBody, 1);

  g_assert_true (recto_inspection_body_check (body));
  /* However many there are said to be, no more are looked at than there is room for. */
  body->n_images = body->n_fonts = G_MAXUINT32;
  g_assert_true (recto_inspection_body_check (body));
  body->images[RECTO_MAX_INSPECTED - 1].codec = RECTO_N_CODECS;
  g_assert_false (recto_inspection_body_check (body));
  body->images[RECTO_MAX_INSPECTED - 1].codec = 0;
  body->fonts[0].kind = RECTO_N_FONT_CLAIMS;
  g_assert_false (recto_inspection_body_check (body));
  body->fonts[0].kind = 0;
  memset (body->fonts[0].name, 'x', sizeof body->fonts[0].name);
  g_assert_false (recto_inspection_body_check (body));
  memset (body->fonts[0].name, 0, sizeof body->fonts[0].name);
  body->fonts[0].encoding[0] = '\xff';
  g_assert_false (recto_inspection_body_check (body));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/property-messages/properties-are-texts", test_properties_are_texts);
  g_test_add_func ("/property-messages/fonts-need-the-length-they-claim",
                   test_fonts_need_the_length_they_claim);
  g_test_add_func ("/property-messages/fonts-are-what-they-may-be",
                   test_fonts_are_what_they_may_be);
  g_test_add_func ("/property-messages/signatures-need-the-length-they-claim",
                   test_signatures_need_the_length_they_claim);
  g_test_add_func ("/property-messages/signatures-are-what-they-may-be",
                   test_signatures_are_what_they_may_be);

  g_test_add_func ("/property-messages/inspections-are-what-they-may-be",
                   test_inspections_are_what_they_may_be);

  return g_test_run ();
}
