package org.patrolledger.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import org.patrolledger.domain.submission.Coded;

/// One thing wrong with a document.
///
/// @param pointer where, as an RFC 6901 pointer
/// @param rule which rule it breaks
/// @param detail the same in a sentence; never repeats what was submitted
public record Fault(String pointer, Rule rule, String detail) implements Comparable<Fault> {
    /// The rules a document can break, as `errors[].rule` names them, in the order in which faults
    /// of one place stand.
    public enum Rule implements Coded {
        REQUIRED,
        UNKNOWN,
        TYPE,
        VALUE,
        FORMAT,
        MINIMUM,
        MAXIMUM,
        MIN_LENGTH,
        MAX_LENGTH,
        MAX_ITEMS,
        MIN_ITEMS,
        UNIQUE,
        PERSONAL_DATA,
        CATALOGUE,
        ORDER,
        DURATION,
        FUTURE,
        NOBODY,
        /// Fewer arrests than searches that ended in one.
        CONSISTENCY,
        /// The catalogue has the place under another name or in another district.
        PLACE_TAKEN,
        /// A place, or days of it, that submissions used cannot be taken out of the catalogue.
        IN_USE
    }

    /// By place, then by rule, then by sentence.
    @Override
    public int compareTo(Fault other) {
        int byPointer = pointer.compareTo(other.pointer);
        if (byPointer != 0) {
            return byPointer;
        }
        int byRule = rule.compareTo(other.rule);
        return byRule != 0 ? byRule : detail.compareTo(other.detail);
    }

    /// Whether the same document may have had no such fault yesterday.
    public boolean isOfTheMoment() {
        return rule == Rule.CATALOGUE || rule == Rule.FUTURE;
    }

    /// The fault as `errors` of a problem document lists it.
    public Map<String, String> document() {
        var map = new LinkedHashMap<String, String>();
        map.put("pointer", pointer);
        map.put("rule", rule.code());
        map.put("detail", detail);
        return map;
    }
}
