// SPDX-License-Identifier: Apache-2.0

import Policy
import Storage
import TestKit
import Testing
import Values

@Suite("Publishing a policy")
struct PolicyArchiveTests {
    private let check = PolicyCheck(adapters: [.esimAccess])
    private let clock = FixedWallClock(.testTime)

    private func withArchive(_ body: (PolicyArchive) async throws -> Void) async throws {
        try await withTemporaryDatabase(.data) { database in
            try await body(PolicyArchive(database: database, clock: clock))
        }
    }

    private func publish(_ source: PolicySource, in archive: PolicyArchive) async throws -> PublishedPolicy {
        guard case .published(let published) = try await archive.publish(source, checkedBy: check) else {
            throw NotPublished()
        }
        return published
    }

    private static let later = SmallPolicy.source(
        replacing: "lastRevised: 2026-03\n  effective: 2026-03-01",
        with: "lastRevised: 2026-04\n  effective: 2026-04-01")

    @Test func `nothing is in force before the first publication`() async throws {
        try await withArchive { archive in
            let current = try await archive.current()
            let all = try await archive.all()

            #expect(current == nil)
            #expect(all == [])
        }
    }

    @Test func `what was published is in force and reads back as it was`() async throws {
        try await withArchive { archive in
            let published = try await publish(SmallPolicy.source(), in: archive)

            let current = try #require(try await archive.current())
            #expect(current == published)
            #expect(current.publishedAt == .testTime)
            #expect(current.policy?.declarations == SmallPolicy.source().read().policy?.declarations)
            #expect(current.policy?.version == current.version)
        }
    }

    @Test func `a newer version takes its place, and the earlier one stays readable and acceptable`() async throws {
        try await withArchive { archive in
            let first = try await publish(SmallPolicy.source(), in: archive)
            clock.advance(by: .days(30))
            let second = try await publish(Self.later, in: archive)

            #expect(try await archive.current() == second)
            #expect(try await archive.version(first.version) == first)
            #expect(try await archive.all() == [second, first])
            #expect(try await archive.accepts(first.version))
        }
    }

    @Test func `what the check refuses is not published and is nowhere to be seen`() async throws {
        try await withArchive { archive in
            let draft = SmallPolicy.source(replacing: "Selling to you", with: "Todo")

            guard case .refused(let problems) = try await archive.publish(draft, checkedBy: check) else {
                throw NotPublished()
            }

            #expect(problems.count == 1)
            #expect(try await archive.all() == [])
            let version = try #require(draft.read().version)
            #expect(!(try await archive.accepts(version)))
        }
    }

    @Test func `changed words under the old date are refused`() async throws {
        try await withArchive { archive in
            let first = try await publish(SmallPolicy.source(), in: archive)
            let changed = SmallPolicy.source(replacing: "Selling to you", with: "Selling you things")

            guard case .refused(let problems) = try await archive.publish(changed, checkedBy: check) else {
                throw NotPublished()
            }

            #expect(problems.map(\.place) == [SourcePlace(line: 4, column: 16)])
            #expect(try await archive.all() == [first])
        }
    }

    @Test func `publishing the same content again changes nothing`() async throws {
        try await withArchive { archive in
            let first = try await publish(SmallPolicy.source(), in: archive)
            clock.advance(by: .days(1))

            let again = try await archive.publish(
                SmallPolicy.source(replacing: "header:", with: "# a comment\nheader:"), checkedBy: check)

            guard case .alreadyPublished(let known) = again else { throw NotPublished() }
            #expect(known == first)
            #expect(try await archive.all() == [first])
        }
    }

    @Test func `a withdrawn version is neither in force nor acceptable, but can still be read`() async throws {
        try await withArchive { archive in
            let first = try await publish(SmallPolicy.source(), in: archive)
            clock.advance(by: .days(30))
            let second = try await publish(Self.later, in: archive)

            #expect(try await archive.withdraw(second.version))
            #expect(!(try await archive.withdraw(second.version)))

            #expect(try await archive.current() == first)
            #expect(!(try await archive.accepts(second.version)))
            #expect(try await archive.version(second.version)?.withdrawnAt == clock.now())
        }
    }
}

private struct NotPublished: Error {}
