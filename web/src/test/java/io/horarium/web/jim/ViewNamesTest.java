package io.horarium.web.jim;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.connectedsystem.AttributeView;
import io.horarium.connectedsystem.BulkAttributeView;
import io.horarium.connectedsystem.ConfigurationDriftView;
import io.horarium.connectedsystem.ConnectedSystemHeaderView;
import io.horarium.connectedsystem.ConnectedSystemView;
import io.horarium.connectedsystem.ConnectorDefinitionHeaderView;
import io.horarium.connectedsystem.ConnectorDefinitionView;
import io.horarium.connectedsystem.DeletionPreviewView;
import io.horarium.connectedsystem.DeletionView;
import io.horarium.connectedsystem.ObjectTypeView;
import io.horarium.connectedsystem.RunProfileView;
import io.horarium.connectedsystem.SchemaPreviewView;
import io.horarium.connectorspace.SpaceObjectHeaderView;
import io.horarium.metaverse.MvAttributeHeaderView;
import io.horarium.metaverse.MvAttributeImpact;
import io.horarium.metaverse.MvAttributeView;
import io.horarium.metaverse.MvObjectTypeHeaderView;
import io.horarium.metaverse.MvObjectTypeImpact;
import io.horarium.metaverse.MvObjectTypeView;
import io.horarium.metaverse.MvUnassignImpact;
import io.horarium.sync.expression.ExpressionTrial;
import io.horarium.sync.rule.MappingView;
import io.horarium.sync.rule.MatchingModeView;
import io.horarium.sync.rule.MatchingRuleView;
import io.horarium.sync.rule.PriorityView;
import io.horarium.sync.rule.ScopeCriterionView;
import io.horarium.sync.rule.ScopeGroupView;
import io.horarium.sync.rule.SyncRuleView;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Names and order of the properties as JIM's clients know them (contract/jim.md 13 and 14). */
class ViewNamesTest {

  static Stream<Arguments> views() {
    return Stream.of(
        Arguments.of(
            ConnectorDefinitionHeaderView.class,
            "id name description builtIn created lastUpdated files versions inUse"),
        Arguments.of(
            ConnectorDefinitionView.class,
            "id name description url builtIn created createdByName lastUpdated lastUpdatedByName"
                + " settings files supportsFullImport supportsDeltaImport supportsExport"
                + " supportsPartitions supportsPartitionContainers supportsSecondaryExternalId"
                + " supportsUserSelectedExternalId supportsUserSelectedAttributeTypes"
                + " supportsAutoConfirmExport supportsParallelExport supportsPaging"
                + " supportsFilePaths supportsPasswordSet supportsPasswordPolicyDiscovery"
                + " schemaStandard"),
        Arguments.of(
            ConnectorDefinitionView.SettingView.class,
            "id name description category type defaultCheckboxValue defaultStringValue"
                + " defaultIntValue dropDownValues required requiredGroup"
                + " requiredGroupCardinality requiredWhenSetting requiredWhenValue"),
        Arguments.of(
            ConnectedSystemHeaderView.class,
            "id name description created status objectCount connectorsCount"
                + " pendingExportObjectsCount connectorName connectorId"),
        Arguments.of(
            ConnectedSystemView.class,
            "id name description created lastUpdated status settingValuesValid connector"
                + " objectTypes objectCount pendingExportCount maxExportParallelism"
                + " initialPasswordTimeToLive requireSecureTransport unresolvedReferenceHandling"
                + " configurationDrift parkedInitialPasswordCount expiredInitialPasswordCount"
                + " settingValues objectMatchingRuleMode deleteGuardAction deleteGuardMaxPercent"
                + " deleteGuardMaxCount deleteGuardMinExpected"),
        Arguments.of(
            ObjectTypeView.class,
            "id name created selected removeContributedAttributesOnObsoletion attributeCount tags"
                + " isInternal attributes"),
        Arguments.of(
            AttributeView.class,
            "id name description className created type typeSetByAdministrator attributePlurality"
                + " selected isExternalId isSecondaryExternalId selectionLocked writability"
                + " referencedObjectTypeId referencedObjectTypeName"),
        Arguments.of(BulkAttributeView.class, "activityId updatedCount updatedAttributes errors"),
        Arguments.of(
            RunProfileView.class,
            "id name connectedSystemId runType pageSize partitionName targetsDeselectedPartition"
                + " filePath verifyImportContentHashes"),
        Arguments.of(ExpressionTrial.class, "isValid result resultType errorMessage errorPosition"),
        Arguments.of(RunProfileResource.StartedView.class, "activityId taskId message warnings"),
        Arguments.of(
            SpaceObjectHeaderView.class,
            "id connectedSystemId displayName externalIdValue externalIdAttributeName"
                + " secondaryExternalIdValue secondaryExternalIdAttributeName created lastUpdated"
                + " typeId typeName status joinType dateJoined pendingDisplayName"
                + " pendingExternalId pendingSecondaryExternalId hasPendingExport"
                + " pendingExportId"),
        Arguments.of(
            DeletionPreviewView.class,
            "connectedSystemId connectedSystemName connectedSystemObjectCount syncRuleCount"
                + " runProfileCount partitionCount containerCount pendingExportCount"
                + " activityCount joinedMvoCount mvosWithOtherConnectorsCount"
                + " mvosWithDeletionRuleCount mvosWithGracePeriodCount warnings"
                + " estimatedDeletionTime willRunAsBackgroundJob hasRunningSyncOperation"),
        Arguments.of(DeletionView.class, "success outcome errorMessage workerTaskId activityId"),
        Arguments.of(
            SchemaPreviewView.class,
            "success errorMessage totalObjectTypes totalAttributes addedObjectTypes"
                + " removedObjectTypes updatedObjectTypes addedAttributes removedAttributes"
                + " changedAttributes attributesInUse blockedCredentialAttributes"
                + " discoveryWarnings passwordPolicyDiscovered hasChanges"
                + " hasRemovalsOrDefinitionChanges dependents removalImpact"),
        Arguments.of(
            ConfigurationDriftView.class,
            "hasPendingChanges isDeterminable neverFullySynchronised trackingDisabled"
                + " lastFullSynchronisation mostRecentChange changeCount highestChangeClass"),
        Arguments.of(
            SyncRuleView.class,
            "id name description created connectedSystemId connectedSystemName"
                + " connectedSystemObjectTypeId connectedSystemObjectTypeName"
                + " metaverseObjectTypeId metaverseObjectTypeName direction"
                + " provisionToConnectedSystem projectToMetaverse enabled enforceState"
                + " outboundDeprovisionAction inboundOutOfScopeAction order"),
        Arguments.of(
            MappingView.class,
            "id created targetMetaverseAttributeId targetMetaverseAttributeName"
                + " targetConnectedSystemAttributeId targetConnectedSystemAttributeName sourceType"
                + " inboundValueProcessing caseNormalisation priority nullIsValue initialExportOnly"
                + " enabled disabledReason sources warnings"),
        Arguments.of(
            MappingView.SourceView.class,
            "id order metaverseAttributeId metaverseAttributeName connectedSystemAttributeId"
                + " connectedSystemAttributeName expression missingInputBehaviour"),
        Arguments.of(ScopeGroupView.class, "id type position criteria childGroups"),
        Arguments.of(
            ScopeCriterionView.class,
            "id metaverseAttributeId metaverseAttributeName connectedSystemAttributeId"
                + " connectedSystemAttributeName attributeDataType comparisonType stringValue"
                + " intValue longValue decimalValue dateTimeValue boolValue guidValue caseSensitive"
                + " valueMode relativeCount relativeUnit relativeDirection"),
        Arguments.of(
            MatchingRuleView.class,
            "id order connectedSystemObjectTypeId connectedSystemObjectTypeName"
                + " metaverseObjectTypeId metaverseObjectTypeName syncRuleId"
                + " targetMetaverseAttributeId targetMetaverseAttributeName sources caseSensitive"
                + " created"),
        Arguments.of(
            MatchingRuleView.SourceView.class,
            "id order connectedSystemAttributeId connectedSystemAttributeName"),
        Arguments.of(
            MatchingModeView.class,
            "success newMode syncRulesUpdated objectTypesUpdated warnings objectTypeMigrations"
                + " errorMessage"),
        Arguments.of(
            MatchingModeView.MigrationView.class,
            "objectTypeId objectTypeName syncRuleCount syncRulesWithMatchingRules"
                + " uniqueSyncRuleConfigurations rulesDiverged matchingRulesSet syncRulesCleared"),
        Arguments.of(
            PriorityView.class,
            "metaverseObjectTypeId metaverseAttributeId metaverseAttributeName contributors"),
        Arguments.of(
            PriorityView.ContributorView.class,
            "mappingId priority nullIsValue syncRuleId syncRuleName syncRuleEnabled"
                + " connectedSystemId connectedSystemName"),
        Arguments.of(
            MvObjectTypeHeaderView.class,
            "id name pluralName created attributesCount builtIn icon hasPredefinedSearches"
                + " deletionRule deletionTriggerMode deletionGracePeriod"),
        Arguments.of(
            MvObjectTypeView.class,
            "id name pluralName created builtIn icon deletionRule deletionGracePeriod"
                + " deletionTriggerMode deletionTriggerConnectedSystemIds attributes"),
        Arguments.of(
            MvObjectTypeImpact.class,
            "objectTypeId objectTypeName builtIn metaverseObjectCount synchronisationRules"
                + " cascadeReferences deleted blockedByObjects blockedBySynchronisationRules"
                + " blocked requiresConfirmation"),
        Arguments.of(
            MvAttributeHeaderView.class,
            "id created name type attributePlurality builtIn metaverseObjectTypes"),
        Arguments.of(
            MvAttributeView.class,
            "id name created type attributePlurality builtIn renderingHint objectTypes"
                + " standardMappings"),
        Arguments.of(
            MvAttributeImpact.class,
            "attributeId attributeName builtIn totalObjectsWithValues references deleted"
                + " blockedByValues requiresConfirmation blockedByReferences"),
        Arguments.of(
            MvUnassignImpact.class,
            "attributeId attributeName builtIn objectsWithValues metaverseObjectTypeId"
                + " metaverseObjectTypeName wasBound references unassigned blockedByValues"
                + " requiresConfirmation blockedByReferences"));
  }

  @ParameterizedTest
  @MethodSource("views")
  void viewHasThePropertiesOfTheContractInItsOrder(Class<?> view, String names) {
    assertThat(
            Arrays.stream(view.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.joining(" ")))
        .isEqualTo(names);
  }
}
