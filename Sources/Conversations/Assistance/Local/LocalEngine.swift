// SPDX-License-Identifier: Apache-2.0

import Foundation
import Policy
import Values
import Vault

/// The engine that is always there: it asks nobody, and says by which rule it found what it found.
struct LocalEngine: AssistanceEngine {
    let name = "local"
    let model = "rules-1"
    let recipient: RecipientID? = nil
    let vault: Vault

    func answer(_ question: AssistanceQuestion, as caller: Caller) async throws -> AssistanceAnswer {
        guard let opener = try await vault.opener(for: question.person, purpose: .assistance, as: caller, fresh: true)
        else { return .refused(.erased) }
        var lines: [Conversing.Line] = []
        for line in question.lines {
            switch try await opener.open(line.text) {
            case .opened(let text): lines.append(.init(isFromVisitor: line.isFromVisitor, text: text.expose()))
            case .refused(let refusal): return .refused(refusal)
            }
        }
        guard let found = findings(Conversing(lines: lines), question) else {
            return .failed(.nothingFits, tokens: 0)
        }
        return .answered(found, model: model, tokens: 0)
    }

    private func findings(_ conversing: Conversing, _ question: AssistanceQuestion) -> AssistanceFindings? {
        switch question.task {
        case .reply:
            guard let best = question.passages.first else { return nil }
            return AssistanceFindings(text: best.text, sources: [0])
        case .insight:
            let (mood, why) = MoodReading.read(conversing)
            let lead = LeadReading.read(conversing)
            return AssistanceFindings(
                text: conversing.gist, mood: mood, score: lead.score,
                reasons: (why + lead.reasons).map { AssistanceReason.rule($0.rule, quoting: $0.word) })
        }
    }
}

/// A conversation in clear, for as long as it is read.
struct Conversing {
    struct Line {
        let isFromVisitor: Bool
        let text: String
    }

    let lines: [Line]

    var visitor: [String] { lines.filter(\.isFromVisitor).map(\.text) }
    var isUnanswered: Bool { lines.last?.isFromVisitor ?? false }

    /// What it is about in the visitor's own words: the first thing asked, and the last when that is another.
    var gist: String {
        let sentences = visitor.flatMap(Self.sentences)
        let telling = sentences.filter { HelpIndex.words($0).count >= 3 }
        guard let first = telling.first(where: Self.asks) ?? telling.first ?? sentences.first else { return "" }
        guard let last = telling.last(where: Self.asks) ?? telling.last, last != first else { return first }
        return "\(first) … \(last)"
    }

    private static func sentences(_ text: String) -> [String] {
        var (found, current) = ([String](), "")
        for character in text {
            if character != "\n" { current.append(character) }
            if ".!?\n".contains(character) {
                found.append(current.trimmingSpaces())
                current = ""
            }
        }
        return (found + [current.trimmingSpaces()]).filter { $0.count > 1 }
    }

    private static let asking: Set<String> = [
        "khong", "bao", "sao", "nao", "may", "chua", "giup", "how", "what", "when", "why", "where", "can", "could",
        "does", "help", "please",
    ]

    private static func asks(_ sentence: String) -> Bool {
        sentence.contains("?") || !asking.isDisjoint(with: HelpIndex.words(sentence))
    }
}

/// Why a reading came to its result, with the word it saw.
struct ReadingReason: Hashable {
    let rule: AssistanceRule
    let word: String
}
