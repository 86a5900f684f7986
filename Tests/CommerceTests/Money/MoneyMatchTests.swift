// SPDX-License-Identifier: Apache-2.0

import Commerce
import Foundation
import Testing
import Values

@Suite("Reading what banks write")
struct TransferTextTests {
    @Test(arguments: [
        "VC7K3M92QF", "vc7k3m92qf", "VC-7K3M-92QF", "MBVCB.123.VC7K3M92QF.CT tu 0987",
        "chuyen tien vc 7k3m 92qf cam on",
        "CTDENVC7K3M92QFCHUYENTIEN",
    ])
    func `an order's number is found whatever a bank made of it`(text: String) {
        #expect(TransferText.numbers(in: text, prefix: "VC").map(\.text).contains("VC-7K3M-92QF"))
    }

    @Test(arguments: ["", "VC", "tra tien eSIM", "VC7K3M92Q", "VX7K3M92QF", String(repeating: "9", count: 5000)])
    func `where none stands none is found`(text: String) {
        #expect(TransferText.numbers(in: text, prefix: "VC").isEmpty)
    }

    @Test func `a number with one letter wrong is noticed, with two it is not`() throws {
        let number = try #require(OrderNumber("VC-7K3M-92QF"))

        #expect(TransferText.almostNames(number, in: "tien VC7K3M92QG nhe"))
        #expect(!TransferText.almostNames(number, in: "tien VC7K3M92GG nhe"))
    }
}

@Suite("A bank's statement")
struct BankStatementTests {
    private let hanoi = TimeZone(identifier: "Asia/Ho_Chi_Minh") ?? .gmt

    @Test func `rows are read as a bank in Vietnam exports them`() throws {
        let statement = try BankStatement(
            """
            \u{FEFF}Ngày giao dịch,Số tham chiếu,Ghi nợ,Ghi có,Nội dung,Tên đối ứng,TK đối ứng
            21/11/2026 16:54:03,FT1,,"239,000","MBVCB. VC7K3M92QF, cam on ""ban\""",NGUYEN VAN AN,0987000111222
            21/11/2026,FT2,"15,000",,Phi dich vu,,
            """, timeZone: hanoi)

        let line = try #require(statement.lines.first)
        #expect(statement.lines.count == 1, "what left the account is passed over")
        #expect(line.reference == "FT1" && line.amount == 239_000)
        #expect(line.content == "MBVCB. VC7K3M92QF, cam on \"ban\"")
        #expect(line.payer == "NGUYEN VAN AN · 0987000111222")
        #expect(line.receivedAt.description == "2026-11-21T09:54:03Z")
    }

    @Test func `semicolons, dots in amounts and English headings do as well`() throws {
        let statement = try BankStatement(
            "Date;Reference;Credit;Description\n2026-11-21T16:54;A1;239.000;VC7K3M92QF\n", timeZone: .gmt)

        #expect(statement.lines.map(\.amount) == [239_000])
        #expect(statement.lines.map(\.receivedAt.description) == ["2026-11-21T16:54:00Z"])
    }

    @Test(arguments: [
        ("", BankStatement.Problem.empty), ("Ngày,Số tham chiếu,Ghi có,Nội dung", .empty),
        ("Ngày,Ghi có,Nội dung\n1,2,3", .headingMissing("reference")),
        ("Ngày,Số tham chiếu,Ghi có,Nội dung\n31/02/2026,A,1000,x", .unreadable(row: 2, column: "date")),
        ("Ngày,Số tham chiếu,Ghi có,Nội dung\n01/02/2026,A,nhiều,x", .unreadable(row: 2, column: "amount")),
    ])
    func `what cannot be read is refused as a whole, and says where`(text: String, problem: BankStatement.Problem) {
        #expect(throws: problem) { try BankStatement(text, timeZone: .gmt) }
    }
}
