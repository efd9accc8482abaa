namespace HealthFunctions.Checks;

/// <summary>Tells which check family has a type that an app does not know, for an error message.</summary>
internal static class CheckFamilies
{
    /// <summary>Finds the family of a type, without regard to case: its package is HealthFunctions.Checks.&lt;family&gt;.</summary>
    /// <returns>Null for a type that no family has.</returns>
    public static string? Of(string type) => type.ToUpperInvariant() switch
    {
        "DNS" => "Dns",
        "GRPC" => "Grpc",
        "MQTT" => "Mqtt",
        "MYSQL" => "MySql",
        "NATS" => "Nats",
        "POSTGRES" => "Postgres",
        "REDIS" => "Redis",
        "SMTP" => "Smtp",
        _ => null,
    };
}
