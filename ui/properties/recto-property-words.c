/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-property-words.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <math.h>

#define POINTS_PER_INCH 72.0
#define MM_PER_INCH 25.4
/* Programs round the sides of paper to whole points, and worse. */
#define TOLERANCE 2.5 /* points */

/* What pages are printed on most, as GTK names it. */
static const char *const papers[] = { "iso_a4",   "iso_a3",       "iso_a5",    "iso_a6",
                                      "iso_a2",   "iso_a1",       "iso_a0",    "na_letter",
                                      "na_legal", "na_executive", "na_ledger", "iso_b5",
                                      "iso_b4",   "jis_b5",       "jis_b4" };

/* ---- Sizes ---- */

gboolean
recto_property_words_uses_inches (void)
{
  /* One byte, which is no text: 1 for meters, 2 for inches. */
  return nl_langinfo (_NL_MEASUREMENT_MEASUREMENT)[0] == 2;
}

/* (transfer full) (nullable) */
static char *
find_paper (double width, double height)
{
  const double shorter = MIN (width, height);
  const double longer = MAX (width, height);

  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      GtkPaperSize *paper = gtk_paper_size_new (papers[i]);
      const gboolean fits =
          fabs (gtk_paper_size_get_width (paper, GTK_UNIT_POINTS) - shorter) < TOLERANCE &&
          fabs (gtk_paper_size_get_height (paper, GTK_UNIT_POINTS) - longer) < TOLERANCE;
      char *name = fits ? g_strdup (gtk_paper_size_get_display_name (paper)) : NULL;

      gtk_paper_size_free (paper);
      if (fits)
        return name;
    }
  return NULL;
}

static const char *
name_orientation (double width, double height)
{
  if (fabs (width - height) < TOLERANCE)
    /* Translators: a page that is as wide as it is high. */
    return _ ("square");
  /* Translators: a page that is higher than it is wide; and one that is wider than it is high. */
  return width < height ? _ ("portrait") : _ ("landscape");
}

static char *
measure (double width, double height, gboolean inches)
{
  if (inches)
    /* Translators: the sides of a page in inches. */
    return g_strdup_printf (_ ("%.4g × %.4g in"), round (width / POINTS_PER_INCH * 100) / 100,
                            round (height / POINTS_PER_INCH * 100) / 100);
  /* Translators: the sides of a page in millimeters. */
  return g_strdup_printf (_ ("%.0f × %.0f mm"), width / POINTS_PER_INCH * MM_PER_INCH,
                          height / POINTS_PER_INCH * MM_PER_INCH);
}

char *
recto_property_words_describe_size (double width, double height, gboolean inches)
{
  g_autofree char *paper = find_paper (width, height);
  g_autofree char *sides = measure (width, height, inches);

  if (paper != NULL)
    /* Translators: a size of paper, "portrait" or "landscape", and the sides in figures. */
    return g_strdup_printf (_ ("%s, %s (%s)"), paper, name_orientation (width, height), sides);
  /* Translators: the sides of a page in figures, then "portrait", "landscape" or "square". */
  return g_strdup_printf (_ ("%s, %s"), sides, name_orientation (width, height));
}

/* ---- Times and locks ---- */

char *
recto_property_words_describe_time (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);

  /* What a document claims may be no time at all. */
  return time != NULL ? g_date_time_format (time, "%c") : g_strdup ("");
}

char *
recto_property_words_describe_lock (const RectoProperties *properties)
{
  if (!properties->encrypted)
    /* Translators: a document that is not encrypted. */
    return g_strdup (_ ("None"));
  if (properties->cipher[0] == '\0' || properties->key_bits == 0)
    /* Translators: a document that is encrypted in a way that is not known. */
    return g_strdup (_ ("Encrypted"));
  /* Translators: the name of a cipher, such as AES, and the length of its key. */
  return g_strdup_printf (_ ("%s, %u-bit key"), properties->cipher, properties->key_bits);
}

static char *
list_permissions (RectoPermissions permissions)
{
  const struct
  {
    RectoPermissions permission;
    const char *name;
  } all[] = {
    /* Translators: these are put together: “Allowed: Printing, Copying text”. */
    { RECTO_PERMISSION_PRINT, _ ("Printing") },
    { RECTO_PERMISSION_PRINT_WELL, _ ("Printing at full resolution") },
    { RECTO_PERMISSION_COPY, _ ("Copying") },
    { RECTO_PERMISSION_ACCESSIBILITY, _ ("Copying for accessibility") },
    { RECTO_PERMISSION_EDIT, _ ("Editing") },
    { RECTO_PERMISSION_ANNOTATE, _ ("Annotating") },
    { RECTO_PERMISSION_FORM, _ ("Filling in forms") },
    { RECTO_PERMISSION_ASSEMBLE, _ ("Rearranging pages") },
  };
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if ((permissions & all[i].permission) != 0)
      g_ptr_array_add (names, (gpointer) all[i].name);
  if (names->len == 0)
    return NULL;
  g_ptr_array_add (names, NULL);
  /* Translators: what stands between the parts of a list. */
  return g_strjoinv (C_ ("list", ", "), (char **) names->pdata);
}

char *
recto_property_words_describe_allowed (RectoPermissions permissions)
{
  return list_permissions (permissions);
}

char *
recto_property_words_describe_forbidden (RectoPermissions permissions)
{
  return list_permissions (RECTO_PERMISSION_ALL & ~permissions);
}

/* ---- Fonts ---- */

static const char *
name_kind (RectoFontKind kind)
{
  switch (kind)
    {
    case RECTO_FONT_TYPE_1:
      return "Type 1";
    case RECTO_FONT_TRUE_TYPE:
      return "TrueType";
    case RECTO_FONT_OPEN_TYPE:
      return "OpenType";
    case RECTO_FONT_TYPE_3:
      return "Type 3";
    case RECTO_FONT_CID_TYPE_1:
      return "Type 1 (CID)";
    case RECTO_FONT_CID_TRUE_TYPE:
      return "TrueType (CID)";
    case RECTO_FONT_OTHER:
    default:
      /* Translators: a kind of font that has no name. */
      return _ ("Other kind");
    }
}

static const char *
name_embedding (RectoFont *font)
{
  if (!recto_font_is_embedded (font))
    /* Translators: a font that a document uses but does not hold; another one stands in for it. */
    return _ ("not embedded");
  /* Translators: a font that a document holds, with the letters that it uses; or all of it. */
  return recto_font_is_subset (font) ? _ ("embedded in part") : _ ("embedded");
}

char *
recto_property_words_describe_font (RectoFont *font)
{
  const char *encoding = recto_font_get_encoding (font);

  if (encoding[0] != '\0')
    /* Translators: the kind of a font, whether it is embedded, and the name of its encoding. */
    return g_strdup_printf (_ ("%s, %s, %s"), name_kind (recto_font_get_kind (font)),
                            name_embedding (font), encoding);
  /* Translators: the kind of a font, and whether it is embedded. */
  return g_strdup_printf (_ ("%s, %s"), name_kind (recto_font_get_kind (font)),
                          name_embedding (font));
}
