// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A server in a process of its own, ready when this returns.
struct RunningServer {
    let process: Process
    let port: Int
    /// From the start of the process to its first answer.
    let startSeconds: Double

    init(_ program: String, _ arguments: [String], port: Int, ready path: String) async throws {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let start = ContinuousClock.now
        try process.run()
        while !Self.answers(port: port, path: path) {
            guard process.isRunning, start.duration(to: .now) < .seconds(20) else {
                process.terminate()
                throw NotReady()
            }
            try await Task.sleep(for: .milliseconds(2))
        }
        let took = start.duration(to: .now)
        self.process = process
        self.port = port
        startSeconds = Double(took.components.seconds) + Double(took.components.attoseconds) / 1e18
    }

    /// Resident memory in megabytes (proc(5), VmRSS).
    var memory: Double {
        let status = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS") } ?? ""
        let kilobytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) }
        return (kilobytes ?? .nan) / 1024
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    /// The body of a page, by curl: the page under test must arrive whole before it is timed.
    static func fetch(port: Int, path: String, host: String) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["curl", "-s", "-f", "-H", "Host: \(host)", "http://127.0.0.1:\(port)\(path)"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let body = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0, !body.isEmpty else { throw NotReady() }
        return [UInt8](body)
    }

    private static func answers(port: Int, path: String) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard connected else { return false }
        let request = Array("GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8)
        guard send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else { return false }
        var answer = [UInt8](repeating: 0, count: 12)
        guard recv(descriptor, &answer, 12, Int32(MSG_WAITALL)) == 12 else { return false }
        return String(decoding: answer, as: UTF8.self).hasSuffix("200")
    }
}

/// Something a figure stands on did not answer as it should; says where it was asked.
struct NotReady: Error {
    let place: String

    init(_ file: StaticString = #fileID, _ line: UInt = #line) {
        place = "\(file):\(line)"
    }
}
