// SPDX-License-Identifier: Apache-2.0

import Storage
import Values

/// Every statement about help articles.
enum HelpArticleQueries {
    static func put(_ article: HelpArticle, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO help_articles (id, language, title, body, changed_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (id) DO UPDATE SET language = excluded.language, title = excluded.title,
                body = excluded.body, changed_at = excluded.changed_at
            """, article.id, article.language, article.title, article.body, article.changedAt)
    }

    static func delete(_ id: ID<HelpArticle>, in session: any SQLSession) throws -> Bool {
        try session.execute("DELETE FROM help_articles WHERE id = $1", id) == 1
    }

    static func all(in session: any SQLSession) throws -> [HelpArticle] {
        try session.query(
            "SELECT id, language, title, body, changed_at FROM help_articles ORDER BY title, id LIMIT 500"
        ) { row in
            HelpArticle(
                id: try row[0], language: try row[1], title: try row[2], body: try row[3], changedAt: try row[4])
        }
    }
}
