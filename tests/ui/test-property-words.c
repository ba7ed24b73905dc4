/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-property-words.h"

#include "recto-signature-words.h"

static void
assert_size (double width, double height, gboolean inches, const char *words)
{
  g_autofree char *told = recto_property_words_describe_size (width, height, inches);

  g_assert_cmpstr (told, ==, words);
}

static void
test_paper_has_a_name (void)
{
  assert_size (595, 842, FALSE, "A4, portrait (210 × 297 mm)");
  assert_size (595.28, 841.89, FALSE, "A4, portrait (210 × 297 mm)");
  assert_size (842, 595, FALSE, "A4, landscape (297 × 210 mm)");
  assert_size (612, 792, TRUE, "US Letter, portrait (8.5 × 11 in)");
}

static void
test_other_sizes_are_measured (void)
{
  assert_size (400, 400, FALSE, "141 × 141 mm, square");
  assert_size (720, 360, TRUE, "10 × 5 in, landscape");
}

static void
test_locks_are_told (void)
{
  RectoProperties properties = { .cipher = (char *) "" };
  g_autofree char *none = recto_property_words_describe_lock (&properties);
  g_autofree char *unknown = NULL;
  g_autofree char *known = NULL;

  g_assert_cmpstr (none, ==, "None");
  properties.encrypted = TRUE;
  unknown = recto_property_words_describe_lock (&properties);
  g_assert_cmpstr (unknown, ==, "Encrypted");
  properties.cipher = (char *) "AES";
  properties.key_bits = 256;
  known = recto_property_words_describe_lock (&properties);
  g_assert_cmpstr (known, ==, "AES, 256-bit key");
}

static void
test_permissions_are_listed (void)
{
  const RectoPermissions some = RECTO_PERMISSION_PRINT | RECTO_PERMISSION_FORM;
  g_autofree char *allowed = recto_property_words_describe_allowed (some);
  g_autofree char *forbidden =
      recto_property_words_describe_forbidden (RECTO_PERMISSION_ALL & ~RECTO_PERMISSION_COPY);

  g_assert_cmpstr (allowed, ==, "Printing, Filling in forms");
  g_assert_cmpstr (forbidden, ==, "Copying");
  g_assert_null (recto_property_words_describe_allowed (0));
  g_assert_null (recto_property_words_describe_forbidden (RECTO_PERMISSION_ALL));
}

static void
test_times_that_cannot_be_are_not_told (void)
{
  g_autofree char *never = recto_property_words_describe_time (G_MAXINT64);
  g_autofree char *once = recto_property_words_describe_time (1714979289);

  g_assert_cmpstr (never, ==, "");
  g_assert_nonnull (strstr (once, "2024"));
}

static RectoSignature
make_signature (void)
{
  return (RectoSignature) { .field = (char *) "Buyer",
                            .signer = (char *) "",
                            .reason = (char *) "",
                            .location = (char *) "",
                            .contact = (char *) "",
                            .format = (char *) "" };
}

static void
assert_signer (const RectoSignature *signature, const char *words)
{
  g_autofree char *told = recto_signature_words_describe_signer (signature);

  g_assert_cmpstr (told, ==, words);
}

static void
test_signers_are_told (void)
{
  RectoSignature signature = make_signature ();

  assert_signer (&signature, "Signature without a name: Buyer");
  signature.signer = (char *) "Erika";
  assert_signer (&signature, "Signed by: Erika");
  signature.kind = RECTO_SIGNATURE_CERTIFICATION;
  assert_signer (&signature, "Certified by: Erika");
  signature.kind = RECTO_SIGNATURE_TIME_STAMP;
  assert_signer (&signature, "Time stamp");
  signature.is_empty = TRUE;
  assert_signer (&signature, "Not signed: Buyer");
}

static void
test_coverage_is_told (void)
{
  RectoSignature signature = make_signature ();
  g_autofree char *unknown = recto_signature_words_describe (&signature);
  g_autofree char *beginning = NULL;
  g_autofree char *empty = NULL;

  g_assert_cmpstr (unknown, ==, "Does not say what it covers, or what cannot be");
  signature.coverage = RECTO_COVERAGE_BEGINNING;
  signature.covered = 5000;
  signature.reason = (char *) "I agree";
  beginning = recto_signature_words_describe (&signature);
  g_assert_true (g_str_has_prefix (beginning, "Reason: I agree\nCovers the first 5.0"));
  signature.is_empty = TRUE;
  empty = recto_signature_words_describe (&signature);
  g_assert_cmpstr (empty, ==, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/property-words/paper-has-a-name", test_paper_has_a_name);
  g_test_add_func ("/property-words/other-sizes-are-measured", test_other_sizes_are_measured);
  g_test_add_func ("/property-words/locks-are-told", test_locks_are_told);
  g_test_add_func ("/property-words/permissions-are-listed", test_permissions_are_listed);
  g_test_add_func ("/property-words/times-that-cannot-be-are-not-told",
                   test_times_that_cannot_be_are_not_told);
  g_test_add_func ("/property-words/signers-are-told", test_signers_are_told);
  g_test_add_func ("/property-words/coverage-is-told", test_coverage_is_told);

  return g_test_run ();
}
