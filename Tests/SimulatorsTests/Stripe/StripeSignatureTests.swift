// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Simulators

@Suite("Signing Stripe's webhooks")
struct StripeSignatureTests {
    /// stripe-dotnet, `event_test_signature.json`: 484 bytes with the final line feed.
    private let event = """
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

    @Test func `the published event has the published signature`() {
        #expect(event.utf8.count == 484)

        let header = StripeSignature.header(for: Array(event.utf8), at: 1_533_204_620, secrets: ["webhook_secret"])

        #expect(
            header == "t=1533204620,v1=2220f87ef101a04665f11cdf770523143f875572008577fa0f20882ddb9cc3c7")
    }

    /// stripe-node, `test/crypto/helpers.ts`.
    @Test(arguments: [
        ("", "f7f9bd47fb987337b5796fdc1fdb9ba221d0d5396814bfcaf9521f43fd8927fd"),
        (#"{"obj1":"hello","obj2":"world"}"#, "bebb1a643997f419b315ddba19e6f5411e1ce7f810ba6d3617ce72823092f363"),
        ("\u{1F600}", "837da296d05c4fe31f61d5d7ead035099d9585a5bcde87de952012a78f0b0c43"),
    ])
    func `the published messages have the published codes`(message: String, code: String) {
        #expect(StripeSignature.mac(of: Array(message.utf8), secret: "test_secret") == code)
    }

    @Test func `while a secret is rolled the header carries one signature for each`() {
        let header = StripeSignature.header(for: [0x7b, 0x7d], at: 7, secrets: ["whsec_old", "whsec_new"])

        let parts = header.split(separator: ",")
        #expect(parts.count == 3)
        #expect(parts[1] != parts[2])
        #expect(parts[2] == "v1=" + StripeSignature.signature(of: [0x7b, 0x7d], at: 7, secret: "whsec_new"))
    }
}
