/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

/* How many bytes more than the JPEG itself recto_jpeg_scans_keep_coarse () may write. */
#define RECTO_JPEG_SCANS_MORE 2

/* A progressive JPEG (ITU-T T.81, annex G) tells of each block of 8×8 pixels its mean first, and
 * only in later scans how it differs from that. For a picture an eighth as large or less the means
 * are enough; the other scans take most of the time. A scan that makes these means more precise by
 * no more than one level of 256 is left out, too.
 *
 * Writes the JPEG without those other scans to `coarse`, which has room for `length` and
 * RECTO_JPEG_SCANS_MORE bytes, and returns how many it wrote: 0 where there is nothing to leave
 * out, or what there is is no such JPEG. Its blocks' other coefficients become certain to be
 * nothing: of those that it only does not know, a decoder may guess. */
gsize recto_jpeg_scans_keep_coarse (const guint8 *jpeg, gsize length, guint8 *coarse);
