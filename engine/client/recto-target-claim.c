/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-target-claim.h"

#include <math.h>

static double
judge_length (float length)
{
  return isfinite (length) && fabsf (length) <= RECTO_MAX_PAGE_SIDE ? length : NAN;
}

/* How many pages a chapter of a book has may not be known yet. */
static gboolean
has_page (RectoDocument *document, RectoLocation location)
{
  gboolean estimated;

  return location.chapter < recto_document_get_n_chapters (document) &&
         (location.page <
              recto_document_get_chapter_pages (document, location.chapter, &estimated) ||
          (estimated && location.page < RECTO_MAX_PAGES));
}

void
recto_target_claim_judge (const RectoTargetClaim *claim,
                          const char *texts,
                          RectoDocument *document,
                          RectoTarget *target)
{
  const char *text = texts != NULL ? texts + claim->text : "";

  *target = (RectoTarget) { .kind = RECTO_TARGET_NOWHERE, .x = NAN, .y = NAN };
  target->location = RECTO_LOCATION_INIT (claim->chapter, claim->page);
  if (claim->kind == RECTO_CLAIM_ADDRESS && text[0] != '\0')
    target->kind = RECTO_TARGET_ADDRESS;
  else if (claim->kind == RECTO_CLAIM_CHAPTER && text[0] != '\0' &&
           has_page (document, target->location))
    target->kind = RECTO_TARGET_CHAPTER;
  else if (claim->kind == RECTO_CLAIM_PLACE && has_page (document, target->location))
    target->kind = RECTO_TARGET_PLACE;
  else
    return;
  if (target->kind != RECTO_TARGET_PLACE)
    target->address = (char *) text;
  target->x = judge_length (claim->x);
  target->y = judge_length (claim->y);
}
