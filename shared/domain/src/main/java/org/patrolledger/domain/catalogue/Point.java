package org.patrolledger.domain.catalogue;

import java.util.regex.Pattern;

/// Where a place is, by which a phone suggests the nearest. For staff: what is published names
/// none.
///
/// @param text latitude and longitude in degrees of WGS 84, as in a geo URI: `51.5372,0.7143`
public record Point(String text) {
    /// 90 and 180 degrees at most, with up to six decimals, which is a tenth of a metre.
    public static final String PATTERN =
            "^-?([0-8]?[0-9](\\.[0-9]{1,6})?|90(\\.0{1,6})?),-?((1[0-7][0-9]|[0-9]{1,2})(\\.[0-9]{1,6})?|180(\\.0{1,6})?)$";

    private static final Pattern POINT = Pattern.compile(PATTERN);

    public Point {
        if (!POINT.matcher(text).matches()) {
            throw new IllegalArgumentException("not a latitude and a longitude");
        }
    }
}
