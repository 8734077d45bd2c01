package io.horarium.connector.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.util.ssl.KeyStoreKeyManager;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.cert.ManageCertificates;
import io.horarium.connector.ConnectorDescriptor;
import io.horarium.connector.ConnectorDescriptor.ExportGranularity;
import io.horarium.connector.ConnectorDescriptor.SchemaStandard;
import io.horarium.connector.ConnectorDescriptor.Setting;
import io.horarium.problem.InvalidInput;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the connector says about itself, and which connections it trusts. */
class LdapConnectorFactoryTest {

  @TempDir Path folder;

  @Test
  void descriptorIsTheOneClientsLookFor() {
    ConnectorDescriptor descriptor = new LdapConnectorFactory(null).descriptor();

    assertThat(descriptor.name()).isEqualTo("JIM LDAP Connector");
    assertThat(descriptor.schemaStandard()).isEqualTo(SchemaStandard.Ldap);
    assertThat(descriptor.settings())
        .extracting(Setting::name)
        .containsExactly(
            "Host",
            "Preferred Domain Controller",
            "Port",
            "Use Secure Connection (LDAPS)?",
            "Connection Timeout",
            "Username",
            "Password",
            "Authentication Type",
            "Search Timeout",
            "Import Concurrency",
            "Maximum Retries",
            "Retry Delay (ms)",
            "Include Auxiliary Classes",
            "Create containers as needed?",
            "Skip Hidden Partitions",
            "Delete Behaviour",
            "Disable Attribute",
            "Export Concurrency",
            "Modify Batch Size",
            "Group Placeholder Member DN",
            "Use StartTLS?",
            "Trusted Certificates");
    assertThat(descriptor.settings())
        .filteredOn(Setting::required)
        .extracting(Setting::name)
        .containsExactly(
            "Host", "Port", "Connection Timeout", "Username", "Password", "Authentication Type");
    assertThat(descriptor.setting("Port").defaultNumber()).isEqualTo(389);
    assertThat(descriptor.setting("Disable Attribute").requiredWhenValue()).isEqualTo("Disable");
    var can = descriptor.capabilities();
    assertThat(can.fullImport() && can.deltaImport() && can.export()).isTrue();
    assertThat(can.partitions() && can.partitionContainers() && can.secondaryExternalId()).isTrue();
    assertThat(can.parallelExport() && can.paging() && can.deltaDeletes()).isTrue();
    assertThat(can.userSelectedExternalId() || can.filePaths() || can.autoConfirmExport())
        .isFalse();
    assertThat(can.exportGranularity()).isEqualTo(ExportGranularity.BATCH);
  }

  /** A directory with LDAPS (or StartTLS) under a certificate for this name. */
  private DirectoryFixture secured(String certifiedName, boolean startTls) throws Exception {
    Path store = folder.resolve(certifiedName + startTls + ".p12");
    Path pem = folder.resolve("certificate.pem");
    manage(
        "generate-self-signed-certificate",
        "--keystore",
        store.toString(),
        "--keystore-type",
        "PKCS12",
        "--keystore-password",
        "password",
        "--alias",
        "server",
        "--subject-dn",
        "CN=" + certifiedName,
        "--subject-alternative-name-dns",
        certifiedName);
    manage(
        "export-certificate",
        "--keystore",
        store.toString(),
        "--keystore-password",
        "password",
        "--alias",
        "server",
        "--output-format",
        "PEM",
        "--output-file",
        pem.toString());
    var server =
        new SSLUtil(
            new KeyStoreKeyManager(store.toFile(), "password".toCharArray(), "PKCS12", "server"),
            null);
    var config = DirectoryFixture.config();
    config.setListenerConfigs(
        startTls
            ? InMemoryListenerConfig.createLDAPConfig(
                "start", null, 0, server.createSSLSocketFactory())
            : InMemoryListenerConfig.createLDAPSConfig(
                "tls", 0, server.createSSLServerSocketFactory()));
    return new DirectoryFixture(config)
        .with("Host", "localhost")
        .with(startTls ? "Use StartTLS?" : "Use Secure Connection (LDAPS)?", true)
        .with("Trusted Certificates", Files.readString(pem));
  }

  private static void manage(String... arguments) {
    var output = new ByteArrayOutputStream();
    var result = ManageCertificates.main(null, output, output, arguments);
    assertThat(result.intValue())
        .as(output.toString(java.nio.charset.StandardCharsets.UTF_8))
        .isZero();
  }

  private static void assertTrusted(DirectoryFixture directory) {
    assertThat(directory.factory().validate(directory.values())).isNotEmpty();
  }

  private static void assertNotTrusted(DirectoryFixture directory) {
    assertThatThrownBy(() -> directory.factory().validate(directory.values()))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("no certificate that this server trusts for that name");
  }

  @Test
  void certificateOfATrustedAuthorityForTheHostIsTrusted() throws Exception {
    for (boolean startTls : new boolean[] {false, true}) {
      try (var directory = secured("localhost", startTls)) {
        assertTrusted(directory);
      }
    }
  }

  @Test
  void certificateForAnotherHostIsNotTrusted() throws Exception {
    for (boolean startTls : new boolean[] {false, true}) {
      try (var directory = secured("other.example.org", startTls)) {
        assertNotTrusted(directory);
      }
    }
  }

  @Test
  void certificateOfAnUnknownAuthorityIsNotTrusted() throws Exception {
    for (boolean startTls : new boolean[] {false, true}) {
      try (var directory = secured("localhost", startTls)) {
        directory.settings.remove("Trusted Certificates");
        assertNotTrusted(directory);
      }
    }
  }

  @Test
  void encryptionThatTheDirectoryDoesNotHaveIsRefused() throws LDAPException {
    try (var plain = new DirectoryFixture()) {
      plain.with("Use StartTLS?", true);
      assertThatThrownBy(() -> plain.factory().validate(plain.values()))
          .isInstanceOf(InvalidInput.class);
      plain.with("Use Secure Connection (LDAPS)?", true);
      assertThatThrownBy(() -> plain.factory().validate(plain.values()))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("choose one of the two");
    }
  }

  @Test
  void textThatIsNoCertificateIsRefused() throws LDAPException {
    try (var plain = new DirectoryFixture()) {
      plain.with("Trusted Certificates", "no certificate");
      assertThatThrownBy(() -> plain.factory().validate(plain.values()))
          .isInstanceOfSatisfying(
              InvalidInput.class,
              refusal ->
                  assertThat(refusal.fieldMessages()).containsOnlyKeys("Trusted Certificates"));
    }
  }
}
