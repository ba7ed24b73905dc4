/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-line-order.h"

#include <math.h>
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
  guint first; /* of the characters as they came; its marks may come before it, or behind it */
  guint n_before;
  guint n_characters;
  double middle;
  Side side;
  gboolean european; /* a digit, but not one in Arabic, or a sign that belongs to one */
} Cluster;

/* A mark is on a letter when it is so far from its middle at most, in lengths of the letter: one at
 * its very end may be on either of two. */
#define ON_LETTER 0.49

static gboolean
is_of_leftwards_script (gunichar c)
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
      return TRUE;
  return FALSE;
}

gboolean
recto_line_order_is_leftwards (gunichar c)
{
  return is_of_leftwards_script (c) && g_unichar_isalpha (c);
}

/* A letter after which digits are Arabic ones. */
static gboolean
is_arabic (gunichar c)
{
  return recto_line_order_is_leftwards (c) &&
         ((c >= 0x600 && c <= 0x7bf) || (c >= 0x860 && c <= 0x8ff) ||
          (c >= 0xfb50 && c <= 0xfeff) || (c >= 0x10d00 && c <= 0x10d3f) ||
          (c >= 0x10ec0 && c <= 0x10eff) || (c >= 0x1ec70 && c <= 0x1efff));
}

/* A sign that goes with a number: of a currency, of per cent, of degrees and the like. */
static gboolean
is_terminator (gunichar c)
{
  switch (c)
    {
    case '#':
    case '%':
    case 0xb0:
    case 0xb1:
    case 0x609:
    case 0x60a:
    case 0x66a:
    case 0x212e:
    case 0x2213:
    case 0xfe5f:
    case 0xfe6a:
    case 0xff03:
    case 0xff05:
      return TRUE;
    default:
      return (c >= 0x2030 && c <= 0x2034) ||
             (g_unichar_type (c) == G_UNICODE_CURRENCY_SYMBOL && !is_of_leftwards_script (c));
    }
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

static double
get_length (const RectoLineCharacter *character, RectoWay way)
{
  return way == RECTO_WAY_RIGHT || way == RECTO_WAY_LEFT ? character->box.width
                                                         : character->box.height;
}

/* The rest of a letter that is several in the text, and marks on letters, stand where the letter
 * does. */
static gboolean
belongs_to_another (const RectoLineCharacter *character, RectoWay way)
{
  return !(get_length (character, way) > 0) || g_unichar_ismark (character->c);
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

static gboolean
is_on (const RectoLineCharacter *mark, const RectoLineCharacter *letter, RectoWay way)
{
  const double distance = find_middle (mark->box, way) - find_middle (letter->box, way);

  return fabs (distance) < ON_LETTER * get_length (letter, way);
}

static void
add_cluster (GArray *clusters,
             const RectoLineCharacter *characters,
             guint first,
             guint n_before,
             guint n_characters,
             RectoWay way)
{
  const Cluster cluster = { .first = first,
                            .n_before = n_before,
                            .n_characters = n_characters,
                            .middle = find_middle (characters[first].box, way),
                            .side = find_side (characters[first].c) };

  g_array_append_val (clusters, cluster);
}

/* Where what belongs to others begins to belong to the letter behind it: as it is seen, a line from
 * right to left has the marks before their letter. `before`: the letter before it (nullable). */
static guint
find_marks_of_next (const RectoLineCharacter *characters,
                    guint from,
                    guint letter,
                    const RectoLineCharacter *before,
                    RectoWay way)
{
  for (; from < letter; from++)
    if (g_unichar_ismark (characters[from].c) &&
        is_on (&characters[from], &characters[letter], way) &&
        (before == NULL || !is_on (&characters[from], before, way)))
      break;
  return from;
}

static GArray *
find_clusters (const RectoLineCharacter *characters, guint n_characters, RectoWay way)
{
  GArray *clusters = g_array_sized_new (FALSE, FALSE, sizeof (Cluster), n_characters);

  for (guint from = 0, letter; from < n_characters; from = letter + 1)
    {
      Cluster *last =
          clusters->len > 0 ? &g_array_index (clusters, Cluster, clusters->len - 1) : NULL;
      guint marks = n_characters;

      letter = from;
      while (letter < n_characters && belongs_to_another (&characters[letter], way))
        letter++;
      if (letter < n_characters)
        marks = find_marks_of_next (characters, from, letter,
                                    last != NULL ? &characters[last->first] : NULL, way);
      if (last != NULL)
        last->n_characters += marks - from;
      else if (marks > from)
        add_cluster (clusters, characters, from, 0, marks - from, way);
      if (letter < n_characters)
        add_cluster (clusters, characters, letter, letter - marks, 1, way);
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

static gunichar
get_letter (GArray *clusters, guint i, const RectoLineCharacter *characters)
{
  return characters[g_array_index (clusters, Cluster, i).first].c;
}

static void
join_number (Cluster *sign, const Cluster *beside, gunichar c)
{
  if (!beside->european || !is_terminator (c))
    return;
  sign->side = SIDE_NUMBER;
  sign->european = TRUE;
}

/* A number takes the signs that touch it along, but not in Arabic: where its digits are Arabic, or
 * Arabic letters are read before it, which are on its right, unless it goes on behind a word from
 * left to right. */
static void
find_numbers (GArray *clusters, const RectoLineCharacter *characters)
{
  gboolean behind_latin = FALSE;
  gboolean behind_arabic = FALSE;

  for (guint i = 0; i < clusters->len; i++)
    {
      Cluster *cluster = &g_array_index (clusters, Cluster, i);

      if (cluster->side == SIDE_LEFTWARDS || cluster->side == SIDE_RIGHTWARDS)
        behind_latin = cluster->side == SIDE_RIGHTWARDS;
      cluster->european = cluster->side == SIDE_NUMBER && behind_latin;
    }
  for (guint i = clusters->len; i-- > 0;)
    {
      const gunichar c = get_letter (clusters, i, characters);
      Cluster *cluster = &g_array_index (clusters, Cluster, i);

      if (cluster->side == SIDE_LEFTWARDS || cluster->side == SIDE_RIGHTWARDS)
        behind_arabic = is_arabic (c);
      if (cluster->side == SIDE_NUMBER)
        cluster->european = (cluster->european || !behind_arabic) && !(c >= 0x660 && c <= 0x669);
      else if (i + 1 < clusters->len)
        join_number (cluster, cluster + 1, c);
    }
  for (guint i = 1; i < clusters->len; i++)
    {
      Cluster *cluster = &g_array_index (clusters, Cluster, i);

      join_number (cluster, cluster - 1, get_letter (clusters, i, characters));
    }
}

/* A sign within a number, such as that before its fraction. */
static gboolean
is_in_number (GArray *clusters, guint from, guint to, const RectoLineCharacter *characters)
{
  return from > 0 && to == from + 1 && to < clusters->len &&
         g_unichar_isdigit (get_letter (clusters, from - 1, characters)) &&
         g_unichar_isdigit (get_letter (clusters, to, characters)) &&
         strchr (".,:/-+'", (int) MIN (get_letter (clusters, from, characters), 0x7f)) != NULL;
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

/* From one cluster up to, but without, another. */
static void
settle_sides (GArray *clusters,
              guint first,
              guint end,
              const RectoLineCharacter *characters,
              Side line)
{
  for (guint from = first, to; from < end; from = to + 1)
    {
      Side side;

      to = from;
      while (to < end && g_array_index (clusters, Cluster, to).side == SIDE_NONE)
        to++;
      side = choose_side (from > first ? g_array_index (clusters, Cluster, from - 1).side : line,
                          to < end ? g_array_index (clusters, Cluster, to).side : line, line,
                          is_in_number (clusters, from, to, characters));
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

/* What is read from right to left as a whole: it is turned around, and what in it does not run
 * leftwards is turned back. */
static void
turn_around (GArray *clusters, guint first, guint end, const RectoLineCharacter *characters)
{
  settle_sides (clusters, first, end, characters, SIDE_LEFTWARDS);
  reverse (clusters, first, end);
  for (guint from = first, to; from < end; from = to)
    {
      to = from + 1;
      if (g_array_index (clusters, Cluster, from).side == SIDE_LEFTWARDS)
        continue;
      while (to < end && g_array_index (clusters, Cluster, to).side != SIDE_LEFTWARDS)
        to++;
      reverse (clusters, from, to);
    }
}

/* In a line from left to right: from one letter that runs leftwards to the last such before one
 * that does not, with the numbers between them. */
static guint
find_end_of_quote (GArray *clusters, guint from)
{
  guint end = from + 1;

  for (guint i = end; i < clusters->len; i++)
    {
      const Side side = g_array_index (clusters, Cluster, i).side;

      if (side == SIDE_RIGHTWARDS)
        break;
      end = side == SIDE_LEFTWARDS ? i + 1 : end;
    }
  return end;
}

static void
turn_quotes_around (GArray *clusters, const RectoLineCharacter *characters)
{
  for (guint from = 0, to; from < clusters->len; from = to)
    {
      to = from + 1;
      if (g_array_index (clusters, Cluster, from).side != SIDE_LEFTWARDS)
        continue;
      to = find_end_of_quote (clusters, from);
      turn_around (clusters, from, to, characters);
    }
}

/* A letter comes before its marks, whichever way the document has them. */
static guint
write_cluster (const Cluster *cluster,
               const RectoLineCharacter *characters,
               RectoLineCharacter *written)
{
  memcpy (written, characters + cluster->first,
          cluster->n_characters * sizeof (RectoLineCharacter));
  for (guint i = 0; i < cluster->n_before; i++)
    written[cluster->n_characters + i] = characters[cluster->first - 1 - i];
  return cluster->n_characters + cluster->n_before;
}

void
recto_line_order_sort (RectoLineCharacter *characters, guint n_characters, RectoWay way)
{
  g_autoptr (GArray) clusters = find_clusters (characters, n_characters, way);
  g_autofree RectoLineCharacter *sorted = NULL;
  guint n = 0;

  if (!has_leftwards (clusters))
    return;
  g_array_sort (clusters, compare_clusters);
  find_numbers (clusters, characters);
  if (is_leftwards_line (clusters))
    turn_around (clusters, 0, clusters->len, characters);
  else
    turn_quotes_around (clusters, characters);
  sorted = g_new (RectoLineCharacter, n_characters);
  for (guint i = 0; i < clusters->len; i++)
    n += write_cluster (&g_array_index (clusters, Cluster, i), characters, sorted + n);
  memcpy (characters, sorted, n_characters * sizeof (RectoLineCharacter));
}
