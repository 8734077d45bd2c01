package io.horarium.metaverse;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/** What an attribute is called in a standard; for people, without effect. */
@Embeddable
public class StandardMapping {

  /** Where the other name is used. */
  public enum Standard {
    Scim,
    Ldap,
    Jim
  }

  @Enumerated(EnumType.STRING)
  @Column(nullable = false, length = 10)
  private Standard standard;

  @Column(name = "counterpart_name", nullable = false, length = 200)
  private String counterpartName;

  @Column(length = 1000)
  private String notes;

  protected StandardMapping() {}

  /**
   * Another name.
   *
   * @param notes or null
   */
  public StandardMapping(Standard standard, String counterpartName, String notes) {
    this.standard = standard;
    this.counterpartName = counterpartName;
    this.notes = notes;
  }

  public Standard standard() {
    return standard;
  }

  public String counterpartName() {
    return counterpartName;
  }

  public String notes() {
    return notes;
  }
}
