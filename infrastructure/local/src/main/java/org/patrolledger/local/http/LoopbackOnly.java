package org.patrolledger.local.http;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/// Answers requests to a name of this machine only, and from pages of this machine only. The stack
/// hands out tokens and invokes functions for anybody who reaches its port; without this a page of
/// any site could do so through the browser of somebody at this machine, by a name that leads to
/// 127.0.0.1 or by a plain cross-site post.
public final class LoopbackOnly implements Api {

    private static final Pattern LOOPBACK =
            Pattern.compile(
                    "(?:(?:[a-z0-9-]+\\.)*localhost|127(?:\\.[0-9]{1,3}){3}|\\[(?:0{0,4}:){2,7}0{0,3}1])\\.?(?::[0-9]{1,5})?",
                    Pattern.CASE_INSENSITIVE);

    private final Api api;

    /// @param api answers what is let through
    public LoopbackOnly(Api api) {
        this.api = api;
    }

    @Override
    public HttpAnswer answer(Request request) throws IOException {
        boolean here = request.header("host").filter(LoopbackOnly::isLoopback).isPresent();
        boolean fromHere = request.header("origin").map(LoopbackOnly::isOfLoopback).orElse(true);
        return here && fromHere ? api.answer(request) : Problems.notLoopback();
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host.strip()).matches();
    }

    private static boolean isOfLoopback(String origin) {
        try {
            return Optional.ofNullable(URI.create(origin.strip()).getRawAuthority())
                    .filter(LoopbackOnly::isLoopback)
                    .isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
