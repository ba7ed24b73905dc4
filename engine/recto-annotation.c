/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-annotation.h"

#include <math.h>

#include "recto-annotation-private.h"

struct _RectoAnnotation
{
  GObject parent_instance;
  RectoAnnotationKind kind;
  RectoLocation location;
  RectoRect area;
  guint depth;
  gint64 date;
  char *author;
  char *text;
};

G_STATIC_ASSERT ((int) RECTO_ANNOTATION_HIGHLIGHT == (int) RECTO_ANNOTATION_CLAIM_HIGHLIGHT);
G_STATIC_ASSERT ((int) RECTO_ANNOTATION_DRAWING == (int) RECTO_ANNOTATION_CLAIM_DRAWING);
G_STATIC_ASSERT ((int) RECTO_ANNOTATION_ATTACHMENT == (int) RECTO_ANNOTATION_CLAIM_ATTACHMENT);
G_STATIC_ASSERT ((int) RECTO_ANNOTATION_N_KINDS == (int) RECTO_N_ANNOTATION_CLAIMS);

G_DEFINE_FINAL_TYPE (RectoAnnotation, recto_annotation, G_TYPE_OBJECT)

/* Words that are to be shown backwards would say something else than they say. */
static gboolean
is_override (gunichar c)
{
  return c == 0x202d || c == 0x202e;
}

/* Ends of lines are written in any of three ways. */
static char *
clean (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);

      if ((c == '\r' && at[1] == '\n') || is_override (c))
        continue;
      if (c == '\r' || c == '\n' || c == 0x2028 || c == 0x2029)
        g_string_append_c (out, '\n');
      else
        g_string_append_unichar (out, g_unichar_iscntrl (c) ? ' ' : c);
    }
  return g_strstrip (g_string_free_and_steal (out));
}

static char *
clean_line (const char *text)
{
  char *line = clean (text);

  return g_strdelimit (line, "\n", ' ');
}

static void
judge_area (const RectoAnnotationEntry *entry, RectoRect *area)
{
  const float numbers[] = { entry->x, entry->y, entry->width, entry->height };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (!isfinite (numbers[i]) || numbers[i] < 0 || numbers[i] > RECTO_MAX_PAGE_SIDE)
      return;
  *area = (RectoRect) { entry->x, entry->y, entry->width, entry->height };
}

RectoAnnotation *
recto_annotation_new (const RectoAnnotationEntry *entry, const char *texts)
{
  RectoAnnotation *self = g_object_new (RECTO_TYPE_ANNOTATION, NULL);
  /* Until the year 9999. */
  const gint64 latest = 253402300799;

  self->kind = (RectoAnnotationKind) entry->kind;
  self->location = RECTO_LOCATION_INIT (0, entry->page);
  judge_area (entry, &self->area);
  self->depth = MIN (entry->depth, RECTO_MAX_REPLY_DEPTH);
  self->date = CLAMP (entry->modified > 0 ? entry->modified : entry->created, 0, latest);
  self->author = clean_line (texts + entry->author);
  self->text = clean (texts + entry->note);
  return self;
}

RectoAnnotationKind
recto_annotation_get_kind (RectoAnnotation *self)
{
  g_return_val_if_fail (RECTO_IS_ANNOTATION (self), RECTO_ANNOTATION_OTHER);

  return self->kind;
}

RectoLocation
recto_annotation_get_location (RectoAnnotation *self)
{
  g_return_val_if_fail (RECTO_IS_ANNOTATION (self), RECTO_LOCATION_INIT (0, 0));

  return self->location;
}

gboolean
recto_annotation_get_area (RectoAnnotation *self, RectoRect *area)
{
  g_return_val_if_fail (RECTO_IS_ANNOTATION (self), FALSE);

  if (area != NULL)
    *area = self->area;
  return self->area.width > 0 && self->area.height > 0;
}

guint
recto_annotation_get_depth (RectoAnnotation *self)
{
  g_return_val_if_fail (RECTO_IS_ANNOTATION (self), 0);

  return self->depth;
}

const char *
recto_annotation_get_author (RectoAnnotation *self)
{
  g_return_val_if_fail (RECTO_IS_ANNOTATION (self), NULL);

  return self->author;
}

const char *
recto_annotation_get_text (RectoAnnotation *self)
{
  g_return_val_if_fail (RECTO_IS_ANNOTATION (self), NULL);

  return self->text;
}

gint64
recto_annotation_get_date (RectoAnnotation *self)
{
  g_return_val_if_fail (RECTO_IS_ANNOTATION (self), 0);

  return self->date;
}

static void
recto_annotation_finalize (GObject *object)
{
  RectoAnnotation *self = RECTO_ANNOTATION (object);

  g_free (self->author);
  g_free (self->text);

  G_OBJECT_CLASS (recto_annotation_parent_class)->finalize (object);
}

static void
recto_annotation_class_init (RectoAnnotationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = recto_annotation_finalize;
}

static void
recto_annotation_init (RectoAnnotation *self)
{
}
