package io.horarium.web.jim;

import io.horarium.connectedsystem.AttributeChange;
import io.horarium.connectedsystem.ConnectedSystemChange;
import io.horarium.connectedsystem.ConnectedSystemChange.GuardChange;
import io.horarium.connectedsystem.DeleteGuardAction;
import io.horarium.connectedsystem.Plurality;
import io.horarium.connectedsystem.SettingValue;
import io.horarium.connectedsystem.UnresolvedReferenceHandling;
import io.horarium.connector.DataType;
import io.horarium.web.RequestBody;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the bodies of calls that change a connected system (contract/jim-sync.md 2). */
final class ConnectedSystemBodies {

  private static final int MAX_SETTING = 10_000;

  private ConnectedSystemBodies() {}

  /** Why something is changed, or null; the caller checks the body. */
  static String changeReason(RequestBody body) {
    return body.text("changeReason", 2000);
  }

  /** A PUT of a system; absent or null is unchanged. */
  static ConnectedSystemChange change(RequestBody body) {
    // An empty name means "unchanged" here.
    String name = emptyToNull(body.text("name", 200));
    String description = body.text("description", 1000);
    Map<String, SettingValue> settings = settingValues(body.objectsByKey("settingValues"));
    Integer parallelism = body.integer("maxExportParallelism", 1, 16);
    var references = body.oneOf("unresolvedReferenceHandling", UnresolvedReferenceHandling.class);
    var guard =
        new GuardChange(
            body.oneOf("deleteGuardAction", DeleteGuardAction.class),
            body.integer("deleteGuardMaxPercent", 0, 100),
            body.integer("deleteGuardMaxCount", 0, Integer.MAX_VALUE),
            body.isNull("deleteGuardMaxCount"),
            body.integer("deleteGuardMinExpected", 0, Integer.MAX_VALUE),
            body.isNull("deleteGuardMinExpected"));
    if (Boolean.TRUE.equals(body.bool("requireSecureTransport"))) {
      body.reject(
          "requireSecureTransport",
          "requireSecureTransport is not available in this version; leave it out.");
    }
    if (body.has("initialPasswordTimeToLive") && !body.isNull("initialPasswordTimeToLive")) {
      body.reject(
          "initialPasswordTimeToLive",
          "initialPasswordTimeToLive is not available in this version; leave it out.");
    }
    body.check();
    return new ConnectedSystemChange(
        name,
        description == null ? null : description.strip(),
        settings,
        parallelism,
        references,
        guard);
  }

  private static Map<String, SettingValue> settingValues(Map<String, RequestBody> byId) {
    if (byId == null) {
      return null;
    }
    var values = new LinkedHashMap<String, SettingValue>();
    byId.forEach(
        (id, value) ->
            values.put(
                id.strip(),
                new SettingValue(
                    value.text("stringValue", MAX_SETTING),
                    value.integer("intValue", Integer.MIN_VALUE, Integer.MAX_VALUE),
                    value.bool("checkboxValue"))));
    return values;
  }

  /** A change of one attribute; the caller checks the body. */
  static AttributeChange attributeChange(RequestBody body) {
    return new AttributeChange(
        body.bool("selected"),
        body.bool("isExternalId"),
        body.bool("isSecondaryExternalId"),
        body.oneOf("type", DataType.class),
        body.oneOf("attributePlurality", Plurality.class));
  }

  /** The trimmed text, or null when nothing is left of it. */
  static String emptyToNull(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
