// SPDX-License-Identifier: Apache-2.0

import Values

/// Scores from 0 to 100 how likely somebody is about to buy. Each point has a rule and a word that can be shown; there is nothing else in it.
enum LeadReading {
    private struct Signal {
        let rule: AssistanceRule
        let points: Int
        let phrases: [String]

        init(_ rule: AssistanceRule, _ points: Int, _ phrases: String) {
            self.rule = rule
            self.points = points
            self.phrases = phrases.split(separator: ",").map {
                $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            }
        }
    }

    static func read(_ conversing: Conversing) -> (score: Int, reasons: [ReadingReason]) {
        let text = " " + HelpIndex.words(conversing.visitor.joined(separator: " ")).joined(separator: " ") + " "
        var (score, reasons) = (10, [ReadingReason]())
        for signal in signals {
            guard let phrase = signal.phrases.first(where: { text.contains(" \($0) ") }) else { continue }
            score += signal.points
            reasons.append(ReadingReason(rule: signal.rule, word: phrase))
        }
        return (min(max(score, 0), 100), reasons)
    }

    private static let signals = [
        Signal(
            .wantsToBuy, 35,
            """
            muon mua,mua sim,mua esim,dat mua,dat sim,dat goi,chot don,lay goi,want to buy,like to buy,would like to order,want to order,
            buy,purchase,place an order
            """),
        Signal(
            .asksPrice, 20,
            "gia bao nhieu,bao nhieu tien,bao nhieu,bao gia,giam gia,khuyen mai,price,how much,cost,costs,discount"),
        Signal(
            .namesDate, 15,
            """
            ngay mai,tuan sau,tuan toi,thang sau,thang toi,cuoi tuan,sap bay,chuyen bay,tomorrow,next week,next month,flight,fly,arrive,arriving,
            landing,travelling,traveling
            """),
        Signal(
            .severalPeople, 15,
            "nguoi,ca nha,ca doan,doan,nhom,gia dinh,people,family,group,of us,both of us,two sims,each of us"),
        Signal(
            .complains, -45,
            """
            hoan tien,tra lai tien,khieu nai,lua dao,khong hoat dong,khong duoc,bi loi,refund,complaint,complain,scam,not working,does not work,
            doesn work,money back,cancel
            """),
    ]
}
