namespace HealthFunctions.Tests.Engine.Model;

/// <summary>Names a run.</summary>
/// <param name="Check">Its check.</param>
/// <param name="Number">Its number among the check's runs, from 0.</param>
internal readonly record struct RunId(int Check, int Number);
