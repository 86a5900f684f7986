// SPDX-License-Identifier: Apache-2.0

import Commerce
import Pages
import Policy
import Synchronization

/// Forgets the kept pages of an organisation when somebody else changed what they show: another server, or a command beside
/// a running one, its catalogue or its policy.
///
/// On a shared database every commit of any server is a hint to look, at most twenty times a second; everywhere a second is. Looking
/// reads two numbers.
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
    private static let interval = Duration.seconds(1)

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

    /// Works until stopped or cancelled.
    func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask {
                while !Task.isCancelled {
                    // Cancelled sleep ends the loop.
                    try? await Task.sleep(for: Self.interval)
                    self.look()
                }
            }
            for await _ in hints {
                // A look that fails is made up for by the next, a second later at most.
                try? await compare()
                try? await Task.sleep(for: Self.pause)
            }
            group.cancelAll()
        }
    }

    private func compare() async throws {
        try await shop.lookAtCatalogue()
        let found = Stand(catalogue: shop.catalogue.version, policies: try await policies.changes())
        let isNews = stand.withLock { stand in
            defer { stand = found }
            return stand != found
        }
        if isNews { cache.invalidate(site) }
    }
}
