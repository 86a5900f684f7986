// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOPosix
import NIOSSL

/// Just enough of a mail client to meet the server over a socket: trusts one certificate and checks the name.
struct MailClient {
    private let channel: any Channel
    private let replies: NIOAsyncChannelInboundStream<ByteBuffer>
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>

    /// Opens a connection, reads the greeting and hands the client over; closes afterwards.
    static func connected<Result: Sendable>(
        to port: Int, _ body: @escaping @Sendable (MailClient) async throws -> Result
    ) async throws -> Result {
        let connection = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await connection.executeThenClose { inbound, outbound in
            let client = MailClient(channel: connection.channel, replies: inbound, outbound: outbound)
            return try await body(client)
        }
    }

    func write(_ text: String) async throws {
        try await outbound.write(ByteBuffer(string: text))
    }

    /// Turns TLS on, after the server has agreed to it.
    func secure(trusting pem: String) async throws {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(pem.utf8)))
        let context = try NIOSSLContext(configuration: configuration)
        let channel = channel
        try await channel.eventLoop.submit {
            let handler = try NIOSSLClientHandler(context: context, serverHostname: "localhost")
            try channel.pipeline.syncOperations.addHandler(handler, position: .first)
        }.get()
    }

    /// The server's next words, until a line that ends a reply (RFC 5321 §4.2.1); nil when it has hung up.
    func conversation() -> Replies { Replies(stream: replies.makeAsyncIterator()) }

    struct Replies {
        var stream: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
        private var pending = ""

        init(stream: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator) { self.stream = stream }

        mutating func next() async throws -> String? {
            var reply = ""
            while true {
                while let end = pending.firstRange(of: "\r\n") {
                    let line = String(pending[..<end.lowerBound])
                    pending.removeSubrange(..<end.upperBound)
                    reply += line + "\n"
                    if line.dropFirst(3).first != "-" { return reply }
                }
                guard let more = try await stream.next(isolation: #isolation) else { return nil }
                pending += String(buffer: more)
            }
        }
    }
}
