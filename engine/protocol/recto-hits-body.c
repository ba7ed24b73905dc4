/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-hits-body.h"

#include <math.h>
#include <string.h>

gsize
recto_hits_body_get_size (const RectoMessageSearched *searched)
{
  return searched->n_hits * sizeof (RectoHitRecord);
}

static gboolean
is_length (float value)
{
  return isfinite (value) && fabs (value) <= RECTO_MAX_PAGE_SIDE;
}

static gboolean
context_is_good (const RectoHitRecord *hit)
{
  gsize length;

  if (memchr (hit->context, '\0', sizeof hit->context) == NULL)
    return FALSE;
  length = strlen (hit->context);
  /* Parts of good UTF-8 that are good themselves begin and end between characters. */
  return hit->before <= length && hit->n_bytes <= length - hit->before &&
         g_utf8_validate (hit->context, hit->before, NULL) &&
         g_utf8_validate (hit->context + hit->before, hit->n_bytes, NULL) &&
         g_utf8_validate (hit->context + hit->before + hit->n_bytes, -1, NULL);
}

static gboolean
hit_is_good (const RectoHitRecord *hit)
{
  return hit->start <= RECTO_MAX_TEXT_CHARS && hit->n_chars <= RECTO_MAX_TEXT_CHARS &&
         hit->n_boxes <= RECTO_MAX_HIT_BOXES && context_is_good (hit);
}

static void
drop_impossible_boxes (RectoHitRecord *hit)
{
  guint32 n_boxes = 0;

  for (guint i = 0; i < hit->n_boxes; i++)
    {
      const RectoTextBox box = hit->boxes[i];

      if (is_length (box.x) && is_length (box.y) && is_length (box.width) &&
          is_length (box.height) && box.width >= 0 && box.height >= 0)
        hit->boxes[n_boxes++] = box;
    }
  hit->n_boxes = n_boxes;
}

gboolean
recto_hits_body_check (const RectoMessageSearched *searched, guint8 *body)
{
  RectoHitRecord *hits = (RectoHitRecord *) (gpointer) body;

  for (guint i = 0; i < searched->n_hits; i++)
    {
      if (!hit_is_good (&hits[i]) ||
          (i > 0 && (hits[i].page < hits[i - 1].page ||
                     (hits[i].page == hits[i - 1].page && hits[i].start < hits[i - 1].start))))
        return FALSE;
      drop_impossible_boxes (&hits[i]);
    }
  return TRUE;
}
