// SPDX-License-Identifier: Apache-2.0

import Policy
import TestKit
import Testing
import Values

@Suite("The policy of Vietnam Connect")
struct CommittedPolicyTests {
    @Test func `it passes the check`() throws {
        guard case .refused(let problems) = PolicyCheck.standard.check(try .committed()) else { return }

        #expect(problems == [], "\(problems.map(\.description).joined(separator: "\n"))")
    }

    @Test func `it was last revised in March 2026 and asks for an age of 16`() throws {
        let policy = try Policy.committed()

        #expect(policy.lastRevised.formatted(in: .english) == "March 2026")
        #expect(policy.lastRevised.formatted(in: .vietnamese) == "tháng 3 năm 2026")
        #expect(policy.minimumAge == 16)
    }
}
