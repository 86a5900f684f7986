// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A MIME entity and the ones inside it (RFC 2045, 2046, 2183, 2231), read as a mail program would.
struct MIMEPart: Sendable {
    struct Header: Hashable, Sendable {
        let name: String
        /// Unfolded, encoded words decoded (RFC 2047).
        let value: String
    }

    let headers: [Header]
    /// `text/html`, in lower case, without parameters.
    let type: String
    let parameters: [String: String]
    let disposition: String
    let fileName: String?
    /// Without the angle brackets.
    let contentID: String?
    /// Decoded from its transfer encoding; empty for a multipart.
    let body: [UInt8]
    let parts: [MIMEPart]

    init(_ bytes: [UInt8]) { self.init(bytes[...], depth: 0) }

    private init(_ bytes: ArraySlice<UInt8>, depth: Int) {
        let (head, content) = Self.split(bytes)
        let fields = Self.headers(in: head)
        func value(_ name: String) -> String? { fields.first { $0.name.lowercased() == name }?.value }
        let contentType = MIMEValue(value("content-type") ?? "text/plain; charset=us-ascii")
        let place = MIMEValue(value("content-disposition") ?? "")
        headers = fields
        type = contentType.main
        parameters = contentType.parameters
        disposition = place.main
        fileName = place.parameters["filename"] ?? contentType.parameters["name"]
        contentID = value("content-id").map { String($0.filter { !"<> ".contains($0) }) }
        if type.hasPrefix("multipart/"), let boundary = contentType.parameters["boundary"], depth < 10 {
            parts = Self.pieces(of: content, boundary: boundary).map { MIMEPart($0, depth: depth + 1) }
            body = []
        } else {
            parts = []
            body = TransferEncoding.decode(Array(content), value("content-transfer-encoding") ?? "7bit")
        }
    }

    func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// The parts that hold something, in order.
    var leaves: [MIMEPart] { parts.isEmpty ? [self] : parts.flatMap(\.leaves) }
    var isAttachment: Bool { disposition == "attachment" }
    var text: String { TransferEncoding.text(body, charset: parameters["charset"] ?? "utf-8") }
    var base64: String { Data(body).base64EncodedString() }

    /// Header and content around the first empty line.
    private static func split(_ bytes: ArraySlice<UInt8>) -> (ArraySlice<UInt8>, ArraySlice<UInt8>) {
        var start = bytes.startIndex
        while start < bytes.endIndex {
            let end = bytes[start...].firstIndex(of: 0x0a) ?? bytes.endIndex
            let line = bytes[start..<end]
            let next = end < bytes.endIndex ? bytes.index(after: end) : end
            if line.isEmpty || line.elementsEqual([0x0d]) { return (bytes[..<start], bytes[next...]) }
            start = next
        }
        return (bytes, bytes[bytes.endIndex...])
    }

    private static func headers(in bytes: ArraySlice<UInt8>) -> [Header] {
        let unfolded = String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
            .replacing("\n ", with: " ").replacing("\n\t", with: " ")
        return unfolded.split(separator: "\n").compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            return Header(name: String(line[..<colon]), value: EncodedWords.decode(value))
        }
    }

    /// What stands between the boundary's lines; the line break before a boundary belongs to it.
    private static func pieces(of content: ArraySlice<UInt8>, boundary: String) -> [ArraySlice<UInt8>] {
        let mark = Array("--\(boundary)".utf8)
        var pieces: [ArraySlice<UInt8>] = []
        var pieceStart: Int?
        var start = content.startIndex
        while start < content.endIndex {
            let end = content[start...].firstIndex(of: 0x0a) ?? content.endIndex
            let next = min(end + 1, content.endIndex)
            if content[start..<end].starts(with: mark) {
                if let pieceStart {
                    var stop = start
                    if stop > pieceStart, content[stop - 1] == 0x0a { stop -= 1 }
                    if stop > pieceStart, content[stop - 1] == 0x0d { stop -= 1 }
                    pieces.append(content[pieceStart..<stop])
                }
                pieceStart = next
                if content[start..<end].dropFirst(mark.count).starts(with: Array("--".utf8)) { return pieces }
            }
            start = next
        }
        if let pieceStart { pieces.append(content[pieceStart...]) }
        return pieces
    }
}

/// `text/html; charset=utf-8; name*=utf-8''anh.png`.
struct MIMEValue: Hashable, Sendable {
    let main: String
    let parameters: [String: String]

    init(_ text: String) {
        let pieces = Self.split(text)
        main = (pieces.first ?? "").trimmingCharacters(in: .whitespaces).lowercased()
        var parameters: [String: String] = [:]
        for piece in pieces.dropFirst() {
            let pair = piece.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard pair.count == 2 else { continue }
            var (name, value) = (pair[0].lowercased(), pair[1])
            if value.hasPrefix("\""), value.hasSuffix("\""), value.count >= 2 {
                value = String(value.dropFirst().dropLast()).replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
            }
            if name.hasSuffix("*") {
                name.removeLast()
                let parts = value.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
                value = (parts.count == 3 ? String(parts[2]) : value).removingPercentEncoding ?? value
            }
            parameters[name] = value
        }
        self.parameters = parameters
    }

    /// At semicolons outside quotes.
    private static func split(_ text: String) -> [String] {
        var pieces = [""]
        var quoted = false
        for character in text {
            if character == "\"" { quoted.toggle() }
            if character == ";", !quoted {
                pieces.append("")
            } else {
                pieces[pieces.count - 1].append(character)
            }
        }
        return pieces
    }
}
