/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-attachment.h"

#include <string.h>

#include "recto-attachment-private.h"
#include "recto-file-name.h"

struct _RectoAttachment
{
  GObject parent_instance;
  guint object;
  guint64 stored;
  char *name;
  char *claimed_type;
  char *content_type; /* NULL until somebody asks */
  char *description;
  gint64 size;
  gint64 created;
  gint64 modified;
  gboolean has_page;
  RectoLocation location;
  RectoRect area;
};

typedef enum
{
  PROP_NAME = 1,
  PROP_DESCRIPTION,
  PROP_CONTENT_TYPE,
  PROP_SIZE,
  PROP_MODIFIED,
} RectoAttachmentProperty;

static GParamSpec *properties[PROP_MODIFIED + 1];

G_DEFINE_FINAL_TYPE (RectoAttachment, recto_attachment, G_TYPE_OBJECT)

/* What runs, or tells another program to run something, when it is opened. */
static const char *const executable_extensions[] = {
  "action",    "appimage",   "apk",         "app",
  "appref-ms", "bash",       "bat",         "bin",
  "chm",       "cmd",        "com",         "command",
  "cpl",       "csh",        "deb",         "desktop",
  "dll",       "dmg",        "exe",         "fish",
  "flatpak",   "flatpakref", "flatpakrepo", "gadget",
  "hta",       "inf",        "ins",         "iso",
  "jar",       "jnlp",       "js",          "jse",
  "ksh",       "lnk",        "lua",         "mjs",
  "msc",       "msh",        "msi",         "msp",
  "mst",       "osx",        "out",         "php",
  "pif",       "pl",         "pm",          "prg",
  "ps1",       "ps1xml",     "psc1",        "psd1",
  "psm1",      "py",         "pyc",         "pyo",
  "pyw",       "pyz",        "rb",          "reg",
  "rpm",       "run",        "scf",         "scpt",
  "scr",       "sct",        "service",     "settingcontent-ms",
  "sh",        "shb",        "shs",         "snap",
  "so",        "tcl",        "tcsh",        "tool",
  "url",       "vb",         "vbe",         "vbs",
  "webloc",    "workflow",   "ws",          "wsc",
  "wsf",       "wsh",        "xbap",        "zsh",
};

static const char *const executable_types[] = {
  "application/x-executable",
  "application/x-sharedlib",
  "application/x-shellscript",
  "application/x-desktop",
  "application/x-msdownload",
  "application/x-ms-dos-executable",
  "application/x-ms-shortcut",
  "application/x-msi",
  "application/x-bat",
  "application/x-java-archive",
  "application/x-java-jnlp-file",
  "application/x-perl",
  "application/x-ruby",
  "application/x-php",
  "application/x-deb",
  "application/x-rpm",
  "application/x-cd-image",
  "application/javascript",
  "application/java-archive",
  "application/vnd.appimage",
  "application/vnd.debian.binary-package",
  "application/vnd.flatpak",
  "application/vnd.flatpak.ref",
  "application/vnd.microsoft.portable-executable",
  "application/vnd.snap",
  "text/javascript",
  "text/vbscript",
  "text/x-lua",
  "text/x-python",
  "text/x-python3",
  "text/x-tcl",
};

/* "text/plain" and the like; parameters behind a semicolon are not kept. (transfer full) (nullable)
 */
static char *
sound_type (const char *claimed)
{
  g_autofree char *lower = g_ascii_strdown (claimed, strcspn (claimed, "; "));
  const char *slash = strchr (lower, '/');

  if (slash == NULL || !g_ascii_isalnum (lower[0]) || !g_ascii_isalnum (slash[1]) ||
      strchr (slash + 1, '/') != NULL)
    return NULL;
  for (const char *p = lower; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("/!#$&-^_.+", *p) == NULL)
      return NULL;
  /* That is what says nothing. */
  if (strcmp (lower, "application/octet-stream") == 0)
    return NULL;
  return g_content_type_from_mime_type (lower);
}

RectoAttachment *
recto_attachment_new (const RectoAttachmentClaims *claims)
{
  RectoAttachment *self = g_object_new (RECTO_TYPE_ATTACHMENT, NULL);

  self->object = claims->object;
  self->stored = claims->stored;
  self->name = recto_file_name_make_safe (claims->name);
  self->claimed_type = g_strdup (claims->content_type);
  self->description = claims->description[0] != '\0' ? g_strdup (claims->description) : NULL;
  self->size = MAX (claims->size, -1);
  self->created = claims->created;
  self->modified = claims->modified;
  self->has_page = claims->has_page;
  self->location = claims->location;
  self->area = claims->area;
  return self;
}

guint
recto_attachment_get_object (RectoAttachment *self)
{
  return self->object;
}

guint64
recto_attachment_get_stored (RectoAttachment *self)
{
  return self->stored;
}

const char *
recto_attachment_get_name (RectoAttachment *self)
{
  g_return_val_if_fail (RECTO_IS_ATTACHMENT (self), NULL);

  return self->name;
}

gint64
recto_attachment_get_size (RectoAttachment *self)
{
  g_return_val_if_fail (RECTO_IS_ATTACHMENT (self), -1);

  return self->size;
}

const char *
recto_attachment_get_content_type (RectoAttachment *self)
{
  g_return_val_if_fail (RECTO_IS_ATTACHMENT (self), NULL);

  if (self->content_type == NULL)
    self->content_type = sound_type (self->claimed_type);
  if (self->content_type == NULL)
    self->content_type = g_content_type_guess (self->name, NULL, 0, NULL);
  return self->content_type;
}

const char *
recto_attachment_get_description (RectoAttachment *self)
{
  g_return_val_if_fail (RECTO_IS_ATTACHMENT (self), NULL);

  return self->description;
}

gint64
recto_attachment_get_created (RectoAttachment *self)
{
  g_return_val_if_fail (RECTO_IS_ATTACHMENT (self), 0);

  return self->created;
}

gint64
recto_attachment_get_modified (RectoAttachment *self)
{
  g_return_val_if_fail (RECTO_IS_ATTACHMENT (self), 0);

  return self->modified;
}

gboolean
recto_attachment_get_page (RectoAttachment *self, RectoLocation *location, RectoRect *area)
{
  g_return_val_if_fail (RECTO_IS_ATTACHMENT (self), FALSE);

  if (self->has_page && location != NULL)
    *location = self->location;
  if (self->has_page && area != NULL)
    *area = self->area;
  return self->has_page;
}

gboolean
recto_attachment_type_is_executable (const char *type)
{
  g_return_val_if_fail (type != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (executable_types); i++)
    if (g_content_type_is_a (type, executable_types[i]))
      return TRUE;
  return FALSE;
}

gboolean
recto_attachment_is_executable (RectoAttachment *self)
{
  g_autofree char *by_name = NULL;
  const char *dot;

  g_return_val_if_fail (RECTO_IS_ATTACHMENT (self), FALSE);

  dot = strrchr (self->name, '.');
  for (gsize i = 0; dot != NULL && i < G_N_ELEMENTS (executable_extensions); i++)
    if (g_ascii_strcasecmp (dot + 1, executable_extensions[i]) == 0)
      return TRUE;
  /* The desktop will go by the name, whatever the document claims. */
  by_name = g_content_type_guess (self->name, NULL, 0, NULL);
  return recto_attachment_type_is_executable (by_name) ||
         recto_attachment_type_is_executable (recto_attachment_get_content_type (self));
}

static void
recto_attachment_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RectoAttachment *self = RECTO_ATTACHMENT (object);

  switch ((RectoAttachmentProperty) id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->description);
      break;
    case PROP_CONTENT_TYPE:
      g_value_set_string (value, recto_attachment_get_content_type (self));
      break;
    case PROP_SIZE:
      g_value_set_int64 (value, self->size);
      break;
    case PROP_MODIFIED:
      g_value_set_int64 (value, self->modified);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
recto_attachment_finalize (GObject *object)
{
  RectoAttachment *self = RECTO_ATTACHMENT (object);

  g_free (self->name);
  g_free (self->claimed_type);
  g_free (self->content_type);
  g_free (self->description);

  G_OBJECT_CLASS (recto_attachment_parent_class)->finalize (object);
}

static void
recto_attachment_class_init (RectoAttachmentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = recto_attachment_get_property;
  object_class->finalize = recto_attachment_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, flags);
  properties[PROP_CONTENT_TYPE] = g_param_spec_string ("content-type", NULL, NULL, NULL, flags);
  properties[PROP_SIZE] = g_param_spec_int64 ("size", NULL, NULL, -1, G_MAXINT64, -1, flags);
  properties[PROP_MODIFIED] =
      g_param_spec_int64 ("modified", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
recto_attachment_init (RectoAttachment *self)
{
}
