// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <curl/curl.h>

#include "cmail.h"

struct cmail_client {
    CURL *easy;
    /// Whether a connection was not made because its address was not a public one.
    int met_inner_address;
};

struct cmail_draft {
    struct curl_slist *headers;
    curl_mime *alternative;
    /// The HTML and its images; owned by `alternative`.
    curl_mime *related;
    CURL *easy;
};
