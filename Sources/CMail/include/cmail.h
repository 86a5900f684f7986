// SPDX-License-Identifier: Apache-2.0
#pragma once
int cmail_available(void);
