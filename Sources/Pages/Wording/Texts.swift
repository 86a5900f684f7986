// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import Values

/// The catalogue: every text of every face in every language, read once at start.
///
/// It is a folder per language with a file per face: `Texts/en/storefront.json` holds the keys `storefront.…`, nested
/// as its objects are.
package struct Texts: Sendable {
    private let wordings: [Language: Wording]

    /// Reads the catalogue that travels with the program; throws what is wrong in which file.
    package static func load() throws -> Texts {
        try Texts(folder: Bundle.module.bundleURL.appending(path: "Texts"))
    }

    package init(folder: URL) throws {
        wordings = try Dictionary(
            uniqueKeysWithValues: Language.allCases.map { language in
                (language, Wording(language: language, phrases: try Self.phrases(of: language, in: folder)))
            })
    }

    package func wording(in language: Language) -> Wording {
        wordings[language] ?? Wording(language: language, phrases: [:])
    }

    private static func phrases(of language: Language, in folder: URL) throws -> [String: Phrase] {
        let files = try FileManager.default.contentsOfDirectory(
            at: folder.appending(path: language.rawValue), includingPropertiesForKeys: nil)
        return try files.filter { $0.pathExtension == "json" }.reduce(into: [:]) { phrases, file in
            let face = file.deletingPathExtension().lastPathComponent
            do {
                let tree = try JSONDecoder().decode(TextTree.self, from: Data(contentsOf: file))
                tree.collect(under: face, into: &phrases)
            } catch {
                throw TextsError.unreadable(file: "\(language.rawValue)/\(face).json", reason: "\(error)")
            }
        }
    }
}

package enum TextsError: Error {
    case unreadable(file: String, reason: String)
}

/// A file of texts: objects within objects, strings at the end.
private enum TextTree: Decodable {
    case text(String)
    case group([String: TextTree])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {  // a failed guess, not a failure
            self = .text(text)
        } else {
            self = .group(try container.decode([String: TextTree].self))
        }
    }

    func collect(under key: String, into phrases: inout [String: Phrase]) {
        switch self {
        case .text(let source): phrases[key] = Phrase(source)
        case .group(let members):
            for (name, member) in members { member.collect(under: "\(key).\(name)", into: &phrases) }
        }
    }
}
