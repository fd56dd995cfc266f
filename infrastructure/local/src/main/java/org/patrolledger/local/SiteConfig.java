package org.patrolledger.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import org.patrolledger.formats.ManifestSignature;
import org.patrolledger.lambda.Environment;
import org.patrolledger.local.http.LocalApi;
import org.patrolledger.local.json.JsonTree;
import org.patrolledger.local.oidc.LocalIssuer;
import org.patrolledger.storage.Adapters;

/// What differs between stages, as the site reads it from `/config.json`.
final class SiteConfig {
    private SiteConfig() {}

    /// The document of this stack; the key by which the site proves summaries is that of
    /// `environment`.
    static JsonNode of(String issuer, URI bucket, Environment environment) {
        byte[] key = new Adapters(environment).signer().publicKey();
        var config =
                JsonTree.object()
                        .put("issuer", issuer)
                        .put("clientId", LocalIssuer.CLIENT)
                        .put("bucket", bucket.toString())
                        .put("clock", LocalApi.PREFIX + "clock")
                        .put("key", ManifestSignature.keyId(key).value());
        config.putArray("keys").add(ManifestSignature.pem(key));
        return config;
    }
}
