// SPDX-License-Identifier: Apache-2.0

package import Storage
package import Values

/// Anything an entry can be about besides people: an order, a request. Used as `order.id.cast()`.
package enum AuditObject {}

/// One entry, ready to be written: what it says, and the links and the opening that stay erasable beside it.
///
/// Make it before the transaction, since it draws random references; insert it in the transaction of the act itself,
/// so that neither exists without the other. A number it gets later, from the sequencer.
///
///     let entry = AuditEntry(log: .evidence, type: "erasure.completed", at: now, about: person)
///     try await database.write { session in
///         …
///         try entry.insert(in: session)
///     }
package struct AuditEntry: Sendable {
    package let statement: AuditStatement
    /// The canonical text, made once and before the transaction.
    let body: String
    /// Whom and what the statement's references stand for.
    let links: [AuditLink]
    /// Set when there is a payload or several people: hand it to the person together with a receipt.
    package let opening: AuditOpening?

    package var id: ID<AuditEntry> { statement.id }

    /// An entry about nobody, or about one person. Without `actor` it was the program itself that acted. With a
    /// `payload` (ids and codes, no personal data) it commits to it.
    package init(
        log: AuditLog, type: AuditType, at time: Instant, policyVersion: String? = nil,
        about person: PersonID? = nil, object: ID<AuditObject>? = nil, by actor: PersonID? = nil,
        purpose: String? = nil, recipient: String? = nil, categories: [String] = [], outcome: String? = nil,
        payload: [UInt8]? = nil
    ) {
        let subject = person.map { AuditLink(role: .subject, person: $0, object: object) }
        let other = person == nil ? object.map { AuditLink(role: .object, person: nil, object: $0) } : nil
        self.init(
            log: log, type: type, at: time, policyVersion: policyVersion,
            subject: subject.map { .reference($0.reference) }, about: [subject, other].compactMap { $0 }, by: actor,
            purpose: purpose, recipient: recipient, categories: categories, outcome: outcome, payload: payload)
    }

    /// An entry about several people at once, such as a list that was shown: it commits to the set of them.
    package init(
        log: AuditLog, type: AuditType, at time: Instant, policyVersion: String? = nil,
        aboutAll people: [PersonID], by actor: PersonID? = nil,
        purpose: String? = nil, recipient: String? = nil, categories: [String] = [], outcome: String? = nil
    ) {
        let members = Set(people).map { AuditLink(role: .member, person: $0, object: nil) }
            .sorted { $0.reference < $1.reference }
        self.init(
            log: log, type: type, at: time, policyVersion: policyVersion,
            subject: .people(count: members.count), about: members, by: actor,
            purpose: purpose, recipient: recipient, categories: categories, outcome: outcome,
            payload: members.flatMap(\.reference.bytes))
    }

    private init(
        log: AuditLog, type: AuditType, at time: Instant, policyVersion: String?,
        subject: AuditStatement.Subject?, about links: [AuditLink], by actor: PersonID?,
        purpose: String?, recipient: String?, categories: [String], outcome: String?, payload: [UInt8]?
    ) {
        let opening = payload.map { AuditOpening(payload: $0) }
        let actorLink = actor.map { AuditLink(role: .actor, person: $0, object: nil) }
        self.opening = opening
        self.links = links + [actorLink].compactMap { $0 }
        statement = AuditStatement(
            id: .timeOrdered(at: time), time: time, log: log, type: type, policyVersion: policyVersion,
            subject: subject, actor: actorLink?.reference, purpose: purpose, recipient: recipient,
            categories: categories.sorted(), outcome: outcome, commitment: opening?.commitment)
        body = statement.canonicalText
    }

    /// Writes the entry, unnumbered, into the transaction it belongs to.
    package func insert(in session: any SQLSession) throws {
        try AuditQueries.insert(self, in: session)
    }
}

/// Who or what a reference stands for. Erased with the person, after which the reference means nothing to anyone.
struct AuditLink: Hashable, Sendable {
    enum Role: String, SQLEnum {
        case subject
        /// One of several subjects.
        case member
        case actor
        case object
    }

    let reference: AuditReference
    let role: Role
    let person: PersonID?
    let object: ID<AuditObject>?

    init(role: Role, person: PersonID?, object: ID<AuditObject>?) {
        reference = .random()
        self.role = role
        self.person = person
        self.object = object
    }
}
