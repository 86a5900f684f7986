// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Somebody who asks for one page after the other over one connection, and looks at the clock.
final class BenchVisitor {
    private let descriptor: Int32

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard connected else { throw NotReady() }
        var noDelay: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &noDelay, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit { close(descriptor) }

    /// Seconds until the page has arrived whole; throws when it is any other answer than 200.
    func get(_ path: String, host: String) throws -> Double {
        let start = ContinuousClock.now
        let request = Array("GET \(path) HTTP/1.1\r\nHost: \(host)\r\n\r\n".utf8)
        guard send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else { throw NotReady() }
        var (answer, whole): ([UInt8], Int) = ([], .max)
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while answer.count < whole {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { throw NotReady() }
            answer += buffer[..<count]
            if whole == .max { whole = try Self.length(of: answer) ?? .max }
        }
        let took = start.duration(to: .now)
        return Double(took.components.seconds) + Double(took.components.attoseconds) / 1e18
    }

    /// How long head and body are together, once the head is there.
    private static func length(of answer: [UInt8]) throws -> Int? {
        guard let end = answer.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound else { return nil }
        let head = String(decoding: answer[..<end], as: UTF8.self).lowercased()
        guard head.hasPrefix("http/1.1 200"), let field = head.firstRange(of: "content-length: "),
            let length = Int(head[field.upperBound...].prefix { $0.isNumber })
        else { throw LoadFailed(report: head) }
        return end + length
    }
}
