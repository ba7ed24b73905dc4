/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-annotation-words.h"

#include <glib/gi18n.h>

const char *
recto_annotation_words_get_kind (RectoAnnotationKind kind)
{
  switch (kind)
    {
    case RECTO_ANNOTATION_NOTE:
      /* Translators: from here on, kinds of what readers leave on pages. */
      return _ ("Note");
    case RECTO_ANNOTATION_TEXT:
      return _ ("Text");
    case RECTO_ANNOTATION_HIGHLIGHT:
      return _ ("Highlight");
    case RECTO_ANNOTATION_UNDERLINE:
      return _ ("Underline");
    case RECTO_ANNOTATION_STRIKE_OUT:
      return _ ("Strikethrough");
    case RECTO_ANNOTATION_DRAWING:
      return _ ("Drawing");
    case RECTO_ANNOTATION_STAMP:
      return _ ("Stamp");
    case RECTO_ANNOTATION_INSERTION:
      /* Translators: a mark where something is to be inserted. */
      return _ ("Insertion");
    case RECTO_ANNOTATION_REDACTION:
      /* Translators: a mark around what is to be blackened. */
      return _ ("Redaction");
    case RECTO_ANNOTATION_ATTACHMENT:
      return _ ("Attachment");
    case RECTO_ANNOTATION_MEDIA:
      /* Translators: sound or video on a page. */
      return _ ("Media");
    case RECTO_ANNOTATION_OTHER:
    case RECTO_ANNOTATION_N_KINDS:
    default:
      return _ ("Annotation");
    }
}

static const char *
name_it (RectoAnnotation *annotation)
{
  return recto_annotation_get_depth (annotation) > 0
             /* Translators: to what somebody else has noted on a page. */
             ? _ ("Reply")
             : recto_annotation_words_get_kind (recto_annotation_get_kind (annotation));
}

const char *
recto_annotation_words_get_title (RectoAnnotation *annotation)
{
  const char *author;

  g_return_val_if_fail (RECTO_IS_ANNOTATION (annotation), NULL);

  author = recto_annotation_get_author (annotation);
  return author[0] != '\0' ? author : name_it (annotation);
}

char *
recto_annotation_words_describe (RectoAnnotation *annotation)
{
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *date = NULL;
  gboolean named;
  gint64 seconds;

  g_return_val_if_fail (RECTO_IS_ANNOTATION (annotation), NULL);

  named = recto_annotation_get_author (annotation)[0] == '\0';
  seconds = recto_annotation_get_date (annotation);
  if (seconds > 0)
    time = g_date_time_new_from_unix_local (seconds);
  if (time != NULL)
    date = g_date_time_format (time, "%x");
  if (named)
    return g_strdup (date != NULL ? date : "");
  return g_strjoin (" · ", name_it (annotation), date, NULL);
}

char *
recto_annotation_words_get_page (RectoAnnotation *annotation, RectoDocument *document)
{
  RectoLocation location;
  const RectoPage *page;

  g_return_val_if_fail (RECTO_IS_ANNOTATION (annotation), NULL);
  g_return_val_if_fail (RECTO_IS_DOCUMENT (document), NULL);

  location = recto_annotation_get_location (annotation);
  page = recto_document_get_page (document, location);
  if (page != NULL && page->label != NULL && page->label[0] != '\0')
    /* Translators: %s is what the document calls the page, such as "iv". */
    return g_strdup_printf (_ ("Page %s"), page->label);
  return g_strdup_printf (_ ("Page %u"), recto_document_get_number (document, location) + 1);
}
