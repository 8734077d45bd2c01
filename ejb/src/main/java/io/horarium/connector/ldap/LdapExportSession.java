package io.horarium.connector.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import io.horarium.connector.ExportOperation;
import io.horarium.connector.ExportResult;
import io.horarium.connector.ExportSession;
import io.horarium.connector.StopSignal;
import io.horarium.problem.RunFailure;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes to a directory, one operation after the other (contract/sync-engine.md 10). When the
 * connection is lost in the middle of an operation it is made again and the operation repeated as
 * one in doubt; when that does not help, the rest of the batch is to be retried by the engine.
 */
final class LdapExportSession implements ExportSession {

  private final LdapScope scope;
  private final LdapDialer dialer;
  private final LdapSettings settings;
  private final StopSignal stop;
  private LdapWriter writer;

  /** Takes over the connection. */
  LdapExportSession(
      LdapScope scope,
      LDAPConnection connection,
      LdapDialer dialer,
      LdapSettings settings,
      StopSignal stop) {
    this.scope = scope;
    this.dialer = dialer;
    this.settings = settings;
    this.stop = stop;
    this.writer = new LdapWriter(connection, scope);
  }

  @Override
  public List<ExportResult> execute(List<ExportOperation> batch) {
    List<ExportResult> results = new ArrayList<>(batch.size());
    String down = null;
    for (ExportOperation operation : batch) {
      if (down == null && stop.stopRequested()) {
        down = "The run was cancelled before this was begun.";
      }
      if (down == null && writer == null) {
        down = reconnect();
      }
      if (down != null) {
        results.add(ExportResult.retryable(down));
        continue;
      }
      ExportResult result = carryOut(operation);
      results.add(result);
      if (writer == null) {
        down = result.text();
      }
    }
    return results;
  }

  private ExportResult carryOut(ExportOperation operation) {
    boolean inDoubt = operation.inDoubt();
    for (int attempt = 0; ; attempt++) {
      try {
        return apply(operation, inDoubt);
      } catch (LDAPException e) {
        if (!LdapFailures.isConnectionLost(e)) {
          return answer(e);
        }
        disconnect();
        if (attempt == Math.max(1, settings.retries())) {
          return ExportResult.retryable(
              "The connection to the directory was lost again and again.");
        }
        String down = reconnect();
        if (down != null) {
          return ExportResult.retryable(down);
        }
        inDoubt = true;
      }
    }
  }

  private static ExportResult answer(LDAPException e) {
    ResultCode code = e.getResultCode();
    String text = LdapFailures.hint(code) + ".";
    return LdapFailures.isTransient(code)
        ? ExportResult.retryable("The directory could not do it now: " + text)
        : ExportResult.refused("The directory refused it: " + text);
  }

  private ExportResult apply(ExportOperation operation, boolean inDoubt) throws LDAPException {
    SchemaClasses.Selected type = scope.classes().named(operation.objectType()).orElse(null);
    if (type == null) {
      return ExportResult.refused(
          "Object type '" + operation.objectType() + "' is not selected; select it in the schema.");
    }
    if (operation.secondaryId() == null) {
      return ExportResult.refused(
          "The object has no distinguished name; map distinguishedName in a synchronisation rule.");
    }
    DN dn = parse(operation.secondaryId());
    if (dn == null || dn.isNullDN()) {
      return ExportResult.refused(
          "distinguishedName is no DN; escape special characters in it as RFC 4514 says.");
    }
    if (scope.partitionOf(dn).isEmpty()) {
      return outOfScope();
    }
    return switch (operation.kind()) {
      case CREATE -> create(operation, type, dn, inDoubt);
      case UPDATE -> update(operation, type, dn);
      case DELETE -> delete(anchor(operation, type), dn);
    };
  }

  private ExportResult create(
      ExportOperation operation, SchemaClasses.Selected type, DN dn, boolean inDoubt)
      throws LDAPException {
    Modifications modifications = modifications(type);
    Entry entry = new Entry(dn, scope.schema());
    List<List<Modification>> rest = modifications.create(operation.changes(), entry);
    scope
        .classes()
        .chain(type.definition())
        .forEach(name -> entry.addAttribute("objectClass", name));
    RDN rdn = dn.getRDN();
    for (int i = 0; i < rdn.getAttributeNames().length; i++) {
      entry.addAttribute(rdn.getAttributeNames()[i], rdn.getAttributeValues()[i]);
    }
    boolean adopted = false;
    try {
      addWithContainers(entry, dn);
    } catch (LDAPException e) {
      if (!e.getResultCode().equals(ResultCode.ENTRY_ALREADY_EXISTS)) {
        throw e;
      }
      adopted = true;
    }
    SearchResultEntry found = writer.find(dn);
    if (found == null) {
      return ExportResult.retryable("The entry is not visible after it was written; try again.");
    }
    String anchor = scope.values().get(type.scope().name()).anchor(found);
    if (adopted) {
      boolean ours = inDoubt && found.hasObjectClass(type.definition().getNameOrOID());
      if (!ours) {
        return ExportResult.alreadyExists(anchor, DnForm.canonical(found.getDN()));
      }
      rest = modifications.requests(operation.changes());
    }
    for (List<Modification> request : rest) {
      writer.modify(dn, null, request, modifications);
    }
    return ExportResult.ok(anchor, DnForm.canonical(found.getDN()));
  }

  private void addWithContainers(Entry entry, DN dn) throws LDAPException {
    try {
      writer.add(entry);
    } catch (LDAPException e) {
      if (!settings.createContainers() || !e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
        throw e;
      }
      writer.addContainersAbove(dn);
      writer.add(entry);
    }
  }

  private ExportResult update(ExportOperation operation, SchemaClasses.Selected type, DN known)
      throws LDAPException {
    LdapWriter.Anchor anchor = anchor(operation, type);
    DN dn = known;
    String moved = null;
    if (operation.newSecondaryId() != null) {
      DN target = parse(operation.newSecondaryId());
      if (target == null || target.isNullDN()) {
        return ExportResult.refused(
            "The new distinguishedName is no DN; escape special characters in it as RFC 4514 says.");
      }
      if (scope.partitionOf(target).isEmpty()) {
        return outOfScope();
      }
      if (!target.equals(dn)) {
        ExportResult refusal = rename(dn, target, anchor);
        if (refusal != null) {
          return refusal;
        }
        dn = target;
      }
      moved = DnForm.canonical(dn.toString());
    }
    Modifications modifications = modifications(type);
    List<List<Modification>> requests = modifications.requests(operation.changes());
    List<Modification> cleaning = modifications.withoutPlaceholder(operation.changes());
    if (!cleaning.isEmpty() && writer.isPermissive()) {
      List<Modification> last = new ArrayList<>(requests.get(requests.size() - 1));
      last.addAll(cleaning);
      requests.set(requests.size() - 1, last);
    } else if (!cleaning.isEmpty()) {
      requests.add(cleaning); // alone: it is an error when there is no placeholder
    }
    for (List<Modification> request : requests) {
      try {
        writer.modify(dn, anchor, request, modifications);
      } catch (LDAPException e) {
        if (!isElsewhere(e)) {
          throw e;
        }
        dn = writer.locate(anchor);
        if (dn == null) {
          return ExportResult.notFound();
        }
        if (scope.partitionOf(dn).isEmpty()) {
          return outOfScope();
        }
        writer.modify(dn, anchor, request, modifications);
      }
    }
    if (requests.isEmpty() && moved == null && writer.find(dn) == null) {
      return ExportResult.notFound();
    }
    return ExportResult.ok(null, moved);
  }

  /** Null when the entry is at {@code target} now. */
  private ExportResult rename(DN from, DN target, LdapWriter.Anchor anchor) throws LDAPException {
    try {
      writer.rename(from, target, anchor);
      return null;
    } catch (LDAPException e) {
      if (e.getResultCode().equals(ResultCode.ENTRY_ALREADY_EXISTS)) {
        return ExportResult.refused(
            "Another entry has the new distinguishedName already; choose another one.");
      }
      if (!isElsewhere(e)) {
        throw e;
      }
      // Either the entry is somewhere else, or the place it is to go to does not exist.
      DN now = writer.locate(anchor);
      if (now == null && (anchor != null || writer.find(from) == null)) {
        return ExportResult.notFound();
      }
      now = now == null ? from : now;
      if (now.equals(target)) {
        return null; // by an earlier attempt
      }
      if (scope.partitionOf(now).isEmpty()) {
        return outOfScope();
      }
      if (settings.createContainers()) {
        writer.addContainersAbove(target);
      }
      writer.rename(now, target, anchor);
      return null;
    }
  }

  private ExportResult delete(LdapWriter.Anchor anchor, DN known) throws LDAPException {
    try {
      deleteOrDisable(known, anchor);
    } catch (LDAPException e) {
      if (!isElsewhere(e)) {
        throw e;
      }
      DN now = writer.locate(anchor);
      if (now == null || now.equals(known)) {
        return ExportResult.notFound();
      }
      if (scope.partitionOf(now).isEmpty()) {
        return outOfScope();
      }
      deleteOrDisable(now, anchor);
    }
    return ExportResult.ok();
  }

  private void deleteOrDisable(DN dn, LdapWriter.Anchor anchor) throws LDAPException {
    if (settings.disableAttribute() != null) {
      writer.disable(dn, anchor, settings.disableAttribute());
    } else {
      writer.delete(dn, anchor);
    }
  }

  /** No entry has the name, or another one than we mean. */
  private static boolean isElsewhere(LDAPException e) {
    return e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)
        || e.getResultCode().equals(ResultCode.ASSERTION_FAILED);
  }

  private static LdapWriter.Anchor anchor(ExportOperation operation, SchemaClasses.Selected type) {
    return operation.anchor() == null
        ? null
        : new LdapWriter.Anchor(type.scope().anchor(), operation.anchor());
  }

  private Modifications modifications(SchemaClasses.Selected type) {
    DN placeholder = scope.directory().isActiveDirectory() ? null : settings.placeholder();
    return new Modifications(
        settings.modifyBatch(),
        placeholder,
        scope.classes().required(type.definition()),
        scope.schema());
  }

  private static ExportResult outOfScope() {
    return ExportResult.refused(
        "The object lies outside the selected partitions and containers, where no import could see"
            + " it; select its container or change distinguishedName.");
  }

  private static DN parse(String text) {
    try {
      return new DN(text);
    } catch (LDAPException e) {
      return null;
    }
  }

  /** Null when it worked, else why not. */
  private String reconnect() {
    try {
      writer = new LdapWriter(dialer.connect(stop), scope);
      return null;
    } catch (RunFailure e) {
      return e.getMessage();
    }
  }

  private void disconnect() {
    if (writer != null) {
      writer.close();
      writer = null;
    }
  }

  /** Every answer was final already. */
  @Override
  public void publish() {
    // nothing is kept back
  }

  @Override
  public void close() {
    disconnect();
  }
}
