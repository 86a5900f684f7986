// SPDX-License-Identifier: Apache-2.0

import Policy

/// The smallest policy the check lets pass, as text that tests damage in one place at a time.
enum SmallPolicy {
    static let text = """
        header:
          business: Small Boat
          controller: Small Boat Ltd
          lastRevised: 2026-03
          effective: 2026-03-01
          minimumAge: 16
          languages: [vi, en]
        contacts: {email: hello@small.boat, website: small.boat}
        laws: [gdpr]
        features: [esim-access]
        categories:
          - id: order
            about: buyers
            required: true
            name: {vi: Đơn, en: Order}
            words: {vi: Đơn hàng, en: What you bought}
            source: {vi: Bạn chọn, en: You choose it}
          - id: esim-profile
            about: buyers
            name: {vi: Mã, en: Code}
            words: {vi: Mã eSIM, en: The code of your eSIM}
            source: {vi: Nhà cung cấp, en: The supplier}
          - id: esim-usage
            about: buyers
            name: {vi: Dung lượng, en: Usage}
            words: {vi: Đã dùng, en: What you used}
            source: {vi: Nhà cung cấp, en: The supplier}
        purposes:
          - id: purchase
            name: {vi: Mua, en: Purchase}
            words: {vi: Bán cho bạn, en: Selling to you}
            basis: contract
            article: {vi: GDPR điều 6(1)(b), en: GDPR art. 6(1)(b)}
            categories: [order, esim-profile, esim-usage]
            roles: [owner]
          - id: legal-duty
            name: {vi: Luật, en: Law}
            words: {vi: Theo luật, en: Obeying the law}
            basis: legal-obligation
            article: {vi: GDPR điều 6(1)(c), en: GDPR art. 6(1)(c)}
            categories: [order]
            roles: []
        recipients:
          - id: esim-access
            name: eSIM Access
            country: HK
            via: adapter
            policy: https://esim.boat/privacy
            words: {vi: Tạo eSIM, en: Makes the eSIM}
            receives:
              purchase: [order]
              legal-duty: [order]
        retention:
          - {category: order, keep: P24M, from: sale, words: {vi: Để hỗ trợ, en: To help you}}
          - {category: esim-profile, keep: P6M, from: sale, words: {vi: Để hỗ trợ, en: To help you}}
          - category: esim-usage
            keep: year-end + 10 years
            from: sale
            hold: accounting
            basis: {vi: Luật 1, en: Law 1}
            source: the gazette
            read: 2026-11-21
            words: {vi: Luật buộc, en: The law says so}
        rights:
          - {id: access, words: {vi: Xem, en: See}, how: {vi: Viết, en: Write}}
          - {id: correction, words: {vi: Sửa, en: Correct}, how: {vi: Viết, en: Write}}
          - {id: erasure, words: {vi: Xóa, en: Erase}, how: {vi: Viết, en: Write}}
          - {id: objection, words: {vi: Phản đối, en: Object}, how: {vi: Viết, en: Write}}
          - {id: restriction, words: {vi: Dừng, en: Stop}, how: {vi: Viết, en: Write}}
          - {id: portability, words: {vi: Mang đi, en: Take away}, how: {vi: Viết, en: Write}}
        browser:
          - {name: cart, store: local-storage, need: essential, lifetime: P7D, words: {vi: Giỏ, en: Cart}}
        notices:
          age-declaration: {vi: "Tôi đủ {age} tuổi.", en: "I am {age} or older."}
        sections:
          - id: security
            points:
              - {vi: Có khóa, en: Locked}
        keyBackupDays: 30

        """

    /// The text with the first occurrence of `old` replaced.
    static func source(replacing old: String = "", with new: String = "") -> PolicySource {
        PolicySource(text: old.isEmpty ? text : text.replacing(old, with: new, maxReplacements: 1))
    }

    static func problems(
        replacing old: String, with new: String, after previous: Policy? = nil,
        adapters: Set<RecipientID> = [.esimAccess], countable: [Category: Set<Retention.Start>] = [:]
    ) -> [String] {
        let check = PolicyCheck(adapters: adapters, countable: countable)
        switch check.check(source(replacing: old, with: new), after: previous) {
        case .passed: return []
        case .refused(let problems): return problems.map(\.description)
        }
    }

    static func policy(replacing old: String = "", with new: String = "") throws -> Policy {
        switch PolicyCheck(adapters: [.esimAccess]).check(source(replacing: old, with: new)) {
        case .passed(let checked): return checked.policy
        case .refused(let problems): throw problems[0]
        }
    }
}
