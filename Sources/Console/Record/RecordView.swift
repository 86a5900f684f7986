// SPDX-License-Identifier: Apache-2.0

import Accounts
import Audit
import Commerce
import Pages
import Policy
import Values
import Vault

/// What somebody looks for in the record.
struct RecordChoice: Sendable {
    let log: AuditLog
    let kind: RecordKind?
    let purpose: Purpose?
    /// Only entries with smaller numbers.
    let before: Int?

    /// Reads what an address says; what it does not know counts as not said.
    init(_ value: (String) -> String?) {
        log = value("log") == AuditLog.access.rawValue ? .access : .evidence
        kind = log == .evidence ? value("kind").flatMap(RecordKind.init(rawValue:)) : nil
        purpose = value("purpose").flatMap(Purpose.init(rawValue:))
        before = value("before").flatMap(Int.init).flatMap { $0 >= 0 ? $0 : nil }
    }

    static let newest = RecordChoice { _ in nil }

    var isNarrowed: Bool { kind != nil || purpose != nil }

    var search: AuditSearch {
        AuditSearch(of: log, types: kind?.types ?? [], purpose: purpose?.rawValue, before: before)
    }

    /// The address of the same choice further back.
    func query(before next: Int) -> String {
        var parts = ["log=\(log.rawValue)", "before=\(next)"]
        if let kind { parts.append("kind=\(kind.rawValue)") }
        if let purpose { parts.append("purpose=\(purpose.rawValue)") }
        return "?" + parts.joined(separator: "&")
    }
}

/// A page of the record with everything it names.
struct RecordView: Sendable {
    let choice: RecordChoice
    let page: AuditPage
    let parties: [ID<AuditEntry>: AuditParties]
    let names: RecordNames
}

/// What the record's people are called on its pages: by their work or their newest order, never by their names.
struct RecordNames: Sendable {
    /// Whoever works here now.
    let roles: [PersonID: StaffRole]
    let orders: [PersonID: (id: ID<Order>, number: OrderNumber)]
}

extension Desk {
    /// Looks up who has done what, for a page of entries.
    func recordNames(for parties: some Collection<AuditParties>) async throws -> RecordNames {
        let members = try await services.accounts.members(with: Set(StaffRole.allCases))
        let people = Set(parties.flatMap { $0.people.prefix(Self.namedPeople) }).subtracting(members.map(\.id))
        return RecordNames(
            roles: Dictionary(members.map { ($0.id, $0.role) }) { first, _ in first },
            orders: try await services.shop.workOnOrders.newestOrders(of: people, as: caller))
    }

    /// So many of an entry's people are named; the rest is counted.
    static let namedPeople = 3

    /// `you`, `support agent · 3f2a` or `the program`; whoever left, or whose link is erased, is nobody any more.
    func doer(_ actor: PersonID?, _ names: RecordNames, isByProgram: Bool) -> HTML {
        guard let actor else { return "\(say(isByProgram ? "record.program" : "record.unknown"))" }
        guard actor != member.id else { return "\(say("record.you"))" }
        guard let role = names.roles[actor] else { return "\(say("record.former"))" }
        let name = "\(say(Text("console.role.\(role.rawValue)"))) · \(actor.description.suffix(4))"
        return may(.settings) ? sheet.link(name, to: path("/settings/team/\(actor)")) : "\(name)"
    }

    /// Those an entry is about, as links to their newest orders.
    func subjects(_ people: [PersonID], _ names: RecordNames, isAboutSomebody: Bool) -> HTML {
        guard !people.isEmpty else { return "\(say(isAboutSomebody ? "record.erased" : "record.about-nobody"))" }
        let named = people.prefix(Self.namedPeople).map { person -> HTML in
            if let order = names.orders[person] {
                return sheet.link(
                    say("record.buyer-of", ["number": order.number.text]), to: path("/orders/\(order.id)"))
            }
            if person == member.id { return "\(say("record.you"))" }
            if let role = names.roles[person] { return "\(say(Text("console.role.\(role.rawValue)")))" }
            return "\(say("record.somebody"))"
        }
        let more = people.count - named.count
        let parts = named.enumerated().map { "\(if: $0.offset > 0, ", ")\($0.element)" as HTML }
        return "\(parts)\(if: more > 0, " \(say("record.more", ["count": String(more)]))")"
    }
}
