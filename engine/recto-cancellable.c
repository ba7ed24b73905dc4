/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-cancellable.h"

static GQuark
reason_quark (void)
{
  return g_quark_from_static_string ("recto-cancel-reason");
}

void
recto_cancellable_cancel (GCancellable *cancellable, RectoCancelReason reason)
{
  g_return_if_fail (G_IS_CANCELLABLE (cancellable));
  g_return_if_fail (reason != RECTO_CANCEL_NONE);

  if (g_cancellable_is_cancelled (cancellable))
    return;
  g_object_replace_qdata (G_OBJECT (cancellable), reason_quark (), NULL, GINT_TO_POINTER (reason),
                          NULL, NULL);
  g_cancellable_cancel (cancellable);
}

RectoCancelReason
recto_cancellable_get_reason (GCancellable *cancellable)
{
  int reason;

  g_return_val_if_fail (G_IS_CANCELLABLE (cancellable), RECTO_CANCEL_NONE);

  reason = GPOINTER_TO_INT (g_object_get_qdata (G_OBJECT (cancellable), reason_quark ()));
  return reason != RECTO_CANCEL_NONE ? reason : RECTO_CANCEL_CALLER;
}
