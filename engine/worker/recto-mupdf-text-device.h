/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <mupdf/fitz.h>

/* A device that hands the text of a page on to a device for structured text, with signs as the
 * characters that they stand for, and nothing else: also signs that are pictures, where the
 * document says which they are. That one reads a page in two thirds of the time when it need not
 * look for each character whether it is clipped away: this one notices whether it had to, or, with
 * `clips`, tells it what each text is clipped to. `bounds`: of the page. Throws.
 */
fz_device *recto_mupdf_text_device_new (fz_context *ctx,
                                        fz_device *text,
                                        fz_rect bounds,
                                        gboolean clips);
/* Without `clips`: some text begins outside of the page, or of what the page is clipped to there.
 */
gboolean recto_mupdf_text_device_saw_clipped (fz_device *device);
