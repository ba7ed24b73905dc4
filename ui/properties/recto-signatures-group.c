/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-signatures-group.h"

#include <glib/gi18n.h>

#include "recto-property-row.h"
#include "recto-signature-words.h"

/* So many are shown at first, and as many more whenever that is asked for: a row is made for each.
 */
#define MORE_SIGNATURES 25

struct _RectoSignaturesGroup
{
  AdwPreferencesGroup parent_instance;
  GtkWidget *more;           /* template child */
  GPtrArray *signatures;     /* (nullable): until they are read */
  guint n_shown;             /* of them */
  GCancellable *cancellable; /* (nullable): while they are read */
};

G_DEFINE_FINAL_TYPE (RectoSignaturesGroup, recto_signatures_group, ADW_TYPE_PREFERENCES_GROUP)

/* Who has signed is what matters here: the title stands out. */
static void
add (RectoSignaturesGroup *self, const char *title, const char *words)
{
  GtkWidget *row = recto_property_row_new (title, words);

  gtk_widget_remove_css_class (row, "property");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
show_more (RectoSignaturesGroup *self)
{
  const guint end = MIN (self->n_shown + MORE_SIGNATURES, self->signatures->len);

  for (; self->n_shown < end; self->n_shown++)
    {
      const RectoSignature *signature = self->signatures->pdata[self->n_shown];
      g_autofree char *signer = recto_signature_words_describe_signer (signature);
      g_autofree char *words = recto_signature_words_describe (signature);

      add (self, signer, words);
    }
  gtk_widget_set_visible (self->more, end < self->signatures->len);
}

/* Those that somebody has signed come before fields that wait for it. */
static int
compare_signatures (gconstpointer a, gconstpointer b)
{
  const RectoSignature *one = a;
  const RectoSignature *other = b;

  return (one->is_empty ? 1 : 0) - (other->is_empty ? 1 : 0);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RectoSignaturesGroup) self = user_data;
  RectoDocument *document = RECTO_DOCUMENT (source);
  gboolean cut = FALSE;
  g_autoptr (GPtrArray) signatures =
      recto_document_read_signatures_finish (document, result, &cut, NULL);

  /* Nobody looks any more. */
  if (self->cancellable == NULL)
    return;
  g_clear_object (&self->cancellable);
  if (signatures == NULL)
    {
      if (recto_document_claims_signatures (document))
        add (self, _ ("Signatures were not read"), _ ("The document says that it is signed"));
      return;
    }
  /* Above the others: whoever reads these must know that they are not all. */
  if (cut)
    add (self, _ ("There may be more signatures"),
         _ ("Recto looks at only so many form fields, and this document has more"));
  g_ptr_array_sort_values (signatures, compare_signatures);
  self->signatures = g_steal_pointer (&signatures);
  show_more (self);
}

void
recto_signatures_group_set_document (RectoSignaturesGroup *self, RectoDocument *document)
{
  g_return_if_fail (RECTO_IS_SIGNATURES_GROUP (self));
  g_return_if_fail (RECTO_IS_DOCUMENT (document));
  g_return_if_fail (self->cancellable == NULL);

  self->cancellable = g_cancellable_new ();
  recto_document_read_signatures_async (document, self->cancellable, read_cb, g_object_ref (self));
}

void
recto_signatures_group_end (RectoSignaturesGroup *self)
{
  g_return_if_fail (RECTO_IS_SIGNATURES_GROUP (self));

  if (self->cancellable != NULL)
    recto_cancellable_cancel (self->cancellable, RECTO_CANCEL_SUPERSEDED);
  g_clear_object (&self->cancellable);
}

static void
recto_signatures_group_dispose (GObject *object)
{
  RectoSignaturesGroup *self = RECTO_SIGNATURES_GROUP (object);

  recto_signatures_group_end (self);
  gtk_widget_dispose_template (GTK_WIDGET (object), RECTO_TYPE_SIGNATURES_GROUP);
  g_clear_pointer (&self->signatures, g_ptr_array_unref);

  G_OBJECT_CLASS (recto_signatures_group_parent_class)->dispose (object);
}

static void
recto_signatures_group_class_init (RectoSignaturesGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = recto_signatures_group_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/recto-signatures-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RectoSignaturesGroup, more);
  gtk_widget_class_bind_template_callback (widget_class, show_more);
}

static void
recto_signatures_group_init (RectoSignaturesGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
