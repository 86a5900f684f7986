// SPDX-License-Identifier: Apache-2.0
#include <netdb.h>
#include <netinet/in.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "client.h"

/// IANA's registry of special-purpose IPv4 addresses (RFC 6890): whatever is not reachable from everywhere.
static int is_inner_v4(uint32_t address) {
    static const struct { uint32_t network; int bits; } inner[] = {
        {0x00000000, 8}, {0x0a000000, 8}, {0x64400000, 10}, {0x7f000000, 8}, {0xa9fe0000, 16}, {0xac100000, 12},
        {0xc0000000, 24}, {0xc0000200, 24}, {0xc0a80000, 16}, {0xc6120000, 15}, {0xc6336400, 24}, {0xcb007100, 24},
        {0xe0000000, 3},
    };
    for (size_t i = 0; i < sizeof inner / sizeof *inner; i++)
        if ((address & (0xffffffffu << (32 - inner[i].bits))) == inner[i].network) return 1;
    return 0;
}

static uint32_t v4_at(const uint8_t *bytes) {
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/// Only 2000::/3 is routed; of that, what carries an IPv4 address is as inner as that is (6to4), and documents' are inner.
static int is_inner_v6(const uint8_t *a) {
    static const uint8_t mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    static const uint8_t nat64[12] = {0, 0x64, 0xff, 0x9b};
    static const uint8_t documents[4] = {0x20, 0x01, 0x0d, 0xb8};
    if (!memcmp(a, mapped, 12) || !memcmp(a, nat64, 12)) return is_inner_v4(v4_at(a + 12));
    if (a[0] == 0x20 && a[1] == 0x02) return is_inner_v4(v4_at(a + 2));
    return (a[0] & 0xe0) != 0x20 || !memcmp(a, documents, 4);
}

static int is_inner(const struct sockaddr *address) {
    switch (address->sa_family) {
    case AF_INET: return is_inner_v4(ntohl(((const struct sockaddr_in *)address)->sin_addr.s_addr));
    case AF_INET6: return is_inner_v6(((const struct sockaddr_in6 *)address)->sin6_addr.s6_addr);
    default: return 1;
    }
}

cmail_host cmail_look_at_host(const char *host) {
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *found = NULL;
    if (getaddrinfo(host, NULL, &hints, &found) || !found) return CMAIL_HOST_UNKNOWN;
    cmail_host standing = CMAIL_HOST_PUBLIC;
    for (struct addrinfo *each = found; each; each = each->ai_next)
        if (is_inner(each->ai_addr)) standing = CMAIL_HOST_INNER;
    freeaddrinfo(found);
    return standing;
}

/// Asked for each address curl is about to connect to, so that a name that means another machine by now gains nothing.
static curl_socket_t open_public(void *context, curlsocktype purpose, struct curl_sockaddr *address) {
    (void)purpose;
    if (is_inner(&address->addr)) {
        *(int *)context = 1;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype, address->protocol);
}

int cmail_client_public_only(cmail_client *client) {
    int failed = curl_easy_setopt(client->easy, CURLOPT_OPENSOCKETDATA, &client->met_inner_address);
    return failed | curl_easy_setopt(client->easy, CURLOPT_OPENSOCKETFUNCTION, open_public);
}
