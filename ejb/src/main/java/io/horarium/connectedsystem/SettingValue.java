package io.horarium.connectedsystem;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * The stored value of one setting: the field of the setting's type is used, the others are null.
 */
@Embeddable
public class SettingValue {

  @Column(name = "string_value", columnDefinition = "text")
  private String text;

  @Column(name = "int_value")
  private Integer number;

  @Column(name = "checkbox_value")
  private Boolean checked;

  protected SettingValue() {}

  public SettingValue(String text, Integer number, Boolean checked) {
    this.text = text;
    this.number = number;
    this.checked = checked;
  }

  public String text() {
    return text;
  }

  public Integer number() {
    return number;
  }

  public Boolean checked() {
    return checked;
  }
}
