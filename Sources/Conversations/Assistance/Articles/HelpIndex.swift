// SPDX-License-Identifier: Apache-2.0

import Foundation
import Values

/// Finds what of the help articles answers a question: Okapi BM25 over their paragraphs (Robertson and Zaragoza 2009, k1 = 1.2, b = 0.75),
/// accents folded, so that `hoan tien` finds `hoàn tiền`. Some hundred articles are read in well under a millisecond, so nothing is kept.
struct HelpIndex {
    private struct Passage {
        let passage: HelpPassage
        let language: Language
        let counts: [String: Int]
        let length: Int
    }

    private let passages: [Passage]
    private let frequency: [String: Int]
    private let meanLength: Double

    init(_ articles: [HelpArticle]) {
        passages = articles.flatMap { article in
            Self.paragraphs(of: article.body).map { text in
                // A word of the title says what all of the article is about.
                let words = Self.words(article.title) + Self.words(article.title) + Self.words(text)
                return Passage(
                    passage: HelpPassage(article: article.id, title: article.title, text: text),
                    language: article.language, counts: Dictionary(words.map { ($0, 1) }, uniquingKeysWith: +),
                    length: words.count)
            }
        }
        frequency = Dictionary(passages.flatMap { $0.counts.keys }.map { ($0, 1) }, uniquingKeysWith: +)
        meanLength = passages.isEmpty ? 1 : Double(passages.reduce(0) { $0 + $1.length }) / Double(passages.count)
    }

    /// The best first, at most `limit`, those in the reader's language before others; none that hardly fits.
    func passages(for question: String, in language: Language, limit: Int = 3) -> [HelpPassage] {
        let words = Set(Self.words(question)).subtracting(Self.common)
        let scored = passages.map { (passage: $0, score: score(words, $0)) }
        let best = scored.map(\.score).max() ?? 0
        guard best > 0 else { return [] }
        return scored.filter { $0.score >= best * 0.6 && matches(words, $0.passage) >= min(2, words.count) }
            .sorted { first, second in
                if first.passage.language != second.passage.language { return first.passage.language == language }
                return first.score > second.score
            }
            .prefix(limit).map(\.passage.passage)
    }

    private func matches(_ words: Set<String>, _ passage: Passage) -> Int {
        words.count { passage.counts[$0] != nil }
    }

    private func score(_ words: Set<String>, _ passage: Passage) -> Double {
        let (total, length) = (Double(passages.count), Double(passage.length) / meanLength)
        return words.reduce(0) { sum, word in
            guard let count = passage.counts[word] else { return sum }
            let rarity = Double(frequency[word] ?? 0)
            let weight = log(1 + (total - rarity + 0.5) / (rarity + 0.5))
            return sum + weight * Double(count) * 2.2 / (Double(count) + 1.2 * (0.25 + 0.75 * length))
        }
    }

    private static func paragraphs(of body: String) -> [String] {
        body.replacing("\r\n", with: "\n").split(separator: "\n\n").map { String($0).trimmingSpaces() }
            .filter { !$0.isEmpty }
    }

    static func words(_ text: String) -> [String] {
        text.folded.split { !$0.isLetter && !$0.isNumber }.map(String.init).filter { $0.count > 1 }
    }

    /// Words that are in every question.
    private static let common = Set(
        """
        the is are do does my your you can how what when to of and or for in on it be me we have has not with this that please hi hello
        toi em minh anh chi shop la co khong cho duoc cua va thi nay do oi voi vay nhe di ve nao sao ban xin chao muon hoi da
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
