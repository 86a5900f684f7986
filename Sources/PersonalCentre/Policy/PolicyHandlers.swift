// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import Pages
import Policy

extension PersonalCentreRoutes {
    @Sendable func policyPage(_: Request, _ context: PageContext) async throws -> Response {
        let services = try await services(context)
        let document = PolicyDocument(services.policy, in: context.sheet.language)
        return Response.page(context.sheet.policyPage(document, isCurrent: true), keptBy: .anybody)
    }

    @Sendable func versionsPage(_: Request, _ context: PageContext) async throws -> Response {
        let services = try await services(context)
        return Response.page(context.sheet.policyVersionsPage(try await services.policies.all()))
    }

    /// An earlier version stays readable at its own address; a draft has none.
    @Sendable func versionPage(_: Request, _ context: PageContext) async throws -> Response {
        let services = try await services(context)
        guard let version = context.parameters.get("version").flatMap({ PolicyVersion(hex: $0) }),
            let published = try await services.policies.version(version), let policy = published.policy
        else { throw PageProblem(.notFound) }
        let document = PolicyDocument(policy, in: context.sheet.language)
        return Response.page(
            context.sheet.policyPage(document, isCurrent: policy.version == services.policy.version))
    }

    /// What changed from version `from` to version `to`, by default the one in force.
    @Sendable func changesPage(_ request: Request, _ context: PageContext) async throws -> Response {
        let services = try await services(context)
        let parameters = request.uri.queryParameters
        guard let from = parameters["from"].flatMap({ PolicyVersion(hex: String($0)) }),
            let to = parameters["to"].map({ PolicyVersion(hex: String($0)) }) ?? services.policy.version,
            let before = try await services.policies.version(from), let old = before.policy,
            let after = try await services.policies.version(to), let new = after.policy
        else { throw PageProblem(.notFound) }
        let diff = PolicyDiff(from: old, to: new, in: context.sheet.language)
        return Response.page(
            context.sheet.policyChangesPage(PolicyChangesModel(before: before, after: after, diff: diff)))
    }
}
