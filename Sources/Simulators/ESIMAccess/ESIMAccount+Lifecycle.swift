// SPDX-License-Identifier: Apache-2.0

import Values

extension ESIMAccount {
    func expireDue(at now: Instant) {}
}
