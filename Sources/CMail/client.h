// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <curl/curl.h>

#include "cmail.h"

struct cmail_client {
    CURL *easy;
};

struct cmail_draft {
    struct curl_slist *headers;
    curl_mime *alternative;
    /// The HTML and its images; owned by `alternative`.
    curl_mime *related;
    CURL *easy;
};
