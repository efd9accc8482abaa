using System.Collections;
using System.Runtime.CompilerServices;

namespace HealthFunctions.Tests.Engine.Model;

/// <summary>Holds an immutable list that equals another list of equal items, so that equal states are searched once.</summary>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Of))]
internal sealed class ValueList<T>(T[] items) : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    private int? _hash;

    public int Count => items.Length;

    public T this[int index] => items[index];

    public ValueList<T> Add(T item) => new([.. items, item]);

    public ValueList<T> With(int index, T item)
    {
        T[] changed = [.. items];
        changed[index] = item;
        return new ValueList<T>(changed);
    }

    public ValueList<T> Without(T item) => new([.. items.Where(other => !Equals(other, item))]);

    public bool Equals(ValueList<T>? other) =>
        ReferenceEquals(this, other) || (other is not null && GetHashCode() == other.GetHashCode() && items.SequenceEqual(other));

    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    public override int GetHashCode() => _hash ??= items.Aggregate(items.Length, HashCode.Combine);

    public override string ToString() => string.Join(", ", items);

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Creates value lists from collection expressions.</summary>
internal static class ValueList
{
    public static ValueList<T> Of<T>(ReadOnlySpan<T> items) => new([.. items]);
}
