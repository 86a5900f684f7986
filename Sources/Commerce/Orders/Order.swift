// SPDX-License-Identifier: Apache-2.0

/// A purchase.
package struct Order: Sendable {}
