// SPDX-License-Identifier: Apache-2.0

import Values

/// Reads the mood of what a visitor wrote from words of praise and anger, Vietnamese and English, each with its weight, and from what turns
/// them round (`không tốt`, `not good`). The last messages count most: people calm down, and lose patience.
enum MoodReading {
    static func read(_ conversing: Conversing) -> (Mood, [ReadingReason]) {
        var (sum, reasons) = (0.0, [ReadingReason]())
        let texts = Array(conversing.visitor.suffix(8))
        for (place, text) in texts.enumerated() {
            let recency = 0.5 + 0.5 * Double(place + 1) / Double(texts.count)
            let (score, found) = score(text)
            sum += score * recency
            reasons += found
        }
        let mood: Mood = sum >= 1 ? .positive : sum <= -1 ? .negative : .neutral
        let wanted: [AssistanceRule] =
            switch mood {
            case .positive: [.kindWords]
            case .negative: [.angryWords, .shouting]
            case .neutral: []
            }
        var seen: Set<ReadingReason> = []
        return (mood, reasons.filter { wanted.contains($0.rule) && seen.insert($0).inserted }.suffix(3))
    }

    private static func score(_ text: String) -> (Double, [ReadingReason]) {
        let words = text.folded.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        var (sum, reasons, index) = (0.0, [ReadingReason](), 0)
        while index < words.count {
            let pair = index + 1 < words.count ? words[index] + " " + words[index + 1] : ""
            let word = weights[pair] != nil ? pair : words[index]
            if let weight = weights[word] {
                let before = words[max(0, index - 2)..<index]
                let isTurned = before.contains { negations.contains($0) }
                // `not good` is as bad as bad; `not bad` is only half good.
                let value = isTurned ? (weight > 0 ? -weight : -weight * 0.5) : weight
                sum += value
                let quoted = isTurned ? (before + [word]).joined(separator: " ") : word
                reasons.append(ReadingReason(rule: value > 0 ? .kindWords : .angryWords, word: quoted))
            }
            index += word.contains(" ") ? 2 : 1
        }
        let letters = text.filter(\.isLetter)
        if letters.count >= 12, letters.count(where: \.isUppercase) * 10 >= letters.count * 8 {
            sum -= 1
            reasons.append(ReadingReason(rule: .shouting, word: ""))
        }
        if sum < 0, text.contains("!!") || text.contains("??") { sum -= 0.5 }
        return (sum, reasons)
    }

    private static let negations: Set<String> = [
        "khong", "chua", "chang", "dau", "not", "no", "never", "isnt", "dont", "didnt", "t",
    ]

    private static let weights: [String: Double] = {
        let groups: [(Double, String)] = [
            (
                2,
                """
                tuyet voi,rat tot,xuat sac,hai long,qua tuyet,rat nhanh,cam on nhieu,excellent,amazing,perfect,love,awesome,fantastic,great
                """
            ),
            (
                1,
                "tot,cam on,nhanh,than thien,nhiet tinh,ung ho,good,thanks,thank,happy,nice,helpful,works,solved,friendly,quick"
            ),
            (
                -1,
                """
                loi,cham,lau qua,khong duoc,that vong,te,kem,phien,sai,chua nhan,hong,slow,bad,problem,wrong,error,fail,failed,broken,annoying,
                waiting,disappointed,disappointing,useless,unhelpful
                """
            ),
            (
                -2,
                """
                buc minh,buc xuc,lua dao,qua te,rat te,tuc gian,kieu gi,mat day,qua dang,tra tien,terrible,awful,horrible,scam,fraud,angry,worst,
                unacceptable,ridiculous,furious,disgusting,money back,refund now,never again
                """
            ),
        ]
        return groups.reduce(into: [:]) { weights, group in
            for phrase in group.1.split(separator: ",") {
                weights[phrase.replacing("\n", with: "").split(separator: " ").joined(separator: " ")] = group.0
            }
        }
    }()
}
