// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Integrations

@Suite("Understanding Stripe's answers")
struct StripeAnswerTests {
    private struct Thing: Decodable { let id: String }

    private func meaning(_ status: Int, _ body: String, headers: [(name: String, value: String)] = []) -> String {
        switch StripeAnswer<Thing>(status: status, headers: headers, body: [UInt8](body.utf8)) {
        case .object(let thing): "object \(thing.id)"
        case .missing: "missing"
        case .refused(let code): code
        case .unreachable: "unreachable"
        }
    }

    private func error(_ type: String, _ more: String = "") -> String {
        "{\"error\":{\"type\":\"\(type)\",\"message\":\"about ann@example.com\"\(more)}}"
    }

    @Test func `a good answer is read, one that cannot be read counts as none`() {
        #expect(meaning(200, "{\"id\":\"a\",\"new_field\":1}") == "object a")
        #expect(meaning(200, "{}") == "unreachable")
        #expect(meaning(200, "<html>") == "unreachable")
    }

    @Test func `a refusal gives Stripe's own word and nothing it says about anybody`() {
        let declined = error("card_error", ",\"code\":\"card_declined\",\"decline_code\":\"insufficient_funds\"")

        #expect(meaning(402, declined) == "stripe:insufficient_funds")
        #expect(meaning(400, error("invalid_request_error", ",\"code\":\"email_invalid\"")) == "stripe:email_invalid")
        #expect(meaning(400, error("idempotency_error")) == "stripe:idempotency_error")
        #expect(meaning(401, error("invalid_request_error")) == "stripe:invalid_request_error")
        #expect(meaning(403, "<html>") == "stripe:http-403")
    }

    @Test func `what does not exist is missing, an address that does not exist is not`() {
        let missing = error("invalid_request_error", ",\"code\":\"resource_missing\"")

        #expect(meaning(404, missing) == "missing")
        #expect(meaning(404, "<html>") == "stripe:http-404")
    }

    @Test(arguments: [409, 429, 500, 502, 503, 504])
    func `what passes may be tried again`(status: Int) {
        #expect(meaning(status, error("api_error")) == "unreachable")
    }

    @Test func `Stripe's advice about repeating is taken`() {
        let yes = [(name: "Stripe-Should-Retry", value: "true")]
        let no = [(name: "stripe-should-retry", value: "false")]

        #expect(meaning(400, error("invalid_request_error"), headers: yes) == "unreachable")
        #expect(meaning(500, error("api_error"), headers: no) == "stripe:api_error")
    }

    @Test func `forms keep their order, nest with brackets and encode every other byte`() {
        var form = StripeForm()
        form.add("mode", "payment")
        form.add("line_items[0][price_data][product_data][name]", "Nhật Bản 5 GB & more")
        form.add("expires_at", 1_772_355_600)

        let name = "line_items%5B0%5D%5Bprice_data%5D%5Bproduct_data%5D%5Bname%5D"
        let plan = "Nh%E1%BA%ADt+B%E1%BA%A3n+5+GB+%26+more"
        #expect(form.text == "mode=payment&\(name)=\(plan)&expires_at=1772355600")
        #expect(StripeForm.pathPart("cs_1/../x y") == "cs_1%2F..%2Fx%20y")
    }
}
