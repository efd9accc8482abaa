namespace HealthFunctions.Engine;

/// <param name="Result">The result, which callers get from now on.</param>
/// <param name="Change">The change of the status that it makes; null where the status stays.</param>
internal readonly record struct RecordedResult(CheckResult Result, StatusChange? Change);
