package org.patrolledger.storage;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;

/// The public key that belongs to a private key on the curve P-256, which the JDK does not tell.
///
/// The arithmetic takes an amount of time that depends on the key, so it is for keys that lie in a
/// file anyway, and done once per process.
final class P256 {
    private static final BigInteger TWO = BigInteger.TWO;
    private static final BigInteger THREE = BigInteger.valueOf(3);

    private P256() {}

    static boolean is(ECParameterSpec parameters) throws GeneralSecurityException {
        var p256 = AlgorithmParameters.getInstance("EC");
        p256.init(new ECGenParameterSpec("secp256r1"));
        var expected = p256.getParameterSpec(ECParameterSpec.class);
        return parameters.getCurve().equals(expected.getCurve())
                && parameters.getGenerator().equals(expected.getGenerator())
                && parameters.getOrder().equals(expected.getOrder());
    }

    static PublicKey publicKey(ECPrivateKey key) throws GeneralSecurityException {
        var curve = key.getParams();
        var point = ECPoint.POINT_INFINITY;
        for (int bit = key.getS().bitLength() - 1; bit >= 0; bit--) {
            point = add(point, point, curve);
            if (key.getS().testBit(bit)) {
                point = add(point, curve.getGenerator(), curve);
            }
        }
        return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve));
    }

    /// The sum of two points, by the line through them or the tangent at both.
    private static ECPoint add(ECPoint one, ECPoint other, ECParameterSpec curve) {
        if (one.equals(ECPoint.POINT_INFINITY)) {
            return other;
        }
        if (other.equals(ECPoint.POINT_INFINITY)) {
            return one;
        }
        var p = ((ECFieldFp) curve.getCurve().getField()).getP();
        var x = one.getAffineX();
        var y = one.getAffineY();
        BigInteger slope;
        if (one.equals(other)) {
            var tangent = THREE.multiply(x.pow(2)).add(curve.getCurve().getA());
            slope = tangent.multiply(TWO.multiply(y).modInverse(p)).mod(p);
        } else {
            var run = other.getAffineX().subtract(x);
            slope = other.getAffineY().subtract(y).multiply(run.modInverse(p)).mod(p);
        }
        var sumX = slope.pow(2).subtract(x).subtract(other.getAffineX()).mod(p);
        var sumY = slope.multiply(x.subtract(sumX)).subtract(y).mod(p);
        return new ECPoint(sumX, sumY);
    }
}
