package io.horarium.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A key with which programs call (contract/jim.md 2). Its text is not kept, only the hash. */
@Entity
@Table(name = "api_key")
public class ApiKey {

  /** How old the note of the last use may get before it is written again. */
  private static final Duration USE_NOTED_FOR = Duration.ofMinutes(1);

  @Id private UUID id;

  @Column(nullable = false, length = 200)
  private String name;

  @Column(length = 1000)
  private String description;

  @Column(name = "key_hash", nullable = false, length = 64)
  @JdbcTypeCode(SqlTypes.CHAR)
  private String keyHash;

  @Column(name = "key_prefix", nullable = false, length = 12)
  private String keyPrefix;

  @Column(name = "created_at", nullable = false)
  private Instant createdAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "last_used_at")
  private Instant lastUsedAt;

  @Column(name = "last_used_from_ip", length = 64)
  private String lastUsedFromIp;

  @Column(nullable = false)
  private boolean enabled = true;

  @Column(nullable = false)
  private boolean infrastructure;

  @ManyToMany(fetch = FetchType.EAGER)
  @JoinTable(
      name = "api_key_role",
      joinColumns = @JoinColumn(name = "api_key_id"),
      inverseJoinColumns = @JoinColumn(name = "role_id"))
  private Set<Role> roles = new LinkedHashSet<>();

  protected ApiKey() {}

  /**
   * A new, enabled key.
   *
   * @param text the whole key
   * @param expiresAt from when it is refused, or null
   */
  public ApiKey(UUID id, String name, String text, Instant createdAt, Instant expiresAt) {
    this.id = id;
    this.name = name;
    this.createdAt = createdAt;
    renew(text, expiresAt);
  }

  /** Gives the key another text and another end. */
  final void renew(String text, Instant newExpiry) {
    keyHash = ApiKeyText.hash(text);
    keyPrefix = ApiKeyText.shown(text);
    expiresAt = newExpiry;
    enabled = true;
  }

  void grant(Role role) {
    roles.add(role);
  }

  void markInfrastructure() {
    infrastructure = true;
  }

  /** Whether it may be used at {@code now}. */
  public boolean isValid(Instant now) {
    return enabled && (expiresAt == null || expiresAt.isAfter(now));
  }

  /** Whether its last use should be written down; not at every call, so that reads stay reads. */
  boolean useIsDue(Instant now) {
    return lastUsedAt == null || lastUsedAt.isBefore(now.minus(USE_NOTED_FOR));
  }

  /** The key as a caller. */
  KnownKey known() {
    return new KnownKey(
        id, name, roles.stream().map(Role::name).collect(Collectors.toUnmodifiableSet()));
  }

  public UUID id() {
    return id;
  }
}
