// SPDX-License-Identifier: Apache-2.0

import Testing
import Values
import Vault

@testable import Conversations

@Suite("How far a message has come on a messenger")
struct DeliveryStateTests {
    private let inOrder: [DeliveryState] = [.queued, .sending, .accepted, .sent, .delivered, .read, .played]

    @Test func `it never goes back`() {
        for (place, state) in inOrder.enumerated() {
            for (other, reported) in inOrder.enumerated() {
                #expect(state.after(reported) == (other > place ? reported : nil), "\(state) and \(reported)")
            }
        }
    }

    @Test func `it fails until it has arrived, and what failed stays so`() {
        for state in inOrder {
            let hasArrived = [.delivered, .read, .played].contains(state)
            #expect(state.after(.failed) == (hasArrived ? nil : .failed), "\(state)")
            #expect(DeliveryState.failed.after(state) == nil)
            #expect(DeliveryState.received.after(state) == nil)
        }
    }
}

@Suite("When somebody may be written to on a messenger")
struct ChannelThreadTests {
    private let now = Instant(milliseconds: 1_780_000_000_000)

    private func thread(
        inbound: Duration? = nil, stopped: Duration? = nil, agreed: Duration? = nil, isBlocked: Bool = false,
        offersStopped: Bool = false
    ) -> ChannelThread {
        ChannelThread(
            conversation: .random(), person: .random(), number: "1", lastInboundAt: inbound.map { now - $0 },
            stoppedAt: stopped.map { now - $0 }, agreedAt: agreed.map { now - $0 },
            marketingStoppedAt: offersStopped ? now : nil, blockedAt: isBlocked ? now : nil, unreachableAt: nil,
            readPosition: 0)
    }

    private func template(_ category: String = "UTILITY") -> MessageTemplate {
        MessageTemplate(
            id: .random(), account: "1", name: "a", language: "en_US", category: category, status: "APPROVED",
            reason: nil, header: nil, body: "Hello {{1}}, on {{2}}", buttonParameters: [])
    }

    @Test func `free words go for 24 hours after theirs`() {
        #expect(thread(inbound: .hours(24) - .milliseconds(1)).refusalOfWords(at: now) == nil)
        #expect(thread(inbound: .hours(24)).refusalOfWords(at: now) == .windowClosed)
        #expect(thread().refusalOfWords(at: now) == .windowClosed)
        #expect(thread(inbound: .seconds(1), isBlocked: true).refusalOfWords(at: now) == .blocked)
    }

    @Test func `after STOP nothing goes until they ask something or agree anew`() {
        #expect(thread(inbound: .seconds(5), stopped: .seconds(5)).refusalOfWords(at: now) == .stopped)
        #expect(thread(inbound: .seconds(1), stopped: .seconds(5)).refusalOfWords(at: now) == nil)
        #expect(thread(stopped: .seconds(5), agreed: .seconds(9)).refusal(of: template()) == .stopped)
        #expect(thread(stopped: .seconds(9), agreed: .seconds(5)).refusal(of: template()) == nil)
    }

    @Test func `a template goes to who agreed, an offer not to who stopped offers`() {
        #expect(thread(inbound: .seconds(1)).refusal(of: template()) == .notAgreed)
        #expect(thread(agreed: .days(9)).refusal(of: template()) == nil)
        #expect(thread(agreed: .days(9), offersStopped: true).refusal(of: template("MARKETING")) == .offersStopped)
        #expect(thread(agreed: .days(9), offersStopped: true).refusal(of: template()) == nil)
    }

    @Test func `a template takes exactly its values, each on one line`() throws {
        let values = try #require(TemplateValues([" An ", "Monday"], for: template()))

        #expect(template().words(with: values) == "Hello An, on Monday")
        for wrong in [[], ["An"], ["An", ""], ["An", "a\nb"], ["An", "b", "c"]] {
            #expect(TemplateValues(wrong, for: template()) == nil, "\(wrong)")
        }
    }

    @Test(arguments: ["STOP", " stop ", "Dừng", "HUỶ", "hủy"])
    func `stop words are known in any case and writing`(text: String) {
        #expect(StopWord(text) == .stop)
        #expect(StopWord(text + " it") == nil)
    }
}
