/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "recto-debug.h"

#include <glib.h>

#include "recto-loop-watch.h"

typedef struct
{
  const char *name;
  const char *log_domain;
} Part;

static const Part parts[] = {
  { "tasks", "Recto-task" },
  { "pages", "Recto-pages" },
  { "loop", "Recto-loop" },
};

static void
add_domains (GStrvBuilder *domains, const char *const *names)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_strv_contains (names, parts[i].name))
      g_strv_builder_add (domains, parts[i].log_domain);
}

void
recto_debug_set_up (void)
{
  const char *wanted = g_getenv ("RECTO_DEBUG");
  const char *others = g_getenv ("G_MESSAGES_DEBUG");
  g_autoptr (GStrvBuilder) domains = NULL;
  g_auto (GStrv) names = NULL;
  g_auto (GStrv) list = NULL;

  if (wanted == NULL || wanted[0] == '\0')
    return;
  names = g_strsplit_set (wanted, ", ", -1);
  domains = g_strv_builder_new ();
  add_domains (domains, (const char *const *) names);
  if (others != NULL)
    {
      g_auto (GStrv) more = g_strsplit (others, " ", -1);

      g_strv_builder_addv (domains, (const char **) more);
    }
  list = g_strv_builder_end (domains);
  g_log_writer_default_set_use_stderr (TRUE);
  g_log_writer_default_set_debug_domains ((const char *const *) list);
  if (g_strv_contains ((const char *const *) names, "loop"))
    recto_loop_watch_start (g_strv_contains ((const char *const *) names, "block"));
}
