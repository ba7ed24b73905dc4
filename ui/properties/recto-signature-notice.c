/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-signature-notice.h"

#include <glib/gi18n.h>

/* Seconds; the properties have it for good. */
#define TIMEOUT 10

struct _RectoSignatureNotice
{
  GObject parent_instance;
  AdwToastOverlay *toasts;   /* (unowned): whoever has this has it, too */
  AdwToast *toast;           /* (nullable), a weak pointer: while it is shown */
  RectoDocument *document;   /* (nullable) (unowned): to know it by */
  GCancellable *cancellable; /* (nullable): while signatures are read */
};

G_DEFINE_FINAL_TYPE (RectoSignatureNotice, recto_signature_notice, G_TYPE_OBJECT)

static void
show (RectoSignatureNotice *self, const char *message)
{
  AdwToast *toast = adw_toast_new (message);

  g_set_weak_pointer (&self->toast, toast);
  adw_toast_set_timeout (toast, TIMEOUT);
  /* Translators: more of what a document’s signatures say. */
  adw_toast_set_button_label (toast, _ ("_Details"));
  adw_toast_set_action_name (toast, "win.properties");
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* What is only a field to be signed in says nothing; a change after one signature may be the next.
 */
static void
tell (RectoSignatureNotice *self, GPtrArray *signatures)
{
  gboolean is_signed = FALSE;
  gboolean is_covered = FALSE;

  for (guint i = 0; i < signatures->len; i++)
    {
      const RectoSignature *signature = signatures->pdata[i];

      is_signed |= !signature->is_empty;
      is_covered |= !signature->is_empty && signature->coverage == RECTO_COVERAGE_WHOLE;
    }
  if (is_signed && is_covered)
    /* Translators: of a document. Short: there may be little room. */
    show (self, _ ("Signed, not verified"));
  else if (is_signed)
    /* Translators: of a document that was changed after it was signed. */
    show (self, _ ("Partly signed, not verified"));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RectoSignatureNotice) self = user_data;
  g_autoptr (GPtrArray) signatures =
      recto_document_read_signatures_finish (RECTO_DOCUMENT (source), result, NULL, NULL);

  if (self->document != RECTO_DOCUMENT (source))
    return;
  g_clear_object (&self->cancellable);
  /* Where reading them was stopped, the properties alone tell of them. */
  if (signatures != NULL)
    tell (self, signatures);
}

void
recto_signature_notice_set_document (RectoSignatureNotice *self,
                                     RectoDocument *document,
                                     gboolean tell)
{
  g_return_if_fail (RECTO_IS_SIGNATURE_NOTICE (self));
  g_return_if_fail (document == NULL || RECTO_IS_DOCUMENT (document));

  if (self->cancellable != NULL)
    recto_cancellable_cancel (self->cancellable, RECTO_CANCEL_SUPERSEDED);
  g_clear_object (&self->cancellable);
  self->document = document;
  if (self->toast != NULL && tell)
    adw_toast_dismiss (self->toast);
  if (document == NULL || !tell || !recto_document_claims_signatures (document))
    return;
  self->cancellable = g_cancellable_new ();
  recto_document_read_signatures_async (document, self->cancellable, read_cb, g_object_ref (self));
}

RectoSignatureNotice *
recto_signature_notice_new (AdwToastOverlay *toasts)
{
  RectoSignatureNotice *self;

  g_return_val_if_fail (ADW_IS_TOAST_OVERLAY (toasts), NULL);

  self = g_object_new (RECTO_TYPE_SIGNATURE_NOTICE, NULL);
  self->toasts = toasts;
  return self;
}

static void
recto_signature_notice_dispose (GObject *object)
{
  RectoSignatureNotice *self = RECTO_SIGNATURE_NOTICE (object);

  g_clear_weak_pointer (&self->toast);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (recto_signature_notice_parent_class)->dispose (object);
}

static void
recto_signature_notice_class_init (RectoSignatureNoticeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = recto_signature_notice_dispose;
}

static void
recto_signature_notice_init (RectoSignatureNotice *self)
{
}
