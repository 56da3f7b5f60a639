package org.vitrine.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.BDDAssertions.then;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The rooms of core and which way they look.
@NullMarked
class RoomsTest {
  private static final String CORE = "org.vitrine.core.";

  /// Each looks only at those before it.
  private static final List<String> ROOMS =
      List.of(
          "base",
          "device",
          "tensor",
          "weights",
          "nn",
          "model",
          "template",
          "tokenizer",
          "picture",
          "data",
          "task",
          "train",
          "insight",
          "history",
          "hub",
          "session");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(new ImportOption.DoNotIncludeJars())
          .importPackages("org.vitrine.core", "ai.djl.pytorch.jni");

  static List<String> rooms() {
    return ROOMS;
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void a_room_looks_only_at_those_before_it(String room) {
    var later =
        ROOMS.subList(ROOMS.indexOf(room) + 1, ROOMS.size()).stream()
            .map(name -> CORE + name + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(CORE + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(later)
        .because("a reader of " + room + " must not need to know what is built on it")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void every_package_belongs_to_a_room() {
    var strangers = new TreeSet<String>();
    for (var type : CLASSES) {
      var name = type.getPackageName();
      if (!name.startsWith(CORE)) continue;
      var room = name.substring(CORE.length()).split("\\.", 2)[0];
      if (!ROOMS.contains(room)) strangers.add(name);
    }
    then(strangers).isEmpty();
  }

  @Test
  void the_pytorch_engine_is_known_where_arrays_are_made_and_nowhere_else() {
    noClasses()
        .that()
        .resideInAPackage("org.vitrine.core..")
        .and()
        .resideOutsideOfPackages(CORE + "device..", CORE + "tensor..", CORE + "nn..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl.pytorch..")
        .because("another engine, or another version of this one, must be a change in one place")
        .check(CLASSES);
  }

  @Test
  void one_class_reaches_into_the_engines_own_package() {
    then(CLASSES.stream().filter(c -> c.getPackageName().equals("ai.djl.pytorch.jni")))
        .filteredOn(c -> c.isTopLevelClass() && !c.getSimpleName().equals("package-info"))
        .as("what is private to the engine may change with each version")
        .hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void a_family_does_not_know_a_task() {
    noClasses()
        .that()
        .resideInAPackage(CORE + "model..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(CORE + "task..", CORE + "train..", CORE + "data..")
        .because("the loss belongs to what is learnt, not to the network")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void core_draws_nothing() {
    noClasses()
        .that()
        .resideInAPackage("org.vitrine.core..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javafx..", "org.jfree..", "org.controlsfx..", "picocli..")
        .because("core is a library that a program without a window can use")
        .check(CLASSES);
  }

  @Test
  void every_package_says_what_lives_there() throws Exception {
    var packages = new TreeSet<String>();
    for (var type : CLASSES)
      if (type.getPackageName().startsWith(CORE)) packages.add(type.getPackageName());
    for (var name : packages)
      then(Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class))
          .as(name)
          .isTrue();
  }
}
