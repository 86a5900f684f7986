// SPDX-License-Identifier: Apache-2.0

/// What a value may be. One declaration describes it to programs, checks what arrives and says what is wrong with it.
indirect enum Schema: Sendable {
    /// `format` as in the registry of OpenAPI; `pattern` for whole values.
    case string(format: String? = nil, pattern: String? = nil, longest: Int? = nil)
    case choice([String])
    case integer(ClosedRange<Int64>)
    case boolean
    case array(Schema)
    case nullable(Schema)
    /// An object with a name of its own under `components`.
    case object(name: String, [Property])

    struct Property: Sendable {
        let name: String
        let schema: Schema
        let about: String
    }

    static let id = Schema.string(
        format: "uuid", pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")
    static let slug = Schema.string(pattern: "^[a-z0-9]+(-[a-z0-9]+)*$", longest: 80)
    static let moment = Schema.string(format: "date-time")
    static let day = Schema.string(format: "date")
    static let text = Schema.string()
    static let count = Schema.integer(0...9_007_199_254_740_991)

    /// Why a value is not one of these; nil when it is.
    func problem(with value: JSON) -> String? {
        switch (self, value) {
        case (.string(_, let pattern, let longest), .string(let text)):
            if let longest, text.unicodeScalars.count > longest { return "has at most \(longest) characters" }
            guard let pattern else { return nil }
            return Self.matches(text, pattern) ? nil : "has the form \(pattern)"
        case (.choice(let words), .string(let text)):
            return words.contains(text) ? nil : "is one of \(words.joined(separator: ", "))"
        case (.integer(let range), .integer(let number)):
            return range.contains(number) ? nil : "is between \(range.lowerBound) and \(range.upperBound)"
        case (.boolean, .boolean), (.nullable, .null): return nil
        case (.nullable(let schema), _): return schema.problem(with: value)
        case (.array(let schema), .array(let values)):
            return values.lazy.compactMap { schema.problem(with: $0) }.first
        case (.object(_, let properties), .object(let members)): return Self.problem(with: members, properties)
        case (.string, _), (.choice, _): return "is a text"
        case (.integer, _): return "is a whole number"
        case (.boolean, _): return "is true or false"
        case (.array, _): return "is a list"
        case (.object, _): return "is an object"
        }
    }

    private static func problem(with members: [JSON.Member], _ properties: [Property]) -> String? {
        if let stray = members.first(where: { member in !properties.contains { $0.name == member.name } }) {
            return "knows no \"\(stray.name.prefix(40))\""
        }
        for property in properties {
            guard let value = members.first(where: { $0.name == property.name })?.value else {
                return "needs \"\(property.name)\""
            }
            if let problem = property.schema.problem(with: value) { return "\"\(property.name)\" \(problem)" }
        }
        return nil
    }

    /// The patterns are of this program; one that is no pattern would match nothing and be seen by the tests at once.
    private static func matches(_ text: String, _ pattern: String) -> Bool {
        guard let expression = try? Regex(pattern) else { return false }
        return text.wholeMatch(of: expression) != nil
    }
}

extension Schema {
    /// JSON Schema 2020-12, objects by reference.
    var description: JSON {
        switch self {
        case .string(let format, let pattern, let longest):
            .object(
                [
                    .init(name: "type", value: "string"), format.map { .init(name: "format", value: .string($0)) },
                    pattern.map { .init(name: "pattern", value: .string($0)) },
                    longest.map { .init(name: "maxLength", value: .integer(Int64($0))) },
                ].compactMap { $0 })
        case .choice(let words): ["type": "string", "enum": .array(words.map { .string($0) })]
        case .integer(let range):
            [
                "type": "integer", "format": "int64", "minimum": .integer(range.lowerBound),
                "maximum": .integer(range.upperBound),
            ]
        case .boolean: ["type": "boolean"]
        case .array(let schema): ["type": "array", "items": schema.description]
        case .nullable(let schema): ["oneOf": [schema.description, ["type": "null"]]]
        case .object(let name, _): ["$ref": .string("#/components/schemas/\(name)")]
        }
    }

    /// The named objects in it, itself among them, each with its full description.
    var components: [(name: String, description: JSON)] {
        switch self {
        case .string, .choice, .integer, .boolean: return []
        case .array(let schema), .nullable(let schema): return schema.components
        case .object(let name, let properties):
            let members = properties.map { property -> JSON.Member in
                guard case .object(var described) = property.schema.description else {
                    return .init(name: property.name, value: property.schema.description)
                }
                described.append(.init(name: "description", value: .string(property.about)))
                return .init(name: property.name, value: .object(described))
            }
            let own: JSON = [
                "type": "object", "required": .array(properties.map { .string($0.name) }),
                "properties": .object(members), "additionalProperties": false,
            ]
            return [(name, own)] + properties.flatMap(\.schema.components)
        }
    }
}
