package org.patrolledger.contract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.patrolledger.contract.Fault.Rule;

/// Collects the faults of one document, in any order, and gives them in the order in which the
/// document's schema lists its fields.
public final class Faults {
    /// In the order in which they were found.
    private final List<Fault> found = new ArrayList<>();

    /// The same ones, to tell one that was found before; a tree, because submitters choose the
    /// names in pointers and could choose such as share a hash.
    private final Set<Fault> distinct = new TreeSet<>();

    /// What was visited, in the schema's order: an object's pointer and a field's name in turns.
    /// Pointers are made of them only where there is a fault, for nearly all forms have none.
    private final List<String> visited = new ArrayList<>();

    /// Notes that `field` of the object at `at` comes next in the schema's order.
    void visit(String at, String field) {
        visited.add(at);
        visited.add(field);
    }

    /// Adds a fault; the same one again counts once.
    public void add(String pointer, Rule rule, String detail) {
        var fault = new Fault(pointer, rule, detail);
        if (distinct.add(fault)) {
            found.add(fault);
        }
    }

    /// How many there are.
    int count() {
        return found.size();
    }

    /// Whether there is any fault.
    public boolean any() {
        return !found.isEmpty();
    }

    /// Whether a rule of the catalogue is among those broken.
    public boolean anyOfCatalogue() {
        return found.stream().anyMatch(fault -> fault.rule() == Rule.CATALOGUE);
    }

    /// Every fault, by place and then by rule.
    public List<Fault> all() {
        var places = new HashMap<String, Integer>();
        for (int i = 0; i < visited.size(); i += 2) {
            places.putIfAbsent(FieldPointer.of(visited.get(i), visited.get(i + 1)), places.size());
        }
        var sorted = new ArrayList<>(found);
        sorted.sort(
                Comparator.comparing((Fault fault) -> places.getOrDefault(fault.pointer(), -1))
                        .thenComparing(Fault::rule));
        return List.copyOf(sorted);
    }
}
