namespace HealthFunctions.Tests.Engine.Model;

/// <summary>The log line of a status that changed, in the codes that callers know.</summary>
internal sealed record StatusLine(string From, string To, TimeSpan After, string Reason, int FailuresInRow);
