/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-attachment-order.h"

#include "recto-attachment.h"

static GtkExpression *
property (const char *name)
{
  return gtk_property_expression_new (RECTO_TYPE_ATTACHMENT, NULL, name);
}

static GtkSorter *
new_text_sorter (const char *name)
{
  GtkStringSorter *sorter = gtk_string_sorter_new (property (name));

  /* "page 2" comes before "page 10". */
  gtk_string_sorter_set_collation (sorter, GTK_COLLATION_FILENAME);
  return GTK_SORTER (sorter);
}

static GtkSorter *
new_number_sorter (const char *name)
{
  GtkNumericSorter *sorter = gtk_numeric_sorter_new (property (name));

  gtk_numeric_sorter_set_sort_order (sorter, GTK_SORT_DESCENDING);
  return GTK_SORTER (sorter);
}

/* What belongs to the document as a whole comes first. */
static int
compare_pages (gconstpointer a, gconstpointer b, gpointer user_data)
{
  RectoLocation of_a = { 0 };
  RectoLocation of_b = { 0 };
  const gboolean a_has = recto_attachment_get_page ((RectoAttachment *) a, &of_a, NULL);
  const gboolean b_has = recto_attachment_get_page ((RectoAttachment *) b, &of_b, NULL);

  if (a_has != b_has)
    return a_has ? 1 : -1;
  if (of_a.chapter != of_b.chapter)
    return of_a.chapter > of_b.chapter ? 1 : -1;
  return (of_a.page > of_b.page) - (of_a.page < of_b.page);
}

GtkSorter *
recto_attachment_order_new_sorter (const char *way)
{
  GtkSorter *first = NULL;
  GtkMultiSorter *sorter;

  g_return_val_if_fail (way != NULL, NULL);

  if (g_str_equal (way, "name"))
    return new_text_sorter ("name");
  if (g_str_equal (way, "size"))
    first = new_number_sorter ("size");
  else if (g_str_equal (way, "type"))
    first = new_text_sorter ("content-type");
  else if (g_str_equal (way, "date"))
    first = new_number_sorter ("modified");
  else if (g_str_equal (way, "page"))
    first = GTK_SORTER (gtk_custom_sorter_new (compare_pages, NULL, NULL));
  if (first == NULL)
    return NULL;
  sorter = gtk_multi_sorter_new ();
  gtk_multi_sorter_append (sorter, first);
  gtk_multi_sorter_append (sorter, new_text_sorter ("name"));
  return GTK_SORTER (sorter);
}

static void
add_search (GtkAnyFilter *any, const char *name, const char *words)
{
  GtkStringFilter *filter = gtk_string_filter_new (property (name));

  gtk_string_filter_set_search (filter, words);
  gtk_multi_filter_append (GTK_MULTI_FILTER (any), GTK_FILTER (filter));
}

GtkFilter *
recto_attachment_order_new_filter (const char *words)
{
  GtkAnyFilter *any;

  g_return_val_if_fail (words != NULL, NULL);

  any = gtk_any_filter_new ();
  add_search (any, "name", words);
  add_search (any, "description", words);
  return GTK_FILTER (any);
}
