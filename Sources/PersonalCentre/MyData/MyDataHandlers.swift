// SPDX-License-Identifier: Apache-2.0

import Conversations
import HTTPTypes
import Hummingbird
import Media
import Pages
import Rights
import Values
import Vault

extension PersonalCentreRoutes {
    @Sendable func askPage(_: Request, _ context: PageContext) async throws -> Response {
        Response.page(context.sheet.askPage(Form()))
    }

    @Sendable func ask(_ request: Request, _ context: PageContext) async throws -> Response {
        var form = try await Form.read(request, context)
        guard let address = form.email("email"), form.isValid else {
            return Response.page(context.sheet.askPage(form), status: .unprocessableContent)
        }
        if case .wait(let seconds) = asking.ask(context.remoteAddress) {
            throw PageProblem.tooMany(waitSeconds: seconds)
        }
        try await services(context).rights.ask(address, language: context.sheet.language)
        return Response.page(context.sheet.askedPage())
    }

    @Sendable func myDataPage(_: Request, _ context: PageContext) async throws -> Response {
        let services = try await services(context)
        let (token, request) = try await proven(context, services.rights)
        let model = try await model(token, request, services)
        return Response.page(context.sheet.myDataPage(model))
    }

    @Sendable func erase(_ request: Request, _ context: PageContext) async throws -> Response {
        let services = try await services(context)
        let (token, proven) = try await proven(context, services.rights)
        var form = try await Form.read(request, context)
        guard form.required("understood", otherwise: "personal.erase.not-understood") else {
            let model = try await model(token, proven, services)
            return Response.page(context.sheet.myDataPage(model, form), status: .unprocessableContent)
        }
        switch try await services.rights.erase(proven) {
        case .erased, .already:
            return .seeOther(context.sheet.path("/my-data/\(token.text)"), on: context.sheet)
        case .notVerified:
            throw PageProblem(.notFound)
        }
    }

    @Sendable func receipt(_: Request, _ context: PageContext) async throws -> Response {
        let (_, request) = try await proven(context, try await services(context).rights)
        guard let receipt = request.receipt else { throw PageProblem(.notFound) }
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/plain; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"erasure.tlog-proof\"",
            ],
            body: .init(byteBuffer: .init(string: receipt)))
    }

    /// A file of the person's conversations. After the erasure there is none.
    @Sendable func file(_: Request, _ context: PageContext) async throws -> Response {
        let services = try await services(context)
        let (_, request) = try await proven(context, services.rights)
        guard let id = context.parameters.get("file").flatMap({ ID<Media>($0) }) else { throw PageProblem(.notFound) }
        for person in request.people {
            switch try await services.conversations.contactData.file(id, of: person) {
            case .gone: continue
            case .refused: throw PageProblem(.forbidden)
            case .opened(let file):
                return .file(
                    named: file.name.expose(), type: file.media.type.rawValue, size: file.media.size, file.content)
            }
        }
        throw PageProblem(.notFound)
    }

    private func model(
        _ token: RightsToken, _ request: RightsRequest, _ services: PersonalCentreServices
    ) async throws -> MyDataModel {
        var files: [AttachedFile] = []
        for person in request.people { files += try await services.conversations.contactData.files(of: person) }
        return MyDataModel(
            token: token.text, request: request, erasure: try await services.rights.erasure(of: request),
            holdings: try await services.rights.holdings(of: request), files: files,
            disclosures: try await services.rights.disclosures(of: request), policy: services.policy)
    }

    /// An unknown, altered or outdated link is a page that does not exist.
    private func proven(_ context: PageContext, _ rights: Rights) async throws -> (RightsToken, RightsRequest) {
        guard let token = context.parameters.get("token").flatMap({ RightsToken($0) }),
            let request = try await rights.request(token)
        else { throw PageProblem(.notFound, "personal.my-data.gone") }
        return (token, request)
    }
}
