using System.Globalization;

namespace HealthFunctions.Health;

/// <summary>Holds a number that a check has observed, with its unit, for the data of a result: reports and metrics can use it.</summary>
/// <param name="Value">The number.</param>
/// <param name="Unit">The unit in the Unified Code for Units of Measure, as OpenTelemetry has it: <c>ms</c>, <c>s</c>, <c>d</c>, <c>By</c>, <c>%</c>, <c>{message}</c>.</param>
/// <example><code>data["free"] = new ObservedValue(drive.AvailableFreeSpace, "By");</code></example>
public readonly record struct ObservedValue(double Value, string Unit)
{
    /// <summary>Writes the number and its unit: <c>12.5 ms</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value} {Unit}");
}
