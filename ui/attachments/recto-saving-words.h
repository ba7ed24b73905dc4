/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-saving.h"
#include "recto-transfer-rate.h"

/* How savings and their items are told to people. */

/* "Waiting", "12 MB of 40 MB · 8 MB/s", "Saved", "Stopped", or why it failed. (transfer full) */
char *recto_saving_words_describe_item (RectoSavingItem *item, const RectoTransferRate *rate);
/* The icon that goes with an outcome. */
const char *recto_saving_words_get_icon (RectoSavingItem *item);
/* Why something could not be saved, in words for people. (transfer full) */
char *recto_saving_words_describe_error (const GError *error);
