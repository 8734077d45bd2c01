package io.horarium.sync.rule;

/** How the letters of a text change on their way into the metaverse. */
public enum CaseNormalisation {
  None,
  Upper,
  Lower,
  Title
}
