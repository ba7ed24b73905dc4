/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-mupdf-links.h"

#include <string.h>

#include "recto-mupdf-context.h"
#include "recto-mupdf-target.h"

static gboolean
has_room (const RectoMessageLinksFound *found, const GString *texts)
{
  return sizeof *found + (found->count + 1) * sizeof found->entries[0] + texts->len +
             RECTO_MAX_ADDRESS <=
         RECTO_MAX_MESSAGE;
}

/* Links that lead nowhere are not worth pointing at, but they count. */
static void
describe (RectoMupdfDocument *document,
          const fz_link *link,
          fz_rect bounds,
          RectoLinkEntry *claim,
          GString *texts)
{
  const fz_rect area = fz_intersect_rect (link->rect, bounds);

  claim->x = area.x0 - bounds.x0;
  claim->y = area.y0 - bounds.y0;
  claim->width = MAX (area.x1 - area.x0, 0);
  claim->height = MAX (area.y1 - area.y0, 0);
  recto_mupdf_target_of_uri (document, link->uri, &claim->target, texts);
}

static void
find (RectoMupdfDocument *document,
      fz_page *page,
      const fz_link *link,
      RectoMessageLinksFound *found,
      GString *texts)
{
  const fz_rect bounds = fz_bound_page (document->ctx, page);

  for (guint i = 0; i < found->first && link != NULL; i++)
    link = link->next;
  for (; link != NULL && found->first + found->count < RECTO_MAX_LINKS; link = link->next)
    {
      if (!has_room (found, texts))
        return;
      describe (document, link, bounds, &found->entries[found->count], texts);
      found->count++;
    }
  found->complete = TRUE;
}

gsize
recto_mupdf_links_find (RectoMupdfDocument *document,
                        const RectoMessageLinks *request,
                        RectoMessageLinksFound *found)
{
  fz_context *ctx = document->ctx;
  guint refusals = recto_mupdf_context_refusals ();
  g_autoptr (GString) texts = recto_mupdf_texts_new ();
  fz_page *page = NULL;
  fz_link *links = NULL;
  char text[256];

  fz_var (page);
  fz_var (links);
  found->outcome = RECTO_OUTCOME_OK;
  found->first = MIN (request->first, RECTO_MAX_LINKS);
  fz_try (ctx)
  {
    recto_mupdf_document_use_page_tree (document, request->page);
    page = fz_load_chapter_page (ctx, document->document, request->chapter, request->page);
    links = fz_load_links (ctx, page);
    find (document, page, links, found, texts);
  }
  fz_always (ctx)
  {
    fz_drop_link (ctx, links);
    fz_drop_page (ctx, page);
  }
  fz_catch (ctx) { found->outcome = recto_mupdf_outcome_of_caught (ctx, refusals, text); }
  found->n_text = texts->len;
  memcpy (&found->entries[found->count], texts->str, texts->len);
  return sizeof *found + found->count * sizeof found->entries[0] + texts->len;
}
