// SPDX-License-Identifier: Apache-2.0

import Yams

/// `catalogue.yaml` as it is written. Keys stand in the order in which they are exported.
struct CatalogueFile: Codable {
    struct Text: Codable {
        let vi: String
        let en: String
    }

    struct Price: Codable {
        /// Whole dong.
        let vnd: Int64
        /// Dollars with two digits after the point.
        let usd: String

        enum CodingKeys: String, CodingKey {
            case vnd = "VND"
            case usd = "USD"
        }
    }

    struct Supplier: Codable {
        /// Its name in the policy; left out for eSIM Access, for a long time the only one.
        var name: String?
        let code: String
        let price: Int64
    }

    struct Offer: Codable {
        let slug: String
        /// `5 GB`, `500 MB`, `1 GB/day`.
        let data: String
        let days: Int
        let price: Price
        let supplier: Supplier
        /// Who else has it, in the order in which they are asked; left out where nobody else has.
        var fallbacks: [Supplier]?
        /// `inactive` for a plan that is not on sale; left out for the others.
        var state: String?
    }

    struct Place: Codable {
        let slug: String
        let name: Text
        let region: String
        let countries: [String]
        let networks: [String]
        let speed: String
        let hotspot: Bool
        let plans: [Offer]
        let topUps: [Offer]
    }

    struct Rules: Codable {
        let vndPerUSD: Int64
        /// `2026-11-01`.
        let rateFrom: String
        let minimumMargin: Int
        let followedChange: Int
    }

    let rules: Rules
    let destinations: [Place]

    init(rules: Rules, destinations: [Place]) {
        self.rules = rules
        self.destinations = destinations
    }

    /// Texts stay texts: YAML would read `NO` (Norway) as false and a date as a time.
    func yaml() throws -> String {
        let encoder = YAMLEncoder()
        encoder.options = .init(allowUnicode: true)
        return try encoder.encode(self)
    }

    init(yaml: String) throws(CatalogueProblem) {
        do {
            self = try YAMLDecoder().decode(CatalogueFile.self, from: yaml)
        } catch let error as DecodingError {
            throw CatalogueProblem(sentences: [error.sentence])
        } catch {
            throw CatalogueProblem(sentences: ["It is not YAML: \(error)"])
        }
    }
}

/// What is wrong with a catalogue file, a sentence each, with the path of the entry.
package struct CatalogueProblem: Error, Equatable, CustomStringConvertible {
    package let sentences: [String]
    package var description: String { sentences.joined(separator: "\n") }
}

extension DecodingError {
    fileprivate var sentence: String {
        switch self {
        case .keyNotFound(let key, let context): "\(context.path): `\(key.stringValue)` is missing."
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            "\(context.path): \(context.debugDescription)"
        @unknown default: "The file cannot be read: \(self)"
        }
    }
}

extension DecodingError.Context {
    /// `destinations[2].plans[0]`.
    fileprivate var path: String {
        codingPath.reduce(into: "") { path, key in
            if let index = key.intValue {
                path += "[\(index)]"
            } else {
                path += (path.isEmpty ? "" : ".") + key.stringValue
            }
        }
    }
}
