package io.horarium.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.Stateless;
import java.io.ObjectInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between the modules and packages, and what may be used where. */
class ArchitectureTest {

  /** Debts: these read rows outside of a store. The list may only get shorter. */
  private static final Set<String> NOT_YET_STORES =
      Set.of(
          "ActivityCounters",
          "ActivityPhase",
          "ActivityPhases",
          "RunProfileReferences",
          "ScheduleService",
          "ScheduleSnapshots");

  private static final JavaClasses EJB = classesOf("ejb");
  private static final JavaClasses ALL = classesOf("ejb", "batch-jobs", "web");

  @Test
  void theDomainKnowsNeitherItsFacesNorItsBatchArtifacts() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.horarium.web..", "io.horarium.batch..")
        .because("web -> ejb <- batch-jobs")
        .allowEmptyShould(true)
        .check(EJB);
  }

  @Test
  void facesAndBatchArtifactsDoNotKnowEachOther() {
    noClasses()
        .that()
        .resideInAPackage("io.horarium.web..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.horarium.batch..")
        .allowEmptyShould(true)
        .check(ALL);
    noClasses()
        .that()
        .resideInAPackage("io.horarium.batch..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.horarium.web..")
        .allowEmptyShould(true)
        .check(ALL);
  }

  @Test
  void domainPackagesHaveNoCycles() {
    slices()
        .matching("io.horarium.(*)..")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(EJB);
  }

  @Test
  void onlyStoresTouchTheDatabase() {
    noClasses()
        .that(areNot(storeOrEntity()))
        .and()
        .resideOutsideOfPackages(
            "io.horarium.platform..", "io.horarium.connector.jdbc..", "io.horarium.step.sql..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "jakarta.persistence..")
        .allowEmptyShould(true)
        .check(ALL);
  }

  @Test
  void onlyThePlatformAsksForTheTime() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.horarium.platform..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .allowEmptyShould(true)
        .check(ALL);
  }

  @Test
  void onlyCommandAndScriptStepsStartProcesses() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.horarium.step.command..", "io.horarium.step.script..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ProcessBuilder.class)
        .orShould()
        .callMethod(Runtime.class, "exec", String.class)
        .orShould()
        .callMethod(Runtime.class, "exec", String[].class)
        .allowEmptyShould(true)
        .check(ALL);
  }

  @Test
  void noScriptEngineRunsInTheServer() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javax.script..", "org.graalvm..", "org.mozilla.javascript..")
        .because("scripts run in a process of their own (ADR 0007)")
        .allowEmptyShould(true)
        .check(ALL);
  }

  @Test
  void quartzIsReachedFromOnePackageOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.horarium.fire..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.quartz..")
        .because("it is the engine of firing, the rules are ours (ADR 0008)")
        .allowEmptyShould(true)
        .check(ALL);
  }

  @Test
  void theCalculationOfTimesKnowsNothingButTheJdk() {
    classes()
        .that()
        .resideInAPackage("io.horarium.schedule.time..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "io.horarium.schedule.time..")
        .allowEmptyShould(true)
        .check(EJB);
  }

  @Test
  void nothingReadsSerializedObjects() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ObjectInputStream.class)
        .because("bytes from outside must not choose the classes that are made")
        .allowEmptyShould(true)
        .check(ALL);
  }

  @Test
  void onlyTheWebKnowsRest() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.horarium.web..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("jakarta.ws.rs.."))
        .allowEmptyShould(true)
        .check(ALL);
  }

  @Test
  void whatSessionBeansOfferIsPublic() {
    methods()
        .that()
        .areDeclaredInClassesThat()
        .areAnnotatedWith(Stateless.class)
        .or()
        .areDeclaredInClassesThat()
        .areAnnotatedWith(Singleton.class)
        .and()
        .areNotPrivate()
        .and()
        .areNotStatic()
        .and()
        .areNotAnnotatedWith(PostConstruct.class)
        .and()
        .areNotAnnotatedWith(PreDestroy.class)
        .should()
        .bePublic()
        .because("the proxy of a bean refuses the others, but only when they are called")
        .allowEmptyShould(true)
        .check(ALL);
  }

  /** A class counts by the name of the file it stands in, so that what a store nests is a store. */
  private static DescribedPredicate<JavaClass> storeOrEntity() {
    return describe(
        "stores, repositories or entities",
        javaClass -> {
          JavaClass outer = javaClass;
          while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().orElseThrow();
          }
          String name = outer.getSimpleName();
          return Stream.of("Repository", "Store", "Queries").anyMatch(name::endsWith)
              || NOT_YET_STORES.contains(name)
              || Stream.of("Entity", "Embeddable", "MappedSuperclass", "Converter")
                  .map("jakarta.persistence."::concat)
                  .anyMatch(outer::isAnnotatedWith);
        });
  }

  private static DescribedPredicate<JavaClass> areNot(DescribedPredicate<JavaClass> predicate) {
    return DescribedPredicate.not(predicate);
  }

  /** From the folders of the modules, for a WAR is not something to compile against. */
  private static JavaClasses classesOf(String... modules) {
    return new ClassFileImporter()
        .importPaths(
            Arrays.stream(modules)
                .map(module -> Path.of("..", module, "target", "classes"))
                .filter(Files::isDirectory)
                .toList());
  }
}
