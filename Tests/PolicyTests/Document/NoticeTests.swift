// SPDX-License-Identifier: Apache-2.0

import Policy
import TestKit
import Testing
import Values

@Suite("Notices where a use begins")
struct NoticeTests {
    @Test func `the buyer reads which policy they accept, with a link to it`() throws {
        let policy = try Policy.committed()

        #expect(
            policy.text(of: .useBegins, in: .english)?.shown
                == "By buying you accept our [privacy policy](policy) of March 2026.")
        #expect(
            policy.text(of: .useBegins, in: .vietnamese)?.shown
                == "Khi mua hàng, bạn chấp nhận [chính sách riêng tư](policy) bản tháng 3 năm 2026.")
    }

    @Test func `the declaration of age names the age of the policy`() throws {
        let policy = try SmallPolicy.policy(replacing: "minimumAge: 16", with: "minimumAge: 18")

        #expect(policy.text(of: .ageDeclaration, in: .english)?.plain == "I am 18 or older.")
    }

    @Test func `the active gateway's name and the link to its policy change together`() throws {
        let policy = try Policy.committed()

        let stripe = policy.text(of: .paymentGateway, in: .english, about: .stripe)
        let other = policy.text(of: .paymentGateway, in: .english, about: .esimAccess)

        #expect(stripe?.shown.contains("[Stripe's own privacy policy](https://stripe.com/privacy)") == true)
        #expect(
            other?.shown.contains("[eSIM Access's own privacy policy](https://esimaccess.com/privacy-policy)") == true)
    }

    @Test func `a notice the policy does not have is nil`() throws {
        #expect(try SmallPolicy.policy().text(of: .paymentGateway, in: .english) == nil)
    }
}
