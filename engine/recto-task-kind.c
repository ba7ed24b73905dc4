/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-task-kind.h"

/* clang-format off */
G_DEFINE_ENUM_TYPE (RectoTaskKind, recto_task_kind,
  G_DEFINE_ENUM_VALUE (RECTO_TASK_OPEN, "open"),
  G_DEFINE_ENUM_VALUE (RECTO_TASK_FETCH, "fetch"),
  G_DEFINE_ENUM_VALUE (RECTO_TASK_RENDER, "render"),
  G_DEFINE_ENUM_VALUE (RECTO_TASK_THUMBNAIL, "thumbnail"),
  G_DEFINE_ENUM_VALUE (RECTO_TASK_PAGE_FACTS, "page-facts"),
  G_DEFINE_ENUM_VALUE (RECTO_TASK_LAYOUT, "layout"),
  G_DEFINE_ENUM_VALUE (RECTO_TASK_ATTACHMENTS, "attachments"),
  G_DEFINE_ENUM_VALUE (RECTO_TASK_TEXT, "text"),
  G_DEFINE_ENUM_VALUE (RECTO_TASK_SEARCH, "search"),
  G_DEFINE_ENUM_VALUE (RECTO_TASK_SAVE, "save"),
  G_DEFINE_ENUM_VALUE (RECTO_TASK_SAVE_ALL, "save-all"),
  G_DEFINE_ENUM_VALUE (RECTO_TASK_OUTLINE, "outline"),
  G_DEFINE_ENUM_VALUE (RECTO_TASK_LINKS, "links"),
  G_DEFINE_ENUM_VALUE (RECTO_TASK_RESOLVE, "resolve"),
  G_DEFINE_ENUM_VALUE (RECTO_TASK_ANNOTATIONS, "annotations"),
  G_DEFINE_ENUM_VALUE (RECTO_TASK_LAYERS, "layers"),
  G_DEFINE_ENUM_VALUE (RECTO_TASK_PROPERTIES, "properties"),
  G_DEFINE_ENUM_VALUE (RECTO_TASK_FONTS, "fonts"),
  G_DEFINE_ENUM_VALUE (RECTO_TASK_SIGNATURES, "signatures"),
  G_DEFINE_ENUM_VALUE (RECTO_TASK_INSPECT, "inspect"))

G_DEFINE_ENUM_TYPE (RectoTaskState, recto_task_state,
  G_DEFINE_ENUM_VALUE (RECTO_TASK_PENDING, "pending"),
  G_DEFINE_ENUM_VALUE (RECTO_TASK_RUNNING, "running"),
  G_DEFINE_ENUM_VALUE (RECTO_TASK_SUCCEEDED, "succeeded"),
  G_DEFINE_ENUM_VALUE (RECTO_TASK_FAILED, "failed"),
  G_DEFINE_ENUM_VALUE (RECTO_TASK_CANCELLED, "cancelled"),
  G_DEFINE_ENUM_VALUE (RECTO_TASK_TIMED_OUT, "timed-out"))

G_DEFINE_ENUM_TYPE (RectoCancelReason, recto_cancel_reason,
  G_DEFINE_ENUM_VALUE (RECTO_CANCEL_NONE, "none"),
  G_DEFINE_ENUM_VALUE (RECTO_CANCEL_CALLER, "caller"),
  G_DEFINE_ENUM_VALUE (RECTO_CANCEL_USER_STOP, "user-stop"),
  G_DEFINE_ENUM_VALUE (RECTO_CANCEL_SUPERSEDED, "superseded"),
  G_DEFINE_ENUM_VALUE (RECTO_CANCEL_TIMEOUT, "timeout"),
  G_DEFINE_ENUM_VALUE (RECTO_CANCEL_PARENT, "parent"),
  G_DEFINE_ENUM_VALUE (RECTO_CANCEL_DOCUMENT_CLOSED, "document-closed"),
  G_DEFINE_ENUM_VALUE (RECTO_CANCEL_QUIT, "quit"),
  G_DEFINE_ENUM_VALUE (RECTO_CANCEL_LIMIT, "limit"))
/* clang-format on */

static const char *
nick_of (GType type, int value)
{
  GEnumValue *found = g_enum_get_value (g_type_class_get (type), value);

  g_return_val_if_fail (found != NULL, "unknown");
  return found->value_nick;
}

const char *
recto_task_kind_to_string (RectoTaskKind kind)
{
  return nick_of (RECTO_TYPE_TASK_KIND, kind);
}

const char *
recto_task_state_to_string (RectoTaskState state)
{
  return nick_of (RECTO_TYPE_TASK_STATE, state);
}

const char *
recto_cancel_reason_to_string (RectoCancelReason reason)
{
  return nick_of (RECTO_TYPE_CANCEL_REASON, reason);
}

gboolean
recto_task_state_is_final (RectoTaskState state)
{
  return state != RECTO_TASK_PENDING && state != RECTO_TASK_RUNNING;
}

guint
recto_task_kind_default_timeout_ms (RectoTaskKind kind)
{
  switch (kind)
    {
    case RECTO_TASK_OPEN:
    case RECTO_TASK_LAYOUT:
    case RECTO_TASK_ATTACHMENTS:
    case RECTO_TASK_OUTLINE:
    case RECTO_TASK_LAYERS:
    case RECTO_TASK_RESOLVE:
      return 60 * 1000;
    /* A slow network is no reason to give up on a big file, but one that stands still is. */
    case RECTO_TASK_FETCH:
    case RECTO_TASK_SAVE:
    case RECTO_TASK_SEARCH:
    case RECTO_TASK_ANNOTATIONS:
      return 60 * 60 * 1000;
    case RECTO_TASK_SAVE_ALL:
      return 24 * 60 * 60 * 1000;
    case RECTO_TASK_RENDER:
    case RECTO_TASK_PAGE_FACTS:
    case RECTO_TASK_LINKS:
    case RECTO_TASK_TEXT:
    case RECTO_TASK_PROPERTIES:
    case RECTO_TASK_SIGNATURES:
      return 30 * 1000;
    case RECTO_TASK_INSPECT:
      return 15 * 1000;
    case RECTO_TASK_FONTS:
      return 10 * 60 * 1000;
    case RECTO_TASK_THUMBNAIL:
      return 2 * 1000;
    default:
      g_return_val_if_reached (0);
    }
}
