namespace AspNetCore;

/// <summary>What the check looks at.</summary>
public sealed class Queue
{
    public int Length { get; set; }
}
