/// The issuer of the local stack: OpenID Connect with an authorization code, PKCE and rotating
/// refresh tokens, for a page on this machine. Nobody has a password: anybody at this machine
/// chooses a role.
@NullMarked
package org.patrolledger.local.oidc;

import org.jspecify.annotations.NullMarked;
