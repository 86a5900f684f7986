// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The files under `Assets`, by path.
enum AssetFolder {
    static func contents(of folder: URL) throws -> [String: [UInt8]] {
        let root = folder.standardizedFileURL.path + "/"
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects ?? []
        return try files.compactMap { $0 as? URL }.filter { mediaType(of: $0.lastPathComponent) != nil }
            .reduce(into: [:]) { contents, file in
                let path = file.standardizedFileURL.path
                contents[String(path.dropFirst(root.count))] = Array(try Data(contentsOf: file))
            }
    }

    /// The style sheets every face has and those of one, as one. Cascade layers decide what wins, not the order of files;
    /// fonts only when they are there.
    static func styleSheet(of face: Face, from contents: [String: [UInt8]]) -> String {
        let others = Face.allCases.filter { $0 != face }.map { "css/\($0.rawValue)/" }
        let sheets = contents.filter { file in
            file.key.hasPrefix("css/") && !others.contains { file.key.hasPrefix($0) }
        }.sorted { $0.key < $1.key }
        let hasFont = contents.keys.contains { $0.hasSuffix(".woff2") }
        return "@layer theme,tokens,base,layout,components,pages;"
            + sheets.filter { hasFont || $0.key != "css/font.css" }
            .map { compact(String(decoding: $0.value, as: UTF8.self)) }.joined()
    }

    /// The tokens and the chat's own rules, for a shadow tree that inherits nothing it was not given.
    static func chatStyleSheet(from contents: [String: [UInt8]]) -> String {
        ["css/tokens.css", "widget.css"].compactMap { contents[$0] }
            .map { inShadow(compact(String(decoding: $0, as: UTF8.self))) }.joined(separator: "\n")
    }

    /// What is said of a page's root, said of a shadow tree's host.
    static func inShadow(_ css: String) -> String { css.replacing(":root", with: ":host") }

    /// Without comments and indentation. Our style sheets hold no strings in which that would matter.
    static func compact(_ css: String) -> String {
        let parts = css.components(separatedBy: "/*")
        let rules = parts.dropFirst().map { $0.components(separatedBy: "*/").last ?? "" }
        return (parts.prefix(1) + rules).joined().split(separator: "\n")
            .map { $0.drop(while: \.isWhitespace) }.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    static func mediaType(of name: String) -> String? {
        switch name.split(separator: ".", maxSplits: 1).dropFirst().last {
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "woff2": "font/woff2"
        default: nil
        }
    }
}
