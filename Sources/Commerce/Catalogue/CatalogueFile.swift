// SPDX-License-Identifier: Apache-2.0

import Yams

/// `catalogue.yaml` as it is written.
struct CatalogueFile: Decodable {
    struct Text: Decodable {
        let vi: String
        let en: String
    }

    struct Price: Decodable {
        /// Whole dong.
        let vnd: Int64
        /// Dollars with two digits after the point.
        let usd: String

        enum CodingKeys: String, CodingKey {
            case vnd = "VND"
            case usd = "USD"
        }
    }

    struct Supplier: Decodable {
        let code: String
        let price: Int64
    }

    struct Offer: Decodable {
        let slug: String
        /// `5 GB`.
        let data: String
        let days: Int
        let price: Price
        let supplier: Supplier
    }

    struct Place: Decodable {
        let slug: String
        let name: Text
        let countries: [String]
        let networks: [String]
        let speed: String
        let hotspot: Bool
        let plans: [Offer]
        let topUps: [Offer]
    }

    let destinations: [Place]

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
