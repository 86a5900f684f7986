// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>

#include "client.h"

cmail_draft *cmail_draft_new(cmail_client *client) {
    cmail_draft *draft = calloc(1, sizeof *draft);
    if (!draft) return NULL;
    draft->easy = client->easy;
    draft->alternative = curl_mime_init(client->easy);
    if (draft->alternative && !cmail_draft_header(draft, "Content-Type: multipart/alternative")) return draft;
    cmail_draft_free(draft);
    return NULL;
}

void cmail_draft_free(cmail_draft *draft) {
    if (!draft) return;
    curl_mime_free(draft->alternative);
    curl_slist_free_all(draft->headers);
    free(draft);
}

int cmail_draft_header(cmail_draft *draft, const char *line) {
    if (!draft) return CURLE_OUT_OF_MEMORY;
    struct curl_slist *longer = curl_slist_append(draft->headers, line);
    if (!longer) return CURLE_OUT_OF_MEMORY;
    draft->headers = longer;
    return CURLE_OK;
}

static int add_text(curl_mime *parent, const char *text, const char *type) {
    curl_mimepart *part = curl_mime_addpart(parent);
    if (!part) return CURLE_OUT_OF_MEMORY;
    int failed = curl_mime_data(part, text, CURL_ZERO_TERMINATED);
    failed |= curl_mime_type(part, type);
    failed |= curl_mime_encoder(part, "quoted-printable");
    return failed;
}

int cmail_draft_bodies(cmail_draft *draft, const char *text, const char *html) {
    if (!draft) return CURLE_OUT_OF_MEMORY;
    int failed = add_text(draft->alternative, text, "text/plain; charset=utf-8");
    curl_mime *related = curl_mime_init(draft->easy);
    curl_mimepart *part = curl_mime_addpart(draft->alternative);
    if (!related || !part || curl_mime_subparts(part, related)) {
        curl_mime_free(related);
        return CURLE_OUT_OF_MEMORY;
    }
    draft->related = related;
    failed |= curl_mime_type(part, "multipart/related; type=\"text/html\"");
    return failed | add_text(related, html, "text/html; charset=utf-8");
}

int cmail_draft_image(
    cmail_draft *draft, const char *id_header, const char *disposition_header, const char *media_type,
    const char *bytes, size_t count) {
    if (!draft || !draft->related) return CURLE_OUT_OF_MEMORY;
    curl_mimepart *part = curl_mime_addpart(draft->related);
    struct curl_slist *headers = curl_slist_append(NULL, disposition_header);
    struct curl_slist *longer = headers ? curl_slist_append(headers, id_header) : NULL;
    if (!part || !longer) {
        curl_slist_free_all(headers);
        return CURLE_OUT_OF_MEMORY;
    }
    int failed = curl_mime_headers(part, longer, 1);
    failed |= curl_mime_data(part, bytes, count);
    failed |= curl_mime_type(part, media_type);
    return failed | curl_mime_encoder(part, "base64");
}
