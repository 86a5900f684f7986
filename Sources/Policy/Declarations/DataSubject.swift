// SPDX-License-Identifier: Apache-2.0

/// Whom a category is about, as the record of processing groups people (GDPR art. 30(1)(c)).
package enum DataSubject: String, Sendable, CaseIterable, Codable {
    case buyers
    case visitors
    case requesters
    case staff
}
