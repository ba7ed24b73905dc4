/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-annotations-pane.h"

#include <glib/gi18n.h>

#include "recto-annotation-filter.h"
#include "recto-annotation-row.h"

/* Of whom one can choose; what others left is among all. */
#define MAX_AUTHORS 200

#define KIND(name) (1u << RECTO_ANNOTATION_##name)

struct _RectoAnnotationsPane
{
  AdwBin parent_instance;
  GtkEditable *search; /* template children */
  GtkDropDown *kind;
  GtkDropDown *author;
  GtkWidget *spinner;
  GtkLabel *state;
  GtkWidget *stop_button;
  GtkWidget *resume_button;
  GtkStack *stack;
  GtkListView *list;

  RectoAnnotations *annotations; /* (nullable) */
  RectoDocument *document;       /* (nullable) */
  RectoAnnotationFilter *filter;
  GtkFilterListModel *found;
  GtkSingleSelection *selection;
  GtkStringList *authors; /* the first stands for all of them */
  GHashTable *known;      /* set of names that are among the authors */
};

G_DEFINE_FINAL_TYPE (RectoAnnotationsPane, recto_annotations_pane, ADW_TYPE_BIN)

enum
{
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const struct
{
  const char *words;
  guint kinds;
} kind_choices[] = {
  { N_ ("All Kinds"), 0 },
  { N_ ("Notes"), KIND (NOTE) },
  { N_ ("Highlights"), KIND (HIGHLIGHT) | KIND (UNDERLINE) | KIND (STRIKE_OUT) },
  /* Translators: what readers have written on the pages. */
  { N_ ("Text"), KIND (TEXT) | KIND (INSERTION) },
  { N_ ("Drawings"), KIND (DRAWING) | KIND (STAMP) | KIND (REDACTION) },
  { N_ ("Others"), KIND (ATTACHMENT) | KIND (MEDIA) | KIND (OTHER) },
};

/* ---- What there is --------------------------------------------------------------------------- */

static guint
count (RectoAnnotationsPane *self)
{
  return self->annotations != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->annotations))
                                   : 0;
}

static char *
describe_list (RectoAnnotationsPane *self)
{
  const guint n = count (self);

  switch (recto_annotations_get_state (self->annotations))
    {
    case RECTO_ANNOTATIONS_RUNNING:
      return g_strdup_printf (ngettext ("%u annotation so far…", "%u annotations so far…", n), n);
    case RECTO_ANNOTATIONS_STOPPED:
      return g_strdup_printf (ngettext ("Listing stopped after %u annotation",
                                        "Listing stopped after %u annotations", n),
                              n);
    case RECTO_ANNOTATIONS_COMPLETE:
    case RECTO_ANNOTATIONS_IDLE:
    default:
      if (recto_annotations_is_cut (self->annotations))
        return g_strdup_printf (ngettext ("%u annotation; more are not listed",
                                          "%u annotations; more are not listed", n),
                                n);
      return g_strdup_printf (ngettext ("%u annotation", "%u annotations", n), n);
    }
}

static char *
describe_state (RectoAnnotationsPane *self)
{
  const guint n_skipped = recto_annotations_get_n_skipped (self->annotations);
  g_autofree char *list = describe_list (self);
  g_autofree char *skipped = NULL;

  if (n_skipped == 0)
    return g_steal_pointer (&list);
  skipped = g_strdup_printf (ngettext ("%u page could not be read", "%u pages could not be read",
                                       n_skipped),
                             n_skipped);
  return g_strdup_printf ("%s · %s", list, skipped);
}

static void
update (RectoAnnotationsPane *self)
{
  const RectoAnnotationsState state = self->annotations != NULL
                                          ? recto_annotations_get_state (self->annotations)
                                          : RECTO_ANNOTATIONS_IDLE;
  const gboolean none = count (self) > 0 && !recto_annotation_filter_is_empty (self->filter) &&
                        g_list_model_get_n_items (G_LIST_MODEL (self->found)) == 0;
  g_autofree char *words = self->annotations != NULL ? describe_state (self) : g_strdup ("");

  gtk_label_set_label (self->state, words);
  gtk_widget_set_visible (self->spinner, state == RECTO_ANNOTATIONS_RUNNING);
  gtk_widget_set_visible (self->stop_button, state == RECTO_ANNOTATIONS_RUNNING);
  gtk_widget_set_visible (self->resume_button, state == RECTO_ANNOTATIONS_STOPPED);
  gtk_widget_set_visible (GTK_WIDGET (self->author),
                          g_list_model_get_n_items (G_LIST_MODEL (self->authors)) > 2);
  gtk_stack_set_visible_child_name (self->stack, none ? "not-found" : "list");
}

static void
add_author (RectoAnnotationsPane *self, const char *author)
{
  if (author[0] == '\0' || g_hash_table_size (self->known) >= MAX_AUTHORS ||
      g_hash_table_contains (self->known, author))
    return;
  g_hash_table_add (self->known, g_strdup (author));
  gtk_string_list_append (self->authors, author);
}

static void
items_changed_cb (RectoAnnotationsPane *self, guint position, guint n_removed, guint n_added)
{
  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr (RectoAnnotation) annotation =
          g_list_model_get_item (G_LIST_MODEL (self->annotations), position + i);

      add_author (self, recto_annotation_get_author (annotation));
    }
  update (self);
}

static void
stop_cb (RectoAnnotationsPane *self)
{
  if (self->annotations != NULL)
    recto_annotations_stop (self->annotations);
}

static void
resume_cb (RectoAnnotationsPane *self)
{
  if (self->annotations != NULL)
    recto_annotations_start (self->annotations);
}

/* ---- Rows ------------------------------------------------------------------------------------ */

static void
selected_cb (GtkListItem *list_item)
{
  recto_annotation_row_set_unfolded (RECTO_ANNOTATION_ROW (gtk_list_item_get_child (list_item)),
                                     gtk_list_item_get_selected (list_item));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  gtk_list_item_set_child (list_item, recto_annotation_row_new ());
  g_signal_connect (list_item, "notify::selected", G_CALLBACK (selected_cb), NULL);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  RectoAnnotationsPane *self = user_data;
  RectoAnnotationRow *row = RECTO_ANNOTATION_ROW (gtk_list_item_get_child (list_item));
  g_autofree char *words = NULL;

  recto_annotation_row_set (row, gtk_list_item_get_item (list_item), self->document);
  words = recto_annotation_row_describe (row);
  gtk_list_item_set_accessible_label (list_item, words);
  selected_cb (list_item);
}

/* A reply has no mark of its own: what it replies to stands before it. */
static void
activated_cb (RectoAnnotationsPane *self, guint position)
{
  g_autoptr (RectoAnnotation) annotation =
      g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (annotation != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, annotation);
}

/* ---- Choosing -------------------------------------------------------------------------------- */

static void
search_changed_cb (RectoAnnotationsPane *self)
{
  recto_annotation_filter_set_words (self->filter, gtk_editable_get_text (self->search));
  update (self);
}

static void
focus_list_cb (RectoAnnotationsPane *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
stop_search_cb (RectoAnnotationsPane *self)
{
  gtk_editable_set_text (self->search, "");
  focus_list_cb (self);
}

static void
kind_chosen_cb (RectoAnnotationsPane *self)
{
  const guint choice = gtk_drop_down_get_selected (self->kind);

  if (choice < G_N_ELEMENTS (kind_choices))
    recto_annotation_filter_set_kinds (self->filter, kind_choices[choice].kinds);
  update (self);
}

static void
author_chosen_cb (RectoAnnotationsPane *self)
{
  const guint choice = gtk_drop_down_get_selected (self->author);
  const gboolean all = choice == 0 || choice == GTK_INVALID_LIST_POSITION;

  recto_annotation_filter_set_author (self->filter,
                                      all ? NULL
                                          : gtk_string_list_get_string (self->authors, choice));
  update (self);
}

static void
fill_kinds (RectoAnnotationsPane *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kind_choices); i++)
    gtk_string_list_append (words, _ (kind_choices[i].words));
  gtk_drop_down_set_model (self->kind, G_LIST_MODEL (words));
}

static void
forget_authors (RectoAnnotationsPane *self)
{
  const char *const all[] = { _ ("All Authors"), NULL };

  g_hash_table_remove_all (self->known);
  gtk_string_list_splice (self->authors, 0, g_list_model_get_n_items (G_LIST_MODEL (self->authors)),
                          all);
  gtk_drop_down_set_selected (self->author, 0);
}

/* ---- The document ---------------------------------------------------------------------------- */

void
recto_annotations_pane_set_annotations (RectoAnnotationsPane *self,
                                        RectoAnnotations *annotations,
                                        RectoDocument *document)
{
  g_return_if_fail (RECTO_IS_ANNOTATIONS_PANE (self));
  g_return_if_fail ((annotations == NULL) == (document == NULL));

  if (self->annotations != NULL)
    g_signal_handlers_disconnect_by_data (self->annotations, self);
  gtk_filter_list_model_set_model (self->found, NULL);
  forget_authors (self);
  g_set_object (&self->annotations, annotations);
  g_set_object (&self->document, document);
  if (annotations != NULL)
    {
      g_signal_connect_object (annotations, "items-changed", G_CALLBACK (items_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (annotations, "notify::state", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
      gtk_filter_list_model_set_model (self->found, G_LIST_MODEL (annotations));
    }
  items_changed_cb (self, 0, 0, count (self));
}

GtkWidget *
recto_annotations_pane_new (void)
{
  return g_object_new (RECTO_TYPE_ANNOTATIONS_PANE, NULL);
}

static gboolean
recto_annotations_pane_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (RECTO_ANNOTATIONS_PANE (widget)->list));
}

static void
recto_annotations_pane_dispose (GObject *object)
{
  RectoAnnotationsPane *self = RECTO_ANNOTATIONS_PANE (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  /* The bin would not notice that the template takes its child away. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_ANNOTATIONS_PANE);
  g_clear_object (&self->selection);
  g_clear_object (&self->found);
  g_clear_object (&self->filter);
  g_clear_object (&self->annotations);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (recto_annotations_pane_parent_class)->dispose (object);
}

static void
recto_annotations_pane_finalize (GObject *object)
{
  RectoAnnotationsPane *self = RECTO_ANNOTATIONS_PANE (object);

  g_object_unref (self->authors);
  g_hash_table_unref (self->known);

  G_OBJECT_CLASS (recto_annotations_pane_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/recto-annotations-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, RectoAnnotationsPane, search);
  gtk_widget_class_bind_template_child (widget_class, RectoAnnotationsPane, kind);
  gtk_widget_class_bind_template_child (widget_class, RectoAnnotationsPane, author);
  gtk_widget_class_bind_template_child (widget_class, RectoAnnotationsPane, spinner);
  gtk_widget_class_bind_template_child (widget_class, RectoAnnotationsPane, state);
  gtk_widget_class_bind_template_child (widget_class, RectoAnnotationsPane, stop_button);
  gtk_widget_class_bind_template_child (widget_class, RectoAnnotationsPane, resume_button);
  gtk_widget_class_bind_template_child (widget_class, RectoAnnotationsPane, stack);
  gtk_widget_class_bind_template_child (widget_class, RectoAnnotationsPane, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_list_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, author_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, resume_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
recto_annotations_pane_class_init (RectoAnnotationsPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = recto_annotations_pane_dispose;
  object_class->finalize = recto_annotations_pane_finalize;
  widget_class->grab_focus = recto_annotations_pane_grab_focus;

  signals[ACTIVATED] = g_signal_new ("activated", RECTO_TYPE_ANNOTATIONS_PANE, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, RECTO_TYPE_ANNOTATION);
  bind_template (widget_class);
}

static void
recto_annotations_pane_init (RectoAnnotationsPane *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->filter = recto_annotation_filter_new ();
  self->found = gtk_filter_list_model_new (NULL, g_object_ref (GTK_FILTER (self->filter)));
  gtk_filter_list_model_set_incremental (self->found, TRUE);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->found)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  self->authors = gtk_string_list_new (NULL);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));

  fill_kinds (self);
  forget_authors (self);
  gtk_drop_down_set_model (self->author, G_LIST_MODEL (self->authors));
  g_signal_connect_object (self->found, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  /* Rows may go after the pane. */
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_DEFAULT);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  /* Typing in the list searches it. */
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search),
                                           GTK_WIDGET (self->list));
  update (self);
}
