package org.patrolledger.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.patrolledger.architecture.Modules.Module;

/// Dependencies point one way: domain <- contract <- formats, lambda <- storage <- functions <-
/// infrastructure.
class ArchitectureTest {
    private static final String AWS_SDK = "software.amazon..";

    /// A row of an imported file comes in by the door of a form, and a changed one by that of a
    /// correction: there is no second.
    private static final Map<String, List<String>> DOORS =
            Map.of(
                    "functions/import-submissions",
                    List.of("functions/receive-submission", "functions/revise-submission"));

    private static JavaClasses all;

    @BeforeAll
    static void read_every_class() {
        all =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("org.patrolledger");
    }

    static List<Module> modules() {
        return Modules.all();
    }

    static List<Module> functions() {
        return Modules.in("functions");
    }

    /// Without this, a rule about a module that is not on the class path would hold of nothing.
    @ParameterizedTest
    @MethodSource("modules")
    void classes_of_every_module_were_looked_at(Module module) {
        assertThat(all.that(resideInAPackage(module.packages())))
                .as("classes in %s (is it among this module's dependencies?)", module.packages())
                .isNotEmpty();
    }

    @Test
    void every_class_is_in_the_package_of_its_module() {
        var packages = modules().stream().map(Module::packages).toArray(String[]::new);
        assertThat(modules().stream().map(Module::folder))
                .contains(
                        "shared/domain",
                        "shared/contract",
                        "shared/lambda",
                        "shared/storage",
                        "shared/formats");
        assertThat(all.that(not(resideInAnyPackage(packages)))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void a_package_is_named_after_its_module(Module module) {
        var parts = module.folder().split("/");
        var name = parts[1].replace("-", "");
        assertThat(module.packageName())
                .startsWith("org.patrolledger.")
                .endsWith((parts[0].equals("functions") ? "functions." : "") + name);
    }

    @Test
    void the_domain_uses_the_platform_only() {
        classes()
                .that()
                .resideInAPackage(Modules.packages("shared/domain"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        Modules.packages("shared/domain"), "java..", "org.jspecify.annotations..")
                .check(all);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void packages_of_a_module_do_not_go_round_in_circles(Module module) {
        slices().assignedFrom(new PackagesOf(module)).should().beFreeOfCycles().check(all);
    }

    /// Every package of a module, its outermost included, is a slice of its own.
    private record PackagesOf(Module module) implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return resideInAPackage(module.packages()).test(type)
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages of " + module;
        }
    }

    @Test
    void contract_knows_the_domain_only() {
        onlyKnows("shared/contract", "shared/domain");
    }

    @Test
    void formats_and_lambda_know_the_contract_and_not_each_other() {
        onlyKnows("shared/formats", "shared/contract", "shared/domain");
        onlyKnows("shared/lambda", "shared/contract", "shared/domain");
    }

    @Test
    void storage_runs_within_the_deadline_and_environment_of_lambda() {
        onlyKnows("shared/storage", "shared/lambda", "shared/contract", "shared/domain");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void a_function_knows_what_is_shared_and_no_other_function(Module function) {
        var known =
                Stream.concat(
                        Stream.of(
                                "shared/domain",
                                "shared/contract",
                                "shared/formats",
                                "shared/lambda",
                                "shared/storage"),
                        DOORS.getOrDefault(function.folder(), List.of()).stream());
        onlyKnows(function.folder(), known.toArray(String[]::new));
    }

    @Test
    void the_verifier_needs_no_aws_and_of_functions_only_the_renderer() {
        assumeThat(modules().stream().map(Module::folder))
                .as("the verifier has code")
                .contains("infrastructure/verifier");
        onlyKnows(
                "infrastructure/verifier",
                "shared/domain",
                "shared/contract",
                "shared/formats",
                "functions/publish-summary");
        noClasses()
                .that()
                .resideInAPackage(Modules.packages("infrastructure/verifier"))
                .should()
                .dependOnClassesThat(
                        resideInAPackage(Modules.packages("functions/publish-summary"))
                                .and(not(resideInAPackage("..publishsummary.render.."))))
                .check(all);
        noClasses()
                .that()
                .resideInAPackage(Modules.packages("infrastructure/verifier"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(AWS_SDK)
                .check(all);
    }

    /// Of our own modules, `folder` uses itself and `others`.
    private static void onlyKnows(String folder, String... others) {
        var own = Modules.packages(folder);
        var known = Stream.concat(Stream.of(own), Stream.of(others).map(Modules::packages));
        noClasses()
                .that()
                .resideInAPackage(own)
                .should()
                .dependOnClassesThat(
                        resideInAPackage("org.patrolledger..")
                                .and(not(resideInAnyPackage(known.toArray(String[]::new)))))
                .check(all);
    }

    @Test
    void only_storage_the_functions_and_infrastructure_know_the_sdk() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        Modules.packages("shared/domain"),
                        Modules.packages("shared/contract"),
                        Modules.packages("shared/formats"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(AWS_SDK)
                .check(all);
    }

    @Test
    void nothing_deployed_knows_test_code() {
        var deployed =
                Stream.concat(
                        functions().stream().map(Module::packages),
                        Stream.of("domain", "contract", "formats", "lambda", "storage")
                                .map(name -> Modules.packages("shared/" + name)));
        noClasses()
                .that()
                .resideInAnyPackage(deployed.toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.patrolledger.testing..", "org.junit..", "org.assertj..")
                .check(all);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void a_function_has_one_handler_named_after_it(Module function) {
        var handlers =
                all.that(resideInAPackage(function.packages())).stream()
                        .filter(it ->
                                it.isAssignableTo(
                                        "com.amazonaws.services.lambda.runtime.RequestStreamHandler"))
                        .map(JavaClass::getSimpleName)
                        .toList();
        var name = function.folder().substring("functions/".length()).replace("-", "");
        assertThat(handlers).hasSize(1);
        assertThat(handlers.getFirst()).isEqualToIgnoringCase(name);
    }

    @Test
    void no_package_is_a_place_for_anything() {
        var nowhere = Set.of("common", "commons", "core", "helper", "helpers", "util", "utils");
        assertThat(
                        all.stream()
                                .map(JavaClass::getPackageName)
                                .distinct()
                                .filter(name ->
                                        Stream.of(name.split("\\.")).anyMatch(nowhere::contains)))
                .isEmpty();
        assertThat(modules()).noneMatch(it -> nowhere.contains(it.folder().split("/")[1]));
    }

    /// Who reads `Ledger` should not have to ask which. Fixtures and fakes are test code.
    @Test
    void no_class_shares_its_simple_name_with_another() {
        var names =
                all.that(not(resideInAPackage(Modules.packages("shared/testing")))).stream()
                        .filter(JavaClass::isTopLevelClass)
                        .filter(it -> !it.getSimpleName().equals("package-info"))
                        .collect(
                                Collectors.groupingBy(
                                        JavaClass::getSimpleName,
                                        TreeMap::new,
                                        Collectors.mapping(
                                                JavaClass::getName, Collectors.toSet())));
        assertThat(names).isNotEmpty();
        names.values().removeIf(of -> of.size() == 1);
        assertThat(names).isEmpty();
    }

    @Test
    void null_is_marked_in_every_package() {
        assertThat(all.stream().map(JavaClass::getPackage).distinct())
                .isNotEmpty()
                .allMatch(it -> it.isAnnotatedWith(NullMarked.class));
    }
}
