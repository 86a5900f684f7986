// SPDX-License-Identifier: Apache-2.0

import Policy
import Storage
package import Values
package import Vault

/// Keeps the help articles: whoever answers visitors may read them, owners write them.
package struct KeepHelpArticles: Sendable {
    let foundation: ConversationsFoundation

    package enum Outcome: Hashable, Sendable {
        case kept(ID<HelpArticle>)
        case removed
        case unfit
        case notFound
        case forbidden
    }

    /// By title; nil for whoever may not know.
    package func list(as caller: Caller) async throws -> [HelpArticle]? {
        guard caller.agent != nil else { return nil }
        return try await foundation.data.read { try HelpArticleQueries.all(in: $0) }
    }

    package func keep(
        title: String, body: String, in language: Language, as caller: Caller
    ) async throws -> Outcome {
        guard case .staff(let member) = caller, member.role == .owner else { return .forbidden }
        let (title, body) = (title.trimmingSpaces(), body.trimmingSpaces())
        guard !title.isEmpty, title.count <= HelpArticle.titleLimit, !body.isEmpty, body.count <= HelpArticle.bodyLimit
        else { return .unfit }
        let now = foundation.clock.now()
        let article = HelpArticle(
            id: .timeOrdered(at: now), language: language, title: title, body: body, changedAt: now)
        try await foundation.data.write { try HelpArticleQueries.put(article, in: $0) }
        return .kept(article.id)
    }

    package func remove(_ id: ID<HelpArticle>, as caller: Caller) async throws -> Outcome {
        guard case .staff(let member) = caller, member.role == .owner else { return .forbidden }
        return try await foundation.data.write { try HelpArticleQueries.delete(id, in: $0) } ? .removed : .notFound
    }
}
