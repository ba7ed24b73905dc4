/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "recto-page-view.h"

/* What wheels, fingers and buttons do on a page view: zooming, turning pages, dragging. */
void recto_page_gestures_attach (RectoPageView *view);
