/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-line-order.h"

#include <string.h>

typedef enum
{
  SIDE_NONE, /* blanks and signs: as what is around them */
  SIDE_LEFTWARDS,
  SIDE_NUMBER,
  SIDE_RIGHTWARDS,
} Side;

/* What stands in one place: a character with what belongs to it. */
typedef struct
{
  guint first; /* of the characters as they came */
  guint n_characters;
  double middle;
  Side side;
} Cluster;

gboolean
recto_line_order_is_leftwards (gunichar c)
{
  static const struct
  {
    gunichar first;
    gunichar last;
  } ranges[] = { { 0x590, 0x8ff },
                 { 0xfb1d, 0xfdff },
                 { 0xfe70, 0xfeff },
                 { 0x10800, 0x10fff },
                 { 0x1e800, 0x1efff } };

  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    if (c >= ranges[i].first && c <= ranges[i].last)
      return g_unichar_isalpha (c);
  return FALSE;
}

static Side
find_side (gunichar c)
{
  if (recto_line_order_is_leftwards (c))
    return SIDE_LEFTWARDS;
  if (g_unichar_isdigit (c))
    return SIDE_NUMBER;
  return g_unichar_isalpha (c) ? SIDE_RIGHTWARDS : SIDE_NONE;
}

/* ---- What stands where ---------------------------------------------------------------------- */

/* The rest of a letter that is several in the text, and marks on letters, stand where the letter
 * does. */
static gboolean
belongs_to_the_last (const RectoLineCharacter *character, gboolean across)
{
  const float length = across ? character->box.width : character->box.height;

  return !(length > 0) || g_unichar_ismark (character->c);
}

/* Along the line. */
static double
find_middle (RectoTextBox box, RectoWay way)
{
  switch (way)
    {
    case RECTO_WAY_LEFT:
      return -(box.x + box.width / 2.0);
    case RECTO_WAY_DOWN:
      return box.y + box.height / 2.0;
    case RECTO_WAY_UP:
      return -(box.y + box.height / 2.0);
    case RECTO_WAY_RIGHT:
    default:
      return box.x + box.width / 2.0;
    }
}

static GArray *
find_clusters (const RectoLineCharacter *characters, guint n_characters, RectoWay way)
{
  const gboolean across = way == RECTO_WAY_RIGHT || way == RECTO_WAY_LEFT;
  GArray *clusters = g_array_sized_new (FALSE, FALSE, sizeof (Cluster), n_characters);

  for (guint i = 0; i < n_characters; i++)
    {
      const Cluster cluster = { i, 1, find_middle (characters[i].box, way),
                                find_side (characters[i].c) };

      if (clusters->len > 0 && belongs_to_the_last (&characters[i], across))
        g_array_index (clusters, Cluster, clusters->len - 1).n_characters++;
      else
        g_array_append_val (clusters, cluster);
    }
  return clusters;
}

static int
compare_clusters (gconstpointer a, gconstpointer b)
{
  const Cluster *left = a;
  const Cluster *right = b;

  if (left->middle != right->middle)
    return left->middle < right->middle ? -1 : 1;
  return left->first < right->first ? -1 : 1;
}

/* ---- Which way it runs ---------------------------------------------------------------------- */

/* Whether it is a line from right to left, as far as can be seen: where both ends are of one kind,
 * what is between them is quoted; else of what there is more. Clusters are as they are seen. */
static gboolean
is_leftwards_line (GArray *clusters)
{
  const Cluster *first = NULL;
  const Cluster *last = NULL;
  int more = 0;

  for (guint i = 0; i < clusters->len; i++)
    {
      const Cluster *cluster = &g_array_index (clusters, Cluster, i);

      if (cluster->side != SIDE_LEFTWARDS && cluster->side != SIDE_RIGHTWARDS)
        continue;
      first = first != NULL ? first : cluster;
      last = cluster;
      more += cluster->side == SIDE_LEFTWARDS ? 1 : -1;
    }
  return first->side == last->side ? first->side == SIDE_LEFTWARDS : more >= 0;
}

static gboolean
has_leftwards (GArray *clusters)
{
  for (guint i = 0; i < clusters->len; i++)
    if (g_array_index (clusters, Cluster, i).side == SIDE_LEFTWARDS)
      return TRUE;
  return FALSE;
}

/* A sign within a number, such as that before its fraction. */
static gboolean
is_in_number (GArray *clusters, guint from, guint to, const RectoLineCharacter *characters)
{
  return to == from + 1 &&
         strchr (".,:/-+'", (int) MIN (characters[g_array_index (clusters, Cluster, from).first].c,
                                       0x7f)) != NULL;
}

/* What is between two sides goes the way of both, or that of the line. */
static Side
choose_side (Side before, Side behind, Side line, gboolean in_number)
{
  if (before == SIDE_NUMBER && behind == SIDE_NUMBER)
    return in_number ? SIDE_NUMBER : line;
  if (before == SIDE_NUMBER && behind == SIDE_RIGHTWARDS)
    return behind;
  if (behind == SIDE_NUMBER && before == SIDE_RIGHTWARDS)
    return before;
  return before == behind ? before : line;
}

static void
settle_sides (GArray *clusters, const RectoLineCharacter *characters, Side line)
{
  for (guint from = 0, to; from < clusters->len; from = to + 1)
    {
      Side side;

      to = from;
      while (to < clusters->len && g_array_index (clusters, Cluster, to).side == SIDE_NONE)
        to++;
      side = choose_side (from > 0 ? g_array_index (clusters, Cluster, from - 1).side : line,
                          to < clusters->len ? g_array_index (clusters, Cluster, to).side : line,
                          line, to > from && is_in_number (clusters, from, to, characters));
      for (guint i = from; i < to; i++)
        g_array_index (clusters, Cluster, i).side = side;
    }
}

static void
reverse (GArray *clusters, guint from, guint to)
{
  for (; from + 1 < to; from++, to--)
    {
      const Cluster cluster = g_array_index (clusters, Cluster, from);

      g_array_index (clusters, Cluster, from) = g_array_index (clusters, Cluster, to - 1);
      g_array_index (clusters, Cluster, to - 1) = cluster;
    }
}

/* All that runs, or does not run, leftwards. */
static void
reverse_runs (GArray *clusters, gboolean leftwards)
{
  for (guint from = 0, to; from < clusters->len; from = to)
    {
      const gboolean wanted =
          (g_array_index (clusters, Cluster, from).side == SIDE_LEFTWARDS) == leftwards;

      to = from + 1;
      while (to < clusters->len && ((g_array_index (clusters, Cluster, to).side ==
                                     SIDE_LEFTWARDS) == leftwards) == wanted)
        to++;
      if (wanted)
        reverse (clusters, from, to);
    }
}

void
recto_line_order_sort (RectoLineCharacter *characters, guint n_characters, RectoWay way)
{
  g_autoptr (GArray) clusters = find_clusters (characters, n_characters, way);
  g_autofree RectoLineCharacter *sorted = NULL;
  gboolean leftwards;
  guint n = 0;

  if (!has_leftwards (clusters))
    return;
  g_array_sort (clusters, compare_clusters);
  leftwards = is_leftwards_line (clusters);
  settle_sides (clusters, characters, leftwards ? SIDE_LEFTWARDS : SIDE_RIGHTWARDS);
  if (leftwards)
    reverse (clusters, 0, clusters->len);
  reverse_runs (clusters, !leftwards);
  sorted = g_new (RectoLineCharacter, n_characters);
  for (guint i = 0; i < clusters->len; i++)
    {
      const Cluster *cluster = &g_array_index (clusters, Cluster, i);

      memcpy (sorted + n, characters + cluster->first,
              cluster->n_characters * sizeof (RectoLineCharacter));
      n += cluster->n_characters;
    }
  memcpy (characters, sorted, n_characters * sizeof (RectoLineCharacter));
}
