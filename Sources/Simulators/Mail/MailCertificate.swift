// SPDX-License-Identifier: Apache-2.0

import Crypto
import NIOSSL
import SwiftASN1
import Values
import X509

/// The mail server's certificate, signed by itself and made anew at every start: a client that shall trust it is given
/// exactly this one.
struct MailCertificate: Sendable {
    let pem: String
    let context: NIOSSLContext

    /// Valid for `localhost`, the world's names and the loopback address, for ten years around `now`.
    init(at now: Instant) throws {
        let key = P256.Signing.PrivateKey()
        let name = try DistinguishedName {
            OrganizationName("Sampan World")
            CommonName(SMTPSession.hostName)
        }
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: .init(key.publicKey),
            notValidBefore: (now - .days(365)).date, notValidAfter: (now + .days(3_650)).date, issuer: name,
            subject: name, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                Critical(KeyUsage(digitalSignature: true, keyCertSign: true))
                try ExtendedKeyUsage([.serverAuth])
                SubjectKeyIdentifier(hash: .init(key.publicKey))
                SubjectAlternativeNames([
                    .dnsName("localhost"), .dnsName("world.localhost"), .dnsName(SMTPSession.hostName),
                    .ipAddress(ASN1OctetString(contentBytes: [127, 0, 0, 1])),
                ])
            }, issuerPrivateKey: .init(key))
        pem = try certificate.serializeAsPEM().pemString + "\n"
        context = try NIOSSLContext(
            configuration: .makeServerConfiguration(
                certificateChain: try NIOSSLCertificate.fromPEMBytes(Array(pem.utf8)).map { .certificate($0) },
                privateKey: .privateKey(
                    try NIOSSLPrivateKey(bytes: Array(key.pemRepresentation.utf8), format: .pem))))
    }
}
