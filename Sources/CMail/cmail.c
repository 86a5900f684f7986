// SPDX-License-Identifier: Apache-2.0
#include "cmail.h"
int cmail_available(void) { return 1; }
