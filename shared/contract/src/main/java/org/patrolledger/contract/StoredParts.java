package org.patrolledger.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.patrolledger.contract.CanonicalScanner.Name;
import org.patrolledger.domain.submission.Audience;
import org.patrolledger.domain.submission.ConcernCategory;
import org.patrolledger.domain.submission.CountMethod;
import org.patrolledger.domain.submission.Engagement.PeopleEngaged;
import org.patrolledger.domain.submission.Incident.StopSearch;
import org.patrolledger.domain.submission.Ordered;
import org.patrolledger.domain.submission.Power;
import org.patrolledger.domain.submission.Role;
import org.patrolledger.domain.submission.Theme;
import org.patrolledger.domain.submission.WeaponKind;

/// Decodes the objects and arrays within a stored form.
///
/// Those of which few differ come as the text between their braces or brackets: [StoredForm] looks
/// it up first, so that they are seldom decoded.
final class StoredParts {
    private static final Words<Role> ROLES = Words.of(SubmissionReader.ROLES);
    private static final Words<CountMethod> METHODS = Words.of(SubmissionReader.METHODS);
    private static final Words<Audience> AUDIENCES = Words.of(SubmissionReader.AUDIENCES);
    private static final Words<Theme> THEMES = Words.of(SubmissionReader.THEMES);
    private static final Words<ConcernCategory> CONCERNS = Words.of(SubmissionReader.CONCERNS);
    private static final Words<WeaponKind> WEAPONS = Words.of(SubmissionReader.WEAPONS);
    private static final Words<Power> POWERS = Words.of(SubmissionReader.POWERS);
    private static final Words<String> ITEMS = Words.open(Function.identity());

    // Members; of each object in the order of their names.
    private static final Name COUNT = new Name("count");
    private static final Name METHOD = new Name("method");
    private static final Name KIND = new Name("kind");
    private static final Name CATEGORY_OF_CONCERN = new Name("category");
    private static final Name NOTE_OF_CONCERN = new Name("note");
    private static final Name AGE_RANGE = new Name("ageRange");
    private static final Name GENDER = new Name("gender");
    private static final Name LEGISLATION = new Name("legislation");
    private static final Name OBJECT = new Name("objectOfSearch");
    private static final Name OFFICER_DEFINED_ETHNICITY = new Name("officerDefinedEthnicity");
    private static final Name OUTCOME = new Name("outcome");
    private static final Name LINKED = new Name("outcomeLinkedToObject");
    private static final Name REMOVAL = new Name("removalOfMoreThanOuterClothing");
    private static final Name SELF_DEFINED_ETHNICITY = new Name("selfDefinedEthnicity");
    private static final Name TYPE = new Name("type");

    private StoredParts() {}

    static Map<Role, Integer> staff(String members) {
        return counts(members, ROLES);
    }

    static Map<String, Integer> items(String members) {
        return counts(members, ITEMS);
    }

    static Map<Power, Integer> powers(String members) {
        return counts(members, POWERS);
    }

    static Set<Audience> audiences(String elements) {
        return choices(elements, AUDIENCES);
    }

    static Set<Theme> themes(String elements) {
        return choices(elements, THEMES);
    }

    static PeopleEngaged engaged(String members) {
        var scanner = new CanonicalScanner("{" + members + "}");
        scanner.openObject();
        scanner.require(COUNT);
        int count = scanner.smallCount();
        scanner.require(METHOD);
        var method = scanner.word(METHODS);
        scanner.closeObject();
        scanner.end();
        return new PeopleEngaged(count, method);
    }

    private static <K extends Comparable<K>> Map<K, Integer> counts(String members, Words<K> keys) {
        var scanner = new CanonicalScanner("{" + members + "}");
        var counts = new TreeMap<K, Integer>();
        scanner.openObject();
        for (boolean first = true; scanner.nextMember(first); first = false) {
            counts.put(scanner.name(keys), scanner.smallCount());
        }
        scanner.end();
        return Ordered.counts(counts);
    }

    private static <E extends Comparable<E>> Set<E> choices(String elements, Words<E> values) {
        var scanner = new CanonicalScanner("[" + elements + "]");
        var chosen = new TreeSet<E>();
        scanner.openArray();
        for (boolean first = true; scanner.nextElement(first); first = false) {
            chosen.add(scanner.word(values));
        }
        scanner.end();
        return Ordered.set(chosen);
    }

    static Map<WeaponKind, Integer> weapons(String elements) {
        var scanner = new CanonicalScanner("[" + elements + "]");
        var weapons = new TreeMap<WeaponKind, Integer>();
        scanner.openArray();
        for (boolean first = true; scanner.nextElement(first); first = false) {
            scanner.openObject();
            scanner.require(COUNT);
            int count = scanner.smallCount();
            scanner.require(KIND);
            weapons.merge(scanner.word(WEAPONS), count, Math::addExact);
            scanner.closeObject();
        }
        scanner.end();
        return Ordered.counts(weapons);
    }

    static List<ConcernCategory> concerns(CanonicalScanner scanner) {
        var concerns = new ArrayList<ConcernCategory>();
        scanner.openArray();
        for (boolean first = true; scanner.nextElement(first); first = false) {
            concerns.add(concern(scanner));
        }
        return concerns;
    }

    private static ConcernCategory concern(CanonicalScanner scanner) {
        scanner.openObject();
        scanner.require(CATEGORY_OF_CONCERN);
        var category = scanner.word(CONCERNS);
        skipText(scanner, NOTE_OF_CONCERN);
        scanner.closeObject();
        return category;
    }

    static List<StopSearch> searches(CanonicalScanner scanner) {
        var searches = new ArrayList<StopSearch>();
        scanner.openArray();
        for (boolean first = true; scanner.nextElement(first); first = false) {
            searches.add(search(scanner));
        }
        return searches;
    }

    private static StopSearch search(CanonicalScanner scanner) {
        scanner.openObject();
        var age = text(scanner, AGE_RANGE);
        var gender = text(scanner, GENDER);
        var legislation = text(scanner, LEGISLATION);
        var object = text(scanner, OBJECT);
        var officer = text(scanner, OFFICER_DEFINED_ETHNICITY);
        var outcome = text(scanner, OUTCOME);
        var linked = flag(scanner, LINKED);
        flag(scanner, REMOVAL);
        var self = text(scanner, SELF_DEFINED_ETHNICITY);
        text(scanner, TYPE);
        scanner.closeObject();
        return new StopSearch(legislation, object, outcome, gender, age, self, officer, linked);
    }

    private static void skipText(CanonicalScanner scanner, Name name) {
        if (scanner.member(name)) {
            scanner.skipString();
        }
    }

    private static Optional<String> text(CanonicalScanner scanner, Name name) {
        return scanner.member(name) ? Optional.of(scanner.string()) : Optional.empty();
    }

    private static Optional<Boolean> flag(CanonicalScanner scanner, Name name) {
        return scanner.member(name) ? Optional.of(scanner.flag()) : Optional.empty();
    }
}
