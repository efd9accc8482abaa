using System.Collections;

namespace HealthFunctions.Engine;

/// <summary>Marks what a check itself logs with the check's name. Made once, so that a run does not pay for it.</summary>
internal sealed class CheckLogScope(string name) : IReadOnlyList<KeyValuePair<string, object>>
{
    private readonly KeyValuePair<string, object> _entry = new("HealthCheck", name);

    public int Count => 1;

    public KeyValuePair<string, object> this[int index] => index == 0 ? _entry : throw new ArgumentOutOfRangeException(nameof(index));

    public IEnumerator<KeyValuePair<string, object>> GetEnumerator()
    {
        yield return _entry;
    }

    public override string ToString() => $"HealthCheck: {_entry.Value}";

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
