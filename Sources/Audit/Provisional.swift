// SPDX-License-Identifier: Apache-2.0
package import Storage
// The audit developer replaces this file with the real entry; it only lets Vault and Disclosure compile meanwhile.
package import Values

package enum LogKind { case access, evidence }
package struct AuditEntry: Sendable {
    package init(
        log: LogKind, type: String, at: Instant, policyVersion: String, about: PersonID? = nil, by: PersonID? = nil,
        purpose: String? = nil, recipient: String? = nil, categories: [String] = [], outcome: String? = nil
    ) {}
    package func insert(in session: any SQLSession) throws {}
}
