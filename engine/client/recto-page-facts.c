/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-page-facts.h"

#include <math.h>

/* How many different sizes are counted to find the usual one. */
#define N_SIZES 16

typedef struct
{
  guint n_pages;
  RectoPage *pages; /* width 0: unknown; NULL for a chapter whose pages are alike */
  RectoPage alike;
} Chapter;

struct _RectoPageFacts
{
  Chapter *chapters;
  guint n_chapters;
  RectoPage usual;
  struct
  {
    double width;
    double height;
    guint count;
  } sizes[N_SIZES];
};

RectoPageFacts *
recto_page_facts_new (guint n_chapters)
{
  RectoPageFacts *self = g_new0 (RectoPageFacts, 1);

  self->n_chapters = MAX (n_chapters, 1);
  self->chapters = g_new0 (Chapter, self->n_chapters);
  self->usual.width = 595;
  self->usual.height = 842;
  return self;
}

static void
clear_chapter (Chapter *chapter)
{
  for (guint i = 0; chapter->pages != NULL && i < chapter->n_pages; i++)
    g_free (chapter->pages[i].label);
  g_clear_pointer (&chapter->pages, g_free);
  chapter->n_pages = 0;
  chapter->alike = (RectoPage) { 0 };
}

void
recto_page_facts_forget (RectoPageFacts *self)
{
  for (guint i = 0; i < self->n_chapters; i++)
    clear_chapter (&self->chapters[i]);
}

void
recto_page_facts_free (RectoPageFacts *self)
{
  recto_page_facts_forget (self);
  g_free (self->chapters);
  g_free (self);
}

void
recto_page_facts_set_n_pages (RectoPageFacts *self, guint chapter, guint n_pages)
{
  g_return_if_fail (chapter < self->n_chapters);

  clear_chapter (&self->chapters[chapter]);
  self->chapters[chapter].n_pages = n_pages;
  self->chapters[chapter].pages = g_new0 (RectoPage, MAX (n_pages, 1));
}

static void
count_size (RectoPageFacts *self, double width, double height)
{
  guint best = 0;

  for (guint i = 0; i < N_SIZES; i++)
    {
      if (self->sizes[i].count == 0 ||
          (self->sizes[i].width == width && self->sizes[i].height == height))
        {
          self->sizes[i].width = width;
          self->sizes[i].height = height;
          self->sizes[i].count++;
          break;
        }
    }
  for (guint i = 1; i < N_SIZES; i++)
    if (self->sizes[i].count > self->sizes[best].count)
      best = i;
  self->usual.width = self->sizes[best].width;
  self->usual.height = self->sizes[best].height;
}

/* A side that a page may have, in points; what is out of range becomes the nearest that is not. */
static double
sound_side (double side)
{
  return isfinite (side) ? CLAMP (side, 1, RECTO_MAX_PAGE_SIDE) : 1;
}

gboolean
recto_page_facts_set_alike (RectoPageFacts *self, guint chapter, double width, double height)
{
  RectoPage *alike;

  if (chapter >= self->n_chapters || !(width > 0) || !(height > 0))
    return FALSE;
  alike = &self->chapters[chapter].alike;
  width = sound_side (width);
  height = sound_side (height);
  count_size (self, width, height);
  if (alike->width == width && alike->height == height)
    return FALSE;
  alike->width = width;
  alike->height = height;
  return TRUE;
}

gboolean
recto_page_facts_take (RectoPageFacts *self, const RectoMessageFactsFound *found)
{
  RectoPage usual = self->usual;
  gboolean news = FALSE;
  Chapter *chapter;

  if (found->chapter >= self->n_chapters)
    return FALSE;
  chapter = &self->chapters[found->chapter];
  for (guint i = 0; i < found->count && chapter->pages != NULL; i++)
    {
      const RectoPageFact *fact = &found->facts[i];
      RectoPage *page;

      if (found->first >= chapter->n_pages || i >= chapter->n_pages - found->first)
        break;
      page = &chapter->pages[found->first + i];
      if (page->width > 0)
        continue;
      if (!(fact->width > 0) || !(fact->height > 0))
        {
          recto_page_facts_assume (self, found->chapter, found->first + i, 1);
          continue;
        }
      page->width = sound_side (fact->width);
      page->height = sound_side (fact->height);
      page->rotation = ((fact->rotation / 90 % 4) + 4) % 4 * 90;
      page->label = fact->label[0] != '\0' ? g_strdup (fact->label) : NULL;
      count_size (self, page->width, page->height);
      news |= page->width != usual.width || page->height != usual.height || page->label != NULL;
    }
  return news || usual.width != self->usual.width || usual.height != self->usual.height;
}

void
recto_page_facts_assume (RectoPageFacts *self, guint chapter, guint first, guint count)
{
  Chapter *entry = &self->chapters[chapter];

  for (guint i = first; entry->pages != NULL && i < entry->n_pages && i - first < count; i++)
    if (entry->pages[i].width == 0)
      entry->pages[i] = self->usual;
}

const RectoPage *
recto_page_facts_get (RectoPageFacts *self, RectoLocation location)
{
  const Chapter *chapter;

  if (location.chapter >= self->n_chapters)
    return NULL;
  chapter = &self->chapters[location.chapter];
  if (chapter->pages == NULL)
    return chapter->alike.width > 0 ? &chapter->alike : NULL;
  if (location.page >= chapter->n_pages || chapter->pages[location.page].width == 0)
    return NULL;
  return &chapter->pages[location.page];
}

const RectoPage *
recto_page_facts_get_usual (RectoPageFacts *self)
{
  return &self->usual;
}

gboolean
recto_page_facts_find_unknown (RectoPageFacts *self,
                               guint from,
                               guint max,
                               guint *first,
                               guint *count)
{
  const Chapter *chapter = &self->chapters[0];

  for (guint i = 0; chapter->pages != NULL && i < chapter->n_pages; i++)
    {
      guint page = (from + i) % chapter->n_pages;

      if (chapter->pages[page].width > 0)
        continue;
      *first = page;
      *count = 0;
      while (*count < max && page + *count < chapter->n_pages &&
             chapter->pages[page + *count].width == 0)
        ++*count;
      return TRUE;
    }
  return FALSE;
}
