package org.patrolledger.domain.catalogue;

import java.util.Optional;
import java.util.regex.Pattern;
import org.patrolledger.domain.time.OperationalDay;

/// Money that an operation was given for a time.
///
/// @param fund the fund's name, such as `Community Safety Fund 2022/23`
/// @param amount whole units of `currency`, 0 or more
/// @param currency an ISO 4217 code, three capital letters
/// @param from the first day it is for
/// @param until the last day it is for; open where there is none
public record Funding(
        String fund,
        long amount,
        String currency,
        OperationalDay from,
        Optional<OperationalDay> until) {
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    public Funding {
        if (amount < 0) {
            throw new IllegalArgumentException("an amount of funding is not negative");
        }
        if (!CURRENCY.matcher(currency).matches()) {
            throw new IllegalArgumentException("a currency is three capital letters");
        }
        if (until.isPresent() && until.get().compareTo(from) < 0) {
            throw new IllegalArgumentException("funding does not end before it starts");
        }
    }

    /// Whether it is for any day from `first` to `last`, both included.
    public boolean runsIn(OperationalDay first, OperationalDay last) {
        return new Place.Validity(from, until).meets(first, last);
    }
}
