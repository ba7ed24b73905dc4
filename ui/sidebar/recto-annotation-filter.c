/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-annotation-filter.h"

#include <string.h>

struct _RectoAnnotationFilter
{
  GtkFilter parent_instance;
  char *words;  /* (nullable): as fold () has them */
  char *author; /* (nullable) */
  guint kinds;
};

G_DEFINE_FINAL_TYPE (RectoAnnotationFilter, recto_annotation_filter, GTK_TYPE_FILTER)

/* Capitals, and how marks are written, do not count. */
static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal != NULL ? normal : text, -1);
}

static gboolean
says (const char *text, const char *words)
{
  g_autofree char *folded = fold (text);

  return strstr (folded, words) != NULL;
}

void
recto_annotation_filter_set_words (RectoAnnotationFilter *self, const char *words)
{
  g_autofree char *folded = NULL;

  g_return_if_fail (RECTO_IS_ANNOTATION_FILTER (self));
  g_return_if_fail (words != NULL);

  if (words[0] != '\0')
    folded = fold (words);
  if (g_set_str (&self->words, folded))
    gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}

void
recto_annotation_filter_set_author (RectoAnnotationFilter *self, const char *author)
{
  g_return_if_fail (RECTO_IS_ANNOTATION_FILTER (self));

  if (g_set_str (&self->author, author))
    gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}

void
recto_annotation_filter_set_kinds (RectoAnnotationFilter *self, guint kinds)
{
  g_return_if_fail (RECTO_IS_ANNOTATION_FILTER (self));

  if (self->kinds == kinds)
    return;
  self->kinds = kinds;
  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}

gboolean
recto_annotation_filter_is_empty (RectoAnnotationFilter *self)
{
  g_return_val_if_fail (RECTO_IS_ANNOTATION_FILTER (self), TRUE);

  return self->words == NULL && self->author == NULL && self->kinds == 0;
}

RectoAnnotationFilter *
recto_annotation_filter_new (void)
{
  return g_object_new (RECTO_TYPE_ANNOTATION_FILTER, NULL);
}

static gboolean
recto_annotation_filter_match (GtkFilter *filter, gpointer item)
{
  RectoAnnotationFilter *self = RECTO_ANNOTATION_FILTER (filter);
  RectoAnnotation *annotation = RECTO_ANNOTATION (item);
  const char *author = recto_annotation_get_author (annotation);

  if (self->kinds != 0 && (self->kinds & 1u << recto_annotation_get_kind (annotation)) == 0)
    return FALSE;
  if (self->author != NULL && !g_str_equal (self->author, author))
    return FALSE;
  return self->words == NULL || says (recto_annotation_get_text (annotation), self->words) ||
         says (author, self->words);
}

static GtkFilterMatch
recto_annotation_filter_get_strictness (GtkFilter *filter)
{
  return recto_annotation_filter_is_empty (RECTO_ANNOTATION_FILTER (filter))
             ? GTK_FILTER_MATCH_ALL
             : GTK_FILTER_MATCH_SOME;
}

static void
recto_annotation_filter_finalize (GObject *object)
{
  RectoAnnotationFilter *self = RECTO_ANNOTATION_FILTER (object);

  g_free (self->words);
  g_free (self->author);

  G_OBJECT_CLASS (recto_annotation_filter_parent_class)->finalize (object);
}

static void
recto_annotation_filter_class_init (RectoAnnotationFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = recto_annotation_filter_finalize;
  GTK_FILTER_CLASS (klass)->match = recto_annotation_filter_match;
  GTK_FILTER_CLASS (klass)->get_strictness = recto_annotation_filter_get_strictness;
}

static void
recto_annotation_filter_init (RectoAnnotationFilter *self)
{
}
