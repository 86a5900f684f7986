// SPDX-License-Identifier: Apache-2.0

import App
import ArgumentParser
import Configuration
import Foundation
import Integrations
import Storage

extension BackupSettings {
    /// Nil when no place is set; else all three must be.
    static func read(_ configuration: ConfigReader, secrets: URL) throws -> BackupSettings? {
        let keys = configuration.scoped(to: "backup")
        let places = try ["data", "keys", "secrets"].map { try keys.string(forKey: .init($0)).map(Place.init) }
        guard places.contains(where: { $0 != nil }) else { return nil }
        guard let data = places[0], let keyStore = places[1], let secretPlace = places[2] else {
            throw ValidationError("backup.data, backup.keys and backup.secrets are set together or not at all.")
        }
        let minutes = keys.int(forKey: "everyMinutes")
        let interval = minutes.map { Duration.seconds(max($0, 1) * 60) }
        return BackupSettings(
            data: data, keys: keyStore, secrets: secretPlace, account: try account(keys),
            secretFile: keys.string(forKey: "secretFile").map { URL(filePath: $0) }
                ?? secrets.appending(path: "backup.secret"),
            interval: interval, keptDays: max(keys.int(forKey: "keepDays", default: 35), 1),
            bounds: DrillBounds(
                restore: .seconds(keys.int(forKey: "restoreMinutes", default: 60) * 60),
                loss: .seconds(keys.int(forKey: "lossMinutes", default: 2 * (minutes ?? 1440)) * 60)))
    }

    private static func account(_ keys: ConfigReader) throws -> S3Account? {
        guard let accessKey = keys.string(forKey: "accessKey"),
            let secretKey = keys.string(forKey: "secretKey", isSecret: true)
        else { return nil }
        let region = keys.string(forKey: "region", default: "us-east-1")
        return S3Account(
            endpoint: keys.string(forKey: "endpoint", default: "https://s3.\(region).amazonaws.com"), region: region,
            accessKey: accessKey, secretKey: secretKey)
    }
}

extension BackupSettings.Place {
    /// A folder, or `s3://bucket/prefix`.
    fileprivate init(_ text: String) throws {
        guard let match = text.wholeMatch(of: /s3:\/\/([^\/]+)\/?(.*)/) else {
            self = .folder(URL(filePath: text).absoluteURL)
            return
        }
        self = .bucket(String(match.1), prefix: String(match.2))
    }
}
