using System.Runtime.CompilerServices;

namespace HealthFunctions.Checks;

/// <summary>Tells which check family has a type that an app does not know, for an error message.</summary>
internal static class CheckFamilies
{
    /// <summary>Finds the family of a type, without regard to case: its package is HealthFunctions.Checks.&lt;family&gt;.</summary>
    /// <returns>Null for a type that no family has.</returns>
    public static string? Of(string type) => type.ToUpperInvariant() switch
    {
        "BLOB" or "EVENTHUBS" or "KEYVAULT" or "QUEUE" or "SERVICEBUS" or "TABLE" => "Azure",
        "DNS" => "Dns",
        "GRPC" => "Grpc",
        "MQTT" => "Mqtt",
        "MYSQL" => "MySql",
        "NATS" => "Nats",
        "POSTGRES" => "Postgres",
        "RABBITMQ" => "RabbitMq",
        "REDIS" => "Redis",
        "SMTP" => "Smtp",
        "SQLSERVER" => "SqlServer",
        _ => null,
    };

    /// <summary>Says, for an error message, why the types of a family are not there, and what to do about it.</summary>
    public static string HowToAdd(string family) => family == "SqlServer" && !RuntimeFeature.IsDynamicCodeSupported
        ? "no native executable can contain: run the build of the app for .NET, or ask for the server's port by Tcp"
        : $"this app does not contain: reference HealthFunctions.Checks.{family} and call Add{family}CheckTypes(), or build the server with CheckFamilies={family}";
}
