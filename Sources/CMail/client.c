// SPDX-License-Identifier: Apache-2.0
#include "client.h"

#include <stdlib.h>

static int configure(CURL *easy, const char *url, const char *user, const char *password, const char *ca_file) {
    int failed = 0;
    failed |= curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    failed |= curl_easy_setopt(easy, CURLOPT_URL, url);
    failed |= curl_easy_setopt(easy, CURLOPT_USE_SSL, (long)CURLUSESSL_ALL);
    failed |= curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    failed |= curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    failed |= curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    failed |= curl_easy_setopt(easy, CURLOPT_PROXY, "");
    failed |= curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    if (ca_file) failed |= curl_easy_setopt(easy, CURLOPT_CAINFO, ca_file);
    if (user) {
        failed |= curl_easy_setopt(easy, CURLOPT_USERNAME, user);
        failed |= curl_easy_setopt(easy, CURLOPT_PASSWORD, password ? password : "");
    }
    return failed;
}

cmail_client *cmail_client_new(const char *url, const char *user, const char *password, const char *ca_file) {
    if (curl_global_init(CURL_GLOBAL_DEFAULT)) return NULL;
    cmail_client *client = calloc(1, sizeof *client);
    if (client) client->easy = curl_easy_init();
    if (client && client->easy && !configure(client->easy, url, user, password, ca_file)) return client;
    cmail_client_free(client);
    return NULL;
}

void cmail_client_free(cmail_client *client) {
    if (!client) return;
    curl_easy_cleanup(client->easy);
    free(client);
}

cmail_result cmail_send(
    cmail_client *client, cmail_draft *draft, const char *sender, const char *recipient, long deadline_ms, int fresh) {
    cmail_result result = {CURLE_OUT_OF_MEMORY, 0, 0, 0, 0};
    struct curl_slist *recipients = curl_slist_append(NULL, recipient);
    if (!draft || !recipients) {
        curl_slist_free_all(recipients);
        return result;
    }
    CURL *easy = client->easy;
    int failed = 0;
    failed |= curl_easy_setopt(easy, CURLOPT_MAIL_FROM, sender);
    failed |= curl_easy_setopt(easy, CURLOPT_MAIL_RCPT, recipients);
    failed |= curl_easy_setopt(easy, CURLOPT_HTTPHEADER, draft->headers);
    failed |= curl_easy_setopt(easy, CURLOPT_MIMEPOST, draft->alternative);
    failed |= curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, deadline_ms);
    failed |= curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, deadline_ms);
    failed |= curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, (long)fresh);
    if (!failed) {
        long connects = 0;
        client->met_inner_address = 0;
        result.code = curl_easy_perform(easy);
        curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &result.reply);
        curl_easy_getinfo(easy, CURLINFO_NUM_CONNECTS, &connects);
        result.reused = connects == 0;
        result.met_inner_address = client->met_inner_address && result.code == CURLE_COULDNT_CONNECT;
        // curl calls a refused MAIL, RCPT or DATA a send error (lib/smtp.c), and a refused text a weird reply, like a greeting.
        curl_off_t uploaded = 0;
        curl_easy_getinfo(easy, CURLINFO_SIZE_UPLOAD_T, &uploaded);
        result.about_message = result.code == CURLE_SEND_ERROR || uploaded > 0;
    }
    // The handle outlives the message: nothing of it may stay reachable from there.
    curl_easy_setopt(easy, CURLOPT_MIMEPOST, NULL);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, NULL);
    curl_easy_setopt(easy, CURLOPT_MAIL_RCPT, NULL);
    curl_slist_free_all(recipients);
    return result;
}

cmail_result cmail_greet(cmail_client *client, long deadline_ms) {
    cmail_result result = {CURLE_OUT_OF_MEMORY, 0, 0, 0, 0};
    CURL *easy = client->easy;
    int failed = 0;
    failed |= curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
    failed |= curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, "NOOP");
    failed |= curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, deadline_ms);
    failed |= curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, deadline_ms);
    if (failed) return result;
    client->met_inner_address = 0;
    result.code = curl_easy_perform(easy);
    result.met_inner_address = client->met_inner_address && result.code == CURLE_COULDNT_CONNECT;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &result.reply);
    return result;
}

const char *cmail_reason(int code) {
    return curl_easy_strerror((CURLcode)code);
}
