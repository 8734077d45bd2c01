package io.horarium.connector.ldap;

import static io.horarium.connector.ConnectorDescriptor.Category.Connectivity;
import static io.horarium.connector.ConnectorDescriptor.Category.Export;
import static io.horarium.connector.ConnectorDescriptor.Category.General;

import io.horarium.connector.Connector;
import io.horarium.connector.ConnectorDescriptor;
import io.horarium.connector.ConnectorDescriptor.Capabilities;
import io.horarium.connector.ConnectorDescriptor.Category;
import io.horarium.connector.ConnectorDescriptor.ExportGranularity;
import io.horarium.connector.ConnectorDescriptor.SchemaStandard;
import io.horarium.connector.ConnectorDescriptor.Setting;
import io.horarium.connector.ConnectorDescriptor.SettingType;
import io.horarium.connector.ConnectorFactory;
import io.horarium.connector.ConnectorType;
import io.horarium.connector.SettingValues;
import io.horarium.connector.SystemFact;
import io.horarium.platform.Clock;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.RunFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Directories that speak LDAP version 3 (contract/jim-sync.md 2.4, sync-engine.md 15.5). */
@ApplicationScoped
@ConnectorType("ldap")
public class LdapConnectorFactory implements ConnectorFactory {

  private static final ConnectorDescriptor DESCRIPTOR =
      new ConnectorDescriptor(
          "ldap",
          "JIM LDAP Connector",
          "Reads and writes directories such as OpenLDAP, 389 Directory Server and Active"
              + " Directory.",
          null,
          settings(),
          new Capabilities(
              true,
              true,
              true,
              true,
              true,
              true,
              false,
              false,
              false,
              true,
              true,
              false,
              true,
              ExportGranularity.BATCH),
          SchemaStandard.Ldap);

  private Clock clock;

  /** For the container's proxies. */
  protected LdapConnectorFactory() {}

  @Inject
  public LdapConnectorFactory(Clock clock) {
    this.clock = clock;
  }

  private static List<Setting> settings() {
    return List.of(
        text(LdapSettings.HOST, "Name or address of the directory.", Connectivity, null, true),
        text(
            LdapSettings.PREFERRED_DC,
            "Asked before Host, which is asked when this one cannot be reached.",
            Connectivity,
            null,
            false),
        number(LdapSettings.PORT, "Usually 389, with LDAPS 636.", Connectivity, 389, true),
        check(
            LdapSettings.LDAPS,
            "Encrypts the connection from its beginning; the certificate must name the host.",
            Connectivity,
            false),
        number(
            LdapSettings.CONNECTION_TIMEOUT,
            "Seconds to wait for a connection, 1 to 300.",
            Connectivity,
            10,
            true),
        text(
            LdapSettings.USERNAME,
            "Who logs in: a DN, or what else the directory takes for one.",
            Connectivity,
            null,
            true),
        setting(
            LdapSettings.PASSWORD,
            "Kept encrypted, never shown.",
            Connectivity,
            SettingType.StringEncrypted,
            null,
            null,
            null,
            List.of(),
            true,
            null),
        setting(
            LdapSettings.AUTHENTICATION_TYPE,
            "Simple; NTLM is not available.",
            Connectivity,
            SettingType.DropDown,
            null,
            null,
            null,
            List.of("Simple", "NTLM"),
            true,
            null),
        number(
            LdapSettings.SEARCH_TIMEOUT,
            "Seconds after which a request without an answer has failed.",
            General,
            300,
            false),
        number(
            LdapSettings.IMPORT_CONCURRENCY,
            "Accepted from 1 to 64; searches are made one after the other in this version.",
            General,
            4,
            false),
        number(
            LdapSettings.MAXIMUM_RETRIES,
            "How often a lost connection is made again, 0 to 20.",
            General,
            3,
            false),
        number(
            LdapSettings.RETRY_DELAY,
            "Milliseconds before the first retry; doubles with each.",
            General,
            1_000,
            false),
        check(
            LdapSettings.AUXILIARY_CLASSES,
            "Whether the schema has a type for each auxiliary class too.",
            General,
            false),
        check(
            LdapSettings.CREATE_CONTAINERS,
            "Whether an export makes the organizational units that are missing above an object.",
            General,
            false),
        check(
            LdapSettings.SKIP_HIDDEN,
            "Active Directory: leaves its configuration, schema and name service zones out.",
            General,
            true),
        setting(
            LdapSettings.DELETE_BEHAVIOUR,
            "Whether an export deletes entries or switches them off; empty means Delete.",
            Export,
            SettingType.DropDown,
            null,
            null,
            null,
            List.of("Delete", "Disable"),
            false,
            null),
        setting(
            LdapSettings.DISABLE_ATTRIBUTE,
            "What switches an entry off: userAccountControl, pwdAccountLockedTime, or an attribute"
                + " that becomes TRUE, such as nsAccountLock.",
            Export,
            SettingType.String,
            "userAccountControl",
            null,
            null,
            List.of(),
            false,
            LdapSettings.DELETE_BEHAVIOUR),
        number(
            LdapSettings.EXPORT_CONCURRENCY,
            "Accepted from 1 to 64; objects are written one after the other in this version.",
            Export,
            4,
            false),
        number(
            LdapSettings.MODIFY_BATCH,
            "Values of one modification, 10 to 5000.",
            Export,
            1_000,
            false),
        text(
            LdapSettings.PLACEHOLDER,
            "Member of groups that must have one and have none; left out of imports. Not for Active"
                + " Directory.",
            Export,
            "cn=placeholder",
            false),
        check(
            LdapSettings.START_TLS,
            "Encrypts the connection after it was made in clear, before the login; the certificate"
                + " must name the host.",
            Connectivity,
            false),
        text(
            LdapSettings.TRUSTED_CERTIFICATES,
            "Certificates in PEM form that may have signed the directory's; empty for those the"
                + " server's Java trusts.",
            Connectivity,
            null,
            false));
  }

  private static Setting text(
      String name, String description, Category category, String byDefault, boolean required) {
    return setting(
        name,
        description,
        category,
        SettingType.String,
        byDefault,
        null,
        null,
        List.of(),
        required,
        null);
  }

  private static Setting number(
      String name, String description, Category category, int byDefault, boolean required) {
    return setting(
        name,
        description,
        category,
        SettingType.Integer,
        null,
        byDefault,
        null,
        List.of(),
        required,
        null);
  }

  private static Setting check(
      String name, String description, Category category, boolean byDefault) {
    return setting(
        name,
        description,
        category,
        SettingType.CheckBox,
        null,
        null,
        byDefault,
        List.of(),
        false,
        null);
  }

  private static Setting setting(
      String name,
      String description,
      Category category,
      SettingType type,
      String defaultText,
      Integer defaultNumber,
      Boolean defaultChecked,
      List<String> dropDown,
      boolean required,
      String whenDisabling) {
    return new Setting(
        name,
        description,
        category,
        type,
        defaultText,
        defaultNumber,
        defaultChecked,
        dropDown,
        required,
        null,
        null,
        whenDisabling,
        whenDisabling == null ? null : "Disable");
  }

  @Override
  public ConnectorDescriptor descriptor() {
    return DESCRIPTOR;
  }

  /** Connects and logs in; nothing is kept if that fails (contract/jim-sync.md 2.2 c). */
  @Override
  public List<SystemFact> validate(SettingValues values) {
    try (Connector connector = create(values)) {
      return connector.test();
    } catch (RunFailure e) {
      throw InvalidInput.field("settings", e.getMessage());
    }
  }

  @Override
  public Connector create(SettingValues values) {
    return new LdapConnector(LdapSettings.of(values), clock);
  }
}
