// SPDX-License-Identifier: Apache-2.0

/// Mail by libcurl as plain functions, since Swift cannot import the variadic curl_easy_setopt.
///
/// Everything here blocks and belongs to one thread at a time. Header lines arrive finished: encoded, folded, and
/// without any line break that is not a folding one. Text arrives with CRLF line ends.
#pragma once

#include <stddef.h>

typedef struct cmail_client cmail_client;
typedef struct cmail_draft cmail_draft;

typedef struct {
    /// CURLcode of the transfer; 0 when the server took responsibility for the message.
    int code;
    /// Last reply code of the server; 354 while it waits for the message, 0 when it never spoke.
    long reply;
    /// Whether the conversation went over a connection left open by an earlier message.
    int reused;
    /// Whether the last reply was about this message (to MAIL, RCPT, DATA or the end of the text) and not about the
    /// server: its greeting, STARTTLS, the sign-in.
    int about_message;
    /// Whether the only way there led to an address that is not public.
    int met_inner_address;
} cmail_result;

/// `url` is `smtp://host:port/helo-name` (STARTTLS is then demanded) or `smtps://…`. `user` and `ca_file` may be NULL.
cmail_client *cmail_client_new(const char *url, const char *user, const char *password, const char *ca_file);
void cmail_client_free(cmail_client *client);

/// Connects to public addresses only, whatever a name leads to: for a host that somebody typed. Call before sending.
int cmail_client_public_only(cmail_client *client);

typedef enum { CMAIL_HOST_PUBLIC, CMAIL_HOST_INNER, CMAIL_HOST_UNKNOWN } cmail_host;
/// Where a name leads; inner when one of its addresses is loopback, private or not routed.
cmail_host cmail_look_at_host(const char *host);

/// The parts of one message; NULL when memory is short, and every call below takes that and fails with it.
cmail_draft *cmail_draft_new(cmail_client *client);
void cmail_draft_free(cmail_draft *draft);
int cmail_draft_header(cmail_draft *draft, const char *line);
/// multipart/alternative of the text, and the HTML with its images as multipart/related (RFC 2387).
int cmail_draft_bodies(cmail_draft *draft, const char *text, const char *html);
/// An image of the HTML part. Call after `cmail_draft_bodies`.
int cmail_draft_image(
    cmail_draft *draft, const char *id_header, const char *disposition_header, const char *media_type,
    const char *bytes, size_t count);

/// Sends over the open connection when there is one, or over a new one.
cmail_result cmail_send(
    cmail_client *client, cmail_draft *draft, const char *sender, const char *recipient, long deadline_ms, int fresh);

/// Connects, secures, signs in and says NOOP over a connection of its own. Nothing of a message is sent.
cmail_result cmail_greet(cmail_client *client, long deadline_ms);

/// What a transfer's code means, in curl's words; never part of the message.
const char *cmail_reason(int code);
