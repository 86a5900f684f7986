// SPDX-License-Identifier: Apache-2.0

/// Addresses of mail and of pages.
extension Scan {
    private static let dot = UInt8(ascii: ".")

    /// Something in brackets that reads like a placeholder of ours: it must not be taken for one in the answer.
    mutating func findPlaceholders() {
        var index = 0
        while index + 2 < tokens.count {
            if sign(at: index) == UInt8(ascii: "["), isWord(index + 1), tokens[index + 1].gap == .none {
                let end = endOfRun(from: index) {
                    $0.kind != .sign || $0.sign == 0x5b || $0.sign == 0x5d || $0.sign == 0x5f
                }
                let bytes = text[tokens[index].start..<tokens[end - 1].end]
                if Placeholder.reads(bytes) { claim(.literal, index..<end) }
                index = end
            } else {
                index += 1
            }
        }
    }

    mutating func findLinks() {
        for index in tokens.indices where isFree(index) {
            if tokens[index].kind == .word, tokens[index].isPlain, let end = endOfLink(at: index) {
                if isTelling(tokens[index].start..<tokens[end - 1].end) { claim(.link, index..<end) }
            } else if sign(at: index) == UInt8(ascii: "@") {
                findMail(around: index)
            }
        }
    }

    /// Where an address of a page ends that begins here; nil when none does.
    private func endOfLink(at index: Int) -> Int? {
        let isStart = index == 0 || tokens[index].gap != .none || tokens[index - 1].kind == .sign
        guard isStart, !isPart(of: index) else { return nil }
        let word = lowered(tokens[index])
        let hasScheme =
            (word == "http" || word == "https") && sign(at: index + 1) == 0x3a && sign(at: index + 2) == 0x2f
        let next = sign(at: index + 1)
        let isHost = next == Self.dot && isWord(index + 2) && tokens[index + 2].gap == .none
        guard hasScheme || (word == "www" && isHost) || (isHost && leadsToPerson(index)) else { return nil }
        var end = endOfRun(from: index) { $0.sign != 0x22 && $0.sign != 0x3c && $0.sign != 0x3e && $0.sign != 0x27 }
        while end > index + 1, tokens[end - 1].kind == .sign,
            ![UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "_"), UInt8(ascii: "-")].contains(tokens[end - 1].sign)
        {
            end -= 1
        }
        return end
    }

    /// A mail's local part and host are no address of a page.
    private func isPart(of index: Int) -> Bool {
        sign(at: index - 1) == UInt8(ascii: "@") && tokens[index].gap == .none
    }

    private static let profileHosts: Set<String> = [
        "zalo.me", "wa.me", "t.me", "m.me", "fb.com", "facebook.com", "instagram.com", "telegram.me", "line.me",
        "linkedin.com", "twitter.com", "x.com", "tiktok.com",
    ]

    private func leadsToPerson(_ index: Int) -> Bool {
        guard sign(at: index + 3) == UInt8(ascii: "/") else { return false }
        return Self.profileHosts.contains(lowered(tokens[index]) + "." + lowered(tokens[index + 2]))
    }

    /// Whether an address gives away more than a page everybody may see: a query, a fragment, a sign-in, a long opaque part, a profile.
    private func isTelling(_ range: Range<Int>) -> Bool {
        let address = String(decoding: text[range], as: UTF8.self)
        let rest = address.split(separator: "/", omittingEmptySubsequences: true)
        if address.contains("=") || address.contains("#") || address.contains("@") { return true }
        let host = rest.first { $0.contains(".") }.map { $0.lowercased() } ?? ""
        let bare = host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
        let parts = rest.drop { !$0.contains(".") }.dropFirst()
        if Self.profileHosts.contains(bare) { return !parts.isEmpty }
        return parts.contains { part in
            part.split(whereSeparator: { $0 == "?" || $0 == "." }).contains { piece in
                let digits = piece.filter(\.isNumber).count
                let letters = piece.filter(\.isLetter).count
                return piece.count >= 12 && digits >= 2 && (letters >= 2 || digits >= 12)
                    && (!piece.contains("-") || digits >= 6)
            }
        }
    }

    private mutating func findMail(around index: Int) {
        func isLocal(_ token: Token) -> Bool {
            token.kind != .sign || [0x2e, 0x5f, 0x25, 0x2b, 0x2d].contains(token.sign)
        }
        var first = index
        while first > 0, isFree(first - 1), tokens[first].gap == .none, isLocal(tokens[first - 1]) { first -= 1 }
        while first < index, tokens[first].sign == Self.dot { first += 1 }
        guard first < index else { return }
        var end = index + 1
        while isFree(end), tokens[end].gap == .none, isLocal(tokens[end]) { end += 1 }
        while end > index + 1, tokens[end - 1].kind == .sign { end -= 1 }
        let host = text[(tokens[index].end)..<max(tokens[index].end, tokens[end - 1].end)]
        guard host.contains(Self.dot) else { return }
        claim(.email, first..<end)
    }

    func lowered(_ token: Token) -> String {
        String(decoding: text[token.start..<token.end], as: UTF8.self).lowercased()
    }
}
