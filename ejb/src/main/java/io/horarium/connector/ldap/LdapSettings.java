package io.horarium.connector.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import io.horarium.connector.SettingValues;
import io.horarium.problem.InvalidInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of a directory, read into types (contract/jim-sync.md 2.4).
 *
 * @param preferredHost asked before {@code host}, or null
 * @param trustedCertificates PEM text, or null for the trust store of the server
 * @param connectTimeout seconds
 * @param searchTimeout seconds; no answer takes longer
 * @param retries how often a lost connection is made again
 * @param retryDelay milliseconds before the first retry; doubles
 * @param disableAttribute what a delete sets instead of deleting, or null to delete
 * @param modifyBatch values per modification
 * @param placeholder DN of the member of groups without members, or null for none
 */
record LdapSettings(
    String host,
    String preferredHost,
    int port,
    boolean ldaps,
    boolean startTls,
    String trustedCertificates,
    String username,
    String password,
    int connectTimeout,
    int searchTimeout,
    int retries,
    int retryDelay,
    boolean auxiliaryClasses,
    boolean createContainers,
    boolean skipHiddenPartitions,
    String disableAttribute,
    int modifyBatch,
    DN placeholder) {

  static final String HOST = "Host";
  static final String PREFERRED_DC = "Preferred Domain Controller";
  static final String PORT = "Port";
  static final String LDAPS = "Use Secure Connection (LDAPS)?";
  static final String CONNECTION_TIMEOUT = "Connection Timeout";
  static final String USERNAME = "Username";
  static final String PASSWORD = "Password";
  static final String AUTHENTICATION_TYPE = "Authentication Type";
  static final String SEARCH_TIMEOUT = "Search Timeout";
  static final String IMPORT_CONCURRENCY = "Import Concurrency";
  static final String MAXIMUM_RETRIES = "Maximum Retries";
  static final String RETRY_DELAY = "Retry Delay (ms)";
  static final String AUXILIARY_CLASSES = "Include Auxiliary Classes";
  static final String CREATE_CONTAINERS = "Create containers as needed?";
  static final String SKIP_HIDDEN = "Skip Hidden Partitions";
  static final String DELETE_BEHAVIOUR = "Delete Behaviour";
  static final String DISABLE_ATTRIBUTE = "Disable Attribute";
  static final String EXPORT_CONCURRENCY = "Export Concurrency";
  static final String MODIFY_BATCH = "Modify Batch Size";
  static final String PLACEHOLDER = "Group Placeholder Member DN";
  static final String START_TLS = "Use StartTLS?";
  static final String TRUSTED_CERTIFICATES = "Trusted Certificates";

  private static final String ATTRIBUTE_NAME = "[A-Za-z][A-Za-z0-9-]*";

  /**
   * Reads the settings.
   *
   * @throws InvalidInput keyed by setting name, with every setting that cannot be used
   */
  static LdapSettings of(SettingValues values) {
    Map<String, List<String>> errors = new LinkedHashMap<>();
    int port = number(values, PORT, 389, 1, 65_535, errors);
    int connectTimeout = number(values, CONNECTION_TIMEOUT, 10, 1, 300, errors);
    int searchTimeout = number(values, SEARCH_TIMEOUT, 300, 1, 86_400, errors);
    number(values, IMPORT_CONCURRENCY, 4, 1, 64, errors);
    number(values, EXPORT_CONCURRENCY, 4, 1, 64, errors);
    int retries = number(values, MAXIMUM_RETRIES, 3, 0, 20, errors);
    int retryDelay = number(values, RETRY_DELAY, 1_000, 0, 60_000, errors);
    int modifyBatch = number(values, MODIFY_BATCH, 1_000, 10, 5_000, errors);
    boolean ldaps = values.checked(LDAPS);
    boolean startTls = values.checked(START_TLS);
    if (ldaps && startTls) {
      errors.put(
          START_TLS,
          List.of("Use StartTLS? cannot be combined with LDAPS; choose one of the two."));
    }
    if (values.text(AUTHENTICATION_TYPE).filter(type -> !type.equals("Simple")).isPresent()) {
      errors.put(
          AUTHENTICATION_TYPE,
          List.of(
              "Authentication Type NTLM is not available in this version; choose Simple, with"
                  + " LDAPS or StartTLS."));
    }
    String certificates = values.text(TRUSTED_CERTIFICATES).map(String::strip).orElse(null);
    if (certificates != null && !TrustedCertificates.isReadable(certificates)) {
      errors.put(
          TRUSTED_CERTIFICATES,
          List.of(
              "Trusted Certificates must be one or more certificates in PEM form, each from BEGIN"
                  + " CERTIFICATE to END CERTIFICATE."));
    }
    DN placeholder = placeholder(values, errors);
    String disable = null;
    if (values.text(DELETE_BEHAVIOUR).filter("Disable"::equals).isPresent()) {
      disable = values.text(DISABLE_ATTRIBUTE).map(String::strip).orElse("userAccountControl");
      if (!disable.matches(ATTRIBUTE_NAME)) {
        errors.put(
            DISABLE_ATTRIBUTE,
            List.of("Disable Attribute must be the name of one attribute, such as nsAccountLock."));
      }
    }
    if (!errors.isEmpty()) {
      throw InvalidInput.fields(errors);
    }
    return new LdapSettings(
        values.text(HOST).map(String::strip).orElse(""),
        values.text(PREFERRED_DC).map(String::strip).orElse(null),
        port,
        ldaps,
        startTls,
        certificates,
        values.text(USERNAME).orElse(""),
        values.text(PASSWORD).orElse(""),
        connectTimeout,
        searchTimeout,
        retries,
        retryDelay,
        values.checked(AUXILIARY_CLASSES),
        values.checked(CREATE_CONTAINERS),
        values.checked(SKIP_HIDDEN),
        disable,
        modifyBatch,
        placeholder);
  }

  private static int number(
      SettingValues values,
      String name,
      int byDefault,
      int min,
      int max,
      Map<String, List<String>> errors) {
    int value = values.number(name).orElse(byDefault);
    if (value < min || value > max) {
      errors.put(
          name, List.of(name + " is " + value + ", but must be from " + min + " to " + max + "."));
    }
    return value;
  }

  private static DN placeholder(SettingValues values, Map<String, List<String>> errors) {
    String text = values.text(PLACEHOLDER).map(String::strip).orElse(null);
    if (text == null) {
      return null;
    }
    try {
      return new DN(text);
    } catch (LDAPException e) {
      errors.put(
          PLACEHOLDER,
          List.of("Group Placeholder Member DN is not a DN; write one such as cn=placeholder."));
      return null;
    }
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return "LdapSettings[" + host + ":" + port + "]";
  }
}
