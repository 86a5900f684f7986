// SPDX-License-Identifier: Apache-2.0

import Foundation

extension StringProtocol {
    /// Lower case without accents: `Nhật Bản` and `nhat ban` become the same.
    package var folded: String {
        var folded = ""
        for scalar in String(self).lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
            if scalar == "đ" {
                folded.append("d")
            } else if scalar.properties.generalCategory != .nonspacingMark {
                folded.unicodeScalars.append(scalar)
            }
        }
        return folded
    }
}
