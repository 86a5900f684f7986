// SPDX-License-Identifier: Apache-2.0

import Crypto
import Integrations
import Testing
import Values

@Suite("Telling Stripe's webhooks from forged ones")
struct StripeSignatureTests {
    /// stripe-dotnet `src/StripeTests/Resources/event_test_signature.json`: 484 bytes with the last line feed.
    static let body = """
        {
          "id": "evt_123",
          "object": "event",
          "account": "acct_123",
          "api_version": "2017-05-25",
          "created": 1533204620,
          "data": {
            "object": {
              "id": "cus_123",
              "object": "customer",
              "created": 123456789,
              "email": "test@stripe.com",
              "livemode": false,
              "metadata": {}
            }
          },
          "livemode": false,
          "pending_webhooks": 1,
          "request": {
            "id": "req_123",
            "idempotency_key": "idempotency-key-123"
          },
          "type": "customer.created"
        }

        """
    static let signed = Instant(milliseconds: 1_533_204_620_000)
    static let v1 = "2220f87ef101a04665f11cdf770523143f875572008577fa0f20882ddb9cc3c7"
    static let header = "t=1533204620,v1=\(v1)"

    func verify(
        _ header: String?, body: String = Self.body, secrets: [String] = ["webhook_secret"],
        now: Instant = Self.signed, tolerance: Duration = .seconds(300)
    ) -> StripeSignature.Verdict {
        StripeSignature.verify(
            body: [UInt8](body.utf8), header: header, secrets: secrets, now: now, tolerance: tolerance)
    }

    @Test func `the published event verifies over its raw bytes`() {
        #expect(Self.body.utf8.count == 484)
        #expect(verify(Self.header) == .genuine)
    }

    /// stripe-node `test/crypto/helpers.ts`; the code over the payload alone shows that our HMAC is theirs.
    @Test(arguments: [
        ("{\"obj1\":\"hello\",\"obj2\":\"world\"}", "bebb1a643997f419b315ddba19e6f5411e1ce7f810ba6d3617ce72823092f363"),
        ("\u{1F600}", "837da296d05c4fe31f61d5d7ead035099d9585a5bcde87de952012a78f0b0c43"),
    ])
    func `published codes come out the same`(payload: String, code: String) {
        let key = SymmetricKey(data: [UInt8]("test_secret".utf8))
        let made = HMAC<SHA256>.authenticationCode(for: [UInt8](payload.utf8), using: key)

        #expect(made.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() == code)
    }

    @Test func `either secret is good while one is being rolled`() {
        #expect(verify(Self.header, secrets: ["new_secret", "webhook_secret"]) == .genuine)
        #expect(verify(Self.header, secrets: ["new_secret"]) == .refused(.noMatch))
        #expect(verify(Self.header, secrets: []) == .refused(.noMatch))
    }

    @Test func `one good signature among several is enough`() {
        let other = String(repeating: "ab", count: 32)

        #expect(verify("t=1533204620,v1=\(other),v1=\(Self.v1)") == .genuine)
        #expect(verify("t=1533204620,v1=\(Self.v1),v0=\(other)") == .genuine)
        #expect(verify(Self.header + ",v1=potato") == .genuine)
    }

    @Test(arguments: ["t=", "v1,t=1", "t,v1=", ",,", "=", "t=x,v1=\(v1)", "v1=\(v1)", "t=1533204620", "garbage"])
    func `a header that cannot be read is refused`(header: String) {
        #expect(verify(header) == .refused(.headerMalformed))
    }

    @Test func `a missing header is refused`() {
        #expect(verify(nil) == .refused(.headerMissing))
        #expect(verify("") == .refused(.headerMissing))
    }

    @Test func `the old scheme alone is refused`() {
        #expect(verify("t=1533204620,v0=\(Self.v1)") == .refused(.headerMalformed))
    }

    @Test func `one byte more or less is refused`() {
        #expect(verify(Self.header, body: Self.body + " ") == .refused(.noMatch))
        #expect(verify(Self.header, body: String(Self.body.dropLast())) == .refused(.noMatch))
        #expect(verify("t=1533204621,v1=\(Self.v1)") == .refused(.noMatch))
    }

    @Test func `an old delivery is refused, one within the tolerance is not`() {
        let later = Self.signed + .seconds(15)

        #expect(verify(Self.header, now: later, tolerance: .seconds(10)) == .refused(.tooOld))
        #expect(verify(Self.header, now: later, tolerance: .seconds(15)) == .genuine)
        #expect(verify(Self.header, now: Self.signed + .seconds(301)) == .refused(.tooOld))
    }

    @Test func `a sender whose clock is ahead is believed, as in Stripe's own libraries`() {
        #expect(verify(Self.header, now: Self.signed - .hours(1)) == .genuine)
    }
}
