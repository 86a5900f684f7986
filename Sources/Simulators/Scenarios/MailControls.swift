// SPDX-License-Identifier: Apache-2.0

import HTTPTypes

/// The mailbox:
///
///     GET  /control/mail[?to=a@b.cc]                mails taken, newest first, parsed, with their source
///     GET  /control/mail-ca.pem                     the certificate to trust
///     GET  /control/mail-server                     {"host", "port", "user", "password"}
///     POST /control/mail/reset                      empties the mailbox
extension World {
    func addMailControls(to routes: inout Routes) {
        routes.get("/control/mail") { request in
            .answer(.json(.array(mail.mailbox.all(to: request.query.nonEmpty("to")).map(\.json))))
        }
        routes.get("/control/mail-ca.pem") { _ in
            .answer(
                Answer(
                    headers: [.contentType: "application/x-pem-file"], body: Array(mail.certificate.pem.utf8)))
        }
        routes.get("/control/mail-server") { _ in
            .answer(
                .json([
                    "host": "127.0.0.1", "port": JSON(mail.port.map(Int64.init)),
                    "user": .string(configuration.mail.user), "password": .string(configuration.mail.password),
                ]))
        }
        routes.post("/control/mail/reset") { request in
            mail.mailbox.reset()
            return .answer(done(request))
        }
    }
}
