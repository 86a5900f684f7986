// SPDX-License-Identifier: Apache-2.0

import Conversations
import Testing
import Values

@testable import Integrations

@Suite("Reading what somebody wrote on WhatsApp")
struct WhatsAppEventTests {
    private let now = Instant(milliseconds: 1_780_000_000_000)

    private func read(_ content: String, contact: String = "{}") -> ChannelMessage? {
        let body = """
            {"field":"messages","account":"1","number":"10","contact":\(contact),\
            "message":{"id":"wamid.1","timestamp":"1697043223",\(content)}}
            """
        guard case .message(let message) = WhatsAppEvent.read(Array(body.utf8), at: now) else { return nil }
        return message
    }

    @Test func `words come with who wrote them, when, and what they answer`() throws {
        let message = try #require(
            read(
                #""from":"972987","type":"text","text":{"body":"Body"},"context":{"id":"wamid.0"}"#,
                contact: #"{"wa_id":"972987","user_id":"US.1","profile":{"name":"Test"}}"#))

        #expect(message.sender == ChannelSender(phone: "972987", account: "US.1", name: "Test"))
        #expect(message.at == Instant(milliseconds: 1_697_043_223_000))
        #expect(message.replyTo == "wamid.0" && message.number == "10")
        guard case .said(.text, text: "Body", file: nil) = message.content else {
            Issue.record("\(message.content)")
            return
        }
    }

    @Test func `an account without a number is enough`() throws {
        let message = try #require(read(#""from_user_id":"US.1","type":"text","text":{"body":"x"}"#))

        #expect(message.sender.phone == nil && message.sender.account == "US.1")
    }

    @Test(arguments: [
        (#""type":"image","image":{"id":"1","caption":"c"}"#, MessageForm.image, "c"),
        (#""type":"audio","audio":{"id":"1","voice":true}"#, .voice, ""),
        (#""type":"button","button":{"payload":"p","text":"t"}"#, .button, "t"),
        (
            #""type":"interactive","interactive":{"type":"button_reply","button_reply":{"id":"1","title":"t"}}"#,
            .reply, "t"
        ),
        (
            #""type":"interactive","interactive":{"nfm_reply":{"body":"Sent","response_json":"{not"}}"#, .form,
            "Sent\n{not"
        ),
        (#""type":"location","location":{"latitude":1.5,"longitude":2,"name":"n"}"#, .location, "n\n1.5, 2.0"),
        (#""type":"order","order":{"product_items":[{"product_retailer_id":"a","quantity":2}]}"#, .order, "2 × a"),
        (#""type":"unsupported","errors":[{"code":131051}]"#, .unsupported, ""),
        (#""type":"something-new","something-new":{}"#, .unsupported, ""),
    ])
    func `every kind becomes words and the form they came in`(content: String, form: MessageForm, text: String) throws {
        let message = try #require(read(content))
        guard case .said(form, text: text, file: _) = message.content else {
            Issue.record("\(message.content)")
            return
        }
    }

    @Test func `a sign without an emoji takes the sign away`() throws {
        for content in [
            #""type":"reaction","reaction":{"message_id":"wamid.0","emoji":""}"#,
            #""type":"reaction","reaction":{"message_id":"wamid.0"}"#,
        ] {
            guard case .reaction(nil, to: "wamid.0") = try #require(read(content)).content else {
                Issue.record("not taken away")
                return
            }
        }
    }

    @Test func `a message without an id, and one of a group, is nobody's`() {
        let without = #"{"field":"messages","account":"1","number":"10","message":{"type":"text","text":{"body":"x"}}}"#
        guard case .other = WhatsAppEvent.read(Array(without.utf8), at: now) else {
            Issue.record("read")
            return
        }
        #expect(read(#""group_id":"g","type":"text","text":{"body":"x"}"#) == nil)
    }

    @Test(arguments: [
        (131_026, ChannelTrouble.Kind.unreachable), (131_047, .windowClosed), (130_429, .numberBusy),
        (131_056, .personBusy), (4, .accountBusy), (80_007, .accountBusy), (190, .account), (200, .account),
        (299, .account), (131_048, .unwanted), (131_049, .personSpared), (131_050, .offersStopped),
        (130_472, .heldBack), (131_053, .media), (132_016, .template), (131_000, .passing), (131_016, .passing),
        (131_031, .setUp), (368, .setUp), (131_062, .setUp), (999_999, .setUp),
    ])
    func `a refusal is read by its number`(code: Int, kind: ChannelTrouble.Kind) {
        #expect(ChannelTrouble(whatsApp: code) == ChannelTrouble(kind, code: code))
    }
}
