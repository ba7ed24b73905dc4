/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-target-words.h"

#include <glib/gi18n.h>

static gboolean
is_plain (gunichar c)
{
  return g_unichar_isgraph (c) && g_unichar_type (c) != G_UNICODE_FORMAT &&
         g_unichar_type (c) != G_UNICODE_PRIVATE_USE && !g_unichar_iszerowidth (c);
}

char *
recto_target_words_make_visible (const char *address)
{
  GString *words = g_string_new (NULL);

  g_return_val_if_fail (address != NULL, g_string_free_and_steal (words));

  for (const char *c = address; *c != '\0'; c = g_utf8_next_char (c))
    {
      const char *end = g_utf8_next_char (c);

      if (is_plain (g_utf8_get_char (c)))
        g_string_append_len (words, c, end - c);
      else
        for (const char *byte = c; byte < end; byte++)
          g_string_append_printf (words, "%%%02X", (guint) (guint8) *byte);
    }
  return g_string_free_and_steal (words);
}

char *
recto_target_words_name_page (RectoDocument *document, const RectoTarget *target)
{
  const RectoPage *page;

  g_return_val_if_fail (RECTO_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (target != NULL, NULL);

  if (target->kind != RECTO_TARGET_PLACE)
    return g_strdup ("");
  page = recto_document_get_page (document, target->location);
  if (page != NULL && page->label != NULL && page->label[0] != '\0')
    return g_strdup (page->label);
  return g_strdup_printf ("%u", recto_document_get_number (document, target->location) + 1);
}

char *
recto_target_words_describe (RectoDocument *document, const RectoTarget *target)
{
  g_autofree char *page = recto_target_words_name_page (document, target);

  switch (target->kind)
    {
    case RECTO_TARGET_PLACE:
      /* Translators: where a link leads to; %s is the number of a page, or what is printed on it.
       */
      return g_strdup_printf (_ ("Page %s"), page);
    case RECTO_TARGET_CHAPTER:
      /* Translators: a link leads to another place in the book. */
      return g_strdup (_ ("In this book"));
    case RECTO_TARGET_ADDRESS:
      return recto_target_words_make_visible (target->address);
    case RECTO_TARGET_NOWHERE:
    default:
      return g_strdup ("");
    }
}
