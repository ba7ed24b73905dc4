/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-application.h"

/* The command line: recto [OPTION…] [FILE…]. A file is a path or an address, with the page to
 * begin with behind it: book.pdf#page=3 */

void recto_command_line_add_options (GApplication *application);
/* In the process that was started: an exit status, or -1 to go on. */
int recto_command_line_run_local (GVariantDict *options);
/* In the running program: opens what is asked for, soon; an exit status. */
int recto_command_line_run (RectoApplication *application, GApplicationCommandLine *command_line);
