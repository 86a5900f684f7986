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
///     let entry = AuditEntry("erasure.completed", in: .evidence, at: now, by: .system("erasure"), about: person)
///     try await database.write { session in
///         …
///         try entry.insert(in: session)
///     }
package struct AuditEntry: Sendable {
    package enum Actor: Hashable, Sendable {
        case person(PersonID)
        /// See `AuditStatement.Actor.system`.
        case system(String)
    }

    package let statement: AuditStatement
    /// The canonical text, made once and before the transaction.
    let body: String
    /// Whom and what the statement's references stand for.
    let links: [AuditLink]
    /// Set when there is a payload or several people: hand it to the person together with a receipt.
    package let opening: AuditOpening?

    package var id: ID<AuditEntry> { statement.id }

    /// An entry about nobody, or about one person. With a `payload` it commits to it.
    package init(
        _ type: AuditType, in log: AuditLog, at time: Instant, by actor: Actor,
        about person: PersonID? = nil, object: ID<AuditObject>? = nil,
        policyVersion: String? = nil, purpose: String? = nil, recipient: String? = nil, categories: [String] = [],
        outcome: String? = nil, payload: [UInt8]? = nil
    ) {
        let subject = person.map { AuditLink(role: .subject, person: $0, object: object) }
        let other = person == nil ? object.map { AuditLink(role: .object, person: nil, object: $0) } : nil
        self.init(
            type, in: log, at: time, by: actor,
            subject: subject.map { .reference($0.reference) }, links: [subject, other].compactMap { $0 },
            policyVersion: policyVersion, purpose: purpose, recipient: recipient, categories: categories,
            outcome: outcome, payload: payload)
    }

    /// An entry about several people at once, such as a list that was shown: it commits to the set of them.
    package init(
        _ type: AuditType, in log: AuditLog, at time: Instant, by actor: Actor, aboutAll people: [PersonID],
        policyVersion: String? = nil, purpose: String? = nil, recipient: String? = nil, categories: [String] = [],
        outcome: String? = nil
    ) {
        let members = Set(people).map { AuditLink(role: .member, person: $0, object: nil) }
            .sorted { $0.reference < $1.reference }
        self.init(
            type, in: log, at: time, by: actor, subject: .people(count: members.count), links: members,
            policyVersion: policyVersion, purpose: purpose, recipient: recipient, categories: categories,
            outcome: outcome, payload: members.flatMap(\.reference.bytes))
    }

    private init(
        _ type: AuditType, in log: AuditLog, at time: Instant, by actor: Actor,
        subject: AuditStatement.Subject?, links: [AuditLink],
        policyVersion: String?, purpose: String?, recipient: String?, categories: [String],
        outcome: String?, payload: [UInt8]?
    ) {
        let opening = payload.map { AuditOpening(payload: $0) }
        let (stated, link) = actor.stated
        self.opening = opening
        self.links = links + [link].compactMap { $0 }
        statement = AuditStatement(
            id: .timeOrdered(at: time), time: time, log: log, type: type, policyVersion: policyVersion,
            subject: subject, actor: stated, purpose: purpose, recipient: recipient,
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

extension AuditEntry.Actor {
    /// What the statement says of the actor, and the link that tells who it is.
    fileprivate var stated: (actor: AuditStatement.Actor, link: AuditLink?) {
        switch self {
        case .person(let person):
            let link = AuditLink(role: .actor, person: person, object: nil)
            return (.reference(link.reference), link)
        case .system(let name):
            return (.system(name), nil)
        }
    }
}
