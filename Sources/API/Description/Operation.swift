// SPDX-License-Identifier: Apache-2.0

import Accounts
import HTTPTypes

/// One thing a program can ask for. From it come the route, the checks of what arrives and the description.
struct Operation<Output: Sendable>: Sendable {
    let id: String
    let method: HTTPRequest.Method
    /// Behind `/api`, with parameters in braces.
    let path: String
    let summary: String
    let scope: APIScope
    var parameters: [Parameter] = []
    var body: Schema?
    let output: Shape<Output>
    /// Refusals of its own, beside those that every operation has.
    var refusals: Set<Refusal> = []
    /// False for what nobody may keep a copy of.
    var mayBeKept = true
    /// Whether a change names what it was made upon, by `If-Match`.
    var demandsMatch = false
    let run: @Sendable (Asked, APIServices, APIClient) async throws -> Reply<Output>
}

enum Reply<Output: Sendable>: Sendable {
    case here(Output)
    case refused(Refusal)
}

/// Why an operation was not carried out, though the question was in order.
enum Refusal: String, Hashable, Sendable, CaseIterable {
    case notFound
    /// The member of staff whom the key acts for may not, or the policy does not let it be opened.
    case forbidden
    /// It contradicts the shop as it is: a price below cost.
    case conflict
    /// Somebody changed it since it was read.
    case changedMeanwhile

    var status: HTTPResponse.Status {
        switch self {
        case .notFound: .notFound
        case .forbidden: .forbidden
        case .conflict: .conflict
        case .changedMeanwhile: .preconditionFailed
        }
    }

    var words: String {
        switch self {
        case .notFound: "There is no such thing here."
        case .forbidden:
            "The member of staff whom this key acts for may not, or the privacy policy does not let it be opened."
        case .conflict: "The supplier asks as much in one of the currencies, or more."
        case .changedMeanwhile: "It was changed since it was read: read it again."
        }
    }
}

/// Something an operation is told in its address.
struct Parameter: Sendable {
    enum Place: String, Sendable {
        case path, query
    }

    let name: String
    let place: Place
    let schema: Schema
    var isRequired = false
    let about: String

    static func path(_ name: String, _ schema: Schema, _ about: String) -> Parameter {
        Parameter(name: name, place: .path, schema: schema, isRequired: true, about: about)
    }

    static func query(_ name: String, _ schema: Schema, isRequired: Bool = false, _ about: String) -> Parameter {
        Parameter(name: name, place: .query, schema: schema, isRequired: isRequired, about: about)
    }

    static let limit = query("limit", .integer(1...200), "How many at most; 50 when it is not said.")

    /// The value as the schema understands it: a number where one is asked for.
    func value(of text: String) -> JSON {
        guard case .integer = schema else { return .string(text) }
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard !digits.isEmpty, digits.allSatisfy(\.isWholeNumber), let number = Int64(text) else {
            return .string(text)
        }
        return .integer(number)
    }
}

/// What was asked, checked against the declaration.
struct Asked: Sendable {
    let parameters: [String: JSON]
    let body: JSON
    /// What the change was made upon; empty where nothing is demanded.
    let match: String

    func text(_ name: String) -> String? { parameters[name]?.string }
    func integer(_ name: String) -> Int? { parameters[name]?.integer.map { Int($0) } }

    var limit: Int { integer("limit") ?? 50 }
}
