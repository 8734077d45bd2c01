package io.horarium.connector.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import io.horarium.connector.StopSignal;
import io.horarium.problem.RunFailure;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;

/**
 * One search, page by page. Its end is trusted only if the directory says for the last page that it
 * was complete and the last one; a referral, a limit or a missing word about further pages is a
 * failure (contract/sync-engine.md 4 rule 1). The connection must serve no other paged search
 * meanwhile.
 */
final class PagedSearch {

  private static final int MAX_EMPTY_PAGES = 10_000;

  private final LDAPConnection connection;
  private final SearchRequest request;
  private final List<Control> controls;
  private final int pageSize;
  private final String what;
  private final StopSignal stop;
  private ASN1OctetString cookie;
  private Iterator<SearchResultEntry> page = List.<SearchResultEntry>of().iterator();
  private boolean last;
  private long estimate;

  /**
   * A search not begun yet.
   *
   * @param what what is read, for sentences
   */
  PagedSearch(
      LDAPConnection connection,
      SearchRequest request,
      int pageSize,
      String what,
      StopSignal stop) {
    this.connection = connection;
    this.request = request;
    this.controls = List.copyOf(request.getControlList());
    this.pageSize = pageSize;
    this.what = what;
    this.stop = stop;
  }

  /** The next entry, or null when all were read. */
  SearchResultEntry next() {
    if (stop.stopRequested()) {
      throw new RunFailure("The run was cancelled while the directory was read.");
    }
    for (int empty = 0; !page.hasNext(); empty++) {
      if (last) {
        return null;
      }
      if (empty > MAX_EMPTY_PAGES || stop.stopRequested()) {
        throw new RunFailure(what + " could not be read to the end: the reading was stopped.");
      }
      page = nextPage().iterator();
    }
    return page.next();
  }

  /** How many entries the directory expects, once the first page is there. */
  OptionalLong estimate() {
    return estimate > 0 ? OptionalLong.of(estimate) : OptionalLong.empty();
  }

  private List<SearchResultEntry> nextPage() {
    List<Control> all = new ArrayList<>(controls);
    all.add(new SimplePagedResultsControl(pageSize, cookie, true));
    request.setControls(all);
    try {
      SearchResult result = connection.search(request);
      if (!result.getResultCode().equals(ResultCode.SUCCESS)) {
        throw new LDAPException(result);
      }
      if (result.getReferenceCount() > 0) {
        throw new LDAPException(ResultCode.REFERRAL, "A part of the tree is on another server");
      }
      SimplePagedResultsControl answer = SimplePagedResultsControl.get(result);
      if (answer == null) {
        throw new RunFailure(
            what
                + " could not be read to the end: the directory does not say whether there are more"
                + " pages, so its paged results control cannot be relied on.");
      }
      cookie = answer.getCookie();
      last = !answer.moreResultsToReturn();
      estimate = Math.max(estimate, answer.getSize());
      return result.getSearchEntries();
    } catch (LDAPException e) {
      throw LdapFailures.reading(what, e);
    }
  }
}
