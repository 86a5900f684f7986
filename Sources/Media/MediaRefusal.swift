// SPDX-License-Identifier: Apache-2.0

/// Why a file is not taken.
package enum MediaRefusal: String, Error, Sendable, Equatable, CaseIterable {
    case empty
    case tooLarge = "too-large"
    /// Not one of the kinds that may be sent.
    case notAllowed = "not-allowed"
    /// The content is another kind than the sender says.
    case mistyped
    /// It begins as something and does not go on as that, or is not what the sender says it is, byte for byte.
    case damaged
}
