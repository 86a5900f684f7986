// SPDX-License-Identifier: Apache-2.0

import Storage

/// What may be sent. Whatever runs when it is opened is not here: no page, no script, no SVG, no program, no archive.
package enum MediaType: String, Sendable, CaseIterable, SQLEnum {
    case jpeg = "image/jpeg"
    case png = "image/png"
    case gif = "image/gif"
    case webp = "image/webp"
    case pdf = "application/pdf"
    case mp3 = "audio/mpeg"
    case aac = "audio/aac"
    case ogg = "audio/ogg"
    case wav = "audio/wav"
    case amr = "audio/amr"
    case m4a = "audio/mp4"
    case mp4 = "video/mp4"
    case quickTime = "video/quicktime"
    case webm = "video/webm"
    case text = "text/plain"

    package var isImage: Bool {
        switch self {
        case .jpeg, .png, .gif, .webp: true
        default: false
        }
    }

    /// What a name may end in; the first is given to a name that ends in something else.
    var extensions: [String] {
        switch self {
        case .jpeg: ["jpg", "jpeg", "jfif"]
        case .png: ["png"]
        case .gif: ["gif"]
        case .webp: ["webp"]
        case .pdf: ["pdf"]
        case .mp3: ["mp3"]
        case .aac: ["aac"]
        case .ogg: ["ogg", "oga", "opus"]
        case .wav: ["wav"]
        case .amr: ["amr"]
        case .m4a: ["m4a"]
        case .mp4: ["mp4", "m4v", "3gp"]
        case .quickTime: ["mov"]
        case .webm: ["webm"]
        case .text: ["txt", "csv", "log", "md"]
        }
    }

    /// Other names senders have for it.
    private var otherNames: [String] {
        switch self {
        case .jpeg: ["image/jpg", "image/pjpeg"]
        case .png: ["image/apng"]
        case .mp3: ["audio/mp3"]
        case .aac: ["audio/aacp", "audio/x-aac"]
        case .ogg: ["application/ogg", "audio/opus"]
        case .wav: ["audio/x-wav", "audio/wave", "audio/vnd.wave"]
        case .m4a: ["audio/x-m4a", "audio/m4a"]
        case .mp4: ["audio/mp4", "video/x-m4v", "video/3gpp", "audio/3gpp"]
        case .webm: ["audio/webm"]
        case .text: ["text/csv", "text/markdown"]
        case .gif, .webp, .pdf, .amr, .quickTime: []
        }
    }

    /// Whether somebody who says `declared` may have meant this. Who says nothing, or only that it is bytes, leaves it to the content.
    func fits(_ declared: String?) -> Bool {
        let name = (declared ?? "").prefix { $0 != ";" }.lowercased().filter { $0 != " " }
        return name.isEmpty || name == "application/octet-stream" || name == rawValue || otherNames.contains(name)
    }
}
