// SPDX-License-Identifier: Apache-2.0

import Values

/// A file's name as it may be shown and saved: one name and no path, without characters that make it read otherwise than it is, ending
/// in what the content is.
struct FileName: Sendable {
    static let limit = 100

    let text: String

    init(_ given: String?, of type: MediaType) {
        let last = (given ?? "").split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let scalars = last.unicodeScalars.filter(Self.isHarmless)
        let name = String(String.UnicodeScalarView(scalars)).trimmingSpaces()
        let stem = String(name.drop { $0 == "." || $0 == " " }.prefix(Self.limit))
        let ending = stem.lastIndex(of: ".").map { stem[stem.index(after: $0)...].lowercased() }
        if stem.isEmpty {
            text = "file.\(type.extensions[0])"
        } else if let ending, type.extensions.contains(ending) {
            text = stem
        } else {
            text = "\(stem).\(type.extensions[0])"
        }
    }

    /// Neither control nor direction (Unicode TR 36 §2.4), nor invisible, nor of a meaning to some file system.
    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
        default: !"<>:\"|?*".unicodeScalars.contains(scalar)
        }
    }
}
