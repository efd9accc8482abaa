using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Engine.Model;

/// <summary>One check's settings.</summary>
/// <param name="Timeout">As in the settings.</param>
/// <param name="WarnAfter">As in the settings.</param>
/// <param name="MaxAge">As in the settings.</param>
/// <param name="FailuresBeforeError">As in the settings.</param>
/// <param name="FailureStatus">What the registration says a failure is.</param>
/// <param name="InSome">Whether it is in the group <see cref="EngineSetup.Some"/> too.</param>
internal sealed record CheckSetup(
    TimeSpan Timeout, TimeSpan? WarnAfter, TimeSpan MaxAge, int FailuresBeforeError, HealthStatus FailureStatus, bool InSome);
