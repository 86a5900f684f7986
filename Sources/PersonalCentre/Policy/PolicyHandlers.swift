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
}
