// SPDX-License-Identifier: Apache-2.0

import Crypto
import Testing
import Values

@testable import Integrations

@Suite("What Meta posts about WhatsApp")
struct WhatsAppCallbacksTests {
    private let callbacks = WhatsAppCallbacks(app: WhatsAppApp(secret: "secret", verifyToken: "word"))

    private func signed(_ body: [UInt8]) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: body, using: SymmetricKey(data: Array("secret".utf8)))
        return "sha256=" + code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private func items(_ text: String) throws -> [WhatsAppCallbacks.Item] {
        let body = Array(text.utf8)
        guard case .genuine(let items) = callbacks.verify(body, signature: signed(body)) else {
            Issue.record("refused")
            return []
        }
        return items
    }

    @Test(arguments: ["", "sha256=", "sha1=0000000000000000000000000000000000000000"])
    func `anything but a whole signature is refused`(header: String) {
        #expect(!WhatsAppSignature.isGenuine(header, body: [], secret: "secret"))
        #expect(!WhatsAppSignature.isGenuine(nil, body: [], secret: "secret"))
    }

    @Test func `a signature holds for exactly its bytes, in lower case, under a secret that is set`() {
        let body = Array(#"{"text":"xin chào"}"#.utf8)
        let header = signed(body)

        #expect(WhatsAppSignature.isGenuine(header, body: body, secret: "secret"))
        #expect(!WhatsAppSignature.isGenuine(header, body: body + [32], secret: "secret"))
        #expect(!WhatsAppSignature.isGenuine(header, body: body, secret: "other"))
        #expect(!WhatsAppSignature.isGenuine(header.uppercased(), body: body, secret: "secret"))
        #expect(!WhatsAppSignature.isGenuine(header, body: body, secret: ""))
    }

    @Test func `only who knows our word hears the challenge again`() {
        let asked = ["hub.mode": "subscribe", "hub.challenge": "158", "hub.verify_token": "word"]

        #expect(callbacks.challenge(asked) == "158")
        #expect(callbacks.challenge(asked.merging(["hub.verify_token": "wrong"]) { $1 }) == nil)
        #expect(callbacks.challenge(asked.merging(["hub.mode": "unsubscribe"]) { $1 }) == nil)
        #expect(callbacks.challenge([:]) == nil)
    }

    @Test func `a delivery is split by number and account, and the same thing has the same name`() throws {
        let message = #"{"from":"84901","id":"wamid.1","type":"text","timestamp":"1","text":{"body":"a"}}"#
        func entry(_ account: String, _ number: String, _ content: String) -> String {
            #"{"id":"\#(account)","changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"\#(number)"},\#(content)}}]}"#
        }
        let found = try items(
            #"{"object":"whatsapp_business_account","entry":["#
                + [
                    entry("1", "10", #""messages":[\#(message),\#(message)]"#),
                    entry(
                        "2", "20", #""statuses":[{"id":"wamid.1","status":"sent"},{"id":"wamid.1","status":"read"}]"#),
                ].joined(separator: ",") + "]}")

        #expect(found.map(\.accounts) == [["10", "1"], ["10", "1"], ["20", "2"], ["20", "2"]])
        #expect(found[0].event == found[1].event)
        #expect(found[2].event != found[3].event)
        #expect(!found.contains { $0.event.contains("wamid") || $0.event.contains("84901") })
    }

    @Test(arguments: [
        "", "[]", "{}", #"{"object":"page","entry":[]}"#, #"{"object":"whatsapp_business_account","entry":[1]}"#,
    ])
    func `what is signed and no notice is not taken`(text: String) {
        let body = Array(text.utf8)
        guard case .unreadable = callbacks.verify(body, signature: signed(body)) else {
            Issue.record("taken")
            return
        }
    }
}
