// SPDX-License-Identifier: Apache-2.0

/// What a member of staff is there for. The raw value stands in `policy.yaml` and in the staff table.
package enum StaffRole: String, Sendable, CaseIterable, Codable {
    /// Runs the business: everything the policy lets staff do.
    case owner
    /// Keeps plans and prices; has no business with buyers.
    case catalogueEditor = "catalogue-editor"
    /// Answers buyers and puts orders right.
    case supportAgent = "support-agent"
}
