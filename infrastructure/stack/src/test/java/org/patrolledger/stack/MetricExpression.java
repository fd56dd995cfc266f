package org.patrolledger.stack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// An expression of CloudWatch's metric math, in the forms whose types its documentation gives:
/// series and numbers joined by operators, `IF`, `FILL` with a number, and `SUM`, `MAX` and `MIN`
/// of an array of series. Everything else is refused, an array that holds a number among it, as
/// CloudWatch does.
final class MetricExpression {

    /// A value missing at some time is no breach and no zero.
    static final double MISSING = Double.NaN;

    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\s*([a-z][A-Za-z0-9_]*|[A-Z]+|[0-9]+(?:[.][0-9]+)?|[<>=]=|[-+*/<>(),\\[\\]])");

    /// Of two kinds, as CloudWatch has them.
    private sealed interface Value {
        record Series(double[] points) implements Value {}

        record Number(double value) implements Value {}
    }

    private static final Map<String, BinaryOperator<Double>> OPERATORS = operators();

    private final List<String> tokens = new ArrayList<>();
    private final Set<String> names = new TreeSet<>();
    private final Map<String, double[]> metrics;
    private int next;

    private MetricExpression(String text, Map<String, double[]> metrics) {
        this.metrics = metrics;
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            tokens.add(matcher.group(1));
            end = matcher.end();
        }
        if (!text.substring(end).isBlank()) {
            throw new IllegalArgumentException("not understood: " + text.substring(end));
        }
    }

    /// The series that an expression makes of these metrics.
    ///
    /// @throws IllegalArgumentException if CloudWatch would refuse it
    static double[] evaluate(String text, Map<String, double[]> metrics) {
        var expression = new MetricExpression(text, metrics);
        var value = expression.comparison();
        if (expression.next != expression.tokens.size()) {
            throw new IllegalArgumentException("more than an expression: " + text);
        }
        return switch (value) {
            case Value.Series(var points) -> points;
            case Value.Number number ->
                    throw new IllegalArgumentException("a number and no series: " + text);
        };
    }

    /// Whether CloudWatch takes it, where it may name these metrics.
    static void check(String text, Set<String> names) {
        Map<String, double[]> metrics = new HashMap<>();
        names.forEach(name -> metrics.put(name, new double[] {1, MISSING, 0}));
        evaluate(text, metrics);
    }

    private Value comparison() {
        var left = sum();
        while (peek("<", ">", "<=", ">=", "==")) {
            left = join(take(), left, sum());
        }
        return left;
    }

    private Value sum() {
        var left = product();
        while (peek("+", "-")) {
            left = join(take(), left, product());
        }
        return left;
    }

    private Value product() {
        var left = single();
        while (peek("*", "/")) {
            left = join(take(), left, single());
        }
        return left;
    }

    private Value single() {
        String token = take();
        if (token.equals("(")) {
            var inner = comparison();
            expect(")");
            return inner;
        }
        if (token.matches("[0-9.]+")) {
            return new Value.Number(Double.parseDouble(token));
        }
        if (token.matches("[A-Z]+")) {
            return function(token);
        }
        if (!metrics.containsKey(token)) {
            throw new IllegalArgumentException("no metric " + token);
        }
        names.add(token);
        return new Value.Series(metrics.get(token));
    }

    private Value function(String name) {
        expect("(");
        var value =
                switch (name) {
                    case "IF" -> choice();
                    case "FILL" -> filled();
                    case "SUM" -> folded(Double::sum);
                    case "MAX" -> folded(Math::max);
                    case "MIN" -> folded(Math::min);
                    default -> throw new IllegalArgumentException("no function " + name);
                };
        expect(")");
        return value;
    }

    private Value choice() {
        double[] condition = series(comparison());
        expect(",");
        var then = comparison();
        expect(",");
        var otherwise = comparison();
        double[] chosen = new double[condition.length];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] =
                    Double.isNaN(condition[i])
                            ? MISSING
                            : at(condition[i] == 0 ? otherwise : then, i);
        }
        return new Value.Series(chosen);
    }

    private Value filled() {
        double[] series = series(comparison());
        expect(",");
        if (!(comparison() instanceof Value.Number(var filling))) {
            throw new IllegalArgumentException("FILL with no number");
        }
        return new Value.Series(
                Arrays.stream(series)
                        .map(point -> Double.isNaN(point) ? filling : point)
                        .toArray());
    }

    /// Of an array of series only: CloudWatch refuses one that holds a number.
    private Value folded(BinaryOperator<Double> operator) {
        expect("[");
        double[] folded = series(comparison()).clone();
        while (peek(",")) {
            take();
            double[] other = series(comparison());
            for (int i = 0; i < folded.length; i++) {
                if (Double.isNaN(folded[i])) {
                    folded[i] = other[i];
                } else if (!Double.isNaN(other[i])) {
                    folded[i] = operator.apply(folded[i], other[i]);
                }
            }
        }
        expect("]");
        return new Value.Series(folded);
    }

    private static double[] series(Value value) {
        return switch (value) {
            case Value.Series(var points) -> points;
            case Value.Number(var number) ->
                    throw new IllegalArgumentException("a number in the place of a series");
        };
    }

    private static Value join(String operator, Value left, Value right) {
        var apply = OPERATORS.get(operator);
        if (left instanceof Value.Number(var a) && right instanceof Value.Number(var b)) {
            return new Value.Number(apply.apply(a, b));
        }
        int length =
                Stream.of(left, right)
                        .mapToInt(v -> v instanceof Value.Series(var points) ? points.length : 0)
                        .max()
                        .orElseThrow();
        double[] joined = new double[length];
        for (int i = 0; i < length; i++) {
            double a = at(left, i);
            double b = at(right, i);
            // Where one is missing, so is the result; and what was divided by zero.
            double result = Double.isNaN(a) || Double.isNaN(b) ? MISSING : apply.apply(a, b);
            joined[i] = Double.isInfinite(result) ? MISSING : result;
        }
        return new Value.Series(joined);
    }

    private static double at(Value value, int index) {
        return switch (value) {
            case Value.Series(var points) -> points[index];
            case Value.Number(var number) -> number;
        };
    }

    private boolean peek(String... wanted) {
        return next < tokens.size() && List.of(wanted).contains(tokens.get(next));
    }

    private String take() {
        if (next == tokens.size()) {
            throw new IllegalArgumentException("it ends too early");
        }
        return tokens.get(next++);
    }

    private void expect(String token) {
        if (!take().equals(token)) {
            throw new IllegalArgumentException(
                    "no " + token + " before " + tokens.subList(next, tokens.size()));
        }
    }

    private static Map<String, BinaryOperator<Double>> operators() {
        Map<String, BinaryOperator<Double>> operators = new HashMap<>();
        operators.put("+", Double::sum);
        operators.put("-", (a, b) -> a - b);
        operators.put("*", (a, b) -> a * b);
        operators.put("/", (a, b) -> a / b);
        operators.put("<", (a, b) -> a < b ? 1.0 : 0);
        operators.put(">", (a, b) -> a > b ? 1.0 : 0);
        operators.put("<=", (a, b) -> a <= b ? 1.0 : 0);
        operators.put(">=", (a, b) -> a >= b ? 1.0 : 0);
        operators.put("==", (a, b) -> a.equals(b) ? 1.0 : 0);
        return operators;
    }
}
