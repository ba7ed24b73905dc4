/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-mupdf-line.h"

#include <math.h>
#include <string.h>

/* What MuPDF has taken apart is one line where its parts stand so close, in heights of letters. */
#define SAME_LINE 0.2f
#define MAX_DISTANCE 0.8f
#define MAX_OVERLAP 0.3f
/* So far apart, in the same, are words. */
#define BLANK 0.2f
/* MuPDF 1.28 leaves out such blanks as are only said to be there, and has two lines for what is
 * parted by one in a line from right to left. */
#define SAYS_NO_BLANKS (FZ_VERSION_MAJOR > 1 || FZ_VERSION_MINOR >= 28)
/* Sizes of letters that differ by less are the same, points. */
#define SAME_SIZE 0.1f

RectoWay
recto_mupdf_line_get_way (const fz_stext_line *line)
{
  if (fabsf (line->dir.x) >= fabsf (line->dir.y))
    return line->dir.x >= 0 ? RECTO_WAY_RIGHT : RECTO_WAY_LEFT;
  return line->dir.y >= 0 ? RECTO_WAY_DOWN : RECTO_WAY_UP;
}

static gboolean
has_leftwards (const fz_stext_line *line)
{
  for (const fz_stext_char *c = line->first_char; c != NULL; c = c->next)
    if (c->c >= RECTO_FIRST_LEFTWARDS && recto_line_order_is_leftwards (c->c))
      return TRUE;
  return FALSE;
}

/* MuPDF has turned around what it takes to be written as it is seen, letter by letter: which takes
 * apart what belongs to one. */
static gboolean
is_turned_around (const fz_stext_line *line)
{
  for (const fz_stext_char *c = line->first_char; c != NULL; c = c->next)
    if (c->bidi == 3)
      return TRUE;
  return FALSE;
}

static void
reverse (GPtrArray *characters, guint from, guint to)
{
  for (; from + 1 < to; from++, to--)
    {
      gpointer character = characters->pdata[from];

      characters->pdata[from] = characters->pdata[to - 1];
      characters->pdata[to - 1] = character;
    }
}

static void
turn_back (GPtrArray *characters)
{
  guint from = 0;

  for (guint i = 0; i <= characters->len; i++)
    {
      const fz_stext_char *c = i < characters->len ? characters->pdata[i] : NULL;

      if (c != NULL && c->bidi != 0)
        continue;
      reverse (characters, from, i);
      from = i + 1;
    }
}

static RectoLineCharacter
take (const fz_stext_char *c, fz_rect rect)
{
  return (RectoLineCharacter) {
    MAX (c->c, 0), { rect.x0, rect.y0, MAX (rect.x1 - rect.x0, 0), MAX (rect.y1 - rect.y0, 0) }
  };
}

static gboolean
is_across (RectoWay way)
{
  return way == RECTO_WAY_RIGHT || way == RECTO_WAY_LEFT;
}

/* A blank that the document says is there, but does not write, stands nowhere: where MuPDF has been
 * last. */
static gboolean
is_said_blank (RectoLineCharacter character, RectoWay way)
{
  return character.c == ' ' &&
         !((is_across (way) ? character.box.width : character.box.height) > 0);
}

/* As the document has them. Returns how many blanks were left out that stand nowhere. */
static guint
collect (GArray *collected, const fz_stext_line *line)
{
  const RectoWay way = recto_mupdf_line_get_way (line);
  guint n_blanks = 0;
  g_autoptr (GPtrArray) characters = g_ptr_array_new ();

  for (fz_stext_char *c = line->first_char; c != NULL; c = c->next)
    g_ptr_array_add (characters, c);
  if (is_turned_around (line))
    turn_back (characters);
  for (guint i = 0; i < characters->len; i++)
    {
      const fz_stext_char *c = characters->pdata[i];
      const RectoLineCharacter character = take (c, fz_rect_from_quad (c->quad));

      if (is_said_blank (character, way))
        n_blanks++;
      else
        g_array_append_val (collected, character);
    }
  return n_blanks;
}

static int
compare_across (gconstpointer a, gconstpointer b)
{
  const float one = ((const RectoTextBox *) a)->x;
  const float other = ((const RectoTextBox *) b)->x;

  return (one > other) - (one < other);
}

static int
compare_down (gconstpointer a, gconstpointer b)
{
  const float one = ((const RectoTextBox *) a)->y;
  const float other = ((const RectoTextBox *) b)->y;

  return (one > other) - (one < other);
}

static gboolean
reaches_further (RectoTextBox box, RectoTextBox other, RectoWay way)
{
  return is_across (way) ? box.x + box.width > other.x + other.width
                         : box.y + box.height > other.y + other.height;
}

/* From the end of a box to `next` along the line. */
static RectoTextBox
find_gap (RectoTextBox last, RectoTextBox next, RectoWay way)
{
  if (is_across (way))
    return (RectoTextBox) { last.x + last.width, last.y, next.x - last.x - last.width,
                            last.height };
  return (RectoTextBox) { last.x, last.y + last.height, last.width, next.y - last.y - last.height };
}

/* Puts such blanks where there is room for them: between words. */
static void
add_blanks (GArray *collected, RectoWay way, float size)
{
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (RectoTextBox));
  RectoTextBox last = { 0 };

  for (guint i = 0; i < collected->len; i++)
    g_array_append_val (boxes, g_array_index (collected, RectoLineCharacter, i).box);
  g_array_sort (boxes, is_across (way) ? compare_across : compare_down);
  for (guint i = 0; i < boxes->len; i++)
    {
      const RectoTextBox box = g_array_index (boxes, RectoTextBox, i);
      const RectoLineCharacter blank = { ' ', find_gap (i > 0 ? last : box, box, way) };

      if ((is_across (way) ? blank.box.width : blank.box.height) > BLANK * size)
        g_array_append_val (collected, blank);
      if (i == 0 || reaches_further (box, last, way))
        last = box;
    }
}

/* MuPDF has the length of a character that stands below another right, but counts it from its foot,
 * not from its head. */
static void
collect_column (fz_context *ctx, GArray *collected, const fz_stext_line *line)
{
  for (const fz_stext_char *c = line->first_char; c != NULL; c = c->next)
    {
      const float height = fz_font_ascender (ctx, c->font) * c->size;
      const fz_rect rect = fz_translate_rect (fz_rect_from_quad (c->quad), -line->dir.x * height,
                                              -line->dir.y * height);
      const RectoLineCharacter character = take (c, rect);

      g_array_append_val (collected, character);
    }
}

GArray *
recto_mupdf_line_collect (fz_context *ctx, const fz_stext_line *line, const fz_stext_line *end)
{
  GArray *collected = g_array_new (FALSE, FALSE, sizeof (RectoLineCharacter));
  const RectoWay way = recto_mupdf_line_get_way (line);
  const float size = line->first_char->size;
  gboolean is_leftwards = FALSE;
  guint n_blanks = 0;

  for (; line != end; line = line->next)
    if (line->wmode != 0)
      collect_column (ctx, collected, line);
    else
      {
        n_blanks += collect (collected, line);
        is_leftwards = is_leftwards || (SAYS_NO_BLANKS && has_leftwards (line));
      }
  if (n_blanks > 0 || is_leftwards)
    add_blanks (collected, way, size);
  recto_line_order_sort ((RectoLineCharacter *) collected->data, collected->len, way);
  return collected;
}

/* Where a line begins and ends along its way, and where across that it stands. */
static void
measure_line (const fz_stext_line *line, float *from, float *to, float *across)
{
  const fz_rect box = line->bbox;

  switch (recto_mupdf_line_get_way (line))
    {
    case RECTO_WAY_RIGHT:
    case RECTO_WAY_LEFT:
      *from = box.x0;
      *to = box.x1;
      *across = line->first_char->origin.y;
      break;
    default:
      *from = box.y0;
      *to = box.y1;
      *across = line->first_char->origin.x;
    }
}

static gboolean
stand_close (const fz_stext_line *one, const fz_stext_line *next)
{
  const float size = one->first_char->size;
  float from;
  float to;
  float across;
  float next_from;
  float next_to;
  float next_across;
  float distance;

  measure_line (one, &from, &to, &across);
  measure_line (next, &next_from, &next_to, &next_across);
  distance = MAX (next_from - to, from - next_to);
  return fabsf (next_across - across) <= SAME_LINE * size && distance <= MAX_DISTANCE * size &&
         distance >= -MAX_OVERLAP * size;
}

static gboolean
is_same_line (const fz_stext_line *one, const fz_stext_line *next)
{
  return next->first_char != NULL && one->wmode == next->wmode &&
         recto_mupdf_line_get_way (one) == recto_mupdf_line_get_way (next) &&
         stand_close (one, next) &&
         (one->wmode != 0 || has_leftwards (one) || has_leftwards (next));
}

const fz_stext_line *
recto_mupdf_line_find_end (const fz_stext_line *line, gboolean *plain)
{
  const fz_stext_line *first = line;

  while (line->next != NULL && is_same_line (line, line->next))
    line = line->next;
  *plain = line == first && line->wmode == 0 && !has_leftwards (line);
  return line->next;
}

/* What a font says of itself, or is called: not all say it. */
static gboolean
is_bold (fz_context *ctx, fz_font *font)
{
  static const char *const names[] = { "Bold", "bold", "Black", "Heavy", "CMBX", "SFBX" };
  const char *name = fz_font_name (ctx, font);

  if (fz_font_is_bold (ctx, font) != 0)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strstr (name, names[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Of any sizes, one that most letters have is left when all others have been taken off against it.
 */
void
recto_mupdf_line_find_look (fz_context *ctx,
                            const fz_stext_line *line,
                            const fz_stext_line *end,
                            RectoTextLine *look)
{
  fz_font *font = NULL;
  int more = 0;

  look->size = 0;
  look->bold = 1;
  for (; line != end; line = line->next)
    for (const fz_stext_char *c = line->first_char; c != NULL; c = c->next)
      {
        if (c->c == ' ')
          continue;
        more += fabsf (c->size - look->size) < SAME_SIZE ? 1 : -1;
        if (more < 0)
          {
            look->size = c->size;
            more = 1;
          }
        if (c->font != font && look->bold != 0)
          look->bold = is_bold (ctx, c->font);
        font = c->font;
      }
}
