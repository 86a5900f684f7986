// SPDX-License-Identifier: Apache-2.0

import Commerce
import Pages
import Policy
import Synchronization

/// Forgets the kept pages of an organisation when another server changed what they show: its catalogue or its policy.
///
/// Every commit of any server is a hint to look; looking reads two numbers, at most twenty times a second.
final class KeptPages: Sendable {
    private struct Stand: Equatable {
        let catalogue: Int
        let policies: Int
    }

    private let site: String
    private let shop: Shop
    private let policies: PolicyArchive
    private let cache: PageCache
    private let stand = Mutex<Stand?>(nil)
    private let hints: AsyncStream<Void>
    private let hint: AsyncStream<Void>.Continuation

    private static let pause = Duration.milliseconds(50)

    init(of site: String, shop: Shop, policies: PolicyArchive, in cache: PageCache) {
        self.site = site
        self.shop = shop
        self.policies = policies
        self.cache = cache
        (hints, hint) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Says that something was committed. Returns at once.
    func look() { hint.yield() }

    func stop() { hint.finish() }

    /// Works until stopped or cancelled. A look that fails is made up for by the next, a second later at most.
    func run() async {
        for await _ in hints {
            try? await compare()
            // Cancelled sleep ends the loop.
            try? await Task.sleep(for: Self.pause)
        }
    }

    private func compare() async throws {
        let found = Stand(catalogue: try await shop.refreshCatalogue(), policies: try await policies.changes())
        let isNews = stand.withLock { stand in
            defer { stand = found }
            return stand != nil && stand != found
        }
        if isNews { cache.invalidate(site) }
    }
}
