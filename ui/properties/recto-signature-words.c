/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-signature-words.h"

#include <glib/gi18n.h>

#include "recto-property-words.h"

char *
recto_signature_words_describe_signer (const RectoSignature *signature)
{
  const char *name = signature->signer[0] != '\0' ? signature->signer : signature->field;

  if (signature->is_empty)
    /* Translators: a field of a form, by its name, in which nobody has signed. */
    return g_strdup_printf (_ ("Not signed: %s"), signature->field);
  if (signature->kind == RECTO_SIGNATURE_TIME_STAMP)
    return g_strdup (_ ("Time stamp"));
  if (signature->signer[0] == '\0')
    /* Translators: a signature that does not say whose it is; the name of its field in the form. */
    return g_strdup_printf (_ ("Signature without a name: %s"), name);
  if (signature->kind == RECTO_SIGNATURE_CERTIFICATION)
    /* Translators: whoever signed a document to say that it is theirs. */
    return g_strdup_printf (_ ("Certified by: %s"), name);
  /* Translators: the name that a signature gives. */
  return g_strdup_printf (_ ("Signed by: %s"), name);
}

static char *
describe_coverage (const RectoSignature *signature)
{
  g_autofree char *bytes = NULL;

  switch (signature->coverage)
    {
    case RECTO_COVERAGE_WHOLE:
      return g_strdup (_ ("Covers the whole file"));
    case RECTO_COVERAGE_BEGINNING:
      bytes = g_format_size (signature->covered);
      /* Translators: of a signature; %s is the size of a part of the file. */
      return g_strdup_printf (_ ("Covers the first %s; changes were added to the file after that"),
                              bytes);
    case RECTO_COVERAGE_PARTS:
      return g_strdup (_ ("Leaves out parts of the file that could be changed unnoticed"));
    case RECTO_COVERAGE_UNKNOWN:
    default:
      return g_strdup (_ ("Does not say what it covers, or what cannot be"));
    }
}

static void
add_line (GString *text, const char *format, const char *value)
{
  if (value[0] == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  /* The formats are this file's own. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_string_append_printf (text, format, value);
#pragma GCC diagnostic pop
}

char *
recto_signature_words_describe (const RectoSignature *signature)
{
  GString *text = g_string_new (NULL);
  g_autofree char *time =
      signature->when > 0 ? recto_property_words_describe_time (signature->when) : g_strdup ("");
  g_autofree char *coverage = NULL;

  if (!signature->is_empty)
    {
      coverage = describe_coverage (signature);
      add_line (text, "%s", time);
      /* Translators: why somebody signed. */
      add_line (text, _ ("Reason: %s"), signature->reason);
      /* Translators: where somebody signed. */
      add_line (text, _ ("Place: %s"), signature->location);
      /* Translators: how to reach somebody who signed. */
      add_line (text, _ ("Contact: %s"), signature->contact);
      add_line (text, "%s", coverage);
    }
  return g_string_free_and_steal (text);
}
