namespace FunctionAppAspNetCore;

/// <summary>What the check looks at.</summary>
public sealed class Backlog
{
    public int Length { get; set; }
}
