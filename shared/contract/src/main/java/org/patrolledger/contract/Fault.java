package org.patrolledger.contract;

import java.util.LinkedHashMap;
import java.util.Map;

/// One thing wrong with a document.
///
/// @param pointer where, as an RFC 6901 pointer
/// @param rule which rule it breaks
/// @param detail the same in a sentence; never repeats what was submitted
public record Fault(String pointer, Rule rule, String detail) {
    /// The rules a document can break, as `errors[].rule` names them, in the order in which faults
    /// of one place stand.
    public enum Rule {
        REQUIRED("required"),
        UNKNOWN("unknown"),
        TYPE("type"),
        VALUE("value"),
        FORMAT("format"),
        MINIMUM("minimum"),
        MAXIMUM("maximum"),
        MIN_LENGTH("min-length"),
        MAX_LENGTH("max-length"),
        MAX_ITEMS("max-items"),
        MIN_ITEMS("min-items"),
        UNIQUE("unique"),
        PERSONAL_DATA("personal-data"),
        CATALOGUE("catalogue"),
        ORDER("order"),
        DURATION("duration"),
        FUTURE("future"),
        NOBODY("nobody"),
        /// Fewer arrests than searches that ended in one.
        CONSISTENCY("consistency"),
        /// The catalogue has the place under another name or in another district.
        PLACE_TAKEN("place-taken"),
        /// A place, or days of it, that submissions used cannot be taken out of the catalogue.
        IN_USE("in-use");

        private final String code;

        Rule(String code) {
            this.code = code;
        }

        /// The rule's name in documents.
        public String code() {
            return code;
        }
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
