/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-document.h"

/* An address as it may be shown: what is invisible in it, or turns the rest around, is escaped.
 * (transfer full) */
char *recto_target_words_make_visible (const char *address);
/* Where a link leads to, in a few words: "Page 12", or an address. (transfer full) */
char *recto_target_words_describe (RectoDocument *document, const RectoTarget *target);
/* The page, as it is printed on it, or its number from 1. "" where it is not known, as in a book
 * that has not been laid out. (transfer full) */
char *recto_target_words_name_page (RectoDocument *document, const RectoTarget *target);
