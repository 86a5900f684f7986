// SPDX-License-Identifier: Apache-2.0

import Disclosure
import Foundation
import Testing

@testable import Integrations

@Suite("Writing mail headers")
struct HeaderTextTests {
    @Test func `plain ASCII stays as it is`() throws {
        #expect(try HeaderText.unstructured("Your eSIM is ready", after: "Subject: ") == "Your eSIM is ready")
        #expect(try HeaderText.phrase("Vietnam Connect", after: "From: ") == "\"Vietnam Connect\"")
        #expect(try HeaderText.phrase("A \"B\" \\ C", after: "From: ") == "\"A \\\"B\\\" \\\\ C\"")
    }

    @Test func `other text is encoded, folded within 76 characters and never cut inside a character`() throws {
        let text = "eSIM Nhật Bản của bạn đã sẵn sàng: cài đặt ngay trước khi bay 🇯🇵🇻🇳 và giữ thư này"
        let lines = try HeaderText.unstructured(text, after: "Subject: ").components(separatedBy: "\r\n")

        #expect(("Subject: " + lines[0]).utf8.count <= 76)
        #expect(lines.dropFirst().allSatisfy { $0.hasPrefix(" =?UTF-8?B?") && $0.utf8.count <= 76 })
        let decoded = lines.map { line -> String in
            let word = line.trimmingCharacters(in: .whitespaces).dropFirst(10).dropLast(2)
            return Data(base64Encoded: String(word)).flatMap { String(data: $0, encoding: .utf8) } ?? "damaged"
        }
        #expect(decoded.joined() == text)
    }

    @Test func `a long line and what looks encoded already are encoded`() throws {
        #expect(try HeaderText.unstructured("=?UTF-8?B?QQ==?=", after: "Subject: ").hasPrefix("=?UTF-8?B?PT9V"))
        #expect(try HeaderText.unstructured(String(repeating: "a", count: 80), after: "").contains("\r\n "))
    }

    @Test(arguments: ["Hello\r\nBcc: x@example.com", "Hello\nthere", "tab\there", "nul\0", "line\u{2028}separator"])
    func `what would break out of the header is refused`(text: String) {
        #expect(throws: DeliveryFailure.notSent("line-break-in-header")) {
            try HeaderText.unstructured(text, after: "Subject: ")
        }
        #expect(throws: DeliveryFailure.notSent("line-break-in-header")) {
            try HeaderText.phrase(text, after: "From: ")
        }
    }
}
